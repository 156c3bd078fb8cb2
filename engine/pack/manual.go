package pack

import "strings"

// manual is what participants read: the incident, the steps with their facts,
// and the sources.
func (p *pack) manual(s *sheet) {
	s.title(textf("%s: situation manual", p.Scenario.Title))
	s.kind("intro", textf("A walk through a real incident in %s and %s.", count(len(p.steps), "step"), count(p.Minutes, "minute")))
	s.kind("aside", strong("Please read only as far as the room has come."),
		"Each step is read, then voted on, and then talked about. Numbers in brackets are sources; they are listed at the end. “Unverified” means that the author knows of the sources of a statement but has not read any of them.")
	p.card(s)
	s.part("Background")
	p.paragraphs(s, p.Scenario.Background, p.Scenario.Grounds)
	s.keep("", func(s *sheet) {
		s.part("How we judge")
		p.howToJudge(s)
	})
	s.part("The norms on the table")
	p.normsOverview(s)
	for i, st := range p.steps {
		if ph, ok := p.Scenario.Phase(st.Phase); ok && (i == 0 || p.steps[i-1].Phase != st.Phase) {
			s.freshPart(textf("%s. %s", ph.ID, ph.Title))
		}
		p.manualStep(s, st)
	}
	if len(p.Scenario.Claims) > 0 {
		s.freshPart("Who says who it was")
		s.say("These are claims by those who made them. The answer stands beside each. The exercise doesn't need to know who is right.")
		var items []text
		for _, c := range p.Scenario.Claims {
			items = append(items, p.claim(c))
		}
		s.list(items...)
	}
	s.part("Sources")
	p.sources(s, p.cited())
}

func (p *pack) manualStep(s *sheet, st stop) {
	s.section(textf("Step %d. %s", st.number, st.Title))
	s.kind("when", strong(p.when(st.Step)))
	p.story(s, st)
	s.small(p.sure(st.Step))
	s.keep("vote", func(s *sheet) {
		s.say(strong("We judge:"), join(p.calledAll(st), " · "))
	})
}

func (p *pack) calledAll(st stop) []text {
	out := make([]text, len(st.table))
	for i, id := range st.table {
		out[i] = p.called(id)
		if p.counterfactual(st, id) {
			out[i] += "†"
		}
	}
	if len(out) == 0 {
		return []text{"the norms that the room chooses"}
	}
	return out
}

// card is the incident card.
func (p *pack) card(s *sheet) {
	x := p.Scenario
	var rows [][]text
	for _, f := range [][2]string{
		{"When", x.Date.Text()}, {"Where", x.Region}, {"Target", x.Header.Target}, {"Systems", x.Header.Systems}, {"Method", x.Header.Method},
		{"Purpose", x.Header.Purpose}, {"Result", x.Header.Result}, {"Aftermath", x.Header.Aftermath},
	} {
		if f[1] != "" {
			rows = append(rows, []text{plain(f[0]), plain(f[1])})
		}
	}
	if mark := p.cite(x.Header.Sources); mark != "" {
		rows = append(rows, []text{"Sources", mark[1:]})
	}
	s.keep("", func(s *sheet) {
		s.part("The incident in short")
		p.paragraphs(s, x.Summary, x.Grounds)
	})
	s.table("Incident card", "incident", []column{{"What", "short"}, {"What is known", ""}}, rows)
}

// paragraphs writes a text of several paragraphs, and what it rests on.
func (p *pack) paragraphs(s *sheet, body string, sources []string) {
	parts := strings.Split(body, "\n\n")
	for i, part := range parts {
		if said := plain(part); i < len(parts)-1 {
			s.say(said)
		} else {
			s.say(said + p.cite(sources))
		}
	}
}

// normsOverview names the norms, and says plainly what binds and what doesn't.
func (p *pack) normsOverview(s *sheet) {
	columns := []column{{"Norm", "short"}, {"In short", ""}, {"What it is", ""}, {"Steps", ""}}
	var rows [][]text
	late := false
	for _, n := range p.norms {
		var at []text
		for _, st := range p.steps {
			for _, id := range st.table {
				if id == n.ID {
					mark := textf("%d", st.number)
					if p.counterfactual(st, id) {
						mark, late = mark+"†", true
					}
					at = append(at, mark)
				}
			}
		}
		rows = append(rows, []text{p.ref(n.ID), plain(n.Label), plain(p.Norms.StandingOf(n)), join(at, ", ")})
	}
	s.table("The norms, and the steps at which they are judged", "norms", columns, rows)
	if late {
		s.small("† The norm is younger than the step. The question is then: had it been agreed already, what would it have done?")
	}
	s.say("Each norm stands on a card of its own, in plain words.")
}
