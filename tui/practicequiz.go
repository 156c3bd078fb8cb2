package tui

import (
	"fmt"
	"slices"

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
	pool      practice.Pool
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
		return "Practise · " + p.pool.Name + " · done", ""
	}
	at := len(p.answers) + 1
	if p.told {
		at--
	}
	return fmt.Sprintf("Practise · %s · %d of %d", p.pool.Name, at, len(p.questions)), ""
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
	verdict := "Right. "
	if given != q.Norm {
		verdict = "Not this time. "
	}
	out := wrap(st.strong.Render(verdict)+wording.RightAnswer(p.set, q), width)
	if why, o := wording.Why(p.set, q, given); o != nil {
		out = append(out, wrap(why, width)...)
		out = append(out, paint(st.dim, hang("It says: ", o.Restatement, width))...)
	}
	if len(n.Links) > 0 {
		out = append(out, st.dim.Render("Read it: ")+st.accent.Render(n.Links[0].URL))
	}
	return append(out, st.dim.Render("This one comes again "+wording.Again(p.cards[q.Norm].Due.Sub(a.Now()))+"."))
}

// summary says calmly how it went.
func (p *quizPage) summary(a *App, width int) []string {
	st := a.style
	wrong := wording.Missed(p.set, p.questions, p.answers)
	out := []string{st.title.Render(fmt.Sprintf("%d of %d", len(p.questions)-len(wrong), len(p.questions))), ""}
	out = append(out, wrap(wording.AfterSession(p.cards, p.questions, p.answers, a.Now()), width)...)
	if len(wrong) > 0 {
		out = append(out, "")
		for _, w := range wrong {
			out = append(out, hang("• ", w, width)...)
		}
	}
	_, fresh := practice.Due(p.pool.Norms, p.cards, a.Now())
	return append(out, "", wording.StillFresh(len(p.pool.Norms), fresh))
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
