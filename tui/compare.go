package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// choosePage chooses the exercises that are to be put side by side.
type choosePage struct {
	cursor int
	chosen []string // ids, in the order in which they were ticked
	scroll
}

// newChoose starts with all finished exercises on the scenario of the latest,
// the oldest first.
func newChoose(a *App) *choosePage {
	p := &choosePage{}
	i := slices.IndexFunc(a.past, func(e journal.Exercise) bool { return e.Progress.Finished })
	for _, e := range slices.Backward(a.past) {
		if i >= 0 && e.Progress.Finished && e.Scenario == a.past[i].Scenario {
			p.chosen = append(p.chosen, e.ID)
		}
	}
	return p
}

func (p *choosePage) head(*App) (string, string) { return "Compare: which exercises?", "" }

func (p *choosePage) body(a *App, width, height int) []string {
	if len(a.past) == 0 {
		return []string{"", a.style.dim.Render("  There is no exercise yet.")}
	}
	p.cursor = max(0, min(p.cursor, len(a.past)-1))
	var lines []string
	for i, e := range a.past {
		mark, box, title := "   ", "[ ] ", e.Title
		if slices.Contains(p.chosen, e.ID) {
			box = "[x] "
		}
		if i == p.cursor {
			mark, title = " "+a.style.cursor.Render("▸")+" ", a.style.strong.Render(title)
		}
		right := fmt.Sprintf("%s · %d of %s · %s", e.Mode, e.Progress.Done, wording.Count(e.Progress.Total, "step"), e.ID)
		lines = append(lines, apart(mark+box+title, a.style.dim.Render(right)+" ", min(width, 120)))
	}
	p.show(p.cursor, height-2)
	return append(append([]string{""}, p.window(lines, height-2)...), apart("", a.style.dim.Render(wording.Count(len(p.chosen), "exercise")+" chosen "), width))
}

func (p *choosePage) keys(a *App) []key.Binding {
	k := a.key
	if len(a.past) == 0 {
		return []key.Binding{k.Back, k.Quit}
	}
	return []key.Binding{as(k.Enter, "compare"), k.Mark, k.Up, k.Down, k.Back, k.Quit}
}

func (p *choosePage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	switch {
	case key.Matches(msg, k.Back):
		a.pop()
	case key.Matches(msg, k.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, k.Down):
		p.cursor = min(len(a.past)-1, p.cursor+1)
	case key.Matches(msg, k.Mark) && p.cursor < len(a.past):
		id := a.past[p.cursor].ID
		if at := slices.Index(p.chosen, id); at >= 0 {
			p.chosen = slices.Delete(p.chosen, at, at+1)
		} else {
			p.chosen = append(p.chosen, id)
		}
	case key.Matches(msg, k.Enter):
		ids := slices.Clone(p.chosen)
		if len(ids) < 2 {
			a.ask("choose two exercises or more with space")
			return nil
		}
		c := &comparePage{ids: ids}
		a.push(c)
		return c.read(a)
	}
	return nil
}

// comparePage puts exercises side by side. It reads them in pieces, so that
// the first frame comes at once and progress is seen.
type comparePage struct {
	ids     []string
	loaded  []*analysis.Exercise
	sets    []*norm.Set // of the loaded ones
	cite    wording.Citing
	result  *analysis.Comparison
	failure error
	view    int
	scroll
}

// readMsg brings the exercises of one piece.
type readMsg struct {
	page *comparePage
	list []*analysis.Exercise
	sets []*norm.Set
	err  error
}

// piece is how many exercises are read between two frames.
const piece = 25

// read reads the next piece, or makes the comparison once all are there.
func (p *comparePage) read(a *App) tea.Cmd {
	ids, host, ctx := p.ids[len(p.loaded):min(len(p.ids), len(p.loaded)+piece)], a.Host, a.ctx
	return func() tea.Msg {
		msg := readMsg{page: p}
		for _, id := range ids {
			past, err := host.Read(ctx, id)
			if err != nil {
				return readMsg{page: p, err: err}
			}
			set := past.Content.Norms()
			msg.list, msg.sets = append(msg.list, analysis.Of(past.State, past.Scenario, set)), append(msg.sets, set)
		}
		return msg
	}
}

// take keeps a piece and asks for the next.
func (p *comparePage) take(a *App, msg readMsg) tea.Cmd {
	if msg.err != nil {
		p.failure = msg.err
		a.warn(msg.err)
		return nil
	}
	p.sets = append(p.sets, msg.sets...)
	if p.loaded = append(p.loaded, msg.list...); len(p.loaded) < len(p.ids) {
		return p.read(a)
	}
	p.result = analysis.Compare(p.loaded...)
	// Everything is told in the order in which the exercises were ticked. The
	// latest text of a norm is the one that is shown.
	p.sets = p.byAge()
	slices.SortStableFunc(p.result.Exercises, func(x, y analysis.Run) int { return slices.Index(p.ids, x.ID) - slices.Index(p.ids, y.ID) })
	p.cite, p.sets = wording.NewCiting(p.sets, p.result.Norms), nil
	return nil
}

// byAge are the norms of the exercises, those of the one that was opened last at
// the end.
func (p *comparePage) byAge() []*norm.Set {
	order := make([]int, len(p.loaded))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return p.loaded[x].Opened.Compare(p.loaded[y].Opened) })
	out := make([]*norm.Set, len(order))
	for i, n := range order {
		out[i] = p.sets[n]
	}
	return out
}

func (p *comparePage) head(*App) (string, string) {
	return "Compare " + wording.Count(len(p.ids), "exercise"), ""
}

func (p *comparePage) body(a *App, width, height int) []string {
	if p.result == nil {
		if p.failure != nil {
			return []string{"", "  The exercises could not all be read."}
		}
		done := len(p.loaded) * (width - 30) / max(1, len(p.ids))
		return []string{"", fmt.Sprintf("  Reading %d of %d  ", len(p.loaded), len(p.ids)) + a.style.accent.Render(strings.Repeat("█", done))}
	}
	names := []string{"Norms", "Steps", "Exercises"}
	tabs := " "
	for i, n := range names {
		name := fmt.Sprintf("%d %s", i+1, n)
		if i == p.view {
			tabs += a.style.chosen.Render("["+name+"]") + " "
		} else {
			tabs += a.style.dim.Render(" "+name+" ") + " "
		}
	}
	lines := []func(*App, int) []string{p.norms, p.steps, p.exercises}[p.view](a, width)
	out := append([]string{cut(tabs, width), ""}, p.window(lines, height-3)...)
	return append(out, apart("", p.more(a.style)+" ", width))
}

func (p *comparePage) keys(a *App) []key.Binding {
	k := a.key
	tabs := k.Tabs
	tabs.SetHelp("1-3", "view")
	return []key.Binding{tabs, k.PageDown, k.PageUp, k.Back, k.Quit}
}

func (p *comparePage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	switch {
	case key.Matches(msg, k.Back):
		a.pop()
	case key.Matches(msg, k.Tabs):
		switch s := msg.String(); s {
		case "tab":
			p.view, p.scroll = (p.view+1)%3, scroll{}
		case "shift+tab":
			p.view, p.scroll = (p.view+2)%3, scroll{}
		case "1", "2", "3":
			p.view, p.scroll = int(s[0]-'1'), scroll{}
		}
	case key.Matches(msg, k.Down):
		p.offset++
	case key.Matches(msg, k.Up):
		p.offset = max(0, p.offset-1)
	default:
		p.turn(k, msg)
	}
	return nil
}
