package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/tui/wording"
)

// notes lists the notes, to be changed in place, and the missing norms.
func (p *washPage) notes(a *App, _ *analysis.Exercise, width int) []string {
	st, text := a.style, min(width-4, widest)
	notes := a.session.state.Notes()
	p.cursor = max(0, min(p.cursor, len(notes)-1))
	var out []string
	if len(notes) == 0 {
		out = append(out, st.dim.Render("   none yet: n keeps a take-away, a point for later, an unintended consequence or a follow-up"))
	}
	for _, kind := range exercise.NoteKinds() {
		head := true
		for i, n := range notes {
			if n.Kind != kind {
				continue
			}
			if head {
				out = append(out, " "+st.accent.Render(wording.NoteHeading(kind)))
				head = false
			}
			mark := "   "
			if i == p.cursor {
				mark = " " + st.cursor.Render("▸") + " "
				p.show(len(out), max(p.page, 1))
			}
			line := inert.Line(n.Text)
			if n.Owner != "" || n.Due != "" {
				line += st.dim.Render("  · " + strings.Trim(inert.Line(n.Owner)+", "+inert.Line(n.Due), ", "))
			}
			out = append(out, hang(mark, line, text)...)
		}
	}
	if ps := a.session.state.Proposals(); len(ps) > 0 {
		out = append(out, "", " "+st.accent.Render("Norms that were missing"))
		for _, x := range ps {
			out = append(out, hang("   ", inert.Line(x.Text), text)...)
		}
	}
	return out
}

// changeNote moves among the notes in the order in which they are shown, and
// changes or removes the one under the cursor.
func (p *washPage) changeNote(a *App, msg tea.KeyMsg) tea.Cmd {
	k, notes := a.key, a.session.state.Notes()
	p.cursor = max(0, min(p.cursor, len(notes)-1))
	order := noteOrder(notes)
	at := 0
	for i, n := range order {
		if n == p.cursor {
			at = i
		}
	}
	switch {
	case key.Matches(msg, k.Down):
		p.cursor = order[min(at+1, len(order)-1)]
	case key.Matches(msg, k.Up):
		p.cursor = order[max(at-1, 0)]
	case key.Matches(msg, k.Edit):
		n := notes[p.cursor]
		a.overlay = askText("Change this note ("+wording.NoteKind(n.Kind)+"):", n.Text, exercise.MaxNote, func(text string) tea.Cmd {
			n.Text = text
			return finishNote(a, n.Note, func(note exercise.Note) tea.Cmd { return a.do(exercise.EditNote{ID: n.ID, Note: note}) })
		})
	case key.Matches(msg, k.Remove):
		return a.do(exercise.RemoveNote{ID: notes[p.cursor].ID})
	default:
		p.turn(k, msg)
	}
	return nil
}

// noteOrder is the order in which notes are shown: by kind, then by age.
func noteOrder(notes []exercise.NoteEntry) []int {
	var order []int
	for _, kind := range exercise.NoteKinds() {
		for i, n := range notes {
			if n.Kind == kind {
				order = append(order, i)
			}
		}
	}
	return order
}
