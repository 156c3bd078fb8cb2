package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
)

// helpPage shows every key that works on the page it was called from, and what
// the letters and marks mean.
type helpPage struct {
	of page
	scroll
}

func (p *helpPage) head(*App) (string, string) { return "All keys", "" }

func (p *helpPage) body(a *App, width, height int) []string {
	lines := append(keyTable(a.style, append(p.of.keys(a), a.key.Help), width), "", " "+a.style.accent.Render("Verdicts: what following the norm did at this step"))
	for _, v := range exercise.Answers() {
		meaning := map[exercise.Answer]string{
			exercise.Helped: "the response got better, or the norm's absence was felt", exercise.Latency: "it cost, or would have cost, response time",
			exercise.Irrelevant: "it had no bearing", exercise.Abstain: "asked, and left open",
		}[v]
		lines = append(lines, "  "+a.style.verdict[v].Bold(true).Render(pad(v.Letter(), 3)+pad(v.Label(), 15))+meaning)
	}
	lines = append(lines, "", " "+a.style.accent.Render("Timeline"))
	for _, m := range marks() {
		lines = append(lines, "  "+pad(m[0], 3)+m[1])
	}
	lines = append(lines, "", " "+a.style.accent.Render("Beside a norm"))
	for _, m := range [][2]string{{"●", "recorded: it is on disk"}, {"…", "on its way to the disk"}, {"✎", "being typed; enter records it"}, {"○", "open: not asked until there is an answer"}} {
		lines = append(lines, "  "+pad(m[0], 3)+m[1])
	}
	lines = append(lines, "")
	lines = append(lines, hang(" ", "Everything is on disk as soon as “● recorded” stands at the top right. You can leave at any time, by any means: normwalk resume goes on where you were.", min(width-2, widest))...)
	return append(p.window(append([]string{""}, lines...), height-1), apart("", p.more(a.style)+" ", width))
}

// keyTable is keys with what they do, in as many columns as there is room for.
func keyTable(st *styles, keys []key.Binding, width int) []string {
	columns := max(1, (width-4)/30)
	rows := (len(keys) + columns - 1) / columns
	lines := make([]string, rows)
	for i, b := range keys {
		cell := "  " + st.key.Render(pad(b.Help().Key, 7)) + " " + b.Help().Desc
		lines[i%rows] += pad(cell, max(30, ansi.StringWidth(cell)+1))
	}
	return lines
}

func (p *helpPage) keys(a *App) []key.Binding {
	return []key.Binding{a.key.Back, a.key.PageDown, a.key.Quit}
}

func (p *helpPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	if !p.turn(a.key, msg) {
		a.pop()
	}
	return nil
}
