package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// columns is the width that text is laid out for: every terminal has it.
const columns = 80

func (a *app) print(s string) error {
	_, err := io.WriteString(a.Stdout, s)
	return err
}

func (a *app) printJSON(v any) error { return writeJSON(a.Stdout, v) }

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// A page is text laid out for the terminal.
type page struct{ strings.Builder }

// line adds one line as it is, without blanks at its end.
func (p *page) line(format string, args ...any) {
	p.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

// heading adds a title after an empty line.
func (p *page) heading(format string, args ...any) {
	p.line("\n"+format, args...)
}

// text adds text broken into lines. The first begins with the lead, the
// others are indented as far. Paragraphs are parted by an empty line.
func (p *page) text(lead, text string) {
	indent := strings.Repeat(" ", utf8.RuneCountInString(lead))
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			p.line("")
			lead = indent
		}
		line, size := lead, utf8.RuneCountInString(lead)
		started := false
		for _, word := range strings.FieldsFunc(paragraph, func(r rune) bool { return r == ' ' }) {
			n := utf8.RuneCountInString(word)
			if started && size+1+n > columns {
				p.line("%s", line)
				line, size, started = indent, len(indent), false
			}
			if started {
				line, size = line+" ", size+1
			}
			line, size, started = line+word, size+n, true
		}
		p.line("%s", line)
	}
}

// item adds an entry of a list.
func (p *page) item(indent int, format string, args ...any) {
	p.text(strings.Repeat(" ", indent)+"- ", fmt.Sprintf(format, args...))
}

// field adds a named text, if there is one.
func (p *page) field(indent int, name, text string) {
	if text != "" {
		p.text(fmt.Sprintf("%*s%-*s ", indent, "", 13-indent, name), text)
	}
}
