package report

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

const verdictLegend = "H helped, L latency, I irrelevant, each with its number of verdicts; a bar is all of them. At the right stands their number, and after A that of the abstentions, which are in no bar."

// A barRow is one or more bars under one label.
type barRow struct {
	label text
	bars  []bar
}

// A bar is a tally's verdicts as shares of the whole width.
type bar struct {
	name  string // at the left; empty for an only bar
	tally exercise.Tally
}

const (
	barHeight = 19.0
	barGap    = 4.0
	rowGap    = 12.0
	nameWidth = 50.0
)

// barCharts draws rows of bars, in as many charts as they need.
func barCharts(title text, rows []barRow) []chart {
	most := 0
	for _, row := range rows {
		most = max(most, len(row.bars))
	}
	if most == 0 {
		return nil
	}
	perRow := fontSize + 5 + float64(most)*(barHeight+barGap) + rowGap
	parts := chunks(rows, max(int(tallest/perRow), 1))
	out := make([]chart, len(parts))
	for i, part := range parts {
		out[i] = barChart(partOf(title.Bare(), i, len(parts)), part)
	}
	return out
}

func barChart(title string, rows []barRow) chart {
	var d drawing
	var said []string
	y := 2.0
	for _, row := range rows {
		label := row.label.Bare()
		note := ""
		if len(row.bars) == 1 {
			note = votes(row.bars[0].tally)
		}
		d.words("end small", narrow, y+fontSize-1, note)
		d.words("", 0, y+fontSize-1, fit(label, narrow-float64(len(note))*charWidth*0.9-8))
		y += fontSize + 5
		for _, b := range row.bars {
			left, right := 0.0, narrow
			if b.name != "" {
				d.words("small", 0, y+barHeight-5, b.name)
				left = nameWidth
			}
			if len(row.bars) > 1 {
				right -= 62
				d.words("end small", narrow, y+barHeight-5, votes(b.tally))
			}
			segments(&d, b.tally, left, right, y)
			said = append(said, strings.TrimSpace(label+" "+b.name)+": "+tally(b.tally).Bare())
			y += barHeight + barGap
		}
		y += rowGap
	}
	return chart{title, strings.Join(said, ". ") + ".", d.String(), narrow, y - rowGap + 2}
}

// votes is short, to stand at the end of a line: "20, A 2".
func votes(t exercise.Tally) string {
	if t.Abstained > 0 {
		return fmt.Sprintf("%d, %s %d", t.Judged(), exercise.Abstain.Letter(), t.Abstained)
	}
	return fmt.Sprintf("%d", t.Judged())
}

// segments draws a tally's verdicts from left to right.
func segments(d *drawing, t exercise.Tally, left, right, y float64) {
	if t.Judged() == 0 {
		d.rect("none", left+0.5, y+0.5, right-left-1, barHeight-1)
		d.words("mid small", (left+right)/2, y+barHeight-5, "no verdict")
		return
	}
	x := left
	for _, a := range exercise.Verdicts() {
		n := t.Of(a)
		if n == 0 {
			continue
		}
		width := (right - left) * t.Share(a)
		d.rect(class(a), x+0.5, y+0.5, max(width-1, 1), barHeight-1)
		inside := fmt.Sprintf("%s %d", a.Letter(), n)
		if width < float64(len(inside)+1)*charWidth {
			inside = a.Letter()
		}
		if width >= charWidth+3 {
			d.words("mid ink-"+class(a), x+width/2, y+barHeight-5, inside)
		}
		x += width
	}
}

// itemBars are the verdicts on the items of a step.
func (r *report) itemBars(items []*analysis.Item) []barRow {
	var rows []barRow
	for _, x := range items {
		if x.Standing != analysis.Hidden {
			rows = append(rows, barRow{r.name(x.Norm) + dagger(x.Counterfactual), []bar{{"", x.Tally}}})
		}
	}
	return rows
}

// normBars are the answers to each norm, what happened apart from what would
// have happened.
func (r *report) normBars() []barRow {
	var rows []barRow
	for _, n := range r.a.Norms {
		if n.Actual.Tally.Answered() > 0 {
			rows = append(rows, barRow{r.name(n.ID), []bar{{"", n.Actual.Tally}}})
		}
		if n.Counterfactual.Tally.Answered() > 0 {
			rows = append(rows, barRow{r.name(n.ID) + "†", []bar{{"", n.Counterfactual.Tally}}})
		}
	}
	return rows
}

// shiftBars set the two rounds of an item under each other.
func (r *report) shiftBars() []barRow {
	var rows []barRow
	for _, s := range r.a.Shifts {
		label := textf("%s at %s", r.name(s.Norm), r.stop(s.Step).number()) + dagger(r.counterfactual(s.Ref))
		rows = append(rows, barRow{label, []bar{{"first", s.Before}, {"second", s.After}}})
	}
	return rows
}
