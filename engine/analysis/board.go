package analysis

import (
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A Board is what a whole room is shown in the hot wash: the steps that were
// revealed, how each norm was judged there, and where the room is divided. It
// has no groups, no reading of the analyst's and nothing that anybody wrote.
type Board struct {
	Steps   []int // places in [Exercise.Steps], from 0
	Rows    []BoardRow
	Divided []*Item // the most divided first
}

// A BoardRow is a norm over the steps of a board.
type BoardRow struct {
	Norm  *Norm
	Cells []*Item        // by step; nil where the norm was not on the table
	Tally exercise.Tally // of all cells, "would it have …?" included
}

// Board is the exercise as a board. Items with too few verdicts to say are not
// among the divided ones, of which there are at most so many.
func (e *Exercise) Board(divided int) Board {
	var out Board
	items := map[Ref]*Item{}
	revealed := map[string]bool{}
	for _, i := range e.latest() {
		items[Ref{Step: i.Step, Norm: i.Norm}] = i
		revealed[i.Step] = revealed[i.Step] || i.Revealed
	}
	for n, s := range e.Steps {
		if revealed[s.ID] || s.Phase == exercise.Discussing {
			out.Steps = append(out.Steps, n)
		}
	}
	for n := range e.Norms {
		row, there := BoardRow{Norm: &e.Norms[n], Cells: make([]*Item, len(out.Steps))}, false
		for c, s := range out.Steps {
			if i := items[Ref{Step: e.Steps[s].ID, Norm: row.Norm.ID}]; i != nil {
				row.Cells[c], there = i, true
				if i.Revealed {
					row.Tally = row.Tally.Plus(i.Tally)
				}
			}
		}
		if there {
			out.Rows = append(out.Rows, row)
		}
	}
	for _, r := range e.Divided {
		i, ok := e.Item(r)
		if ok && i.Revealed && i.Label != Broad && i.Label != TooFew && len(out.Divided) < divided {
			out.Divided = append(out.Divided, i)
		}
	}
	return out
}

// Judged is how many of the cells have a verdict.
func (b Board) Judged() int {
	n := 0
	for _, r := range b.Rows {
		for _, i := range r.Cells {
			if i != nil && i.Standing == Judged {
				n++
			}
		}
	}
	return n
}

// Mark is an item as one letter: that of the verdict that leads, a small one
// where the verdicts are too few to say; "=" for a tie, "A" if all abstained,
// "·" not asked, "x" set aside, "?" not revealed. A nil item is a blank.
func (i *Item) Mark() string {
	switch {
	case i == nil:
		return " "
	case i.Standing == SetAside:
		return "x"
	case i.Standing == NotAsked:
		return "·"
	case i.Standing == Hidden || !i.Revealed:
		return "?"
	case i.Standing == Abstained:
		return exercise.Abstain.Letter()
	case i.Modal == "":
		return "="
	case i.Label == TooFew:
		return strings.ToLower(i.Modal.Letter())
	}
	return i.Modal.Letter()
}

// Legend says what the marks of the board mean, those that are on it alone.
func (b Board) Legend() string {
	var parts []string
	marks := b.marks()
	for _, m := range [][2]string{
		{"H", "H helped"}, {"L", "L added latency"}, {"I", "I irrelevant"}, {"small", "small letter: fewer than five verdicts"},
		{"=", "= split"}, {"A", "A only abstentions"}, {"·", "· not asked"}, {"x", "x doesn't apply"}, {"?", "? not revealed"},
	} {
		if slices.Contains(marks, m[0]) {
			parts = append(parts, m[1])
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ")
}

// marks are those on the board, small letters also as what they stand for.
func (b Board) marks() []string {
	var out []string
	for _, r := range b.Rows {
		for _, i := range r.Cells {
			m := i.Mark()
			if up := strings.ToUpper(m); up != m && up != "X" {
				out = append(out, up, "small")
			}
			out = append(out, m)
		}
	}
	return out
}
