package advice

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Placeholder begins every text, and every comment, that a new file has only for
// its author to replace.
const Placeholder = "REPLACE"

// Placeholders counts the lines of a file that still say [Placeholder], and says
// where the first is, from 1. A comment that speaks of the word, such as the one
// at the head of a new file, doesn't count.
func Placeholders(body []byte) (count, line, col int) {
	n := 0
	for text := range bytes.Lines(body) {
		n++
		at := bytes.Index(text, []byte(Placeholder))
		comment, isComment := strings.CutPrefix(strings.TrimSpace(string(text)), "#")
		if at < 0 || isComment && !strings.HasPrefix(strings.TrimSpace(comment), Placeholder) && !strings.Contains(comment, Placeholder+":") {
			continue
		}
		if count++; count == 1 {
			line, col = n, utf8.RuneCount(text[:at])+1
		}
	}
	return count, line, col
}

// StillSay is what there is to say about a number of such lines.
func StillSay(count int) string {
	if count == 1 {
		return "1 line still says " + Placeholder
	}
	return fmt.Sprintf("%d lines still say %s", count, Placeholder)
}

// placeholders looks for what is still that of a new file.
func (a *adviser) placeholders(body []byte) {
	count, line, col := Placeholders(body)
	if count == 0 {
		return
	}
	a.found = append(a.found, Advice{
		File: a.file, Line: line, Col: col, What: StillSay(count), Why: "The room would read it",
		Do: fmt.Sprintf("Search for %s, in comments too, and write your own words there, or take the entry out", Placeholder),
	})
}
