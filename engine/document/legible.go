package document

import (
	"strings"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/inert"
)

// Legible is a text from elsewhere in a form that a document may have: the
// characters that [Parse] and [File.Bind] refuse are made visible. Line breaks
// and tabulators stay.
func Legible(s string) string {
	if utf8.ValidString(s) && misfit(s) == 0 && strings.IndexByte(s, 0) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch one := string(r); {
		case r != 0 && misfit(one) == 0:
			b.WriteString(one)
		case inert.Line(one) != one:
			b.WriteString(inert.Line(one))
		default:
			b.WriteString(inert.Code(r))
		}
	}
	return b.String()
}
