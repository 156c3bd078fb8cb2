package exercise

// left is how many ballots came from seats that aren't counted any more, by
// round, the first at 0; several ballots of one seat are one.
type left [2]int

// Electorate is how many could have voted at a step in a round: all who are
// counted now, and those who voted there and have left since, so that no more can
// have voted than could have. Round 0 is the latest. Before the step it is as many
// as Joined. Everybody may know it.
func (s *State) Electorate(step string, round int) int {
	n, i := s.Joined(), s.index(step)
	if i < 0 {
		return n
	}
	if round == 0 {
		round = s.steps[i].round
	}
	gone := s.left(s.steps[i])
	if round < 1 || round > len(gone) {
		return n
	}
	return n + gone[round-1]
}

// left counts the seats that are empty now or were taken away, and from which a
// ballot at a step stands.
func (s *State) left(st *step) left {
	if s.redacted || s.veiled {
		return st.left
	}
	var out left
	if s.seating.gone == 0 || len(st.items) == 0 {
		return out
	}
	for i := range out {
		ballots := st.given(i + 1)
		for seat, p := range s.seating.people {
			if (p.Away || p.Removed) && ballots.from(seat) {
				out[i]++
			}
		}
	}
	return out
}

// given are the ballots at a step in one round, by norm.
type given []ballots

func (st *step) given(round int) given {
	var out given
	for key, v := range st.items {
		if key.round == round && v.ballots.count > 0 {
			out = append(out, v.ballots)
		}
	}
	return out
}

// from reports whether one of them came from a seat, counted from 0.
func (g given) from(seat int) bool {
	for _, b := range g {
		if b.at(seat) != nil {
			return true
		}
	}
	return false
}
