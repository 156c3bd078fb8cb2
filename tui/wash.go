package tui

import (
	"fmt"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// washPage is the hot wash: what the verdicts come to, seen in several ways,
// one at a time, and the notes.
type washPage struct {
	view     int
	row, col int  // the matrix: norm and step under the cursor
	placed   bool // the matrix: the cursor stands at a first item that was judged
	numbers  bool // the matrix: shares beside the letters
	all      bool // the ledger: requests of all incidents, not of this exercise's steps
	under    int  // the matrix: the line of the norm under the cursor
	moved    bool // the matrix: the cursor went to another norm, so its line is to be seen
	cursor   int  // the notes: the one under the cursor
	scroll
}

// washView is one way of looking at the verdicts.
type washView struct {
	name  string
	short string // where there is no room for the name
	lines func(p *washPage, a *App, e *analysis.Exercise, width int) []string
}

func washViews() []washView {
	return []washView{
		{"Matrix", "Mat", (*washPage).matrix},
		{"Divided", "Div", (*washPage).divided},
		{"Groups", "Grp", (*washPage).groups},
		{"Shift", "Shft", (*washPage).shift},
		{"Norms", "Nrm", (*washPage).norms},
		{"Latency", "Lat", (*washPage).latency},
		{"Notes", "Note", (*washPage).notes},
	}
}

// views are those that there is something to see in.
func (a *App) washViews() []washView {
	out := washViews()
	if a.session.table().several {
		out = append(out, washView{"Families", "Fam", (*washPage).families})
	}
	return out
}

const (
	matrixView  = 0
	latencyView = 5
	notesView   = 6
)

// analysis is that of the open exercise, made anew when it has changed.
func (s *session) analysis() *analysis.Exercise {
	if s.analysed == nil || s.analysed.Seq != s.state.Seq() {
		s.analysed = analysis.Of(s.state, s.scenario(), s.room.Content().Norms())
	}
	return s.analysed
}

func (p *washPage) head(a *App) (string, string) {
	title := a.session.state.Setup().Title + " · hot wash"
	if a.session.state.Phase() == exercise.Ended {
		title += " · finished"
	}
	return title, ""
}

func (p *washPage) body(a *App, width, height int) []string {
	views := a.washViews()
	p.view = min(p.view, len(views)-1)
	out := []string{washTabs(a.style, views, p.view, width), ""}
	lines := views[p.view].lines(p, a, a.session.analysis(), width)
	if p.view == matrixView && p.moved {
		p.show(p.under, height-len(out)-1)
		p.moved = false
	}
	out = append(out, p.window(lines, height-len(out)-1)...)
	return append(out, apart("", p.more(a.style)+" ", width))
}

func (p *washPage) keys(a *App) []key.Binding {
	k := a.key
	ended := a.session.state.Phase() == exercise.Ended
	tabs := k.Tabs
	tabs.SetHelp(fmt.Sprintf("1-%d", len(a.washViews())), "view")
	out := []key.Binding{k.Note, tabs}
	if a.Export != nil {
		out = slices.Insert(out, 0, k.Export)
	}
	switch {
	case p.view == matrixView && len(a.session.analysis().Items) > 0:
		out = append(out, k.Up, k.Down, k.Left, k.Right, as(k.Enter, "look into it"))
		if a.session.analysis().Mode != exercise.Solo {
			out = append(out, k.Numbers)
		}
	case p.view == latencyView && p.all:
		out = append(out, as(k.Numbers, "this exercise"))
	case p.view == latencyView:
		out = append(out, as(k.Numbers, "all incidents"))
	case p.view == notesView && len(a.session.state.Notes()) > 0:
		out = append(out, k.Up, k.Down, as(k.Edit, "change note"), as(k.Remove, "remove note"))
	}
	if ended {
		out = append(out, k.Reopen, k.PageDown, k.PageUp, as(k.Back, a.outside()))
	} else {
		out = append(out, k.Finish, k.PageDown, k.PageUp, as(k.Back, "back to the step"))
	}
	return append(out, k.Quit)
}

func (p *washPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	ended := a.session.state.Phase() == exercise.Ended
	switch {
	case key.Matches(msg, k.Back), key.Matches(msg, k.Wash):
		if ended {
			return a.leave()
		}
		a.pop()
	case key.Matches(msg, k.Tabs):
		p.turnTo(msg.String(), len(a.washViews()))
	case key.Matches(msg, k.Export) && a.Export != nil:
		a.overlay = askFormat(a)
	case key.Matches(msg, k.Note):
		a.overlay = askNote(a, "")
	case key.Matches(msg, k.Finish) && !ended:
		a.overlay = &confirm{"Finish the exercise? Open votes are closed as they stand. It can be reopened.", func() tea.Cmd {
			return a.do(exercise.Finish{})
		}}
	case key.Matches(msg, k.Reopen) && ended:
		return a.do(exercise.Reopen{})
	case p.view == matrixView && p.moveInMatrix(a, msg):
	case p.view == latencyView && key.Matches(msg, k.Numbers):
		p.all, p.scroll = !p.all, scroll{}
	case p.view == notesView && len(a.session.state.Notes()) > 0:
		return p.changeNote(a, msg)
	default:
		p.turn(k, msg)
	}
	return nil
}

// turnTo chooses a view by its number, or the next or last one.
func (p *washPage) turnTo(pressed string, n int) {
	view := p.view
	switch pressed {
	case "tab":
		view = (view + 1) % n
	case "shift+tab":
		view = (view + n - 1) % n
	default:
		if chosen := int(pressed[0] - '1'); chosen < n {
			view = chosen
		}
	}
	p.view, p.scroll = view, scroll{}
}
