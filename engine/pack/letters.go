package pack

import "github.com/normwalk/normwalk/engine/exercise"

// invitation has blanks for what only the host knows.
func (p *pack) invitation(s *sheet) {
	s.title("Invitation")
	s.kind("intro", textf("%s: a walk through a real incident, in %s", p.Scenario.Title, count(p.Minutes, "minute")))
	s.blanks(0, "For:", "Date and time:", "Place:", "Host:", "Please answer to, and by when:")
	s.say(plain(p.Scenario.Summary))
	s.say(textf("In %s we go through what is publicly known of it, one step at a time. At each step everybody in the room judges what norms of responsible behaviour did for those who had to respond: did they help, did they cost time, or did they make no difference? Then we talk. What is wanted is experience from both sides: from people who respond to incidents, and from people who negotiate what States and others should do.", count(len(p.steps), "step")))
	s.part("What to expect")
	s.list(
		textf("%s, each read aloud, voted on and talked about; at the end a short look back.", count(len(p.steps), "step")),
		textf("The norms that we judge come from: %s. You needn't know them; everybody gets them in plain words.", p.familyNames()),
		"Nothing to prepare, nothing to install, no device. Paper and a pen are there.",
		"No test and no right answers. Votes are counted without names.",
		"What is said in the room may be used, but not who said it, unless the host says otherwise.",
	)
	s.part("Who should come")
	s.say("Incident responders, operators of networks and services, diplomats and officials, people from companies, research and civil society. The talk is best where they sit at the same table.")
	s.say("Please tell the host what you need to take part, such as a ramp, large print or an interpreter.")
}

func (p *pack) familyNames() text {
	var out []text
	for _, c := range p.families {
		out = append(out, plain(c.Title))
	}
	if len(out) == 0 {
		return "the catalogues that the host brings"
	}
	return join(out, "; ")
}

// shortNames are the families in a few words each.
func (p *pack) shortNames() text {
	var out []text
	for _, c := range p.families {
		out = append(out, plain(c.Short))
	}
	return join(out, " · ")
}

// feedback asks for a judgement of the session, not of the norms.
func (p *pack) feedback(s *sheet) {
	s.title("Feedback form")
	s.kind("intro", textf("%s · %s. Voluntary, and without your name.", p.Scenario.Title, p.Track.Title))
	if groups := p.groupNames(); len(groups) > 0 {
		s.kind("lead", "I come from:")
		s.listOf("choice", groups)
	}
	columns := []column{{"How much do you agree?", ""}, {"Not at all", "box"}, {"A little", "box"}, {"Partly", "box"}, {"Mostly", "box"}, {"Fully", "box"}}
	var rows [][]text
	for _, line := range []text{
		"I could follow what happened.",
		"I knew what each norm asks before I had to judge it.",
		"People from other fields saw something that I hadn't.",
		"I could say what I thought.",
		"The pace was right.",
		"The account of the incident was fair to those involved.",
		"I will do something differently, or call somebody, because of this.",
	} {
		rows = append(rows, []text{line, "", "", "", "", ""})
	}
	s.table("Please tick one box in each row", "scale", columns, rows)
	s.blanks(1,
		"Which step changed your mind, and how?",
		"Which norm was the hardest to judge? Why?",
		"What was missing, or wrong, in the account?",
		"What should we do differently next time?",
	)
	s.small("Please leave the form on the table. Don't write who said what.")
}

// groupNames are the groups of the exercise, or else those of the Internet
// Governance Forum.
func (p *pack) groupNames() []text {
	names := p.Groups
	if len(names) == 0 {
		names = exercise.StakeholderGroups()
	}
	var out []text
	for _, g := range names {
		out = append(out, plain(g))
	}
	return append(out, "none of these")
}

// certificate says that somebody was there, and no more.
func (p *pack) certificate(s *sheet) {
	s.title("Certificate of attendance")
	s.kind("centre", "This is to say that")
	s.add(blanks{[]text{""}, 0})
	s.kind("centre", "took part in")
	s.kind("name", plain(p.Scenario.Title))
	s.kind("centre", textf("a walk through a real cyber incident in %s, of about %s. The room judged, step by step, what norms of responsible behaviour did for the response.", count(len(p.steps), "step"), count(p.Minutes, "minute")))
	if names := p.shortNames(); names != "" {
		s.kind("small centre", textf("Norms of: %s", names))
	}
	s.keep("signatures", func(s *sheet) { s.blanks(0, "Date:", "Place:", "Host:", "Facilitator:") })
	s.kind("small centre", "It certifies attendance. It says nothing about how anybody voted, and isn't an endorsement of any norm or view.")
}
