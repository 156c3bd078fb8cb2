package web

import (
	"sync"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A topic is the newest state of the room for everybody who follows it. To tell
// them costs the same however many they are.
type topic struct {
	mu      sync.Mutex
	state   *exercise.State
	changed chan struct{} // closed when there is a newer state
	ended   bool
}

func newTopic(state *exercise.State) *topic {
	return &topic{state: state, changed: make(chan struct{})}
}

// get is the newest state, and what closes when there is a newer one. ok is
// false when there won't be any.
func (t *topic) get() (state *exercise.State, changed <-chan struct{}, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.state, t.changed, !t.ended
}

func (t *topic) set(state *exercise.State) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.state = state
	close(t.changed)
	t.changed = make(chan struct{})
}

func (t *topic) end() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ended = true
	close(t.changed)
}
