package analysis

import (
	"fmt"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestSides(t *testing.T) {
	w := newWalk(t, exercise.Hands).must(
		exercise.Enter{Step: "one"}, hands("one", "c/a", "", 8, 1, 1, 3), hands("one", "c/b", "", 0, 6, 4, 0), hands("one", "d/a", "", 1, 9, 0, 0),
		exercise.Reveal{Step: "one"}, exercise.SecondRound{Step: "one"}, hands("one", "c/a", "", 10, 0, 0, 0), exercise.Reveal{Step: "one"},
		exercise.Enter{Step: "two"}, hands("two", "c/a", "", 1, 0, 1, 0), hands("two", "d/a", "", 3, 1, 0, 9), exercise.Reveal{Step: "two"},
		exercise.Enter{Step: "three"}, hands("three", "c/b", "", 0, 0, 0, 4), hands("three", "d/a", "", 9, 1, 0, 0), exercise.Reveal{Step: "three"},
	)
	e := w.of()
	if e.NormFamilies() != 2 {
		t.Errorf("%d families", e.NormFamilies())
	}
	sides := e.Sides()
	if len(sides) != len(e.Steps) {
		t.Fatalf("%d steps", len(sides))
	}
	say := func(n int) (out string) {
		for _, s := range sides[n].Sides {
			out += fmt.Sprintf("%s %v %d (%d %d %d %d) %v: %s | ", s.Catalogue, s.Counterfactual, s.Items, s.Helped, s.Latency, s.Irrelevant, s.Tied, s.Tally, s.Sentence(e.Mode))
		}
		for _, s := range sides[n].Work(e.Mode) {
			out += s.Catalogue
		}
		return out
	}
	// d is of 2018, and stands first in the set. Of c's items at the first step
	// one stands in its second round.
	for n, want := range map[int]string{
		0: "d true 1 (0 1 0 0) {1 9 0 0}: most say it would have added latency: 9 of 10 | c false 2 (1 1 0 0) {10 6 4 0}: more say they helped than anything else: 10 of 20 verdicts on 2 norms | ",
		1: "d true 1 (1 0 0 0) {3 1 0 9}: too few to say: 3 helped, 1 latency | c false 1 (0 0 0 1) {1 0 1 0}: too few to say: 1 helped, 1 irrelevant | ",
		2: "d true 1 (1 0 0 0) {9 1 0 0}: most say it would have helped: 9 of 10 | d",
		3: "", 4: "",
	} {
		if got := say(n); got != want {
			t.Errorf("step %d:\n%s\nwant\n%s", n+1, got, want)
		}
	}
}

// Answers that are held back are on no side.
func TestSidesBeforeTheReveal(t *testing.T) {
	w := newWalk(t, exercise.Room).join("", 6)
	w.must(exercise.Enter{Step: "one"}).cast("one", "c/a", "", 6, 0, 0, 0)
	if got := w.shared().Sides(); len(got[0].Sides) != 0 {
		t.Errorf("%+v", got[0])
	}
	w.must(exercise.Reveal{Step: "one"})
	if got := w.shared().Sides(); len(got[0].Sides) != 1 || len(got[0].Work(exercise.Room)) != 1 {
		t.Errorf("%+v", got[0])
	}
}

// One person's side is worth a sentence too.
func TestSidesOfOne(t *testing.T) {
	w := newWalk(t, exercise.Solo)
	p := w.state.Setup().Participant
	cast := func(n string, a exercise.Answer) exercise.Cast {
		return exercise.Cast{Participant: p, Step: "one", Norm: idOf(n), Ballot: exercise.Ballot{Answer: a}}
	}
	w.must(exercise.Enter{Step: "one"}, cast("c/a", exercise.Helped), cast("c/b", exercise.Latency), cast("d/a", exercise.Helped))
	at := w.of().Sides()[0]
	if len(at.Sides) != 2 {
		t.Fatalf("%+v", at)
	}
	if got := at.Sides[0].Sentence(exercise.Solo) + ", " + at.Sides[1].Sentence(exercise.Solo); got != "you say it would have helped, you differ from norm to norm" {
		t.Error(got)
	}
	if work := at.Work(exercise.Solo); len(work) != 1 || work[0].Catalogue != "d" {
		t.Errorf("%+v", work)
	}
	w.must(cast("c/b", exercise.Helped), exercise.AddNorm{Step: "one", Norm: "c/h"}, cast("c/h", exercise.Irrelevant))
	if got := w.of().Sides()[0].Sides[1].Sentence(exercise.Solo); got != "you say they helped (2 of 3 norms)" {
		t.Error(got)
	}
}

func TestNormsOfSeveral(t *testing.T) {
	e := handsWalk(t).of()
	all, compared := Norms(e, e, nil), Compare(e).Norms
	if got, want := marshal(t, all), marshal(t, compared); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
