package pack

import "slices"

// msel lists the steps as exercise people list injects.
func (p *pack) msel(s *sheet) {
	s.title("Master scenario events list")
	s.kind("intro", textf("%s · %s · %s", p.Scenario.Title, p.Track.Title, count(p.Minutes, "minute")))
	s.say("Every inject is a real event whose end is known. All of them are delivered by the facilitator, who reads them aloud. Expected of the room: a vote on each norm, then talk.")
	var rows [][]text
	for _, st := range p.steps {
		var who []text
		for _, f := range st.Flows {
			who = append(who, textf("%s → %s", p.names(f.From), p.names(f.To)))
		}
		var by []text
		for _, f := range st.Flows {
			if c := channel(f.Channel); !slices.Contains(by, c) {
				by = append(by, c)
			}
		}
		norms := text("Choose norms and vote.")
		if len(st.table) > 0 {
			norms = textf("Vote on %s.", p.refs(st.table))
		}
		rows = append(rows, []text{
			textf("%d", st.number), span(st.from, st.to), plain(st.When.UTC()),
			join(append([]text{strong(plain(st.Title)) + "."}, p.facts(st.Step)...), " "),
			join(who, "; "), join(by, ", "), norms, plain(st.Question), "",
		})
	}
	s.table("Injects", "msel", []column{
		{"No.", "number"}, {"Minute", "short"}, {"Incident time", ""}, {"Inject", "inject"}, {"From → to", ""}, {"Channel", ""},
		{"Expected", ""}, {"Question after the vote", ""}, {"Done at", "done"},
	}, rows)
	s.small(textf("Numbers in brackets are sources; the %s lists them.", named("situation-manual")))
}
