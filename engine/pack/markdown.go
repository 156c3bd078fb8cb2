package pack

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/markup"
)

// A markdownPage is Markdown in the making, in GitHub's dialect: blocks with
// one blank line between them, each paragraph, list item and table row on a
// line of its own.
type markdownPage struct{ strings.Builder }

func (p *pack) markdown(d document, s *sheet) string {
	m := &markdownPage{}
	m.block("<!-- " + Mark + " -->")
	for _, b := range s.blocks {
		b.markdown(m)
	}
	m.block("---")
	m.block(p.footer(d).Markdown(true))
	return m.String()
}

func (m *markdownPage) block(lines ...string) {
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

func (h heading) markdown(m *markdownPage) {
	m.block(strings.Repeat("#", h.level) + " " + h.text.Markdown(false))
}

func (x paragraph) markdown(m *markdownPage) {
	line := x.text.Markdown(true)
	if x.kind == "say" || x.kind == "aside" {
		line = "> " + line
	}
	m.block(line)
}

func (l list) markdown(m *markdownPage) {
	lines := make([]string, len(l.items))
	for i, t := range l.items {
		mark := "- "
		switch l.kind {
		case "numbers":
			mark = fmt.Sprintf("%d. ", i+1)
		case "boxes", "choice":
			mark = "- [ ] "
		}
		lines[i] = mark + t.Markdown(true)
	}
	m.block(lines...)
}

func (t table) markdown(m *markdownPage) {
	head, rule := make([]text, len(t.columns)), make([]text, len(t.columns))
	for i, c := range t.columns {
		head[i], rule[i] = c.name, "---"
		if c.kind == "number" {
			rule[i] = "--:"
		}
	}
	lines := []string{markup.Row(head...), markup.Row(rule...)}
	for _, r := range t.rows {
		cells := make([]text, len(r))
		for i, cell := range r {
			if cells[i] = cell; t.columns[i].kind == "box" {
				cells[i] = "☐"
			}
		}
		lines = append(lines, markup.Row(cells...))
	}
	m.block(lines...)
}

func (b blanks) markdown(m *markdownPage) {
	const rule = "______________________________"
	for _, l := range b.labels {
		m.block(strings.TrimSpace(l.Markdown(true) + " " + rule))
		for range b.lines {
			m.block(rule + rule)
		}
	}
}

func (g group) markdown(m *markdownPage) {
	for _, b := range g.blocks {
		b.markdown(m)
	}
}
