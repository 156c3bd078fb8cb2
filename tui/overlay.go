package tui

import (
	"errors"
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/tui/wording"
)

var errVoteFirst = errors.New("give a verdict first; then say why")

// choice asks for one of a few things by number.
type choice struct {
	question string
	options  []string
	pick     func(i int) tea.Cmd
}

func askChoice(question string, options []string, pick func(int) tea.Cmd) *choice {
	return &choice{question, options, pick}
}

func (c *choice) lines(a *App, width int) []string {
	lines := []string{" " + a.style.accent.Render(c.question)}
	for i, o := range c.options { // each stays with its number
		item, last := a.style.key.Render(fmt.Sprint(i+1))+" "+o, len(lines)-1
		if next := lines[last] + "  " + item; ansi.StringWidth(next) < width {
			lines[last] = next
			continue
		}
		lines = append(lines, cut("   "+item, width-1))
	}
	return lines
}

func (c *choice) keys(a *App) []key.Binding {
	number := a.key.Count
	number.SetHelp(fmt.Sprintf("1-%d", len(c.options)), "choose")
	return []key.Binding{number, a.key.Back}
}

func (c *choice) update(a *App, msg tea.KeyMsg) (bool, tea.Cmd) {
	if key.Matches(msg, a.key.Back) {
		return true, nil
	}
	if key.Matches(msg, a.key.Count) {
		if i := int(msg.Runes[0] - '1'); i >= 0 && i < len(c.options) {
			return true, c.pick(i)
		}
	}
	return false, nil
}

// entry asks for a line of text.
type entry struct {
	question string
	input    textinput.Model
	accept   func(string) tea.Cmd
	optional bool // nothing is an answer too, and to leave it is no reason to lose what it belongs to
	before   string
}

func askText(question, value string, limit int, accept func(string) tea.Cmd) *entry {
	in := textinput.New()
	in.Prompt, in.CharLimit = "› ", limit
	in.SetValue(value)
	in.Cursor.SetMode(2) // no cursor of its own: see lines
	in.Focus()
	return &entry{question: question, input: in, accept: accept, before: value}
}

func (e *entry) lines(a *App, width int) []string {
	text, at := []rune(inert.Line(e.input.Value())), e.input.Position()
	at = min(at, len(text))
	if over := at - (width - 8); over > 0 {
		text, at = append([]rune("…"), text[over+1:]...), at-over
	}
	line := " " + a.style.accent.Render("› ") + string(text[:at]) + a.style.cursor.Render("▏") + string(text[at:])
	return []string{" " + a.style.accent.Render(cut(e.question, width-2)), cut(line, width-1)}
}

func (e *entry) keys(a *App) []key.Binding {
	if e.optional {
		return []key.Binding{as(a.key.Enter, "keep"), as(a.key.Back, "leave it open")}
	}
	return []key.Binding{as(a.key.Enter, "keep"), as(a.key.Back, "leave it")}
}

func (e *entry) update(a *App, msg tea.KeyMsg) (bool, tea.Cmd) {
	switch {
	case key.Matches(msg, a.key.Back) && e.optional:
		return true, e.accept(e.before)
	case key.Matches(msg, a.key.Back):
		return true, nil
	case key.Matches(msg, a.key.Enter):
		if e.input.Value() == "" && !e.optional {
			return true, nil
		}
		return true, e.accept(e.input.Value())
	}
	e.input, _ = e.input.Update(msg)
	return false, nil
}

// confirm asks before something that is hard to take back.
type confirm struct {
	question string
	yes      func() tea.Cmd
}

// firmly asks before something that ends the room for everybody. Enter isn't
// enough there: it is pressed for everything else.
type firmly struct{ confirm }

func (c *firmly) keys(a *App) []key.Binding {
	return []key.Binding{yesKey(), as(a.key.Back, "no")}
}

func (c *firmly) update(a *App, msg tea.KeyMsg) (bool, tea.Cmd) {
	switch {
	case key.Matches(msg, yesKey()):
		return true, c.yes()
	case key.Matches(msg, a.key.Back):
		return true, nil
	}
	return false, nil
}

func (c *confirm) lines(a *App, width int) []string {
	return paint(a.style.accent, hang(" ", c.question, width-1))
}

func (c *confirm) keys(a *App) []key.Binding {
	return []key.Binding{as(a.key.Enter, "yes"), as(a.key.Back, "no")}
}

func (c *confirm) update(a *App, msg tea.KeyMsg) (bool, tea.Cmd) {
	switch {
	case key.Matches(msg, a.key.Enter):
		return true, c.yes()
	case key.Matches(msg, a.key.Back):
		return true, nil
	}
	return false, nil
}

func yesKey() key.Binding {
	return key.NewBinding(key.WithKeys("y", "Y"), key.WithHelp("y", "yes"))
}

// askNote asks for the kind of a note, then for its text, and for a follow-up
// also for its owner and its date.
func askNote(a *App, step string) overlay {
	kinds := exercise.NoteKinds()
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = wording.NoteKind(k)
	}
	return askChoice("Keep a note:", names, func(i int) tea.Cmd {
		note := exercise.Note{Kind: kinds[i], Step: step}
		a.overlay = askText(names[i]+" (no names, please):", "", exercise.MaxNote, func(text string) tea.Cmd {
			note.Text = text
			return finishNote(a, note, func(n exercise.Note) tea.Cmd { return a.do(exercise.AddNote{Note: n}) })
		})
		return nil
	})
}

// finishNote asks for what only a follow-up has, and then keeps the note.
func finishNote(a *App, note exercise.Note, keep func(exercise.Note) tea.Cmd) tea.Cmd {
	if note.Kind != exercise.FollowUp {
		return keep(note)
	}
	who := askText("Who takes it on? (a role or an organisation; empty if nobody yet)", note.Owner, exercise.MaxShort, func(owner string) tea.Cmd {
		note.Owner = unlessDash(owner)
		when := askText("By when? (a date; empty if open)", note.Due, exercise.MaxShort, func(due string) tea.Cmd {
			note.Due = unlessDash(due)
			return keep(note)
		})
		when.optional = true
		a.overlay = when
		return nil
	})
	who.optional = true
	a.overlay = who
	return nil
}

func unlessDash(s string) string {
	if s == "-" {
		return ""
	}
	return s
}
