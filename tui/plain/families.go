package plain

import (
	"fmt"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// families sets the families of norms side by side at each step.
func (f findings) families() {
	if f.NormFamilies() < 2 {
		f.out.say("All norms on the table are of one family.")
		return
	}
	name := f.familyName
	told, sides := false, f.Sides()
	f.split(f.WorkOf(sides))
	for i, at := range sides {
		if len(at.Sides) == 0 {
			continue
		}
		told = true
		f.out.say(fmt.Sprintf("Step %d, %s", i+1, stop(f.Steps[i].Title)))
		for k := range at.Sides {
			f.out.say(name(at.Sides[k].Catalogue) + ": " + stop(at.Sides[k].Sentence(f.Mode)))
		}
		var helped []string
		for _, s := range at.Work(f.Mode) {
			helped = append(helped, name(s.Catalogue))
		}
		switch solo := f.Mode == exercise.Solo; {
		case len(helped) > 0 && solo:
			f.out.say("You say that it helped: " + list(helped) + ".")
		case len(helped) > 0:
			f.out.say("More than half say that it helped: " + list(helped) + ".")
		case solo:
			f.out.say("Of none do you say that it helped.")
		default:
			f.out.say("Of none do more than half say that it helped.")
		}
	}
	if !told {
		f.out.say("Nothing was judged yet.")
	}
}

// split says first which norms did the work, where both kinds were judged.
func (f findings) split(w analysis.WorkSplit) {
	if w.Steps() == 0 {
		return
	}
	at := func(steps []int) string {
		if len(steps) == 0 {
			return "at no step"
		}
		from1 := make([]int, len(steps))
		for i, n := range steps {
			from1[i] = n + 1
		}
		return "at " + numbered(from1)
	}
	f.out.say(fmt.Sprintf("At %s both UN norms and others were judged. The work was done by UN norms alone %s; by others alone %s; by both %s; by neither %s. That is, more than half of the verdicts are that it helped, or would have.",
		wording.Count(w.Steps(), "step"), at(w.Home), at(w.Others), at(w.Both), at(w.Neither)))
}
