package tui

import (
	"errors"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// notice is a line for the person at the keyboard; it stays until the next key.
type notice struct {
	text string
	mark string // "✓" done, "○" under way, "!" went wrong, "?" wants attention
}

func (a *App) say(text string) { a.notice = notice{text, "✓"} }
func (a *App) ask(text string) { a.notice = notice{text, "?"} }
func (a *App) warn(err error)  { a.notice = notice{explain(err), "!"} }

// refuse says why a command wasn't carried out. Where the rules name a step or
// a norm, they know its id alone.
func (a *App) refuse(c exercise.Command, err error) {
	if errors.Is(err, exercise.ErrVoted) {
		switch c := c.(type) {
		case exercise.Skip:
			a.notice = notice{a.session.voted(c.Step), "!"}
			return
		case exercise.SetAside:
			a.notice = notice{a.session.norm(c.Norm).Reference + " has votes: take them back first (⌫), or leave it on the table", "!"}
			return
		}
	}
	a.warn(err)
}

// voted says why a step can't be skipped, and what can be done instead.
func (s *session) voted(step string) string {
	if st, ok := s.state.Step(step); ok && st.Phase == exercise.Discussing {
		return s.stepNumber(step) + " is revealed: it can't be skipped; go on with →"
	}
	return s.stepNumber(step) + " has votes: take them back first (⌫), or go on with →"
}

// explain puts an error into words for the person in front of the room.
func explain(err error) string {
	switch {
	case errors.Is(err, exercise.ErrFinished):
		return "the exercise is finished: press O in the hot wash to reopen it"
	case errors.Is(err, exercise.ErrClosed):
		return "this step has been revealed: undo the reveal with u, or vote again with v"
	case errors.Is(err, room.ErrClosed):
		return "the room is closed, and this was not recorded: normwalk resume takes it up again"
	}
	return err.Error()
}
