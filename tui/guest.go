package tui

import (
	"context"
	"fmt"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// GuestOptions are what a participant's terminal is given.
type GuestOptions struct {
	Room   *room.Room
	Access *room.Access
	// Participant is the id of somebody who is known when they come back, by
	// the key of their SSH client say. Empty: they are new each time, and get
	// an id from NewParticipant.
	Participant    string
	NewParticipant func() (string, error)
	Admits         func(code string) bool // tests what is typed as the room's code; nil: Access does
	Code           string                 // what was given as the room's code on the way in; may be wrong or empty
	Via            string                 // the channel, as it stands with the participant
	Renderer       *lipgloss.Renderer
	Gallery        *Gallery // shared with the other guests of the room; may be nil
}

// Guest is a participant's terminal: it joins a live room, follows it by
// itself, and casts one person's ballots. ctx ends it.
type Guest struct {
	GuestOptions
	ctx     context.Context
	app     *App // what pages and overlays draw with; it leads no exercise
	states  <-chan *exercise.State
	who     exercise.Participant // as the room has them; no id before they joined
	own     []answer             // at the step that is shown
	outbox  outbox
	door    door
	walk    walkPage // the reveal's cursor and scroll
	facts   scroll
	about   string // the vote that the overlay is about; empty: about none
	ticking bool
	leaving bool
	farWell string
	step    exercise.StepState // that the room is at
	stepOf  *exercise.State    // in which it is that
	frame   string             // as it was drawn last
	drawn   bool
}

// NewGuest makes a participant's terminal.
func NewGuest(ctx context.Context, o GuestOptions) *Guest {
	if o.Gallery == nil {
		o.Gallery = NewGallery()
	}
	a := &App{Options: Options{Library: o.Room.Content(), Renderer: o.Renderer, Now: o.Room.Now}, ctx: ctx, style: o.Gallery.styles(o.Renderer), key: o.Gallery.keys, width: 80, height: 24}
	a.session = &session{room: o.Room, state: o.Room.View(exercise.Participating)}
	g := &Guest{GuestOptions: o, ctx: ctx, app: a, farWell: "You have left. Everything recorded is kept."}
	a.pages = []page{&guestPage{g}}
	if g.Admits == nil {
		g.Admits = g.Access.Admits
	}
	g.door.admitted = o.Code != "" && g.Admits(o.Code)
	return g
}

// guestKeys are the player's keys, less those of who leads the exercise.
func guestKeys() *keyMap {
	k := newKeys()
	k.TakeBack = key.NewBinding(key.WithKeys("x", "backspace", "delete"), key.WithHelp("x", "take back"))
	k.Remark = key.NewBinding(key.WithKeys("n", "c"), key.WithHelp("n", "note"))
	k.Sources = key.NewBinding(key.WithKeys("s"), key.WithHelp("s", "sources"))
	k.Quit = key.NewBinding(key.WithKeys("q", "ctrl+c"), key.WithHelp("q", "leave"))
	return k
}

// Farewell is what to tell the person once the program has ended.
func (g *Guest) Farewell() string { return g.farWell }

type (
	guestStateMsg struct{ state *exercise.State } // nil: the room is closed
	guestDoneMsg  struct {
		command exercise.Command
		err     error
	}
)

// Init goes straight in where there is nothing to ask.
func (g *Guest) Init() tea.Cmd {
	if p, ok := g.Room.State().Participant(g.Participant); ok {
		return g.enter(p)
	}
	if g.door.admitted && len(g.groups()) == 1 {
		return g.join()
	}
	return nil
}

// Update takes a message.
func (g *Guest) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	was := g.drawn
	g.drawn = false
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		g.app.width, g.app.height = msg.Width, msg.Height
	case tickMsg:
		g.ticking = false
		return g, g.tick()
	case guestStateMsg:
		if msg.state == nil {
			g.farWell = "The room was closed. Everything recorded is kept, and the same command comes back when it opens again."
			return g, tea.Quit
		}
		own, scene := g.own, g.app.session.state.Scene()
		g.take(msg.state)
		// The room's answer to a vote has mostly shown all of this already.
		g.drawn = was && scene == msg.state.Scene() && slices.Equal(own, g.own)
		return g, tea.Batch(g.follow(), g.tick())
	case guestDoneMsg:
		return g, g.done(msg)
	case tea.KeyMsg:
		return g, typed(msg, g.press)
	}
	return g, nil
}

func (g *Guest) press(msg tea.KeyMsg) tea.Cmd {
	a := g.app
	if msg.Type == tea.KeyCtrlC {
		return g.leave()
	}
	if a.width < minWidth || a.height < minHeight {
		return nil // nobody should vote blindly
	}
	a.notice = notice{}
	if a.overlay != nil {
		o := a.overlay
		done, cmd := o.update(a, msg)
		if done && a.overlay == o {
			a.overlay, g.about = nil, ""
		}
		return cmd
	}
	if t, ok := a.top().(interface{ typing() bool }); !ok || !t.typing() {
		switch {
		case msg.Paste:
			return nil
		case key.Matches(msg, a.key.Quit):
			a.overlay = &confirm{g.leavingWords(), g.leave}
			return nil
		case key.Matches(msg, a.key.Theme):
			a.ground.turn(a.Renderer)
			return nil
		case key.Matches(msg, a.key.Help) && len(a.pages) == 1:
			a.push(g.help())
			return nil
		}
	}
	return a.top().update(a, msg)
}

func (g *Guest) leavingWords() string {
	switch {
	case g.who.ID == "":
		return "Leave? You have not joined yet."
	case g.Participant == "":
		return "Leave? Your votes are kept. Your terminal showed no SSH key, so you would come back as somebody new."
	}
	return "Leave? Your votes are kept, and the same command brings you back to them."
}

// leave ends the terminal once everything that was pressed is on disk. Who
// asks twice doesn't wait.
func (g *Guest) leave() tea.Cmd {
	again := g.leaving
	g.leaving = true
	if g.outbox.waiting() && !again {
		g.app.ask("leaving as soon as your vote is recorded; ctrl+c again leaves at once")
		return nil
	}
	return tea.Quit
}

// View draws the window, unless nothing has happened since it was drawn.
func (g *Guest) View() string {
	if !g.drawn {
		g.frame, g.drawn = g.app.ground.under(g.app.Renderer, g.draw(), g.app.width, g.app.height), true
	}
	return g.frame
}

func (g *Guest) draw() string {
	a := g.app
	a.style = g.Gallery.styles(a.Renderer) // the background may be another by now
	if a.width < minWidth || a.height < minHeight {
		return a.tooSmall()
	}
	const rows = 2
	p := a.top()
	left, right := p.head(a)
	var extra []string
	if a.overlay != nil {
		extra = a.overlay.lines(a, a.width)
	}
	height := a.height - 1 - len(extra) - 1 - rows - 1
	lines := []string{apart(" "+a.style.title.Render(left), right+" ", a.width)}
	for _, l := range fill(p.body(a, a.width, height), height) {
		lines = append(lines, cut(l, a.width))
	}
	lines = append(lines, extra...)
	if a.notice.mark != "" {
		lines = append(lines, a.noticeLine())
	} else {
		lines = append(lines, cut(" "+a.style.dim.Render(g.self()), a.width))
	}
	help := a.key.Help
	if t, ok := p.(interface{ typing() bool }); ok && t.typing() || a.overlay != nil {
		help = key.Binding{}
	}
	if a.overlay != nil {
		return join(append(lines, footer(a.style, a.overlay.keys(a), help, a.width, rows)...))
	}
	drawKeys := func() []string { return footer(a.style, p.keys(a), help, a.width, rows) }
	if len(a.pages) > 1 {
		return join(append(lines, drawKeys()...))
	}
	what := fmt.Sprint("keys ", g.stage(), g.held() != "", g.door.admitted)
	return join(append(lines, g.shared(what, a.width, 0, 0, drawKeys)...))
}
