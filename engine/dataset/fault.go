package dataset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/inert"
)

// mostFaults bounds what is said of a file that isn't the right one at all.
const mostFaults = 1000

// A Fault is one thing that is wrong with a table of ballots, worded for the
// person who filled it in.
type Fault struct {
	File    string
	Row     int    // as a spreadsheet counts: the header is row 1; 0 for the file as a whole
	Column  string // by its name in the header; empty for the row as a whole
	Message string // what is wrong; what to do
}

// String is "FILE:row:column: what; what to do".
func (f Fault) String() string {
	at := inert.Line(f.File)
	if f.Row > 0 {
		at += fmt.Sprintf(":%d", f.Row)
		if f.Column != "" {
			at += ":" + inert.Line(f.Column)
		}
	}
	return at + ": " + inert.Line(f.Message)
}

// Faults is the error of a table of ballots that can't be taken in as it is. It
// has all its faults, from top to bottom.
type Faults []Fault

// Error is one fault a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// err is nil if there are no faults.
func (fs Faults) err() error {
	if len(fs) == 0 {
		return nil
	}
	slices.SortStableFunc(fs, func(a, b Fault) int { return cmp.Compare(a.Row, b.Row) })
	if len(fs) > mostFaults {
		more := Fault{fs[0].File, fs[mostFaults].Row, "", fmt.Sprintf("here and below there is more, %d in all; mend the ones above first", len(fs))}
		fs = append(fs[:mostFaults:mostFaults], more)
	}
	return fs
}
