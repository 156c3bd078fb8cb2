package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/practice"
	"github.com/normwalk/normwalk/tui/wording"
)

// quizPage asks the questions of a session, one at a time, and sums up.
type quizPage struct {
	set       *norm.Set
	cards     practice.Cards
	pool      practicePool
	questions []practice.Question
	answers   []norm.ID // given so far
	cursor    int
	told      bool // the answer to the newest question stands there
	scroll
}

// over reports whether all questions were answered and read.
func (p *quizPage) over() bool { return len(p.answers) == len(p.questions) && !p.told }

// question is the one that is asked, or whose answer is told.
func (p *quizPage) question() practice.Question {
	i := len(p.answers)
	if p.told {
		i--
	}
	return p.questions[i]
}

func (p *quizPage) head(*App) (string, string) {
	if p.over() {
		return "Practise · " + p.pool.name + " · done", ""
	}
	at := len(p.answers) + 1
	if p.told {
		at--
	}
	return fmt.Sprintf("Practise · %s · %d of %d", p.pool.name, at, len(p.questions)), ""
}

func (p *quizPage) body(a *App, width, height int) []string {
	text := min(width-4, widest)
	var lines []string
	switch {
	case p.over():
		lines = p.summary(a, text)
	default:
		lines = p.asked(a, text)
	}
	out := append([]string{""}, indent(p.window(lines, height-2), 2)...)
	return append(out, apart("", p.more(a.style)+" ", width))
}

// asked is the question with its choices, and the answer once it is given.
func (p *quizPage) asked(a *App, width int) []string {
	st, q := a.style, p.question()
	n := wording.Norm(p.set, q.Norm)
	out := append(wrap(n.Restatement, width), paint(st.dim, hang("It speaks to: ", n.Addressee, width))...)
	out = append(out, "", st.accent.Render("Which norm is this?"))
	for i, id := range q.Choices {
		o := wording.Norm(p.set, id)
		mark, name := "  ", fmt.Sprintf("%d  %s  %s", i+1, p.set.Cite(o), o.Label)
		switch given := p.told && id == p.answers[len(p.answers)-1]; {
		case p.told && id == q.Norm:
			mark, name = st.good.Render("✓ "), st.strong.Render(name)
		case given:
			mark = st.warn.Render("✗ ")
		case !p.told && i == p.cursor:
			mark, name = st.cursor.Render("▸ "), st.strong.Render(name)
		}
		out = append(out, cut(mark+name, width))
	}
	if p.told {
		out = append(out, "")
		out = append(out, p.answer(a, q, width)...)
	}
	return out
}

// answer says what is right, and why what is most like it isn't.
func (p *quizPage) answer(a *App, q practice.Question, width int) []string {
	st, n := a.style, wording.Norm(p.set, q.Norm)
	given := p.answers[len(p.answers)-1]
	c, _ := p.set.CatalogueOf(q.Norm)
	verdict := "Right. "
	if given != q.Norm {
		verdict = "Not this time. "
	}
	out := wrap(st.strong.Render(verdict)+fmt.Sprintf("It is %s, %s (%s, %s).", p.set.Cite(n), n.Label, c.Short, p.set.StandingOf(n)), width)
	wrong, begin := q.Nearest, "The nearest of the others is "
	if given != q.Norm {
		wrong, begin = given, "You chose "
	}
	if o, ok := p.set.Get(wrong); ok {
		out = append(out, wrap(begin+p.set.Cite(o)+". "+p.apart(n, o), width)...)
		out = append(out, paint(st.dim, hang("It says: ", o.Restatement, width))...)
	}
	return append(out, st.dim.Render("This one comes again "+again(p.cards[q.Norm].Due.Sub(a.Now()))+"."))
}

// apart says what two norms share and what tells them apart.
func (p *quizPage) apart(n, o *norm.Norm) string {
	var ideas []string
	for _, i := range n.Shared(o) {
		ideas = append(ideas, "“"+i.Title()+"”")
	}
	home, _ := p.set.CatalogueOf(n.ID)
	other, _ := p.set.CatalogueOf(o.ID)
	var differ []string
	if home != other {
		differ = append(differ, fmt.Sprintf("is of another family, %s (%s)", other.Short, p.set.StandingOf(o)))
	}
	if n.Kind != o.Kind {
		differ = append(differ, "asks for "+wording.Kind(o.Kind))
	}
	if n.Addressee != o.Addressee {
		differ = append(differ, "speaks to “"+strings.TrimSuffix(o.Addressee, ".")+"”")
	}
	text := "Both are about "
	switch {
	case len(ideas) == 0 && len(differ) == 0:
		return "It asks the same people for another thing."
	case len(ideas) == 0:
		return "It " + strings.Join(differ, "; it ") + "."
	}
	text += strings.Join(ideas, " and ")
	if len(differ) == 0 {
		return text + ", but it asks for another thing."
	}
	return text + ", but it " + strings.Join(differ, "; it ") + "."
}

// again says when a norm is asked the next time.
func again(d time.Duration) string {
	days := int((d + 12*time.Hour) / (24 * time.Hour))
	if days <= 1 {
		return "tomorrow"
	}
	return fmt.Sprintf("in %d days", days)
}

// summary says calmly how it went.
func (p *quizPage) summary(a *App, width int) []string {
	st := a.style
	right := 0
	var wrong []string
	for i, q := range p.questions {
		if p.answers[i] == q.Norm {
			right++
			continue
		}
		n := wording.Norm(p.set, q.Norm)
		wrong = append(wrong, p.set.Cite(n)+"  "+n.Label)
	}
	out := []string{st.title.Render(fmt.Sprintf("%d of %d", right, len(p.questions))), ""}
	if len(wrong) == 0 {
		out = append(out, wrap("You knew them all. They come again later, each time after twice as many days.", width)...)
	} else {
		out = append(out, wrap("These come again tomorrow. What you knew comes again later, each time after twice as many days.", width)...)
		out = append(out, "")
		for _, w := range wrong {
			out = append(out, hang("• ", w, width)...)
		}
	}
	_, fresh := practice.Due(p.pool.norms, p.cards, a.Now())
	out = append(out, "")
	if fresh > 0 {
		out = append(out, wrap(fmt.Sprintf("Of %s, %d still to come for the first time.", wording.Count(len(p.pool.norms), "norm"), fresh), width)...)
	} else {
		out = append(out, "You have met every norm of this list.")
	}
	return out
}

func (p *quizPage) keys(a *App) []key.Binding {
	k := a.key
	switch {
	case p.over():
		return []key.Binding{as(k.Begin, "another ten"), as(k.Back, "done"), k.Quit}
	case p.told:
		return []key.Binding{k.Onward, as(k.Norms, "read about it"), k.PageDown, as(k.Back, "stop"), k.Quit}
	}
	return []key.Binding{k.Choice, k.Up, k.Down, as(k.Enter, "this one"), as(k.Back, "stop"), k.Quit}
}

func (p *quizPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	switch {
	case key.Matches(msg, k.Back):
		a.pop()
	case p.over():
		if key.Matches(msg, k.Begin) {
			a.pop()
			if page, ok := a.top().(*practicePage); ok {
				return page.update(a, msg)
			}
		}
	case p.told && key.Matches(msg, k.Norms):
		a.push(newNormsPage(a, p.question().Norm))
	case p.told && key.Matches(msg, k.PageDown) && p.below() > 0:
		p.turn(k, msg)
	case p.told && key.Matches(msg, k.Onward):
		p.told, p.cursor, p.scroll = false, 0, scroll{}
	case p.told:
		p.turn(k, msg)
	case key.Matches(msg, k.Choice):
		if i := int(msg.String()[0] - '1'); i < len(p.question().Choices) {
			return p.choose(a, i)
		}
	case key.Matches(msg, k.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, k.Down):
		p.cursor = min(len(p.question().Choices)-1, p.cursor+1)
	case key.Matches(msg, k.Enter):
		return p.choose(a, p.cursor)
	}
	return nil
}

// choose takes an answer and keeps what is remembered of the norm.
func (p *quizPage) choose(a *App, i int) tea.Cmd {
	q := p.question()
	given := q.Choices[i]
	p.answers, p.told, p.cursor = append(slices.Clip(p.answers), given), true, i
	card := p.cards[q.Norm].After(given == q.Norm, a.Now())
	p.cards[q.Norm] = card
	store, ctx := a.Host.Journal, a.ctx
	return func() tea.Msg {
		data, err := card.Encode()
		if err == nil {
			err = store.KeepPractice(ctx, string(q.Norm), data)
		}
		if err != nil {
			return practisedMsg{err: fmt.Errorf("this answer was not kept: %w", err)}
		}
		return nil
	}
}
