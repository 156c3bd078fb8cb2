package exercise

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
)

// A Role decides how much of an exercise somebody may see.
type Role int

// The roles. Only the facilitator sees notes and counts before the reveal.
const (
	Participating Role = iota
	Projector
	Facilitator
)

// For is the state as a role may see it. For anybody but the facilitator it
// has no notes, no history and no ids of participants; of an open round it
// knows how many answers there are, not which. A participant's own ballot is
// asked for through [State.Ballot] of the full state.
func (s *State) For(role Role) *State {
	if role == Facilitator {
		return s
	}
	n := *s
	n.redacted, n.history, n.notes, n.people = true, nil, nil, nil
	n.setup.Participant = ""
	n.steps = make([]*step, len(s.steps))
	for i, st := range s.steps {
		c := *st
		c.items = make(map[slot]*votes, len(st.items))
		for key, v := range st.items {
			if st.phase == Voting && key.round == st.round {
				c.items[key] = &votes{hidden: v.count()}
				continue
			}
			c.items[key] = s.anonymous(v)
		}
		n.steps[i] = &c
	}
	return &n
}

// anonymous turns ballots into counts, so that nobody can be traced from one
// item to the next. Groups below the small-cell limit are merged.
func (s *State) anonymous(v *votes) *votes {
	groups := map[string]Tally{}
	for id, b := range v.ballots {
		p, _ := s.participant(id)
		t := groups[p.Group]
		groups[p.Group] = t.With(b.Answer, t.Of(b.Answer)+1)
	}
	for _, h := range v.hands {
		groups[h.Group] = groups[h.Group].Plus(h.Tally)
	}
	if s.setup.Mode == Room {
		mergeSmall(groups)
	}
	out := &votes{hands: map[string]HandCount{}}
	for g, t := range groups {
		out.hands[g] = HandCount{Group: g, Tally: t}
	}
	return out
}

// Few is the number of verdicts below which a room's counts say too little,
// and a group is too small to be shown apart.
const Few = 5

// mergeSmall moves the counts of groups that are too small to be shown to "",
// and goes on with the next smallest while "" itself is too small to hide them.
func mergeSmall(groups map[string]Tally) {
	named := slices.SortedFunc(maps.Keys(groups), func(a, b string) int {
		if d := groups[a].Answered() - groups[b].Answered(); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for _, g := range named {
		rest, merged := groups[""]
		if g != "" && (groups[g].Answered() < Few || merged && rest.Answered() < Few) {
			groups[""] = rest.Plus(groups[g])
			delete(groups, g)
		}
	}
}

// MarshalJSON writes the whole state in a canonical form: two states are equal
// if and only if these bytes are.
func (s *State) MarshalJSON() ([]byte, error) {
	type item struct {
		Item
		Ballots map[string]Ballot `json:"ballots,omitempty"`
		Hands   []HandCount       `json:"hands,omitempty"`
		Hidden  int               `json:"hidden,omitempty"`
	}
	type stepJSON struct {
		StepState
		Revealed time.Time `json:"revealed,omitzero"`
		Items    []item    `json:"items,omitempty"`
	}
	steps := make([]stepJSON, len(s.steps))
	for i, st := range s.steps {
		steps[i] = stepJSON{StepState: s.stepState(i), Revealed: st.revealed}
		keys := slices.SortedFunc(maps.Keys(st.items), func(a, b slot) int {
			if a.round != b.round {
				return a.round - b.round
			}
			if a.norm < b.norm {
				return -1
			}
			return 1
		})
		for _, k := range keys {
			v := st.items[k]
			it := Item{st.id, k.norm, k.round}
			steps[i].Items = append(steps[i].Items, item{it, v.ballots, s.Votes(it).Hands, v.hidden})
		}
	}
	return json.Marshal(struct {
		Setup        Setup         `json:"setup"`
		Phase        Phase         `json:"phase"`
		Seq          int64         `json:"seq"`
		Opened       time.Time     `json:"opened,omitzero"`
		Ended        time.Time     `json:"ended,omitzero"`
		Running      time.Time     `json:"running,omitzero"`
		Last         time.Time     `json:"last,omitzero"`
		Used         time.Duration `json:"used_ns"`
		Current      string        `json:"current,omitempty"`
		Steps        []stepJSON    `json:"steps"`
		Participants []Participant `json:"participants,omitempty"`
		Notes        []NoteEntry   `json:"notes,omitempty"`
		Proposals    []Proposal    `json:"proposals,omitempty"`
	}{s.setup, s.Phase(), s.seq, s.opened, s.ended, s.running, s.last, s.used, s.Current(), steps, s.people, s.notes, s.proposals})
}
