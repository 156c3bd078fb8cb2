package workbook

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// items is a row per norm, step and round.
func (b *book) items() {
	columns := []column{
		{"Step", 5, whole}, {"Step id", 8, plain}, {"Title", 26, wrapped},
		{"Norm", 15, plain}, {"Reference", 10, plain}, {"Label", 26, wrapped},
		{"Round", 7, whole}, {"Latest", 7, plain}, {"Revealed", 9, plain}, {"Counterfactual", 14, plain}, {"Standing", 10, plain},
		{"Helped", 7, whole}, {"Latency", 8, whole}, {"Irrelevant", 10, whole}, {"Abstained", 10, whole}, {"Held back", 6, whole},
		{"Leading verdict", 13, wrapped}, {"Share of it", 7, share}, {"Interval from", 8, share}, {"Interval to", 8, share},
		{"Pairwise agreement", 10, decimal}, {"Consensus", 10, decimal}, {"Variation", 9, decimal}, {"Agreement in words", 16, plain}, {"In a sentence", 36, wrapped},
		{"Reasons", 18, wrapped}, {"Delays", 18, wrapped},
		{"Observed", 9, plain}, {"Analyst's reading", 10, plain}, {"Confidence", 11, plain}, {"Beside the reading", 10, plain},
	}
	rows := make([][]any, len(b.of.Items))
	for i := range b.of.Items {
		rows[i] = b.item(&b.of.Items[i])
	}
	b.table("Items", "One row per norm at a step, in each round. Shares are of the verdicts, without abstentions; the interval is Wilson's, 95 %; see Method.", columns, rows)
}

func (b *book) item(x *analysis.Item) []any {
	st, number := b.step(x.Step)
	n := b.norm(x.Norm)
	row := []any{
		number, x.Step, st.Title, string(x.Norm), n.Reference, n.Label,
		x.Round, x.Latest, x.Revealed, x.Counterfactual, string(x.Standing),
	}
	row = append(row, counts(x.Tally, x.Tally.Answered() > 0)...)
	row = append(row, some(x.Hidden), leading(x.Figures), x.Share)
	if x.Wilson != nil {
		row = append(row, x.Wilson.Low, x.Wilson.High)
	} else {
		row = append(row, nil, nil)
	}
	row = append(row, x.Agreement, x.Consensus, x.Variation, inWords(x), x.Sentence(b.of.Mode), mentions(x.Reasons), mentions(x.Delays))
	if r := x.Reading; r != nil {
		row = append(row, r.Observed, string(r.Verdict), string(r.Confidence), string(r.Room))
	}
	return row
}

// counts are the four numbers of a tally; empty where nobody was asked.
func counts(t exercise.Tally, asked bool) []any {
	if !asked {
		return []any{nil, nil, nil, nil}
	}
	return []any{t.Helped, t.Latency, t.Irrelevant, t.Abstained}
}

// inWords is the label, which says nothing where nobody gave a verdict.
func inWords(x *analysis.Item) string {
	if x.Standing != analysis.Judged {
		return ""
	}
	return x.Label.String()
}

// some is a count that is left empty if there is nothing to count.
func some(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

func leading(f analysis.Figures) string {
	if len(f.Tied) == 0 {
		return string(f.Modal)
	}
	names := make([]string, len(f.Tied))
	for i, a := range f.Tied {
		names[i] = string(a)
	}
	return "tie: " + strings.Join(names, ", ")
}

// mentions lists words with how often they were said.
func mentions[W ~string](list []analysis.Mention[W]) string {
	out := make([]string, len(list))
	for i, m := range list {
		out[i] = fmt.Sprintf("%s %d", m.Word, m.Count)
	}
	return strings.Join(out, ", ")
}
