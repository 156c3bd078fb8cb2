package workbook

import (
	"github.com/normwalk/normwalk/engine/analysis"
)

// worth is a row per norm, and another where some of its steps are older than
// the norm.
func (b *book) worth() {
	columns := []column{
		{"Norm", 16, plain}, {"Reference", 10, plain}, {"Label", 46, wrapped}, {"Verdicts are", 14, plain},
		{"Steps judged", 9, whole}, {"led by helped", 9, whole}, {"led by latency", 9, whole}, {"led by irrelevant", 10, whole}, {"tied", 7, whole},
		{"only abstentions", 11, whole}, {"held back", 8, whole}, {"not asked", 8, whole}, {"set aside", 8, whole},
		{"Helped", 8, whole}, {"Latency", 8, whole}, {"Irrelevant", 10, whole}, {"Abstained", 10, whole},
		{"Share helped", 8, share}, {"Share latency", 8, share}, {"Share irrelevant", 10, share},
		{"Reasons", 30, wrapped}, {"Delays", 30, wrapped},
	}
	var rows [][]any
	for _, n := range b.of.Norms {
		for _, kind := range []struct {
			word string
			of   analysis.Worth
		}{{"actual", n.Actual}, {"counterfactual", n.Counterfactual}} {
			if w := kind.of; items(w) > 0 {
				row := []any{
					string(n.ID), n.Reference, n.Label, kind.word,
					w.Applied, w.Helped, w.Latency, w.Irrelevant, w.Tied, w.Abstained, w.Hidden, w.NotAsked, w.SetAside,
				}
				row = append(row, counts(w.Tally, true)...)
				rows = append(rows, append(row, w.Shares.Helped, w.Shares.Latency, w.Shares.Irrelevant, mentions(w.Reasons), mentions(w.Delays)))
			}
		}
	}
	b.table("Norms", "What each norm was worth: first in steps, by the verdict that leads there, then in answers, added up over the steps. Counterfactual verdicts, on steps older than the norm, are kept apart.", columns, rows)
}

// items is the number of steps that a worth is about.
func items(w analysis.Worth) int {
	return w.Applied + w.Abstained + w.Hidden + w.NotAsked + w.SetAside
}

// groups has the stakeholder groups over all items, and then item by item.
func (b *book) groups() {
	columns := []column{
		{"Group", 24, plain}, {"Over", 10, plain}, {"Step", 6, whole}, {"Title", 34, wrapped}, {"Norm", 16, plain}, {"Reference", 10, plain},
		{"Round", 7, whole}, {"Latest", 7, plain}, {"Items", 7, whole}, {"Items merged", 8, whole},
		{"Helped", 8, whole}, {"Latency", 8, whole}, {"Irrelevant", 10, whole}, {"Abstained", 10, whole},
		{"Share helped", 8, share}, {"Share latency", 8, share}, {"Share irrelevant", 10, share}, {"Agreement", 11, decimal}, {"Alpha", 8, decimal},
	}
	var rows [][]any
	for _, g := range b.of.Groups {
		row := []any{group(g.Group), "all items", nil, "", "", "", nil, "", g.Items, g.Merged}
		row = append(row, counts(g.Tally, true)...)
		rows = append(rows, append(row, g.Shares.Helped, g.Shares.Latency, g.Shares.Irrelevant, g.Agreement.Raw, g.Agreement.Alpha))
	}
	for _, x := range b.of.Items {
		st, number := b.step(x.Step)
		for _, g := range x.Groups {
			row := []any{group(g.Group), "one item", number, st.Title, string(x.Norm), b.norm(x.Norm).Reference, x.Round, x.Latest, 1, nil}
			row = append(row, counts(g.Tally, true)...)
			shares := analysis.SharesOf(g.Tally)
			rows = append(rows, append(row, shares.Helped, shares.Latency, shares.Irrelevant, analysis.Pairwise(analysis.CountsOf(g.Tally)), nil))
		}
	}
	b.table("Groups", "Stakeholder groups over all items in their latest round, then item by item. Where people voted for themselves, a group of fewer than five is among “everybody else”.", columns, rows)
}

func group(name string) string {
	if name == "" {
		return "everybody else"
	}
	return name
}
