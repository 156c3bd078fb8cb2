package tui

import (
	"strings"
	"testing"
)

// What a norm is called counts before what it says, whatever its family; the
// cursor stands on it.
func TestTheSearchPutsNamesFirst(t *testing.T) {
	d := newDriver(t, 80, 24).keys("N", "/", "keep the data").shows("▸ Budapest 29")
	lines := strings.Split(d.screen(), "\n")
	if at := strings.Index(lines[5], "Keep the data until we can ask for it"); at < 0 {
		t.Errorf("it isn't the first:\n%s", d.screen())
	}
	n, _ := d.app.top().(*normsPage).chosen()
	if n.ID != "budapest-2001/29" {
		t.Errorf("the cursor is on %s", n.ID)
	}
}

// However far somebody reads, the norm's name stays in sight.
func TestANormKeepsItsNameWhileItIsRead(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {160, 45}} {
		d := newDriver(t, size[0], size[1]).keys("N").repeat("down", 7)
		if size[0] < wideEnough {
			d.keys("enter")
		}
		first := d.screen()
		scrolled(d, 2)
		d.shows("UN 13(h) · Respond to requests for assistance")
		if d.fits(); d.screen() == first {
			t.Errorf("%v: nothing was scrolled", size)
		}
	}
}

// All that narrows the list down can be read.
func TestTheFilterIsReadInFull(t *testing.T) {
	d := newDriver(t, 60, 20).keys("N", "d", "w", "t", "i")
	if text := strings.Join(strings.Fields(d.screen()), " "); !strings.Contains(text, "something to do · to States · voluntary norm · touches incident response") {
		t.Errorf("the filter is cut:\n%s", d.screen())
	}
	d.fits()
}

// Who looks a norm up from a question comes back to it at once.
func TestBackFromANormLeadsToTheQuestion(t *testing.T) {
	d := newDriver(t, 80, 24)
	quiz(d, false)
	d.keys("N").hides("Not this time").keys("esc").shows("Not this time")
	// From the list it leads to the list.
	d = newDriver(t, 80, 24).keys("N", "enter").shows("UN 13(a) · ").keys("esc").shows("139 norms")
	// And who went on to the list from there goes back by way of it.
	quiz(d.keys("esc"), false)
	d.keys("N", "enter").shows("139 norms").keys("enter", "esc").shows("139 norms").keys("esc").shows("Not this time")
}
