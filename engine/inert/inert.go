// Package inert makes text from people harmless: whatever they typed or pasted
// is shown, and nothing of it acts on a terminal ([Line]) or is run by a
// spreadsheet ([Defuse]).
package inert

import (
	"fmt"
	"strings"
	"unicode"
)

// Line shows text on one line. Control characters appear as their Unicode
// control pictures (ESC as ␛), line breaks as ⏎, and characters that would
// reorder, hide or join what stands around them as their code point.
func Line(s string) string {
	if strings.IndexFunc(s, acts) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString("⏎")
		case r == '\t':
			b.WriteByte(' ')
		case r < 0x20:
			b.WriteRune(0x2400 + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case acts(r):
			b.WriteString(Code(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Code is a character by its number in Unicode, for one that can't be shown.
func Code(r rune) string { return fmt.Sprintf("‹U+%04X›", r) }

// acts reports whether a character does anything but stand there. The joiner
// and non-joiner are left alone: several scripts are misspelt without them.
func acts(r rune) bool {
	switch r {
	case '\u200c', '\u200d':
		return false
	case '\u2028', '\u2029', unicode.ReplacementChar:
		return true
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)
}
