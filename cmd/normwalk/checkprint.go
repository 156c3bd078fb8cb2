package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/advice"
	"github.com/normwalk/normwalk/engine/bundle"
	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
)

// catalogueFiles are the catalogues that scenarios among the files name and that
// aren't among them, as bundle would take them along. What can't be read is left
// to the check, which then misses the norms.
func (a *app) catalogueFiles(files []library.File) []library.File {
	taken := make(map[string]string)
	var scenarios []library.File
	for _, f := range files {
		placed, err := bundle.Place(f.Name, f.Body)
		if err != nil {
			continue
		}
		if taken[placed.Path] = f.Name; !strings.HasPrefix(placed.Path, "norms/") {
			scenarios = append(scenarios, f)
		}
	}
	var found []library.File
	for _, s := range scenarios {
		for _, name := range a.catalogues(s.Name, bundle.File{Body: s.Body}, taken) {
			f, err := place(name)
			if err != nil || taken[f.Path] != "" {
				continue
			}
			taken[f.Path] = name
			found = append(found, library.File{Name: name, Body: f.Body})
		}
	}
	return found
}

// checked is the result of a check in a line.
func checked(files int, problems document.Problems) string {
	if len(problems) == 0 {
		return amount(files, "file") + ", no problems\n"
	}
	return amount(files, "file") + ", " + amount(len(problems), "problem") + "\n"
}

// printCheck says what was found. Where it is said anew at each save the result
// comes last, where the eye is, and what is longer than the window breaks
// between words; otherwise each place stays on one line, for editors.
func (a *app) printCheck(result string, problems document.Problems, found []advice.Advice, last bool) error {
	width := 1 << 20
	if last && isTerminal(a.Stdout) {
		width = a.width()
	}
	if len(problems) > 0 {
		fmt.Fprintln(a.Stderr, folded(problems.Error(), width))
	}
	text := folded(adviceText(found), width)
	switch {
	case last && text != "":
		text += "\n" + result
	case last || len(problems) == 0:
		text = result + text
	}
	return a.print(text)
}

// folded breaks lines that are longer than the width between words, and indents
// what follows.
func folded(text string, width int) string {
	const indent = "    "
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		for utf8.RuneCountInString(line) > width {
			runes := []rune(line)
			at := width
			for at > len(indent) && runes[at] != ' ' {
				at--
			}
			if at <= len(indent) {
				break // one long word, such as a path
			}
			out = append(out, strings.TrimRight(string(runes[:at]), " "))
			line = indent + strings.TrimLeft(string(runes[at:]), " ")
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}
