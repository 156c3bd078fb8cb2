package pack

import (
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// A row is one line to fill in: how a group voted on a norm at a step.
type row struct {
	number int // from 1; dataset.WriteTemplate's table has the same in its first column
	step   string
	norm   norm.ID
	group  string // empty: everybody else
}

// rows are those of the table that package dataset reads back, in its order:
// steps, then norms, then groups, and everybody else last.
func (e Exercise) rows() []row {
	var out []row
	for _, x := range e.Plan {
		for _, id := range x.Norms {
			for _, g := range append(slices.Clip(e.Groups), "") {
				out = append(out, row{len(out) + 1, x.Step, id, g})
			}
		}
	}
	return out
}

// A ballot is a table to fill in, with columns for the first vote and the
// second: the norms of a step, or the groups that vote on one of them.
type ballot struct {
	caption text
	what    text // the rows are: "Norm" or "Group"
	rows    []ballotRow
}

type ballotRow struct {
	number int
	label  text
	id     text // of the norm, as the table that is typed in has it; may be empty
}

// ballotSheets has a sheet for each group, which its tables fill in.
func (p *pack) ballotSheets(s *sheet) {
	groups := append(slices.Clip(p.Groups), "")
	for i, g := range groups {
		title := text("Ballot sheet")
		switch {
		case g != "":
			title = textf("Ballot sheet: %s", g)
		case len(p.Groups) > 0:
			title = "Ballot sheet: everybody else"
		}
		s.add(heading{1, title, i > 0})
		s.kind("intro", textf("%s · %s", p.Scenario.Title, p.Track.Title))
		s.add(blanks{[]text{"Table:", "People at the table:"}, 0})
		s.say(textf("At each step, write how many of you say %s. One person, one answer to each norm. Leave a row empty if the norm was not asked. The columns at the right are for a second vote, if there is one.", choices()))
		p.legend(s)
		for _, st := range p.steps {
			b := ballot{caption: p.ballotTitle(st), what: "Norm"}
			for _, r := range p.rows {
				if r.step == st.ID && r.group == g {
					b.rows = append(b.rows, ballotRow{r.number, p.mark(st, r.norm), ""})
				}
			}
			s.add(b)
		}
	}
}

// tallySheet has the sums of all ballot sheets, in the rows of the table that
// is typed in afterwards.
func (p *pack) tallySheet(s *sheet) {
	s.title("Tally sheet")
	s.kind("intro", textf("%s · %s", p.Scenario.Title, p.Track.Title))
	people := text("Add up the ballot sheets, or write down a show of hands.")
	if p.People > 0 {
		people += textf(" The four numbers of a norm come to %d, if everybody answers.", p.People)
	}
	s.say(people, "The number before a row stands in the first column of the table that normwalk import-ballots --template prints, too; the rows are in the order of the tally screen. Strike out what was set aside, and leave empty what was not asked: neither is an abstention.")
	p.legend(s)
	for _, st := range p.steps {
		p.tally(s, st)
	}
	s.part("Afterwards, with a computer")
	p.typedIn(s)
}

// tally has a table for the step, or where groups are counted apart one for
// each norm.
func (p *pack) tally(s *sheet, st stop) {
	whole := ballot{caption: p.ballotTitle(st), what: "Norm"}
	for _, id := range st.table {
		one := ballot{caption: textf("Step %d (%s): %s (%s)", st.number, st.ID, p.mark(st, id), id), what: "Group"}
		for _, r := range p.rows {
			if r.step != st.ID || r.norm != id {
				continue
			}
			whole.rows = append(whole.rows, ballotRow{r.number, p.mark(st, id), plain(string(id))})
			group := text("everybody else")
			if r.group != "" {
				group = plain(r.group)
			}
			one.rows = append(one.rows, ballotRow{r.number, group, ""})
		}
		if len(p.Groups) > 0 {
			s.add(one)
		}
	}
	if len(p.Groups) == 0 {
		s.add(whole)
	}
}

func (p *pack) ballotTitle(st stop) text {
	return textf("Step %d. %s", st.number, st.Title) + textf(" (%s)", st.ID)
}

// mark names a norm, with a dagger if it is younger than the step.
func (p *pack) mark(st stop, id norm.ID) text {
	if p.counterfactual(st, id) {
		return p.called(id) + "†"
	}
	return p.called(id)
}

// legend says what may be written beside the counts.
func (p *pack) legend(s *sheet) {
	reasons, delays := make([]text, 0, len(exercise.Reasons())), make([]text, 0, len(exercise.Delays()))
	for _, r := range exercise.Reasons() {
		reasons = append(reasons, plain(string(r)))
	}
	for _, d := range exercise.Delays() {
		delays = append(delays, plain(string(d)))
	}
	s.small(textf("H helped · L added latency · I irrelevant · A would rather not say. In the last column, if you like: a reason (%s), the time it cost (%s), a remark.", join(reasons, ", "), join(delays, ", ")) + p.daggers())
}

// daggers explains the mark, if any row has it.
func (p *pack) daggers() text {
	for _, st := range p.steps {
		for _, id := range st.table {
			if p.counterfactual(st, id) {
				return " † The norm is younger than the step: would it have …?"
			}
		}
	}
	return ""
}

// choices names the answers in a sentence.
func choices() text {
	var out []text
	for _, a := range exercise.Answers() {
		out = append(out, textf("%s (%s)", a.Label(), a.Letter()))
	}
	return and(out)
}

func letters() []string {
	var out []string
	for _, a := range exercise.Answers() {
		out = append(out, a.Letter())
	}
	return out
}

func (b ballot) html(h *htmlPage) {
	kind := "ballot"
	if b.what == "Group" {
		kind += " dense"
	}
	h.WriteString("<table" + class(kind) + ">\n<caption>" + b.caption.HTML() + "</caption>\n<thead>\n" +
		`<tr><th scope="col" rowspan="2">No.</th><th scope="col" rowspan="2">` + b.what.HTML() + "</th>" +
		`<th scope="colgroup" colspan="4" class="edge">First vote</th><th scope="colgroup" colspan="4" class="edge">Second vote</th>` +
		`<th scope="col" rowspan="2">Reason, time, remark</th></tr>` + "\n<tr>")
	for range 2 {
		for i, l := range letters() {
			h.WriteString(`<th scope="col"` + class(edge(i)) + ">" + l + "</th>")
		}
	}
	h.WriteString("</tr>\n</thead>\n<tbody>\n")
	for _, r := range b.rows {
		h.WriteString(`<tr><th scope="row" class="number">` + textf("%d", r.number).HTML() + `</th><td class="what">` + r.label.HTML())
		if r.id != "" {
			h.WriteString(` <span class="id">` + r.id.HTML() + "</span>")
		}
		h.WriteString("</td>")
		for range 2 {
			for i := range letters() {
				h.WriteString("<td" + class(strings.TrimSpace("fill "+edge(i))) + "></td>")
			}
		}
		h.WriteString("<td class=\"write\"></td></tr>\n")
	}
	h.WriteString("</tbody></table>\n")
}

// edge begins a vote's columns with a heavier line.
func edge(i int) string {
	if i == 0 {
		return "edge"
	}
	return ""
}

func (b ballot) markdown(m *markdownPage) {
	columns := []column{{"No.", "number"}, {b.what, ""}}
	for _, vote := range []text{"1st", "2nd"} {
		for _, l := range letters() {
			columns = append(columns, column{textf("%s %s", vote, l), ""})
		}
	}
	columns = append(columns, column{"Reason, time, remark", ""})
	var rows [][]text
	for _, r := range b.rows {
		cells := make([]text, len(columns))
		cells[0], cells[1] = textf("%d", r.number), r.label
		if r.id != "" {
			cells[1] += textf(" (%s)", r.id)
		}
		rows = append(rows, cells)
	}
	m.block("### " + b.caption.Markdown(false))
	table{columns: columns, rows: rows}.markdown(m)
}
