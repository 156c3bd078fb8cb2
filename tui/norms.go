package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/norm"
)

// normsPage browses the norms: a list and, beside or behind it, everything
// that is known of one.
type normsPage struct {
	normList
	detail scroll
	shown  norm.ID
	open   bool // narrow windows: the detail instead of the list
	direct bool // it was opened at a norm, and the list was not seen yet: back leads out
	all    bool // all relatives, not the nearest alone
}

// browse opens the browser at a norm, and sums up behind it how exercises
// judged the norms.
func (a *App) browse(at norm.ID) tea.Cmd {
	a.push(newNormsPage(a, at))
	return a.judge()
}

func newNormsPage(a *App, at norm.ID) *normsPage {
	set := a.Library.Norms()
	if a.session != nil {
		set = a.session.room.Content().Norms()
	}
	p := &normsPage{normList: normList{set: set}, open: at != "", direct: at != ""}
	for i, n := range set.All() {
		if n.ID == at {
			p.cursor = i
		}
	}
	return p
}

func (p *normsPage) typing() bool { return p.filtering }

func (p *normsPage) head(a *App) (string, string) { return "The norms", "" }

const wideEnough = 110

func (p *normsPage) body(a *App, width, height int) []string {
	n, ok := p.chosen()
	if ok && n.ID != p.shown {
		p.shown, p.detail, p.all = n.ID, scroll{}, false
	}
	if width < wideEnough {
		if p.open && ok && !p.filtering {
			lines := p.reading(a, n, min(width-4, widest), height-2)
			return append(append([]string{""}, indent(lines, 2)...), apart("", p.detail.more(a.style)+" ", width))
		}
		return append([]string{""}, indent(p.lines(a, width-4, height-1), 2)...)
	}
	column := 58
	var right []string
	if ok {
		right = append([]string{""}, p.reading(a, n, min(width-column-4, widest), height-2)...)
		right = append(right, apart("", p.detail.more(a.style)+" ", width-column-2))
	}
	left := append([]string{""}, indent(p.lines(a, column-6, height-1), 2)...)
	return beside(left, right, column)
}

// reading is the part of what is known of a norm that fits; the norm's name
// stays above it, however far somebody reads.
func (p *normsPage) reading(a *App, n *norm.Norm, width, height int) []string {
	title := p.title(a.style, n, width)
	return append(title, p.detail.window(p.about(a, n, width), height-len(title))...)
}

func (p *normsPage) keys(a *App) []key.Binding {
	k := a.key
	if p.filtering {
		return p.searchKeys(k)
	}
	narrow := a.width < wideEnough
	n, ok := p.chosen()
	more := false
	if ok && (!narrow || p.open) {
		_, left := p.set.Relatives(n.ID, mostRelatives)
		more = left > 0
	}
	var out []key.Binding
	if narrow && p.open {
		out = []key.Binding{as(k.Up, "norm before"), as(k.Down, "next norm"), as(k.Enter, "to the list")}
	} else {
		out = append(out, k.Up, k.Down)
		if narrow {
			out = append(out, as(k.Enter, "read it"))
		}
		out = append(out, p.listKeys(k)...)
	}
	switch {
	case more && p.all:
		out = append(out, as(k.Relatives, "nearest only"))
	case more:
		out = append(out, k.Relatives)
	}
	if a.session == nil {
		out = append(out, k.Practise)
	}
	return append(out, k.PageDown, k.PageUp, k.Back, k.Quit)
}

func (p *normsPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	narrow := a.width < wideEnough
	switch {
	case !p.filtering && key.Matches(msg, k.Back):
		if narrow && p.open && !p.direct {
			p.open = false
			return nil
		}
		a.pop()
	case !p.filtering && narrow && key.Matches(msg, k.Enter):
		p.open, p.direct = !p.open, false
	case !p.filtering && key.Matches(msg, k.Relatives):
		p.all = !p.all
	case !p.filtering && a.session == nil && key.Matches(msg, k.Practise):
		return a.practise(p.normFilter)
	case !p.filtering && p.detail.turn(k, msg):
	default:
		p.normList.update(a, msg)
	}
	return nil
}
