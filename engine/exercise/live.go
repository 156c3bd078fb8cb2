package exercise

import (
	"fmt"
	"time"
)

// MaxTimer is the longest countdown.
const MaxTimer = 4 * time.Hour

// MaxProposals is how many missing norms one participant may propose.
const MaxProposals = 10

// A Timer is a countdown of the room.
type Timer struct {
	Length time.Duration // as it was set
	ends   time.Time     // zero while it stands still
	left   time.Duration // while it stands still
}

// Left is the time that remains, never less than nothing.
func (t Timer) Left(now time.Time) time.Duration {
	if t.ends.IsZero() {
		return t.left
	}
	return min(t.Length, max(0, t.ends.Sub(now))) // a clock that is set back lends no time
}

// Timer is the countdown; ok is false if none is set.
func (s *State) Timer() (t Timer, ok bool) {
	if s.timer == nil {
		return Timer{}, false
	}
	return *s.timer, true
}

// Paused reports whether clocks stand still and ballots are held back.
func (s *State) Paused() bool { return s.paused }

// Locked reports whether nobody may join any more.
func (s *State) Locked() bool { return s.locked }

// Scene is the number of the last record that changed what a participant sees:
// another step, a reveal, a pause. Ballots, counts, joins and notes don't.
func (s *State) Scene() int64 { return s.scene }

// quiet are the events that change nothing on participants' screens.
func quiet(e Event) bool {
	switch e.(type) {
	case Joined, SeatsVacated, SeatRetaken, BallotCast, BallotWithdrawn, HandsCounted, HandsCleared, Locked, Unlocked,
		NoteAdded, NoteEdited, NoteRemoved, NormProposed, Left:
		return true
	}
	return false
}

// live refuses what only a room with participants of its own has.
func (s *State) live() error {
	if err := s.active(); err != nil {
		return err
	}
	if s.setup.Mode != Room {
		return fmt.Errorf("nobody joins this exercise: %w", ErrMode)
	}
	return nil
}

// ballot finds the item that a participant's ballot goes to, and their seat.
func (s *State) ballot(c Withdraw) (Item, error) {
	item, err := s.voting(c.Step, c.Norm)
	if err != nil {
		return Item{}, err
	}
	p, ok := s.Participant(c.Participant)
	st := s.steps[s.index(c.Step)]
	switch {
	case !ok:
		return Item{}, ErrVoter
	case p.Removed:
		return Item{}, ErrRemoved
	case s.paused:
		return Item{}, ErrPaused
	case st.shut:
		return Item{}, ErrShut
	case s.setup.Mode == Room && s.Current() != c.Step:
		return Item{}, ErrElsewhere
	case c.Round != 0 && c.Round != item.Round:
		return Item{}, ErrRound
	}
	return item, nil
}

func (c Remove) decide(s *State) ([]Event, error) {
	if err := s.live(); err != nil {
		return nil, err
	}
	seat, ok := s.seating.find(c.Participant)
	switch {
	case !ok:
		return nil, ErrVoter
	case s.seating.people[seat].Removed:
		return nil, nil
	}
	var events []Event
	for _, st := range s.steps {
		for _, n := range st.norms {
			v := st.items[slot{n, st.round}]
			if st.phase == Voting && v != nil && v.ballots.at(seat) != nil {
				events = append(events, BallotWithdrawn{Item{st.id, n, st.round}, c.Participant})
			}
		}
	}
	return append(events, Removed(c)), nil
}

func (Lock) decide(s *State) ([]Event, error) {
	if err := s.live(); err != nil || s.locked {
		return nil, err
	}
	return []Event{Locked{}}, nil
}

func (Unlock) decide(s *State) ([]Event, error) {
	if err := s.live(); err != nil || !s.locked {
		return nil, err
	}
	return []Event{Unlocked{}}, nil
}

func (Pause) decide(s *State) ([]Event, error) {
	if err := s.active(); err != nil || s.paused {
		return nil, err
	}
	return []Event{Paused{}}, nil
}

func (Continue) decide(s *State) ([]Event, error) {
	if err := s.active(); err != nil || !s.paused {
		return nil, err
	}
	return []Event{Continued{}}, nil
}

func (c SetTimer) decide(s *State) ([]Event, error) {
	if err := s.active(); err != nil {
		return nil, err
	}
	if c.Length <= 0 || c.Length > MaxTimer {
		return nil, fmt.Errorf("%v: %w", c.Length, ErrTimer)
	}
	return []Event{TimerSet(c)}, nil
}

func (StopTimer) decide(s *State) ([]Event, error) {
	if err := s.active(); err != nil || s.timer == nil {
		return nil, err
	}
	return []Event{TimerStopped{}}, nil
}

func (c CloseVote) decide(s *State) ([]Event, error) {
	st, err := s.visited(c.Step)
	switch {
	case err != nil:
		return nil, err
	case st.phase == Discussing:
		return nil, ErrClosed
	case st.shut:
		return nil, nil
	}
	return []Event{VoteClosed(c)}, nil
}

func (c OpenVote) decide(s *State) ([]Event, error) {
	st, err := s.visited(c.Step)
	switch {
	case err != nil:
		return nil, err
	case st.phase == Voting && !st.shut:
		return nil, nil
	}
	return []Event{VoteOpened(c)}, nil
}

// visited is a step that the room has been to.
func (s *State) visited(id string) (*step, error) {
	if err := s.active(); err != nil {
		return nil, err
	}
	i, err := s.find(id)
	if err != nil {
		return nil, err
	}
	if st := s.steps[i]; st.phase == Voting || st.phase == Discussing {
		return st, nil
	}
	return nil, fmt.Errorf("turn to step %s first: %w", id, ErrClosed)
}

func (e Removed) apply(n *State, _ Record) error {
	i, ok := n.seating.find(e.Participant)
	if !ok || n.seating.people[i].Removed {
		return ErrVoter
	}
	n.seating = n.seating.without(i)
	n.seating.turned = n.seq
	return nil
}

func (Locked) apply(n *State, _ Record) error   { n.locked = true; return nil }
func (Unlocked) apply(n *State, _ Record) error { n.locked = false; return nil }

func (Paused) apply(n *State, r Record) error {
	if n.phase != Running || n.paused {
		return ErrPaused
	}
	n.paused, n.used, n.running = true, n.Used(r.At), time.Time{}
	if n.timer != nil {
		n.timer = &Timer{Length: n.timer.Length, left: n.timer.Left(r.At)}
	}
	return nil
}

func (Continued) apply(n *State, r Record) error {
	if n.phase != Running || !n.paused {
		return ErrPaused
	}
	n.paused = false
	if n.ticks() {
		n.running = r.At
	}
	n.timer = n.timer.from(r.At)
	return nil
}

// from lets a countdown that stood still go on.
func (t *Timer) from(at time.Time) *Timer {
	if t == nil || !t.ends.IsZero() {
		return t
	}
	return &Timer{Length: t.Length, ends: at.Add(t.left)}
}

func (e TimerSet) apply(n *State, r Record) error {
	n.timer = &Timer{Length: e.Length, left: e.Length}
	if !n.paused {
		n.timer = n.timer.from(r.At)
	}
	return nil
}

func (TimerStopped) apply(n *State, _ Record) error { n.timer = nil; return nil }

func (e VoteClosed) apply(n *State, _ Record) error {
	i, err := n.find(e.Step)
	if err != nil {
		return err
	}
	if st := n.steps[i]; st.phase != Voting || st.shut {
		return ErrClosed
	}
	n.edit(i).shut = true
	return nil
}

func (e VoteOpened) apply(n *State, _ Record) error {
	i, err := n.find(e.Step)
	if err != nil {
		return err
	}
	st := n.steps[i]
	if st.phase != Discussing && (st.phase != Voting || !st.shut) {
		return ErrNotClosed
	}
	st = n.edit(i)
	if st.phase == Discussing {
		st.reopened++
	}
	st.phase, st.shut = Voting, false
	return nil
}
