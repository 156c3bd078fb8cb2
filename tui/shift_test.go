package tui

import (
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Two votes of different numbers of people stand side by side, at the reveal
// and in the hot wash, and nobody calls it movement.
func TestVotesThatShowNoMovement(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 30}, {160, 45}} {
		d := newDriver(t, size[0], size[1]).start(exercise.Hands)
		d.keys("2", "0", "tab", "3", "enter").keys("reveal", "v", "up").keys("4", "tab", "6", "enter").keys("reveal", "up")
		d.shows("no movement", "23 answered the first time, 10 the second", "first vote", "H  20  L   3", "second vote", "H   4  L   6").hides("→ 4", "20 →")
		d.fits()
		d.keys("w", "4").shows("no movement", "H  20  L   3", "H   4  L   6").hides("No item was voted on twice", "moved")
		d.fits()
	}
	d := newDriver(t, 100, 30).start(exercise.Hands)
	d.keys("2", "0", "tab", "3", "enter").keys("reveal", "v", "up").keys("8", "tab", "1", "2", "enter").keys("reveal", "up")
	d.shows("H 20 → 8").hides("no movement").keys("w", "4").shows("at least 12 moved").hides("no movement")
}
