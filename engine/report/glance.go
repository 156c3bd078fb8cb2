package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// glance shows all results on one screen: the matrix of norms and steps, and
// what each norm comes to.
func (r *report) glance() {
	r.heading(2, "Results at a glance")
	if len(r.tabled) == 0 {
		r.say("No norm was on the table.")
		return
	}
	r.matrix()
	r.heading(3, "Norm by norm")
	r.totals()
}

func (r *report) matrix() {
	cols := words("Norm")
	for _, s := range r.stops {
		cols = append(cols, column{textf("%d", s.Index+1) + dagger(s.would()), false})
	}
	rows := make([][]text, len(r.tabled))
	for i, id := range r.tabled {
		rows[i] = append(rows[i], r.name(id))
		for _, s := range r.stops {
			rows[i] = append(rows[i], s.cell(id))
		}
	}
	r.table(cols, rows)
	r.legend()
}

// would reports whether every norm on the step's table is younger than it.
func (s stop) would() bool {
	return len(s.items) > 0 && !slices.ContainsFunc(s.items, func(x item) bool { return !x.would })
}

func dagger(mark bool) text {
	if mark {
		return "†"
	}
	return ""
}

// cell is the letter of the matrix. The mark for a counterfactual verdict is
// on the step where all of its norms have it, and here where only some do.
func (s stop) cell(id norm.ID) text {
	x, ok := s.item(id)
	switch {
	case !ok && slices.Contains(s.Aside, id):
		return "x"
	case !ok:
		return "–"
	case x.votes.Hidden > 0:
		return "?"
	case !x.votes.Asked():
		return "·"
	}
	letter := escape(exercise.Abstain.Letter())
	if first, tie := x.votes.Total.Leading(); tie {
		letter = "="
	} else if first != "" {
		letter = escape(first.Letter())
	}
	return letter + dagger(x.would && !s.would())
}

// legend explains every sign, in the order of the verdicts.
func (r *report) legend() {
	leads, tie, abstained := text("the verdict with the most votes"), text(", = a tie"), text("only abstentions")
	if r.solo {
		leads, tie, abstained = "your verdict", "", "abstained"
	}
	hidden := text("")
	if r.hidden() {
		hidden = ", ? answers that are not shown before the reveal"
	}
	signs := []text{
		textf("Columns are steps, letters are %s in the latest round: %s helped, %s latency, %s irrelevant%s, %s %s,",
			leads, exercise.Helped.Letter(), exercise.Latency.Letter(), exercise.Irrelevant.Letter(), tie, exercise.Abstain.Letter(), abstained),
		"· not asked, – not on the table, x set aside as not applying, † counterfactual (the norm is younger than the step)" + hidden + ".",
	}
	if open := r.where(exercise.Voting); len(open) > 0 {
		steps := make([]text, len(open))
		for i, s := range open {
			steps[i] = textf("%d", s.Index+1)
		}
		signs = append(signs, textf("The latest vote was not revealed at step %s.", and(steps)))
	}
	r.say(signs...)
}

func (r *report) hidden() bool {
	for _, s := range r.stops {
		for _, x := range s.items {
			if x.votes.Hidden > 0 {
				return true
			}
		}
	}
	return false
}

// totals sums up each norm over the steps.
func (r *report) totals() {
	rows := make([][]text, len(r.tabled))
	for i, id := range r.tabled {
		t, asked := r.total(id)
		n := t.Judged()
		rows[i] = []text{
			r.name(id), textf("%d", asked),
			counted(t.Helped, n), counted(t.Latency, n), counted(t.Irrelevant, n), textf("%d", t.Abstained),
		}
	}
	cols := slices.Concat(words("Norm"), numbers("Steps asked", "Helped", "Latency", "Irrelevant", "Abstained"))
	r.table(cols, rows)
	unit := text("Counts are answers, added up over the steps, each in its latest round.")
	if r.solo {
		unit = "Counts are steps, each in its latest round."
	}
	r.say(unit, "Shares are of the verdicts; abstentions are not in them.")
}
