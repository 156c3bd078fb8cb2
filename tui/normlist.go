package tui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// normList is a list of norms to search, narrow down and choose from, by
// family; the browser and the picker share it.
type normList struct {
	set       *norm.Set
	cursor    int
	filtering bool // a search is being typed
	normFilter
	list scroll

	last *foundNorms
}

// foundNorms keeps what was found: a frame asks several times.
type foundNorms struct {
	by    normFilter
	norms []*norm.Norm
}

// found are the norms that fit the search and the filter, in the set's order.
func (l *normList) found() []*norm.Norm {
	if l.last == nil || l.last.by != l.normFilter {
		l.last = &foundNorms{l.normFilter, l.of(l.set)}
	}
	return l.last.norms
}

func (l *normList) chosen() (*norm.Norm, bool) {
	found := l.found()
	l.cursor = max(0, min(l.cursor, len(found)-1))
	if len(found) == 0 {
		return nil, false
	}
	return found[l.cursor], true
}

// lines are the search, what narrows it down, and the norms under the names of
// their families.
func (l *normList) lines(a *App, width, height int) []string {
	found := l.found()
	count := a.style.dim.Render(wording.Count(len(found), "norm"))
	head := a.style.dim.Render("/ to search")
	if l.filtering || l.text != "" {
		head = a.style.accent.Render("/ ") + l.text
		if l.filtering {
			head += a.style.cursor.Render("▏")
		}
	}
	out, at := l.rows(a, found, width)
	top := append([]string{apart(head, count, width)}, paint(a.style.accent, wrap(l.said(l.set), width))...)
	l.list.show(at, height-len(top))
	if at == 1 { // the first norm's family has a name
		l.list.show(0, height-len(top))
	}
	return append(top, l.list.window(out, height-len(top))...)
}

// rows are the norms under their families, and the row that the cursor is on.
func (l *normList) rows(a *App, found []*norm.Norm, width int) (rows []string, at int) {
	column := 0
	for _, n := range found {
		column = max(column, min(len([]rune(n.Reference)), 14))
	}
	var home *norm.Catalogue
	for i, n := range found {
		if c, ok := l.set.CatalogueOf(n.ID); ok && c != home {
			home = c
			rows = append(rows, cut(a.style.accent.Render(c.Short)+a.style.dim.Render(" · "+familyStanding(l.set, c)+" · "+yearOf(c)), width))
		}
		mark, name := "  ", pad(n.Reference, column)+"  "+n.Label
		if i == l.cursor {
			mark, name, at = a.style.cursor.Render("▸ "), a.style.strong.Render(name), len(rows)
		}
		rows = append(rows, cut(mark+name, width))
	}
	if len(found) == 0 {
		rows = []string{a.style.dim.Render("  nothing fits")}
	}
	return rows, at
}

// yearOf is the year of a family.
func yearOf(c *norm.Catalogue) string {
	text := c.Adopted.String()
	return text[:min(4, len(text))]
}

// listKeys are those that narrow the list down.
func (l *normList) listKeys(k *keyMap) []key.Binding {
	out := []key.Binding{k.Filter, k.Family, k.Asks, k.Whom, k.Standing, k.Response}
	if l.normFilter != (normFilter{}) {
		out = append(out, k.Clear)
	}
	return out
}

// searchKeys are those while a search is typed.
func (l *normList) searchKeys(k *keyMap) []key.Binding {
	return []key.Binding{as(k.Enter, "done"), as(k.Back, "clear"), as(k.Up, "up"), as(k.Down, "down")}
}

// update handles moving, searching and narrowing down.
func (l *normList) update(a *App, msg tea.KeyMsg) {
	k := a.key
	before := l.normFilter
	switch {
	case l.filtering:
		l.search(k, msg)
	case key.Matches(msg, k.Up):
		l.cursor = max(0, l.cursor-1)
	case key.Matches(msg, k.Down):
		l.cursor++
	case key.Matches(msg, k.Filter):
		l.filtering = true
	case key.Matches(msg, k.Left):
		l.turnFamily(l.set, -1)
	case key.Matches(msg, k.Right):
		l.turnFamily(l.set, +1)
	case key.Matches(msg, k.Asks):
		l.turnKind()
	case key.Matches(msg, k.Whom):
		l.turnWhom()
	case key.Matches(msg, k.Standing):
		l.turnStanding(l.set)
	case key.Matches(msg, k.Response):
		l.response = !l.response
	case key.Matches(msg, k.Clear):
		l.normFilter = normFilter{}
	}
	if l.normFilter != before {
		l.cursor, l.list = 0, scroll{}
	}
}

// search takes the keys while a search is typed; what is found follows each.
func (l *normList) search(k *keyMap, msg tea.KeyMsg) {
	switch {
	case key.Matches(msg, k.Enter):
		l.filtering = false
	case key.Matches(msg, k.Back):
		l.filtering, l.text = false, ""
	case msg.Type == tea.KeyBackspace:
		if r := []rune(l.text); len(r) > 0 {
			l.text = string(r[:len(r)-1])
		}
	case msg.Type == tea.KeyRunes, msg.Type == tea.KeySpace:
		if len(l.text) < 60 {
			l.text += inert.Line(string(msg.Runes))
		}
	case msg.Type == tea.KeyUp:
		l.cursor = max(0, l.cursor-1)
	case msg.Type == tea.KeyDown:
		l.cursor++
	}
}
