package exercise

import (
	"slices"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A Selection says which norms the room is to judge.
type Selection struct {
	// Norms are put on the table at every step. If there are any, nothing else
	// is.
	Norms []norm.ID
	// Families are the catalogues and short lists, by id, whose norms the room
	// judges where a step's author proposes them as candidates. Empty: the UN
	// eleven, or all families if these aren't loaded.
	Families []string
}

// mostRelatives bounds what a step gets that has no candidate in the families:
// as many norms as it may have readings.
const mostRelatives = 6

// PlanFor plans the given steps of a scenario. Each step has the candidates
// that its author proposes, as far as they are of the selected families.
//
// A step without any still has to be one on which the room can vote. It gets
// the norms of the families that share an idea with what its author proposes,
// those that share most first, at most six; where there are none either, or no
// families were named, it keeps the author's candidates of whatever family.
//
// Families that aren't loaded are left out; [norm.Set.Pool] reports them.
func PlanFor(s *scenario.Scenario, steps []string, norms *norm.Set, sel Selection) []Planned {
	named := len(sel.Families) > 0
	if !named {
		sel.Families = []string{norm.UNEleven}
	}
	var pool []norm.ID
	for _, f := range sel.Families {
		more, _ := norms.Pool([]string{f})
		pool = append(pool, more...)
	}
	var plan []Planned
	for i := range s.Steps {
		step := &s.Steps[i]
		if !slices.Contains(steps, step.ID) {
			continue
		}
		table := slices.Clone(sel.Norms)
		if len(table) == 0 {
			table = candidates(step, norms, pool, named)
		}
		plan = append(plan, Planned{Step: step.ID, Norms: table})
	}
	return plan
}

// candidates are what comes on the table at a step out of the pool, which is
// empty if everything may.
func candidates(step *scenario.Step, norms *norm.Set, pool []norm.ID, relatives bool) []norm.ID {
	var proposed []norm.ID
	for _, r := range step.Readings {
		if !slices.Contains(proposed, r.Norm) {
			proposed = append(proposed, r.Norm)
		}
	}
	if len(pool) == 0 {
		return proposed
	}
	strange := func(id norm.ID) bool { return !slices.Contains(pool, id) }
	if found := slices.DeleteFunc(slices.Clone(proposed), strange); len(found) > 0 {
		return found
	}
	if relatives {
		if found := related(proposed, norms, strange); len(found) > 0 {
			return found
		}
	}
	return proposed
}

// related are norms that share an idea with one of the proposed ones, but for
// those to leave out. Each of the proposed gives its nearest in turn, so that
// one doesn't crowd out the others.
func related(proposed []norm.ID, norms *norm.Set, without func(norm.ID) bool) []norm.ID {
	near := make([][]norm.ID, len(proposed))
	longest := 0
	for i, id := range proposed {
		for _, n := range norms.Elsewhere(id) {
			if !without(n.ID) {
				near[i] = append(near[i], n.ID)
			}
		}
		longest = max(longest, len(near[i]))
	}
	var out []norm.ID
	for turn := range longest {
		for _, list := range near {
			if turn < len(list) && len(out) < mostRelatives && !slices.Contains(out, list[turn]) {
				out = append(out, list[turn])
			}
		}
	}
	return out
}
