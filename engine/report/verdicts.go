package report

import (
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// verdicts shows what was answered at a step: the counts, and by group.
func (r *report) verdicts(s stop) {
	r.say(r.standing(s))
	asked := s.asked()
	if len(asked) == 0 {
		return
	}
	if r.solo {
		r.own(s, asked)
		return
	}
	r.figures(verdictLegend, barCharts(textf("Verdicts at %s", s.number()), r.itemBars(asked))...)
	r.counts(s, asked)
	r.byGroup(s, asked)
}

// standing says how far the vote came, and what is counterfactual in it.
func (r *report) standing(s stop) text {
	vote := text("")
	hidden := slices.ContainsFunc(s.items, func(x *analysis.Item) bool { return x.Standing == analysis.Hidden && x.Round > 1 })
	switch {
	case len(s.asked()) == 0:
		vote = "Nothing was answered at this step."
	case s.open() && !s.waits():
		// The second vote was opened, and nobody voted again.
	case s.open() && s.revealed() && r.running && hidden:
		vote = "The second vote is still open; where it is held back, the first stands here:"
	case s.open() && s.revealed() && r.running:
		vote = "The second vote is still open; what is recorded so far:"
	case s.open() && s.revealed():
		vote = "The second vote was never revealed; what was recorded of it is counted:"
	case s.open() && r.running:
		vote = "The vote is still open; what is recorded so far:"
	case s.open():
		vote = "The vote on this step was never revealed; what was recorded:"
	}
	var younger []*analysis.Item
	for _, x := range s.table() {
		if x.Counterfactual {
			younger = append(younger, x)
		}
	}
	would := text("")
	switch {
	case len(younger) == 0:
	case s.would():
		would = "† Counterfactual: the step is older than the norms, so a verdict answers “would it have …?”"
	default:
		would = textf("† Counterfactual: the step is older than %s, so a verdict there answers “would it have …?”", r.refs(younger))
	}
	return join(nonEmpty(would, vote), " ")
}

// counts is the table of a room's verdicts: words first, then numbers.
func (r *report) counts(s stop, asked []*analysis.Item) {
	var rows [][]text
	for _, x := range asked {
		name := r.name(x.Norm) + dagger(x.Counterfactual)
		if x.Standing == analysis.Hidden {
			rows = append(rows, []text{name, "not shown before the reveal", "?", "?", "?", "?", textf("%d", x.Hidden), "?"})
			continue
		}
		rows = append(rows, append([]text{name, sentence(r.said(x))}, figuresOf(x.Tally, x.Share)...))
	}
	r.table(textf("Answers at %s, in the latest round", s.number()), append(words("Norm", "In words"), figureColumns()...), rows)
}

func figureColumns() []column {
	return numbers("H", "L", "I", "Abstained", "Total", "Share of the leading verdict")
}

// figuresOf are the numbers of a tally. Of a tie each verdict that leads has
// the share.
func figuresOf(t exercise.Tally, share analysis.Statistic) []text {
	return append(tallied(t), textf("%d", t.Answered()), percent(share))
}

func tallied(t exercise.Tally) []text {
	return []text{textf("%d", t.Helped), textf("%d", t.Latency), textf("%d", t.Irrelevant), textf("%d", t.Abstained)}
}

// byGroup is the table of groups, if any was counted. Of ballots only what
// everybody may see, so that nobody is found in a small group; of a show of
// hands everybody in the room has seen it all.
func (r *report) byGroup(s stop, asked []*analysis.Item) {
	var names, merged []string
	cols := words("Group")
	tallies := map[string]map[norm.ID]exercise.Tally{}
	for _, x := range asked {
		for _, g := range x.Groups {
			if tallies[g.Group] == nil {
				tallies[g.Group] = map[norm.ID]exercise.Tally{}
				names = append(names, g.Group)
			}
			tallies[g.Group][x.Norm] = g.Tally
		}
		if len(x.Groups) > 0 {
			cols = append(cols, column{name: r.ref(x.Norm) + dagger(x.Counterfactual)})
		}
		merged = append(merged, x.Merged...)
	}
	slices.SortFunc(names, func(a, b string) int {
		if (a == "") != (b == "") {
			return strings.Compare(b, a) // everybody else comes last
		}
		return strings.Compare(a, b)
	})
	var rows [][]text
	for _, name := range names {
		row := []text{r.group(name)}
		for _, x := range asked {
			if len(x.Groups) == 0 {
				continue
			}
			counts := text("–")
			if t, ok := tallies[name][x.Norm]; ok {
				counts = lettered(t)
			}
			row = append(row, counts)
		}
		rows = append(rows, row)
	}
	r.table(textf("Answers at %s, by group", s.number()), cols, rows)
	slices.Sort(merged)
	if merged = slices.Compact(merged); len(merged) > 0 {
		list := make([]text, len(merged))
		for i, g := range merged {
			list[i] = plain(g)
		}
		r.say(textf("Put together at this step, on one norm or more, because fewer than five of the group answered, or too few others would be left: %s.", and(list)))
	}
}

// lettered is a tally in little room: "H 4, L 3, I 1, A 2".
func lettered(t exercise.Tally) text {
	var parts []text
	for _, a := range exercise.Answers() {
		if n := t.Of(a); n > 0 || a != exercise.Abstain {
			parts = append(parts, textf("%s\u00a0%d", a.Letter(), n))
		}
	}
	return join(parts, ", ")
}

// group is a group's name in a table.
func (r *report) group(name string) text {
	switch {
	case name != "":
		return plain(name)
	case r.setup.Mode == exercise.Room:
		return "no group, or a group of fewer than five"
	}
	return "everybody else"
}

// own is the table of a solo walk.
func (r *report) own(s stop, asked []*analysis.Item) {
	var rows [][]text
	for _, x := range asked {
		b := r.ballot(s, x.Norm, x.Round)
		rows = append(rows, []text{r.name(x.Norm) + dagger(x.Counterfactual), sentence(r.said(x)), given(string(b.Reason)), given(string(b.Delay)), given(b.Note)})
	}
	r.table(textf("Your answers at %s", s.number()), words("Norm", "You say", "Reason", "Delay", "Remark"), rows)
}

// ballot is the one ballot of a solo walk.
func (r *report) ballot(s stop, id norm.ID, round int) exercise.Ballot {
	for _, c := range r.state.Votes(exercise.Item{Step: s.ID, Norm: id, Round: round}).Ballots {
		return c.Ballot
	}
	return exercise.Ballot{}
}
