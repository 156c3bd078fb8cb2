package pack

// A sheet is a document as a list of blocks, which each format writes out in
// its own way.
type sheet struct{ blocks []block }

// A block is a part of a document that stands by itself.
type block interface {
	markdown(*markdownPage)
	html(*htmlPage)
}

type heading struct {
	level int // from 1
	text  text
	fresh bool // begins a new page
}

// A paragraph may be more than text: lead, aside (a box), say (to be said
// aloud), small.
type paragraph struct {
	kind string
	text text
}

// A list's kind is empty, numbers, boxes (to tick) or choice (to tick, in one
// line).
type list struct {
	kind  string
	items []text
}

// A table has a row header in its first column. Every row has as many cells as
// there are columns.
type table struct {
	caption text
	kind    string
	columns []column
	rows    [][]text
}

// A column's kind is empty, number, short (never broken) or box (to tick).
type column struct {
	name text
	kind string
}

// Blanks are lines to write on, each after its label.
type blanks struct {
	labels []text
	lines  int // further empty lines after each
}

// A group keeps its blocks on one page, if they fit on one.
type group struct {
	kind   string
	blocks []block
}

func (s *sheet) add(b block)                  { s.blocks = append(s.blocks, b) }
func (s *sheet) title(t text)                 { s.add(heading{1, t, false}) }
func (s *sheet) part(t text)                  { s.add(heading{2, t, false}) }
func (s *sheet) freshPart(t text)             { s.add(heading{2, t, true}) }
func (s *sheet) section(t text)               { s.add(heading{3, t, false}) }
func (s *sheet) small(t text)                 { s.kind("small", t) }
func (s *sheet) list(items ...text)           { s.listOf("", items) }
func (s *sheet) numbered(items ...text)       { s.listOf("numbers", items) }
func (s *sheet) boxes(items ...text)          { s.listOf("boxes", items) }
func (s *sheet) blanks(n int, labels ...text) { s.add(blanks{labels, n}) }

// say writes a paragraph out of sentences; empty ones are left out.
func (s *sheet) say(sentences ...text) { s.kind("", sentences...) }

func (s *sheet) kind(kind string, sentences ...text) {
	if all := nonEmpty(sentences...); len(all) > 0 {
		s.add(paragraph{kind, join(all, " ")})
	}
}

func (s *sheet) listOf(kind string, items []text) {
	if items = nonEmpty(items...); len(items) > 0 {
		s.add(list{kind, items})
	}
}

// table writes a table; nothing if it has no rows.
func (s *sheet) table(caption text, kind string, columns []column, rows [][]text) {
	if len(rows) > 0 {
		s.add(table{caption, kind, columns, rows})
	}
}

// keep groups what write adds.
func (s *sheet) keep(kind string, write func(*sheet)) {
	in := &sheet{}
	write(in)
	if len(in.blocks) > 0 {
		s.add(group{kind, in.blocks})
	}
}

func nonEmpty(texts ...text) []text {
	var out []text
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}
