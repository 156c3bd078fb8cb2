package report

import (
	"strings"

	"github.com/normwalk/normwalk/engine/markup"
)

// A markdown is Markdown in the making, in GitHub's dialect: blocks with one
// blank line between them, each paragraph, list item and table row on a line
// of its own.
type markdown struct{ strings.Builder }

func (m *markdown) block(lines ...string) {
	if len(lines) == 0 {
		return
	}
	if m.Len() > 0 {
		m.WriteByte('\n')
	}
	for _, l := range lines {
		m.WriteString(l)
		m.WriteByte('\n')
	}
}

func (h heading) markdown(m *markdown) {
	m.block(strings.Repeat("#", h.level) + " " + h.text.Markdown(false))
}

func (p paragraph) markdown(m *markdown) { m.block(p.text.Markdown(true)) }

func (l list) markdown(m *markdown) {
	lines := make([]string, len(l.items))
	for i, t := range l.items {
		lines[i] = "- " + t.Markdown(true)
	}
	m.block(lines...)
}

// A table's caption is left out: the heading or sentence before says as much.
func (t table) markdown(m *markdown) {
	head, rule := make([]text, len(t.columns)), make([]text, len(t.columns))
	for i, c := range t.columns {
		head[i], rule[i] = c.name, "---"
		if c.number {
			rule[i] = "--:"
		}
	}
	lines := []string{markup.Row(head...), markup.Row(rule...)}
	for _, r := range t.rows {
		lines = append(lines, markup.Row(r...))
	}
	m.block(lines...)
}

// A figure's numbers are in a table beside it.
func (figure) markdown(*markdown) {}
