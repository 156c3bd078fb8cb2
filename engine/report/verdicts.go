package report

import (
	"maps"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

// verdicts shows what was answered at a step: the counts, by group, and how
// they moved from the first round to the second.
func (r *report) verdicts(s stop) {
	r.say(r.standing(s))
	asked := s.asked()
	if len(asked) == 0 {
		return
	}
	if r.solo {
		r.own(asked)
	} else {
		r.counts(asked)
		r.byGroup(s, asked)
	}
	r.shift(s, asked)
}

// standing says how far the vote came, and what is counterfactual in it.
func (r *report) standing(s stop) text {
	var parts []text
	switch {
	case len(s.asked()) == 0:
		parts = append(parts, "Nothing was answered at this step.")
	case s.open() && s.revealed() && r.running:
		parts = append(parts, "The second vote is still open; what is recorded so far:")
	case s.open() && s.revealed():
		parts = append(parts, "The second vote was never revealed; what was recorded of it is counted:")
	case s.open() && r.running:
		parts = append(parts, "The vote is still open; what is recorded so far:")
	case s.open():
		parts = append(parts, "The vote on this step was never revealed; what was recorded:")
	}
	younger := slices.DeleteFunc(slices.Clone(s.items), func(x item) bool { return !x.would })
	switch {
	case len(younger) == 0:
	case s.would():
		parts = append([]text{"† Counterfactual: the step is older than the norms, so a verdict answers “would it have …?”"}, parts...)
	default:
		refs := make([]text, len(younger))
		for i, x := range younger {
			refs[i] = r.ref(x.norm)
		}
		parts = append([]text{textf("† Counterfactual: the step is older than %s, so a verdict there answers “would it have …?”", and(refs))}, parts...)
	}
	return join(parts, " ")
}

// counts is the table of a room's verdicts: words first, then numbers.
func (r *report) counts(asked []item) {
	var rows [][]text
	for _, x := range asked {
		name := r.name(x.norm) + dagger(x.would)
		if x.votes.Hidden > 0 {
			rows = append(rows, []text{name, "not shown before the reveal", "?", "?", "?", "?", textf("%d", x.votes.Hidden), "?"})
			continue
		}
		rows = append(rows, append([]text{name, sentence(agreement(x.votes.Total, x.would))}, figures(x.votes.Total)...))
	}
	r.table(append(words("Norm", "In words"), figureColumns()...), rows)
}

func figureColumns() []column {
	return numbers("H", "L", "I", "Abstained", "Total", "Share of the leading verdict")
}

// figures are the numbers of a tally. Of a tie each verdict that leads has the
// share.
func figures(t exercise.Tally) []text {
	first, _ := t.Leading()
	return []text{
		textf("%d", t.Helped), textf("%d", t.Latency), textf("%d", t.Irrelevant),
		textf("%d", t.Abstained), textf("%d", t.Answered()), share(t.Of(first), t.Judged()),
	}
}

// byGroup is the table of groups, if any was counted. Of ballots only what
// everybody may see, so that nobody is found in a small group; of a show of
// hands everybody in the room has seen it all.
func (r *report) byGroup(s stop, asked []item) {
	source := r.state
	rest := text("everybody else")
	if r.state.Setup().Mode == exercise.Room {
		source, rest = r.shared, "no group, or a group of fewer than five"
	}
	var rows [][]text
	for _, x := range asked {
		groups := source.ByGroup(exercise.Item{Step: s.ID, Norm: x.norm, Round: x.round})
		for _, g := range ordered(groups) {
			name := escape(g)
			if g == "" {
				name = rest
			}
			rows = append(rows, append([]text{r.name(x.norm) + dagger(x.would), name}, figures(groups[g])...))
		}
	}
	r.table(append(words("Norm", "Group"), figureColumns()...), rows)
}

// ordered are the groups by name, those without one last; none if only they
// are there.
func ordered(groups map[string]exercise.Tally) []string {
	names := slices.Sorted(maps.Keys(groups))
	if len(names) == 0 || names[len(names)-1] == "" {
		return nil
	}
	if names[0] == "" {
		names = append(names[1:], "")
	}
	return names
}

// shift shows how the answers moved between two rounds.
func (r *report) shift(s stop, asked []item) {
	var rows [][]text
	for _, x := range asked {
		if x.round < 2 || x.votes.Hidden > 0 {
			continue
		}
		before := r.state.Votes(exercise.Item{Step: s.ID, Norm: x.norm, Round: 1})
		if !before.Asked() {
			continue
		}
		a, b := before.Total, x.votes.Total
		words := textf("%s → %s", agreement(a, x.would), agreement(b, x.would))
		if r.solo {
			words = textf("you said %s → you say %s", said(a, x.would), said(b, x.would))
		}
		rows = append(rows, []text{r.name(x.norm) + dagger(x.would), sentence(words),
			arrow(a.Helped, b.Helped), arrow(a.Latency, b.Latency), arrow(a.Irrelevant, b.Irrelevant), arrow(a.Abstained, b.Abstained)})
	}
	if len(rows) == 0 {
		return
	}
	if r.solo {
		r.say("From your first vote to your second:")
		for i := range rows {
			rows[i] = rows[i][:2]
		}
		r.table(words("Norm", "Shift"), rows)
		return
	}
	r.say("From the first round to the second:")
	r.table(append(words("Norm", "Shift"), numbers("H", "L", "I", "Abstained")...), rows)
}

func arrow(before, after int) text {
	if before == after {
		return textf("%d", after)
	}
	return textf("%d → %d", before, after)
}

// own is the table of a solo walk.
func (r *report) own(asked []item) {
	var rows [][]text
	for _, x := range asked {
		var b exercise.Ballot
		for _, c := range x.votes.Ballots {
			b = c.Ballot
		}
		rows = append(rows, []text{r.name(x.norm) + dagger(x.would), sentence(said(x.votes.Total, x.would)), given(string(b.Reason)), given(string(b.Delay)), given(b.Note)})
	}
	r.table(words("Norm", "You say", "Reason", "Delay", "Remark"), rows)
}

// said is the answer of a solo walk, for after "you say".
func said(t exercise.Tally, would bool) text {
	if a := verdict(t); a == exercise.Abstain {
		return "nothing (abstained)"
	} else if a != "" {
		return phrase(a, would)
	}
	return "nothing"
}

func given(s string) text {
	if s == "" {
		return "–"
	}
	return escape(s)
}

// verdict is the one verdict of a solo walk; empty if there is none.
func verdict(t exercise.Tally) exercise.Answer {
	for _, a := range exercise.Answers() {
		if t.Of(a) > 0 {
			return a
		}
	}
	return ""
}
