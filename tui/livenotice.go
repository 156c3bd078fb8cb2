package tui

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"
)

// noticedMsg is something that the program around the player has to say.
type noticedMsg string

// listen waits for the next notice.
func (a *App) listen() tea.Msg {
	select {
	case text, open := <-a.Notices:
		if open {
			return noticedMsg(text)
		}
	case <-a.ctx.Done():
	}
	return nil
}

// noticed shows a notice until the next key.
func (a *App) noticed(msg noticedMsg) tea.Cmd {
	a.warn(errors.New(string(msg)))
	return a.listen
}
