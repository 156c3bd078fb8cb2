package plain

import "fmt"

// families sets the families of norms side by side at each step.
func (f findings) families() {
	if f.NormFamilies() < 2 {
		f.out.say("All norms on the table are of one family.")
		return
	}
	name := f.familyName
	told := false
	for i, at := range f.Sides() {
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
		if len(helped) > 0 {
			f.out.say("More than half say that it helped: " + list(helped) + ".")
		} else {
			f.out.say("Of none do more than half say that it helped.")
		}
	}
	if !told {
		f.out.say("Nothing was judged yet.")
	}
}
