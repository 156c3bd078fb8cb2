package report

import (
	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// groupGaps shows how stakeholder groups differ.
func (r *report) groupGaps() {
	r.part("groups", "Gaps between groups")
	if len(r.a.Groups) == 0 {
		r.say("No groups were counted apart, so there is nothing to compare.")
		return
	}
	if r.setup.Mode == exercise.Room {
		r.say("A group of fewer than five answers to an item is put among the others, and so is one more where the others would be too few to hide it. What is put together counts for no group.")
	} else {
		r.say("The facilitator counted these groups in front of everybody. A difference is drawn only between groups of five verdicts or more.")
	}
	const most = 8
	gaps := r.a.Gaps[:min(most, len(r.a.Gaps))]
	if len(gaps) == 0 {
		r.say("No two groups of five verdicts or more differ on any item.")
	} else {
		r.section("gaps", "The widest gaps, item by item")
		r.figures("□ the group with the smaller share of the verdict, ● the one with the larger.", r.gapChart(gaps))
		r.table("The widest gaps, item by item", append(words("Item", "Verdict and counts"), numbers("Gap")...), r.gapRows(gaps))
	}
	r.overItems()
	r.eachGroup()
}

func (r *report) gapRows(gaps []analysis.Gap) [][]text {
	var rows [][]text
	for _, g := range gaps {
		rows = append(rows, []text{sentence(r.brief(g.Ref)), plain(g.Sentence()), inPoints(g.Difference)})
	}
	return rows
}

// inPoints is a difference of shares.
func inPoints(s analysis.Statistic) text {
	x, ok := s.Get()
	switch n := whole(x); {
	case !ok:
		return "–"
	case n == 1:
		return "1 point"
	default:
		return textf("%d points", n)
	}
}

func (r *report) overItems() {
	const most = 6
	var items []text
	for _, g := range r.a.GroupGaps[:min(most, len(r.a.GroupGaps))] {
		items = append(items, textf("%s (%s)", g.Sentence(), inPoints(g.Difference)))
	}
	if len(items) > 0 {
		r.section("gaps-over-items", "Over all items that two groups share")
		r.list(items)
	}
}

func (r *report) eachGroup() {
	r.section("each-group", "Each group's answers")
	var rows [][]text
	var merged []text
	for _, g := range r.a.Groups {
		if g.Items == 0 {
			merged = append(merged, plain(g.Group))
			continue
		}
		rows = append(rows, []text{
			r.group(g.Group), textf("%d", g.Items), textf("%d", g.Merged),
			counted(g.Tally.Helped, g.Shares.Helped), counted(g.Tally.Latency, g.Shares.Latency), counted(g.Tally.Irrelevant, g.Shares.Irrelevant),
			textf("%d", g.Tally.Abstained), percent(g.Agreement.Raw),
		})
	}
	r.table("Each group's answers, over the items at which it is shown by itself and not put among others",
		append(words("Group"), numbers("Items", "Put among others", "Helped", "Latency", "Irrelevant", "Abstained", "Pairs that agree")...), rows)
	if len(merged) > 0 {
		r.say(textf("Put among the others at every item: %s.", and(merged)))
	}
}
