package document

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is the size of the pieces of memory that texts are kept in, in bytes.
const piece = 8 << 10

// A keeper holds the texts of a document side by side. Each in memory of its
// own they would lie scattered over all that the parser used and left, none of
// which could then go back to the system.
type keeper struct{ piece strings.Builder }

// clean keeps a text in its proper form: runs of blanks and single line breaks
// are one space, paragraphs are parted by "\n\n", nothing stands at the ends. A
// no-break space stays.
func (k *keeper) clean(s string) string {
	b := &k.piece
	if b.Cap()-b.Len() < len(s) { // it gets no longer
		b.Reset()
		b.Grow(max(len(s), piece))
	}
	start := b.Len()
	if !strings.ContainsAny(s, "\n\r\t") && !strings.Contains(s, "  ") {
		b.WriteString(strings.Trim(s, " "))
		return b.String()[start:]
	}
	gap, breaks := false, 0
	for i := range len(s) {
		switch c := s[i]; c {
		case '\n':
			gap, breaks = true, breaks+1
		case ' ', '\t', '\r':
			gap = true
		default:
			switch {
			case !gap || b.Len() == start:
			case breaks > 1:
				b.WriteString("\n\n")
			default:
				b.WriteByte(' ')
			}
			b.WriteByte(c)
			gap, breaks = false, 0
		}
	}
	return b.String()[start:]
}

// misfit is the first character of a text that would steer a terminal, turn
// the reading direction or not be seen at all; 0 if there is none.
func misfit(s string) rune {
	ascii := true
	for i := range len(s) {
		if c := s[i]; c < 0x20 && c != '\n' && c != '\t' && c != '\r' || c == 0x7f {
			return rune(c)
		} else if c >= utf8.RuneSelf {
			ascii = false
		}
	}
	if ascii {
		return 0
	}
	for _, r := range s {
		if r >= utf8.RuneSelf && (!unicode.IsGraphic(r) || blank(r)) {
			return r
		}
	}
	return 0
}

// blank lists the characters that count as letters, marks or symbols and yet
// show nothing.
func blank(r rune) bool {
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u2800', '\u3164', '\uffa0':
		return true
	}
	return false
}

// describe says what kind of misfit a character is.
func describe(r rune) string {
	kind := "an invisible character"
	switch {
	case r == 0x1b:
		kind = "the escape character, which steers terminals"
	case unicode.IsControl(r):
		kind = "a control character"
	case r == '\u061c' || r == '\u200e' || r == '\u200f' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
		kind = "a mark that changes the reading direction"
	case unicode.Is(unicode.Co, r) || !unicode.In(r, unicode.C, unicode.Z) && !blank(r):
		kind = "not a character that every screen can show"
	}
	return fmt.Sprintf("the text contains %U, %s; take it out", r, kind)
}

// Quote shows a piece of the file in a message: without anything that could
// steer a terminal, and not at any length.
func Quote(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return strconv.Quote(s)
}
