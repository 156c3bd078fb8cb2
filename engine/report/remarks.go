package report

import (
	"cmp"
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// remarks gives the reasons, delay estimates and notes that came with the
// answers of a step, in every round.
func (r *report) remarks(s stop) {
	var items []text
	twice := slices.ContainsFunc(s.items, func(x *analysis.Item) bool { return x.Round > 1 })
	for _, x := range s.items {
		if x.Standing == analysis.Hidden || r.solo && x.Latest {
			continue // held back, or in the table of verdicts
		}
		mark := text("")
		if twice && !r.solo {
			mark = textf(" (round %d)", x.Round)
		}
		for _, line := range r.remarked(s, x) {
			items = append(items, textf("%s%s: %s", strong(r.ref(x.Norm)), mark, line))
		}
	}
	switch {
	case len(items) == 0:
	case r.solo:
		r.say("What you said with your first vote:")
	default:
		r.say("What was said with the answers:")
	}
	r.list(items)
}

// remarked are the remarks on one item.
func (r *report) remarked(s stop, x *analysis.Item) []text {
	votes := r.state.Votes(exercise.Item{Step: s.ID, Norm: x.Norm, Round: x.Round})
	switch r.setup.Mode {
	case exercise.Solo:
		b := r.ballot(s, x.Norm, x.Round)
		return nonEmpty(comment(b.Reason, b.Delay, b.Note))
	case exercise.Hands:
		return r.fromHands(votes.Hands)
	}
	var counts []text
	if len(x.Reasons) > 0 {
		counts = append(counts, "reasons: "+mentions(x.Reasons))
	}
	if len(x.Delays) > 0 {
		counts = append(counts, "estimates of the delay: "+mentions(x.Delays))
	}
	return append(nonEmpty(join(counts, "; ")), quotes(votes)...)
}

// quotes are the notes of ballots in the order of the verdicts and then of the
// alphabet, which says nothing about who wrote them, and those of counts of
// hands without their group, which may be too small to be named.
func quotes(votes exercise.Votes) []text {
	rank := func(c exercise.Cast) int { return slices.Index(exercise.Answers(), c.Ballot.Answer) }
	casts := slices.SortedFunc(slices.Values(votes.Ballots), func(a, b exercise.Cast) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Ballot.Note, b.Ballot.Note))
	})
	var lines []text
	for _, c := range casts {
		if c.Ballot.Note != "" {
			lines = append(lines, textf("“%s” (%s)", c.Ballot.Note, c.Ballot.Answer.Label()))
		}
	}
	var hands []text
	for _, h := range votes.Hands {
		if h.Note != "" {
			hands = append(hands, textf("“%s” (with a count of hands)", h.Note))
		}
	}
	slices.Sort(hands)
	return append(lines, hands...)
}

// fromHands gives what the facilitator noted with each count. Under the Chatham
// House rule nobody is told which group it was.
func (r *report) fromHands(counts []exercise.HandCount) []text {
	var lines []text
	for _, h := range counts {
		said := comment(h.Reason, h.Delay, h.Note)
		if said == "" {
			continue
		}
		who := text("with a count of hands")
		switch {
		case r.setup.ChathamHouse:
		case h.Group != "":
			who = plain(h.Group)
		case len(r.setup.Groups) > 0:
			who = "everybody else"
		}
		lines = append(lines, textf("%s (%s)", said, who))
	}
	if r.setup.ChathamHouse {
		slices.Sort(lines) // the order of the groups would give them away
	}
	return lines
}

// comment is what came with one answer or one count; empty if nothing did.
func comment(reason exercise.Reason, delay exercise.Delay, note string) text {
	var parts []text
	if reason != "" {
		parts = append(parts, textf("reason: %s", reason))
	}
	if delay != "" {
		parts = append(parts, textf("estimate of the delay: %s", delay))
	}
	if note != "" {
		parts = append(parts, textf("“%s”", note))
	}
	return join(parts, "; ")
}
