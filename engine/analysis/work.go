package analysis

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// A WorkSplit answers which norms did the work: those of one family, or those of
// others. It has the steps at which norms of both were judged by enough people,
// each once, by their place in the plan from 0.
type WorkSplit struct {
	Home    []int // of the family alone more than half say that it helped
	Others  []int // of other families alone
	Both    []int
	Neither []int
}

// Steps is how many steps there are in it.
func (w WorkSplit) Steps() int { return len(w.Home) + len(w.Others) + len(w.Both) + len(w.Neither) }

// WorkOf splits the steps by which norms did the work there, the UN's or others;
// see [StepSides.Work].
func (e *Exercise) WorkOf(sides []StepSides) WorkSplit {
	var out WorkSplit
	for i := range sides {
		at := &sides[i]
		home := func(s Side) bool { return s.Catalogue == norm.UNEleven }
		enough := func(ours bool) bool {
			return slices.ContainsFunc(at.Sides, func(s Side) bool {
				return home(s) == ours && (s.Voters >= exercise.Few || e.Mode == exercise.Solo)
			})
		}
		if !enough(true) || !enough(false) {
			continue
		}
		work := at.Work(e.Mode)
		ours := slices.ContainsFunc(work, home)
		others := slices.ContainsFunc(work, func(s Side) bool { return !home(s) })
		switch {
		case ours && others:
			out.Both = append(out.Both, i)
		case ours:
			out.Home = append(out.Home, i)
		case others:
			out.Others = append(out.Others, i)
		default:
			out.Neither = append(out.Neither, i)
		}
	}
	return out
}

// Of is a family at a step, what happened and what would have happened put
// together; nil if no norm of it was judged there.
func (s *StepSides) Of(catalogue string) *Side {
	var out *Side
	for i := range s.Sides {
		x := &s.Sides[i]
		switch {
		case x.Catalogue != catalogue:
		case out == nil:
			copied := *x
			out = &copied
		default:
			out.Tally, out.Voters = out.Tally.Plus(x.Tally), max(out.Voters, x.Voters)
			out.Items += x.Items
		}
	}
	if out != nil {
		var f Figures
		f.lead(out.Tally)
		out.Modal = f.Modal
	}
	return out
}

// Families are the catalogues that have a judged norm somewhere, in the order
// of the exercise's norms.
func (e *Exercise) Families(sides []StepSides) []string {
	return slices.DeleteFunc(e.families(), func(c string) bool {
		return !slices.ContainsFunc(sides, func(s StepSides) bool { return s.Of(c) != nil })
	})
}
