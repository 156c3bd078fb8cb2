package exercise

import "errors"

// Why a command is refused, or a record can't be applied. They are wrapped
// with what was asked for.
var (
	ErrNotOpen   = errors.New("the exercise is not open yet")
	ErrOpen      = errors.New("the exercise is open already")
	ErrFinished  = errors.New("the exercise is finished; reopen it to change a verdict")
	ErrNotEnded  = errors.New("the exercise is not finished")
	ErrSetup     = errors.New("the exercise can't be set up like this")
	ErrMode      = errors.New("not in this mode")
	ErrStep      = errors.New("no such step in this exercise")
	ErrNorm      = errors.New("the norm is not on the table at this step")
	ErrClosed    = errors.New("the vote is closed: the step has been revealed")
	ErrNotClosed = errors.New("the vote is still open")
	ErrRounds    = errors.New("a step has two rounds at most")
	ErrShut      = errors.New("the facilitator has closed the vote")
	ErrElsewhere = errors.New("the room is at another step")
	ErrRound     = errors.New("the vote has gone on to another round")
	ErrPaused    = errors.New("the exercise is paused")
	ErrLocked    = errors.New("the room is locked: nobody else can join")
	ErrRoomFull  = errors.New("the room is full")
	ErrRemoved   = errors.New("the facilitator has ended this participant's part")
	ErrEnough    = errors.New("no more proposals can be taken from this participant")
	ErrTimer     = errors.New("not a length for a timer")
	ErrVoter     = errors.New("no such participant")
	ErrAnswer    = errors.New("not an answer that can be recorded")
	ErrVoted     = errors.New("votes are recorded already")
	ErrText      = errors.New("the text can't be kept")
	ErrNote      = errors.New("no such note")
	ErrUndo      = errors.New("can't be undone")
	ErrCorrupt   = errors.New("the record doesn't fit the ones before it")
)
