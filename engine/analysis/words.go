package analysis

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Sentence is the item in one plain line, without a capital or a full stop:
// "most say it helped: 12 of 20; broad agreement". It has only words of this
// program and numbers, so it is safe to show anywhere.
func (i *Item) Sentence(mode exercise.Mode) string {
	switch i.Standing {
	case NotAsked:
		return "not asked"
	case SetAside:
		if mode == exercise.Solo {
			return "set aside: you say it doesn't apply"
		}
		return "set aside: the room says it doesn't apply"
	case Hidden:
		return "not revealed yet: " + counting(i.Hidden, "answer")
	case Abstained:
		if mode == exercise.Solo {
			return "you abstained"
		}
		return "nobody gave a verdict: " + counting(i.Tally.Abstained, "abstention")
	}
	if mode == exercise.Solo {
		return "you say " + Phrase(i.Modal, i.Counterfactual)
	}
	return i.sentence(i.Tally, i.Counterfactual)
}

func (f Figures) sentence(t exercise.Tally, would bool) string {
	m := t.Judged()
	switch n := t.Of(f.Modal); {
	case m == 0:
		return "nobody gave a verdict"
	case f.Label == TooFew:
		return "too few to say: " + few(t)
	case len(f.Tied) > 1:
		names := make([]string, len(f.Tied))
		for i, a := range f.Tied {
			names[i] = string(a)
		}
		line := fmt.Sprintf("a tie of %s: %d each of %d", and(names), t.Of(f.Tied[0]), m)
		if f.Label == Divided {
			line += "; " + f.Label.String()
		}
		return line
	case n == m:
		return fmt.Sprintf("all %d say %s; %s", m, Phrase(f.Modal, would), f.Label)
	case 2*n > m:
		return fmt.Sprintf("most say %s: %d of %d; %s", Phrase(f.Modal, would), n, m, f.Label)
	default:
		return fmt.Sprintf("more say %s than anything else: %d of %d; %s", Phrase(f.Modal, would), n, m, f.Label)
	}
}

// few names the counts themselves: "2 helped, 1 irrelevant".
func few(t exercise.Tally) string {
	var parts []string
	for _, a := range exercise.Verdicts() {
		if n := t.Of(a); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, a))
		}
	}
	return strings.Join(parts, ", ")
}

// Phrase is a verdict as the end of "most say …"; would puts it as "it would
// have helped", for a step that is older than the norm.
func Phrase(a exercise.Answer, would bool) string {
	switch {
	case a == exercise.Helped && would:
		return "it would have helped"
	case a == exercise.Helped:
		return "it helped"
	case a == exercise.Latency && would:
		return "it would have added latency"
	case a == exercise.Latency:
		return "it added latency"
	case a == exercise.Irrelevant && would:
		return "it would have been irrelevant"
	case a == exercise.Irrelevant:
		return "it was irrelevant"
	}
	return "nothing"
}

// Sentence is the point in one plain line: "most say it helped (12 of 20); the
// analyst reads it as irrelevant".
func (p Point) Sentence(mode exercise.Mode) string {
	solo := mode == exercise.Solo
	view := fmt.Sprintf("most say %s (%d of %d)", Phrase(p.Room, p.Counterfactual), p.Votes, p.Judged)
	switch {
	case p.Kind == RoomSetAside && solo:
		view = "you set it aside"
	case p.Kind == RoomSetAside:
		view = "the room set it aside"
	case solo:
		view = "you say " + Phrase(p.Room, p.Counterfactual)
	case p.Judged < exercise.Few:
		view = fmt.Sprintf("too few to say, but %d of %d say %s", p.Votes, p.Judged, Phrase(p.Room, p.Counterfactual))
	}
	if p.Kind == RoomAdded {
		return view + "; the analyst didn't propose it here"
	}
	return fmt.Sprintf("%s; the analyst reads it as %s", view, p.Verdict)
}

// Sentence is the gap in one plain line, with both counts. The names of the
// groups are as the exercise has them.
func (g Gap) Sentence() string { return gap(g.Verdict, g.High, g.Low) }

// Sentence is the gap in one plain line, with both counts.
func (g GroupGap) Sentence() string {
	return gap(g.Verdict, g.High, g.Low) + ", over " + counting(g.Items, "item")
}

func gap(a exercise.Answer, high, low GroupTally) string {
	return fmt.Sprintf("%s: %s %d of %d, %s %d of %d", a.Label(),
		high.Group, high.Tally.Of(a), high.Tally.Judged(), low.Group, low.Tally.Of(a), low.Tally.Judged())
}

// Title is the family as a heading.
func (f Family) Title() string {
	switch f {
	case Response:
		return "help with the response"
	case Pursuit:
		return "people, evidence and money"
	}
	return "other requests"
}

func counting(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func and(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
