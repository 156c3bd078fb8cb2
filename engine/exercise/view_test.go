package exercise

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/norm"
)

// shown is all that a state shows.
func shown(t testing.TB, seen *State) string {
	out := marshal(t, seen)
	for _, st := range seen.Steps() {
		out += fmt.Sprint("\n", st.ID, seen.Turnout(st.ID), seen.Electorate(st.ID, 1), seen.Electorate(st.ID, 2))
	}
	return out + fmt.Sprint("\n", seen.Joined(), seen.TookPart(), seen.Ticking())
}

// What a role sees of a state follows from the state alone, not from what it saw
// of an earlier one.
func TestWhatWasSeenBeforeChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		roles := []Role{Participating, Projector, Facilitator}
		w := newWalk(t, rapid.SampledFrom([]Mode{Room, Room, Hands}).Draw(rt, "mode"))
		before, seen := map[Role]*State{}, map[Role]*State{}
		for range rapid.IntRange(0, 60).Draw(rt, "length") {
			_ = w.do(anyCommand(rt)) // refused or not
			for _, role := range roles {
				if rapid.Bool().Draw(rt, "looks") {
					before[role], seen[role] = w.state, w.state.ForAfter(role, before[role], seen[role])
				}
			}
		}
		for _, role := range roles {
			got := w.state.ForAfter(role, before[role], seen[role])
			if d := cmp.Diff(shown(t, w.state.For(role)), shown(t, got)); d != "" {
				rt.Fatalf("role %d sees something else: %s", role, d)
			}
		}
	})
}

// Everybody may know how many voted and how many hands went up, before the
// reveal and after it; a count of hands is not taken for ballots.
func TestHeadsAreTheSameForAll(t *testing.T) {
	w := newWalk(t, Room)
	w.must(Enter{"one"})
	item := Item{"one", "c/a", 1}
	for i := range 7 {
		id := fmt.Sprint("p", i)
		w.must(Join{Participant: id, Group: w.state.Setup().Groups[0]})
		w.must(Cast{Participant: id, Step: item.Step, Norm: item.Norm, Ballot: Ballot{Answer: Helped}})
	}
	w.must(Count{Step: item.Step, Norm: item.Norm, Tally: Tally{Latency: 3, Abstained: 1}})
	for _, stage := range []string{"in the vote", "after the reveal"} {
		for _, role := range []Role{Participating, Projector, Facilitator} {
			seen := w.state.For(role)
			if ballots, hands := seen.Heads(item); ballots != 7 || hands != 4 {
				t.Errorf("%s, role %d: %d ballots and %d hands", stage, role, ballots, hands)
			}
			if ballots, hands := seen.For(Projector).Heads(item); role == Projector && (ballots != 7 || hands != 4) {
				t.Errorf("%s, seen twice: %d ballots and %d hands", stage, ballots, hands)
			}
		}
		if stage == "in the vote" {
			w.must(Reveal{item.Step})
		}
	}
	for _, nothing := range []Item{{"nowhere", "c/a", 1}, {"two", "c/a", 1}} {
		if ballots, hands := w.state.Heads(nothing); ballots != 0 || hands != 0 {
			t.Errorf("%v has %d ballots and %d hands", nothing, ballots, hands)
		}
	}
}

// BenchmarkView is what a vote costs those who watch, in a room of a thousand
// that has been through fifteen steps of sixteen.
func BenchmarkView(b *testing.B) {
	const steps, people = 16, 1000
	setup := testSetup(Room)
	setup.Plan = nil
	for i := range steps {
		setup.Plan = append(setup.Plan, Planned{fmt.Sprint("s", i), []norm.ID{"c/a", "c/b"}})
	}
	w := &walk{t: b, state: &State{}, now: start}
	w.must(Open{setup})
	for i := range people {
		w.must(Join{Participant: fmt.Sprint("p", i), Group: setup.Groups[i%2]})
	}
	for i := range steps {
		step := fmt.Sprint("s", i)
		w.must(Enter{step})
		for j := range people {
			w.must(ballot(fmt.Sprint("p", j), step, Answers()[j%4]))
		}
		if i < steps-1 {
			w.must(Reveal{step})
		}
	}
	for name, role := range map[string]Role{"participant": Participating, "facilitator": Facilitator} {
		b.Run(name, func(b *testing.B) {
			var before, seen *State
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				w.must(ballot(fmt.Sprint("p", i%people), fmt.Sprint("s", steps-1), Answers()[(i/people+1)%4]))
				w.now = w.now.Add(-time.Minute)
				b.StartTimer()
				before, seen = w.state, w.state.ForAfter(role, before, seen)
			}
		})
	}
}
