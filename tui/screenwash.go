package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// mostDivided is how many divided items the projector shows.
const mostDivided = 3

// wash is the hot wash: each norm at each step that was revealed, and where the
// room is most divided. Where not all of it fits, its parts take turns. ok is
// false while nothing is revealed.
func (p *screen) wash(title string, width, height int) (out []string, ok bool) {
	a, s := p.app, p.app.session.state
	e := a.session.analysis()
	b := e.Board(mostDivided)
	if len(b.Steps) == 0 {
		return nil, false
	}
	inner := min(width-4, widestScreen)
	if height > 18 {
		out = append(out, "")
	}
	seen := fmt.Sprintf("%s took part · %d of %s revealed", people(s.TookPart()), len(b.Steps), wording.Count(len(e.Steps), "step"))
	out = append(out, a.style.title.Render(strings.ToUpper(title)), apart(a.style.dim.Render(seen), p.marks(), inner), "")
	out = append(out, p.turns([][]string{p.board(b, inner), p.most(e, b, inner)}, height-len(out))...)
	return indent(out, (width-inner)/2), true
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

// turns sets parts one below the other, or shows one after another where they
// don't all fit; a part that is too long alone is shown from its beginning.
func (p *screen) turns(parts [][]string, height int) []string {
	shown := [][]string{nil}
	for _, part := range parts {
		last := len(shown) - 1
		if len(shown[last]) > 0 && len(shown[last])+len(part) > height-1 {
			shown, last = append(shown, nil), last+1
		}
		shown[last] = append(shown[last], part...)
	}
	if len(shown) == 1 {
		return shown[0]
	}
	i := int(p.app.Now().Unix()/int64(turn.Seconds())) % len(shown)
	return append(fill(shown[i], height-1), p.app.style.dim.Render(fmt.Sprintf("part %d of %d", i+1, len(shown))))
}

// board is norm by step, a letter a cell, and beside it all answers to the norm.
func (p *screen) board(b analysis.Board, width int) []string {
	a, refs := p.app, p.app.session.table().refs
	const cell, sums = 3, 27
	beside := width >= 92 && width-sums-len(b.Steps)*cell >= refs+20
	room := width - len(b.Steps)*cell
	if beside {
		room -= sums
	}
	name := max(refs, min(52, room))
	head := pad("", name)
	for _, n := range b.Steps {
		head += padLeft(fmt.Sprint(n+1), cell-1) + " "
	}
	if beside {
		head += "  all answers"
	}
	out := []string{a.style.dim.Render(cut(head, width))}
	would := false
	for _, r := range b.Rows {
		n := a.session.norm(r.Norm.ID)
		line := pad(a.style.strong.Render(a.session.ref(n))+n.Label, name)
		for _, i := range r.Cells {
			mark, style := boardMark(a.style, i)
			line += " " + style.Render(mark)
			if i != nil && i.Standing == analysis.Judged && i.Counterfactual {
				line, would = line+"*", true
			} else {
				line += " "
			}
		}
		if t := r.Tally; beside {
			line += fmt.Sprintf("  H %-3d L %-3d I %-3d A %-3d", t.Helped, t.Latency, t.Irrelevant, t.Abstained)
		}
		out = append(out, cut(line, width))
	}
	out = append(out, a.style.dim.Render(cut(p.voters(b, name, cell), width)))
	legend := b.Legend()
	if b.Judged() > 0 {
		legend += "; filled: broad agreement"
	}
	if would {
		legend += "; * would it have …?"
	}
	return append(append(out, paint(a.style.dim, wrap(legend, width))...), "")
}

// voters is how many voted at each step, hands included.
func (p *screen) voters(b analysis.Board, name, cell int) string {
	line := pad("people who voted", name)
	for c := range b.Steps {
		most := 0
		for _, r := range b.Rows {
			if i := r.Cells[c]; i != nil {
				ballots, hands := p.app.session.state.Heads(exercise.Item{Step: i.Step, Norm: i.Norm, Round: i.Round})
				most = max(most, ballots+hands)
			}
		}
		line += padLeft(fmt.Sprint(most), cell-1) + " "
	}
	return line
}

// boardMark is a cell's letter and its look: filled where the room broadly agrees.
func boardMark(st *styles, i *analysis.Item) (string, lipgloss.Style) {
	switch mark := i.Mark(); {
	case i == nil || i.Standing != analysis.Judged || !i.Revealed:
		return mark, st.dim
	case i.Modal == "" || i.Label == analysis.TooFew:
		return mark, st.strong
	case i.Label == analysis.Broad:
		return mark, st.block[i.Modal]
	default:
		return mark, st.verdict[i.Modal].Bold(true)
	}
}

// most are the items on which the room is most divided.
func (p *screen) most(e *analysis.Exercise, b analysis.Board, width int) []string {
	a := p.app
	if len(b.Divided) == 0 {
		if b.Judged() == 0 {
			return nil
		}
		return wrap("Nowhere is the room divided on what five people or more judged.", width)
	}
	out := []string{a.style.accent.Render("Where the room is most divided")}
	for _, i := range b.Divided {
		out = append(out, a.style.strong.Render(cut(itemTitle(a, i.Step, i.Norm), width)))
		said := "  " + i.Sentence(e.Mode)
		if width >= 76 {
			said = "  " + letterBar(a.style, i.Tally, 24) + said
		}
		out = append(out, cut(said, width))
	}
	return out
}

// labels are the markings that stand on everything, such as "TLP:GREEN".
func (p *screen) labels() string {
	labels := p.app.session.state.Setup().Labels()
	return p.app.style.strong.Render(strings.Join(labels, " · "))
}

// wide is how many cells a text takes.
func wide(s string) int { return ansi.StringWidth(s) }
