package tui

import (
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// The list at home counts as the report does: a step that was only looked at is
// not walked.
func TestHomeDoesNotCountStepsOnlyLookedAt(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo).keys("h", "reveal").repeat("right", 3)
	for d.app.top() != d.app.pages[0] {
		d.keys("esc")
	}
	d.keys("up", "up", "up", "up").shows("1 of 8 steps walked")
}
