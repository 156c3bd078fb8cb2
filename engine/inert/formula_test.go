package inert

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRestoreUndoesDefuse(t *testing.T) {
	texts := rapid.OneOf(rapid.String(), rapid.StringMatching("[-=+@;'\" \tx＝]{0,12}"))
	rapid.Check(t, func(rt *rapid.T) {
		s := texts.Draw(rt, "text")
		safe := Defuse(s)
		if got := Restore(safe); got != s {
			rt.Fatalf("restore(%q) = %q, want %q", safe, got, s)
		}
		for part := range strings.SplitSeq(safe, ";") {
			if runs(part) && !strings.HasPrefix(part, "'") {
				rt.Fatalf("%q has a live part: %q", safe, part)
			}
		}
	})
	if got := Defuse("\n"); got != "'\n" {
		t.Errorf("a line break alone: %q", got)
	}
	for _, own := range []string{"'twas late", "'=x;=y"} {
		if got := Restore(own); got != own {
			t.Errorf("restore(%q) = %q: it was never defused", own, got)
		}
	}
}
