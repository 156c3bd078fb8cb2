package document

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean puts a text into the form in which it is kept: runs of blanks and
// single line breaks are one space, paragraphs are parted by "\n\n", nothing
// stands at the ends. A no-break space stays.
func clean(s string) string {
	if !strings.ContainsAny(s, "\n\r\t") && !strings.Contains(s, "  ") {
		return strings.Trim(s, " ")
	}
	var b strings.Builder
	b.Grow(len(s))
	gap, breaks := false, 0
	for i := range len(s) {
		switch c := s[i]; c {
		case '\n':
			gap, breaks = true, breaks+1
		case ' ', '\t', '\r':
			gap = true
		default:
			switch {
			case !gap || b.Len() == 0:
			case breaks > 1:
				b.WriteString("\n\n")
			default:
				b.WriteByte(' ')
			}
			b.WriteByte(c)
			gap, breaks = false, 0
		}
	}
	return b.String()
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
