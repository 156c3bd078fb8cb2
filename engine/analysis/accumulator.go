package analysis

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

// An Accumulator takes the answers of an exercise one by one, in any order,
// and keeps only counts: its size grows with the items and groups and not
// with the answers. It isn't safe for use by several goroutines at once.
type Accumulator struct {
	mode    exercise.Mode
	reasons []exercise.Reason
	delays  []exercise.Delay
	items   map[exercise.Item]*answers
}

// answers are what was counted of one item.
type answers struct {
	tally   exercise.Tally
	reasons []int // by place in exercise.Reasons; nil if none was given
	delays  []int // by place in exercise.Delays; nil if none was given
	groups  map[string]*exercise.Tally
}

// NewAccumulator makes one for a way of taking part, which decides whether
// small groups are merged (in a [exercise.Room]) and whether there is
// agreement to speak of (everywhere but [exercise.Solo]).
func NewAccumulator(mode exercise.Mode) *Accumulator {
	return &Accumulator{mode: mode, reasons: exercise.Reasons(), delays: exercise.Delays(), items: map[exercise.Item]*answers{}}
}

// Ballot counts one person's answer; group is empty if they named none. An
// answer, reason or delay that there is not is an error that wraps
// [exercise.ErrAnswer], and nothing is counted.
func (a *Accumulator) Ballot(item exercise.Item, group string, b exercise.Ballot) error {
	one := exercise.Tally{}.With(b.Answer, 1)
	if one.Answered() != 1 {
		return fmt.Errorf("%q: %w", b.Answer, exercise.ErrAnswer)
	}
	return a.add(item, group, one, b.Reason, b.Delay)
}

// Hands counts a show of hands. A negative count is an error that wraps
// [exercise.ErrAnswer], as is an unknown reason or delay.
func (a *Accumulator) Hands(item exercise.Item, h exercise.HandCount) error {
	for _, v := range exercise.Answers() {
		if n := h.Tally.Of(v); n < 0 {
			return fmt.Errorf("%d hands: %w", n, exercise.ErrAnswer)
		}
	}
	return a.add(item, h.Group, h.Tally, h.Reason, h.Delay)
}

func (a *Accumulator) add(item exercise.Item, group string, t exercise.Tally, r exercise.Reason, d exercise.Delay) error {
	reason, delay := slices.Index(a.reasons, r), slices.Index(a.delays, d)
	switch {
	case r != "" && reason < 0:
		return fmt.Errorf("reason %q: %w", r, exercise.ErrAnswer)
	case d != "" && delay < 0:
		return fmt.Errorf("delay %q: %w", d, exercise.ErrAnswer)
	}
	if t.Answered() == 0 {
		return nil
	}
	x := a.items[item]
	if x == nil {
		x = &answers{groups: map[string]*exercise.Tally{}}
		a.items[item] = x
	}
	x.tally = x.tally.Plus(t)
	if reason >= 0 {
		x.reasons = counted(x.reasons, len(a.reasons), reason)
	}
	if delay >= 0 {
		x.delays = counted(x.delays, len(a.delays), delay)
	}
	g := x.groups[group]
	if g == nil {
		g = &exercise.Tally{}
		x.groups[group] = g
	}
	*g = g.Plus(t)
	return nil
}

func counted(counts []int, size, i int) []int {
	if counts == nil {
		counts = make([]int, size)
	}
	counts[i]++
	return counts
}

// Items are what was counted, ordered by step, norm and round, with their
// statistics. What only a scenario knows is left empty.
func (a *Accumulator) Items() []Item {
	keys := slices.SortedFunc(maps.Keys(a.items), func(x, y exercise.Item) int {
		return cmp.Or(cmp.Compare(x.Step, y.Step), cmp.Compare(x.Norm, y.Norm), cmp.Compare(x.Round, y.Round))
	})
	out := make([]Item, len(keys))
	for i, key := range keys {
		out[i] = a.item(key)
		last := i+1 == len(keys) || keys[i+1].Step != key.Step || keys[i+1].Norm != key.Norm
		out[i].Latest = last
	}
	return out
}

func (a *Accumulator) item(key exercise.Item) Item {
	i := Item{Step: key.Step, Norm: key.Norm, Round: key.Round, Standing: NotAsked}
	if x := a.items[key]; x != nil {
		i.Tally = x.tally
		i.Reasons, i.Delays = mentions(a.reasons, x.reasons), mentions(a.delays, x.delays)
		i.groups = make(map[string]exercise.Tally, len(x.groups))
		for g, t := range x.groups {
			i.groups[g] = *t
		}
	}
	switch {
	case i.Tally.Judged() > 0:
		i.Standing = Judged
	case i.Tally.Abstained > 0:
		i.Standing = Abstained
	}
	i.Figures = FiguresOf(i.Tally)
	if a.mode == exercise.Solo {
		i.Figures = i.without(OnePerson)
		return i
	}
	i.byGroup(a.mode)
	return i
}

// byGroup fills in the groups that may be shown.
func (i *Item) byGroup(mode exercise.Mode) {
	shown := i.groups
	if mode == exercise.Room {
		shown, i.Merged = apart(i.groups)
	}
	for _, g := range slices.SortedFunc(maps.Keys(shown), byName) {
		i.Groups = append(i.Groups, GroupTally{g, shown[g]})
	}
	if len(i.Groups) == 1 && i.Groups[0].Group == "" {
		i.Groups = nil // it is the tally over again
	}
}

// Agreement is how far the answers agree over the items, each in its latest
// round. It is undefined throughout in solo mode.
func (a *Accumulator) Agreement() Agreement {
	if a.mode == exercise.Solo {
		return noAgreement(OnePerson)
	}
	return agreement(a.Items())
}
