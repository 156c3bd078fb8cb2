package tui

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
)

// DoorOptions are what the way in to somebody else's screen is given.
type DoorOptions struct {
	Admits   func(code string) bool
	Inside   func() tea.Model // made once the code is right
	Renderer *lipgloss.Renderer
}

// Door asks for the room's code and then becomes the model behind it.
type Door struct {
	DoorOptions
	app     *App
	door    door
	inside  tea.Model
	farWell string
}

// NewDoor makes the way in. ctx is that of the terminal.
func NewDoor(ctx context.Context, o DoorOptions) *Door {
	return &Door{DoorOptions: o, app: &App{Options: Options{Renderer: o.Renderer}, ctx: ctx, style: newStyles(o.Renderer), key: guestKeys(), width: 80, height: 24}}
}

// Farewell is what to tell the person once the program has ended.
func (d *Door) Farewell() string { return d.farWell }

// Init does nothing: the person is to type.
func (d *Door) Init() tea.Cmd { return nil }

// Update takes a message.
func (d *Door) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a := d.app
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		a.width, a.height = size.Width, size.Height
	}
	if d.inside != nil {
		var cmd tea.Cmd
		d.inside, cmd = d.inside.Update(msg)
		return d, cmd
	}
	k, ok := msg.(tea.KeyMsg)
	switch {
	case !ok:
	case k.Type == tea.KeyCtrlC:
		return d, tea.Quit
	case k.Type != tea.KeyEnter:
		a.notice = notice{}
		d.door.spell(k)
	default:
		words, out := d.door.knock(d.Admits)
		a.notice = notice{words, "!"}
		switch {
		case out:
			d.farWell = "That was not the code of this room. Ask for it, and connect again."
			return d, tea.Quit
		case words == "":
			d.inside = d.Inside()
			_, cmd := d.inside.Update(tea.WindowSizeMsg{Width: a.width, Height: a.height})
			return d, tea.Batch(d.inside.Init(), cmd)
		}
	}
	return d, nil
}

// View draws the question, or what is behind it.
func (d *Door) View() string {
	a := d.app
	switch {
	case d.inside != nil:
		return d.inside.View()
	case a.width < minWidth || a.height < minHeight:
		return a.tooSmall()
	}
	lines := fill(append([]string{" " + a.style.title.Render("normwalk")}, d.door.lines(a.style, a.width)...), a.height-3)
	line := ""
	if a.notice.text != "" {
		line = a.noticeLine()
	}
	return join(append(append(lines, line), footer(a.style, d.door.keys(a.key), key.Binding{}, a.width, 1)...))
}
