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

// The roles. Only the facilitator sees notes, and what they counted themselves;
// a ballot is its voter's alone until the reveal.
const (
	Participating Role = iota
	Projector
	Facilitator
)

// For is the state as a role may see it. For anybody but the facilitator it
// has no notes, no history and no ids of participants; of an open round it
// knows how many answers there are, not which. Nor does the facilitator of a
// live room know more of the ballots in an open round. A participant's own
// ballot is asked for through [State.Ballot] of the full state.
func (s *State) For(role Role) *State { return s.ForAfter(role, nil, nil) }

// ForAfter is For, at less cost: before is an earlier state of the exercise and
// seen what the role saw of it. Steps that are as they were aren't counted anew;
// in a long exercise that would be most of what a vote costs.
func (s *State) ForAfter(role Role, before, seen *State) *State {
	if role == Facilitator && (s.setup.Mode != Room || s.phase != Running) {
		return s
	}
	n := *s
	n.veiled, n.redacted = role == Facilitator, role != Facilitator
	if seen == nil || seen.veiled != n.veiled || seen.redacted != n.redacted {
		before, seen = nil, nil // what was shown then had other things in it
	}
	if role == Facilitator {
		n.steps = s.veil(before, seen, func(v *votes) *votes {
			return &votes{hands: v.hands, hidden: v.ballots.count}
		}, func(v *votes) *votes { return v })
		return &n
	}
	n.joined, n.came = s.Joined(), s.TookPart()
	n.history, n.notes, n.seating = nil, nil, seating{}
	n.setup.Participant = ""
	n.steps = s.veil(before, seen, func(v *votes) *votes { return &votes{hidden: v.count(), raised: s.byHand(v)} }, s.anonymous)
	return &n
}

// veil gives the steps with the items of open rounds and the others as the
// functions show them. A step as others may see it follows from the step and
// from the groups of those who voted at it, which never change: where before had
// the same step, what it was seen as is kept. Whose seats are empty changes apart
// from it.
func (s *State) veil(before, seen *State, open, closed func(*votes) *votes) []*step {
	steps := make([]*step, len(s.steps))
	for i, st := range s.steps {
		if before != nil && i < len(before.steps) && before.steps[i] == st {
			steps[i] = seen.steps[i]
			if before.seating.turned != s.seating.turned {
				c := *steps[i]
				c.left, steps[i] = s.left(st), &c
			}
			continue
		}
		c := *st
		c.turnout, c.left = s.Turnout(st.id), s.left(st)
		c.items = make(map[slot]*votes, len(st.items))
		for key, v := range st.items {
			if st.phase == Voting && key.round == st.round {
				c.items[key] = open(v)
			} else {
				c.items[key] = closed(v)
			}
		}
		steps[i] = &c
	}
	return steps
}

// anonymous turns ballots into counts, so that nobody can be traced from one
// item to the next. Groups below the small-cell limit are merged.
func (s *State) anonymous(v *votes) *votes {
	groups := s.byGroup(v)
	if s.setup.Mode == Room {
		mergeSmall(groups)
	}
	out := &votes{hands: map[string]HandCount{}, raised: s.byHand(v)}
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
		Raised  int               `json:"raised,omitempty"`
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
			x := item{Item: it, Hands: s.Votes(it).Hands, Hidden: v.hidden, Raised: v.raised, Ballots: map[string]Ballot{}}
			for seat, b := range v.ballots.all() {
				x.Ballots[s.seating.people[seat].ID] = *b
			}
			steps[i].Items = append(steps[i].Items, x)
		}
	}
	type timerJSON struct {
		Length time.Duration `json:"length_ns"`
		Ends   time.Time     `json:"ends,omitzero"`
		Left   time.Duration `json:"left_ns,omitempty"`
	}
	var timer *timerJSON
	if t := s.timer; t != nil {
		timer = &timerJSON{t.Length, t.ends, t.left}
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
		Paused       bool          `json:"paused,omitempty"`
		Locked       bool          `json:"locked,omitempty"`
		Timer        *timerJSON    `json:"timer,omitempty"`
		Scene        int64         `json:"scene"`
		Current      string        `json:"current,omitempty"`
		Steps        []stepJSON    `json:"steps"`
		Participants []Participant `json:"participants,omitempty"`
		Notes        []NoteEntry   `json:"notes,omitempty"`
		Proposals    []Proposal    `json:"proposals,omitempty"`
	}{s.setup, s.Phase(), s.seq, s.opened, s.ended, s.running, s.last, s.used, s.paused, s.locked, timer, s.scene, s.Current(), steps, s.seating.people, s.notes, s.proposals})
}
