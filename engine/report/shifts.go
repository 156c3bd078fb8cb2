package report

import (
	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// shifts shows how the answers moved between two rounds.
func (r *report) shifts() {
	if r.solo {
		r.ownShifts()
		return
	}
	r.part("shift", "From the first round to the second")
	unlike := r.a.Unlike()
	if len(r.a.Shifts) == 0 {
		if len(unlike) == 0 {
			r.say("Nothing was voted on twice.")
		}
		r.unlike(unlike)
		return
	}
	all := r.a.Shifted
	r.say(textf("%s %s voted on twice, before and after the discussion: %s. At least %s moved, came or went; nobody is followed from one round to the next.",
		count(all.Items, "item"), were(all.Items), turned(all), count(all.Moved, "answer")), pairsAgreed(all))
	r.figures(verdictLegend, barCharts("First and second round", r.shiftBars())...)
	var rows [][]text
	for _, s := range r.a.Shifts {
		before, after := s.Before, s.After
		rows = append(rows, []text{
			sentence(r.brief(s.Ref)) + dagger(r.counterfactual(s.Ref)), textf("%s → %s", standingIn(s, 1), standingIn(s, 2)),
			arrow(before.Helped, after.Helped), arrow(before.Latency, after.Latency), arrow(before.Irrelevant, after.Irrelevant), arrow(before.Abstained, after.Abstained),
		})
	}
	r.table("How the answers moved", append(words("Item", "Shift"), numbers("H", "L", "I", "Abstained")...), rows)
	r.unlike(unlike)
}

// unlike sets two votes side by side that show no movement.
func (r *report) unlike(items []analysis.Twice) {
	if len(items) == 0 {
		return
	}
	r.say(textf("%s %s voted on twice by so different numbers of people that the two votes show who voted, and not who thought again. They stand side by side; no movement is read from them.",
		count(len(items), "item"), were(len(items))))
	var rows [][]text
	for _, s := range items {
		for i, t := range []exercise.Tally{s.Before, s.After} {
			rows = append(rows, []text{
				sentence(r.brief(s.Ref)) + dagger(r.counterfactual(s.Ref)), []text{"first", "second"}[i],
				textf("%d", t.Helped), textf("%d", t.Latency), textf("%d", t.Irrelevant), textf("%d", t.Abstained),
			})
		}
	}
	r.table("Two votes of different numbers of people", append(words("Item", "Vote"), numbers("H", "L", "I", "Abstained")...), rows)
}

// turned says at how many items the lead changed.
func turned(s *analysis.Shifted) text {
	if s.Turned == 0 {
		return "the same verdicts led afterwards"
	}
	return textf("another verdict led afterwards, or a tie came or went, at %s", count(s.Turned, "item"))
}

func pairsAgreed(s *analysis.Shifted) text {
	if s.First == nil || s.Second == nil {
		return ""
	}
	return textf("Two verdicts picked at random on the same item agreed in %s of cases before and in %s after.", percent(s.First.Raw), percent(s.Second.Raw))
}

// round is how the room stood in one round.
func standingIn(s analysis.Shift, round int) text {
	t, label := s.Before, s.From
	if round == 2 {
		t, label = s.After, s.To
	}
	x := analysis.Item{Tally: t, Figures: analysis.FiguresOf(t)}
	if t.Judged() == 0 {
		return "no verdict"
	}
	return textf("%s (%s)", leads(&x), label)
}

func (r *report) counterfactual(at analysis.Ref) bool {
	x, ok := r.a.Item(at)
	return ok && x.Counterfactual
}

func arrow(before, after int) text {
	if before == after {
		return textf("%d", after)
	}
	return textf("%d → %d", before, after)
}

// ownShifts is the table of a solo walk, if any step was voted on twice.
func (r *report) ownShifts() {
	if len(r.a.Shifts) == 0 {
		return
	}
	r.part("shift", "From your first vote to your second")
	var rows [][]text
	for _, s := range r.a.Shifts {
		would := r.counterfactual(s.Ref)
		rows = append(rows, []text{sentence(r.brief(s.Ref)) + dagger(would), textf("You said %s → you say %s", ownAnswer(s.Before, would), ownAnswer(s.After, would))})
	}
	r.table("How your answers moved", words("Item", "Shift"), rows)
}

// ownAnswer is the answer of a solo walk, for after "you say".
func ownAnswer(t exercise.Tally, would bool) text {
	a, _ := t.Leading()
	if a == "" {
		return "nothing (abstained)"
	}
	return plain(analysis.Phrase(a, would))
}
