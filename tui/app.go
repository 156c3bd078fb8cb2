package tui

import (
	"context"
	"fmt"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/practice"
	"github.com/normwalk/normwalk/engine/room"
)

// The smallest window that works. Below it the player asks for more room.
const (
	minWidth  = 60
	minHeight = 20
)

// Options are what the player is given by the program around it.
type Options struct {
	Library *library.Library
	// Load, if set, gives the Library, which is nil until then. Meanwhile the
	// home page, on which the player must start, is drawn from the Outline.
	Load    func() (*library.Library, error)
	Outline library.Outline

	Host     *room.Host
	Renderer *lipgloss.Renderer // of the terminal that is drawn on; Run makes it
	Now      func() time.Time
	// Export writes the results of an exercise in a format, as they are on
	// disk, and says where they went. Formats are those that it knows.
	Export  func(ctx context.Context, exercise, format string) (path string, err error)
	Formats []Format
	// Room, if set, is an exercise that is open already: the player starts there.
	Room *room.Room
	// Resumed says that Room was taken up again, not newly opened.
	Resumed bool
	// Practise, if set, is what to start with; without norms the page asks which.
	Practise *practice.Pool

	// Invitation is how people get into Room; nil if it isn't served.
	Invitation *room.Invitation
	// Passphrase opens a console elsewhere; empty if it may not be shown here.
	Passphrase string
	// Stop is that of Served, for Room.
	Stop func() error
	// Astray reports whether this computer no longer has the address of the
	// invitation. May be nil.
	Astray func() bool
	// Shared says that the console is one of several of Room: to leave it
	// doesn't close the room, and there is no home page behind it.
	Shared bool
	// Serve lets people into a live room that was opened or taken up from the
	// home page. Without it that mode isn't offered.
	Serve func(ctx context.Context, r *room.Room) (Served, error)
	// Notices are what the program around has to say meanwhile; each is shown
	// until the next key. May be nil.
	Notices <-chan string
}

// Served is a live room that people can get into.
type Served struct {
	Invitation *room.Invitation
	Passphrase string
	Stop       func() error // shows people out; called before the room is closed. May be nil
	Astray     func() bool  // as in Options

	foremost bool // the program exists to serve this room
}

// App is the root model.
type App struct {
	Options
	ctx           context.Context
	style         *styles
	key           *keyMap
	width, height int
	pages         []page
	overlay       overlay
	ground        backdrop
	notice        notice
	held          []tea.KeyMsg // pressed before the Library was there
	late          *pastMsg     // what came meanwhile
	session       *session
	past          []journal.Exercise // as of the last look into the journal
	judged        *judgements        // of the exercises in the journal; nil until the browser asks
	quitting      bool
	left          string // id of the exercise that was open when the player ended
	failure       error
}

// A page is one screen below the header. It gets the App with every call, so
// that it holds nothing but what is its own.
type page interface {
	head(a *App) (left, right string)
	body(a *App, width, height int) []string
	keys(a *App) []key.Binding // that work now, the most needed first
	update(a *App, msg tea.KeyMsg) tea.Cmd
}

// An overlay takes the keys and the lines above the footer until it is done.
type overlay interface {
	lines(a *App, width int) []string
	keys(a *App) []key.Binding
	update(a *App, msg tea.KeyMsg) (done bool, cmd tea.Cmd)
}

// New makes the player. ctx ends what it asks of the room and the journal.
func New(ctx context.Context, o Options) *App {
	a := &App{Options: o, ctx: ctx, style: newStyles(o.Renderer), key: newKeys(), width: 80, height: 24}
	a.pages = []page{&homePage{}}
	if o.Library != nil {
		a.Outline = o.Library.Outline()
	}
	if o.Room != nil {
		a.enter(o.Room, Served{Invitation: o.Invitation, Passphrase: o.Passphrase, Stop: o.Stop, Astray: o.Astray, foremost: true}, o.Resumed)
	}
	a.practiseFirst(o.Practise)
	return a
}

// Left names the exercise that was open at the end; empty if none was.
func (a *App) Left() string { return a.left }

// Failure is why the player had to stop; nil if it was asked to.
func (a *App) Failure() error { return a.failure }

type (
	tickMsg struct{}
	doneMsg struct {
		ack     room.Ack
		err     error
		command exercise.Command
	}
	pastMsg struct {
		list []journal.Exercise
		err  error
	}
	openMsg struct {
		room    *room.Room
		served  Served
		resumed bool
		err     error
	}
	savedMsg struct {
		path string
		err  error
	}
)

// Init looks into the journal and starts the clock.
func (a *App) Init() tea.Cmd {
	cmds := []tea.Cmd{tick(), a.follow(), a.practiceCards()}
	if !a.Shared {
		cmds = append(cmds, a.look)
	}
	if a.Load != nil {
		cmds = append(cmds, a.load)
	}
	if a.Notices != nil {
		cmds = append(cmds, a.listen)
	}
	return tea.Batch(cmds...)
}

func tick() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return tickMsg{} })
}

// look reads the list of exercises.
func (a *App) look() tea.Msg {
	list, err := a.Host.Journal.Exercises(a.ctx)
	return pastMsg{list, err}
}

// Update takes a message.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	defer a.tellOfWash()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.width, a.height = msg.Width, msg.Height
	case tickMsg:
		return a, tea.Batch(tick(), a.findAstray())
	case astrayMsg:
		if a.session != nil && a.session == msg.session {
			a.session.live.astray = msg.astray
		}
	case pastMsg:
		a.remember(msg)
	case loadedMsg:
		return a, a.loaded(msg)
	case slowMsg:
		a.slow()
	case openMsg:
		if msg.err != nil {
			a.warn(msg.err)
			if p, ok := a.top().(*setupPage); ok {
				p.opening = false
			}
			break
		}
		return a, a.enter(msg.room, msg.served, msg.resumed)
	case stateMsg:
		return a, a.moved(msg)
	case noticedMsg:
		return a, a.noticed(msg)
	case doneMsg:
		return a, a.done(msg)
	case judgedMsg:
		return a, a.judging(msg)
	case practisedMsg:
		a.practised(msg)
	case readMsg:
		return a, msg.page.take(a, msg)
	case savedMsg:
		if msg.err != nil {
			a.warn(fmt.Errorf("the results could not be saved: %w", msg.err))
		} else {
			a.say("saved: " + msg.path)
		}
	case tea.KeyMsg:
		return a, typed(msg, a.press)
	}
	return a, nil
}

// typed hands on what was typed letter by letter: quick fingers and slow lines
// deliver several letters in one message.
func typed(msg tea.KeyMsg, press func(tea.KeyMsg) tea.Cmd) tea.Cmd {
	if msg.Type != tea.KeyRunes || msg.Paste || len(msg.Runes) < 2 {
		return press(msg)
	}
	var cmds []tea.Cmd
	for _, r := range msg.Runes {
		one := msg
		one.Runes = []rune{r}
		cmds = append(cmds, press(one))
	}
	return tea.Batch(cmds...)
}

func (a *App) press(msg tea.KeyMsg) tea.Cmd {
	if msg.Type == tea.KeyCtrlC {
		return a.quit()
	}
	if a.width < minWidth || a.height < minHeight {
		return nil // nobody should vote blindly
	}
	if a.early(msg) {
		return a.hold(msg)
	}
	a.notice = notice{}
	if a.overlay != nil {
		o := a.overlay
		done, cmd := o.update(a, msg)
		if done && a.overlay == o {
			a.overlay = nil
		}
		return cmd
	}
	p := a.top()
	if t, ok := p.(interface{ typing() bool }); !ok || !t.typing() {
		switch {
		case key.Matches(msg, a.key.Quit) && a.session != nil:
			a.overlay = a.session.goodbye(a, a.quit)
			return nil
		case key.Matches(msg, a.key.Quit):
			return a.quit()
		case key.Matches(msg, a.key.Theme):
			// Terminals and projectors don't always tell which they are.
			a.ground.turn(a.Renderer)
			return nil
		case key.Matches(msg, a.key.Help):
			a.push(&helpPage{of: p})
			return nil
		}
	}
	return p.update(a, msg)
}

func (a *App) top() page   { return a.pages[len(a.pages)-1] }
func (a *App) push(p page) { a.pages = append(a.pages, p) }
func (a *App) pop() {
	if len(a.pages) > 1 {
		a.pages = a.pages[:len(a.pages)-1]
	}
}

// enter makes a room the open exercise and turns to where it stands.
func (a *App) enter(r *room.Room, served Served, resumed bool) tea.Cmd {
	a.session = &session{room: r, state: r.View(exercise.Facilitator)}
	if a.session.state.Setup().Mode == exercise.Room {
		a.session.watch(a.ctx, served)
	}
	a.pages = a.pages[:1]
	switch s := a.session.state; {
	case s.Phase() == exercise.Ended:
		a.push(&washPage{})
	case s.Current() == "" && a.session.invitation() != nil:
		a.push(&joinPage{})
	case s.Current() == "":
		a.push(&briefPage{})
	default:
		a.push(newWalk(a))
	}
	if resumed && !a.Shared {
		a.say("resumed: every recorded vote is here")
	}
	return a.follow()
}

// leave closes the open exercise and goes home; it can be resumed from there.
// Where others would be shown out, or where there is no home, it asks first.
func (a *App) leave() tea.Cmd {
	s := a.session
	switch {
	case s == nil:
		return nil
	case s.live == nil:
		return a.goHome()
	case a.homeless():
		a.overlay = s.goodbye(a, a.quit)
	default:
		a.overlay = s.goodbye(a, a.goHome)
	}
	return nil
}

func (a *App) goHome() tea.Cmd {
	s := a.session
	s.unwatch()
	a.session, a.pages, a.overlay = nil, []page{&homePage{}}, nil
	return func() tea.Msg {
		if err := s.close(); err != nil {
			return pastMsg{err: err}
		}
		return a.look()
	}
}

// quit ends the player once everything that was pressed is on disk.
func (a *App) quit() tea.Cmd {
	a.quitting = true
	if a.session != nil {
		if a.session.waiting() {
			return nil
		}
		a.left = a.session.state.Setup().Exercise
		a.session.unwatch()
	}
	return tea.Quit
}
