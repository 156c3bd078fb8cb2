package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"github.com/normwalk/normwalk/engine/exercise"
)

// The ground is the terminal's own until somebody turns it; then every cell of
// every line has it, and the words stay where they were.
func TestTheOtherGround(t *testing.T) {
	for _, profile := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI, termenv.Ascii} {
		d := newDriver(t, 80, 24).start(exercise.Hands)
		r := d.app.Renderer
		r.SetColorProfile(profile)
		r.SetHasDarkBackground(true)
		before := d.app.View()
		d.now = d.now.Add(-time.Second) // which the key takes
		d.keys("T")
		after := d.app.View()
		if profile == termenv.Ascii {
			if after != before {
				t.Error("without colours the frame changed")
			}
			continue
		}
		if r.HasDarkBackground() {
			t.Fatal("T changed nothing")
		}
		lines, plain := strings.Split(after, "\n"), strings.Split(before, "\n")
		if len(lines) != len(plain)+1 {
			t.Fatalf("%v: %d lines, before %d", profile, len(lines), len(plain))
		}
		ground := termenv.CSI + profile.Color(tone(profile, black())).Sequence(false) + ";" + profile.Color(tone(profile, white())).Sequence(true) + "m"
		for i, l := range lines {
			want := 80
			if i == len(lines)-1 {
				want = 79
			} else if got, was := strings.TrimRight(ansi.Strip(l), " "), strings.TrimRight(ansi.Strip(plain[i]), " "); got != was {
				t.Errorf("%v: line %d says %q, before %q", profile, i+1, got, was)
			}
			if got := ansi.StringWidth(l); got != want {
				t.Errorf("%v: line %d has %d cells, want %d", profile, i+1, got, want)
			}
			if !strings.HasPrefix(l, ground) || strings.Count(l, reset) != strings.Count(l, reset+ground)+1 {
				t.Errorf("%v: line %d loses its ground: %q", profile, i+1, l)
			}
		}
	}
}
