package rehearsal

import (
	"context"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
)

// A Stage is a throwaway room in a process of its own.
type Stage interface {
	// Start begins the process: with a new room, or after Kill with the same
	// one at the same ports.
	Start(ctx context.Context) (Doors, error)
	// Ask has the room do something.
	Ask(ctx context.Context, q Question) (Answer, error)
	// Kill ends the process as a power cut would. What it has not kept is gone.
	Kill() error
	// Past reads the exercise back from the journal, once the process has ended
	// in order. Alias is the participant's id of somebody known by a key.
	Past(ctx context.Context) (past *room.Past, alias func(known string) string, err error)
}

// Doors are the ways into the room, all on this machine.
type Doors struct {
	Exercise string `json:"exercise"`
	Code     string `json:"code"`
	Web      int    `json:"web"`                // port
	SSH      int    `json:"ssh"`                // port; 0: no terminals
	HostKey  []byte `json:"host_key,omitempty"` // of SSH, public, in wire form
	Steps    []Step `json:"steps"`
}

// A Step is one that the exercise plans.
type Step struct {
	ID         string    `json:"id"`
	Title      string    `json:"title"`
	Norms      []norm.ID `json:"norms"`
	References []string  `json:"references"` // as the norms' rows on a terminal begin
}

// A Deed is what a room can be asked to do.
type Deed string

// The deeds. What the room answers is in the fields of Answer that they name.
const (
	Enter   Deed = "enter"   // turn to Step: Scene
	Reveal  Deed = "reveal"  // show Step: Scene
	Second  Deed = "second"  // open Step's second round: Scene
	Finish  Deed = "finish"  // end the exercise: Scene
	Tally   Deed = "tally"   // wait until the facilitator sees Votes answers at Step: At
	Stats   Deed = "stats"   // Stats
	Ballots Deed = "ballots" // Ballots
)

// A Question is one line to the room's process.
type Question struct {
	Number int    `json:"number"` // given back with the answer
	Deed   Deed   `json:"deed"`
	Step   string `json:"step,omitempty"`
	Votes  int    `json:"votes,omitempty"`
}

// An Answer is one line from the room's process.
type Answer struct {
	Number  int             `json:"number"`
	Error   string          `json:"error,omitempty"`
	Doors   *Doors          `json:"doors,omitempty"` // of the first line, which has number 0
	Scene   int64           `json:"scene,omitempty"`
	At      time.Time       `json:"at,omitzero"`
	Stats   *Use            `json:"stats,omitempty"`
	Ballots []exercise.Cast `json:"ballots,omitempty"`
}

// Use is what the room's process takes of the machine.
type Use struct {
	Resident   int64         `json:"resident"` // bytes, as the system counts them; 0 where it doesn't tell
	Heap       int64         `json:"heap"`     // bytes that were in use after the last collection
	Goroutines int           `json:"goroutines"`
	CPU        time.Duration `json:"cpu_ns"` // since its start; 0 where the system doesn't tell
	Connected  int           `json:"connected"`
}
