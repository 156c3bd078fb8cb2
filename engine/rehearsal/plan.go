package rehearsal

import (
	"errors"
	"fmt"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// ErrPlan says that a rehearsal can't be held as planned.
var ErrPlan = errors.New("can't rehearse like this")

// A Plan says what is rehearsed.
type Plan struct {
	Phones    int
	Terminals int
	Steps     int           // how many of the exercise's first steps are voted on
	Kill      bool          // kill the room's process once in each vote
	Soak      time.Duration // go on for this long with joins, drops and slow readers; 0: not
	Seed      uint64        // of what is left to chance
}

// MostSoak is the longest soak.
const MostSoak = 24 * time.Hour

// Check refuses a plan that can't be carried out. Its errors wrap ErrPlan.
func (p Plan) Check() error {
	switch {
	case p.Phones < 0 || p.Terminals < 0:
		return fmt.Errorf("there can't be fewer than no participants: %w", ErrPlan)
	case p.Phones+p.Terminals == 0:
		return fmt.Errorf("nobody takes part: %w", ErrPlan)
	case p.Phones+p.Terminals > exercise.MaxParticipants:
		return fmt.Errorf("%d participants; a room takes %d: %w", p.Phones+p.Terminals, exercise.MaxParticipants, ErrPlan)
	case p.Steps < 1:
		return fmt.Errorf("%d steps; take at least one: %w", p.Steps, ErrPlan)
	case p.Soak < 0 || p.Soak > MostSoak:
		return fmt.Errorf("a soak of %v; take at most %v: %w", p.Soak, MostSoak, ErrPlan)
	case p.Kill && p.Soak > 0:
		return fmt.Errorf("either kill the room or let it soak: a room that was killed begins with new memory: %w", ErrPlan)
	}
	return nil
}

// The pace of a room.
const (
	joining   = 2 * time.Second        // everybody joins within
	voting    = time.Second            // everybody votes on one norm within
	patience  = 30 * time.Second       // the longest that anything may take
	changing  = 10                     // one vote of so many is changed
	dropping  = 20                     // one participant of so many drops off during a vote, and comes back
	glance    = 300 * time.Millisecond // the facilitator looks before going on
	away      = 700 * time.Millisecond
	beatEvery = 2 * time.Second // between two looks at the room's memory
)
