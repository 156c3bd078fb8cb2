package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// happened tells each step in turn: what is known to have happened, and what
// was made of it.
func (r *report) happened() {
	r.part("happened", "What happened")
	r.stepsRun()
	for _, s := range r.stops {
		r.section(s.anchor(), s.title())
		if !s.entered() {
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

// stepsRun lists the planned steps and what became of each.
func (r *report) stepsRun() {
	var rows [][]text
	for _, s := range r.stops {
		used := text("–")
		if s.entered() {
			used = spent(s.Used)
		}
		rows = append(rows, []text{textf("%d", s.Index+1), jump(s.anchor(), plain(s.step.Title)), r.fate(s), textf("%d", len(s.asked())), used})
	}
	r.table("The planned steps, and what became of each",
		slices.Concat(numbers("Step"), words("Title", "What happened"), numbers("Norms answered", "Time spent")), rows)
}

func (r *report) fate(s stop) text {
	switch {
	case s.Phase == exercise.Pending:
		return "not reached"
	case s.Phase == exercise.Skipped:
		return "skipped"
	case s.lookedAt() && !r.here(s):
		return "only looked at"
	case s.open() && s.revealed() && !s.waits() && !r.here(s):
		return "revealed; nobody voted again"
	case s.open() && s.revealed() && r.running:
		return "revealed; second vote open"
	case s.open() && s.revealed():
		return "revealed; second vote never revealed"
	case s.open() && r.running:
		return "vote open"
	case s.open():
		return "vote never revealed"
	case s.Round > 1:
		return "voted twice, revealed"
	}
	return "revealed"
}

// here reports whether the room is at the step now, so that it may yet vote.
func (r *report) here(s stop) bool { return r.running && s.ID == r.state.Current() }

func (r *report) passedOver(s stop) {
	fate := text("Not reached")
	if s.Phase == exercise.Skipped {
		fate = "Skipped"
	}
	if table := s.latest(analysis.NotAsked); len(table) > 0 {
		r.say(textf("%s. Not asked: %s.", fate, r.refs(table)))
		return
	}
	r.say(fate + ".")
}

func (r *report) when(s stop) {
	var parts []text
	if utc := s.step.When.UTC(); utc != "" {
		at := plain(utc)
		if local := s.step.When.Local(); local != "" {
			at += textf(" (local time: %s)", local)
		}
		parts = append(parts, at)
		if elapsed := r.scenario.Elapsed(s.step.When); elapsed != "" {
			parts = append(parts, plain(elapsed))
		}
	}
	if s.step.When.Note != "" {
		parts = append(parts, plain(s.step.When.Note))
	}
	line := join(parts, "; ")
	if line != "" {
		line = strong(line) + "."
	}
	sure := text("")
	if s.step.Confidence != "" {
		sure = textf("Confidence in the account: %s.", s.step.Confidence)
		if s.step.ConfidenceNote != "" {
			sure += " " + plain(stopped(s.step.ConfidenceNote))
		}
	}
	r.say(line, sure, textf("Time spent: %s.", spent(s.Used)))
}

// facts are the step's facts, its latencies, what is disputed, who blames whom
// with the answer beside it, and the question that was put.
func (r *report) facts(s stop) {
	var items []text
	for _, f := range s.step.Facts {
		items = append(items, plain(f.Text)+r.cite(f.Sources))
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
	if s.step.Question != "" {
		r.say(textf("Question put: %s", s.step.Question))
	}
}

// requests shows who asked whom, and the clock of the answer.
func (r *report) requests(s stop) {
	var rows [][]text
	for _, q := range s.step.Requests {
		rows = append(rows, []text{
			textf("%s → %s", r.actor(q.Asker), r.actor(q.Asked)),
			textf("%s (%s, through %s)", q.What, q.Kind, channel(q.Channel)),
			orUnknown(moment(q.Sent)), orUnknown(moment(q.Acknowledged)), orUnknown(moment(q.Acted)),
			plain(q.Outcome) + r.cite(q.Sources),
		})
	}
	r.table(textf("Requests at %s, with their clocks", s.number()),
		words("Who asked whom", "For what", "Sent", "Acknowledged", "Acted on", "Outcome"), rows)
}

// readings are the analyst's on the norms that lay on the table, once the room
// has seen them.
func (r *report) readings(s stop) {
	var items []text
	for _, a := range s.step.Readings {
		x := s.item(a.Norm)
		if x == nil {
			continue
		}
		name := strong(r.name(a.Norm)) + dagger(x.Counterfactual)
		if x.Standing == analysis.SetAside {
			name = textf("%s (set aside by %s)", strong(r.name(a.Norm)), r.us())
		}
		items = append(items, textf("%s: %s. Behaviour observed: %s. Why: %s The other side: %s Confidence: %s.",
			name, a.Verdict, a.Observed, a.Reason, a.Counter, a.Confidence))
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

func (r *report) us() text {
	if r.solo {
		return "you"
	}
	return "the room"
}
