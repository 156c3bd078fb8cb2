package analysis

import (
	"cmp"
	"maps"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A Group is a stakeholder group's answers over the items in their latest
// round. In a room it is made only of what the items show of the group, so
// that no small count can be found by subtraction.
type Group struct {
	Group     string         `json:"group"`  // "" is everybody else
	Items     int            `json:"items"`  // items at which it is shown on its own
	Merged    int            `json:"merged"` // items at which it, or a room's part of it, was put among the others: those answers are not in Tally
	Tally     exercise.Tally `json:"tally"`
	Shares    Shares         `json:"shares"`
	Agreement Agreement      `json:"agreement"` // within the group
}

// A Gap is the widest difference between two groups on one item.
type Gap struct {
	Ref
	Verdict    exercise.Answer `json:"verdict"`    // on which they differ most
	High       GroupTally      `json:"high"`       // the group with the larger share of it
	Low        GroupTally      `json:"low"`        // the group with the smaller share of it
	Difference Statistic       `json:"difference"` // of the shares, above 0, at most 1
}

// A GroupGap is the widest difference between two groups over all items at
// which both have five verdicts or more.
type GroupGap struct {
	Items      int             `json:"items"`
	Verdict    exercise.Answer `json:"verdict"`
	High       GroupTally      `json:"high"` // over these items
	Low        GroupTally      `json:"low"`
	Difference Statistic       `json:"difference"`
}

// groups sums the items up by group; there are none if nobody named one.
func groups(items []*Item) []Group {
	sum := map[string]*Group{}
	each := map[string][]exercise.Tally{}
	get := func(name string) *Group {
		if sum[name] == nil {
			sum[name] = &Group{Group: name}
		}
		return sum[name]
	}
	for _, i := range items {
		for _, t := range i.split() {
			g := get(t.Group)
			g.Items++
			g.Tally = g.Tally.Plus(t.Tally)
			each[t.Group] = append(each[t.Group], t.Tally)
		}
		for _, name := range i.Merged {
			get(name).Merged++
		}
	}
	if _, rest := sum[""]; rest && len(sum) == 1 {
		return nil
	}
	var out []Group
	for _, name := range slices.SortedFunc(maps.Keys(sum), byName) {
		g := *sum[name]
		g.Shares, g.Agreement = SharesOf(g.Tally), agreementOf(each[name])
		out = append(out, g)
	}
	return out
}

// split is the item's tally by group, all of it under "" if no group is shown.
func (i *Item) split() []GroupTally {
	if len(i.Groups) > 0 || i.Tally.Answered() == 0 {
		return i.Groups
	}
	return []GroupTally{{"", i.Tally}}
}

// comparable are the groups whose shares can be compared: named, and with five
// verdicts or more.
func (i *Item) comparable() []GroupTally {
	return slices.DeleteFunc(slices.Clone(i.Groups), func(g GroupTally) bool {
		return g.Group == "" || g.Tally.Judged() < exercise.Few
	})
}

// widest is the verdict on which two of the groups differ most, and these two;
// of several alike the first. ok is false if no two differ.
func widest(groups []GroupTally) (v exercise.Answer, high, low GroupTally, difference float64) {
	for _, a := range exercise.Verdicts() {
		if len(groups) < 2 {
			break
		}
		h, l := groups[0], groups[0]
		for _, g := range groups[1:] {
			if g.Tally.Share(a) > h.Tally.Share(a) {
				h = g
			}
			if g.Tally.Share(a) < l.Tally.Share(a) {
				l = g
			}
		}
		if d := h.Tally.Share(a) - l.Tally.Share(a); d > difference {
			v, high, low, difference = a, h, l, d
		}
	}
	return v, high, low, difference
}

// gaps finds where groups differ, per item and over the items.
func gaps(items []*Item) ([]Gap, []GroupGap) {
	type pair struct{ a, b string }
	var per []Gap
	sums := map[pair]*[2]exercise.Tally{}
	common := map[pair]int{}
	for _, i := range items {
		groups := i.comparable()
		if v, high, low, d := widest(groups); d > 0 {
			per = append(per, Gap{i.ref(), v, high, low, number(d)})
		}
		for x, a := range groups {
			for _, b := range groups[x+1:] {
				p := pair{a.Group, b.Group}
				if sums[p] == nil {
					sums[p] = &[2]exercise.Tally{}
				}
				sums[p][0], sums[p][1] = sums[p][0].Plus(a.Tally), sums[p][1].Plus(b.Tally)
				common[p]++
			}
		}
	}
	slices.SortStableFunc(per, func(a, b Gap) int { return cmp.Compare(b.Difference.Value, a.Difference.Value) })
	var over []GroupGap
	for p, t := range sums {
		if v, high, low, d := widest([]GroupTally{{p.a, t[0]}, {p.b, t[1]}}); d > 0 {
			over = append(over, GroupGap{common[p], v, high, low, number(d)})
		}
	}
	slices.SortFunc(over, func(a, b GroupGap) int {
		return cmp.Or(cmp.Compare(b.Difference.Value, a.Difference.Value),
			cmp.Compare(a.High.Group, b.High.Group), cmp.Compare(a.Low.Group, b.Low.Group))
	})
	return per, over
}

// divided are the items on which different verdicts were given, the most
// divided first. Those with too few verdicts to say come after all others.
func divided(items []*Item) []Ref {
	items = slices.DeleteFunc(slices.Clone(items), func(i *Item) bool {
		return i.Tally.Of(i.first()) == i.Tally.Judged()
	})
	slices.SortStableFunc(items, func(a, b *Item) int {
		few := func(i *Item) int {
			if i.Label == TooFew {
				return 1
			}
			return 0
		}
		return cmp.Or(few(a)-few(b), cmp.Compare(a.Consensus.Value, b.Consensus.Value), cmp.Compare(a.Agreement.Value, b.Agreement.Value))
	})
	var out []Ref
	for _, i := range items {
		out = append(out, i.ref())
	}
	return out
}

// first is the verdict that leads, or the first of those that do.
func (i *Item) first() exercise.Answer {
	a, _ := i.Tally.Leading()
	return a
}
