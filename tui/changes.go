package tui

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// changesPage lists what can be taken back, the latest first: votes whose
// round is still open, what was put on the table, notes. In a live room it is
// the whole trail of what was done, without the ballots.
type changesPage struct {
	cursor int
	scroll
}

func (p *changesPage) head(a *App) (string, string) {
	if a.session.live != nil {
		return "The trail of what was done", ""
	}
	return "Take something back", ""
}

func (p *changesPage) body(a *App, width, height int) []string {
	s := a.session
	records, open := trail(a)
	p.cursor = max(0, min(p.cursor, len(records)-1))
	if len(records) == 0 {
		return []string{"", a.style.dim.Render("  Nothing can be taken back: votes can until their step is revealed.")}
	}
	var lines []string
	clocks := s.state.Clocks() // as in the header: without breaks
	for i, r := range records {
		mark, text := "   ", tellTrail(a, r.Event)
		switch {
		case i == p.cursor:
			mark, text = " "+a.style.cursor.Render("▸")+" ", a.style.strong.Render(text)
		case !open[r.Seq]:
			text = a.style.dim.Render(text)
		}
		if s.live != nil && open[r.Seq] {
			text += a.style.accent.Render(" ↩")
		}
		where := ""
		if step, ok := s.scenario().Step(exercise.StepOf(r.Event)); ok {
			where = " · " + step.Title
		}
		when := clock(clocks[r.Seq])
		lines = append(lines, cut(mark+a.style.dim.Render(padLeft(when, 7))+"  "+text+a.style.dim.Render(where), width-1))
	}
	p.show(p.cursor, height-2)
	return append(append([]string{""}, p.window(lines, height-2)...), apart("", a.style.dim.Render(fmt.Sprintf("%d of %s ", p.cursor+1, wording.Count(len(records), "change"))), width))
}

func (p *changesPage) keys(a *App) []key.Binding {
	records, open := trail(a)
	switch {
	case len(records) == 0:
		return []key.Binding{a.key.Back, a.key.Quit}
	case p.cursor < len(records) && !open[records[p.cursor].Seq]:
		return []key.Binding{a.key.Up, a.key.Down, a.key.Back, a.key.Quit}
	}
	return []key.Binding{as(a.key.Enter, "take it back"), a.key.Up, a.key.Down, a.key.Back, a.key.Quit}
}

func (p *changesPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	records, open := trail(a)
	switch {
	case key.Matches(msg, a.key.Back):
		a.pop()
	case key.Matches(msg, a.key.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, a.key.Down):
		p.cursor = min(len(records)-1, p.cursor+1)
	case key.Matches(msg, a.key.Enter) && p.cursor < len(records) && !open[records[p.cursor].Seq]:
		a.ask("this can't be taken back: the ones marked ↩ can")
	case key.Matches(msg, a.key.Enter) && p.cursor < len(records):
		return a.do(exercise.Undo{Seq: records[p.cursor].Seq})
	}
	return nil
}

func (p *changesPage) recorded(a *App, msg doneMsg) { sayUndone(a, msg) }

// sayUndone tells what an undo took back.
func sayUndone(a *App, msg doneMsg) {
	for _, e := range a.session.state.TakenBack(msg.ack.Records) {
		if e, ok := e.(exercise.StepSkipped); ok {
			a.say(a.session.stepNumber(e.Step) + " isn't skipped any more")
			continue
		}
		a.say("taken back: " + tell(a, e))
	}
}
