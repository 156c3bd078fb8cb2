package dataset

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
)

// A place is where a count belongs; there can be one of each in a table.
type place struct {
	item  exercise.Item
	group string
}

// A reader makes counts of rows, and collects what is wrong with them.
type reader struct {
	name    string
	state   *exercise.State
	norms   *norm.Set
	header  header
	seen    map[place]int   // the row in which a place came first
	first   map[string]bool // steps that have rows of round 1, good or bad
	faults  Faults
	ballots *Ballots
}

func (r *reader) fault(row int, column, format string, args ...any) {
	r.faults = append(r.faults, Fault{r.name, row, column, fmt.Sprintf(format, args...)})
}

// read takes in one row.
func (r *reader) read(l line) {
	before := len(r.faults)
	for i, c := range l.cells {
		if i >= r.width() && strings.TrimSpace(c) != "" {
			r.fault(l.row, "", "there are more cells than columns, from %s on; put a text that has a separator in it in quotation marks", document.Quote(c))
			break
		}
	}
	for _, column := range ballotColumns() {
		if c := r.header.cell(l, column); !legible(c) {
			r.fault(l.row, column, `%s has characters that can't be read; save the table as "CSV UTF-8"`, document.Quote(strings.ToValidUTF8(c, "?")))
		}
	}
	if len(r.faults) > before {
		return
	}
	c := Count{Row: l.row}
	tally, counted := r.tally(l)
	if !counted {
		r.uncounted(l)
		return
	}
	step, ok := r.step(l)
	id, known := r.norm(l, step, ok)
	round := r.round(l)
	c.Tally, c.Item = tally, exercise.Item{Step: step.ID, Norm: id, Round: round}
	group, grouped := r.group(l)
	c.Group = group
	c.Reason = word(r, l, colReason, exercise.Reasons())
	c.Delay = word(r, l, colDelay, exercise.Delays())
	c.Remark = r.remark(l)
	if ok && round == 1 {
		r.first[step.ID] = true
	}
	if ok && known && grouped && round > 0 {
		at := place{c.Item, c.Group}
		if first, twice := r.seen[at]; twice {
			r.fault(l.row, "", "the step, norm, round and group are those of row %d; keep one of the two", first)
		} else {
			r.seen[at] = l.row
		}
	}
	if len(r.faults) == before {
		r.ballots.Counts = append(r.ballots.Counts, c)
	}
}

// width is the number of columns up to the last that has a name.
func (r *reader) width() int {
	n := 0
	for _, i := range r.header {
		n = max(n, i+1)
	}
	return n
}

// tally reads the four counts; ok is false if all are empty.
func (r *reader) tally(l line) (t exercise.Tally, ok bool) {
	before := len(r.faults)
	for _, c := range []struct {
		column string
		answer exercise.Answer
	}{{colHelped, exercise.Helped}, {colLatency, exercise.Latency}, {colIrrelevant, exercise.Irrelevant}, {colAbstained, exercise.Abstain}} {
		cell := r.header.cell(l, c.column)
		if cell == "" {
			continue
		}
		ok = true
		n, err := strconv.Atoi(cell)
		switch {
		case errors.Is(err, strconv.ErrRange) || n > exercise.MaxCount:
			r.fault(l.row, c.column, "%s is more than fits in a room; at most %d are counted", document.Quote(cell), exercise.MaxCount)
		case err != nil:
			r.fault(l.row, c.column, "%s is no number of people; write a whole number such as 12, or leave it empty for none", document.Quote(cell))
		case n < 0:
			r.fault(l.row, c.column, "%d is less than nobody; write a whole number such as 12, or leave it empty for none", n)
		default:
			t = t.With(c.answer, n)
		}
	}
	if ok && len(r.faults) == before && t.Answered() == 0 {
		r.fault(l.row, colHelped, "nobody answered; leave the counts empty if the norm was not asked, or count those who abstained")
	}
	return t, ok
}

// uncounted refuses a row that says something of an item but has no counts.
func (r *reader) uncounted(l line) {
	for _, column := range []string{colReason, colDelay, colRemark} {
		if r.header.cell(l, column) != "" {
			r.fault(l.row, colHelped, "there are no counts, and yet a %s; fill in the counts, or take the %s out", column, column)
			return
		}
	}
}

// step finds the step by its id or its number in the exercise.
func (r *reader) step(l line) (exercise.StepState, bool) {
	cell := inert.Restore(r.header.cell(l, colStep))
	steps := r.state.Steps()
	for _, st := range steps {
		if strings.EqualFold(st.ID, cell) {
			return st, true
		}
	}
	if n, err := strconv.Atoi(cell); err == nil && n >= 1 && n <= len(steps) {
		return steps[n-1], true
	}
	ids := make([]string, len(steps))
	for i, st := range steps {
		ids[i] = st.ID
	}
	otherwise := fmt.Sprintf("write a number from 1 to %d, or an id such as %s", len(steps), ids[0])
	if cell == "" {
		r.fault(l.row, colStep, "the step is missing; %s", otherwise)
	} else {
		r.fault(l.row, colStep, "this exercise has no step %s; %s", document.Quote(cell), document.DidYouMean(cell, ids, otherwise))
	}
	return exercise.StepState{}, false
}

// norm finds the norm by any name, and sees that it is on the table.
func (r *reader) norm(l line, st exercise.StepState, known bool) (norm.ID, bool) {
	cell := inert.Restore(r.header.cell(l, colNorm))
	if cell == "" {
		r.fault(l.row, colNorm, "the norm is missing; write its id, or a name such as 13(h)")
		return "", false
	}
	m, err := r.norms.FindAt(st.Norms, cell)
	if err != nil {
		r.fault(l.row, colNorm, "%v", err)
		return "", false
	}
	id := m.Norm.ID
	if known && !slices.Contains(st.Norms, id) {
		names := make([]string, len(st.Norms))
		for i, n := range st.Norms {
			names[i] = string(n)
		}
		r.fault(l.row, colNorm, "%s is not on the table at step %d, where %s; add it there with normwalk resume, or take the row out", id, st.Index+1, onTable(names))
		return "", false
	}
	for _, note := range m.Notes {
		notice := fmt.Sprintf("%s is taken as %s %s. %s", document.Quote(cell), m.Norm.Reference, m.Norm.Label, note)
		if !slices.Contains(r.ballots.Notices, notice) {
			r.ballots.Notices = append(r.ballots.Notices, notice)
		}
	}
	return id, true
}

func onTable(names []string) string {
	if len(names) == 0 {
		return "there is none"
	}
	return "there are " + strings.Join(names, ", ")
}

// round is 1 or 2; 0 if it is neither.
func (r *reader) round(l line) int {
	switch cell := r.header.cell(l, colRound); cell {
	case "", "1":
		return 1
	case "2":
		return 2
	default:
		r.fault(l.row, colRound, "%s is no round; write 1, or 2 for the vote after the discussion", document.Quote(cell))
	}
	return 0
}

// group finds the group in any case.
func (r *reader) group(l line) (name string, ok bool) {
	cell := r.header.cell(l, colGroup)
	groups := r.state.Setup().Groups
	for _, spelling := range []string{cell, inert.Restore(cell)} {
		if slices.Contains(groups, spelling) {
			return spelling, true
		}
		if i := slices.IndexFunc(groups, func(g string) bool { return strings.EqualFold(g, spelling) }); i >= 0 {
			return groups[i], true
		}
	}
	if cell == "" {
		return "", true
	}
	if len(groups) == 0 {
		r.fault(l.row, colGroup, "this exercise counts no groups apart; leave the group empty, and put all counts of an item in one row")
		return "", false
	}
	r.fault(l.row, colGroup, "this exercise has no group %s; %s", document.Quote(cell),
		document.DidYouMean(cell, groups, "write one of "+strings.Join(groups, ", ")+", or leave it empty for everybody else"))
	return "", false
}

// word reads one of the words that a column may have, in any case.
func word[S ~string](r *reader, l line, column string, known []S) S {
	cell := r.header.cell(l, column)
	if cell == "" {
		return ""
	}
	names := make([]string, len(known))
	for i, k := range known {
		if strings.EqualFold(string(k), cell) {
			return k
		}
		names[i] = string(k)
	}
	r.fault(l.row, column, "%s is no %s; %s", document.Quote(cell), column,
		document.DidYouMean(cell, names, "write one of "+strings.Join(names, ", ")+", or leave it empty"))
	return ""
}

func (r *reader) remark(l line) string {
	cell := strings.TrimSpace(oneLine(inert.Restore(r.header.cell(l, colRemark))))
	if n := utf8.RuneCountInString(cell); n > exercise.MaxRemark {
		r.fault(l.row, colRemark, "it has %d characters, and at most %d are kept; shorten it", n, exercise.MaxRemark)
	}
	return cell
}
