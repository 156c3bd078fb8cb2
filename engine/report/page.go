package report

import (
	"slices"
	"strings"
)

// page is Markdown in the making: blocks with one blank line between them,
// each paragraph, list item and table row on a line of its own.
type page struct {
	b strings.Builder
}

func (p *page) block(lines ...text) {
	if len(lines) == 0 {
		return
	}
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
	for _, l := range lines {
		p.b.WriteString(string(l))
		p.b.WriteByte('\n')
	}
}

func (p *page) heading(level int, t text) {
	p.block(text(strings.Repeat("#", level)) + " " + t)
}

// say writes a paragraph out of sentences; empty ones are left out.
func (p *page) say(sentences ...text) {
	sentences = slices.DeleteFunc(sentences, func(t text) bool { return t == "" })
	if len(sentences) > 0 {
		p.block(join(sentences, " "))
	}
}

func (p *page) list(items []text) {
	lines := make([]text, len(items))
	for i, t := range items {
		lines[i] = "- " + t
	}
	p.block(lines...)
}

// A column is a table's column. Numbers stand at the right.
type column struct {
	name   text
	number bool
}

func words(names ...text) []column   { return columns(false, names) }
func numbers(names ...text) []column { return columns(true, names) }

func columns(number bool, names []text) []column {
	out := make([]column, len(names))
	for i, n := range names {
		out[i] = column{n, number}
	}
	return out
}

// table writes a table in the notation of GitHub; nothing if it has no rows.
// Every row has as many cells as there are columns.
func (p *page) table(cols []column, rows [][]text) {
	if len(rows) == 0 {
		return
	}
	head, rule := make([]text, len(cols)), make([]text, len(cols))
	for i, c := range cols {
		head[i], rule[i] = c.name, "---"
		if c.number {
			rule[i] = "--:"
		}
	}
	lines := []text{row(head), row(rule)}
	for _, r := range rows {
		lines = append(lines, row(r))
	}
	p.block(lines...)
}

func row(cells []text) text { return "| " + join(cells, " | ") + " |" }
