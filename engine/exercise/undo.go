package exercise

import (
	"fmt"
	"slices"
)

// fold applies records in order, but for those that were taken back.
func fold(records []Record, skip map[int64]bool) (*State, error) {
	s := &State{}
	for _, r := range records {
		if r.Event == nil || r.Seq != s.seq+1 {
			return nil, fmt.Errorf("record %d after %d: %w", r.Seq, s.seq, ErrCorrupt)
		}
		n := s.advance(r)
		n.history = &history{record: r, before: s.history}
		if _, undo := r.Event.(Undone); !undo && !skip[r.Seq] {
			if err := r.Event.apply(n, r); err != nil {
				return nil, fmt.Errorf("record %d, %s: %w: %w", r.Seq, r.Event.Kind(), err, ErrCorrupt)
			}
		}
		n.history.used = n.Used(r.At)
		s = n
	}
	return s, nil
}

// undone collects the numbers of the records that others take back.
func undone(records []Record) map[int64]bool {
	out := map[int64]bool{}
	for _, r := range records {
		if u, ok := r.Event.(Undone); ok {
			out[u.Seq] = true
		}
	}
	return out
}

// without makes the state in which the record with number seq never happened,
// though its trace, and that of r which takes it back, stay in the history.
func (s *State) without(seq int64, r Record) (*State, error) {
	records := s.records()
	if seq < 1 || seq > int64(len(records)) || undone(records)[seq] {
		return nil, fmt.Errorf("record %d: %w: %w", seq, ErrUndo, ErrCorrupt)
	}
	records = append(records, r)
	return fold(records, undone(records))
}

// Undoable are the records that Undo would take back now, newest first.
func (s *State) Undoable() []Record {
	records := s.records()
	gone := undone(records)
	var out []Record
	for _, r := range slices.Backward(records) {
		if !gone[r.Seq] && s.reversible(r) == nil {
			out = append(out, r)
		}
	}
	return out
}

// TakenBack are the events that the given records of the exercise take back.
func (s *State) TakenBack(by []Record) []Event {
	var out []Event
	for _, r := range by {
		u, ok := r.Event.(Undone)
		if !ok {
			continue
		}
		if records := s.records(); u.Seq >= 1 && u.Seq <= int64(len(records)) {
			out = append(out, records[u.Seq-1].Event)
		}
	}
	return out
}

// reversible says why a record can't be taken back, or nil. Votes can be until
// their round is revealed; a reveal only while the room is still at it; a
// ballot in a live room only by its voter, who withdraws it.
func (s *State) reversible(r Record) error {
	id, round := "", 0
	switch e := r.Event.(type) {
	case NoteAdded, NoteEdited, NoteRemoved, NormProposed:
		return nil
	case BallotCast:
		id, round = e.Step, e.Round
	case BallotWithdrawn:
		id, round = e.Step, e.Round
	case HandsCounted:
		id, round = e.Step, e.Round
	case HandsCleared:
		id, round = e.Step, e.Round
	case NormAdded:
		id = e.Step
	case NormSetAside:
		id = e.Step
	case SecondRoundOpened:
		id, round = e.Step, 2
	case StepSkipped:
		return s.allow(e.Step, func(st *step) bool { return st.phase == Skipped })
	case Revealed:
		return s.allow(e.Step, func(st *step) bool {
			return st.phase == Discussing && st.round == e.Round && st.id == s.Current()
		})
	default:
		return fmt.Errorf("%s: %w", r.Event.Kind(), ErrUndo)
	}
	if s.setup.Mode == Room {
		switch r.Event.(type) {
		case BallotCast, BallotWithdrawn:
			return fmt.Errorf("a ballot is its voter's: %w", ErrUndo)
		}
	}
	return s.allow(id, func(st *step) bool {
		return st.phase == Voting && (round == 0 || st.round == round)
	})
}

func (s *State) allow(id string, ok func(*step) bool) error {
	if s.phase == Ended {
		return ErrFinished
	}
	i := s.index(id)
	if i < 0 || !ok(s.steps[i]) {
		return fmt.Errorf("the step has moved on: %w", ErrUndo)
	}
	return nil
}
