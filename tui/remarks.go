package tui

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
)

// remarks lists what was said with the answers: reasons, delays, comments.
func remarks(v exercise.Votes) []string {
	var out []string
	add := func(who string, reason exercise.Reason, delay exercise.Delay, note string) {
		var parts []string
		if reason != "" {
			parts = append(parts, string(reason))
		}
		if delay != "" {
			parts = append(parts, "delay: "+string(delay))
		}
		if note != "" {
			parts = append(parts, "“"+inert.Line(note)+"”")
		}
		if len(parts) > 0 {
			out = append(out, who+strings.Join(parts, " · "))
		}
	}
	for _, b := range v.Ballots {
		add("", b.Ballot.Reason, b.Ballot.Delay, b.Ballot.Note)
	}
	for _, h := range v.Hands {
		who := ""
		if h.Group != "" {
			who = h.Group + ": "
		}
		add(who, h.Reason, h.Delay, h.Note)
	}
	return out
}

// tell says what an event was, for the line that confirms an undo.
func tell(a *App, e exercise.Event) string {
	ref := func(item exercise.Item) string { return a.session.norm(item.Norm).Reference }
	switch e := e.(type) {
	case exercise.BallotCast:
		said := remarks(exercise.Votes{Ballots: []exercise.Cast{{Ballot: e.Ballot}}})
		return strings.Join(append([]string{ref(e.Item) + ", " + e.Answer.Label()}, said...), " · ")
	case exercise.BallotWithdrawn:
		return "the withdrawal of the vote on " + ref(e.Item)
	case exercise.HandsCounted:
		return fmt.Sprintf("the count of %d hands on %s", e.Tally.Answered(), ref(e.Item))
	case exercise.HandsCleared:
		return "the clearing of the count on " + ref(e.Item)
	case exercise.Revealed:
		return "the reveal; the vote is open again"
	case exercise.SecondRoundOpened:
		return "the second vote"
	case exercise.StepSkipped:
		return "the skipping of the step"
	case exercise.NormAdded:
		return a.session.norm(e.Norm).Reference + " on the table"
	case exercise.NormSetAside:
		return "the setting aside of " + a.session.norm(e.Norm).Reference
	case exercise.NoteAdded:
		return "the note “" + cut(inert.Line(e.Text), 40) + "”"
	case exercise.NormProposed:
		return "the proposal “" + cut(inert.Line(e.Text), 40) + "”"
	case exercise.NoteEdited, exercise.NoteRemoved:
		return "the change of a note"
	}
	return e.Kind()
}
