package journal

import (
	"errors"
	"fmt"
)

// What can go wrong. Every error of this package but a cancelled context
// wraps one of these, and says in its own words where it happened and what
// to do about it.
var (
	ErrNoJournal = errors.New("there is no journal")
	ErrLocked    = errors.New("the journal is locked by another program")
	ErrNewer     = errors.New("written by a newer normwalk")
	ErrForeign   = errors.New("not a normwalk journal")
	ErrDamaged   = errors.New("the journal is damaged")
	ErrFull      = errors.New("the disk is full")
	ErrReadOnly  = errors.New("the journal can't be written")
	ErrIO        = errors.New("the operating system refused or failed") // any other trouble with a file
	ErrInUse     = errors.New("the exercise is in use")
	ErrConflict  = errors.New("the entries don't follow the last one")
	ErrUnknown   = errors.New("no such exercise")
	ErrAmbiguous = errors.New("more than one exercise fits")
	ErrExists    = errors.New("the exercise exists already")
	ErrArchive   = errors.New("not a whole, unchanged archive")
	ErrInvalid   = errors.New("can't be kept in a journal") // a caller's mistake: an id, a hash, a text
	ErrClosed    = errors.New("closed")
)

// A problem is an error in words meant for a person, of one of the kinds
// above. Its text stands on its own: the kind is for errors.Is.
type problem struct {
	kind  error
	text  string
	cause error // what the system or the driver said, or nil
}

func (p *problem) Error() string { return p.text }

func (p *problem) Unwrap() []error {
	if p.cause == nil {
		return []error{p.kind}
	}
	return []error{p.kind, p.cause}
}

// problemf makes a problem of a kind; with a cause, use [problem.because].
func problemf(kind error, format string, args ...any) *problem {
	return &problem{kind: kind, text: fmt.Sprintf(format, args...)}
}

// because sets the cause, which the text already tells in its own words.
func (p *problem) because(cause error) *problem {
	p.cause = cause
	return p
}
