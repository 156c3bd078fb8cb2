package tui

import (
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/library"
)

// A trainer with a bad draft must see at once which file it is.
func TestHomeNamesFilesThatAreLeftOut(t *testing.T) {
	d := newDriver(t, 80, 24)
	if text := d.screen(); strings.Contains(text, "of yours") {
		t.Errorf("nothing is left out, and it says\n%s", text)
	}
	d.app.Outline.LeftOut = []library.LeftOut{{Path: "colonial-draft\x1b.toml"}}
	if text := d.screen(); !strings.Contains(text, "1 file of yours has problems and is left out: colonial-draft") ||
		!strings.Contains(text, "normwalk check shows them") || strings.Contains(text, "\x1b") {
		t.Errorf("it says\n%s", text)
	}
	for _, name := range []string{"a", "b", "c", "d"} {
		d.app.Outline.LeftOut = append(d.app.Outline.LeftOut, library.LeftOut{Path: name})
	}
	if text := strings.Join(strings.Fields(d.screen()), " "); !strings.Contains(text, "5 files of yours have problems and are left out:") || !strings.Contains(text, "a, b, and 2 more") {
		t.Errorf("it says\n%s", text)
	}
}
