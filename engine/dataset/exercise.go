package dataset

import (
	"errors"
	"fmt"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// ErrExercise says that an exercise can't be written as data.
var ErrExercise = errors.New("the exercise can't be written as data")

// An Exercise is what is exported: the exercise with the scenario and norms
// that it was run with.
type Exercise struct {
	State    *exercise.State
	Scenario *scenario.Scenario
	Norms    *norm.Set

	// Linked gives each participant of a room one pseudonym for the whole
	// exercise instead of one per item, so that the answers of one person can
	// be compared. Only for rooms that know and agree. To make up for it,
	// the way in which somebody took part is left out, and a group that is too
	// small at one item is merged at all of them.
	Linked bool
}

func (e Exercise) check() error {
	switch {
	case e.State == nil || e.Scenario == nil || e.Norms == nil:
		return fmt.Errorf("its scenario, its norms or its answers are missing: %w", ErrExercise)
	case e.State.Phase() == exercise.Unopened:
		return fmt.Errorf("it was never opened: %w", ErrExercise)
	}
	return nil
}
