package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// overview says in a paragraph what this was, and what its verdicts are worth.
func (r *report) overview() {
	kind := text("After-action report")
	if r.running {
		kind = "Interim report"
	}
	r.heading(1, textf("%s: %s", kind, r.scenario.Title))
	r.say(strong(date(r.state.Opened())))
	r.say(r.occasion(), r.people(), r.progress(), r.time(), r.end())
	r.meaning()
}

func (r *report) occasion() text {
	who, how := text("a room"), text("by show of hands")
	switch r.state.Setup().Mode {
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
	setup := r.state.Setup()
	if setup.People > 0 {
		parts = append(parts, textf("%s in the room", people(setup.People)))
	}
	if n := len(r.state.Participants()); n > 0 && setup.Mode == exercise.Room {
		parts = append(parts, textf("%s joined from a device", people(n)))
	}
	if n := r.most(); n > 0 {
		noun := "answer"
		if setup.Mode == exercise.Hands {
			noun = "hand"
		}
		parts = append(parts, textf("at most %s counted for one norm", count(n, noun)))
	}
	if r.solo || len(parts) == 0 {
		return ""
	}
	return "Taking part: " + join(parts, "; ") + "."
}

func people(n int) text {
	if n == 1 {
		return "1 person"
	}
	return textf("%d people", n)
}

// most is the largest number of answers to one item.
func (r *report) most() int {
	n := 0
	for _, s := range r.stops {
		for _, x := range s.items {
			n = max(n, x.votes.Total.Answered()+x.votes.Hidden)
		}
	}
	return n
}

func (r *report) progress() text {
	walked := len(r.where(exercise.Voting, exercise.Discussing))
	skipped, pending := len(r.where(exercise.Skipped)), len(r.where(exercise.Pending))
	steps := count(len(r.stops), "planned step")
	if r.solo {
		parts := []text{textf("walked %d of %s", walked, steps)}
		if skipped > 0 {
			parts = append(parts, textf("skipped %d", skipped))
		}
		if pending > 0 {
			parts = append(parts, textf("have not reached %d", pending))
		}
		return "You " + and(parts) + "."
	}
	parts := []text{textf("%d of %s %s walked", walked, steps, were(walked))}
	if skipped > 0 {
		parts = append(parts, textf("%d %s skipped", skipped, were(skipped)))
	}
	if pending > 0 {
		parts = append(parts, textf("%d %s not reached", pending, were(pending)))
	}
	return sentence(and(parts)) + "."
}

// time leaves out the breaks between an interruption and its resumption.
func (r *report) time() text {
	used, planned := spent(r.state.Used(r.state.Last())), r.state.Setup().Minutes
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
	if r.asked() == 0 {
		recorded = " No verdict has been recorded."
	}
	if r.running {
		return textf("The exercise was still running when this was written: this is an interim report, of what had been recorded by %s.",
			instant(r.state.Last())) + recorded
	}
	return "The exercise is finished." + recorded
}

// meaning says what a verdict means and what it doesn't.
func (r *report) meaning() {
	r.heading(2, "What the verdicts mean")
	voter := text("Each person in the room")
	if r.solo {
		voter = "You"
	}
	r.say(voter + " could give one of three verdicts on what a norm did at a step, or abstain:")
	r.list([]text{
		textf("**helped** (%s): following the norm made the response better, or its absence was felt;", exercise.Helped.Letter()),
		textf("**latency** (%s): following it cost, or would have cost, response time;", exercise.Latency.Letter()),
		textf("**irrelevant** (%s): it had no bearing on the step;", exercise.Irrelevant.Letter()),
		textf("**abstained** (%s): an answer too, counted apart and left out of every share.", exercise.Abstain.Letter()),
	})
	whose := text("A verdict is what this room thought on this day. It speaks for nobody who was not there, and it is not a finding about any State, organisation or person.")
	if r.solo {
		whose = "A verdict is what you thought on this day. It is not a finding about any State, organisation or person."
	}
	r.say(r.nature(), whose, r.hindsight())
}

// nature says that the norms are voluntary, where they are.
func (r *report) nature() text {
	cats := r.catalogues()
	free := slices.DeleteFunc(slices.Clone(cats), func(c *norm.Catalogue) bool { return c.LegalNature != "voluntary" })
	switch {
	case len(cats) == 0:
		return ""
	case len(free) == len(cats):
		return "The norms are voluntary: they say what is expected, and oblige nobody in law."
	}
	return "Not all the norms are voluntary: the table of catalogues says what each is."
}

func (r *report) hindsight() text {
	for _, s := range r.stops {
		for _, x := range s.items {
			if x.would {
				return "Where † stands the step happened before the norm was adopted: the verdict is counterfactual and answers “would it have …?”"
			}
		}
	}
	return ""
}

// moment is a point in time, as precise as it is known; empty if it isn't.
func moment(m source.Moment) text { return escape(scenario.When{From: m}.UTC()) }
