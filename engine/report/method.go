package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// method says exactly what was run, so that it can be run again, what was not
// asked, and how the numbers came about and how little they may bear.
func (r *report) method() {
	r.part("method", "Data and method")
	r.run()
	r.cataloguesRun()
	r.say(r.privacy())
	r.notAsked()
	r.reopened()
	r.section("numbers", "How the numbers came about")
	r.list(r.rules())
}

func (r *report) run() {
	rows := [][]text{
		{"Exercise", plain(r.setup.Exercise)},
		{"Scenario", textf("%s (%s)", r.scenario.Title, r.setup.Scenario.ID)},
		{"SHA-256 of the scenario", plain(r.setup.Scenario.Hash)},
		{"Track", r.track()},
		{"Mode", r.mode()},
		{"Opened", instant(r.state.Opened())},
		{"Ended", r.ended()},
		{"Last record", textf("%d", int(r.state.Seq()))},
	}
	if !r.solo {
		rows = append(rows, []text{"Groups counted apart", r.counted()})
	}
	if devices := r.devices(); devices != "" {
		rows = append(rows, []text{"Devices that joined", devices})
	}
	if labels := r.labels(); labels != "" {
		rows = append(rows, []text{"Markings", labels})
	}
	r.table("What was run", words("What", "Which"), rows)
}

func (r *report) track() text {
	id := r.setup.Track
	if t, ok := r.scenario.Track(id); ok {
		return textf("%s (%s)", t.Title, id)
	}
	return plain(id)
}

func (r *report) mode() text {
	switch m := r.setup.Mode; m {
	case exercise.Solo:
		return "solo: one person at the keyboard"
	case exercise.Hands:
		return "hands: the facilitator counted a show of hands"
	case exercise.Room:
		return "room: ballots from people's own devices, with hands counted beside them where needed"
	default:
		return plain(string(m))
	}
}

func (r *report) ended() text {
	if at := r.state.Ended(); !at.IsZero() {
		return instant(at)
	}
	return "not finished; the last entry is of " + instant(r.state.Last())
}

func (r *report) counted() text {
	out := make([]text, len(r.setup.Groups))
	for i, g := range r.setup.Groups {
		out[i] = plain(g)
	}
	if len(out) == 0 {
		return "none"
	}
	return join(out, ", ")
}

func (r *report) privacy() text {
	switch r.setup.Mode {
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
	for _, ref := range r.setup.Catalogues {
		title, adopted, nature, used := plain(ref.ID), text("not known"), text("not known"), text("no")
		if c, ok := r.content.Catalogue(ref.ID); ok {
			title, adopted, nature = textf("%s (%s)", c.Title, c.ID), moment(c.Adopted), plain(c.LegalNature)
			if slices.Contains(r.catalogues(), c) {
				used = "yes"
			}
		}
		rows = append(rows, []text{title, adopted, nature, used, plain(ref.Hash)})
	}
	r.table("Catalogues of norms that were loaded", words("Catalogue of norms", "Adopted", "Legal nature", "On the table", "SHA-256"), rows)
}

// notAsked keeps what nobody was asked apart from what people abstained on.
func (r *report) notAsked() {
	r.section("not-asked", "What was not asked")
	var unasked, aside []text
	for _, s := range r.where(exercise.Voting, exercise.Discussing) {
		if open := s.latest(analysis.NotAsked); len(open) > 0 {
			unasked = append(unasked, textf("%s at %s", r.refs(open), s.place()))
		}
		if off := s.latest(analysis.SetAside); len(off) > 0 {
			aside = append(aside, textf("%s at %s", r.refs(off), s.place()))
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
	n := r.a.Totals.Tally.Abstained
	switch {
	case n == 0:
		return "None of this is an abstention. There were none."
	case r.solo && n == 1:
		return "None of this is an abstention. You abstained once."
	case r.solo:
		return textf("None of this is an abstention. You abstained %d times.", n)
	}
	return textf("None of this is an abstention: those are answers, %d in all, and are counted with the results.", n)
}

// rules say how the numbers came about.
func (r *report) rules() []text {
	if r.solo {
		return []text{
			"These are one person's verdicts. They are counted, never scored against the analyst's reading.",
			"Abstentions are not in the shares, and steps and norms that were not asked are in no count.",
			"Where you voted twice on a step, the second vote counts and the shift is shown.",
		}
	}
	return []text{
		"A share is a part of the verdicts given. Abstentions are not in the shares, and steps and norms that were not asked are in no count.",
		"Where a step was voted on twice, the latest round with answers counts and the shift is shown.",
		"In words: “broad agreement” means that the lower end of the 95% interval of the leading verdict is above one half; “divided” that the verdicts are close to an even split (entropy consensus below 0.10); “leaning” is what lies between. With fewer than five verdicts there is too little to say. The rule is this project's own.",
		"The 95% interval is Wilson's, for each verdict by itself. In a room where everybody voted it is a caution against small numbers and not a margin of error: people who came to an exercise do not stand for those who did not.",
		"“Pairs that agree” is the chance that two verdicts on the item, picked at random, are the same. P̄ is its mean over the items; Krippendorff's alpha (nominal, with missing values) and Gwet's AC1 set it against chance, each in its own way. They are shown from three items on.",
		"Small groups say little: one person more or less changes the picture. The same people voted at every step, so the items are not independent of one another, and there are no tests of significance and no scores.",
	}
}
