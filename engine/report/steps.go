package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// steps tells each step in turn: what is known to have happened, and what was
// made of it.
func (r *report) steps() {
	r.heading(2, "Step by step")
	for _, s := range r.stops {
		r.heading(3, s.title())
		if !s.walked() {
			r.passedOver(s)
			continue
		}
		r.when(s)
		r.facts(s)
		r.requests(s)
		r.verdicts(s)
		r.remarks(s)
		r.readings(s)
	}
}

func (r *report) passedOver(s stop) {
	fate := text("Not reached")
	if s.Phase == exercise.Skipped {
		fate = "Skipped"
	}
	if len(s.Norms) == 0 {
		r.say(fate + ".")
		return
	}
	r.say(textf("%s. Not asked: %s.", fate, r.refs(s.Norms)))
}

func (r *report) when(s stop) {
	var parts []text
	if utc := s.step.When.UTC(); utc != "" {
		at := escape(utc)
		if local := s.step.When.Local(); local != "" {
			at += textf(" (local time: %s)", local)
		}
		parts = append(parts, at)
		if elapsed := r.scenario.Elapsed(s.step.When); elapsed != "" {
			parts = append(parts, escape(elapsed))
		}
	}
	if s.step.When.Note != "" {
		parts = append(parts, escape(s.step.When.Note))
	}
	line := join(parts, "; ")
	if line != "" {
		line = strong(line) + "."
	}
	sure := text("")
	if s.step.Confidence != "" {
		sure = textf("Confidence in the account: %s.", s.step.Confidence)
		if s.step.ConfidenceNote != "" {
			sure += " " + escape(s.step.ConfidenceNote)
		}
	}
	r.say(line, sure, textf("Time spent: %s.", spent(s.Used)))
}

// facts are the step's facts, its latencies, what is disputed, and who blames
// whom with the answer beside it.
func (r *report) facts(s stop) {
	var items []text
	for _, f := range s.step.Facts {
		items = append(items, escape(f.Text)+r.cite(f.Sources))
	}
	for _, x := range s.step.Spans {
		items = append(items, textf("Time taken, %s: %s%s", x.What, x.Took, r.cite(x.Sources)))
	}
	for _, f := range s.step.Disputes {
		items = append(items, textf("Disputed: %s%s", f.Text, r.cite(f.Sources)))
	}
	for _, c := range s.step.Claims {
		when := text("")
		if d := moment(c.Date); d != "" {
			when = textf(" (%s)", d)
		}
		items = append(items, textf("Claim by %s%s: %s Answer: %s%s", c.By, when, c.Text, c.Denial, r.cite(c.Sources)))
	}
	r.list(items)
}

// requests shows who asked whom, and the clock of the answer.
func (r *report) requests(s stop) {
	var rows [][]text
	for _, q := range s.step.Requests {
		rows = append(rows, []text{
			textf("%s → %s", r.actor(q.Asker), r.actor(q.Asked)),
			textf("%s (%s, through %s)", q.What, q.Kind, q.Channel),
			clock(q.Sent), clock(q.Acknowledged), clock(q.Acted),
			escape(q.Outcome) + r.cite(q.Sources),
		})
	}
	r.table(words("Who asked whom", "For what", "Sent", "Acknowledged", "Acted on", "Outcome"), rows)
}

func (r *report) actor(id string) text {
	if a, ok := r.scenario.Actor(id); ok {
		return escape(a.Name)
	}
	return escape(id)
}

func clock(m source.Moment) text {
	if m.IsZero() {
		return "not known"
	}
	return moment(m)
}

// readings are the analyst's on the norms that lay on the table, once the room
// has seen them.
func (r *report) readings(s stop) {
	var items []text
	for i := range s.step.Readings {
		a := &s.step.Readings[i]
		if slices.Contains(s.Norms, a.Norm) || slices.Contains(s.Aside, a.Norm) {
			items = append(items, r.reading(s, a))
		}
	}
	switch {
	case len(items) == 0:
	case !s.revealed():
		r.say("The analyst's reading of this step is held back until the reveal.")
	default:
		r.say("The analyst's reading, one argued opinion:")
		r.list(items)
	}
}

func (r *report) reading(s stop, a *scenario.Reading) text {
	if slices.Contains(s.Aside, a.Norm) {
		return textf("%s (set aside by %s): %s.", strong(r.name(a.Norm)), r.us(), r.opinion(a))
	}
	return textf("%s%s: %s.", strong(r.name(a.Norm)), dagger(r.would(s.step, a.Norm)), r.opinion(a))
}

func (r *report) us() text {
	if r.solo {
		return "you"
	}
	return "the room"
}

func (r *report) opinion(a *scenario.Reading) text {
	return textf("%s. Behaviour observed: %s. Why: %s The other side: %s Confidence: %s",
		a.Verdict, a.Observed, a.Reason, a.Counter, a.Confidence)
}
