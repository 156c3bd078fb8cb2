package exercise

import (
	"slices"

	"github.com/normwalk/normwalk/engine/norm"
)

// Silent are the participants who take part and have given no ballot in the
// latest round of the step that the room is at; before the first step that is
// everybody. Only the full state knows.
func (s *State) Silent() []string {
	var out []string
	for seat, p := range s.seating.people {
		if !p.Removed && !p.Away && !s.voted(seat) {
			out = append(out, p.ID)
		}
	}
	return out
}

// voted reports whether there is a ballot from a seat, counted from 0, in the
// latest round of the current step.
func (s *State) voted(seat int) bool {
	if s.current < 0 {
		return false
	}
	st := s.steps[s.current]
	return slices.ContainsFunc(st.norms, func(id norm.ID) bool {
		v := st.items[slot{id, st.round}]
		return v != nil && v.ballots.at(seat) != nil
	})
}

func (c Vacate) decide(s *State) ([]Event, error) {
	if err := s.live(); err != nil {
		return nil, err
	}
	meant := make(map[string]bool, len(c.Participants))
	for _, id := range c.Participants {
		meant[id] = true
	}
	out := slices.DeleteFunc(s.Silent(), func(id string) bool { return !meant[id] })
	if len(out) == 0 {
		return nil, nil
	}
	return []Event{SeatsVacated{out}}, nil
}

// back is what it takes to count a participant again; nothing for most.
func (s *State) back(p Participant) []Event {
	if !p.Away {
		return nil
	}
	return []Event{SeatRetaken{p.ID}}
}

func (e SeatsVacated) apply(n *State, _ Record) error {
	n.seating.people = slices.Clone(n.seating.people)
	for _, id := range e.Participants {
		if err := n.seating.away(id, true); err != nil {
			return err
		}
	}
	return nil
}

func (e SeatRetaken) apply(n *State, _ Record) error {
	n.seating.people = slices.Clone(n.seating.people)
	return n.seating.away(e.Participant, false)
}

// away marks a seat in people that s alone holds.
func (s *seating) away(id string, away bool) error {
	i, ok := s.find(id)
	if !ok || s.people[i].Removed || s.people[i].Away == away {
		return ErrVoter
	}
	s.people[i].Away = away
	if away {
		s.gone++
	} else {
		s.gone--
	}
	return nil
}
