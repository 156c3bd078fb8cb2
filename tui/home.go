package tui

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// homePage lists what can be done: resume an exercise, start one, read the
// norms, or look at a finished one.
type homePage struct {
	cursor int
	scroll
}

// homeItem is one line that can be chosen.
type homeItem struct {
	heading string // set on the first of a group
	left    string
	right   string
	about   string
	open    func(a *App) tea.Cmd
}

func (p *homePage) items(a *App) []homeItem {
	var out []homeItem
	add := func(heading string, items []homeItem) {
		if len(items) > 0 {
			items[0].heading = heading
			out = append(out, items...)
		}
	}
	var open, ended, incidents []homeItem
	for _, e := range a.past {
		item := p.exercise(a, e)
		if e.Progress.Finished {
			ended = append(ended, item)
		} else {
			open = append(open, item)
		}
	}
	for _, i := range a.Outline.Incidents {
		incidents = append(incidents, homeItem{
			left: i.Title, right: fmt.Sprintf("%s · %s", i.Date.Text(), wording.Count(i.Steps, "step")), about: i.Summary,
			open: func(a *App) tea.Cmd { a.setUp(i.ID); return nil },
		})
	}
	add("Go on with", open)
	add("Walk through an incident", incidents)
	add("Look up", []homeItem{{
		left: "The norms", right: wording.Count(a.Outline.Norms, "norm"),
		about: "Each norm in plain words: what it asks for, of whom, what to look for, and what responders say of it.",
		open:  func(a *App) tea.Cmd { return a.browse("") },
	}, {
		left: "Practise: which norm is this?", right: "ten questions",
		about: "For students: read what a norm says and tell which it is. What you got wrong comes again sooner. It is kept in your journal, and leaves it with no export.",
		open:  func(a *App) tea.Cmd { return a.practise(normFilter{}) },
	}})
	if len(a.past) > 1 {
		out = append(out, homeItem{
			left: "Compare exercises", right: wording.Count(len(a.past), "exercise"),
			about: "Put exercises side by side: what each norm was worth in each, and where rooms differ most.",
			open:  func(a *App) tea.Cmd { a.push(newChoose(a)); return nil },
		})
	}
	add("Finished", ended)
	return out
}

func (p *homePage) exercise(a *App, e journal.Exercise) homeItem {
	where := fmt.Sprintf("%s · %d of %s walked", e.Mode, e.Progress.Done, wording.Count(e.Progress.Total, "step"))
	return homeItem{
		left: e.Title, right: where + " · " + ago(e.Changed, a.Now()),
		about: fmt.Sprintf("Exercise %s, opened %s. Everything that was recorded is kept.", e.ID, wording.Instant(e.Opened)),
		open:  func(a *App) tea.Cmd { return a.resume(e.ID) },
	}
}

// setUp turns to what must be known to begin an incident.
func (a *App) setUp(id string) {
	s, err := a.Library.Scenario(id)
	if err != nil {
		a.warn(err)
		return
	}
	a.push(newSetup(s, a.Library.Norms()))
}

// resume takes an exercise up again.
func (a *App) resume(id string) tea.Cmd {
	return func() tea.Msg {
		r, err := a.Host.Resume(a.ctx, id)
		return a.opened(r, true, err)
	}
}

// opened lets people into a live room before it is shown.
func (a *App) opened(r *room.Room, resumed bool, err error) openMsg {
	if err != nil || a.Serve == nil || r.View(exercise.Facilitator).Setup().Mode != exercise.Room {
		return openMsg{room: r, resumed: resumed, err: err}
	}
	served, err := a.Serve(a.ctx, r)
	if err != nil {
		return openMsg{err: errors.Join(fmt.Errorf("nobody can get into the room: %w", err), r.Close())}
	}
	return openMsg{room: r, served: served, resumed: resumed}
}

// start opens a new exercise.
func (a *App) start(s *scenario.Scenario, c choiceOf) tea.Cmd {
	return func() tea.Msg {
		r, err := a.Host.Open(a.ctx, a.Library, c.choice(s))
		return a.opened(r, false, err)
	}
}

func (p *homePage) head(*App) (string, string) {
	return "normwalk", "which norm helped, and what did it cost in time?"
}

func (p *homePage) body(a *App, width, height int) []string {
	items := p.items(a)
	p.cursor = max(0, min(p.cursor, len(items)-1))
	var lines []string
	at := 0
	var where []int // the line of each item
	for i, item := range items {
		if item.heading != "" {
			lines = append(lines, "", " "+a.style.accent.Render(item.heading))
		}
		mark, left := "   ", item.left
		if i == p.cursor {
			mark, left, at = " "+a.style.cursor.Render("▸")+" ", a.style.strong.Render(left), len(lines)
		}
		where = append(where, len(lines))
		lines = append(lines, apart(mark+left, a.style.dim.Render(item.right)+"  ", min(width, widest+10)))
	}
	about := atMost(wrap(items[p.cursor].about, min(width-4, widest)), 7)
	var left []string
	if text := leftOut(a.Outline.LeftOut); text != "" {
		left = wrap(text, min(width-4, widest))
	}
	room := height - len(about) - len(left) - 1
	if spare := room - len(lines); spare > 0 && len(about) < 7 {
		room -= min(spare, 7-len(about)) // then the rule stays where it is
	}
	p.show(at, room)
	if at == 2 {
		p.offset = 0 // with the heading above the first
	}
	window := p.window(lines, room)
	above, below := 0, 0
	for _, i := range where {
		switch {
		case i < p.offset:
			above++
		case i >= p.offset+room:
			below++
		}
	}
	out := window
	for _, l := range left {
		out = append(out, "  "+a.style.accent.Render(l))
	}
	out = append(out, homeRule(a.style, above, below, width))
	for _, l := range about {
		out = append(out, "  "+l)
	}
	return out
}

// leftOut names the user's files that aren't used; it is empty for none.
func leftOut(files []library.LeftOut) string {
	if len(files) == 0 {
		return ""
	}
	var names []string
	for i, f := range files {
		if i == 3 && len(files) > 4 {
			names = append(names, fmt.Sprintf("and %d more", len(files)-i))
			break
		}
		names = append(names, inert.Line(f.Path))
	}
	have := "1 file of yours has problems and is left out: "
	if len(files) > 1 {
		have = fmt.Sprintf("%d files of yours have problems and are left out: ", len(files))
	}
	return have + strings.Join(names, ", ") + " · normwalk check shows them"
}

// homeRule parts the list from what is said of the chosen line, and says how
// many entries lie outside the window.
func homeRule(st *styles, above, below, width int) string {
	text := ""
	if above > 0 {
		text = fmt.Sprintf(" ▲ %d more", above)
	}
	if below > 0 {
		text += fmt.Sprintf(" ▼ %d more", below)
	}
	if text == "" {
		return st.dim.Render(strings.Repeat("─", width))
	}
	line := max(0, width-ansi.StringWidth(text)-3)
	return st.dim.Render(strings.Repeat("─", line)) + st.accent.Render(text) + " " + st.dim.Render("──")
}

func (p *homePage) keys(a *App) []key.Binding {
	return []key.Binding{a.key.Up, a.key.Down, a.key.Enter, a.key.Norms, a.key.Practise, a.key.Compare, a.key.Theme, a.key.Quit}
}

func (p *homePage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	items := p.items(a)
	switch {
	case key.Matches(msg, a.key.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, a.key.Down):
		p.cursor = min(len(items)-1, p.cursor+1)
	case key.Matches(msg, a.key.Norms):
		return a.browse("")
	case key.Matches(msg, a.key.Practise):
		return a.practise(normFilter{})
	case key.Matches(msg, a.key.Compare):
		a.push(newChoose(a))
	case key.Matches(msg, a.key.Enter):
		return items[p.cursor].open(a)
	}
	return nil
}

// modeWords says what a mode is, for the set-up.
func modeWords(m exercise.Mode) string {
	switch m {
	case exercise.Solo:
		return "on your own: vote, then compare with the analyst's reading"
	case exercise.Hands:
		return "with a room: you count the hands and type them in"
	}
	return "people vote on their phones or in a terminal, hands beside"
}
