package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// named is a hands exercise with an id, a hash and verdicts at three items.
func named(t testing.TB, id, hash string, tallies ...exercise.Tally) *Exercise {
	t.Helper()
	w := newWalk(t, exercise.Hands)
	places := []Place{{"one", "c/a"}, {"one", "c/b"}, {"two", "d/a"}, {"two", "c/a"}}
	for i, tally := range tallies {
		w.must(exercise.Enter{Step: places[i].Step}, exercise.Count{Step: places[i].Step, Norm: places[i].Norm, Tally: tally})
	}
	e := w.must(exercise.Reveal{Step: "one"}).of()
	e.ID, e.Scenario.Hash = id, hash
	return e
}

func TestCompare(t *testing.T) {
	a := named(t, "a", "00", exercise.Tally{Helped: 10}, exercise.Tally{Latency: 10}, exercise.Tally{Irrelevant: 10})
	b := named(t, "b", "01", exercise.Tally{Latency: 8, Helped: 2}, exercise.Tally{Latency: 10}, exercise.Tally{Helped: 4}, exercise.Tally{Helped: 20})
	other := named(t, "other", "00", exercise.Tally{Helped: 6})
	other.Scenario.ID = "z"
	c := Compare(b, nil, a, other, a)
	if len(c.Exercises) != 3 || len(c.Scenarios) != 2 || c.Exercises[0].ID != "a" {
		t.Fatalf("%+v", c.Exercises)
	}
	s := c.Scenarios[0]
	if !s.Differ || len(s.Versions) != 2 || s.Versions[1].Hash != "01" || s.Versions[1].Exercises[0] != "b" || c.Scenarios[1].Differ {
		t.Errorf("%+v", s.Versions)
	}
	find := func(step string, n norm.ID) OfItem {
		i := slices.IndexFunc(s.Items, func(x OfItem) bool { return x.Place == Place{step, n} })
		return s.Items[i]
	}
	first := find("one", "c/a")
	if first.Pooled != (exercise.Tally{Helped: 12, Latency: 8}) || first.Modal != exercise.Helped || len(first.Rooms) != 2 || first.Spread.Rooms != 2 {
		t.Errorf("%+v", first)
	}
	near(t, "width", first.Spread.Helped.Width.Value, .8, exact)
	near(t, "deviation", first.Spread.Helped.Deviation.Value, .8/math.Sqrt2, exact)
	if first.Gap.High.Exercise != "a" || first.Gap.Low.Exercise != "b" || first.Gap.Verdict != exercise.Helped {
		t.Errorf("%+v", first.Gap)
	}
	if x := find("two", "d/a"); x.Gap != nil || x.Spread.Rooms != 1 || x.Spread.Helped.Low.Undefined != FewRooms || !x.Counterfactual {
		t.Errorf("four verdicts are compared: %+v", x)
	}
	if x := find("two", "c/a"); x.NotAsked != 1 || len(x.Rooms) != 1 {
		t.Errorf("%+v", x)
	}
	if diff := cmp.Diff([]Place{{"one", "c/a"}}, s.Apart); diff != "" {
		t.Error(diff)
	}
	if s.Agreement.Rooms != 2 || s.Agreement.Pooled.Items != 4 || s.Agreement.High.Value != 1 {
		t.Errorf("%+v", s.Agreement)
	}
	near(t, "mean alpha", s.Agreement.Mean.Value, (a.Agreement.Alpha.Value+b.Agreement.Alpha.Value)/2, exact)
	var order []string
	for _, n := range c.Norms {
		order = append(order, string(n.ID))
		if n.ID == "c/a" && (n.Actual.Tally.Helped != 10+2+20+6 || len(n.Actual.Rooms) != 3 || n.Actual.Spread.Rooms != 3) {
			t.Errorf("%+v", n.Actual)
		}
	}
	if got := strings.Join(order, " "); got != "c/a c/b d/a" {
		t.Error(got)
	}
	if text := marshal(t, c); text != marshal(t, Compare(a, other, b)) || strings.Contains(text, ": null") {
		t.Error("the order of the exercises matters, or there is null")
	}
	if text := marshal(t, Compare()); strings.Contains(text, ": null") {
		t.Error(text)
	}
}

func TestCompareTellsOfEdits(t *testing.T) {
	a, b := named(t, "a", "00", exercise.Tally{Helped: 9}), named(t, "b", "00", exercise.Tally{Helped: 9})
	b.Catalogues[1].Hash = "33"
	edited, _ := b.Item(Ref{"one", "c/a", 1})
	edited.Counterfactual = true
	b.Seq, a.Seq = 3, 2
	old := *b
	old.Seq, old.Items = 1, nil
	c := Compare(a, b, &old)
	if len(c.Catalogue) != 1 || c.Catalogue[0].ID != "d" || len(c.Catalogue[0].Versions) != 2 {
		t.Errorf("%+v", c.Catalogue)
	}
	if x := c.Scenarios[0].Items[0]; x.Norm != "c/a" || !x.Mixed || x.Counterfactual || x.Pooled.Helped != 18 {
		t.Errorf("%+v", x)
	}
}

func TestComparePoolsGroups(t *testing.T) {
	room := func(id string, youth int) *Exercise {
		w := roomWalk(t).cast("one", "c/a", "Academia", 8, 1, 0, 0).cast("one", "c/a", "Youth", youth, 0, 0, 0)
		e := w.of()
		e.ID = id
		return e
	}
	c := Compare(room("a", 3), room("b", 3))
	var youth Group
	for _, g := range c.Scenarios[0].Groups {
		if g.Group == "Youth" {
			youth = g
		}
	}
	if youth.Tally.Helped != 6 || youth.Items != 1 || youth.Merged != 0 {
		t.Errorf("%+v", c.Scenarios[0].Groups)
	}
	for _, g := range Compare(room("a", 3)).Groups {
		if g.Group != "" && g.Tally.Answered() > 0 {
			t.Errorf("one room's small group is shown: %+v", g)
		}
	}
}

// The one pass finds what all pairs would.
func TestFarthestIsTheLargestTotalVariation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rooms := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) RoomTally {
			n := func() int { return rapid.IntRange(0, 8).Draw(t, "votes") }
			return RoomTally{Tally: exercise.Tally{Helped: n(), Latency: n(), Irrelevant: n()}}
		}), 0, 8).Draw(t, "rooms")
		want := 0.0
		for _, a := range large(rooms) {
			for _, b := range large(rooms) {
				sum := 0.0
				for _, v := range exercise.Verdicts() {
					sum += math.Abs(a.Tally.Share(v) - b.Tally.Share(v))
				}
				want = max(want, sum/2)
			}
		}
		got := 0.0
		if g := farthest(rooms); g != nil {
			got = g.Distance.Value
		}
		if math.Abs(got-want) > 1e-12 {
			t.Fatalf("got %v, all pairs give %v", got, want)
		}
	})
}

// synthetic are exercises as big rooms leave them: items times people ballots
// each.
func synthetic(n, steps, people int) []*Exercise {
	r := rand.New(rand.NewPCG(1, 2))
	groups := exercise.StakeholderGroups()
	out := make([]*Exercise, n)
	for k := range out {
		e := &Exercise{
			ID: fmt.Sprint("e", k), Mode: exercise.Room, Opened: time.Unix(int64(k), 0), Seq: 1,
			Scenario: exercise.Ref{ID: fmt.Sprint("s", k%4), Hash: "00"},
		}
		counts := NewAccumulator(exercise.Room)
		for s := range steps {
			e.Steps = append(e.Steps, Step{ID: fmt.Sprint("step", s), Position: s + 1})
			for m := range 3 {
				item := exercise.Item{Step: fmt.Sprint("step", s), Norm: norm.ID(fmt.Sprint("c/", m)), Round: 1}
				for range people {
					b := exercise.Ballot{Answer: exercise.Answers()[r.IntN(4)], Delay: exercise.Delays()[r.IntN(6)]}
					if err := counts.Ballot(item, groups[r.IntN(len(groups))], b); err != nil {
						panic(err)
					}
				}
			}
		}
		e.Items = counts.Items()
		a := counts.Agreement()
		e.Agreement = &a
		e.Norms = (&builder{norms: emptySet(), e: e}).worth()
		out[k] = e
	}
	return out
}

func emptySet() *norm.Set {
	set, err := norm.NewSet()
	if err != nil {
		panic(err)
	}
	return set
}

// Comparing many exercises: what the compare page waits for.
func BenchmarkCompare(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		exercises := synthetic(n, 16, 50)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if c := Compare(exercises...); len(c.Exercises) != n {
					b.Fatal(len(c.Exercises))
				}
			}
		})
	}
}

// Analysing one exercise of fifty people.
func BenchmarkOf(b *testing.B) {
	w := newWalk(b, exercise.Room, "Academia", "Government", "Youth").join("Academia", 20).join("Government", 20).join("Youth", 10)
	for _, st := range w.scenario.Steps {
		w.must(exercise.Enter{Step: st.ID})
		for _, n := range []norm.ID{"c/a", "c/b", "d/a"} {
			w.cast(st.ID, n, "Academia", 9, 5, 3, 3).cast(st.ID, n, "Government", 5, 9, 3, 3).cast(st.ID, n, "Youth", 3, 3, 3, 1)
		}
		w.must(exercise.Reveal{Step: st.ID})
	}
	b.ReportAllocs()
	for b.Loop() {
		if e := w.of(); e.Totals.Judged != 15 {
			b.Fatal(e.Totals)
		}
	}
}
