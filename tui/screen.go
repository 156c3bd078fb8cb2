package tui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// ScreenOptions are what the projector's view is given.
type ScreenOptions struct {
	Room       *room.Room
	Invitation room.Invitation
	Renderer   *lipgloss.Renderer // of the terminal that is drawn on
	Now        func() time.Time
}

// NewScreen makes the view for a projector: it follows the room by itself and
// takes no commands. It never knows a note, nor a ballot before the reveal: the
// states that it is sent have none. ctx ends the following. A fault ends it in
// order, as with NewConsole.
func NewScreen(ctx context.Context, o ScreenOptions) tea.Model {
	s := &session{room: o.Room, state: o.Room.View(exercise.Projector)}
	a := &App{
		Options: Options{Renderer: o.Renderer, Now: o.Now, Shared: true}, ctx: ctx, session: s,
		style: newStyles(o.Renderer), key: newKeys(), width: 80, height: 24,
	}
	return &guard{model: &screen{app: a, invitation: o.Invitation, tap: tap{o.Room.Watch(ctx, exercise.Projector), s}}}
}

// screen is the projector's view. It borrows of the App what drawing needs: the
// window, the looks and the state.
type screen struct {
	app        *App
	invitation room.Invitation
	tap        tap
	closed     bool
}

// Init starts the clock and follows the room.
func (p *screen) Init() tea.Cmd { return tea.Batch(tick(), p.tap.wait) }

// Update takes a message.
func (p *screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a := p.app
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
	case tickMsg:
		return p, tick()
	case stateMsg:
		if !msg.open {
			p.closed = true
			return p, nil
		}
		a.session.state = msg.state
		return p, p.tap.wait
	case tea.KeyMsg:
		switch {
		case key.Matches(msg, a.key.Quit):
			return p, tea.Quit
		case key.Matches(msg, a.key.Theme):
			a.Renderer.SetHasDarkBackground(!a.Renderer.HasDarkBackground())
		}
	}
	return p, nil
}

// View draws the whole window but its last line.
func (p *screen) View() string {
	a := p.app
	if a.width < minWidth || a.height < minHeight {
		return a.tooSmall()
	}
	height := a.height - 1
	lines := append([]string{p.head()}, p.body(a.width, height-3)...)
	lines = append(lines, p.foot()...)
	for i := range lines {
		lines[i] = cut(lines[i], a.width)
	}
	return join(fill(lines, height))
}

// head is the incident and where the room is in it, and the clock.
func (p *screen) head() string {
	a, s := p.app, p.app.session.state
	left := a.session.scenario().Title
	x, ok := s.Step(s.Current())
	switch {
	case s.Phase() == exercise.Ended:
		left += " · finished"
	case p.washing():
		left += " · hot wash"
	case ok:
		left += fmt.Sprintf(" · step %d of %d", x.Index+1, len(s.Steps()))
	}
	clockText := clock(s.Used(a.Now()))
	if n := s.Setup().Minutes; n > 0 {
		clockText += " of " + clock(minutes(n))
	}
	right := a.style.dim.Render(clockText)
	if timer := timerText(a.style, s, a.Now()); timer != "" {
		right = timer + "   " + right
	}
	return apart(" "+a.style.title.Render(left), right+" ", a.width)
}

// foot is how far the room is, the labels that stand on everything, and how to
// get in late.
func (p *screen) foot() []string {
	a, s := p.app, p.app.session.state
	labels := p.labels()
	if s.Current() == "" {
		return []string{apart("", labels+" ", a.width), ""}
	}
	in := " join with code " + a.style.strong.Render(p.invitation.Code)
	if p.invitation.URL != "" {
		in = " join at " + a.style.strong.Render(p.invitation.URL) + ", code " + a.style.strong.Render(p.invitation.Code)
	}
	switch {
	case s.Phase() == exercise.Ended || p.closed:
		in = ""
	case s.Locked():
		in = " " + a.style.warn.Render(doorClosed)
	}
	room := a.width - 2
	if labels != "" {
		room -= wide(labels) + 2
	}
	line := timeline(a.style, a.session.scenario(), s, max(room, 8))
	if labels != "" {
		line = apart(line, labels, a.width-2)
	}
	return []string{" " + line, in}
}

// doorClosed is what a locked room says where it would say how to get in.
const doorClosed = "The door is closed: nobody new can join"

func (p *screen) body(width, height int) []string {
	s := p.app.session.state
	x, _ := s.Step(s.Current())
	var out []string
	switch {
	case p.closed:
		out = p.words("The room is closed for the moment.", "Everything recorded is kept. This screen can be called up again when the room is back.", height)
	case s.Phase() == exercise.Ended:
		if seen, ok := p.wash("The exercise is finished", width, height); ok {
			out = seen
			break
		}
		out = p.words("The exercise is finished.", "Thank you. What was recorded is kept for the report.", height)
	case p.washing():
		out, _ = p.wash("What the room said", width, height)
	default:
		out = p.at(x, width, height)
	}
	return fill(out, height)
}

// washing reports whether the hot wash is shown: the console is in it, and
// there is something to show.
func (p *screen) washing() bool {
	s := p.app.session
	return s.state.Phase() == exercise.Running && s.room.Washing() && len(s.analysis().Board(0).Steps) > 0
}

// at is the view where the exercise is.
func (p *screen) at(x exercise.StepState, width, height int) []string {
	a, s := p.app, p.app.session.state
	switch {
	case s.Current() == "" && s.Locked():
		text := fmt.Sprintf("Who is in stays in: %s.", people(s.Joined()))
		if s.Paused() {
			text += " The exercise is paused."
		}
		return p.words(doorClosed+".", text, height)
	case s.Current() == "":
		return joinCard(a.style, a.Renderer, p.invitation, whoIsIn(a.style, s, s.Joined()), width, height)
	case x.Phase == exercise.Discussing:
		return p.step(width, height, p.results)
	}
	return p.step(width, height, p.voting)
}

func (p *screen) words(title, text string, height int) []string {
	a := p.app
	inner := min(a.width-8, 76)
	lines := append([]string{a.style.title.Render(strings.ToUpper(title)), ""}, wrap(text, inner)...)
	return indent(middle(lines, height), (a.width-inner)/2)
}
