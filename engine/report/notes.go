package report

import (
	"github.com/normwalk/normwalk/engine/exercise"
)

// notes are what the hot wash left: notes by kind, proposals, follow-ups.
func (r *report) notes() {
	r.heading(2, "Take-aways, proposals and follow-ups")
	kinds := []struct {
		kind  exercise.NoteKind
		title text
	}{
		{exercise.TakeAway, "Take-aways"},
		{exercise.Unintended, "Unintended consequences"},
		{exercise.ParkingLot, "Parking lot"},
	}
	written := false
	for _, k := range kinds {
		var items []text
		for _, n := range r.state.Notes() {
			if n.Kind == k.kind {
				items = append(items, escape(n.Text)+r.raised(n.Step))
			}
		}
		written = r.part(k.title, items) || written
	}
	var items []text
	for _, p := range r.state.Proposals() {
		items = append(items, escape(p.Text)+r.raised(p.Step))
	}
	written = r.part("Norms found missing", items) || written
	if written = r.followUps() || written; !written {
		r.say("None were recorded.")
	}
}

func (r *report) part(title text, items []text) bool {
	if len(items) == 0 {
		return false
	}
	r.heading(3, title)
	r.list(items)
	return true
}

// raised says at which step something came up.
func (r *report) raised(id string) text {
	if id == "" {
		return ""
	}
	return textf(" (%s)", r.at(id))
}

func (r *report) at(id string) text {
	st, ok := r.state.Step(id)
	if !ok {
		return escape(id)
	}
	return textf("step %d", st.Index+1)
}

func (r *report) followUps() bool {
	var rows [][]text
	for _, n := range r.state.Notes() {
		if n.Kind != exercise.FollowUp {
			continue
		}
		owner, due, step := text("nobody yet"), text("no date yet"), text("–")
		if n.Owner != "" {
			owner = escape(n.Owner)
		}
		if n.Due != "" {
			due = escape(n.Due)
		}
		if n.Step != "" {
			step = r.at(n.Step)
		}
		rows = append(rows, []text{escape(n.Text), owner, due, step})
	}
	if len(rows) == 0 {
		return false
	}
	r.heading(3, "Follow-ups")
	r.table(words("What", "Owner", "By when", "Raised at"), rows)
	return true
}
