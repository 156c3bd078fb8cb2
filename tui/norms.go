package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// normList is a list of norms to search and choose from; the browser and the
// picker share it.
type normList struct {
	set       *norm.Set
	cursor    int
	filter    string
	filtering bool
	list      scroll
}

// found are the norms that fit the filter, in catalogue order.
func (l *normList) found() []*norm.Norm {
	words := strings.Fields(strings.ToLower(l.filter))
	var out []*norm.Norm
	for _, n := range l.set.All() {
		text := strings.ToLower(n.Reference + " " + n.Label + " " + n.Restatement)
		for _, t := range n.Terms {
			text += " " + strings.ToLower(t.Term)
		}
		fits := true
		for _, w := range words {
			fits = fits && strings.Contains(text, w)
		}
		if fits {
			out = append(out, n)
		}
	}
	return out
}

func (l *normList) chosen() (*norm.Norm, bool) {
	found := l.found()
	l.cursor = max(0, min(l.cursor, len(found)-1))
	if len(found) == 0 {
		return nil, false
	}
	return found[l.cursor], true
}

func (l *normList) lines(a *App, width, height int) []string {
	head := a.style.dim.Render("/ to search")
	if l.filtering || l.filter != "" {
		head = a.style.accent.Render("/ ") + l.filter
		if l.filtering {
			head += a.style.cursor.Render("▏")
		}
	}
	var out []string
	for i, n := range l.found() {
		mark, name := "  ", n.Reference+"  "+n.Label
		if i == l.cursor {
			mark, name = a.style.cursor.Render("▸ "), a.style.strong.Render(name)
		}
		out = append(out, cut(mark+name, width))
	}
	if len(out) == 0 {
		out = []string{a.style.dim.Render("  nothing fits")}
	}
	l.list.show(l.cursor, height-2)
	return append([]string{head, ""}, l.list.window(out, height-2)...)
}

// update handles moving and searching.
func (l *normList) update(a *App, msg tea.KeyMsg) {
	k := a.key
	switch {
	case l.filtering:
		l.search(k, msg)
	case key.Matches(msg, k.Up):
		l.cursor = max(0, l.cursor-1)
	case key.Matches(msg, k.Down):
		l.cursor++
	case key.Matches(msg, k.Filter):
		l.filtering = true
	}
}

// search takes the keys while a search is typed.
func (l *normList) search(k *keyMap, msg tea.KeyMsg) {
	switch {
	case key.Matches(msg, k.Enter):
		l.filtering = false
	case key.Matches(msg, k.Back):
		l.filtering, l.filter = false, ""
	case msg.Type == tea.KeyBackspace:
		if r := []rune(l.filter); len(r) > 0 {
			l.filter = string(r[:len(r)-1])
		}
	case msg.Type == tea.KeyRunes, msg.Type == tea.KeySpace:
		if len(l.filter) < 60 {
			l.filter += inert.Line(string(msg.Runes))
		}
		l.cursor = 0
	case msg.Type == tea.KeyUp:
		l.cursor = max(0, l.cursor-1)
	case msg.Type == tea.KeyDown:
		l.cursor++
	}
}

// normsPage browses the norms: a list and, beside or behind it, everything
// that is known of one.
type normsPage struct {
	normList
	detail scroll
	shown  norm.ID
	open   bool // narrow windows: the detail instead of the list
}

func newNormsPage(a *App, at norm.ID) *normsPage {
	set := a.Library.Norms()
	if a.session != nil {
		set = a.session.room.Content().Norms()
	}
	p := &normsPage{normList: normList{set: set}, open: at != ""}
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
		p.shown, p.detail = n.ID, scroll{}
	}
	if width < wideEnough {
		if p.open && ok && !p.filtering {
			lines := p.detail.window(normDetail(a.style, p.set, n, min(width-4, widest)), height-2)
			return append(append([]string{""}, indent(lines, 2)...), apart("", p.detail.more(a.style)+" ", width))
		}
		return append([]string{""}, indent(p.lines(a, width-4, height-1), 2)...)
	}
	column := 58
	var right []string
	if ok {
		right = append([]string{""}, p.detail.window(normDetail(a.style, p.set, n, min(width-column-4, widest)), height-2)...)
		right = append(right, apart("", p.detail.more(a.style)+" ", width-column-2))
	}
	left := append([]string{""}, indent(p.lines(a, column-6, height-1), 2)...)
	return beside(left, right, column)
}

func (p *normsPage) keys(a *App) []key.Binding {
	k := a.key
	if p.filtering {
		return []key.Binding{as(k.Enter, "done"), as(k.Back, "clear")}
	}
	out := []key.Binding{k.Up, k.Down, k.Filter}
	if a.width < wideEnough {
		out = append(out, as(k.Enter, "read it"))
	}
	return append(out, k.PageDown, k.PageUp, k.Back, k.Quit)
}

func (p *normsPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	narrow := a.width < wideEnough
	switch {
	case !p.filtering && key.Matches(msg, k.Back):
		if narrow && p.open {
			p.open = false
			return nil
		}
		a.pop()
	case !p.filtering && narrow && key.Matches(msg, k.Enter):
		p.open = !p.open
	case !p.filtering && p.detail.turn(k, msg):
	default:
		p.normList.update(a, msg)
	}
	return nil
}

// normDetail is everything that is known of a norm.
func normDetail(st *styles, set *norm.Set, n *norm.Norm, width int) []string {
	c, _ := set.CatalogueOf(n.ID)
	out := []string{st.title.Render(fmt.Sprintf("%s · norm %d · %s", n.Reference, n.Position, n.Label)),
		st.dim.Render(fmt.Sprintf("%s · %s · %s", c.Short, c.LegalNature, wording.Kind(n.Kind))), ""}
	out = append(out, wrap(n.Restatement, width)...)
	head := func(title string) { out = append(out, "", st.accent.Render(title)) }
	para := func(title, text string) {
		if text != "" {
			head(title)
			out = append(out, wrap(text, width)...)
		}
	}
	list := func(title string, items []string) {
		if len(items) > 0 {
			head(title)
			for _, x := range items {
				out = append(out, hang("• ", x, width)...)
			}
		}
	}
	para("Whom it speaks to", n.Addressee)
	para("A caution", n.KindNote)
	para("What to look for in a timeline", n.LookFor)
	list("What following it looks like", n.Actions)
	list("What responders say of it", remarksOf(st, c, n.Practitioners))
	list("What is said against it", remarksOf(st, c, n.Critiques))
	var terms, guidance, related, links []string
	for _, t := range n.Terms {
		terms = append(terms, st.strong.Render(t.Term)+": "+t.Meaning)
	}
	list("Words that people read differently", terms)
	for _, g := range n.Guidance {
		guidance = append(guidance, g.Text+" "+st.dim.Render("("+g.Document+", "+g.Section+")")+notRead(st, c, g.Sources))
	}
	list("What later reports add", guidance)
	list("Who deals with it", n.Bodies)
	for _, item := range n.Related {
		if r, ok := set.Get(norm.ID(c.ID + "/" + item)); ok {
			related = append(related, r.Reference+" "+r.Label)
		}
	}
	list("Related", related)
	for _, l := range n.Links {
		links = append(links, l.Title+" "+st.accent.Render(l.URL))
	}
	list("Links", links)
	return out
}

func remarksOf(st *styles, c *norm.Catalogue, rs []norm.Remark) []string {
	var out []string
	for _, r := range rs {
		text := r.Text
		if len(r.Sources) == 0 {
			text += st.dim.Render(" (the authors' view)")
		}
		out = append(out, text+notRead(st, c, r.Sources))
	}
	return out
}

// notRead marks what rests on sources alone that the authors did not read.
func notRead(st *styles, c *norm.Catalogue, ids []string) string {
	if !c.Unverified(ids) {
		return ""
	}
	return " " + st.warn.Render("unverified")
}

// pickPage chooses a norm to put on the table.
type pickPage struct {
	normList
	step string
}

func newPickPage(a *App, step string) *pickPage {
	return &pickPage{normList{set: a.session.room.Content().Norms()}, step}
}

func (p *pickPage) typing() bool { return p.filtering }

func (p *pickPage) head(a *App) (string, string) { return "Put another norm on the table", "" }

func (p *pickPage) body(a *App, width, height int) []string {
	list := height - 7
	out := append([]string{""}, indent(p.lines(a, width-4, list), 2)...)
	if n, ok := p.chosen(); ok {
		out = append(out, a.style.dim.Render(strings.Repeat("─", width)))
		out = append(out, indent(wrap(n.Restatement, min(width-4, widest)), 2)...)
	}
	return out
}

func (p *pickPage) keys(a *App) []key.Binding {
	if p.filtering {
		return []key.Binding{as(a.key.Enter, "done"), as(a.key.Back, "clear")}
	}
	return []key.Binding{as(a.key.Enter, "put it on the table"), a.key.Up, a.key.Down, a.key.Filter, a.key.Back, a.key.Quit}
}

func (p *pickPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	switch {
	case !p.filtering && key.Matches(msg, a.key.Back):
		a.pop()
	case !p.filtering && key.Matches(msg, a.key.Enter):
		if n, ok := p.chosen(); ok {
			a.pop()
			return a.do(exercise.AddNorm{Step: p.step, Norm: n.ID})
		}
	default:
		p.normList.update(a, msg)
	}
	return nil
}
