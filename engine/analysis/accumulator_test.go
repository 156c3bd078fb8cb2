package analysis

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// A vote is a ballot on its way into an accumulator.
type vote struct {
	item   exercise.Item
	group  string
	ballot exercise.Ballot
}

func anyVote(n int, number func(int) int) vote {
	groups := []string{"", "Academia", "Government", "Youth"}
	return vote{
		exercise.Item{Step: fmt.Sprint("step", number(n)), Norm: norm.ID(fmt.Sprint("c/", number(3))), Round: 1 + number(2)},
		groups[number(len(groups))],
		exercise.Ballot{
			Answer: exercise.Answers()[number(4)],
			Reason: append(exercise.Reasons(), "")[number(8)],
			Delay:  append(exercise.Delays(), "")[number(7)],
		},
	}
}

// The order of the ballots doesn't matter, and the agreement is that of the
// items.
func TestAccumulator(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		votes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) vote {
			return anyVote(3, func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "choice") })
		}), 0, 60).Draw(t, "votes")
		a, b := NewAccumulator(exercise.Room), NewAccumulator(exercise.Room)
		for _, v := range votes {
			if err := a.Ballot(v.item, v.group, v.ballot); err != nil {
				t.Fatal(err)
			}
		}
		for _, v := range rapid.Permutation(votes).Draw(t, "order") {
			if err := b.Ballot(v.item, v.group, v.ballot); err != nil {
				t.Fatal(err)
			}
		}
		items := a.Items()
		unexported := cmp.AllowUnexported(Item{})
		if diff := cmp.Diff(items, b.Items(), unexported); diff != "" {
			t.Fatal(diff)
		}
		total, latest := 0, map[Place]int{}
		for _, i := range items {
			total += i.Tally.Answered()
			if i.Latest {
				latest[Place{i.Step, i.Norm}]++
			}
			sum := exercise.Tally{}
			for _, g := range i.split() {
				sum = sum.Plus(g.Tally)
				if g.Group != "" && g.Tally.Answered() < exercise.Few {
					t.Fatalf("%d answers of %s are shown", g.Tally.Answered(), g.Group)
				}
			}
			if sum != i.Tally {
				t.Fatalf("the groups sum to %+v, of %+v", sum, i.Tally)
			}
		}
		if total != len(votes) {
			t.Fatalf("%d answers of %d", total, len(votes))
		}
		for p, n := range latest {
			if n != 1 {
				t.Fatalf("%v has %d latest rounds", p, n)
			}
		}
		var counts []Counts
		for _, i := range items {
			if i.Latest {
				counts = append(counts, CountsOf(i.Tally))
			}
		}
		if diff := cmp.Diff(Measure(counts), a.Agreement()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAccumulatorRefuses(t *testing.T) {
	a := NewAccumulator(exercise.Hands)
	item := exercise.Item{Step: "one", Norm: "c/a", Round: 1}
	for _, err := range []error{
		a.Ballot(item, "", exercise.Ballot{}),
		a.Ballot(item, "", exercise.Ballot{Answer: "violated"}),
		a.Ballot(item, "", exercise.Ballot{Answer: exercise.Helped, Reason: "whim"}),
		a.Ballot(item, "", exercise.Ballot{Answer: exercise.Helped, Delay: "aeons"}),
		a.Hands(item, exercise.HandCount{Tally: exercise.Tally{Helped: 3, Latency: -1}}),
		a.Hands(item, exercise.HandCount{Tally: exercise.Tally{Helped: 3}, Delay: "aeons"}),
	} {
		if !errors.Is(err, exercise.ErrAnswer) {
			t.Errorf("got error %v", err)
		}
	}
	if err := a.Hands(item, exercise.HandCount{}); err != nil || len(a.Items()) != 0 {
		t.Errorf("nothing was counted as something: %v", err)
	}
	solo := NewAccumulator(exercise.Solo)
	if err := solo.Ballot(item, "", exercise.Ballot{Answer: exercise.Helped}); err != nil || solo.Agreement().Alpha.Undefined != OnePerson {
		t.Errorf("%v, %+v", err, solo.Agreement())
	}
}

func TestMeasure(t *testing.T) {
	var equal []Counts
	for range 3 {
		equal = append(equal, Counts{9, 1, 0})
	}
	a := Measure(equal)
	if _, ok := a.Kappa.Get(); !ok || !a.Skewed || a.Items != 3 || a.Verdicts != 30 {
		t.Errorf("%+v", a)
	}
	near(t, "largest", a.Largest.Value, .9, exact)
	for _, c := range []struct {
		items             []Counts
		raw, alpha, kappa Undefined
	}{
		{nil, NoPairs, FewItems, FewItems},
		{equal[:2], "", FewItems, FewItems},
		{append([]Counts{{1, 0, 0}}, equal[:2]...), "", FewItems, FewItems},
		{append([]Counts{{3, 0, 0}}, equal...), "", "", Unequal},
		{append([]Counts{{0, 0, 0}}, equal...), "", "", Unequal},
		{[]Counts{{7, 0, 0}, {7, 0, 0}, {7, 0, 0}}, "", NoVariation, NoVariation},
		{[]Counts{{-7, 0, 0}}, NotCounts, NotCounts, NotCounts},
	} {
		if a := Measure(c.items); a.Raw.Undefined != c.raw || a.Alpha.Undefined != c.alpha || a.Kappa.Undefined != c.kappa {
			t.Errorf("%v: %+v", c.items, a)
		}
	}
}

// How long it takes to count a number of ballots and measure them.
func BenchmarkAccumulator(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		r := rand.New(rand.NewPCG(1, 2))
		const distinct = 4096
		votes := make([]vote, distinct)
		for i := range votes {
			votes[i] = anyVote(40, r.IntN)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a := NewAccumulator(exercise.Room)
				for i := range n {
					v := &votes[i%distinct]
					if err := a.Ballot(v.item, v.group, v.ballot); err != nil {
						b.Fatal(err)
					}
				}
				if got := a.Agreement(); got.Items == 0 {
					b.Fatal(got)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/ballot")
		})
	}
}
