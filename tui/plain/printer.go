package plain

import (
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/normwalk/normwalk/engine/inert"
)

// A printer writes text in lines of a width. It keeps the first error and
// writes nothing after it.
type printer struct {
	w     io.Writer
	width int // in columns
	open  int // columns taken on the line of a prompt
	err   error
}

// hanging is how far the lines of a paragraph after its first are indented,
// so that an eye finds where the next one begins.
const hanging = "  "

// say writes a paragraph. Everything passes through here, and so nothing that
// people or files wrote can act on the terminal.
func (p *printer) say(text string) {
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		p.put(strings.Join(p.wrap(paragraph), "\n") + "\n")
	}
}

// labelled writes a paragraph behind a label, unless it is empty.
func (p *printer) labelled(label, text string) {
	if text != "" {
		p.say(label + ": " + text)
	}
}

// line writes a text that is to be copied, however long it is. It must be inert.
func (p *printer) line(text string) { p.put(text + "\n") }

func (p *printer) blank() { p.put("\n") }

// prompt writes a question and leaves the line open for the answer.
func (p *printer) prompt(text string) {
	lines := p.wrap(text + " >")
	p.open = uniseg.StringWidth(lines[len(lines)-1]) + 1
	p.put(strings.Join(lines, "\n") + " ")
}

// echo repeats an answer behind its prompt, or below it where there is no room.
func (p *printer) echo(text string) {
	const most = 300 // nobody reads more again
	text = shorten(inert.Line(text), most)
	if p.open+uniseg.StringWidth(text) <= p.width {
		p.put(text + "\n")
		return
	}
	p.put("\n")
	p.say(text)
}

func (p *printer) put(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s)
	}
}

func (p *printer) wrap(paragraph string) []string {
	var lines []string
	line, size := "", 0
	for _, word := range strings.Fields(paragraph) {
		for _, word := range p.pieces(inert.Line(word)) {
			n := uniseg.StringWidth(word)
			if size > 0 && size+1+n > p.width {
				lines = append(lines, line)
				line, size = hanging, 0
			}
			if size > 0 {
				line += " "
				size++
			} else {
				size = len(line)
			}
			line, size = line+word, size+n
		}
	}
	return append(lines, line)
}

// pieces breaks a word that no line has room for; an address stays whole, to
// be copied.
func (p *printer) pieces(word string) []string {
	room := p.width - len(hanging)
	if uniseg.StringWidth(word) <= room || strings.Contains(word, "://") {
		return []string{word}
	}
	var pieces []string
	piece, size := "", 0
	for g := uniseg.NewGraphemes(word); g.Next(); {
		if size > 0 && size+g.Width() > room {
			pieces = append(pieces, piece)
			piece, size = "", 0
		}
		piece, size = piece+g.Str(), size+g.Width()
	}
	return append(pieces, piece)
}
