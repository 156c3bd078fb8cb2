package workbook

import "github.com/normwalk/normwalk/engine/exercise"

// followUps is a row per thing to do.
func (b *book) followUps() {
	columns := []column{{"Number", 8, whole}, {"What", 70, wrapped}, {"Owner", 26, wrapped}, {"Due", 20, wrapped}, {"Raised at step", 9, whole}, {"Title", 34, wrapped}, {"Done", 12, plain}}
	var rows [][]any
	for _, n := range b.state.Notes() {
		if n.Kind == exercise.FollowUp {
			rows = append(rows, append([]any{int(n.ID), n.Text, n.Owner, n.Due}, append(b.raised(n.Step), "")...))
		}
	}
	b.table("Follow-ups", "Things to do, each with an owner and a date as the room said it. The last column is for you.", columns, rows)
}

// notes has all other notes, and the norms that the room found missing.
func (b *book) notes(shared bool) {
	columns := []column{{"Number", 8, whole}, {"Kind", 24, plain}, {"Text", 80, wrapped}, {"Raised at step", 9, whole}, {"Title", 34, wrapped}}
	var rows [][]any
	for _, n := range b.state.Notes() {
		if n.Kind != exercise.FollowUp {
			rows = append(rows, append([]any{int(n.ID), string(n.Kind), n.Text}, b.raised(n.Step)...))
		}
	}
	for _, p := range b.state.Proposals() {
		rows = append(rows, append([]any{int(p.ID), "norm that was missing", p.Text}, b.raised(p.Step)...))
	}
	about := "Take-aways, points kept for later, unintended consequences, and norms that the room found missing."
	if shared {
		about = "Norms that the room found missing. The facilitator's notes are left out."
	}
	b.table("Notes", about, columns, rows)
}

// raised is the step that a note is about; empty for the whole exercise.
func (b *book) raised(id string) []any {
	st, number := b.step(id)
	return []any{some(number), st.Title}
}
