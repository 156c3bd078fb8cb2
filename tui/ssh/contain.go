package ssh

import (
	"runtime/debug"
	"sync/atomic"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
)

// contained keeps a fault of one session's model from ending the server, and
// from being printed on the facilitator's screen: the session ends instead.
type contained struct {
	model    tea.Model
	renderer *lipgloss.Renderer
	size     tea.WindowSizeMsg
	fault    func(where string, r any, stack []byte)
	quit     func() // ends the program
	broken   atomic.Bool
}

func (c *contained) failed() bool { return c.broken.Load() }

func (c *contained) caught() {
	if r := recover(); r != nil {
		c.broken.Store(true)
		go c.quit() // which waits until the program takes it
		c.fault("a session's screen", r, debug.Stack())
	}
}

// Init starts the model, which is told its size before it draws.
func (c *contained) Init() tea.Cmd {
	size := c.size
	return tea.Batch(c.take(size), c.safely(c.model.Init), func() tea.Msg { return size }) // the program has to know it too
}

// Update hands the model a message.
func (c *contained) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if c.failed() {
		return c, nil
	}
	return c, c.take(msg)
}

func (c *contained) take(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		c.size = m
	case backgroundMsg:
		if c.renderer.HasDarkBackground() == bool(m) {
			return nil
		}
		c.renderer.SetHasDarkBackground(bool(m))
		msg = c.size // what is kept of the last frame has the wrong colours
	}
	return c.safely(func() (cmd tea.Cmd) {
		c.model, cmd = c.model.Update(msg)
		return cmd
	})
}

// safely gives a guarded command, or none after a fault.
func (c *contained) safely(do func() tea.Cmd) tea.Cmd {
	defer c.caught()
	return c.wrap(do())
}

// View draws the model. After a fault there is nothing to draw.
func (c *contained) View() (view string) {
	if c.failed() {
		return ""
	}
	defer c.caught()
	return c.model.View()
}

// wrap guards a command, which runs on a goroutine of its own.
func (c *contained) wrap(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer c.caught()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = c.wrap(batch[i])
			}
		}
		return msg
	}
}
