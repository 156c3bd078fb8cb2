package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// worth is the analysis by norm: all results on one screen, and what each norm
// comes to.
func (r *report) worth() {
	r.part("by-norm", "Analysis by norm")
	if len(r.a.Norms) == 0 {
		r.say("No norm was on the table.")
		return
	}
	r.matrix()
	r.totals()
	r.sides()
	r.reasons()
}

func (r *report) matrix() {
	r.section("matrix", "Results at a glance")
	r.cells()
}

// cells is one letter for each norm at each step.
func (r *report) cells() {
	if !r.inBrief { // the short report has no room to show the same twice
		r.figures(r.shades(), r.heatMaps()...)
	}
	cols := words("Norm")
	for _, s := range r.stops {
		cols = append(cols, column{textf("%d", s.Index+1) + dagger(s.would()), false})
	}
	rows := make([][]text, len(r.a.Norms))
	for i, n := range r.a.Norms {
		rows[i] = append(rows[i], r.name(n.ID))
		for _, s := range r.stops {
			letter, mark := cell(s, n.ID)
			rows[i] = append(rows[i], plain(letter)+mark)
		}
	}
	r.table("Norms and steps", cols, rows)
	r.legend()
}

// cell is the letter of the matrix. The mark for a counterfactual verdict is
// on the step where all of its norms have it, and here where only some do.
func cell(s stop, id norm.ID) (letter string, mark text) {
	x := s.item(id)
	if x == nil {
		return "–", ""
	}
	mark = dagger(x.Counterfactual && !s.would())
	switch {
	case x.Standing == analysis.SetAside:
		return "x", ""
	case x.Standing == analysis.Hidden:
		return "?", ""
	case x.Standing == analysis.NotAsked:
		return "·", ""
	case x.Standing == analysis.Abstained:
		return exercise.Abstain.Letter(), mark
	case len(x.Tied) > 0:
		return "=", mark
	}
	return x.Modal.Letter(), mark
}

// legend explains every sign, in the order of the verdicts.
func (r *report) legend() {
	leads, tie, abstained := text("the verdict with the most votes"), text(", = a tie"), text("only abstentions")
	if r.solo {
		leads, tie, abstained = "your verdict", "", "abstained"
	}
	hidden := text("")
	if slices.ContainsFunc(r.a.Items, func(x analysis.Item) bool { return x.Standing == analysis.Hidden }) {
		hidden = ", ? answers that are not shown before the reveal"
	}
	signs := []text{
		textf("Columns are steps, letters are %s in the latest round: %s helped, %s latency, %s irrelevant%s, %s %s,",
			leads, exercise.Helped.Letter(), exercise.Latency.Letter(), exercise.Irrelevant.Letter(), tie, exercise.Abstain.Letter(), abstained),
		"· not asked, – not on the table, x set aside as not applying, † counterfactual (the norm is younger than the step)" + hidden + ".",
	}
	var open []text
	for _, s := range r.stops {
		if s.waits() {
			open = append(open, textf("%d", s.Index+1))
		}
	}
	switch len(open) {
	case 0:
	case 1:
		signs = append(signs, textf("The latest vote was not revealed at step %s.", open[0]))
	default:
		signs = append(signs, textf("The latest vote was not revealed at steps %s.", and(open)))
	}
	r.say(signs...)
}

// totals sums up each norm over the steps, what happened apart from what would
// have happened.
func (r *report) totals() {
	r.section("worth", "What each norm was worth")
	r.figures(verdictLegend, barCharts("Answers to each norm, added up over the steps", r.normBars())...)
	var rows [][]text
	for _, n := range r.a.Norms {
		if items(n.Actual) > 0 {
			rows = append(rows, r.worthRow(n, n.Actual, ""))
		}
		if items(n.Counterfactual) > 0 {
			rows = append(rows, r.worthRow(n, n.Counterfactual, "†"))
		}
	}
	cols := slices.Concat(words("Norm"), numbers("Steps judged", "Helped", "Latency", "Irrelevant", "Abstained"), words("Which verdict led, at how many steps"))
	unit := text("Counts are answers, added up over the steps, each in its latest round.")
	if r.solo {
		cols = cols[:len(cols)-1]
		unit = "Counts are steps, each in its latest round."
		for i := range rows {
			rows[i] = rows[i][:len(cols)]
		}
	}
	r.table("What each norm was worth; † where the step is older than the norm", cols, rows)
	r.say(unit, "Shares are of the verdicts; abstentions are not in them.",
		"What a norm did (no mark) and what it would have done (†) stand in rows of their own, and are never added up.")
}

func (r *report) worthRow(n analysis.Norm, w analysis.Worth, mark text) []text {
	return []text{
		r.name(n.ID) + mark, textf("%d", w.Applied),
		counted(w.Tally.Helped, w.Shares.Helped), counted(w.Tally.Latency, w.Shares.Latency), counted(w.Tally.Irrelevant, w.Shares.Irrelevant),
		textf("%d", w.Tally.Abstained), r.outcome(w),
	}
}

// outcome counts steps by the verdict that led, and those without one.
func (r *report) outcome(w analysis.Worth) text {
	var parts []text
	for _, x := range []struct {
		n    int
		what text
	}{
		{w.Helped, "helped"}, {w.Latency, "latency"}, {w.Irrelevant, "irrelevant"}, {w.Tied, "a tie"}, {w.Abstained, "only abstentions"},
		{w.Hidden, "held back"}, {w.NotAsked, "not asked"}, {w.SetAside, "set aside"},
	} {
		if x.n > 0 {
			parts = append(parts, textf("%s %d", x.what, x.n))
		}
	}
	return orDash(join(parts, ", "))
}

// reasons lists why people said what they said, and how long they think that it
// took: with the votes that count, and apart from them with first votes that were
// followed by a second.
func (r *report) reasons() {
	var rows [][]text
	first := false
	for _, n := range r.a.Norms {
		for _, w := range []struct {
			analysis.Worth
			mark text
		}{{n.Actual, ""}, {n.Counterfactual, "†"}} {
			if len(w.Reasons)+len(w.Delays) > 0 {
				rows = append(rows, []text{r.name(n.ID) + w.mark, orDash(mentions(w.Reasons)), orDash(mentions(w.Delays))})
			}
			if reasons, delays := r.a.EarlierSaid(n.ID, w.mark != ""); len(reasons)+len(delays) > 0 {
				rows, first = append(rows, []text{r.name(n.ID) + w.mark + " (first vote)", orDash(mentions(reasons)), orDash(mentions(delays))}), true
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	r.section("reasons", "Reasons and estimates of delay")
	if first {
		r.say("Where a step was voted on twice, what was said with the first vote stands in a row of its own.")
	}
	r.table("Reasons and estimates that were given, with how often", words("Norm", "Reasons", "Delay that it cost or would have cost"), rows)
	if r.setup.Mode != exercise.Solo {
		r.say("Whoever gave a reason did so freely; one that came with a count of hands counts once.")
	}
}

// items is the number of steps at which the norm came up at all.
func items(w analysis.Worth) int {
	return w.Applied + w.Abstained + w.Hidden + w.NotAsked + w.SetAside
}
