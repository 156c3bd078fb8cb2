package report

// objectives says what the exercise set out to ask.
func (r *report) objectives() {
	r.part("objectives", "Objectives")
	r.say(textf("The exercise asked what norms of responsible behaviour are worth in an incident that happened. At each step of “%s”: "+
		"which norms applied, and did following them help the response, add latency, or have no bearing on it?", r.scenario.Title))
	if len(r.a.Norms) == 0 {
		r.say("No norm was on the table.")
	} else {
		r.section("norms", "Norms on the table")
		var items []text
		for _, n := range r.a.Norms {
			items = append(items, r.name(n.ID))
		}
		r.list(items)
	}
	r.questions()
}

// questions are those of the phases that the room came to, as they were put.
func (r *report) questions() {
	walked := map[string]bool{}
	for _, s := range r.stops {
		if s.entered() {
			walked[s.step.Phase] = true
		}
	}
	headed := false
	for _, p := range r.scenario.Phases {
		if !walked[p.ID] || len(p.Questions) == 0 {
			continue
		}
		if !headed {
			r.section("questions", "Questions for the discussion")
			headed = true
		}
		items := make([]text, len(p.Questions))
		for i, q := range p.Questions {
			items[i] = plain(q)
		}
		r.say(strong(plain(p.Title)))
		r.list(items)
	}
}
