package exercise

import (
	"fmt"
	"slices"
	"strings"
)

func (c AddNote) decide(s *State) ([]Event, error) {
	n, err := s.checkNote(c.Note)
	if err != nil {
		return nil, err
	}
	return []Event{NoteAdded{n}}, nil
}

func (c EditNote) decide(s *State) ([]Event, error) {
	n, err := s.checkNote(c.Note)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(s.notes, func(x NoteEntry) bool { return x.ID == c.ID })
	if i < 0 {
		return nil, fmt.Errorf("%d: %w", c.ID, ErrNote)
	}
	if s.notes[i].Note == n {
		return nil, nil
	}
	return []Event{NoteEdited{c.ID, n}}, nil
}

func (c RemoveNote) decide(s *State) ([]Event, error) {
	if !slices.ContainsFunc(s.notes, func(x NoteEntry) bool { return x.ID == c.ID }) {
		return nil, fmt.Errorf("%d: %w", c.ID, ErrNote)
	}
	return []Event{NoteRemoved(c)}, nil
}

// checkNote tidies a note. Notes may be kept after the end as well: the hot
// wash is when most of them are made.
func (s *State) checkNote(n Note) (Note, error) {
	if s.phase == "" {
		return n, ErrNotOpen
	}
	if !slices.Contains(NoteKinds(), n.Kind) {
		return n, fmt.Errorf("kind of note %q: %w", n.Kind, ErrText)
	}
	if n.Step != "" && s.index(n.Step) < 0 {
		return n, fmt.Errorf("%q: %w", n.Step, ErrStep)
	}
	n.Text, n.Owner, n.Due = strings.TrimSpace(n.Text), strings.TrimSpace(n.Owner), strings.TrimSpace(n.Due)
	if err := text(n.Text, MaxNote); err != nil {
		return n, err
	}
	for _, t := range []string{n.Owner, n.Due} {
		if t != "" {
			if err := text(t, MaxShort); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func (c Propose) decide(s *State) ([]Event, error) {
	if s.phase == "" {
		return nil, ErrNotOpen
	}
	if c.Step != "" && s.index(c.Step) < 0 {
		return nil, fmt.Errorf("%q: %w", c.Step, ErrStep)
	}
	c.Text = strings.TrimSpace(c.Text)
	if err := text(c.Text, MaxNote); err != nil {
		return nil, err
	}
	if c.Participant != "" {
		p, ok := s.Participant(c.Participant)
		made, again := 0, false
		for _, x := range s.proposals {
			if x.participant == c.Participant {
				made++
				again = again || x.Step == c.Step && x.Text == c.Text
			}
		}
		switch {
		case !ok:
			return nil, ErrVoter
		case p.Removed:
			return nil, ErrRemoved
		case s.phase == Ended:
			return nil, ErrFinished
		case again: // sent once more, because the answer was lost
			return nil, nil
		case made >= MaxProposals:
			return nil, ErrEnough
		}
	}
	return []Event{NormProposed(c)}, nil
}

func (c Undo) decide(s *State) ([]Event, error) {
	if s.phase == "" {
		return nil, ErrNotOpen
	}
	records := s.records()
	seq := c.Seq
	if seq == 0 {
		open := s.Undoable()
		if len(open) == 0 {
			return nil, fmt.Errorf("there is nothing to take back: %w", ErrUndo)
		}
		seq = open[0].Seq
	}
	if seq < 1 || seq > int64(len(records)) || undone(records)[seq] {
		return nil, fmt.Errorf("record %d: %w", seq, ErrUndo)
	}
	if err := s.reversible(records[seq-1]); err != nil {
		return nil, err
	}
	// What came later may rest on it: a vote on an added norm, say.
	next := Record{Seq: s.seq + 1, At: s.last, Event: Undone{seq}}
	if _, err := s.Apply(next); err != nil {
		return nil, fmt.Errorf("later entries rest on it; take those back first: %w", ErrUndo)
	}
	return []Event{Undone{seq}}, nil
}
