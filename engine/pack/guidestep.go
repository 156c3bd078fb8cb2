package pack

import "github.com/normwalk/normwalk/engine/norm"

// guidePhase begins a phase of the incident in the guide.
func (p *pack) guidePhase(s *sheet, st stop) {
	ph, ok := p.Scenario.Phase(st.Phase)
	if !ok {
		return
	}
	s.freshPart(textf("Phase %s. %s", ph.ID, ph.Title))
	if ph.FacilitatorNotes != "" {
		s.kind("lead", strong("For you, on the whole phase:"))
		p.paragraphs(s, ph.FacilitatorNotes, nil)
	}
	var questions []text
	for _, q := range ph.Questions {
		questions = append(questions, plain(q))
	}
	p.labelled(s, "Questions that fit any step of it, after the reveal:", questions)
}

// guideStep is a step with all that the facilitator needs of it. It begins a
// page, unless it is the first of its phase, which does.
func (p *pack) guideStep(s *sheet, st stop, first bool) {
	s.add(heading{3, textf("Step %d. %s", st.number, st.Title), !first})
	s.kind("when", strong(textf("Minutes %s", span(st.from, st.to))), "·", p.when(st.Step))
	s.kind("lead", strong("Read aloud:"))
	p.story(s, st)
	s.small(p.sure(st.Step))
	if st.Notes != "" {
		s.kind("lead", strong("For you:"))
		p.paragraphs(s, st.Notes, nil)
	}
	s.keep("vote", func(s *sheet) { s.say(strong("Vote on:"), join(p.calledAll(st), " · ")) })
	if st.Question != "" {
		s.kind("aside", strong("After the reveal, ask:"), plain(st.Question))
	}
	p.readings(s, st)
}

// readings are the analyst's on the norms of the table, with the other side of
// each.
func (p *pack) readings(s *sheet, st stop) {
	if len(st.table) == 0 {
		return
	}
	s.kind("lead", strong("The analyst's reading, after the vote:"))
	for _, id := range st.table {
		s.keep("reading", func(s *sheet) {
			x, ok := st.Reading(id)
			if !ok {
				s.say(strong(p.called(id)+"."), "The author has no reading of this norm here. Ask the room for two, one on each side.")
				return
			}
			s.say(strong(textf("%s: %s.", p.called(id), x.Verdict)), textf("Behaviour seen: %s. Confidence: %s.", x.Observed, x.Confidence), p.younger(st, id))
			s.say("Why:", plain(x.Reason))
			s.say("The other side:", plain(x.Counter))
		})
	}
}

// younger says why a verdict is counterfactual, if it is.
func (p *pack) younger(st stop, id norm.ID) text {
	n, ok := p.Norms.Get(id)
	if !ok || !p.counterfactual(st, id) {
		return ""
	}
	return textf("The norm is of %s, after this step: would it have …?", p.Norms.AdoptedOf(n).Text())
}
