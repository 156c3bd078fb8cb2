package exercise

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/normwalk/normwalk/engine/norm"
)

// Apply makes the state after the next record. It checks what must hold for
// the record to make sense, not whether anybody was allowed to cause it: that
// is Decide's part. An error wraps ErrCorrupt, and s stays as it was.
func (s *State) Apply(r Record) (*State, error) {
	if r.Event == nil || r.Seq != s.seq+1 {
		return nil, fmt.Errorf("record %d after %d: %w", r.Seq, s.seq, ErrCorrupt)
	}
	if u, ok := r.Event.(Undone); ok {
		return s.without(u.Seq, r)
	}
	n := s.advance(r)
	n.history = &history{record: r, before: s.history}
	if err := r.Event.apply(n, r); err != nil {
		return nil, fmt.Errorf("record %d, %s: %w: %w", r.Seq, r.Event.Kind(), err, ErrCorrupt)
	}
	n.history.used = n.Used(r.At)
	return n, nil
}

// Replay makes the state that the records lead to.
func Replay(records []Record) (*State, error) {
	return fold(records, undone(records))
}

// advance copies s for a record: its number and its time count even when the
// record itself is later taken back.
func (s *State) advance(r Record) *State {
	n := *s
	n.seq, n.last = r.Seq, r.At
	if !quiet(r.Event) {
		n.scene = r.Seq
	}
	if s.phase == Running && s.current >= 0 && !s.running.IsZero() && r.At.After(s.last) {
		if _, resumed := r.Event.(Resumed); !resumed {
			n.edit(s.current).used += r.At.Sub(s.last)
		}
	}
	return &n
}

// edit gives a copy of a step that this state alone holds.
func (s *State) edit(i int) *step {
	s.steps = slices.Clone(s.steps)
	st := *s.steps[i]
	s.steps[i] = &st
	return &st
}

func (s *State) find(id string) (int, error) {
	if s.phase != Running && s.phase != Ended {
		return -1, ErrNotOpen
	}
	if i := s.index(id); i >= 0 {
		return i, nil
	}
	return -1, fmt.Errorf("%q: %w", id, ErrStep)
}

// vote changes the answers to an item in its open round.
func (s *State) vote(item Item, change func(*votes)) error {
	i, err := s.find(item.Step)
	if err != nil {
		return err
	}
	st := s.steps[i]
	if st.phase != Voting || st.round != item.Round {
		return ErrClosed
	}
	if !slices.Contains(st.norms, item.Norm) {
		return fmt.Errorf("%s: %w", item.Norm, ErrNorm)
	}
	key := slot{item.Norm, item.Round}
	v := &votes{}
	if old := st.items[key]; old != nil {
		*v = *old
	}
	change(v)
	edited := s.edit(i)
	edited.items = maps.Clone(edited.items)
	if edited.items == nil {
		edited.items = map[slot]*votes{}
	}
	if v.ballots.count+len(v.hands) == 0 {
		delete(edited.items, key)
	} else {
		edited.items[key] = v
	}
	return nil
}

func (e Opened) apply(n *State, r Record) error {
	if n.phase != "" {
		return ErrOpen
	}
	n.setup, n.phase, n.current = e.Setup, Running, -1
	n.opened = r.At
	if n.ticks() {
		n.running = r.At
	}
	for _, p := range e.Setup.Plan {
		n.steps = append(n.steps, &step{id: p.Step, phase: Pending, norms: slices.Clone(p.Norms)})
	}
	return nil
}

func (e Joined) apply(n *State, _ Record) error {
	if n.phase == "" {
		return ErrNotOpen
	}
	if _, ok := n.seating.find(e.Participant); ok {
		return ErrVoter
	}
	n.seating = n.seating.with(Participant{ID: e.Participant, Group: e.Group, Via: e.Via})
	return nil
}

func (e StepEntered) apply(n *State, r Record) error {
	i, err := n.find(e.Step)
	if err != nil {
		return err
	}
	if n.current != i {
		n.timer = nil
	}
	if n.current < 0 && n.setup.Mode == Room && n.phase == Running && !n.paused {
		n.running = r.At
	}
	n.current = i
	if st := n.steps[i]; st.phase == Pending || st.phase == Skipped {
		st = n.edit(i)
		st.phase, st.round = Voting, 1
	}
	return nil
}

func (e StepSkipped) apply(n *State, _ Record) error {
	i, err := n.find(e.Step)
	if err != nil {
		return err
	}
	if len(n.steps[i].items) > 0 || n.steps[i].phase == Discussing {
		return ErrVoted
	}
	st := n.edit(i)
	st.phase, st.round = Skipped, 0
	return nil
}

func (e NormAdded) apply(n *State, _ Record) error {
	i, err := n.find(e.Step)
	if err != nil {
		return err
	}
	if slices.Contains(n.steps[i].norms, e.Norm) {
		return fmt.Errorf("%s is on the table already: %w", e.Norm, ErrNorm)
	}
	st := n.edit(i)
	st.norms = append(slices.Clip(st.norms), e.Norm)
	st.aside = without(st.aside, e.Norm)
	return nil
}

func (e NormSetAside) apply(n *State, _ Record) error {
	i, err := n.find(e.Step)
	if err != nil {
		return err
	}
	if !slices.Contains(n.steps[i].norms, e.Norm) {
		return fmt.Errorf("%s: %w", e.Norm, ErrNorm)
	}
	for _, round := range []int{1, 2} {
		if n.steps[i].items[slot{e.Norm, round}] != nil {
			return ErrVoted
		}
	}
	st := n.edit(i)
	st.norms = without(st.norms, e.Norm)
	st.aside = append(slices.Clip(st.aside), e.Norm)
	return nil
}

func without(list []norm.ID, id norm.ID) []norm.ID {
	return slices.DeleteFunc(slices.Clone(list), func(x norm.ID) bool { return x == id })
}

func (e BallotCast) apply(n *State, _ Record) error {
	seat, ok := n.seating.find(e.Participant)
	if !ok {
		return ErrVoter
	}
	return n.vote(e.Item, func(v *votes) { v.ballots = v.ballots.with(seat, &e.Ballot) })
}

func (e BallotWithdrawn) apply(n *State, _ Record) error {
	seat, ok := n.seating.find(e.Participant)
	if !ok {
		return ErrVoter
	}
	return n.vote(e.Item, func(v *votes) { v.ballots = v.ballots.with(seat, nil) })
}

func (e HandsCounted) apply(n *State, _ Record) error {
	return n.vote(e.Item, func(v *votes) {
		v.hands = maps.Clone(v.hands)
		if v.hands == nil {
			v.hands = map[string]HandCount{}
		}
		v.hands[e.Group] = HandCount{e.Group, e.Tally, e.Reason, e.Delay, e.Note}
	})
}

func (e HandsCleared) apply(n *State, _ Record) error {
	return n.vote(e.Item, func(v *votes) {
		v.hands = maps.Clone(v.hands)
		delete(v.hands, e.Group)
	})
}

func (e Revealed) apply(n *State, r Record) error {
	i, err := n.find(e.Step)
	if err != nil {
		return err
	}
	if st := n.steps[i]; st.phase != Voting || st.round != e.Round {
		return ErrClosed
	}
	st := n.edit(i)
	st.phase, st.shut, st.revealed = Discussing, false, r.At
	n.timer = nil
	return nil
}

func (e SecondRoundOpened) apply(n *State, _ Record) error {
	i, err := n.find(e.Step)
	if err != nil {
		return err
	}
	if st := n.steps[i]; st.phase != Discussing || st.round != 1 {
		return ErrNotClosed
	}
	st := n.edit(i)
	st.phase, st.round = Voting, 2
	return nil
}

func (e NoteAdded) apply(n *State, r Record) error {
	n.notes = append(slices.Clip(n.notes), NoteEntry{r.Seq, e.Note})
	return nil
}

func (e NoteEdited) apply(n *State, _ Record) error {
	i := slices.IndexFunc(n.notes, func(x NoteEntry) bool { return x.ID == e.ID })
	if i < 0 {
		return ErrNote
	}
	n.notes = slices.Clone(n.notes)
	n.notes[i].Note = e.Note
	return nil
}

func (e NoteRemoved) apply(n *State, _ Record) error {
	i := slices.IndexFunc(n.notes, func(x NoteEntry) bool { return x.ID == e.ID })
	if i < 0 {
		return ErrNote
	}
	n.notes = slices.Delete(slices.Clone(n.notes), i, i+1)
	return nil
}

func (e NormProposed) apply(n *State, r Record) error {
	n.proposals = append(slices.Clip(n.proposals), Proposal{r.Seq, e.Step, e.Text, e.Participant})
	return nil
}

// apply is never reached: State.Apply handles what is undone by folding anew.
func (e Undone) apply(*State, Record) error { return ErrUndo }

// apply closes the stretch that ends here.
func (Left) apply(n *State, r Record) error {
	if n.phase != Running {
		return ErrNotOpen
	}
	n.used, n.running = n.Used(r.At), time.Time{}
	return nil
}

// apply closes the stretch that ended with the last record before the break,
// unless it was closed in good order.
func (Resumed) apply(n *State, r Record) error {
	if n.phase == "" {
		return ErrNotOpen
	}
	if n.phase == Running && !n.paused {
		before := n.history.before.record.At
		if n.ticks() {
			n.used = n.Used(before)
			n.running = r.At
		}
		if n.timer != nil {
			n.timer = (&Timer{Length: n.timer.Length, left: n.timer.Left(before)}).from(r.At)
		}
	}
	return nil
}

func (Finished) apply(n *State, r Record) error {
	if n.phase != Running {
		return ErrFinished
	}
	n.used, n.running = n.Used(r.At), time.Time{}
	n.phase, n.ended = Ended, r.At
	n.paused, n.timer = false, nil
	return nil
}

func (Reopened) apply(n *State, r Record) error {
	if n.phase != Ended {
		return ErrNotEnded
	}
	n.phase, n.ended = Running, time.Time{}
	if n.ticks() {
		n.running = r.At
	}
	return nil
}
