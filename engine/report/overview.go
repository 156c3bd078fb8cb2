package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// overview says on one page what this was, what came of it, and what its
// verdicts are worth.
func (r *report) overview() {
	r.add(heading{1, "top", r.title()})
	r.part("overview", "Overview")
	r.say(r.occasion(), r.people(), r.progress(), r.time(), r.end())
	r.say(plain(r.scenario.Summary) + r.cite(r.scenario.Grounds))
	r.say(r.markings())
	r.inShort()
	r.meaning()
}

func (r *report) occasion() text {
	who, how := text("a room"), text("by show of hands")
	switch r.setup.Mode {
	case exercise.Solo:
		who, how = "you", "alone"
	case exercise.Room:
		how = "with ballots from people's own devices"
	}
	when := text("")
	if d := moment(r.scenario.Date); d != "" {
		when = textf(" (began %s)", d)
	}
	return textf("On %s %s walked through “%s”%s %s.", date(r.state.Opened()), who, r.scenario.Title, when, how)
}

// people says how many took part, as far as anybody counted.
func (r *report) people() text {
	var parts []text
	t := r.a.Totals
	if t.People > 0 {
		parts = append(parts, textf("%s in the room", people(t.People)))
	}
	if t.Participants > 0 && r.setup.Mode == exercise.Room {
		parts = append(parts, textf("%s joined from a device", people(t.Participants)))
	}
	if n := r.most(); n > 0 {
		noun := "answer"
		if r.setup.Mode == exercise.Hands {
			noun = "hand"
		}
		parts = append(parts, textf("at most %s counted for one norm", count(n, noun)))
	}
	if r.solo || len(parts) == 0 {
		return ""
	}
	return "Taking part: " + join(parts, "; ") + "."
}

// most is the largest number of answers to one item.
func (r *report) most() int {
	n := 0
	for i := range r.a.Items {
		n = max(n, r.a.Items[i].Tally.Answered()+r.a.Items[i].Hidden)
	}
	return n
}

func (r *report) progress() text {
	t := r.a.Totals
	walked, looked := 0, 0
	for _, s := range r.stops {
		switch {
		case s.Walked():
			walked++
		case s.lookedAt():
			looked++
		}
	}
	steps := count(t.Steps, "planned step")
	if r.solo {
		parts := []text{textf("walked %d of %s", walked, steps)}
		if looked > 0 {
			parts = append(parts, textf("only looked at %d", looked))
		}
		if t.Skipped > 0 {
			parts = append(parts, textf("skipped %d", t.Skipped))
		}
		if t.Pending > 0 {
			parts = append(parts, textf("have not reached %d", t.Pending))
		}
		return "You " + and(parts) + "."
	}
	parts := []text{textf("%d of %s %s walked", walked, steps, were(walked))}
	if looked > 0 {
		parts = append(parts, textf("%d %s only looked at", looked, were(looked)))
	}
	if t.Skipped > 0 {
		parts = append(parts, textf("%d %s skipped", t.Skipped, were(t.Skipped)))
	}
	if t.Pending > 0 {
		parts = append(parts, textf("%d %s not reached", t.Pending, were(t.Pending)))
	}
	return sentence(and(parts)) + "."
}

// time leaves out the breaks between an interruption and its resumption.
func (r *report) time() text {
	used, planned := spent(r.state.Used(r.state.Last())), r.setup.Minutes
	verb := text("It took")
	if r.running {
		verb = "So far it has taken"
	}
	if planned == 0 {
		return textf("%s %s; no length was planned.", verb, used)
	}
	return textf("%s %s; %s had been planned.", verb, used, count(planned, "minute"))
}

func (r *report) end() text {
	recorded := text("")
	if r.a.Totals.Answers == 0 {
		recorded = " No verdict has been recorded."
	}
	if r.running {
		return textf("The exercise was still running when this was written: this is an interim report, of what had been recorded by %s.",
			instant(r.state.Last())) + recorded
	}
	return "The exercise is finished." + recorded
}

// markings says what the labels ask of a reader.
func (r *report) markings() text {
	var out []text
	if r.setup.TLP != "" {
		out = append(out, textf("This report is marked TLP:%s: the Traffic Light Protocol, version 2.0, says how far it may travel.", r.setup.TLP))
	}
	if r.setup.ChathamHouse {
		out = append(out, "Under the Chatham House rule what was said may be used, but not who said it or for whom they work; so remarks stand here without their group.")
	}
	return join(out, " ")
}

// inShort gives the results that a reader without time should know.
func (r *report) inShort() {
	t := r.a.Totals
	if t.Judged == 0 {
		return
	}
	items := []text{textf("%s %s judged (an item is a norm at a step).", count(t.Judged, "item"), were(t.Judged))}
	if !r.solo {
		items = append(items, "How far the room agreed: "+r.labelled()+".")
	}
	for _, a := range exercise.Verdicts() {
		if where := r.led(a); where != "" {
			items = append(items, textf("%s led: %s.", strong(sentence(short(a))), where))
		}
	}
	if len(r.a.Divided) > 0 {
		if x, ok := r.a.Item(r.a.Divided[0]); ok && x.Label != analysis.TooFew {
			items = append(items, textf("Most divided: %s: %s.", r.brief(r.a.Divided[0]), r.said(x)))
		}
	}
	if len(r.a.Gaps) > 0 {
		g := r.a.Gaps[0]
		items = append(items, textf("The widest gap between groups: %s: %s.", r.brief(g.Ref), g.Sentence()))
	}
	if s := r.a.Shifted; s != nil && !r.solo {
		items = append(items, textf("%s %s voted on twice; %s.", count(s.Items, "item"), were(s.Items), turned(s)))
	}
	if n := len(r.followUps()); n > 0 {
		items = append(items, textf("%s agreed: see the improvement plan.", count(n, "follow-up")))
	}
	r.section("in-short", "In short")
	r.list(items)
}

// labelled counts the items by how far the room agreed on them.
func (r *report) labelled() text {
	var parts []text
	for _, l := range []analysis.Label{analysis.Broad, analysis.Leaning, analysis.Divided, analysis.TooFew} {
		n := 0
		for _, x := range r.judged() {
			if x.Label == l {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, textf("%s on %d", l, n))
		}
	}
	return join(parts, ", ")
}

// led names the norms at which a verdict led, with the steps: "13(h) at steps
// 2 and 5".
func (r *report) led(a exercise.Answer) text {
	var out []text
	for _, n := range r.a.Norms {
		var steps []text
		for _, s := range r.stops {
			if x := s.item(n.ID); x != nil && x.Modal == a && x.Label != analysis.TooFew {
				steps = append(steps, textf("%d", s.Index+1))
			}
		}
		if len(steps) > 0 {
			noun := text("step")
			if len(steps) > 1 {
				noun = "steps"
			}
			out = append(out, textf("%s at %s %s", r.ref(n.ID), noun, and(steps)))
		}
	}
	return join(out, "; ")
}

// meaning says what a verdict means and what it doesn't.
func (r *report) meaning() {
	r.section("meaning", "What the verdicts mean")
	voter := text("Each person in the room")
	if r.solo {
		voter = "You"
	}
	r.say(voter + " could give one of three verdicts on what a norm did at a step, or abstain:")
	r.list([]text{
		textf("%s (%s): following the norm made the response better, or its absence was felt;", strong("helped"), exercise.Helped.Letter()),
		textf("%s (%s): following it cost, or would have cost, response time;", strong("latency"), exercise.Latency.Letter()),
		textf("%s (%s): it had no bearing on the step;", strong("irrelevant"), exercise.Irrelevant.Letter()),
		textf("%s (%s): an answer too, counted apart and left out of every share.", strong("abstained"), exercise.Abstain.Letter()),
	})
	whose := text("A verdict is what this room thought on this day. It speaks for nobody who was not there, and it is not a finding about any State, organisation or person.")
	if r.solo {
		whose = "A verdict is what you thought on this day. It is not a finding about any State, organisation or person."
	}
	r.say(r.nature(), whose, r.hindsight())
}

// nature says that the norms are voluntary, where they are.
func (r *report) nature() text {
	switch {
	case len(r.catalogues()) == 0:
		return ""
	case r.voluntary():
		return "The norms are voluntary: they say what is expected, and oblige nobody in law."
	}
	return "Not all the norms are voluntary: the table of catalogues says what each is."
}

// voluntary reports whether none of the norms binds anybody.
func (r *report) voluntary() bool {
	return !slices.ContainsFunc(r.a.Norms, func(n analysis.Norm) bool {
		known, ok := r.content.Get(n.ID)
		return ok && r.content.LegalNatureOf(known) != "voluntary"
	})
}

func (r *report) hindsight() text {
	if !slices.ContainsFunc(r.a.Items, func(x analysis.Item) bool { return x.Counterfactual }) {
		return ""
	}
	return "Where † stands the step happened before the norm was adopted: the verdict is counterfactual and answers “would it have …?”"
}
