package tui

import (
	"fmt"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/tui/wording"
)

// trail is what the changes page lists, newest first, and which of it can be
// taken back, by number.
func trail(a *App) (records []exercise.Record, open map[int64]bool) {
	s := a.session
	undoable := s.state.Undoable()
	open = map[int64]bool{}
	for _, r := range undoable {
		open[r.Seq] = true
	}
	if s.live == nil {
		return undoable, open
	}
	for _, r := range slices.Backward(s.state.Records()) {
		switch r.Event.(type) {
		// A ballot is its voter's, also once the exercise has ended; who came
		// stands on a page of its own.
		case exercise.BallotCast, exercise.BallotWithdrawn, exercise.Joined, exercise.SeatRetaken:
		default:
			records = append(records, r)
		}
	}
	return records, open
}

// tellTrail says what an event was: as something to take back, and in a live
// room as something that happened.
func tellTrail(a *App, e exercise.Event) string {
	s := a.session
	if s.live == nil {
		return tell(a, e)
	}
	switch e := e.(type) {
	case exercise.Opened:
		return "the exercise was opened"
	case exercise.Resumed:
		return "taken up again"
	case exercise.Left:
		return "put away"
	case exercise.StepEntered:
		return "the room came here"
	case exercise.Removed:
		if p, ok := s.state.Participant(e.Participant); ok {
			return fmt.Sprintf("participant %d was removed", p.Seat)
		}
		return "a participant was removed"
	case exercise.SeatsVacated:
		return wording.Count(len(e.Participants), "empty seat") + " left out of the count"
	case exercise.Locked:
		return "the room was locked"
	case exercise.Unlocked:
		return "the room was unlocked"
	case exercise.Paused:
		return "a pause"
	case exercise.Continued:
		return "the pause ended"
	case exercise.TimerSet:
		return "a timer of " + wording.Count(int(e.Length.Minutes()), "minute")
	case exercise.TimerStopped:
		return "the timer was stopped"
	case exercise.Revealed:
		return "revealed"
	case exercise.SecondRoundOpened:
		return "the second vote was opened"
	case exercise.StepSkipped:
		return "skipped"
	case exercise.NoteEdited:
		return "the note is now “" + cut(inert.Line(e.Text), 40) + "”"
	case exercise.NoteRemoved:
		return "a note was removed"
	case exercise.VoteClosed:
		return "the vote was closed"
	case exercise.VoteOpened:
		return "the vote was opened again"
	case exercise.Finished:
		return "the exercise was finished"
	case exercise.Reopened:
		return "the exercise was reopened"
	case exercise.Undone:
		return "taken back: " + tellSeq(a, e.Seq)
	}
	return tell(a, e)
}

// tellSeq says what the record with a number was.
func tellSeq(a *App, seq int64) string {
	for _, r := range a.session.state.Records() {
		if r.Seq == seq {
			return tell(a, r.Event)
		}
	}
	return "an entry"
}
