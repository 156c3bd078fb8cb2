package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// matrix is norm by step: a letter a cell, its field filled when the room
// broadly agrees, and the cell under the cursor in words.
func (p *washPage) matrix(a *App, e *analysis.Exercise, width int) []string {
	if len(e.Norms) == 0 {
		return []string{a.style.dim.Render("   No norm was on the table.")}
	}
	if !p.placed {
		p.place(e)
	}
	p.row = max(0, min(p.row, len(e.Norms)-1))
	p.col = max(0, min(p.col, len(e.Steps)-1))
	cell := 3
	solo := e.Mode == exercise.Solo
	if p.numbers = p.numbers && !solo; p.numbers {
		cell = 6
	}
	refs := a.session.table().refs
	name := max(refs, min(56, width-4-len(e.Steps)*cell))
	// Where not all steps fit, those around the cursor are shown.
	shown := min(len(e.Steps), max(1, (width-name-4)/cell))
	first := max(0, min(p.col-shown/2, len(e.Steps)-shown))

	head := pad("", name+1)
	for i := first; i < first+shown; i++ {
		head += padLeft(fmt.Sprint(i+1), cell-1) + " "
	}
	out := paint(a.style.dim, hang(" ", letters(solo, p.numbers), width-2))
	out = append(out, " "+a.style.dim.Render(head))
	family := ""
	for r, n := range e.Norms {
		if a.session.table().several && n.Catalogue != family {
			family = n.Catalogue
			out = append(out, " "+a.style.accent.Render(a.familyName(family)))
		}
		label := pad(pad(a.session.norm(n.ID).Reference, refs)+n.Label, name)
		if r == p.row {
			label, p.under = a.style.strong.Render(label), len(out)
		}
		line := " " + label + " "
		for c := first; c < first+shown; c++ {
			item := latestItem(e, e.Steps[c].ID, n.ID)
			line += p.cell(a, item, solo, r == p.row && c == p.col)
		}
		out = append(out, line)
	}
	step := e.Steps[p.col]
	out = append(out, "", " "+a.style.strong.Render(fmt.Sprintf("%s at step %d, %s", a.session.norm(e.Norms[p.row].ID).Reference, p.col+1, step.Title)))
	said := "not on the table at this step"
	if i := latestItem(e, step.ID, e.Norms[p.row].ID); i != nil {
		said = i.Sentence(e.Mode)
		if i.Counterfactual {
			said += " (counterfactual: the step is older than the norm)"
		}
		if over := e.Overcount(i); over != "" {
			said += "; " + over
		}
	}
	out = append(out, hang("   ", said, min(width-4, widest))...)
	out = append(out, "")
	if g := e.Agreement; g != nil {
		out = append(out, agreementLines(a.style, g, min(width-4, widest))...)
	}
	legend := "= split  A only abstentions  · not asked  x doesn't apply  ? not revealed"
	if solo {
		legend = "A abstained  · not asked  x doesn't apply  ? not revealed"
	}
	return append(out, paint(a.style.dim, hang(" ", legend, width-2))...)
}

// letters explain the verdicts' letters, above the grid, where they are in sight.
func letters(solo, numbers bool) string {
	text := "H helped  L latency  I irrelevant"
	if solo {
		return text
	}
	text += " · CAPITAL: broad agreement, small: less"
	if numbers {
		text += " · of 100 verdicts, where five or more were given"
	}
	return text
}

// place puts the cursor on the first item that was judged.
func (p *washPage) place(e *analysis.Exercise) {
	p.placed = true
	for c, s := range e.Steps {
		for r, n := range e.Norms {
			if i := latestItem(e, s.ID, n.ID); i != nil && i.Standing == analysis.Judged {
				p.row, p.col = r, c
				return
			}
		}
	}
}

// latestItem is an item in its latest round; nil if the norm was not on the
// table at the step.
func latestItem(e *analysis.Exercise, step string, id norm.ID) *analysis.Item {
	var found *analysis.Item
	for i := range e.Items {
		x := &e.Items[i]
		if x.Step == step && x.Norm == id && (found == nil || x.Latest || !found.Latest) {
			found = x
		}
	}
	return found
}

// cell is one item as a letter, with the leading share on demand, where there
// are enough verdicts to speak of one.
func (p *washPage) cell(a *App, i *analysis.Item, solo, under bool) string {
	mark, style := cellMark(a.style, i, solo)
	if i != nil && i.Standing == analysis.NotAsked && i.Revealed && i.Round == 1 {
		mark = "·"
	}
	text := mark
	if p.numbers {
		text = pad(mark, 4)
		if i != nil && i.Standing == analysis.Judged && i.Label != analysis.TooFew && mark != "?" {
			if share, ok := i.Share.Get(); ok {
				text = mark + padLeft(fmt.Sprintf("%.0f", 100*share), 3)
			}
		}
	}
	if under {
		return a.style.cursor.Render("[") + style.Render(text) + a.style.cursor.Render("]")
	}
	return " " + style.Render(text) + " "
}

// moveInMatrix moves the cursor, opens the cell under it, or shows numbers.
func (p *washPage) moveInMatrix(a *App, msg tea.KeyMsg) bool {
	k, e := a.key, a.session.analysis()
	if len(e.Norms) == 0 || len(e.Steps) == 0 {
		return false
	}
	if !p.placed { // a key may come before the first frame
		p.place(e)
	}
	switch {
	case key.Matches(msg, k.Up):
		p.moved = true
		p.row = max(0, p.row-1)
	case key.Matches(msg, k.Down):
		p.moved = true
		p.row = min(len(e.Norms)-1, p.row+1)
	case key.Matches(msg, k.Left):
		p.col = max(0, p.col-1)
	case key.Matches(msg, k.Right):
		p.col = min(len(e.Steps)-1, p.col+1)
	case key.Matches(msg, k.Numbers) && e.Mode != exercise.Solo:
		p.numbers = !p.numbers
	case key.Matches(msg, k.Enter):
		a.push(&cellPage{step: e.Steps[p.col].ID, norm: e.Norms[p.row].ID})
	default:
		return false
	}
	return true
}

// agreementLines say how far the room agrees over all items, with what the
// number is and is not.
func agreementLines(st *styles, g *analysis.Agreement, width int) []string {
	raw, ok := g.Raw.Get()
	if !ok {
		return nil
	}
	parts := []string{fmt.Sprintf("two people chosen at random agree %.0f times in a hundred", 100*raw)}
	if x, ok := g.Alpha.Get(); ok {
		parts = append(parts, fmt.Sprintf("Krippendorff's alpha %.2f over %s", x, wording.Count(g.Items, "item")))
		if y, ok := g.AC1.Get(); ok && g.Skewed {
			parts = append(parts, fmt.Sprintf("Gwet's AC1 %.2f (nearly all verdicts are the same, which makes alpha low)", y))
		}
	} else {
		parts = append(parts, "no coefficient: "+string(g.Alpha.Undefined))
	}
	text := strings.Join(parts, "; ") + ". A room is supposed to differ: this is a description, not a mark."
	return append(hang(" "+st.accent.Render("Over all items")+" ", text, width), "")
}
