package draft

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/document"
)

// Placeholder begins what somebody has to write.
const Placeholder = "REPLACE"

// replace is a text to write.
func replace(format string, args ...any) string {
	return Placeholder + ": " + fmt.Sprintf(format, args...)
}

// line puts a text on one line, with nothing in it that a document refuses.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\t', '\n', '\v', '\f', '\r', '\u0085', '\u2028', '\u2029':
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(document.Legible(s), func(r rune) bool { return r == ' ' }), " ")
}

// paragraphs are those of a text, each on one line.
func paragraphs(s string) []string {
	var out []string
	for part := range strings.SplitSeq(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\n\n") {
		if part = line(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// cut is as much of a text as fits, and the rest. It cuts after a sentence if
// that leaves half, or else between words.
func cut(s string, most int) (head, rest string) {
	if utf8.RuneCountInString(s) <= most {
		return s, ""
	}
	runes := []rune(s)
	end, word := 0, 0
	for i := 1; i <= most; i++ {
		if runes[i] != ' ' {
			continue
		}
		word = i
		if strings.ContainsRune(".!?", runes[i-1]) {
			end = i
		}
	}
	switch {
	case end > most/2:
		word = end
	case word == 0:
		word = most
	}
	return strings.TrimRight(string(runes[:word]), " "), strings.TrimLeft(string(runes[word:]), " ")
}

// slug makes an id of a name; empty if there is nothing in it to make one of.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(r)
		const most = 40
		if b.Len() >= most {
			break
		}
	}
	return b.String()
}

// fit shortens a text to what a field holds. The rest becomes a comment above
// the field, and is listed.
func (d *maker) fit(at, where, name, s string, most int) string {
	s = line(s)
	head, rest := cut(s, most)
	d.keep(at, where, name, rest)
	return head
}

// fitLong is fit for a text of several paragraphs.
func (d *maker) fitLong(at, where, name, s string, most int) string {
	var fitting, rest []string
	for _, p := range paragraphs(s) {
		size := utf8.RuneCountInString(strings.Join(fitting, "\n\n"))
		if len(fitting) > 0 {
			size += len("\n\n")
		}
		if len(rest) > 0 || size >= most {
			rest = append(rest, p)
			continue
		}
		head, tail := cut(p, most-size)
		if fitting = append(fitting, head); tail != "" {
			rest = append(rest, tail)
		}
	}
	d.keep(at, where, name, strings.Join(rest, " "))
	return strings.Join(fitting, "\n\n")
}

// keep puts what doesn't fit into a comment.
func (d *maker) keep(at, where, name, rest string) {
	if rest == "" {
		return
	}
	n := utf8.RuneCountInString(rest)
	head, gone := cut(rest, maxComment)
	if gone != "" || !d.remark(at, "The rest of the "+name+", which doesn't fit: "+head) {
		d.leave(where, "the end of the %s, %d characters, is too long for a scenario; not all of it is kept as a comment either", name, n)
		return
	}
	d.leave(where, "the end of the %s, %d characters, is too long for a scenario; it is kept as a comment", name, n)
}

// remark puts a comment above a place, and reports whether there was room.
func (d *maker) remark(at, text string) bool {
	text = line(text)
	if d.size += len(text); d.size > maxComments {
		return false
	}
	d.remarks[at] = append(d.remarks[at], text)
	return true
}
