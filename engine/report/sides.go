package report

import (
	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/norm"
)

// sides puts the families of norms side by side at each step, where verdicts
// were given on several: did the UN norms do the work, or those of another family?
func (r *report) sides() {
	judged := map[string]bool{}
	for _, at := range r.a.Sides() {
		for _, s := range at.Sides {
			judged[s.Catalogue] = true
		}
	}
	if len(judged) < 2 {
		return
	}
	un := judged[norm.UNEleven]
	title, cols := text("Families of norms, step by step"), words("Step", "Verdicts on each family", "More than half say it helped")
	if un {
		title, cols = "UN norms and others, step by step", words("Step", "UN norms", "Other families", "More than half say it helped")
	}
	var rows [][]text
	for i, at := range r.a.Sides() {
		if len(at.Sides) == 0 {
			continue
		}
		var own, others []text
		for k := range at.Sides {
			s := &at.Sides[k]
			said := plain(s.Sentence(r.setup.Mode)) + dagger(s.Counterfactual)
			if un && s.Catalogue == norm.UNEleven {
				own = append(own, said)
			} else {
				others = append(others, textf("%s: %s", strong(r.catalogue(s.Catalogue)), said))
			}
		}
		row := []text{textf("%d %s", i+1, r.a.Steps[i].Title)}
		if un {
			row = append(row, orDash(join(own, "; ")))
		}
		rows = append(rows, append(row, orDash(join(others, "; ")), r.work(at)))
	}
	r.section("sides", title)
	r.table("Verdicts on the norms of each family at each step, in the latest round", cols, rows)
	r.say("Verdicts on the norms of one family at a step are added up; the same people judged several norms, so the numbers describe and prove nothing.",
		"A family with more norms on the table isn't worth more for it.")
}

// work names the families that helped at a step.
func (r *report) work(at analysis.StepSides) text {
	var out []text
	for _, s := range at.Work(r.setup.Mode) {
		out = append(out, r.catalogue(s.Catalogue)+dagger(s.Counterfactual))
	}
	if len(out) == 0 {
		return "none"
	}
	return and(out)
}

// catalogue is a catalogue's short name.
func (r *report) catalogue(id string) text {
	if c, ok := r.content.Catalogue(id); ok {
		return plain(c.Short)
	}
	return plain(id)
}
