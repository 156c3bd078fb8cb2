package tui

import (
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// What has to be known before the first vote stands on one screen, and to one
// person alone it doesn't speak of a room.
func TestTheFirstPageOfTheBriefingFits(t *testing.T) {
	for _, mode := range []exercise.Mode{exercise.Hands, exercise.Solo} {
		d := newDriver(t, 80, 24).keys("down", "down", "enter")
		if mode == exercise.Solo {
			d.keys("right")
		}
		d.keys("enter").hides("more line").shows("Hindsight is", "may vote again.")
		if mode == exercise.Solo {
			d.shows("Then you may").hides("the room may")
		}
	}
}
