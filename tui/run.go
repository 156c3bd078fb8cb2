package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// ErrPanic says that the player stopped on a fault of its own. What was
// recorded is in the journal.
var ErrPanic = errors.New("the screen failed")

// Terminal is where the player draws and reads.
type Terminal struct {
	In      io.Reader
	Out     io.Writer
	Environ func(string) string // the terminal's environment: NO_COLOR, TERM, COLORTERM
	// Trace, if set, is given the stack of a fault.
	Trace func(stack []byte)
}

// Run plays until the person quits, ctx ends or the terminal is gone. Left is
// the id of the exercise that was open then; empty if none was. The terminal
// is as it was before, whatever happened.
func Run(ctx context.Context, o Options, t Terminal) (left string, err error) {
	o.Renderer = lipgloss.NewRenderer(t.Out, termenv.WithEnvironment(environ(t.Environ)), termenv.WithTTY(true))
	// Bubble Tea has asked the terminal for its background before anything
	// else ran; asking again would race with the keys.
	o.Renderer.SetHasDarkBackground(lipgloss.HasDarkBackground())
	a := New(ctx, o)
	g := &guard{model: a, trace: t.Trace}
	p := tea.NewProgram(g, tea.WithContext(ctx), tea.WithInput(t.In), tea.WithOutput(t.Out),
		tea.WithAltScreen(), tea.WithoutSignalHandler(), tea.WithFPS(120)) // the first frame waits for a tick of this clock
	_, err = p.Run()
	if s := a.session; s != nil {
		a.left = s.state.Setup().Exercise
		s.unwatch()
		if !o.Shared {
			if e := s.close(); err == nil {
				err = e
			}
		}
	}
	if a.failure != nil {
		err = a.failure
	}
	if g.fault != nil {
		err = g.fault
	}
	return a.left, err
}

// environ hands one function to termenv, which asks for two.
type environ func(string) string

func (e environ) Getenv(k string) string { return e(k) }

// Environ lists the variables that decide about colour.
func (e environ) Environ() []string {
	var out []string
	for _, k := range []string{"NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLORTERM", "COLORFGBG", "TERM_PROGRAM", "GOOGLE_CLOUD_SHELL"} {
		if v := e(k); v != "" {
			out = append(out, k+"="+v)
		}
	}
	return out
}

// NewConsole makes one more facilitator's console of a room that is open
// already, for a program that somebody else runs: it draws with the Renderer of
// o and never closes the room. A fault ends it in order; the model then tells of
// it by a method Fault() error. ctx ends what it asks of the room.
func NewConsole(ctx context.Context, o Options) tea.Model {
	o.Shared = true
	return &guard{model: New(ctx, o)}
}

// guard keeps a fault of the player from wrecking the terminal or printing a
// stack before the room: it turns it into an orderly end.
type guard struct {
	model tea.Model
	trace func([]byte)
	fault error
}

// FaultOf says what a fault was that recover gave. Its value is left out where
// it could quote what people typed.
func FaultOf(r any) string {
	if e, ok := r.(runtime.Error); ok {
		return e.Error() // speaks of types and numbers alone
	}
	return fmt.Sprintf("%T", r)
}

type faultMsg struct{}

// Fault is what stopped the player; nil if nothing did.
func (g *guard) Fault() error { return g.fault }

func (g *guard) caught() {
	if r := recover(); r != nil {
		g.fault = fmt.Errorf("%w: %s", ErrPanic, FaultOf(r))
		if g.trace != nil {
			g.trace(debug.Stack())
		}
	}
}

func (g *guard) Init() tea.Cmd { return g.wrap(g.model.Init()) }

func (g *guard) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	defer func() {
		m = g // also after a fault: the program draws once more before it ends
		if g.fault != nil {
			cmd = tea.Quit
		}
	}()
	defer g.caught()
	if _, faulty := msg.(faultMsg); faulty {
		return g, tea.Quit
	}
	_, cmd = g.model.Update(msg)
	return g, g.wrap(cmd)
}

func (g *guard) View() (view string) {
	defer g.caught()
	return g.model.View()
}

// wrap guards a command, which runs on a goroutine of its own.
func (g *guard) wrap(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if g.fault != nil {
				msg = faultMsg{}
			}
		}()
		defer g.caught()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = g.wrap(batch[i])
			}
		}
		return msg
	}
}
