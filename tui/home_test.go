package tui

import (
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
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

// All that the home page has can be reached, and it says when more is there
// than fits.
func TestTheHomePageSaysWhatDoesNotFit(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}} {
		d := newDriver(t, size[0], size[1])
		for range 6 {
			d.app.pages = d.app.pages[:1]
			d.app.top().(*homePage).cursor = 0
			d.app.setUp("wannacry-2017")
			d.keys("enter").repeat("right", 5).keys("enter", "esc")
		}
		d.shows("Go on with", "▼").hides("▲")
		items := len(d.app.top().(*homePage).items(d.app))
		for range items - 1 {
			d.keys("down").shows("▸")
			d.fits()
		}
		d.shows("Compare exercises", "▲").hides("▼ ").repeat("up", items).shows("Go on with").hides("▲")
	}
}

// The line under the list takes only what it needs: the list gets the rest.
func TestTheHomePageLeavesNoRowsEmpty(t *testing.T) {
	d := newDriver(t, 80, 24).start(exercise.Solo).keys("esc")
	d.shows("Exercise 2026", "Look up", "The norms", "Practise")
}
