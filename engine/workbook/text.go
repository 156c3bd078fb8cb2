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

// escape keeps a cell's text from being read as one of the format's own
// escapes: _x0041_ would become an A. Two of them may share an underline.
func escape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if i+7 <= len(s) && s[i:i+2] == "_x" && s[i+6] == '_' && strings.Trim(s[i+2:i+6], "0123456789abcdefABCDEF") == "" {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// printed is text in the head or foot of a page, where & gives commands.
func printed(s string) string {
	const most = 60 // the whole line may have 255
	return strings.ReplaceAll(shorten(inert.Line(s), most), "&", "&&")
}
