package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// Families stand side by side only where verdicts were given on several.
func TestSides(t *testing.T) {
	const title = "UN norms and others, step by step"
	w := realWalk(t, "estonia-2007", "full", exercise.Hands)
	step := w.state.Steps()[0]
	count := func(id norm.ID, helped, irrelevant int) {
		w.must(exercise.Count{Step: step.ID, Norm: id, Tally: exercise.Tally{Helped: helped, Irrelevant: irrelevant}})
	}
	w.must(exercise.Enter{Step: step.ID}, exercise.AddNorm{Step: step.ID, Norm: "ietf/RFC2350"})
	count(step.Norms[0], 2, 9)
	if text := w.report(); strings.Contains(text, title) {
		t.Error("it stands in a report on verdicts on one family")
	}
	count("ietf/RFC2350", 11, 1)
	w.must(exercise.Reveal{Step: step.ID})
	lines := strings.Split(w.report(), "\n")
	at := slices.Index(lines, "### "+title)
	if at < 0 {
		t.Fatal("the families don't stand side by side")
	}
	section := strings.Join(lines[at:at+8], "\n")
	for _, want := range []string{
		"| most say it would have been irrelevant: 9 of 11† |", "| **IETF**: most say it helped: 11 of 12 | IETF |",
	} {
		if !strings.Contains(section, want) {
			t.Errorf("%q is not in:\n%s", want, section)
		}
	}
	if strings.Contains(section, "| 2 ") {
		t.Errorf("a step without verdicts stands in:\n%s", section)
	}
}
