package wording

import (
	"fmt"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Unlike says why two votes on an item show no movement: so different numbers
// of people answered that a change tells who voted, and not who thought again.
func Unlike(before, after exercise.Tally) string {
	return fmt.Sprintf("This is no movement: %d answered the first time, %d the second, so it shows who voted and not who thought again.", before.Answered(), after.Answered())
}
