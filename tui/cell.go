package tui

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// cellPage looks into one cell of the matrix: everything that is known of a
// norm at a step.
type cellPage struct {
	step string
	norm norm.ID
	scroll
}

func (p *cellPage) head(a *App) (string, string) { return itemTitle(a, p.step, p.norm), "" }

func (p *cellPage) body(a *App, width, height int) []string {
	lines := p.lines(a, min(width-4, widest))
	out := append([]string{""}, indent(p.window(lines, height-2), 2)...)
	return append(out, apart("", p.more(a.style)+" ", width))
}

func (p *cellPage) lines(a *App, width int) []string {
	st, e := a.style, a.session.analysis()
	n := a.session.norm(p.norm)
	out := []string{st.strong.Render(n.Reference + "  " + n.Label), ""}
	found := false
	for i := range e.Items {
		x := &e.Items[i]
		if x.Step != p.step || x.Norm != p.norm {
			continue
		}
		found = true
		title := "First vote"
		if x.Round == 2 {
			title = "Second vote"
		}
		out = append(out, hang(st.accent.Render(title)+": ", x.Sentence(e.Mode), width)...)
		if over := e.Overcount(x); over != "" {
			out = append(out, st.warn.Render("! ")+over)
		}
		if e.Mode != exercise.Solo && x.Standing == analysis.Judged {
			for _, v := range exercise.Answers() {
				out = append(out, bar(st, v, x.Tally, width))
			}
			for _, line := range figures(x) {
				out = append(out, hang("  ", line, width)...)
			}
			for _, g := range x.Groups {
				out = append(out, "  "+pad(wording.Group(g.Group), 24)+tallyText(g.Tally))
			}
			if len(x.Merged) > 0 {
				out = append(out, "  "+st.dim.Render("too small to be shown apart, and among the others: "+list(x.Merged)))
			}
		}
		votes := a.session.state.Votes(exercise.Item{Step: p.step, Norm: p.norm, Round: x.Round})
		for _, said := range remarks(votes) {
			out = append(out, hang("  "+st.accent.Render("said")+" ", said, width)...)
		}
		out = append(out, "")
	}
	if !found {
		out = append(out, "Not on the table at this step.", "")
	}
	step, ok := a.session.scenario().Step(p.step)
	if !ok {
		return out
	}
	if st, _ := a.session.state.Step(p.step); st.Phase == exercise.Discussing || a.session.state.Phase() == exercise.Ended {
		out = append(out, p.reading(a, step, width)...)
	}
	return out
}

// reading is the analyst's, once the step is revealed.
func (p *cellPage) reading(a *App, step *scenario.Step, width int) []string {
	r, ok := step.Reading(p.norm)
	if !ok {
		return []string{a.style.dim.Render("The analyst has no reading of this norm here.")}
	}
	v := exercise.Answer(r.Verdict)
	out := []string{a.style.accent.Render("The analyst reads it as ") + a.style.block[v].Render("["+v.Letter()+" "+v.Label()+"]"),
		a.style.dim.Render("behaviour seen: " + r.Observed + " · confidence " + string(r.Confidence))}
	out = append(out, hang("because ", r.Reason, width)...)
	return append(out, hang(a.style.strong.Render("but")+" ", r.Counter, width)...)
}

// figures are the statistics of one item, after the words.
func figures(x *analysis.Item) []string {
	var out []string
	if x.Wilson != nil && x.Tally.Judged() >= exercise.Few {
		out = append(out, fmt.Sprintf("leading share %.0f%%; for a room of this size, read it as %.0f to %.0f%% (Wilson, 95 in 100)",
			100*x.Share.Value, 100*x.Wilson.Low, 100*x.Wilson.High))
	}
	if agree, ok := x.Agreement.Get(); ok {
		consensus, _ := x.Consensus.Get()
		out = append(out, fmt.Sprintf("two people agree %.0f times in a hundred; consensus %.2f (0 even split, 1 unanimous)", 100*agree, consensus))
	}
	return out
}

func (p *cellPage) keys(a *App) []key.Binding {
	out := []key.Binding{as(a.key.Back, "back to the matrix"), a.key.PageDown, a.key.PageUp}
	if a.session.state.Phase() == exercise.Running {
		out = append(out, as(a.key.Enter, "go to this step"))
	}
	return append(out, a.key.Quit)
}

func (p *cellPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, a.key.Back):
		a.pop()
	case key.Matches(msg, a.key.Enter) && a.session.state.Phase() == exercise.Running:
		a.pages = []page{a.pages[0], newWalk(a)}
		return a.do(exercise.Enter{Step: p.step})
	default:
		p.turn(a.key, msg)
	}
	return nil
}
