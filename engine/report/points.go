package report

import "github.com/normwalk/normwalk/engine/analysis"

// points are the places where the room and the analyst's reading part, as
// something to talk about.
func (r *report) points() {
	title := text("Where the room and the analyst's reading part")
	if r.solo {
		title = "Where you and the analyst read it differently"
	}
	r.part("readings", title)
	var items []text
	revealed := false
	for _, s := range r.stops {
		revealed = revealed || s.revealed()
	}
	for _, p := range r.a.Points {
		if r.stop(p.Step).revealed() {
			items = append(items, r.point(p))
		}
	}
	switch {
	case !revealed:
		r.say("No step has been revealed, so there is nothing to compare with yet.")
	case len(items) > 0 && r.solo:
		r.say("Neither reading is the right one. These are places to think twice about; the other side of each reading stands with its step:")
	case len(items) > 0:
		r.say("Talking points, not a score: neither reading is the right one. These are places to start a conversation; the other side of each reading stands with its step:")
	case r.solo:
		r.say("Nowhere: at the steps that were revealed, the analyst reads what you judged the same way or not at all.")
	default:
		r.say("Nowhere: where more than half of the verdicts at a revealed step are the same, the analyst reads it the same way or not at all.")
	}
	r.list(items)
}

func (r *report) point(p analysis.Point) text {
	t := textf("%s%s: %s.", r.spot(p.Ref), dagger(p.Counterfactual), p.Sentence(r.setup.Mode))
	if p.Reason != "" {
		why := text("Why one might:")
		if r.solo {
			why = "This is why one might:"
		}
		t += textf(" %s %s", why, p.Reason)
	}
	return t
}
