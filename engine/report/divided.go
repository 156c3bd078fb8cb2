package report

import (
	"cmp"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
)

// divided picks out what is worth talking about: where the room disagrees
// with itself, and where it reads a step otherwise than the analyst.
func (r *report) divided() {
	if r.solo {
		r.heading(2, "Where you and the analyst read it differently")
		r.parted()
		return
	}
	r.heading(2, "Most divided items")
	const most = 5
	var items []text
	for _, c := range r.contested() {
		if len(items) == most {
			break
		}
		t := c.item.votes.Total
		items = append(items, textf("%s at %s: %s. Helped %d, latency %d, irrelevant %d.",
			strong(r.name(c.item.norm)), c.stop.place(), agreement(t, c.item.would), t.Helped, t.Latency, t.Irrelevant))
	}
	if len(items) == 0 {
		items = append(items, "None: nowhere were two different verdicts given on the same norm at the same step.")
	}
	r.list(items)
	r.heading(2, "Where the room and the analyst's reading part")
	r.parted()
}

// A contest is an item at its step.
type contest struct {
	stop stop
	item item
}

// contested are the items on which at least two verdicts were given, the most
// divided first; of two alike, the one with more votes.
func (r *report) contested() []contest {
	var out []contest
	for _, s := range r.stops {
		for _, x := range s.items {
			if first, _ := x.votes.Total.Leading(); x.votes.Total.Of(first) < x.votes.Total.Judged() {
				out = append(out, contest{s, x})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b contest) int {
		return cmp.Or(cmp.Compare(a.share(), b.share()), b.item.votes.Total.Judged()-a.item.votes.Total.Judged())
	})
	return out
}

func (c contest) share() float64 {
	first, _ := c.item.votes.Total.Leading()
	return c.item.votes.Total.Share(first)
}

// parted lists where more than half of the verdicts are one that is not the
// analyst's. Where the room is split there is no reading of the room's.
func (r *report) parted() {
	var items []text
	for _, s := range r.stops {
		for _, x := range s.items {
			t := x.votes.Total
			first, _ := t.Leading()
			reading := s.reading(x.norm)
			if reading == nil || t.Of(first)*2 <= t.Judged() || string(first) == reading.Verdict {
				continue
			}
			items = append(items, r.parting(s, x, reading))
		}
	}
	switch {
	case !slices.ContainsFunc(r.stops, stop.revealed):
		r.say("No step has been revealed, so there is nothing to compare with yet.")
	case len(items) > 0 && r.solo:
		r.say("Neither reading is the right one. These are places to think twice about:")
	case len(items) > 0:
		r.say("Not a score: neither reading is the right one. These are places to start a conversation:")
	case r.solo:
		r.say("Nowhere: at the steps that were revealed, the analyst reads what you judged the same way or not at all.")
	default:
		r.say("Nowhere: where more than half of the verdicts at a revealed step are the same, the analyst reads it the same way or not at all.")
	}
	r.list(items)
}

func (r *report) parting(s stop, x item, reading *scenario.Reading) text {
	t := x.votes.Total
	first, _ := t.Leading()
	view := textf("%s; the analyst reads it as %s.", agreement(t, x.would), reading.Verdict)
	switch {
	case r.solo:
		return textf("%s at %s: you say %s; the analyst reads it as %s. This is why one might: %s",
			strong(r.name(x.norm)), s.place(), phrase(first, x.would), reading.Verdict, reading.Reason)
	case t.Judged() < exercise.Few:
		view = textf("%s, though what there is points to %s; the analyst reads it as %s.", agreement(t, x.would), short(first), reading.Verdict)
	}
	return textf("%s at %s: %s Why one might: %s",
		strong(r.name(x.norm)), s.place(), view, reading.Reason)
}
