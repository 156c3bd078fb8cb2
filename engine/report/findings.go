package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// strengths are the items at which following a norm was said to have helped.
func (r *report) strengths() {
	r.part("strengths", "Strengths")
	did, would := r.leading(exercise.Helped, false)
	if len(did)+len(would) == 0 {
		r.say(textf("At no step did %s say above all that a norm helped.", r.us()))
		return
	}
	r.say(textf("Where %s said above all that a norm helped. The words are %s, and no score.", r.us(), r.whose()))
	r.apart(did, would)
}

func (r *report) whose() text {
	if r.solo {
		return "yours"
	}
	return "the room's"
}

// leading are the items at which a verdict leads, those where it was answered
// what would have happened apart; why adds the reasons that were given. Where
// there are too few verdicts to say, nothing leads.
func (r *report) leading(a exercise.Answer, why bool) (did, would []text) {
	for _, x := range r.judged() {
		if x.Modal != a || x.Label == analysis.TooFew {
			continue
		}
		t := textf("%s: %s.", r.spot(refOf(x)), r.said(x))
		if why && len(x.Reasons) > 0 {
			t += " Reasons given: " + mentions(x.Reasons) + "."
		}
		if why && len(x.Delays) > 0 {
			t += " Estimates of the delay: " + mentions(x.Delays) + "."
		}
		if x.Counterfactual {
			would = append(would, t)
		} else {
			did = append(did, t)
		}
	}
	return did, would
}

func (r *report) apart(did, would []text) {
	r.list(did)
	if len(would) > 0 {
		r.say("Counterfactual, at steps older than the norm:")
		r.list(would)
	}
}

// improve are the areas to improve, as the room saw them.
func (r *report) improve() {
	r.part("improve", "Areas to improve")
	r.say(textf("What follows is what %s said, step by step. It finds no fault with anybody: those who responded did not know what is known today.", r.us()))
	before := len(r.blocks)
	if did, would := r.leading(exercise.Latency, true); len(did)+len(would) > 0 {
		r.section("added-latency", "Norms that added latency")
		r.apart(did, would)
	}
	r.listed("unintended", "Unintended consequences", r.noted(exercise.Unintended))
	r.listed("missing", "Norms found missing", r.missing())
	var divided []text
	for _, x := range r.judged() {
		if x.Label == analysis.Divided {
			divided = append(divided, textf("%s: %s.", r.spot(refOf(x)), r.said(x)))
		}
	}
	r.listed("unsettled", "Where the room is divided, and more talk may help", divided)
	if len(r.blocks) == before {
		r.say("None were recorded.")
	}
}

// missing are the norms that the room proposed.
func (r *report) missing() []text {
	var out []text
	for _, p := range r.state.Proposals() {
		out = append(out, plain(p.Text)+r.raised(p.Step))
	}
	return out
}

// listed is a section with a list; nothing if the list is empty.
func (r *report) listed(id string, title text, items []text) {
	if len(items) > 0 {
		r.section(id, title)
		r.list(items)
	}
}

// plan is the improvement plan: what was agreed, with owner and date.
func (r *report) plan() {
	r.part("plan", "Improvement plan")
	var rows [][]text
	for _, n := range r.followUps() {
		owner, due, step := text("nobody yet"), text("no date yet"), text("–")
		if n.Owner != "" {
			owner = plain(n.Owner)
		}
		if n.Due != "" {
			due = plain(n.Due)
		}
		if n.Step != "" {
			step = r.stop(n.Step).number()
		}
		rows = append(rows, []text{plain(n.Text), owner, due, step})
	}
	if len(rows) == 0 {
		r.say("No follow-ups were recorded.")
	}
	r.table("What is to be done", words("What", "Owner", "By when", "Raised at"), rows)
}

func (r *report) followUps() []exercise.NoteEntry {
	return slices.DeleteFunc(r.state.Notes(), func(n exercise.NoteEntry) bool { return n.Kind != exercise.FollowUp })
}

// notes are what else the hot wash left.
func (r *report) notes() {
	r.part("notes", "Notes")
	kept, later := r.noted(exercise.TakeAway), r.noted(exercise.ParkingLot)
	r.listed("take-aways", "Take-aways", kept)
	r.listed("parking-lot", "Parking lot", later)
	if len(kept)+len(later) == 0 {
		r.say("No others were recorded.")
	}
}

// noted are the notes of a kind.
func (r *report) noted(k exercise.NoteKind) []text {
	var items []text
	for _, n := range r.state.Notes() {
		if n.Kind == k {
			item := plain(n.Text) + r.raised(n.Step)
			if n.Archived {
				item += ", dealt with"
			}
			items = append(items, item)
		}
	}
	return items
}

// raised says at which step something came up.
func (r *report) raised(id string) text {
	if id == "" {
		return ""
	}
	return textf(" (%s)", r.stop(id).number())
}
