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
	pools  []practice.Pool
	cards  practice.Cards // nil until the journal was read
	cursor int
	scroll
}

// practisedMsg brings the cards that the journal keeps, or says that an answer
// could not be kept.
type practisedMsg struct {
	cards practice.Cards
	err   error
}

// practiseFirst makes the practice the page that is seen first, if somebody
// wants that. What they asked for stands at the top.
func (a *App) practiseFirst(wanted *practice.Pool) {
	if wanted == nil {
		return
	}
	set := a.Library.Norms()
	p := &practicePage{set: set, pools: practice.Pools(set)}
	if len(wanted.Norms) > 0 {
		p.pools = append([]practice.Pool{*wanted}, p.pools...)
	}
	a.push(p)
}

// practiceCards looks up what the practice needs that is seen first.
func (a *App) practiceCards() tea.Cmd {
	if a.Practise == nil {
		return nil
	}
	return a.lookUpPractice
}

// practise opens the practice. What a filter lets through stands first, if it
// narrows anything down.
func (a *App) practise(by normFilter) tea.Cmd {
	set := a.Library.Norms()
	p := &practicePage{set: set, pools: practice.Pools(set)}
	if found := by.of(set); by != (normFilter{}) && len(found) > 0 {
		chosen := practice.Pool{Name: "What you found", About: "The norms that the browser shows: " + strings.Trim(by.said(set)+" · “"+by.text+"”", " ·“”") + "."}
		for _, n := range found {
			chosen.Norms = append(chosen.Norms, n.ID)
		}
		p.pools = append([]practice.Pool{chosen}, p.pools...)
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
		mark, name := "   ", x.Name
		if i == p.cursor {
			mark, name = " "+a.style.cursor.Render("▸")+" ", a.style.strong.Render(name)
		}
		due, fresh := practice.Due(x.Norms, p.cards, a.Now())
		right := wording.Count(len(x.Norms), "norm")
		if due > 0 {
			right += fmt.Sprintf(" · %d due", due)
		}
		if fresh > 0 && fresh < len(x.Norms) {
			right += fmt.Sprintf(" · %d new", fresh)
		}
		lines = append(lines, apart(mark+name, a.style.dim.Render(right)+"  ", min(width, widest+10)))
	}
	about := fill(wrap(p.pools[p.cursor].About, min(width-4, widest)), 4)
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
	return &quizPage{set: p.set, cards: p.cards, pool: pool, questions: practice.Session(p.set, pool.Norms, p.cards, practice.Length, now, chance)}
}
