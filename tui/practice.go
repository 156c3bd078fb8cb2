package tui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/practice"
	"github.com/normwalk/normwalk/tui/wording"
)

// practicePage chooses what to practise.
type practicePage struct {
	set    *norm.Set
	pools  []practicePool
	cards  practice.Cards // nil until the journal was read
	cursor int
	scroll
}

// practicePool is some norms that can be practised together.
type practicePool struct {
	name, about string
	norms       []norm.ID
}

// practisedMsg brings the cards that the journal keeps, or says that an answer
// could not be kept.
type practisedMsg struct {
	cards practice.Cards
	err   error
}

// practise opens the practice. What a filter lets through stands first, if it
// narrows anything down.
func (a *App) practise(by normFilter) tea.Cmd {
	set := a.Library.Norms()
	p := &practicePage{set: set, pools: practicePools(set)}
	if found := by.of(set); by != (normFilter{}) && len(found) > 0 {
		chosen := practicePool{name: "What you found", about: "The norms that the browser shows: " + strings.Trim(by.said(set)+" · “"+by.text+"”", " ·“”") + "."}
		for _, n := range found {
			chosen.norms = append(chosen.norms, n.ID)
		}
		p.pools = append([]practicePool{chosen}, p.pools...)
	}
	a.push(p)
	return a.lookUpPractice
}

func (a *App) lookUpPractice() tea.Msg {
	kept, err := a.Host.Journal.Practice(a.ctx)
	if err != nil {
		return practisedMsg{err: err}
	}
	return practisedMsg{cards: practice.Decode(kept)}
}

// practised takes the cards to the page that waits for them.
func (a *App) practised(msg practisedMsg) {
	if msg.err != nil {
		a.warn(msg.err)
	}
	for _, p := range a.pages {
		if p, ok := p.(*practicePage); ok && (msg.cards != nil || p.cards == nil) {
			p.cards = msg.cards
			if p.cards == nil {
				p.cards = practice.Cards{} // it can be practised all the same
			}
		}
	}
}

// practicePools are the short lists, then each family, then all.
func practicePools(set *norm.Set) []practicePool {
	var out []practicePool
	add := func(name, about string, norms []norm.ID) {
		if len(norms) > 1 {
			out = append(out, practicePool{strings.ToUpper(name[:1]) + name[1:], about, norms})
		}
	}
	for _, l := range norm.ShortLists() {
		add(l.Title, l.About, set.ShortList(l.ID))
	}
	var all []norm.ID
	for _, c := range set.Catalogues() {
		var norms []norm.ID
		for i := range c.Items {
			norms = append(norms, c.Items[i].ID)
		}
		all = append(all, norms...)
		if c.ID != norm.UNEleven {
			add(c.Short, c.Summary, norms)
		}
	}
	add("all families", "Every norm that is loaded.", all)
	return out
}

func (p *practicePage) head(*App) (string, string) { return "Practise: which norm is this?", "" }

func (p *practicePage) body(a *App, width, height int) []string {
	if p.cards == nil {
		return []string{"", a.style.dim.Render("  Looking up what you practised …")}
	}
	if len(p.pools) == 0 {
		return []string{"", a.style.dim.Render("  No norms are loaded.")}
	}
	var lines []string
	for i, x := range p.pools {
		mark, name := "   ", x.name
		if i == p.cursor {
			mark, name = " "+a.style.cursor.Render("▸")+" ", a.style.strong.Render(name)
		}
		due, fresh := practice.Due(x.norms, p.cards, a.Now())
		right := wording.Count(len(x.norms), "norm")
		if due > 0 {
			right += fmt.Sprintf(" · %d due", due)
		}
		if fresh > 0 && fresh < len(x.norms) {
			right += fmt.Sprintf(" · %d new", fresh)
		}
		lines = append(lines, apart(mark+name, a.style.dim.Render(right)+"  ", min(width, widest+10)))
	}
	about := fill(wrap(p.pools[p.cursor].about, min(width-4, widest)), 4)
	room := height - len(about) - 5
	p.show(p.cursor, room)
	out := []string{"", "  " + a.style.dim.Render(cut("Read what a norm says, and choose which of four it is. Only you see it.", width-4)), ""}
	out = append(out, p.window(lines, room)...)
	out = append(out, apart("", p.more(a.style)+" ", width), a.style.dim.Render(strings.Repeat("─", width)))
	return append(out, indent(about, 2)...)
}

func (p *practicePage) keys(a *App) []key.Binding {
	k := a.key
	if len(p.pools) == 0 || p.cards == nil {
		return []key.Binding{k.Back, k.Quit}
	}
	return []key.Binding{as(k.Begin, "begin"), k.Up, k.Down, k.Back, k.Quit}
}

func (p *practicePage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	switch {
	case key.Matches(msg, k.Back):
		a.pop()
	case key.Matches(msg, k.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, k.Down):
		p.cursor = max(0, min(len(p.pools)-1, p.cursor+1))
	case key.Matches(msg, k.Begin) && len(p.pools) > 0 && p.cards != nil:
		a.push(newQuiz(p, a.Now()))
	}
	return nil
}

func newQuiz(p *practicePage, now time.Time) *quizPage {
	pool := p.pools[p.cursor]
	// Chance needs no secrecy here.
	chance := rand.New(rand.NewPCG(uint64(now.UnixNano()), 1)) //nolint:gosec // questions in an order, no secret
	return &quizPage{set: p.set, cards: p.cards, pool: pool, questions: practice.Session(p.set, pool.norms, p.cards, practice.Length, now, chance)}
}
