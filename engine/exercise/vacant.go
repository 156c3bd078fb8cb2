package exercise

import "slices"

// Silent are the participants who take part and have given no ballot in the
// latest round of the step that the room is at; before the first step that is
// everybody. Only the full state knows.
func (s *State) Silent() []string {
	var votes given
	if s.current >= 0 {
		votes = s.steps[s.current].given(s.steps[s.current].round)
	}
	var out []string
	for seat, p := range s.seating.people {
		if !p.Removed && !p.Away && !votes.from(seat) {
			out = append(out, p.ID)
		}
	}
	return out
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
	n.seating.people, n.seating.turned = slices.Clone(n.seating.people), n.seq
	for _, id := range e.Participants {
		if err := n.seating.away(id, true); err != nil {
			return err
		}
	}
	return nil
}

func (e SeatRetaken) apply(n *State, _ Record) error {
	n.seating.people, n.seating.turned = slices.Clone(n.seating.people), n.seq
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
