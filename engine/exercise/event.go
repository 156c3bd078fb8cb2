package exercise

import (
	"time"

	"github.com/normwalk/normwalk/engine/norm"
)

// An Event is a fact about the exercise, in the past tense. Only the types of
// this package are events.
type Event interface {
	// Kind is the event's name in the journal.
	Kind() string
	apply(n *State, r Record) error
}

// A Record is an event with its place in the exercise's history.
type Record struct {
	Seq   int64     // from 1, without gaps
	At    time.Time // UTC
	Event Event
}

// Opened is always the first event, and carries the whole set-up.
type Opened struct {
	Setup Setup `json:"setup"`
}

// Joined says that a participant takes part, under a random id.
type Joined struct {
	Participant string `json:"participant"`
	Group       string `json:"group,omitempty"` // empty: not said
	Via         string `json:"via,omitempty"`   // the channel: terminal, browser, ssh, remote
}

// Removed says that the facilitator ended a participant's part.
type Removed struct {
	Participant string `json:"participant"`
}

// SeatsVacated says that nobody is at these seats: they aren't counted any more,
// until their holders are back. Ballots that were given from them stand.
type SeatsVacated struct {
	Participants []string `json:"participants"`
}

// SeatRetaken says that the holder of a vacated seat is back.
type SeatRetaken struct {
	Participant string `json:"participant"`
}

// Locked says that nobody may join any more.
type Locked struct{}

// Unlocked says that people may join again.
type Unlocked struct{}

// Paused says that the clocks stand still and ballots are held back.
type Paused struct{}

// Continued ends a pause.
type Continued struct{}

// TimerSet starts a countdown from the record's time.
type TimerSet struct {
	Length time.Duration `json:"length_ns"`
}

// TimerStopped takes the countdown away.
type TimerStopped struct{}

// VoteClosed takes no more ballots at a step.
type VoteClosed struct {
	Step string `json:"step"`
}

// VoteOpened opens a step's vote again, after it was closed or revealed.
type VoteOpened struct {
	Step string `json:"step"`
}

// StepEntered says that the room turned to a step, forwards or back.
type StepEntered struct {
	Step string `json:"step"`
}

// StepSkipped says that the room passed a step over: its norms were not asked.
type StepSkipped struct {
	Step string `json:"step"`
}

// NormAdded puts a norm on the table at a step.
type NormAdded struct {
	Step string  `json:"step"`
	Norm norm.ID `json:"norm"`
}

// NormSetAside takes a norm off the table: the room says that it doesn't apply.
type NormSetAside struct {
	Step string  `json:"step"`
	Norm norm.ID `json:"norm"`
}

// An Item is what is voted on: a norm at a step, in a round (1 or 2).
type Item struct {
	Step  string  `json:"step"`
	Norm  norm.ID `json:"norm"`
	Round int     `json:"round"`
}

// A Ballot is one participant's answer to an item.
type Ballot struct {
	Answer Answer `json:"answer"`
	Reason Reason `json:"reason,omitempty"`
	Delay  Delay  `json:"delay,omitempty"`
	Note   string `json:"note,omitempty"`
}

// BallotCast replaces the participant's ballot on the item, if there was one.
type BallotCast struct {
	Item
	Ballot
	Participant string `json:"participant"`
}

// BallotWithdrawn takes a participant's ballot on an item away.
type BallotWithdrawn struct {
	Item
	Participant string `json:"participant"`
}

// HandsCounted replaces the count of one group (empty: everybody else) on an
// item. What the room said about it may be kept with it.
type HandsCounted struct {
	Item
	Group  string `json:"group,omitempty"`
	Tally  Tally  `json:"tally"`
	Reason Reason `json:"reason,omitempty"`
	Delay  Delay  `json:"delay,omitempty"`
	Note   string `json:"note,omitempty"`
}

// HandsCleared takes a group's count on an item away.
type HandsCleared struct {
	Item
	Group string `json:"group,omitempty"`
}

// Revealed closes the vote of a step's round and shows what came of it.
type Revealed struct {
	Step  string `json:"step"`
	Round int    `json:"round"`
}

// SecondRoundOpened lets the room vote again after it has talked.
type SecondRoundOpened struct {
	Step string `json:"step"`
}

// NoteKind says what a note is for.
type NoteKind string

// The kinds of note.
const (
	TakeAway   NoteKind = "take-away"
	ParkingLot NoteKind = "parking-lot" // for later, so that the room can go on
	Unintended NoteKind = "unintended"  // an unintended consequence of following a norm
	FollowUp   NoteKind = "follow-up"   // something to do, with an owner and a date
)

// NoteKinds lists the kinds in the order of the screens.
func NoteKinds() []NoteKind { return []NoteKind{TakeAway, ParkingLot, Unintended, FollowUp} }

// A Note is a line that the facilitator keeps.
type Note struct {
	Kind  NoteKind `json:"note_kind"`
	Text  string   `json:"text"`
	Step  string   `json:"step,omitempty"`  // empty: about the whole exercise
	Owner string   `json:"owner,omitempty"` // a role or an organisation, for follow-ups
	Due   string   `json:"due,omitempty"`   // as the room said it, for follow-ups

	Pinned   bool `json:"pinned,omitempty"`   // stands first on the facilitator's list
	Archived bool `json:"archived,omitempty"` // dealt with: kept, and out of the way
}

// NoteAdded keeps a note. Its record's number is the note's id.
type NoteAdded struct {
	Note
}

// NoteEdited replaces a note.
type NoteEdited struct {
	ID int64 `json:"id"`
	Note
}

// NoteRemoved takes a note out of the results.
type NoteRemoved struct {
	ID int64 `json:"id"`
}

// NormProposed keeps the wording of a norm that the room found missing.
type NormProposed struct {
	Step        string `json:"step,omitempty"`
	Text        string `json:"text"`
	Participant string `json:"participant,omitempty"` // empty: noted down by the facilitator
}

// Undone takes back the record with the given number.
type Undone struct {
	Seq int64 `json:"seq"`
}

// Resumed says that the exercise was opened again after a break or a crash.
type Resumed struct{}

// Left says that the exercise was put away in good order, to be resumed later.
// A crash leaves no such trace: then its time ends with the record before.
type Left struct{}

// Finished ends the exercise.
type Finished struct{}

// Reopened takes up a finished exercise again.
type Reopened struct{}

// Kind names the event in the journal.
func (Opened) Kind() string            { return "opened" }
func (Joined) Kind() string            { return "joined" }
func (Removed) Kind() string           { return "removed" }
func (SeatsVacated) Kind() string      { return "seats-vacated" }
func (SeatRetaken) Kind() string       { return "seat-retaken" }
func (Locked) Kind() string            { return "locked" }
func (Unlocked) Kind() string          { return "unlocked" }
func (Paused) Kind() string            { return "paused" }
func (Continued) Kind() string         { return "continued" }
func (TimerSet) Kind() string          { return "timer-set" }
func (TimerStopped) Kind() string      { return "timer-stopped" }
func (VoteClosed) Kind() string        { return "vote-closed" }
func (VoteOpened) Kind() string        { return "vote-opened" }
func (StepEntered) Kind() string       { return "step-entered" }
func (StepSkipped) Kind() string       { return "step-skipped" }
func (NormAdded) Kind() string         { return "norm-added" }
func (NormSetAside) Kind() string      { return "norm-set-aside" }
func (BallotCast) Kind() string        { return "ballot-cast" }
func (BallotWithdrawn) Kind() string   { return "ballot-withdrawn" }
func (HandsCounted) Kind() string      { return "hands-counted" }
func (HandsCleared) Kind() string      { return "hands-cleared" }
func (Revealed) Kind() string          { return "revealed" }
func (SecondRoundOpened) Kind() string { return "second-round-opened" }
func (NoteAdded) Kind() string         { return "note-added" }
func (NoteEdited) Kind() string        { return "note-edited" }
func (NoteRemoved) Kind() string       { return "note-removed" }
func (NormProposed) Kind() string      { return "norm-proposed" }
func (Undone) Kind() string            { return "undone" }
func (Resumed) Kind() string           { return "resumed" }
func (Left) Kind() string              { return "left" }
func (Finished) Kind() string          { return "finished" }
func (Reopened) Kind() string          { return "reopened" }

// StepOf is the step that an event is about; empty for one about the whole
// exercise, and for a change to a note.
func StepOf(e Event) string {
	if x, ok := e.(interface{ about() string }); ok {
		return x.about()
	}
	return ""
}

func (e Item) about() string              { return e.Step } // for the four events on votes
func (e VoteClosed) about() string        { return e.Step }
func (e VoteOpened) about() string        { return e.Step }
func (e StepEntered) about() string       { return e.Step }
func (e StepSkipped) about() string       { return e.Step }
func (e NormAdded) about() string         { return e.Step }
func (e NormSetAside) about() string      { return e.Step }
func (e Revealed) about() string          { return e.Step }
func (e SecondRoundOpened) about() string { return e.Step }
func (e NoteAdded) about() string         { return e.Step }
func (e NormProposed) about() string      { return e.Step }
