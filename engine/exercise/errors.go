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
	ErrVoter     = errors.New("no such participant")
	ErrAnswer    = errors.New("not an answer that can be recorded")
	ErrVoted     = errors.New("votes are recorded already")
	ErrText      = errors.New("the text can't be kept")
	ErrNote      = errors.New("no such note")
	ErrUndo      = errors.New("can't be undone")
	ErrCorrupt   = errors.New("the record doesn't fit the ones before it")
)
