package pack

import (
	"slices"
	"strings"
)

// guide is the facilitator's own copy of everything, in the order in which it
// is needed.
func (p *pack) guide(s *sheet) {
	s.title(textf("%s: facilitator's guide", p.Scenario.Title))
	s.kind("intro", textf("%s, %s: %s.", p.Track.Title, count(p.Minutes, "minute"), count(len(p.steps), "step")))
	s.kind("aside", strong("Don't hand this out."), "It has the analyst's readings, which the room sees only after its vote, and notes for you alone.")
	s.part("Run of show")
	p.runTable(s, true)
	p.onTime(s)
	p.before(s)
	p.opening(s)
	p.eachStep(s)
	p.trouble(s)
	s.part("The norms on the table")
	p.normsOverview(s)
	for i, st := range p.steps {
		first := i == 0 || p.steps[i-1].Phase != st.Phase
		if first {
			p.guidePhase(s, st)
		}
		p.guideStep(s, st, first)
	}
	p.hotWash(s)
	p.misconceptions(s)
	p.blame(s)
	p.after(s)
	p.otherSources(s)
}

// onTime says what the clock allows.
func (p *pack) onTime(s *sheet) {
	if p.times.tight() {
		s.kind("aside", strong("This is tight."), "A step takes at least four to five minutes: under a minute to read, a minute to vote, the rest to talk. Leave whole steps out, or take a shorter track, rather than cutting the talk.")
		return
	}
	s.say("A step takes at least four to five minutes: under a minute to read, a minute to vote, the rest to talk. When you run late leave out a whole step; its norms count as not asked. Never cut the hot wash.")
}

func (p *pack) before(s *sheet) {
	s.part("Before the session")
	s.boxes(
		"Read this guide once with a pencil. Mark the question you want at each step, and two steps you could leave out.",
		"Read the incident's sources for any step that somebody in the room was part of.",
		textf("Print the pack; the index says how many copies. Cut the norm cards (%s and one on how to judge).", count(len(p.norms), "norm card")),
		"Find one person to keep time, and one to count hands and fill in the tally sheet. You do neither.",
		"Mix the tables, five to seven people each: those who respond to incidents beside those who negotiate. Put cards, a set of ballot sheets and pens on every table.",
		"Agree with the host on the rule for what is said. The usual one is the Chatham House rule: what was said may be used, not who said it.",
	)
	if len(p.Groups) > 0 {
		groups := make([]text, len(p.Groups))
		for i, g := range p.Groups {
			groups[i] = plain(g)
		}
		s.say(textf("Hands are counted apart for %s, and for everybody else. Tell people at the start which group to raise their hand with.", and(groups)))
	}
}

func (p *pack) opening(s *sheet) {
	s.part("Opening: words you may use")
	s.kind("say", "We walk through something that really happened, one step at a time. At each step we read what is known. Then we ask of each norm on the table: what did acting on it do for those who had to respond? Did it help, did it cost time, or did it make no difference?")
	s.kind("say", "We vote first and talk afterwards, so that the first voice doesn't settle it. There is no right answer. After the vote I read out how one analyst sees it, and the best argument against that view.")
	s.kind("say", "Nobody here is on trial, and nobody then is either. We know how it ended; they didn't. Who was behind it is a claim by those who made it, and we read the answer with it. Please keep to our rule: use what you hear, but don't say who said it. No names are written down.")
	s.say("Then read the incident card aloud, go through the norm cards in one sentence each, and try one vote by hands on something harmless, so that the counting works.")
}

func (p *pack) eachStep(s *sheet) {
	s.part("How a step goes")
	s.numbered(
		textf("%s Read the facts aloud, slowly, in under a minute. Say what is disputed. Take questions about the facts only.", strong("Read.")),
		textf("%s Norm by norm: “Who says helped? Added latency? Irrelevant? Who would rather not say?” Count each time, and say the number aloud. One person, one answer to each norm; with tables, each table writes how its people voted.", strong("Vote by show of hands.")),
		textf("%s If the room agrees that a norm has nothing to do with the step, set it aside: strike the row out on the tally sheet. That is not the same as irrelevant.", strong("Set aside.")),
		textf("%s Say how the room voted. Only then read the analyst's reading and, at once, the other side.", strong("Reveal.")),
		textf("%s Put the question. Begin with those who voted with the few, without asking who they are: “What might somebody have seen who voted latency?”", strong("Talk.")),
		textf("%s Only where the room was divided, or somebody changed their mind. Ask the same again, count again, and write in the columns for the second vote. Say what moved. Then go on; there is no third.", strong("Second vote.")),
	)
}

func (p *pack) trouble(s *sheet) {
	s.part("When it goes quiet")
	s.list(
		"Wait. Count to ten without a word; most often somebody speaks at seven.",
		"Let neighbours talk for one minute, then ask a pair and not a person.",
		"Ask for a story in place of an opinion: “Who has had to make such a call at night? Whom did you reach?”",
		"Read the other side of the reading once more and ask who would defend it for a minute, whether or not they believe it.",
		"Turn it round: “What would have had to be different for this norm to help?”",
	)
	s.part("When it gets heated")
	s.list(
		"Go back to the facts of the step and read them again, with their sources. Ask which fact the quarrel is about.",
		"If it is about who did it: read the claim and the answer once, together, and move on. The room can't know, and the exercise doesn't need it.",
		"If somebody is accused of breaking a norm: “We ask what it did, not whether anybody kept it.”",
		"Write the point down where all can see it, in the speaker's words, to come back to. Ask whether it is right as written.",
		"Call the second vote. It gives both sides the last word.",
		"If a person is attacked, and not a view: stop, recall the rule of the room, and take five minutes' break.",
	)
	s.part("Other moments")
	s.list(
		textf("%s Thank them and ask what the public account misses. Don't ask them to confirm names. Vote on the step as it is written, and note the difference.", strong("Somebody was there:")),
		textf("%s Read what is marked as disputed. If it isn't there, write it down for the scenario's authors.", strong("Somebody doubts a fact:")),
		textf("%s “I'd like to hear two people who haven't spoken yet.”", strong("One person does all the talking:")),
		textf("%s There is none. The reading is one argued opinion, with the best argument against it.", strong("Somebody asks for the right answer:")),
		textf("%s Ask them to keep what comes to themselves. It is a walk, not a riddle: the end is public.", strong("People read ahead:")),
	)
}

func (p *pack) hotWash(s *sheet) {
	s.freshPart("Hot wash")
	s.say("Go through the tally sheet, not through the incident. Four questions, two minutes each:")
	s.numbered(
		"Where did nearly all of us agree? Is that what you expected?",
		"Where were we divided? Read the most divided row aloud and let both sides say one sentence.",
		"What would you do on Monday that you didn't do last week? Whose telephone number is missing?",
		"Which norm should there be that isn't there? Or which one needs other words?",
	)
	s.say("Write down every follow-up with an owner and a date. Ask each table for one take-away in one sentence.")
	s.blanks(1, "Follow-up, owner, by when:", "Follow-up, owner, by when:", "For later (parking lot):", "Side effects that nobody meant:")
}

func (p *pack) misconceptions(s *sheet) {
	if len(p.Scenario.Misconceptions) == 0 {
		return
	}
	s.part("What people often believe, and what the sources support")
	var rows [][]text
	for _, m := range p.Scenario.Misconceptions {
		rows = append(rows, []text{textf("“%s”", m.Belief), plain(m.Correction) + p.cite(m.Sources)})
	}
	s.table("Beliefs and corrections", "beliefs", []column{{"What people say", ""}, {"What is known", ""}}, rows)
}

func (p *pack) blame(s *sheet) {
	if len(p.Scenario.Claims) == 0 {
		return
	}
	s.part("Who says who it was")
	s.say("The claims stand at the end of the situation manual, each with its answer. Never read one without the other, and stop a debate on whether it is true: the room can't know.")
}

// otherSources are those of the corrections that the manual doesn't list.
func (p *pack) otherSources(s *sheet) {
	known := p.cited()
	var more []string
	for _, m := range p.Scenario.Misconceptions {
		for _, id := range m.Sources {
			if !slices.Contains(known, id) {
				more = append(more, id)
			}
		}
	}
	s.part("Sources")
	s.say(textf("The %s lists the sources of the steps.", named("situation-manual")))
	p.sources(s, more)
}

func (p *pack) after(s *sheet) {
	s.part("After the session")
	s.say("Collect the ballot sheets, the tally sheet and the feedback forms. Paper is enough; with a computer, the tally sheet becomes a report:")
	p.typedIn(s)
}

// typedIn says how the paper gets into the program.
func (p *pack) typedIn(s *sheet) {
	s.numbered(
		textf("Open the same exercise and leave it at once: %s", command(p.Walk)),
		textf("Print the table to fill in: %s (with several exercises on this incident, the whole id; normwalk exercise list shows it)", command("normwalk import-ballots --template "+p.short()+" -o counts.csv")),
		"Type the first vote into it with any spreadsheet. Its first column, no, has the numbers of the tally sheet. Leave empty what wasn't asked.",
		textf("Take it in and reveal: %s", command("normwalk import-ballots counts.csv "+p.short()+" --reveal")),
		"For second votes do steps 2 to 4 again with another file: the new table asks for the second round, in the same rows.",
		textf("Write the report: %s", command("normwalk report "+p.short()+" -o report.html")),
	)
}

// short is what the ids of exercises have of the scenario's.
func (p *pack) short() string {
	name, _, _ := strings.Cut(p.Scenario.ID, "-")
	return name
}

// command sets a command apart from the sentence.
func command(line string) text { return strong(plain(line)) }
