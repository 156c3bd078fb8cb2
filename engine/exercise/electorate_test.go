package exercise

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// Those who voted and left could have voted: they are in the number at the step
// where they did, in that round, and at no other.
func TestElectorate(t *testing.T) {
	w := newWalk(t, Room)
	for _, id := range []string{"x", "y", "z", "v"} {
		w.must(Join{Participant: id})
	}
	w.must(Enter{"one"}, ballot("x", "one", Helped), Cast{Participant: "x", Step: "one", Norm: "c/b", Ballot: Ballot{Answer: Abstain}},
		ballot("y", "one", Helped), ballot("v", "one", Helped), Reveal{"one"}, Enter{"three"}, Remove{"v"}, Vacate{[]string{"x", "y"}})
	check := func(when string, joined, tookPart int, electorate map[string]int) {
		t.Helper()
		for _, seen := range []*State{w.state, w.state.For(Facilitator), w.state.For(Projector), w.state.For(Projector).For(Participating)} {
			if seen.Joined() != joined || seen.TookPart() != tookPart {
				t.Errorf("%s, %d joined and %d took part, want %d and %d", when, seen.Joined(), seen.TookPart(), joined, tookPart)
			}
			for step, want := range electorate {
				if got := seen.Electorate(step, 0); got != want {
					t.Errorf("%s, %d could have voted at %q, want %d", when, got, step, want)
				}
			}
		}
	}
	check("after three left", 1, 3, map[string]int{"one": 4, "two": 1, "three": 1, "": 1, "nowhere": 1})
	w.must(Enter{"one"}, SecondRound{"one"}, ballot("x", "one", Latency), Vacate{[]string{"z"}})
	check("in the second round", 1, 3, map[string]int{"one": 1, "three": 1})
	if a, b, c := w.state.Electorate("one", 1), w.state.Electorate("one", 2), w.state.Electorate("one", 3); a != 3 || b != 1 || c != 1 {
		t.Errorf("by round: %d, %d, and %d in one that there isn't", a, b, c)
	}
	w.must(Join{Participant: "y"}, Join{Participant: "z"})
	check("with two of them back", 3, 3, map[string]int{"one": 3, "three": 3})
}

// In no walk have more voted than could have, whoever looks and whatever they saw
// before.
func TestNoMoreVotedThanCouldHave(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(t, Room)
		roles := []Role{Participating, Projector, Facilitator}
		seen := map[Role]*State{}
		for range rapid.IntRange(0, 60).Draw(rt, "length") {
			before := w.state
			_ = w.do(anyCommand(rt)) // refused or not
			for _, role := range roles {
				seen[role] = w.state.ForAfter(role, before, seen[role])
				for _, st := range w.state.Steps() {
					if n := seen[role].Turnout(st.ID).Some; n > seen[role].Electorate(st.ID, 0) {
						rt.Fatalf("role %d: %d of %d have voted at %s", role, n, seen[role].Electorate(st.ID, 0), st.ID)
					}
					for round := 1; round <= 2; round++ {
						of := w.state.Electorate(st.ID, round)
						if got := seen[role].Electorate(st.ID, round); got != of || of < w.state.Joined() {
							rt.Fatalf("role %d: %d could have voted at %s in round %d, others see %d; %d joined", role, got, st.ID, round, of, w.state.Joined())
						}
						for _, n := range st.Norms {
							if got, _ := seen[role].Heads(Item{st.ID, n, round}); got > of {
								rt.Fatalf("role %d: %d of %d voted on %s at %s in round %d", role, got, of, n, st.ID, round)
							}
						}
					}
				}
			}
		}
	})
}

// BenchmarkElectorate is what a vote costs those who watch where a third of a
// thousand have left after the first step of sixteen.
func BenchmarkElectorate(b *testing.B) {
	const steps, people = 16, 1000
	w, gone := &walk{t: b, state: &State{}, now: start}, []string{}
	setup := testSetup(Room)
	setup.Plan = nil
	for i := range steps {
		setup.Plan = append(setup.Plan, Planned{fmt.Sprint("s", i), setup.Known[:2]})
	}
	w.must(Open{setup})
	for i := range people {
		w.must(Join{Participant: fmt.Sprint("p", i)})
		if i%3 == 0 {
			gone = append(gone, fmt.Sprint("p", i))
		}
	}
	for i := range steps {
		w.must(Enter{fmt.Sprint("s", i)})
		for j := range people / 2 {
			w.must(ballot(fmt.Sprint("p", 2*j), fmt.Sprint("s", i), Helped))
		}
	}
	w.must(Reveal{fmt.Sprint("s", steps-1)}, SecondRound{fmt.Sprint("s", steps-1)}, Vacate{gone})
	seen := w.state.For(Projector)
	for b.Loop() {
		seen = w.state.ForAfter(Projector, w.state, seen)
	}
}
