package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// run says exactly what was run, so that it can be run again, and what was
// not asked.
func (r *report) run() {
	setup := r.state.Setup()
	r.heading(2, "What was run")
	r.say(escape(r.scenario.Summary))
	rows := [][2]text{
		{"Scenario", textf("%s (%s)", r.scenario.Title, setup.Scenario.ID)},
		{"SHA-256 of the scenario", escape(setup.Scenario.Hash)},
		{"Track", r.track()},
		{"Mode", r.mode()},
		{"Exercise", escape(setup.Exercise)},
		{"Opened", instant(r.state.Opened())},
		{"Ended", r.ended()},
	}
	if !r.solo {
		rows = append(rows, [2]text{"Groups counted apart", r.groups()})
	}
	r.pairs(rows)
	r.cataloguesRun()
	r.say(r.privacy())
	r.stepsRun()
	r.notAsked()
}

func (r *report) pairs(rows [][2]text) {
	cells := make([][]text, len(rows))
	for i, row := range rows {
		cells[i] = row[:]
	}
	r.table(words("What", "Which"), cells)
}

func (r *report) track() text {
	id := r.state.Setup().Track
	if t, ok := r.scenario.Track(id); ok {
		return textf("%s (%s)", t.Title, id)
	}
	return escape(id)
}

func (r *report) mode() text {
	switch m := r.state.Setup().Mode; m {
	case exercise.Solo:
		return "solo: one person at the keyboard"
	case exercise.Hands:
		return "hands: the facilitator counted a show of hands"
	case exercise.Room:
		return "room: ballots from people's own devices, with hands counted beside them where needed"
	default:
		return escape(string(m))
	}
}

func (r *report) ended() text {
	if at := r.state.Ended(); !at.IsZero() {
		return instant(at)
	}
	return "not finished; the last entry is of " + instant(r.state.Last())
}

func (r *report) groups() text {
	groups := r.state.Setup().Groups
	if len(groups) == 0 {
		return "none"
	}
	out := make([]text, len(groups))
	for i, g := range groups {
		out[i] = escape(g)
	}
	return join(out, ", ")
}

func (r *report) privacy() text {
	switch r.state.Setup().Mode {
	case exercise.Solo:
		return "No names are stored: your answers are kept under a random id. Owners of follow-ups are as you typed them."
	case exercise.Room:
		return "No names are stored: ballots are kept under random ids, and groups of fewer than five are not shown alone. Owners of follow-ups are as the facilitator typed them."
	}
	return "No names are stored, only counts. Owners of follow-ups are as the facilitator typed them."
}

// cataloguesRun lists every catalogue that was loaded, by hash.
func (r *report) cataloguesRun() {
	var rows [][]text
	for _, ref := range r.state.Setup().Catalogues {
		title, adopted, nature, used := escape(ref.ID), text("not known"), text("not known"), text("no")
		if c, ok := r.norms.Catalogue(ref.ID); ok {
			title, adopted, nature = textf("%s (%s)", c.Title, c.ID), moment(c.Adopted), escape(c.LegalNature)
			if slices.Contains(r.catalogues(), c) {
				used = "yes"
			}
		}
		rows = append(rows, []text{title, adopted, nature, used, escape(ref.Hash)})
	}
	r.table(words("Catalogue of norms", "Adopted", "Legal nature", "On the table", "SHA-256"), rows)
}

// stepsRun lists the planned steps and what happened to each.
func (r *report) stepsRun() {
	var rows [][]text
	for _, s := range r.stops {
		used := text("–")
		if s.walked() {
			used = spent(s.Used)
		}
		rows = append(rows, []text{textf("%d", s.Index+1), escape(s.step.Title), r.fate(s), textf("%d", len(s.asked())), used})
	}
	r.table(slices.Concat(numbers("Step"), words("Title", "What happened"), numbers("Norms answered", "Time spent")), rows)
}

func (r *report) fate(s stop) text {
	switch {
	case s.Phase == exercise.Pending:
		return "not reached"
	case s.Phase == exercise.Skipped:
		return "skipped"
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

// notAsked keeps what nobody was asked apart from what people abstained on.
func (r *report) notAsked() {
	r.heading(3, "What was not asked")
	var unasked, aside []text
	for _, s := range r.where(exercise.Voting, exercise.Discussing) {
		if ids := s.unasked(); len(ids) > 0 {
			unasked = append(unasked, textf("%s at %s", r.refs(ids), s.place()))
		}
		if len(s.Aside) > 0 {
			aside = append(aside, textf("%s at %s", r.refs(s.Aside), s.place()))
		}
	}
	var items []text
	for _, kind := range []struct {
		name   text
		places []text
	}{
		{"Skipped", places(r.where(exercise.Skipped))},
		{"Not reached", places(r.where(exercise.Pending))},
		{"On the table without an answer", unasked},
		{"Set aside as not applying", aside},
	} {
		if len(kind.places) > 0 {
			items = append(items, textf("%s: %s.", kind.name, join(kind.places, "; ")))
		}
	}
	if len(items) == 0 {
		items = append(items, "Nothing: every norm on the table at every planned step was answered.")
	}
	r.list(items)
	r.say(r.abstentions())
}

func places(stops []stop) []text {
	out := make([]text, len(stops))
	for i, s := range stops {
		out[i] = s.place()
	}
	return out
}

func (r *report) abstentions() text {
	n := 0
	for _, id := range r.tabled {
		t, _ := r.total(id)
		n += t.Abstained
	}
	switch {
	case n == 0:
		return "None of this is an abstention. There were none."
	case r.solo:
		return textf("None of this is an abstention. You abstained %s.", times(n))
	}
	return textf("None of this is an abstention: those are answers, %d in all, and are counted with the results.", n)
}

func times(n int) text {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return textf("%d times", n)
}

// total sums the answers to a norm over all steps, each in its latest round,
// and counts the steps where it was asked.
func (r *report) total(id norm.ID) (t exercise.Tally, asked int) {
	for _, s := range r.stops {
		if x, ok := s.item(id); ok && x.votes.Asked() {
			t = t.Plus(x.votes.Total)
			asked++
		}
	}
	return t, asked
}
