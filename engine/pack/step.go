package pack

import (
	"slices"

	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// story tells what is known of a step, as the room reads it: nothing that
// belongs to the time after the vote.
func (p *pack) story(s *sheet, st stop) {
	s.list(p.facts(st.Step)...)
	var more []text
	for _, f := range st.Flows {
		line := textf("%s → %s (%s)", p.names(f.From), p.names(f.To), channel(f.Channel))
		if f.What != "" {
			line += textf(": %s", f.What)
		}
		more = append(more, line)
	}
	p.labelled(s, "Who acted toward whom:", more)
	more = nil
	for _, x := range st.Spans {
		more = append(more, textf("%s: %s%s", x.What, strong(plain(x.Took)), p.cite(x.Sources)))
	}
	p.labelled(s, "What took how long:", more)
	p.requests(s, st.Step)
	more = nil
	for _, d := range st.Disputes {
		more = append(more, textf("%s%s", d.Text, p.cite(d.Sources)))
	}
	p.labelled(s, "Disputed:", more)
	more = nil
	for _, c := range st.Claims {
		more = append(more, p.claim(c))
	}
	p.labelled(s, "Claimed, and answered:", more)
}

// labelled is a list with a word before it, on one page where possible.
func (p *pack) labelled(s *sheet, label text, items []text) {
	if len(items) == 0 {
		return
	}
	s.keep("", func(s *sheet) {
		s.kind("lead", strong(label))
		s.list(items...)
	})
}

func (p *pack) facts(s *scenario.Step) []text {
	out := make([]text, len(s.Facts))
	for i, f := range s.Facts {
		out[i] = plain(f.Text) + p.cite(f.Sources)
	}
	return out
}

// claim is an attribution with the answer beside it.
func (p *pack) claim(c scenario.Claim) text {
	return textf("%s, %s: %s %s %s%s", strong(plain(c.By)), moment(c.Date), c.Text, strong("Answer:"), c.Denial, p.cite(c.Sources))
}

// requests shows who asked whom, and the clock of the answer.
func (p *pack) requests(s *sheet, step *scenario.Step) {
	var rows [][]text
	for _, q := range step.Requests {
		rows = append(rows, []text{
			textf("%s → %s", p.names([]string{q.Asker}), p.names([]string{q.Asked})),
			textf("%s (%s; %s)", q.What, q.Kind, channel(q.Channel)),
			moment(q.Sent), moment(q.Acknowledged), moment(q.Acted),
			plain(q.Outcome) + p.cite(q.Sources),
		})
	}
	s.table("Requests, with their clocks", "requests",
		[]column{{"Who asked whom", ""}, {"For what", ""}, {"Sent", ""}, {"Acknowledged", ""}, {"Acted on", ""}, {"Outcome", ""}}, rows)
}

// sure says how sure the author is of a step's account.
func (p *pack) sure(s *scenario.Step) text {
	line := textf("How sure the author is: %s.", s.Confidence)
	if s.ConfidenceNote != "" {
		line += textf(" %s", s.ConfidenceNote)
	}
	if s.When.Note != "" {
		line += textf(" The time: %s.", s.When.Note)
	}
	return line
}

// sources lists those that some ids name, in the scenario's order.
func (p *pack) sources(s *sheet, ids []string) {
	var rows [][]text
	for _, x := range p.Scenario.Sources {
		if !slices.Contains(ids, x.ID) {
			continue
		}
		title := textf("%s: %s", x.Publisher, x.Title)
		if !x.Date.IsZero() {
			title += textf(", %s", x.Date.Text())
		}
		if x.Language != "" {
			title += textf(" (in: %s)", x.Language)
		}
		rows = append(rows, []text{plain(x.ID), title, plain(x.URL), status(x.Status)})
	}
	s.table("The sources that are cited here", "sources", []column{{"No.", "short"}, {"Source", ""}, {"Address", "address"}, {"Read?", "short"}}, rows)
}

func status(s source.Status) text {
	switch s {
	case source.Read:
		return "read"
	case source.Copy:
		return "in a copy"
	}
	return "not read"
}

// cited are the sources of the briefing, the steps and the claims.
func (p *pack) cited() []string {
	ids := slices.Concat(p.Scenario.Grounds, p.Scenario.Header.Sources)
	for _, s := range p.steps {
		ids = append(ids, s.Cited()...)
	}
	for _, c := range p.Scenario.Claims {
		ids = append(ids, c.Sources...)
	}
	return ids
}
