package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/tui/wording"
)

// mostTries is how often a terminal may try the room's code before it has to
// connect again.
const mostTries = 5

// door is the way in: the room's code, then a stakeholder group.
type door struct {
	code     string
	admitted bool
	tries    int
	cursor   int // index into the groups that may be chosen
	list     scroll
}

// spell takes a letter of the code.
func (d *door) spell(msg tea.KeyMsg) {
	switch msg.Type {
	case tea.KeyBackspace, tea.KeyDelete:
		d.code = d.code[:max(0, len(d.code)-1)]
	case tea.KeyRunes:
		for _, r := range strings.ToUpper(string(msg.Runes)) {
			if (r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') && len(d.code) < 12 {
				d.code += string(r)
			}
		}
	}
}

// knock tries the code. The words are empty if it is right; out reports that
// it was tried too often.
func (d *door) knock(admits func(string) bool) (words string, out bool) {
	switch {
	case d.code == "":
		return "type the room's code first", false
	case admits(d.code):
		d.admitted = true
		return "", false
	}
	d.tries++
	d.code = ""
	return "that is not the code of this room", d.tries >= mostTries
}

func (d *door) lines(st styles, width int) []string {
	out := []string{"", " " + st.title.Render("Join the room"), ""}
	if d.admitted {
		return append(out, " Room code  "+st.good.Render("✓ right"), "")
	}
	code := st.strong.Render(strings.Join(strings.Split(d.code, ""), " ")) + st.cursor.Render("▏")
	out = append(out, " Room code  "+st.accent.Render("› ")+code)
	hint := hang("            ", "Five letters and digits; they stand on the facilitator's screen.", min(width-2, widest))
	return append(append(out, paint(st.dim, hint)...), "")
}

func (d *door) keys(k keyMap) []key.Binding {
	return []key.Binding{as(k.Enter, "go on"), as(key.NewBinding(key.WithHelp("ctrl+c", "")), "leave")}
}

// groups are those that may be chosen; the first is none.
func (g *Guest) groups() []string {
	return append([]string{""}, g.app.session.state.Setup().Groups...)
}

func (g *Guest) doorBody(width, height int) []string {
	st := g.app.style
	out := g.door.lines(st, width)
	if len(g.groups()) == 1 {
		return out
	}
	if !g.door.admitted {
		return append(out, paint(st.dim, hang(" ", "Your stakeholder group is asked next. You need not name one, and no names are asked for.", min(width-2, widest)))...)
	}
	out = append(out, " "+st.accent.Render("Your stakeholder group"), "")
	var list []string
	for i, name := range g.groups() {
		mark, text := "   ", nameOfChoice(name)
		if i == g.door.cursor {
			mark, text = " "+st.cursor.Render("▸")+" ", st.strong.Render(text)
		}
		list = append(list, fmt.Sprintf("%s%s %s", mark, st.key.Render(fmt.Sprint(i+1)), text))
	}
	about := paint(st.dim, hang(" ", "Counts are shown by group only where five or more of it answered. No names are asked for, and none is kept.", min(width-2, widest)))
	room := height - len(out) - len(about) - 1
	g.door.list.show(g.door.cursor, room)
	out = append(out, g.door.list.window(list, min(room, len(list)))...)
	more := ""
	if n := g.door.list.below(); n > 0 {
		more = st.accent.Render(fmt.Sprintf("   ▼ %d more", n))
	}
	return append(append(out, more), about...)
}

func nameOfChoice(name string) string {
	if name == "" {
		return "rather not say, or none of these"
	}
	return wording.Group(name)
}

func (g *Guest) doorKeys() []key.Binding {
	k := g.app.key
	if !g.door.admitted {
		return g.door.keys(k)
	}
	if len(g.groups()) == 1 {
		return []key.Binding{as(k.Enter, "join"), k.Quit}
	}
	number := k.Count
	number.SetHelp(fmt.Sprintf("1-%d", min(9, len(g.groups()))), "choose")
	return []key.Binding{as(k.Enter, "join"), k.Up, k.Down, number, k.Theme, k.Quit}
}

func (g *Guest) doorUpdate(msg tea.KeyMsg) tea.Cmd {
	a, d := g.app, &g.door
	if g.outbox.waiting() {
		return nil
	}
	switch {
	case !d.admitted && msg.Type == tea.KeyEnter:
		words, out := d.knock(g.Access.Admits)
		if words != "" {
			a.notice = notice{words, "!"}
		}
		if out {
			g.farWell = "That was not the code of this room. Ask for it, and connect again."
			return tea.Quit
		}
		if d.admitted && len(g.groups()) == 1 {
			return g.join()
		}
	case !d.admitted:
		d.spell(msg)
	case key.Matches(msg, a.key.Enter):
		return g.join()
	case key.Matches(msg, a.key.Up):
		d.cursor = max(0, d.cursor-1)
	case key.Matches(msg, a.key.Down):
		d.cursor = min(len(g.groups())-1, d.cursor+1)
	case key.Matches(msg, a.key.Count):
		if i := int(msg.Runes[0] - '1'); i >= 0 && i < len(g.groups()) {
			d.cursor = i
		}
	}
	return nil
}
