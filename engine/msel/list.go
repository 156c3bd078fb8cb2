package msel

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/draft"
)

// errNoHead marks that a table isn't a list at all.
var errNoHead = errors.New("no row names the columns")

// noHead is the problem of such a table.
type noHead struct{ document.Problems }

func (noHead) Is(target error) bool { return target == errNoHead }

func (e noHead) Unwrap() error { return e.Problems }

// A reader makes a material of a table.
type reader struct {
	name  string
	book  bool           // from a workbook, where dates are numbers
	head  map[column]int // the place of each column
	names []string       // the columns as the table has them
	keys  map[string]string
	left  draft.Leavings
	m     draft.Material

	assumed draft.Leavings
}

// read finds the row that names the columns, and reads what is below.
func (r *reader) read(table []row) (*draft.Material, error) {
	r.m = draft.Material{Format: "MSEL", File: r.name}
	r.keys = map[string]string{}
	start, err := r.findHead(table)
	if err != nil {
		return nil, err
	}
	for _, x := range table[:start] {
		if !x.empty() {
			r.left.Add(x.where(), "what stands above the names of the columns")
		}
	}
	for _, x := range table[start+1:] {
		if !x.empty() {
			r.row(x)
		}
	}
	if len(r.m.Steps) == 0 {
		return nil, problems(r.name, table[start].cells[0].line+1, 1, "there are no events below the names of the columns; write one in each row")
	}
	r.m.Left, r.m.Assumed = r.left.List(), r.assumed.List()
	return &r.m, nil
}

func (x row) empty() bool {
	return !slices.ContainsFunc(x.cells, func(c cell) bool { return strings.TrimSpace(c.text) != "" })
}

func (x row) where() string { return fmt.Sprintf("row %d", x.number) }

// findHead looks for the names among the first rows.
func (r *reader) findHead(table []row) (int, error) {
	const deep = 30
	for i, x := range table {
		if i == deep {
			break
		}
		head := map[column]int{}
		var names []string
		twice := -1
		for j, c := range x.cells {
			names = append(names, strings.TrimSpace(c.text))
			k, ok := known(c.text)
			if !ok {
				continue
			}
			if _, there := head[k]; there {
				twice = max(twice, j)
				continue
			}
			head[k] = j
		}
		_, named := head[inject]
		_, told := head[description]
		if len(head) < 2 || !named && !told {
			continue
		}
		if twice >= 0 {
			c := x.cells[twice]
			return 0, problems(r.name, c.line, c.col, "a second column means the same as another: %s; rename one of the two", document.Quote(strings.TrimSpace(c.text)))
		}
		r.head, r.names = head, names
		return i, nil
	}
	return 0, noHead{problems(r.name, 1, 1, "no row names the columns; the first row needs at least Inject or Description and one more of %s", titles())}
}

func titles() string {
	var names []string
	for c := range width {
		names = append(names, c.title())
	}
	return strings.Join(names, ", ")
}

// known is the column of a name, whatever its capitals and signs.
func known(name string) (column, bool) {
	plain := bare(name)
	if plain == "" {
		return 0, false
	}
	for c := range width {
		if slices.ContainsFunc(c.names(), func(n string) bool { return bare(n) == plain }) {
			return c, true
		}
	}
	return 0, false
}

// bare are the letters of a name, and single blanks.
func bare(name string) string {
	const longest = 60
	if len(name) > longest {
		return ""
	}
	return strings.Join(strings.FieldsFunc(strings.ReplaceAll(strings.ToLower(name), "#", " no "), func(r rune) bool { return !unicode.IsLetter(r) }), " ")
}

func (r *reader) get(x row, c column) string {
	i, ok := r.head[c]
	if !ok || i >= len(x.cells) {
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(x.cells[i].text, "\r\n", "\n"))
}

func (r *reader) row(x row) {
	for i, c := range x.cells {
		if strings.TrimSpace(c.text) == "" || r.uses(i) {
			continue
		}
		name := ""
		if i < len(r.names) {
			name = r.names[i]
		}
		if name == "" {
			r.left.Add(x.where(), "cells in columns without a name")
			continue
		}
		r.left.Add(x.where(), "the column "+document.Quote(name))
	}
	st := draft.Step{
		Where: x.where(), ID: r.get(x, number), Title: r.get(x, inject), Question: r.get(x, expected),
		Notes: strings.Join(split(r.get(x, notes), "\n"), "\n\n"),
	}
	text := r.get(x, description)
	if st.Title == "" && text == "" {
		r.left.Add(x.where(), "a row with neither inject nor description")
		return
	}
	st.When = r.time(x, &st)
	all := r.sources(r.get(x, sources))
	for _, l := range split(text, "\n") {
		st.Text = append(st.Text, r.fact(x, l, all))
	}
	if len(st.Text) == 0 {
		st.Text = []draft.Paragraph{{Text: st.Title, Cites: all}}
	}
	st.Flows = r.flows(x)
	r.m.Steps = append(r.m.Steps, st)
}

func (r *reader) uses(i int) bool {
	for _, j := range r.head {
		if j == i {
			return true
		}
	}
	return false
}

// split parts a text, without empty parts.
func split(s, by string) []string {
	var out []string
	for p := range strings.SplitSeq(s, by) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

var (
	sourceKey = regexp.MustCompile(`^(S[0-9]+[a-z]?|[a-z][a-z0-9]*(-[a-z0-9]+)*)$`)
	numbered  = regexp.MustCompile(`^S[0-9]+[a-z]?$`)
	cited     = regexp.MustCompile(`\s*\[([^\[\]]{1,200})\]$`)
)

// sources reads a cell of sources, and says by which keys they are cited.
func (r *reader) sources(s string) []string {
	var keys []string
	for _, l := range split(s, "\n") {
		key, rest := l, l
		first, more, _ := strings.Cut(l, " ")
		if sourceKey.MatchString(first) && isAddress(more) {
			key, rest = first, more
		}
		if was, there := r.keys[key]; there && was != rest {
			key = l // the id is another's already
		}
		if _, there := r.keys[key]; !there {
			r.keys[key] = rest
			x := draft.Source{Key: key, Title: rest}
			for _, word := range strings.Fields(rest) {
				if isAddress(word) {
					x.URL, x.Title = word, strings.TrimSpace(strings.Replace(rest, word, "", 1))
					break
				}
			}
			r.m.Sources = append(r.m.Sources, x)
		}
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "doi:")
}

// fact takes the ids off the end of a line if they are sources of its row. What
// has none rests on all of them.
func (r *reader) fact(x row, l string, all []string) draft.Paragraph {
	if m := cited.FindStringSubmatchIndex(l); m != nil {
		ids := split(l[m[2]:m[3]], ",")
		if !slices.ContainsFunc(ids, func(id string) bool { return !slices.Contains(all, id) }) {
			return draft.Paragraph{Text: l[:m[0]], Cites: ids}
		}
		for _, id := range ids {
			if numbered.MatchString(id) && !slices.Contains(all, id) {
				r.m.Doubts = append(r.m.Doubts, draft.Left{Where: x.where(), What: fmt.Sprintf("the text cites %s, and Source has no line that begins with %s and an address", id, id)})
			}
		}
	}
	return draft.Paragraph{Text: l, Cites: all}
}

// flows reads who acted toward whom. Cells with several lines belong together
// line by line; one with a single line goes with all.
func (r *reader) flows(x row) []draft.Flow {
	who, whom, how := split(r.get(x, from), "\n"), split(r.get(x, to), "\n"), split(r.get(x, channel), "\n")
	n := max(len(who), len(whom), len(how))
	if n == 0 {
		return nil
	}
	for _, l := range [][]string{who, whom, how} {
		if len(l) > 1 && len(l) < n {
			r.left.Add(x.where(), "From, To and Channel have different numbers of lines; see who belongs to whom")
		}
	}
	out := make([]draft.Flow, n)
	for i := range out {
		out[i] = draft.Flow{From: split(nth(who, i), ";"), To: split(nth(whom, i), ";"), Channel: nth(how, i)}
	}
	return out
}

// nth is a line of a cell.
func nth(lines []string, i int) string {
	switch {
	case len(lines) == 1:
		return lines[0]
	case i < len(lines):
		return lines[i]
	}
	return ""
}
