package room

import (
	"context"
	"sync"

	"github.com/normwalk/normwalk/engine/exercise"
)

// wash is the place in the exercise at which a console turned to the hot wash.
// It is not recorded: what a console shows is true for a moment only.
type wash struct {
	mu   sync.Mutex
	on   bool
	at   place
	gone <-chan struct{} // closed once that console is
}

// A place is where the room is. Once it goes on, the hot wash is over.
type place struct {
	step  string
	phase exercise.StepPhase
	round int
}

func placeOf(s *exercise.State) place {
	st, _ := s.Step(s.Current())
	return place{st.ID, st.Phase, st.Round}
}

// ShowWash says that a console turns to the hot wash, or away from it. Of
// several consoles the last one counts. ctx is the console's: once it ends, so
// does the hot wash that it showed. Those who watch are sent the state anew.
func (r *Room) ShowWash(ctx context.Context, on bool) {
	w := &r.wash
	w.mu.Lock()
	w.on, w.at, w.gone = on, placeOf(r.state.Load()), ctx.Done()
	w.mu.Unlock()
	if on {
		context.AfterFunc(ctx, r.stir)
	}
	r.stir()
}

// Washing reports whether the facilitator shows the hot wash. It ends by itself
// when the room turns to another step, reveals, or votes again.
func (r *Room) Washing() bool {
	r.wash.mu.Lock()
	defer r.wash.mu.Unlock()
	select {
	case <-r.wash.gone:
		return false
	default:
	}
	return r.wash.on && r.wash.at == placeOf(r.state.Load())
}
