package exercise

import (
	"iter"
	"maps"
	"slices"
)

// MaxParticipants is how many people a live room takes, if its set-up names no
// limit of its own, and the highest limit that it may name.
const MaxParticipants = 2000

// A Participant is a random id, with a group if one was chosen.
type Participant struct {
	ID      string `json:"id"`
	Seat    int    `json:"seat"` // in the order of joining, from 1; says nothing about the person
	Group   string `json:"group,omitempty"`
	Via     string `json:"via,omitempty"`
	Removed bool   `json:"removed,omitempty"` // the facilitator ended their part
	Away    bool   `json:"away,omitempty"`    // nobody was at the seat: it isn't counted until its holder is back
}

// seating is who takes part, immutable. Most are found through an index that
// many states share; the few who came since it was made are looked through.
type seating struct {
	people []Participant
	index  map[string]int // seat-1 by id, of the first len(index) people
	gone   int            // how many were removed or are away
	barred int            // how many were removed
	turned int64          // the record that last changed who is removed or away
}

// recent is how many people may have come since the index was made.
const recent = 32

func (s seating) find(id string) (int, bool) {
	if i, ok := s.index[id]; ok {
		return i, true
	}
	i := slices.IndexFunc(s.people[len(s.index):], func(p Participant) bool { return p.ID == id })
	return len(s.index) + i, i >= 0
}

func (s seating) with(p Participant) seating {
	p.Seat = len(s.people) + 1
	s.people = append(slices.Clip(s.people), p)
	if len(s.people)-len(s.index) > recent {
		index := make(map[string]int, len(s.people))
		maps.Copy(index, s.index)
		for i, p := range s.people[len(s.index):] {
			index[p.ID] = len(s.index) + i
		}
		s.index = index
	}
	return s
}

func (s seating) without(i int) seating {
	s.people = slices.Clone(s.people)
	if !s.people[i].Away {
		s.gone++
	}
	s.barred++
	s.people[i].Removed, s.people[i].Away = true, false
	return s
}

// Participants are those who joined, in that order.
func (s *State) Participants() []Participant { return slices.Clone(s.seating.people) }

// Participant is the one with an id; ok is false if nobody joined with it.
func (s *State) Participant(id string) (p Participant, ok bool) {
	i, ok := s.seating.find(id)
	if !ok {
		return Participant{}, false
	}
	return s.seating.people[i], true
}

// Joined is how many people take part, without those who were removed and the
// seats that nobody is at any more.
func (s *State) Joined() int {
	if s.redacted {
		return s.joined
	}
	return len(s.seating.people) - s.seating.gone
}

// TookPart is how many people joined, without those who were removed. Unlike
// Joined it has those whose seats are empty now: what they voted stands.
func (s *State) TookPart() int {
	if s.redacted {
		return s.came
	}
	return len(s.seating.people) - s.seating.barred
}

// page is how many seats a page of ballots has.
const page = 32

// ballots are the ballots on one item by seat, immutable: a new one shares all
// pages but that of the changed seat, so that a vote costs the same in a room
// of ten and of a thousand.
type ballots struct {
	pages []*[page]*Ballot
	count int
}

// at is the ballot of seat i, counted from 0; nil if there is none.
func (b ballots) at(i int) *Ballot {
	if i/page >= len(b.pages) || b.pages[i/page] == nil {
		return nil
	}
	return b.pages[i/page][i%page]
}

// with puts a ballot at seat i; nil takes it away.
func (b ballots) with(i int, x *Ballot) ballots {
	old := b.at(i)
	if old == nil && x == nil {
		return b
	}
	pages := make([]*[page]*Ballot, max(len(b.pages), i/page+1))
	copy(pages, b.pages)
	p := [page]*Ballot{}
	if pages[i/page] != nil {
		p = *pages[i/page]
	}
	p[i%page] = x
	pages[i/page] = &p
	switch {
	case old == nil:
		b.count++
	case x == nil:
		b.count--
	}
	b.pages = pages
	return b
}

// all gives every ballot with its seat, counted from 0.
func (b ballots) all() iter.Seq2[int, *Ballot] {
	return func(yield func(int, *Ballot) bool) {
		for i, p := range b.pages {
			if p == nil {
				continue
			}
			for j, x := range p {
				if x != nil && !yield(i*page+j, x) {
					return
				}
			}
		}
	}
}

// Turnout says how many participants have voted at a step, in its latest round.
type Turnout struct {
	Some int // gave a ballot on at least one of the norms on the table
	All  int // gave one on each of them
}

// Turnout is how many participants have voted at a step, in its latest round.
// Hands are not in it. Everybody may know it, also while the vote is open.
func (s *State) Turnout(step string) Turnout {
	i := s.index(step)
	if i < 0 {
		return Turnout{}
	}
	st := s.steps[i]
	if s.redacted || s.veiled {
		return st.turnout
	}
	given := make([]int, len(s.seating.people))
	for _, n := range st.norms {
		if v := st.items[slot{n, st.round}]; v != nil {
			for seat := range v.ballots.all() {
				given[seat]++
			}
		}
	}
	var out Turnout
	for _, n := range given {
		if n > 0 {
			out.Some++
		}
		if n > 0 && n == len(st.norms) {
			out.All++
		}
	}
	return out
}
