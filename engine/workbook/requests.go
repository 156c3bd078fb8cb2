package workbook

import (
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
)

// requests is a row per request at the steps that the room came to.
func (b *book) requests() {
	columns := []column{
		{"Step", 6, whole}, {"Title", 26, wrapped}, {"Family", 10, plain}, {"Kind", 14, plain}, {"Channel", 16, plain},
		{"Asker", 24, wrapped}, {"Asked", 24, wrapped}, {"What", 38, wrapped}, {"Sent (UTC)", 17, plain},
		{"Acknowledged after at least, hours", 14, hours}, {"at most, hours", 10, hours}, {"Acted on after at least, hours", 13, hours}, {"at most, hours", 10, hours},
		{"Outcome", 40, wrapped},
		{"Verdicts at the step", 9, whole}, {"of them latency", 8, share}, {"Delays that were felt", 24, wrapped},
	}
	var rows [][]any
	for _, q := range b.ledger().Requests {
		st, number := b.step(q.Step)
		row := []any{number, st.Title, string(q.Family), q.Kind, q.Channel, b.actor(q.Asker), b.actor(q.Asked), q.What, q.Sent.String()}
		row = append(row, span(q.Acknowledged)...)
		row = append(row, span(q.Acted)...)
		rows = append(rows, append(append(row, q.Outcome), perceived(q.Perceived)...))
	}
	b.table("Requests", "How long real requests took, beside what the room said of the norms at those steps. A time that no source gives is empty: it may never have come.", columns, rows)
}

// channels sums the requests up.
func (b *book) channels() {
	columns := []column{
		{"Family", 10, plain}, {"Channel", 16, plain}, {"Kind", 16, plain}, {"Requests", 9, whole},
		{"Acknowledged: known", 13, whole}, {"unknown", 9, whole}, {"median at least, hours", 11, hours}, {"at most, hours", 10, hours},
		{"Acted on: known", 10, whole}, {"unknown", 9, whole}, {"median at least, hours", 11, hours}, {"at most, hours", 10, hours},
		{"Verdicts at these steps", 9, whole}, {"of them latency", 8, share}, {"Delays that were felt", 24, wrapped},
	}
	var rows [][]any
	ledger := b.ledger()
	for _, list := range [][]analysis.Row{ledger.Channels, ledger.Kinds} {
		for _, r := range list {
			row := []any{string(r.Family), r.Channel, r.Kind, r.Requests}
			for _, sum := range []analysis.Summary{r.Acknowledged, r.Acted} {
				row = append(row, sum.Known, sum.Unknown)
				row = append(row, span(sum.Median)...)
			}
			rows = append(rows, append(row, perceived(r.Perceived)...))
		}
	}
	b.table("Channels", "The requests by channel, then by kind. Help with the response and the pursuit of people, evidence and money are not put side by side: they take hours and months, for other reasons.", columns, rows)
}

// ledger is the exercise's, which has none if it came to no request.
func (b *book) ledger() *analysis.Latency {
	if b.of.Latency == nil {
		return &analysis.Latency{}
	}
	return b.of.Latency
}

func (b *book) actor(id string) string { return strings.Join(b.scenario.Names([]string{id}), ", ") }

// span is a length of time in hours, as far as it is known.
func span(s *analysis.Span) []any {
	if s == nil {
		return []any{nil, nil}
	}
	return []any{s.Min.Round(time.Second).Hours(), s.Max.Round(time.Second).Hours()}
}

func perceived(p *analysis.Perceived) []any {
	if p == nil {
		return []any{nil, nil, ""}
	}
	return []any{p.Tally.Judged(), p.Share, mentions(p.Delays)}
}
