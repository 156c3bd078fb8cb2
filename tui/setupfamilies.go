package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// familiesPage puts the norms of an exercise together out of several families
// and short lists.
type familiesPage struct {
	setup  *setupPage
	rows   []familyRow
	chosen map[string]bool
	cursor int
	scroll
}

// familyRow is one that can be ticked.
type familyRow struct {
	id, name, about string
	norms           int
}

// newFamilies begins with what the set-up stands at.
func newFamilies(setup *setupPage) *familiesPage {
	p := &familiesPage{setup: setup, chosen: map[string]bool{}}
	set := setup.norms
	family := func(c *norm.Catalogue) {
		p.rows = append(p.rows, familyRow{c.ID, c.Short, c.Summary, len(c.Items)})
	}
	if un, ok := set.Catalogue(norm.UNEleven); ok {
		family(un)
	}
	for _, l := range norm.ShortLists() {
		if n := len(set.ShortList(l.ID)); n > 0 && l.ID != norm.ListEleven {
			p.rows = append(p.rows, familyRow{l.ID, strings.ToUpper(l.Title[:1]) + l.Title[1:], l.About + " A short list out of several families.", n})
		}
	}
	for _, c := range set.Catalogues() {
		if c.ID != norm.UNEleven {
			family(c)
		}
	}
	c := setup.choice.offers[setup.choice.norms]
	for _, id := range c.families {
		p.chosen[id] = true
	}
	if len(c.families)+len(c.norms) == 0 {
		p.chosen[norm.UNEleven] = true
	}
	return p
}

// choice is what is ticked, as the set-up offers it.
func (p *familiesPage) choice() normChoice {
	out := normChoice{about: "Your own choice: at each step those that the author of the incident proposes; where there are none, their nearest."}
	var names []string
	for _, r := range p.rows {
		if p.chosen[r.id] {
			out.families, names = append(out.families, r.id), append(names, r.name)
		}
	}
	if out.name = strings.Join(names, " + "); len(names) > 3 {
		out.name = wording.Count(len(names), "choice") + " together"
	}
	return out
}

// tried is the set-up's choice with what is ticked.
func (p *familiesPage) tried() choiceOf {
	c := p.setup.choice
	c.offers, c.norms = []normChoice{p.choice()}, 0
	return c
}

func (p *familiesPage) head(*App) (string, string) {
	return p.setup.scenario.Title + " · set-up · which norms?", ""
}

func (p *familiesPage) body(a *App, width, height int) []string {
	st, text := a.style, min(width-4, widest)
	var lines []string
	for i, r := range p.rows {
		mark, box, name := "   ", "[ ] ", r.name
		if p.chosen[r.id] {
			box = "[x] "
		}
		if i == p.cursor {
			mark, name = " "+st.cursor.Render("▸")+" ", st.strong.Render(name)
		}
		lines = append(lines, apart(mark+box+name, st.dim.Render(wording.Count(r.norms, "norm"))+" ", min(width, 80)))
	}
	low := []string{"   " + st.dim.Render("Nothing is ticked yet.")}
	if c := p.tried(); len(c.offers[0].families) > 0 {
		low = append([]string{"   " + st.strong.Render(wording.Count(len(c.offers[0].families), "choice")+" ticked · "+c.perStep(p.setup.scenario, p.setup.norms))},
			p.warnings(a, c, text)...)
	}
	low = fill(low, max(4, min(6, height/4)))
	about := fill(atMost(wrap(p.rows[p.cursor].about, text), 3), 3)
	room := height - len(low) - len(about) - 4
	p.show(p.cursor, room)
	out := append([]string{"", "  " + st.dim.Render(cut("Tick what is to be on the table. Two or three side by side are plenty.", width-4))}, p.window(lines, room)...)
	more := ""
	if p.below() > 0 {
		more = fmt.Sprintf("▼ %d more ", p.below())
	}
	out = append(out, apart("", st.accent.Render(more), width))
	out = append(out, low...)
	out = append(out, st.dim.Render(strings.Repeat("─", width)))
	return append(out, indent(paint(st.dim, about), 3)...)
}

// warnings say what the ticked choice would mean for a room.
func (p *familiesPage) warnings(a *App, c choiceOf, width int) []string {
	var out []string
	if w := c.tooMany(p.setup.scenario, p.setup.norms); w != "" {
		out = append(out, hang("   "+a.style.warn.Render("!")+" ", w, width)...)
	}
	if none := c.absent(p.setup.scenario, p.setup.norms); len(none) > 0 {
		out = append(out, hang("   ", a.style.dim.Render(fmt.Sprintf("At no step of this track: %s. The author proposes none of it here.", strings.Join(none, ", "))), width)...)
	}
	return out
}

func (p *familiesPage) keys(a *App) []key.Binding {
	k := a.key
	out := []key.Binding{as(k.Mark, "tick"), k.Up, k.Down}
	if len(p.choice().families) > 0 {
		out = slices.Insert(out, 0, as(k.Enter, "take these"))
	}
	return append(out, as(k.Back, "back, unchanged"), k.Quit)
}

func (p *familiesPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	switch {
	case key.Matches(msg, k.Back):
		a.pop()
	case key.Matches(msg, k.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, k.Down):
		p.cursor = min(len(p.rows)-1, p.cursor+1)
	case key.Matches(msg, k.Mark):
		id := p.rows[p.cursor].id
		p.chosen[id] = !p.chosen[id]
	case key.Matches(msg, k.Enter):
		c := p.choice()
		if len(c.families) == 0 {
			a.ask("tick at least one with space")
			return nil
		}
		p.setup.choice.take(c)
		a.pop()
	}
	return nil
}
