package analysis

import (
	"fmt"
	"slices"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

func TestWorkSplit(t *testing.T) {
	side := func(catalogue string, voters, helped, latency int) Side {
		return Side{Catalogue: catalogue, Items: 1, Voters: voters, Tally: exercise.Tally{Helped: helped, Latency: latency}}
	}
	const un, other, third = norm.UNEleven, "ietf", "tlp"
	sides := []StepSides{
		{Sides: []Side{side(un, 10, 6, 4), side(other, 10, 5, 5)}},                       // home: half is not more than half
		{Sides: []Side{side(un, 10, 5, 5), side(other, 10, 1, 9), side(third, 9, 8, 1)}}, // others
		{Sides: []Side{side(un, 10, 9, 1), side(other, 10, 9, 1)}},                       // both
		{Sides: []Side{side(un, 10, 1, 9), side(other, 10, 1, 9)}},                       // neither
		{Sides: []Side{side(un, 10, 9, 1)}},                                              // nothing to compare with
		{Sides: []Side{side(un, 10, 9, 1), side(other, 4, 4, 0)}},                        // too few
		{},
	}
	w := (&Exercise{Mode: exercise.Hands}).WorkOf(sides)
	if got := fmt.Sprint(w); got != "{[0] [1] [2] [3]}" || w.Steps() != 4 {
		t.Error(got)
	}
	if w := (&Exercise{Mode: exercise.Solo}).WorkOf(sides); !slices.Equal(w.Both, []int{2, 5}) {
		t.Errorf("alone: %+v", w)
	}
	both := StepSides{Sides: []Side{side(un, 4, 3, 1), {Catalogue: un, Counterfactual: true, Items: 2, Voters: 6, Tally: exercise.Tally{Latency: 6}}}}
	if s := both.Of(un); s.Items != 3 || s.Voters != 6 || s.Modal != exercise.Latency || s.Tally != (exercise.Tally{Helped: 3, Latency: 7}) || both.Sides[0].Items != 1 {
		t.Errorf("put together: %+v", s)
	}
	if both.Of(other) != nil {
		t.Error("there is none")
	}
}

// Two votes of different numbers of people are no shift, and not lost either.
func TestUnlike(t *testing.T) {
	w := newWalk(t, exercise.Hands).must(
		exercise.Enter{Step: "one"}, hands("one", "c/a", "", 20, 0, 0, 0), hands("one", "c/b", "", 10, 0, 0, 0), hands("one", "d/a", "", 9, 0, 0, 0), exercise.Reveal{Step: "one"},
		exercise.SecondRound{Step: "one"}, hands("one", "c/a", "", 5, 10, 0, 0), hands("one", "c/b", "", 0, 8, 0, 0), exercise.Reveal{Step: "one"},
	)
	e := w.of()
	got := e.Unlike()
	if len(got) != 1 || got[0].Norm != idOf("c/a") || got[0].Before.Helped != 20 || got[0].After.Latency != 10 {
		t.Errorf("%+v", got)
	}
	if len(e.Shifts) != 1 || e.Shifts[0].Norm != idOf("c/b") {
		t.Errorf("%+v", e.Shifts)
	}
}
