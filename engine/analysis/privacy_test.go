package analysis

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
)

func roomWalk(t testing.TB) *walk {
	return newWalk(t, exercise.Room, "Academia", "Government", "Youth").
		join("Academia", 9).join("Government", 6).join("Youth", 3).
		must(exercise.Enter{Step: "one"})
}

func TestSmallGroupsAreMergedAndNamed(t *testing.T) {
	w := roomWalk(t).cast("one", "c/a", "Academia", 8, 1, 0, 0).cast("one", "c/a", "Government", 1, 4, 1, 0).cast("one", "c/a", "Youth", 2, 1, 0, 0)
	i := w.item(w.of(), "one", "c/a", 1)
	// Youth alone would be found out, so the next smallest hides it.
	want := []GroupTally{{"Academia", exercise.Tally{Helped: 8, Latency: 1}}, {"", exercise.Tally{Helped: 3, Latency: 5, Irrelevant: 1}}}
	if diff := cmp.Diff(want, i.Groups); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Government", "Youth"}, i.Merged); diff != "" {
		t.Error(diff)
	}
	groups := w.of().Groups
	if len(groups) != 4 || groups[1].Group != "Government" || groups[1].Merged != 1 || groups[1].Tally.Answered() != 0 {
		t.Errorf("%+v", groups)
	}
	if text := marshal(t, w.of()); strings.Contains(text, "Youth0") || strings.Contains(text, "p0") {
		t.Error("an id of a participant is published")
	}
}

// The merge is that of the state that everybody may see.
func TestGroupsAreThoseOfTheSharedState(t *testing.T) {
	names := []string{"", "A", "B", "C", "D"}
	s, norms := testScenario(t), testNorms(t)
	rapid.Check(t, func(t *rapid.T) {
		state := &exercise.State{}
		do := func(c exercise.Command) {
			events, err := state.Decide(c)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range events {
				state, err = state.Apply(exercise.Record{Seq: state.Seq() + 1, Event: e})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		do(exercise.Open{Setup: testSetup(s, norms, exercise.Room, names[1:]...)})
		do(exercise.Enter{Step: "one"})
		for _, g := range names {
			for n := range rapid.IntRange(0, 7).Draw(t, "people of "+g) {
				do(exercise.Join{Participant: fmt.Sprint(g, n, "x"), Group: g})
				a := rapid.SampledFrom(exercise.Answers()).Draw(t, "answer")
				do(exercise.Cast{Participant: fmt.Sprint(g, n, "x"), Step: "one", Norm: "c/a", Ballot: exercise.Ballot{Answer: a}})
			}
			if rapid.Bool().Draw(t, "hands too") {
				h := rapid.IntRange(1, 6).Draw(t, "hands")
				do(exercise.Count{Step: "one", Norm: "c/a", Group: g, Tally: exercise.Tally{Latency: h}})
			}
		}
		do(exercise.Reveal{Step: "one"})
		want := state.For(exercise.Projector).ByGroup(exercise.Item{Step: "one", Norm: "c/a", Round: 1})
		e := Shared(state, s, norms)
		i, ok := e.Item(Ref{"one", "c/a", 1})
		if !ok {
			t.Fatal("no item")
		}
		got := map[string]exercise.Tally{}
		for _, g := range i.split() {
			got[g.Group] = g.Tally
		}
		if !maps.Equal(got, want) {
			t.Fatalf("got %v, the state shows %v", got, want)
		}
		// A redacted state gives the same counts, and loses only what it doesn't know.
		again, _ := Of(state.For(exercise.Projector), s, norms).Item(i.ref())
		if diff := cmp.Diff(i.Groups, again.Groups); diff != "" || again.Tally != i.Tally {
			t.Fatal(diff)
		}
	})
}

func TestSharedHidesOpenRounds(t *testing.T) {
	w := roomWalk(t).cast("one", "c/a", "Academia", 8, 1, 0, 0)
	e := w.shared()
	i := w.item(e, "one", "c/a", 1)
	if i.Standing != Hidden || i.Hidden != 9 || i.Tally.Answered() != 0 || i.Groups != nil || i.Label != "" || i.Agreement.Undefined != NotRevealed || i.Reading != nil {
		t.Errorf("%+v", i)
	}
	if e.Totals.Answers != 9 || e.Totals.Tally.Answered() != 0 || e.Totals.Hidden != 1 {
		t.Errorf("%+v", e.Totals)
	}
	if got := i.Sentence(e.Mode); got != "not revealed yet: 9 answers" {
		t.Error(got)
	}
	if text := marshal(t, e); strings.Contains(text, `"helped": 8`) {
		t.Error("a count is shown before the reveal")
	}
	if full := w.item(w.of(), "one", "c/a", 1); full.Tally.Helped != 8 || full.Reading != nil {
		t.Errorf("%+v", full)
	}

	w.must(exercise.Reveal{Step: "one"}, exercise.SecondRound{Step: "one"}).cast("one", "c/a", "Academia", 0, 9, 0, 0)
	e = w.shared()
	first, second := w.item(e, "one", "c/a", 1), w.item(e, "one", "c/a", 2)
	if !first.Latest || first.Tally.Helped != 8 || first.Reading == nil || second.Latest || second.Standing != Hidden || len(e.Shifts) != 0 {
		t.Errorf("%+v %+v", first, second)
	}
	if redacted := Of(w.state.For(exercise.Projector), w.scenario, w.norms); !w.item(redacted, "one", "c/a", 1).Latest {
		t.Error("a redacted state's open round counts as the latest")
	}
	w.must(exercise.Finish{})
	if got := w.item(w.shared(), "one", "c/a", 2); !got.Latest || got.Tally.Latency != 9 || got.Revealed {
		t.Errorf("after the end: %+v", got)
	}
}

// pooled makes rooms of the given groups, each group with that many who say
// latency, and pools them.
func pooled(rooms ...map[string]int) *Item {
	var of []roomGroups
	for _, groups := range rooms {
		i := &Item{groups: map[string]exercise.Tally{}}
		for g, n := range groups {
			i.groups[g] = exercise.Tally{Latency: n}
			i.Tally.Latency += n
		}
		i.byGroup(exercise.Room)
		of = append(of, roomGroups{exercise.Room, i})
	}
	return poolGroups(of)
}

func TestPooledGroupsTellOnNoRoom(t *testing.T) {
	for _, c := range []struct {
		what   string
		rooms  []map[string]int
		want   string
		merged string
	}{
		{"small in each, large together", []map[string]int{{"G": 3, "Y": 4}, {"G": 3, "Y": 2}}, "G 6, Y 6", ""},
		{"small in one, shown in another", []map[string]int{{"G": 8, "Y": 9}, {"G": 3, "Y": 12}}, "G 8, Y 9, others 15", "G Y"},
		{"the cover of a small group", []map[string]int{{"G": 10, "A": 3}, {"C": 3, "T": 9}}, "others 25", "A C G T"},
		{"small in two, shown in a third", []map[string]int{{"G": 8}, {"G": 3, "": 5}, {"G": 4, "": 5}}, "G 15, others 10", ""},
		{"too small even together", []map[string]int{{"G": 2, "": 7}, {"G": 2, "": 7}}, "others 18", "G"},
	} {
		i := pooled(c.rooms...)
		var parts []string
		sum := 0
		for _, g := range i.split() {
			name := g.Group
			if name == "" {
				name = "others"
			}
			parts = append(parts, fmt.Sprint(name, " ", g.Tally.Answered()))
			sum += g.Tally.Answered()
		}
		if got := strings.Join(parts, ", "); got != c.want || strings.Join(i.Merged, " ") != c.merged || sum != i.Tally.Answered() {
			t.Errorf("%s: %s, merged %v, want %s", c.what, got, i.Merged, c.want)
		}
	}
}
