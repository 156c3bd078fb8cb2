package pack

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/scenario"
)

// However long the session and however many its steps, the parts follow one
// another without a gap, come to the whole, and treat the steps alike.
func TestTimesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minutes, steps := rapid.IntRange(1, 24*60).Draw(t, "minutes"), rapid.IntRange(1, 60).Draw(t, "steps")
		x := times(minutes, steps)
		p := &pack{Exercise: Exercise{Minutes: minutes}, times: x}
		shortest, longest := minutes, 0
		for i := range steps {
			from, to := x.step(i)
			shortest, longest = min(shortest, to-from), max(longest, to-from)
			p.steps = append(p.steps, stop{from: from, to: to, number: i + 1, Step: new(scenario.Step)})
		}
		if longest-shortest > 1 {
			t.Fatalf("a step has %d minutes and another %d", shortest, longest)
		}
		at := 0
		for _, s := range p.runOfShow() {
			if s.from != at || s.to < s.from {
				t.Fatalf("after minute %d comes %d–%d", at, s.from, s.to)
			}
			at = s.to
		}
		if at != minutes {
			t.Fatalf("it ends at minute %d of %d", at, minutes)
		}
	})
}

// An hour with eight steps is what the README plans.
func TestHour(t *testing.T) {
	x := times(60, 8)
	for i := range 8 {
		if from, to := x.step(i); from != 10+5*i || to != from+5 {
			t.Errorf("step %d is %d–%d", i+1, from, to)
		}
	}
	if x.tight() || !times(60, 16).tight() {
		t.Error("eight steps fit an hour, and sixteen don't")
	}
}
