package dataset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
)

// The columns of a table of ballots.
const (
	colStep       = "step"
	colNorm       = "norm"
	colRound      = "round"
	colGroup      = "group"
	colHelped     = "helped"
	colLatency    = "latency"
	colIrrelevant = "irrelevant"
	colAbstained  = "abstained"
	colReason     = "reason"
	colDelay      = "delay"
	colRemark     = "remark"
	colNumber     = "no"    // of the row on paper; never read back
	colAbout      = "about" // for the reader's eyes; never read back
)

// ballotColumns lists the columns in the order of the template.
func ballotColumns() []string {
	return []string{colNumber, colStep, colNorm, colRound, colGroup, colHelped, colLatency, colIrrelevant, colAbstained, colReason, colDelay, colRemark, colAbout}
}

// A header says which column stands where.
type header map[string]int

// readHeader understands the first row. Columns may be in any order, and those
// that a count can do without may be missing.
func readHeader(name string, l line) (header, Faults) {
	h := header{}
	var faults Faults
	add := func(column, format string, args ...any) {
		faults = append(faults, Fault{name, l.row, column, fmt.Sprintf(format, args...)})
	}
	for i, cell := range l.cells {
		title := strings.ToLower(strings.TrimSpace(cell))
		_, twice := h[title]
		switch {
		case title == "":
		case !slices.Contains(ballotColumns(), title):
			add(shorten(cell), "there is no such column; %s", document.DidYouMean(title, ballotColumns(), "the columns are "+strings.Join(ballotColumns(), ", ")))
		case twice:
			add(title, "the column is there twice; keep one")
		default:
			h[title] = i
		}
	}
	for _, must := range []string{colStep, colNorm, colHelped, colLatency, colIrrelevant} {
		if _, ok := h[must]; !ok {
			add(must, "the column is missing; the first row has to name the columns as the one of --template does")
		}
	}
	return h, faults
}

// cell is what stands in a column of a row, without blanks around it; empty if
// the table has no such column.
func (h header) cell(l line, column string) string {
	i, ok := h[column]
	if !ok || i >= len(l.cells) {
		return ""
	}
	return strings.TrimSpace(l.cells[i])
}

// shorten keeps a cell from filling a message.
func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
