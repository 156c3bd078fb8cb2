package report

import "slices"

// A page is a report as a list of blocks, which each format writes out in its
// own way.
type page struct {
	blocks []block
}

// A block is a heading, a paragraph, a list, a table or a figure.
type block interface {
	markdown(*markdown)
	html(*html)
}

type heading struct {
	level int
	id    string // an anchor of this package's making
	text  text
}

type paragraph struct{ text text }

type list struct{ items []text }

// A table has a row header in its first column. Every row has as many cells as
// there are columns.
type table struct {
	caption text
	columns []column
	rows    [][]text
}

// A column is a table's column. Numbers stand at the right.
type column struct {
	name   text
	number bool
}

// A figure is a chart. Its numbers are in a table that comes after it.
type figure struct {
	chart  chart
	legend text
}

func (p *page) add(b block) { p.blocks = append(p.blocks, b) }

// part begins one of the report's parts.
func (p *page) part(id string, t text) { p.add(heading{2, id, t}) }

// section begins a section of a part.
func (p *page) section(id string, t text) { p.add(heading{3, id, t}) }

// say writes a paragraph out of sentences; empty ones are left out.
func (p *page) say(sentences ...text) {
	sentences = nonEmpty(sentences...)
	if len(sentences) > 0 {
		p.add(paragraph{join(sentences, " ")})
	}
}

func (p *page) list(items []text) {
	if len(items) > 0 {
		p.add(list{items})
	}
}

// table writes a table; nothing if it has no rows.
func (p *page) table(caption text, columns []column, rows [][]text) {
	if len(rows) > 0 {
		p.add(table{caption, columns, rows})
	}
}

// figures writes charts; nothing for those without content.
func (p *page) figures(legend text, charts ...chart) {
	for _, c := range charts {
		if c.body != "" {
			p.add(figure{c, legend})
		}
	}
}

func nonEmpty(texts ...text) []text {
	return slices.DeleteFunc(slices.Clone(texts), func(t text) bool { return t == "" })
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
