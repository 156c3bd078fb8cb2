package report

import (
	"strings"
	"unicode"
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
	m.block(strings.Repeat("#", h.level) + " " + h.text.markdown(false))
}

func (p paragraph) markdown(m *markdown) { m.block(p.text.markdown(true)) }

func (l list) markdown(m *markdown) {
	lines := make([]string, len(l.items))
	for i, t := range l.items {
		lines[i] = "- " + t.markdown(true)
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
	lines := []string{markdownRow(head), markdownRow(rule)}
	for _, r := range t.rows {
		lines = append(lines, markdownRow(r))
	}
	m.block(lines...)
}

func markdownRow(cells []text) string {
	var b strings.Builder
	b.WriteByte('|')
	for _, c := range cells {
		b.WriteByte(' ')
		b.WriteString(c.markdown(false))
		b.WriteString(" |")
	}
	return b.String()
}

// A figure's numbers are in a table beside it.
func (figure) markdown(*markdown) {}

// markdown is the text as every Markdown renderer shows it; start says that it
// begins a block, where a dash or a number would begin a list.
func (t text) markdown(start bool) string {
	var b strings.Builder
	pieces := t.pieces()
	for i, p := range pieces {
		switch p.mark {
		case strongOn, strongOff:
			b.WriteString("**")
		case bracketOn:
			b.WriteByte('[')
		case bracketOf:
			b.WriteByte(']')
		case linkTo:
			b.WriteString("[" + escapeMarkdown(p.words, false) + "](" + strings.ReplaceAll(p.target, "&", "&amp;") + ")")
		case jumpTo, anchorAt:
			b.WriteString(escapeMarkdown(p.words, false))
		default:
			words := escapeMarkdown(p.words, start && i == 0)
			if s, ok := strings.CutSuffix(words, "!"); ok && i < len(pieces)-1 {
				words = s + `\!` // with a bracket after it, it would make an image
			}
			b.WriteString(words)
		}
	}
	return b.String()
}

// escapeMarkdown escapes a line so that it has no markup, links, mentions,
// HTML, template tags or new table cells.
func escapeMarkdown(s string, start bool) string {
	line := []rune(s)
	at := func(i int) rune {
		if i < 0 || i >= len(line) {
			return 0
		}
		return line[i]
	}
	marker := -1
	if start {
		marker = listMarker(line)
	}
	var b strings.Builder
	for i, c := range line {
		switch {
		// Entities stay harmless even where the Markdown is pasted into HTML.
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '&':
			b.WriteString("&amp;")
		case c == '@' && isWord(at(i+1)):
			// Renderers find mentions and addresses after they resolve escapes.
			b.WriteString("(at)")
		case strings.ContainsRune("\\`*_[]{}|~#$^", c),
			i == marker,
			c == '%' && at(i-1) == '{',
			c == '!' && at(i+1) == '[',
			c == ':' && at(i+1) == '/',
			c == '.' && inHost(at(i-2), at(i-1), at(i+1), at(i+2)):
			b.WriteByte('\\')
			b.WriteRune(c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// listMarker is the index of the character that would make the line a list
// item, a rule, a heading or a container if it began a block; -1 if there is
// none.
func listMarker(line []rune) int {
	if len(line) == 0 {
		return -1
	}
	if strings.ContainsRune("+-=:", line[0]) {
		return 0
	}
	i := 0
	for i < len(line) && '0' <= line[i] && line[i] <= '9' {
		i++
	}
	if i > 0 && i < len(line) && (line[i] == '.' || line[i] == ')') {
		return i
	}
	return -1
}

// inHost reports whether the dot between four characters could be one of a
// host's name: example.org and www.x-y.org, but not 3.5, U.S. or "end. Next".
func inHost(left2, left, right, right2 rune) bool {
	if !isWord(left) || !isWord(right) || unicode.IsDigit(left) && unicode.IsDigit(right) {
		return false
	}
	return isWord(left2) || isWord(right2)
}
