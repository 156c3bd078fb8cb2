package analysis

import (
	"maps"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

// roomGroups are one room's groups at an item.
type roomGroups struct {
	mode exercise.Mode
	item *Item
}

// pooledGroups sums groups up over items and rooms.
func pooledGroups(items []OfItem) []Group {
	var pools []*Item
	for n := range items {
		if items[n].pool.Tally.Answered() > 0 {
			pools = append(pools, items[n].pool)
		}
	}
	return groups(pools)
}

// poolGroups puts the groups of several rooms at one item together: what rooms
// show of a group and, where that tells on no single room, what they merged.
//
// What a room shows of its groups is known, so a reader can take it from a
// pooled count and is left with what rooms merged. That remainder therefore has
// to hold by itself: a group's merged counts are pooled under its name only if
// they come from at least two rooms, and the small-cell rule is applied to them
// apart from the rest. Otherwise they stay among the others. Where only shows of
// hands are pooled nothing is hidden.
func poolGroups(of []roomGroups) *Item {
	small := slices.ContainsFunc(of, func(r roomGroups) bool { return r.mode == exercise.Room })
	pool := &Item{}
	open := map[string]exercise.Tally{}   // what rooms show
	merged := map[string]exercise.Tally{} // what they had to merge
	from := map[string]int{}              // rooms that merged the group
	names := map[string]bool{}
	for _, r := range of {
		pool.Tally = pool.Tally.Plus(r.item.Tally)
		for _, name := range r.item.Merged {
			names[name] = true
		}
		if len(r.item.Merged) == 0 || r.item.groups == nil {
			for _, g := range r.item.split() {
				open[g.Group] = open[g.Group].Plus(g.Tally)
			}
			continue
		}
		for g, t := range r.item.groups {
			if g != "" && !slices.Contains(r.item.Merged, g) {
				open[g] = open[g].Plus(t)
				continue
			}
			merged[g] = merged[g].Plus(t)
			from[g]++
		}
	}
	for g, n := range from {
		if g != "" && n < 2 {
			merged[""] = merged[""].Plus(merged[g])
			delete(merged, g)
		}
	}
	freed, _ := apart(merged)
	for g, t := range freed {
		open[g] = open[g].Plus(t)
		delete(names, g)
	}
	pool.Merged = slices.Collect(maps.Keys(names))
	if small {
		var more []string
		open, more = apart(open)
		pool.Merged = append(pool.Merged, more...)
	}
	slices.Sort(pool.Merged)
	pool.Merged = slices.Compact(pool.Merged)
	for _, g := range slices.SortedFunc(maps.Keys(open), byName) {
		pool.Groups = append(pool.Groups, GroupTally{g, open[g]})
	}
	return pool
}
