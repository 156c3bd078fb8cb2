package markup

import (
	"fmt"
	"html"
	"strings"
)

// Policy forbids a browser to fetch or run anything, should an escape ever be
// forgotten. It belongs into the head of every document.
const Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

// Escape makes text safe between tags and in quoted attributes.
func Escape(s string) string { return html.EscapeString(s) }

// Quote is a string in a style sheet.
func Quote(s string) string {
	var css strings.Builder
	for _, c := range s {
		if isWord(c) && c < 0x80 || c == ' ' || c == ':' {
			css.WriteRune(c)
		} else {
			fmt.Fprintf(&css, `\%06X `, c)
		}
	}
	return `"` + css.String() + `"`
}

// HTML is the text as HTML.
func (t Text) HTML() string {
	var b strings.Builder
	for _, p := range t.pieces() {
		words := Escape(p.words)
		switch p.mark {
		case strongOn:
			b.WriteString("<strong>")
		case strongOff:
			b.WriteString("</strong>")
		case bracketOn:
			b.WriteByte('[')
		case bracketOf:
			b.WriteByte(']')
		case linkTo:
			b.WriteString(`<a class="web" rel="noreferrer noopener" href="` + Escape(p.target) + `">` + words + "</a>")
		case jumpTo:
			b.WriteString(`<a href="#` + Escape(p.target) + `">` + words + "</a>")
		case anchorAt:
			b.WriteString(`<span id="` + Escape(p.target) + `">` + words + "</span>")
		default:
			b.WriteString(words)
		}
	}
	return b.String()
}
