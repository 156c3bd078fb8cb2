package tui

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// changesPage lists what can be taken back, the latest first: votes whose
// round is still open, what was put on the table, notes.
type changesPage struct {
	cursor int
	scroll
}

func (p *changesPage) head(*App) (string, string) { return "Take something back", "" }

func (p *changesPage) body(a *App, width, height int) []string {
	s := a.session
	records := s.state.Undoable()
	p.cursor = max(0, min(p.cursor, len(records)-1))
	if len(records) == 0 {
		return []string{"", a.style.dim.Render("  Nothing can be taken back: votes can until their step is revealed.")}
	}
	var lines []string
	for i, r := range records {
		mark, text := "   ", tell(a, r.Event)
		if i == p.cursor {
			mark, text = " "+a.style.cursor.Render("▸")+" ", a.style.strong.Render(text)
		}
		where := ""
		if step, ok := s.scenario().Step(exercise.StepOf(r.Event)); ok {
			where = " · " + step.Title
		}
		when := clock(r.At.Sub(s.state.Opened()))
		lines = append(lines, cut(mark+a.style.dim.Render(padLeft(when, 7))+"  "+text+a.style.dim.Render(where), width-1))
	}
	p.show(p.cursor, height-2)
	return append(append([]string{""}, p.window(lines, height-2)...), apart("", a.style.dim.Render(fmt.Sprintf("%d of %s ", p.cursor+1, wording.Count(len(records), "change"))), width))
}

func (p *changesPage) keys(a *App) []key.Binding {
	if len(a.session.state.Undoable()) == 0 {
		return []key.Binding{a.key.Back, a.key.Quit}
	}
	return []key.Binding{as(a.key.Enter, "take it back"), a.key.Up, a.key.Down, a.key.Back, a.key.Quit}
}

func (p *changesPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	records := a.session.state.Undoable()
	switch {
	case key.Matches(msg, a.key.Back):
		a.pop()
	case key.Matches(msg, a.key.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, a.key.Down):
		p.cursor = min(len(records)-1, p.cursor+1)
	case key.Matches(msg, a.key.Enter) && p.cursor < len(records):
		return a.do(exercise.Undo{Seq: records[p.cursor].Seq})
	}
	return nil
}

func (p *changesPage) recorded(a *App, msg doneMsg) { sayUndone(a, msg) }

// sayUndone tells what an undo took back.
func sayUndone(a *App, msg doneMsg) {
	for _, e := range msg.ack.State.TakenBack(msg.ack.Records) {
		a.say("taken back: " + tell(a, e))
	}
}
