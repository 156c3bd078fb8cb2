package workbook

import (
	"strings"

	"github.com/normwalk/normwalk/engine/inert"
)

// most is the longest text of a cell, in characters. The format allows as many
// as these take in UTF-16.
const most = 16000

// text makes what people wrote harmless. Lines stay lines.
func text(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = inert.Line(lines[i])
	}
	s = strings.Join(lines, "\n")
	if len(s) <= most {
		return s
	}
	return shorten(s, most)
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// printed is text in the head or foot of a page, where & gives commands.
func printed(s string) string {
	const most = 60 // the whole line may have 255
	return strings.ReplaceAll(shorten(inert.Line(s), most), "&", "&&")
}
