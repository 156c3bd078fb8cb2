package report

import (
	"cmp"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

// remarks gives the reasons, delay estimates and notes that came with the
// answers of a step.
func (r *report) remarks(s stop) {
	var items []text
	for _, x := range s.asked() {
		last := x.round
		if r.solo {
			last-- // its table of verdicts has those of the latest vote
		}
		for round := 1; round <= last; round++ {
			if r.sealed(s, round) {
				continue
			}
			mark := text("")
			if x.round > 1 && !r.solo {
				mark = textf(" (round %d)", round)
			}
			votes := r.state.Votes(exercise.Item{Step: s.ID, Norm: x.norm, Round: round})
			for _, line := range append(r.fromBallots(votes.Ballots), r.fromHands(votes.Hands)...) {
				items = append(items, textf("%s%s: %s", strong(r.ref(x.norm)), mark, line))
			}
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

// sealed reports whether a round is still being voted on from people's own
// devices: until the reveal nobody but the voter sees a ballot.
func (r *report) sealed(s stop, round int) bool {
	return r.running && r.state.Setup().Mode == exercise.Room && s.open() && s.Round == round
}

// fromBallots counts the reasons and delays of one item and quotes the notes.
// These stand in the order of the verdicts and then of the alphabet, which
// says nothing about who wrote them.
func (r *report) fromBallots(casts []exercise.Cast) []text {
	if r.solo && len(casts) == 1 {
		b := casts[0].Ballot
		return nonEmpty(comment(b.Reason, b.Delay, b.Note))
	}
	ballots := make([]exercise.Ballot, len(casts))
	for i, c := range casts {
		ballots[i] = c.Ballot
	}
	var lines []text
	reasons := tallied(exercise.Reasons(), ballots, func(b exercise.Ballot) exercise.Reason { return b.Reason })
	if reasons != "" {
		lines = append(lines, "reasons: "+reasons+".")
	}
	delays := tallied(exercise.Delays(), ballots, func(b exercise.Ballot) exercise.Delay { return b.Delay })
	if delays != "" {
		lines = append(lines, "estimates of the delay: "+delays+".")
	}
	rank := func(b exercise.Ballot) int { return slices.Index(exercise.Answers(), b.Answer) }
	slices.SortFunc(ballots, func(a, b exercise.Ballot) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Note, b.Note))
	})
	for _, b := range ballots {
		if b.Note != "" {
			lines = append(lines, textf("“%s” (%s)", b.Note, b.Answer.Label()))
		}
	}
	return lines
}

// tallied counts how often each of the known values was given, in their order.
func tallied[T ~string](known []T, ballots []exercise.Ballot, value func(exercise.Ballot) T) text {
	var parts []text
	for _, k := range known {
		n := 0
		for _, b := range ballots {
			if value(b) == k {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, textf("%s (%d)", k, n))
		}
	}
	return join(parts, ", ")
}

// fromHands gives what the facilitator noted with each count. Where ballots
// are cast as well, groups may be too small to be named.
func (r *report) fromHands(counts []exercise.HandCount) []text {
	setup := r.state.Setup()
	var lines []text
	for _, h := range counts {
		said := comment(h.Reason, h.Delay, h.Note)
		if said == "" {
			continue
		}
		who := text("with a count of hands")
		switch {
		case setup.Mode == exercise.Room:
		case h.Group != "":
			who = escape(h.Group)
		case len(setup.Groups) > 0:
			who = "everybody else"
		}
		lines = append(lines, textf("%s (%s)", said, who))
	}
	if setup.Mode == exercise.Room {
		slices.Sort(lines)
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

func nonEmpty(t text) []text {
	if t == "" {
		return nil
	}
	return []text{t}
}
