package room

import (
	"context"
	"slices"
	"sync"

	"github.com/normwalk/normwalk/engine/exercise"
)

// presence counts the connections of each participant. It is not recorded:
// who is connected is true for a moment only.
type presence struct {
	mu   sync.Mutex
	here map[string]int
}

// Here says that a participant is connected, until gone is called. A participant
// may be connected several times. One whose seat was vacated is counted again: also
// one whose seat is being vacated right now, so the room is always asked.
func (r *Room) Here(participant string) (gone func()) {
	gone = r.presence.add(participant)
	if _, ok := r.State().Participant(participant); ok {
		// A refusal leaves the seat as it is: a vote takes it up all the same.
		_, _ = r.Do(context.Background(), exercise.Join{Participant: participant})
	}
	return gone
}

func (p *presence) add(participant string) (gone func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.here == nil {
		p.here = map[string]int{}
	}
	p.here[participant]++
	return sync.OnceFunc(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.here[participant]--; p.here[participant] <= 0 {
			delete(p.here, participant)
		}
	})
}

// Connected is how many participants are connected at this moment.
func (r *Room) Connected() int {
	r.presence.mu.Lock()
	defer r.presence.mu.Unlock()
	return len(r.presence.here)
}

// IsConnected reports whether a participant is connected at this moment.
func (r *Room) IsConnected(participant string) bool {
	r.presence.mu.Lock()
	defer r.presence.mu.Unlock()
	return r.presence.here[participant] > 0
}

// vacating is what remains of a command to vacate seats once those are left out
// at which somebody is connected by now. Whoever connects later asks for the seat
// after this.
func (p *presence) vacating(c exercise.Vacate) exercise.Vacate {
	p.mu.Lock()
	defer p.mu.Unlock()
	return exercise.Vacate{Participants: slices.DeleteFunc(slices.Clone(c.Participants), func(id string) bool { return p.here[id] > 0 })}
}

// Absent are the participants who aren't connected and have not voted at the
// step that the room is at, in its latest round: those whose seats may be
// vacated. People without script in their browser are never known as connected.
func (r *Room) Absent() []string {
	silent := r.State().Silent()
	r.presence.mu.Lock()
	defer r.presence.mu.Unlock()
	return slices.DeleteFunc(silent, func(id string) bool { return r.presence.here[id] > 0 })
}
