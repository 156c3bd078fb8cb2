package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// errSlow says that nobody reads a stream any more.
var errSlow = errors.New("the reader of a stream is too slow")

// A streamBook counts the open event streams.
type streamBook struct {
	limits  Limits
	mu      sync.Mutex
	all     int
	screens int
	people  map[string]int
}

func newStreamBook(l Limits) *streamBook { return &streamBook{limits: l, people: map[string]int{}} }

// person takes up a participant's stream; ok is false if there are too many.
func (b *streamBook) person(id string) (done func(), ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.all >= b.limits.Streams || b.people[id] >= b.limits.StreamsPerPerson {
		return nil, false
	}
	b.all++
	b.people[id]++
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.all--
		if b.people[id]--; b.people[id] == 0 {
			delete(b.people, id)
		}
	}, true
}

// screen takes up the stream of a projector's page.
func (b *streamBook) screen() (done func(), ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.screens >= b.limits.Screens {
		return nil, false
	}
	b.screens++
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.screens--
	}, true
}

// A stream is a flow of events to one reader.
type stream struct {
	w     http.ResponseWriter
	rc    *http.ResponseController
	limit time.Duration
}

func (s *Server) openStream(w http.ResponseWriter) (stream, error) {
	st := stream{w, http.NewResponseController(w), s.Limits.StreamWrite}
	for _, set := range []func(time.Time) error{st.rc.SetReadDeadline, st.rc.SetWriteDeadline} {
		if err := set(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return st, err
		}
	}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no") // for those who put a proxy before it
	return st, nil
}

// send writes to the reader. One who doesn't read is dropped: a deadline in the
// past wakes the write that waits for them.
func (st stream) send(text string) error {
	late := time.AfterFunc(st.limit, func() {
		st.rc.SetWriteDeadline(time.Unix(1, 0)) //nolint:errcheck // where there are no deadlines nothing waits
	})
	_, err := st.w.Write([]byte(text))
	if err == nil {
		err = st.rc.Flush()
	}
	if !late.Stop() && err == nil {
		return errSlow
	}
	return err
}

// event is one message in the form of an event stream.
func event(name, data string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "event: %s\n", name)
	for line := range strings.Lines(data) {
		b.WriteString("data: " + strings.TrimRight(line, "\r\n") + "\n")
	}
	b.WriteString("\n")
	return b.String()
}

// follow sends what a topic has, whenever message says that there is something
// to send, until the reader leaves, the topic ends or the server closes.
func (s *Server) follow(ctx context.Context, st stream, t *topic, message func(*exercise.State) string) {
	beat := time.NewTicker(s.Limits.Heartbeat)
	defer beat.Stop()
	for {
		state, changed, ok := t.get()
		if text := message(state); text != "" {
			if st.send(text) != nil {
				return
			}
		}
		if !ok {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-changed:
		case <-beat.C:
			if st.send(":\n\n") != nil {
				return
			}
		}
	}
}

// events tells a participant's page when there is something new to see. What it
// is the page fetches itself: the stream costs the same for all.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	p, ok := s.participant(r)
	switch {
	case r.Method != http.MethodGet:
		refuse(w, http.StatusMethodNotAllowed, "Only GET.")
		return
	case !ok:
		refuse(w, http.StatusUnauthorized, "Join the room first.")
		return
	case p.Removed:
		refuse(w, http.StatusForbidden, "The facilitator has ended your part.")
		return
	}
	done, ok := s.streams.person(p.ID)
	if !ok {
		w.Header().Set("Retry-After", "10")
		refuse(w, http.StatusServiceUnavailable, "Too many pages are open.")
		return
	}
	defer done()
	defer s.Room.Here(p.ID)()
	st, err := s.openStream(w)
	if err != nil {
		return
	}
	last := int64(-1)
	s.follow(r.Context(), st, s.phones, func(state *exercise.State) string {
		if state.Scene() == last {
			return ""
		}
		last = state.Scene()
		return event("scene", fmt.Sprint(last))
	})
}
