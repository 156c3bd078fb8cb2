package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
)

// pickPage chooses a norm to put on the table.
type pickPage struct {
	normList
	step string
}

func newPickPage(a *App, step string) *pickPage {
	return &pickPage{normList{set: a.session.room.Content().Norms()}, step}
}

func (p *pickPage) typing() bool { return p.filtering }

func (p *pickPage) head(*App) (string, string) { return "Put another norm on the table", "" }

func (p *pickPage) body(a *App, width, height int) []string {
	list := height - 8
	out := append([]string{""}, indent(p.lines(a, width-4, list), 2)...)
	if n, ok := p.chosen(); ok {
		out = append(out, a.style.dim.Render(strings.Repeat("─", width)))
		out = append(out, cut("  "+a.style.strong.Render(p.set.Cite(n))+a.style.dim.Render(" · "+p.set.StandingOf(n)+" · to "+n.Addressee), width))
		out = append(out, indent(wrap(n.Restatement, min(width-4, widest)), 2)...)
	}
	return out
}

func (p *pickPage) keys(a *App) []key.Binding {
	if p.filtering {
		return p.searchKeys(a.key)
	}
	out := append([]key.Binding{as(a.key.Enter, "put it on the table"), a.key.Up, a.key.Down}, p.listKeys(a.key)...)
	return append(out, a.key.Back, a.key.Quit)
}

func (p *pickPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	switch {
	case !p.filtering && key.Matches(msg, a.key.Back):
		a.pop()
	case !p.filtering && key.Matches(msg, a.key.Enter):
		if n, ok := p.chosen(); ok {
			if st, _ := a.session.state.Step(p.step); slices.Contains(st.Norms, n.ID) {
				a.ask(n.Reference + " is on the table already")
				return nil
			}
			a.pop()
			return a.do(exercise.AddNorm{Step: p.step, Norm: n.ID})
		}
	default:
		p.normList.update(a, msg)
	}
	return nil
}
