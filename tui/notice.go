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
