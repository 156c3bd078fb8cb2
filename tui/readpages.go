package tui

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/source"
	"github.com/normwalk/normwalk/tui/wording"
)

// textPage shows a text to read and nothing else.
type textPage struct {
	title string
	lines func(width int) []string
	scroll
}

func (p *textPage) head(a *App) (string, string) { return p.title, "" }

func (p *textPage) body(a *App, width, height int) []string {
	out := append([]string{""}, p.window(p.lines(min(width-4, widest)), height-2)...)
	for i := range out {
		out[i] = "  " + out[i]
	}
	return append(out, apart("", p.more(a.style)+" ", width))
}

func (p *textPage) keys(a *App) []key.Binding {
	return []key.Binding{a.key.Back, a.key.PageDown, a.key.PageUp, a.key.Quit}
}

func (p *textPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	switch {
	case key.Matches(msg, a.key.Back), key.Matches(msg, a.key.Enter):
		a.pop()
	case key.Matches(msg, a.key.Down):
		p.offset++
	case key.Matches(msg, a.key.Up):
		p.offset = max(0, p.offset-1)
	default:
		p.turn(a.key, msg)
	}
	return nil
}

// facilitatorNotes are the author's notes on the step and its phase.
func facilitatorNotes(a *App, x at, width int) []string {
	var out []string
	add := func(title, text string) {
		if text == "" {
			return
		}
		out = append(out, a.style.strong.Render(title))
		out = append(out, wrap(text, width)...)
		out = append(out, "")
	}
	add("This step: "+x.step.Title, x.step.Notes)
	if ph, ok := x.scenario.Phase(x.step.Phase); ok {
		add("Phase "+ph.ID+": "+ph.Title, ph.FacilitatorNotes)
		if len(ph.Questions) > 0 {
			out = append(out, a.style.strong.Render("Questions for the room"))
			for i, q := range ph.Questions {
				out = append(out, hang(fmt.Sprintf("%d. ", i+1), q, width)...)
			}
		}
	}
	if len(out) == 0 {
		return []string{"The author left no notes for this step."}
	}
	return out
}

// stepSources are the sources that the step cites, with how well the author
// knows each.
func stepSources(a *App, x at, width int) []string {
	var out []string
	for _, id := range x.step.Cited() {
		if src, ok := x.scenario.Source(id); ok {
			out = append(out, sourceLines(a.style, src, width)...)
		}
	}
	return out
}

func sourceLines(st *styles, s source.Source, width int) []string {
	out := hang(pad(s.ID, 6), wording.Source(s), width)
	status := wording.Status(s.Status)
	if s.Note != "" {
		status += " · " + s.Note
	}
	out = append(out, hang("      ", st.dim.Render(status), width)...)
	return append(out, hang("      ", st.accent.Render(s.URL), width)...)
}
