package room

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/scenario"
)

// ErrClosed says that the room was closed, here or by a fault it could not mend.
var ErrClosed = errors.New("the room is closed")

// most is how many waiting commands share one write.
const most = 256

// keeper keeps an exercise's events; a *journal.Writer is one.
type keeper interface {
	Append(ctx context.Context, entries []journal.Entry, p journal.Progress) error
	Close() error
}

// A Room is one running exercise.
type Room struct {
	content  *library.Library
	scenario *scenario.Scenario
	keeper   keeper
	now      func() time.Time

	state    atomic.Pointer[exercise.State]
	views    views
	presence presence
	wash     wash
	requests chan request
	stop     chan struct{}
	stopped  sync.WaitGroup
	closing  sync.Once
	closeErr error

	watching sync.Mutex
	watchers map[*watcher]struct{}
	closed   bool
	dirty    chan struct{}
}

// An Ack says that a command is on disk.
type Ack struct {
	State   *exercise.State   // the state right after the command
	Records []exercise.Record // what the command led to; none if nothing had to change
}

type request struct {
	command exercise.Command
	answer  chan answer
}

type answer struct {
	ack Ack
	err error
}

func newRoom(state *exercise.State, content *library.Library, s *scenario.Scenario, k keeper, now func() time.Time) *Room {
	r := &Room{
		content: content, scenario: s, keeper: k, now: now,
		requests: make(chan request, most),
		stop:     make(chan struct{}),
		watchers: map[*watcher]struct{}{},
		dirty:    make(chan struct{}, 1),
	}
	r.state.Store(state)
	r.stopped.Add(2)
	go r.serve()
	go r.publish()
	return r
}

// State is the exercise as it stands on disk.
func (r *Room) State() *exercise.State { return r.state.Load() }

// Scenario is the incident, as it was when the exercise was opened.
func (r *Room) Scenario() *scenario.Scenario { return r.scenario }

// Content is all that the exercise was opened with: the scenario and its
// norm catalogues, as they were then.
func (r *Room) Content() *library.Library { return r.content }

// Now is the time by which the room stamps its records.
func (r *Room) Now() time.Time { return r.now() }

// Do carries a command out. Without an error, what it led to is on disk. The
// error is one of package exercise's where the rules refuse the command, one
// of package journal's where it could not be kept: then nothing is recorded.
// If ctx ends first, the command may or may not have been recorded; State or a
// later Ack tells.
func (r *Room) Do(ctx context.Context, c exercise.Command) (Ack, error) {
	req := request{c, make(chan answer, 1)}
	select {
	case r.requests <- req:
	case <-r.stop:
		return Ack{}, ErrClosed
	case <-ctx.Done():
		return Ack{}, ctx.Err()
	}
	select {
	case a := <-req.answer:
		return a.ack, a.err
	case <-ctx.Done():
		return Ack{}, ctx.Err()
	case <-r.stop:
		// The last batch may have been answered on the way out.
		r.stopped.Wait()
		select {
		case a := <-req.answer:
			return a.ack, a.err
		default:
			return Ack{}, ErrClosed
		}
	}
}

// Close ends the room and frees the exercise for others. Commands that were
// taken up are finished first, and that the exercise was left is recorded; where
// that can't be, its time ends with the last record, as after a crash.
func (r *Room) Close() error {
	r.closing.Do(func() {
		r.watching.Lock()
		r.closed = true
		for w := range r.watchers {
			r.forget(w)
		}
		r.watching.Unlock()
		close(r.stop)
		r.stopped.Wait()
		r.closeErr = r.keeper.Close()
	})
	return r.closeErr
}

func (r *Room) serve() {
	defer r.stopped.Done()
	for {
		select {
		case <-r.stop:
			r.carryOut([]request{{exercise.Leave{}, make(chan answer, 1)}})
			return
		case first := <-r.requests:
			r.carryOut(r.gather(first))
		}
	}
}

// gather adds what is waiting already.
func (r *Room) gather(first request) []request {
	batch := []request{first}
	for len(batch) < most {
		select {
		case req := <-r.requests:
			batch = append(batch, req)
		default:
			return batch
		}
	}
	return batch
}

// carryOut decides a batch of commands one after another, keeps all their
// events in one write, and only then publishes and answers.
func (r *Room) carryOut(batch []request) {
	state := r.state.Load()
	answers := make([]answer, len(batch))
	var entries []journal.Entry
	for i, req := range batch {
		next, records, err := r.decide(state, req.command)
		if err != nil {
			answers[i].err = err
			continue
		}
		made, err := entriesOf(records)
		if err != nil { // then nothing after it may rest on it
			answers[i].err = err
			continue
		}
		answers[i].ack, state, entries = Ack{next, records}, next, append(entries, made...)
	}
	if len(entries) > 0 {
		if err := r.keeper.Append(context.Background(), entries, progress(state)); err != nil {
			for i := range answers {
				if answers[i].err == nil {
					answers[i] = answer{err: fmt.Errorf("not recorded: %w", err)}
				}
			}
		} else {
			r.state.Store(state)
			r.stir()
		}
	}
	for i, req := range batch {
		req.answer <- answers[i]
	}
}

func (r *Room) decide(state *exercise.State, c exercise.Command) (*exercise.State, []exercise.Record, error) {
	if v, ok := c.(exercise.Vacate); ok {
		c = r.presence.vacating(v)
	}
	events, err := state.Decide(c)
	if err != nil {
		return nil, nil, err
	}
	return apply(state, events, r.now().UTC())
}

func apply(state *exercise.State, events []exercise.Event, at time.Time) (*exercise.State, []exercise.Record, error) {
	var records []exercise.Record
	for _, e := range events {
		rec := exercise.Record{Seq: state.Seq() + 1, At: at, Event: e}
		next, err := state.Apply(rec)
		if err != nil {
			return nil, nil, err
		}
		state, records = next, append(records, rec)
	}
	return state, records, nil
}

func entriesOf(records []exercise.Record) ([]journal.Entry, error) {
	entries := make([]journal.Entry, len(records))
	for i, rec := range records {
		var err error
		if entries[i], err = entry(rec); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

func entry(rec exercise.Record) (journal.Entry, error) {
	kind, data, err := exercise.Encode(rec.Event)
	if err != nil {
		return journal.Entry{}, err
	}
	return journal.Entry{Seq: rec.Seq, At: rec.At, Kind: kind, Data: data}, nil
}

// progress is what a list of exercises shows without replaying them. A step
// counts once the room walked it, see [exercise.StepState.Walked]: as in the report.
func progress(s *exercise.State) journal.Progress {
	p := journal.Progress{Finished: s.Phase() == exercise.Ended, Step: s.Current()}
	for _, st := range s.Steps() {
		p.Total++
		if st.Walked() {
			p.Done++
		}
	}
	return p
}
