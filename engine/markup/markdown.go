package markup

import (
	"strings"
	"unicode"
)

// Row is a row of a table in Markdown. All rows of one have as many cells.
func Row(cells ...Text) string {
	var b strings.Builder
	b.WriteByte('|')
	for _, c := range cells {
		b.WriteByte(' ')
		b.WriteString(c.Markdown(false))
		b.WriteString(" |")
	}
	return b.String()
}

// Markdown is the text as every Markdown renderer shows it; start says that it
// begins a block, where a dash or a number would begin a list.
func (t Text) Markdown(start bool) string {
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
