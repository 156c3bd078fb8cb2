package exercise

import (
	"time"

	"github.com/normwalk/normwalk/engine/norm"
)

// A Command asks for a change. Only the types of this package are commands.
type Command interface {
	decide(s *State) ([]Event, error)
}

// Open starts the exercise.
type Open struct{ Setup Setup }

// Join lets a participant take part. Via is the channel: browser, ssh, remote.
type Join struct{ Participant, Group, Via string }

// Remove ends a participant's part: their ballots of rounds that are still open
// are withdrawn, what was revealed stands, and they can't vote any more.
type Remove struct{ Participant string }

// Vacate leaves the seats of these participants out of the count, as far as they
// gave no ballot in the latest round of the step that the room is at. Whoever
// joins again or votes is counted again, also in a locked or full room.
type Vacate struct{ Participants []string }

// Lock lets nobody join any more; who has joined stays in.
type Lock struct{}

// Unlock lets people join again.
type Unlock struct{}

// Pause stops the clocks and holds ballots back.
type Pause struct{}

// Continue ends a pause.
type Continue struct{}

// SetTimer starts a countdown, or replaces the one that runs. Length is more
// than nothing and at most MaxTimer. Nothing happens by itself when it ends.
type SetTimer struct{ Length time.Duration }

// StopTimer takes the countdown away.
type StopTimer struct{}

// CloseVote takes no more ballots at a step, before the reveal.
type CloseVote struct{ Step string }

// OpenVote opens a step's vote again: one that was closed, or one that was
// revealed already. What is recorded stays and may be changed.
type OpenVote struct{ Step string }

// Enter turns to a step, forwards or back.
type Enter struct{ Step string }

// Skip passes a step over. Refused with ErrVoted once votes are recorded there.
type Skip struct{ Step string }

// AddNorm puts a known norm on the table at a step.
type AddNorm struct {
	Step string
	Norm norm.ID
}

// SetAside takes a norm off the table at a step. Refused with ErrVoted once
// votes on it are recorded.
type SetAside struct {
	Step string
	Norm norm.ID
}

// Cast records a participant's ballot in the step's open round.
type Cast struct {
	Participant string
	Step        string
	Norm        norm.ID
	Round       int // the round that the ballot was meant for; 0: the open one
	Ballot      Ballot
}

// Withdraw takes a participant's ballot back.
type Withdraw struct {
	Participant string
	Step        string
	Norm        norm.ID
	Round       int // as in Cast
}

// Count records a show of hands of one group in the step's open round.
type Count struct {
	Step   string
	Norm   norm.ID
	Group  string
	Tally  Tally
	Reason Reason
	Delay  Delay
	Note   string
}

// ClearCount takes a group's count back.
type ClearCount struct {
	Step  string
	Norm  norm.ID
	Group string
}

// Reveal closes the step's open round.
type Reveal struct{ Step string }

// SecondRound opens the second vote of a revealed step.
type SecondRound struct{ Step string }

// AddNote keeps a note.
type AddNote struct{ Note Note }

// EditNote replaces a note.
type EditNote struct {
	ID   int64
	Note Note
}

// RemoveNote takes a note out of the results.
type RemoveNote struct{ ID int64 }

// Propose keeps the wording of a missing norm. Participant is empty if the
// facilitator noted it down; a participant may make MaxProposals.
type Propose struct{ Step, Text, Participant string }

// Undo takes back the record with number Seq, or the last one that can be
// taken back if Seq is 0.
type Undo struct{ Seq int64 }

// Resume continues after a break or a crash.
type Resume struct{}

// Leave puts a running exercise away, so that its clock knows when. Nothing
// happens before the first step, in a pause, or after the end.
type Leave struct{}

// Finish ends the exercise, at the last step or early.
type Finish struct{}

// Reopen takes up a finished exercise again.
type Reopen struct{}
