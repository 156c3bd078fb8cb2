package tui

import (
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/library"
)

// patience is how long a key may wait for the content before it is said that
// it does.
const patience = 100 * time.Millisecond

type (
	loadedMsg struct {
		library *library.Library
		err     error
	}
	slowMsg struct{}
)

// load gets the content, while the home page is shown.
func (a *App) load() tea.Msg {
	lib, err := a.Load()
	return loadedMsg{lib, err}
}

// loaded takes the content, and then the keys that waited for it.
func (a *App) loaded(msg loadedMsg) tea.Cmd {
	if msg.err != nil {
		a.failure = msg.err
		return a.quit()
	}
	a.Library, a.Outline = msg.library, msg.library.Outline()
	held := a.held
	a.held = nil
	if len(held) > 0 {
		a.notice = notice{}
	}
	var cmds []tea.Cmd
	for _, k := range held {
		cmds = append(cmds, a.press(k))
	}
	if a.late != nil {
		a.remember(*a.late)
	}
	return tea.Batch(cmds...)
}

// early reports whether a key has to wait for the content. All but those that
// move about the home page may need it; and none overtakes another.
func (a *App) early(msg tea.KeyMsg) bool {
	switch {
	case a.Library != nil || a.Load == nil:
		return false
	case len(a.held) > 0:
		return true
	}
	return !key.Matches(msg, a.key.Up, a.key.Down, a.key.Theme, a.key.Quit)
}

func (a *App) hold(msg tea.KeyMsg) tea.Cmd {
	a.held = append(a.held, msg)
	return tea.Tick(patience, func(time.Time) tea.Msg { return slowMsg{} })
}

// remember takes the list of exercises. While keys wait, it waits too: they were
// pressed on the lines that stood there.
func (a *App) remember(msg pastMsg) {
	switch {
	case len(a.held) > 0:
		a.late = &msg
	case msg.err != nil:
		a.warn(msg.err)
	default:
		a.past, a.late = msg.list, nil
	}
}

func (a *App) slow() {
	if len(a.held) > 0 {
		a.notice = notice{"reading the incidents…", "○"}
	}
}
