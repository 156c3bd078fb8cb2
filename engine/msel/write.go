package msel

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/scenario"
)

// carried are the parts of a scenario that a list has a place for.
func carried() []draft.Part {
	return []draft.Part{draft.When, draft.Question, draft.Notes, draft.Flows}
}

// rows are the cells of the steps of a track, without the head.
func rows(s *scenario.Scenario, track string) ([][width]string, []draft.Left, error) {
	steps, _, err := draft.Steps(s, track)
	if err != nil {
		return nil, nil, err
	}
	var out [][width]string
	for i, st := range steps {
		r := [width]string{
			number: fmt.Sprint(i + 1), when: draft.Interval(st.When), inject: one(st.Title),
			expected: one(st.Question), notes: lines(strings.Split(st.Notes, "\n\n")...),
		}
		var facts, rest, who, whom, how []string
		var cited []string
		for _, f := range st.Facts {
			facts = append(facts, fmt.Sprintf("%s [%s]", one(f.Text), strings.Join(f.Sources, ", ")))
			for _, id := range f.Sources {
				if slices.Contains(cited, id) {
					continue
				}
				cited = append(cited, id)
				x, _ := s.Source(id)
				rest = append(rest, id+" "+x.URL)
			}
		}
		for _, f := range st.Flows {
			who, whom, how = append(who, people(s, f.From)), append(whom, people(s, f.To)), append(how, scenario.ChannelTitle(f.Channel))
		}
		r[description], r[sources] = lines(facts...), lines(rest...)
		r[from], r[to], r[channel] = lines(who...), lines(whom...), lines(how...)
		out = append(out, r)
	}
	return out, draft.Lacks(s, steps, carried()...), nil
}

// one is a text on one line.
func one(s string) string { return inert.Line(strings.ReplaceAll(s, "\n\n", " ")) }

// lines is a text of several lines.
func lines(texts ...string) string {
	for i := range texts {
		texts[i] = inert.Line(texts[i])
	}
	return strings.Join(texts, "\n")
}

func people(s *scenario.Scenario, ids []string) string { return strings.Join(s.Names(ids), gap) }

// WriteCSV writes the steps of a track, empty for all, as CSV: RFC 4180, in
// UTF-8. It lists what of the scenario isn't carried. Texts that a spreadsheet
// would run as a formula are defused with an apostrophe, in each line.
func WriteCSV(w io.Writer, s *scenario.Scenario, track string) ([]draft.Left, error) {
	table, left, err := rows(s, track)
	if err != nil {
		return nil, err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	cells := make([]string, width)
	for c := range width {
		cells[c] = c.title()
	}
	if err := out.Write(cells); err != nil {
		return nil, fmt.Errorf("write the list: %w", err)
	}
	for _, r := range table {
		for c := range width {
			cells[c] = each(r[c], inert.Defuse)
		}
		if err := out.Write(cells); err != nil {
			return nil, fmt.Errorf("write the list: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return nil, fmt.Errorf("write the list: %w", err)
	}
	return left, nil
}

// each does something to each line of a cell.
func each(cell string, do func(string) string) string {
	parts := strings.Split(cell, "\n")
	for i := range parts {
		parts[i] = do(parts[i])
	}
	return strings.Join(parts, "\n")
}
