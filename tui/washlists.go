package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// cellMark is an item as a letter, and the look of it. The letter is a capital
// and its field filled when the room broadly agrees, or the one person in solo
// mode has spoken.
func cellMark(st *styles, i *analysis.Item, solo bool) (string, lipgloss.Style) {
	switch {
	case i == nil:
		return " ", st.text
	case i.Standing == analysis.SetAside:
		return "x", st.dim
	case i.Standing == analysis.NotAsked:
		return "·", st.dim
	case i.Standing == analysis.Hidden || !i.Revealed && i.Round == 1:
		return "?", st.dim
	case i.Standing == analysis.Abstained:
		return exercise.Abstain.Letter(), st.dim
	case i.Modal == "":
		return "=", st.strong
	case i.Label == analysis.Broad || solo:
		return i.Modal.Letter(), st.block[i.Modal]
	}
	return strings.ToLower(i.Modal.Letter()), st.verdict[i.Modal].Bold(true)
}

// itemTitle names an item as "13(h) at step 4, The kill switch".
func itemTitle(a *App, step string, id norm.ID) string {
	at := ""
	for i, s := range a.session.analysis().Steps {
		if s.ID == step {
			at = fmt.Sprintf(" at step %d, %s", i+1, s.Title)
		}
	}
	return a.session.norm(id).Reference + at
}

// divided lists where the room disagrees with itself, and where it and the
// analyst part: things to talk about.
func (p *washPage) divided(a *App, e *analysis.Exercise, width int) []string {
	st, text := a.style, min(width-4, widest)
	var out []string
	if e.Mode != exercise.Solo {
		out = append(out, " "+st.accent.Render("Where the room is most divided"))
		shown := 0
		for _, r := range e.Divided {
			i, ok := e.Item(r)
			if !ok || i.Label == analysis.Broad || shown == 8 {
				continue
			}
			shown++
			out = append(out, "   "+st.strong.Render(cut(itemTitle(a, r.Step, r.Norm), text)))
			line, said := "     ", i.Sentence(e.Mode)
			if width >= 92 {
				line += letterBar(st, i.Tally, 24) + "  "
			}
			out = append(out, hang(line, said, width-2)...)
			if over := e.Overcount(i); over != "" {
				out = append(out, "     "+st.warn.Render("! ")+over)
			}
		}
		if shown == 0 {
			out = append(out, st.dim.Render("   Nowhere: it broadly agrees on all that it judged."))
		}
		out = append(out, "")
	}
	title := "Where the room and the analyst read it differently (to talk about, not a score)"
	if e.Mode == exercise.Solo {
		title = "Where you and the analyst read it differently (this is why one might)"
	}
	out = append(out, paint(st.accent, hang(" ", title, width-2))...)
	if len(e.Points) == 0 {
		out = append(out, st.dim.Render("   Nowhere so far."))
	}
	for _, x := range e.Points {
		out = append(out, "   "+st.strong.Render(cut(itemTitle(a, x.Step, x.Norm), text)))
		out = append(out, hang("     ", x.Sentence(e.Mode), text)...)
		if x.Reason != "" {
			out = append(out, hang("     "+st.dim.Render("because")+" ", x.Reason, text)...)
		}
	}
	return out
}

// groups shows how stakeholder groups differ, over all items and item by item.
func (p *washPage) groups(a *App, e *analysis.Exercise, width int) []string {
	st, text := a.style, min(width-4, widest)
	if e.Mode == exercise.Solo {
		return []string{st.dim.Render("   You are alone here: there are no groups to set side by side.")}
	}
	if len(e.Groups) == 0 {
		return []string{st.dim.Render("   No groups were counted apart. The set-up offers them.")}
	}
	out := []string{" " + st.accent.Render("Each group's verdicts over all items")}
	for _, g := range e.Groups {
		line := pad(wording.Group(g.Group), 24)
		if g.Items == 0 && g.Merged > 0 {
			out = append(out, "   "+cut(line+st.dim.Render(wording.TooSmall), width-4))
			continue
		}
		line += tallyText(g.Tally)
		if g.Tally.Judged() > 0 && width >= 80 {
			line += "  " + letterBar(st, g.Tally, barSize(width))
		}
		out = append(out, "   "+cut(line, width-4))
		if g.Merged > 0 {
			out = append(out, "     "+st.dim.Render(fmt.Sprintf("at %s it was too small to be shown apart", wording.Count(g.Merged, "item"))))
		}
	}
	if len(e.GroupGaps) > 0 {
		out = append(out, "", " "+st.accent.Render("Widest differences between groups, over all items"))
		for _, g := range e.GroupGaps {
			out = append(out, hang("   ", inert.Line(g.Sentence()), text)...)
		}
	}
	out = append(out, "", " "+st.accent.Render("Widest differences on one item"))
	if len(e.Gaps) == 0 {
		out = append(out, st.dim.Render("   None between groups of five or more."))
	}
	for _, g := range e.Gaps[:min(8, len(e.Gaps))] {
		out = append(out, "   "+st.strong.Render(cut(itemTitle(a, g.Step, g.Norm), text)))
		out = append(out, hang("     ", inert.Line(g.Sentence()), text)...)
	}
	return out
}

func tallyText(t exercise.Tally) string {
	return fmt.Sprintf("H %3d  L %3d  I %3d  A %3d", t.Helped, t.Latency, t.Irrelevant, t.Abstained)
}

// shift shows how the verdicts moved from the first vote to the second.
func (p *washPage) shift(a *App, e *analysis.Exercise, width int) []string {
	st, text := a.style, min(width-4, widest)
	unlike := e.Unlike()
	if len(e.Shifts)+len(unlike) == 0 {
		return []string{st.dim.Render("   No item was voted on twice. After a reveal, v opens the second vote.")}
	}
	var out []string
	if len(e.Shifts) > 0 {
		out = append(out, " "+st.accent.Render("From the first vote to the second"))
	}
	for _, s := range e.Shifts {
		title := itemTitle(a, s.Step, s.Norm)
		if s.Turned {
			title += st.accent.Render("  turned")
		}
		out = append(out, "   "+st.strong.Render(cut(title, text)))
		if e.Mode == exercise.Solo {
			out = append(out, "     "+own(s.Before)+" → "+own(s.After))
			continue
		}
		if width >= 92 && s.Before.Judged() > 0 && s.After.Judged() > 0 {
			out = append(out, "     "+letterBar(st, s.Before, 24)+" → "+letterBar(st, s.After, 24))
		}
		out = append(out, "     "+shift(s.Before, s.After)+st.dim.Render(fmt.Sprintf("   at least %d moved", s.Moved)))
	}
	if x := e.Shifted; x != nil && e.Mode != exercise.Solo {
		out = append(out, "", " "+st.accent.Render("Overall")+"  "+shift(x.Before, x.After)+
			st.dim.Render(fmt.Sprintf("   on %s, %d turned", wording.Count(x.Items, "item"), x.Turned)))
	}
	if len(unlike) > 0 && e.Mode != exercise.Solo {
		out = append(out, "", " "+st.accent.Render("Voted on twice by different numbers of people: side by side, no movement"))
		out = append(out, paint(st.dim, hang("   ", "So different numbers answered that it shows who voted, and not who thought again.", text))...)
	}
	for _, s := range unlike {
		out = append(out, "   "+st.strong.Render(cut(itemTitle(a, s.Step, s.Norm), text)))
		if e.Mode == exercise.Solo {
			out = append(out, "     "+own(s.Before)+" → "+own(s.After))
			continue
		}
		out = append(out, indent(sideBySide(st, s.Before, s.After, text-2), 2)...)
	}
	return out
}

// norms shows what each norm was worth, those that added latency first.
func (p *washPage) norms(a *App, e *analysis.Exercise, width int) []string {
	st := a.style
	out := []string{" " + st.accent.Render("What each norm was worth") + st.dim.Render("  verdicts of all steps, most latency first")}
	list := slices.Clone(e.Norms)
	several, order := a.session.table().several, map[string]int{}
	for i, n := range list {
		if _, ok := order[n.Catalogue]; !ok && several {
			order[n.Catalogue] = i
		}
	}
	slices.SortStableFunc(list, func(x, y analysis.Norm) int {
		return cmp.Or(order[x.Catalogue]-order[y.Catalogue], unjudgedLast(x)-unjudgedLast(y), latencyOf(y)-latencyOf(x))
	})
	family := ""
	for _, n := range list {
		if several && n.Catalogue != family {
			family = n.Catalogue
			out = append(out, "", "  "+st.accent.Render(a.familyName(family)))
		}
		name := a.session.norm(n.ID).Reference + "  " + n.Label
		if unjudgedLast(n) == 1 {
			why := strings.Join(append(unjudged(n.Actual, e.Mode), unjudged(n.Counterfactual, e.Mode)...), ", ")
			out = append(out, st.dim.Render(apart("   "+name, why, min(width-1, widest+10))))
			continue
		}
		out = append(out, "   "+st.strong.Render(cut(name, width-4)))
		for _, w := range []struct {
			name  string
			worth analysis.Worth
		}{{"", n.Actual}, {"would have: ", n.Counterfactual}} {
			if w.worth.Applied+w.worth.Abstained+w.worth.NotAsked+w.worth.SetAside+w.worth.Hidden > 0 {
				out = append(out, worthLines(st, w.name, w.worth, e.Mode, width)...)
			}
		}
	}
	return out
}

// unjudgedLast is 1 for a norm that was judged nowhere, which has nothing to be
// read but why.
func unjudgedLast(n analysis.Norm) int {
	if n.Actual.Applied+n.Counterfactual.Applied > 0 {
		return 0
	}
	return 1
}

func latencyOf(n analysis.Norm) int { return n.Actual.Tally.Latency + n.Counterfactual.Tally.Latency }

func worthLines(st *styles, name string, w analysis.Worth, mode exercise.Mode, width int) []string {
	if w.Applied == 0 {
		return hang("     "+name, st.dim.Render("not judged: "+strings.Join(unjudged(w, mode), ", ")), width-2)
	}
	line := name + tallyText(w.Tally)
	if width >= 92 && w.Tally.Judged() > 0 {
		line += "  " + letterBar(st, w.Tally, 20)
	}
	led := st.dim.Render(leads(w))
	out := []string{"     " + line + "   " + led}
	if ansi.StringWidth(out[0]) > width-1 {
		out = append([]string{"     " + cut(line, width-6)}, hang("       ", led, width-2)...)
	}
	var said []string
	for _, r := range w.Reasons {
		said = append(said, fmt.Sprintf("%s %d", r.Word, r.Count))
	}
	for _, d := range w.Delays {
		said = append(said, fmt.Sprintf("delay of %s %d", d.Word, d.Count))
	}
	if len(said) > 0 {
		out = append(out, paint(st.dim, hang("       said: ", strings.Join(said, " · "), width-2))...)
	}
	return out
}

// leads says which verdict led at how many steps, in words: letters with numbers
// would read as a sum.
func leads(w analysis.Worth) string {
	var out []string
	for _, x := range []struct {
		what, leads string
		n           int
	}{{"helped ", "leads ", w.Helped}, {"latency ", "leads ", w.Latency}, {"irrelevant ", "leads ", w.Irrelevant}, {"a tie ", "", w.Tied}} {
		switch {
		case x.n == 0:
		case len(out) == 0:
			out = append(out, x.what+x.leads+"at "+wording.Count(x.n, "step"))
		default:
			out = append(out, x.what+"at "+fmt.Sprint(x.n))
		}
	}
	return strings.Join(out, ", ")
}

// unjudged says why a norm was judged at no step.
func unjudged(w analysis.Worth, mode exercise.Mode) []string {
	var out []string
	abstained := "only abstentions"
	if mode == exercise.Solo {
		abstained = "abstained"
	}
	for _, x := range []struct {
		n    int
		what string
	}{{w.NotAsked, "not asked"}, {w.SetAside, "set aside"}, {w.Abstained, abstained}, {w.Hidden, "not revealed"}} {
		if x.n > 0 {
			out = append(out, x.what+" at "+wording.Count(x.n, "step"))
		}
	}
	return out
}
