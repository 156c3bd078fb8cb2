package room

import (
	"context"
	"sync"
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
	w.states <- r.View(role)
	if r.closed {
		close(w.states)
		return w.states
	}
	r.watchers[w] = struct{}{}
	context.AfterFunc(ctx, func() { // no goroutine for each: there may be a thousand
		r.watching.Lock()
		defer r.watching.Unlock()
		r.forget(w)
	})
	return w.states
}

// forget ends a watch. The caller holds r.watching.
func (r *Room) forget(w *watcher) {
	if _, ok := r.watchers[w]; ok {
		delete(r.watchers, w)
		close(w.states)
	}
}

// views are the newest state as each role may see it, made once for all who ask.
type views struct {
	mu   sync.Mutex
	made map[exercise.Role]view
}

type view struct {
	of   *exercise.State
	seen *exercise.State
}

// View is the exercise as it stands on disk and as a role may see it. Asking
// often costs nothing: what it gives is shared.
func (r *Room) View(role exercise.Role) *exercise.State {
	r.views.mu.Lock()
	defer r.views.mu.Unlock()
	state := r.state.Load()
	v, ok := r.views.made[role]
	if !ok || v.of != state {
		v = view{state, state.ForAfter(role, v.of, v.seen)}
		if r.views.made == nil {
			r.views.made = map[exercise.Role]view{}
		}
		r.views.made[role] = v
	}
	return v.seen
}

// stir has the newest state sent soon.
func (r *Room) stir() {
	select {
	case r.dirty <- struct{}{}:
	default:
	}
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
	made := map[exercise.Role]*exercise.State{}
	for w := range r.watchers {
		if made[w.role] == nil {
			made[w.role] = r.View(w.role)
		}
		select {
		case <-w.states:
		default:
		}
		w.states <- made[w.role]
	}
}
