package room

import (
	"context"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// interval is the shortest time between two states that a watcher is sent.
const interval = 100 * time.Millisecond

type watcher struct {
	role   exercise.Role
	states chan *exercise.State // holds the newest state alone
}

// Watch gives the current state and then those that follow, as the role may
// see them, until ctx ends or the room closes; then the channel is closed.
// States that come faster than the watcher takes them are left out, but never
// the latest.
func (r *Room) Watch(ctx context.Context, role exercise.Role) <-chan *exercise.State {
	w := &watcher{role, make(chan *exercise.State, 1)}
	r.watching.Lock()
	defer r.watching.Unlock()
	w.states <- r.state.Load().For(role)
	if r.closed {
		close(w.states)
		return w.states
	}
	r.watchers[w] = struct{}{}
	r.stopped.Go(func() {
		select {
		case <-ctx.Done():
		case <-r.stop:
		}
		r.watching.Lock()
		delete(r.watchers, w)
		close(w.states)
		r.watching.Unlock()
	})
	return w.states
}

func (r *Room) publish() {
	defer r.stopped.Done()
	for {
		select {
		case <-r.stop:
			return
		case <-r.dirty:
		}
		r.send()
		select {
		case <-r.stop:
			return
		case <-time.After(interval):
		}
	}
}

// send hands the newest state to every watcher. It is made once for each role,
// so a vote costs the same however many are watching.
func (r *Room) send() {
	r.watching.Lock()
	defer r.watching.Unlock()
	state := r.state.Load()
	made := map[exercise.Role]*exercise.State{}
	for w := range r.watchers {
		if made[w.role] == nil {
			made[w.role] = state.For(w.role)
		}
		select {
		case <-w.states:
		default:
		}
		w.states <- made[w.role]
	}
}
