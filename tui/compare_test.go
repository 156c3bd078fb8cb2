package tui

import (
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Exercises are numbered in the order in which they were ticked, and the top of
// the view says which is which.
func TestCompareNamesExercisesInTheOrderOfTheTicks(t *testing.T) {
	d := newDriver(t, 100, 30)
	compared(d)
	p := d.app.top().(*comparePage)
	first, second := p.ids[0], p.ids[1]
	d.shows("  1  WannaCry 2017 · 21 November 2026 · hands · "+first, "  2  WannaCry 2017 · 21 November 2026 · hands · "+second).hides("exercise 1")
	// Unticked and ticked again, the first becomes the second.
	d.keys("esc")
	for i, e := range d.app.past {
		if e.ID == first {
			d.repeat("down", i).keys("space", "space", "enter")
		}
	}
	d.shows("  1  WannaCry 2017 · 21 November 2026 · hands · "+second, "  2  WannaCry 2017 · 21 November 2026 · hands · "+first)
	text := d.screen()
	if one, two := strings.Index(text, "     1 · 21 Nov"), strings.Index(text, "     2 · 21 Nov"); one < 0 || two < one || !strings.Contains(text[one:two], "L  14") {
		t.Errorf("the rows don't follow:\n%s", text)
	}
}

// Of an incident with one exercise there is nothing to compare, and where several
// incidents are compared the rows name them.
func TestCompareOfDifferentIncidents(t *testing.T) {
	d := newDriver(t, 100, 30)
	d.start(exercise.Hands).keys("12", "tab", "5", "enter", "reveal", "w", "F", "enter", "esc")
	families(d.keys("up", "up", "up", "up", "up", "up")).keys("enter", "12", "tab", "2", "enter", "reveal", "w", "F", "enter", "esc")
	d.keys("C")
	choose := d.app.top().(*choosePage)
	choose.chosen = nil
	for _, e := range d.app.past {
		choose.chosen = append(choose.chosen, e.ID)
	}
	d.keys("enter", "2").hides("differ most").shows("Only one of the exercises is on it: there is nothing to compare step by step.")
	d.keys("1").shows("· WannaCry 2017")
}
