package dataset

import (
	"strings"

	"github.com/normwalk/normwalk/engine/inert"
)

// safe puts text from people into a cell: on one line, with characters that
// would steer a terminal or turn the reading direction made visible, and
// defused.
func safe(s string) string {
	return inert.Defuse(inert.Line(oneLine(s)))
}

// oneLine replaces line breaks by spaces.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n\v\f\u0085\u2028\u2029") {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", " ")
	return strings.Map(func(r rune) rune {
		switch r {
		case '\r', '\n', '\v', '\f', '\u0085', '\u2028', '\u2029':
			return ' '
		}
		return r
	}, s)
}
