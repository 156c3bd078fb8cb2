package tui

import (
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
)

// newEarly plays an App whose content isn't there yet.
func newEarly(t *testing.T) *driver {
	outline, err := library.Glance(scenarios.FS())
	if err != nil {
		t.Fatal(err)
	}
	return newDriverOf(t, 100, 30, func(o *Options) {
		o.Library, o.Load, o.Outline = nil, builtin, outline
	})
}

// arrive lets the content come.
func (d *driver) arrive() *driver {
	d.send(d.app.load())
	return d
}

func TestTheHomePageDoesNotChangeWhenTheContentComes(t *testing.T) {
	d := newEarly(t).keys("down", "down").shows("▸ WannaCry", " steps", " norms")
	before := d.view()
	if after := d.arrive().view(); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
	if full := newDriver(t, 100, 30).keys("down", "down").view(); full != before {
		t.Errorf("with a library from the start:\n%s\nwithout:\n%s", full, before)
	}
}

func TestKeysWaitForTheContentInOrder(t *testing.T) {
	d := newEarly(t).keys("down", "down", "enter").shows("which norm helped", "reading the incidents…")
	d.keys("down", "esc", "N", "down").shows("which norm helped", "reading the incidents…")
	d.arrive().shows("The norms", "13(a)").hides("reading the incidents")
	if len(d.app.pages) != 2 {
		t.Errorf("%d pages are open", len(d.app.pages))
	}
	d.keys("esc").shows("which norm helped")
	if p := d.app.top().(*homePage); p.cursor != 2 {
		t.Errorf("the cursor is at %d", p.cursor)
	}
}

func TestNothingIsSaidOfContentThatComesAtOnce(t *testing.T) {
	d := newEarly(t)
	d.app.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'N'}}) // its command waits still
	d.arrive().send(slowMsg{})
	d.shows("The norms", "13(a)").hides("reading the incidents")
}

func TestOneMayQuitBeforeTheContentIsThere(t *testing.T) {
	if d := newEarly(t).keys("q"); !d.quit {
		t.Error("q waits for the content")
	}
	if d := newEarly(t).keys("N", "ctrl+c"); !d.quit {
		t.Error("ctrl+c waits for the content")
	}
}

func TestContentThatCannotBeReadEndsThePlayer(t *testing.T) {
	broken := errors.New("the file is broken")
	d := newDriverOf(t, 100, 30, func(o *Options) {
		o.Library, o.Load = nil, func() (*library.Library, error) { return nil, broken }
	}).arrive()
	if !d.quit || !errors.Is(d.app.Failure(), broken) {
		t.Errorf("quit: %t, failure: %v", d.quit, d.app.Failure())
	}
	if !strings.Contains(d.screen(), "The norms") {
		t.Errorf("the last frame:\n%s", d.screen())
	}
}

// A key means the line that stood there when it was pressed, whatever comes
// before the content does.
func TestAHeldKeyOpensTheLineItWasPressedOn(t *testing.T) {
	d := newEarly(t).keys("down", "down").shows("▸ WannaCry").keys("enter")
	d.send(pastMsg{list: []journal.Exercise{{ID: "x", Title: "Elsewhere", Mode: "solo", Opened: d.now, Changed: d.now, Progress: journal.Progress{Total: 3}}}})
	d.arrive().shows("WannaCry 2017 · set-up").keys("esc").shows("Elsewhere")
}
