package wording

import (
	"fmt"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
)

// Event says what an event was, to somebody who takes it back. name names an
// item; where the event is not about a vote, the item has a norm alone. short
// cuts what people wrote to n: a screen counts cells, a line characters.
func Event(e exercise.Event, name func(exercise.Item) string, short func(text string, n int) string) string {
	const most = 40 // enough to know it again
	switch e := e.(type) {
	case exercise.BallotCast:
		return name(e.Item) + ", " + e.Answer.Label()
	case exercise.BallotWithdrawn:
		return "the withdrawal of the vote on " + name(e.Item)
	case exercise.HandsCounted:
		return fmt.Sprintf("the count of %d hands on %s", e.Tally.Answered(), name(e.Item))
	case exercise.HandsCleared:
		return "the clearing of the count on " + name(e.Item)
	case exercise.Revealed:
		return "the reveal; the vote is open again"
	case exercise.SecondRoundOpened:
		return "the second vote"
	case exercise.StepSkipped:
		return "the skipping of the step"
	case exercise.NormAdded:
		return name(exercise.Item{Norm: e.Norm}) + " on the table"
	case exercise.NormSetAside:
		return "the setting aside of " + name(exercise.Item{Norm: e.Norm})
	case exercise.NoteAdded:
		return "the note “" + short(inert.Line(e.Text), most) + "”"
	case exercise.NormProposed:
		return "the proposal “" + short(inert.Line(e.Text), most) + "”"
	case exercise.NoteEdited, exercise.NoteRemoved:
		return "the change of a note"
	}
	return e.Kind()
}
