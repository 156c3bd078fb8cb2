package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// briefPage prepares the room: the incident card, the background, who is who,
// the norms in play, and how to vote. One thing at a time.
type briefPage struct {
	section int
	scroll
}

type section struct {
	title string
	lines func(a *App, width int) []string
}

func sections() []section {
	return []section{
		{"How it works", briefHow},
		{"The incident", briefCard},
		{"Background", briefBackground},
		{"Who is who", briefActors},
		{"The norms", briefNorms},
	}
}

func (p *briefPage) head(a *App) (string, string) {
	return fmt.Sprintf("%s · briefing %d of %d · %s", a.session.scenario().Title, p.section+1, len(sections()), sections()[p.section].title), ""
}

func (p *briefPage) body(a *App, width, height int) []string {
	lines := sections()[p.section].lines(a, min(width-4, widest))
	out := append([]string{""}, indent(p.window(lines, height-2), 2)...)
	return append(out, apart("", p.more(a.style)+" ", width))
}

// within reports whether the briefing was opened from another page of the
// exercise, such as the join card.
func (p *briefPage) within(a *App) bool { return len(a.pages) > 2 }

func (p *briefPage) last() bool { return p.section == len(sections())-1 }

func (p *briefPage) keys(a *App) []key.Binding {
	k := a.key
	onward := as(k.Enter, "read on")
	switch {
	case a.session.state.Current() != "":
		onward = as(k.Enter, "back to the step")
	case p.last():
		onward = as(k.Enter, "to the first step")
	}
	back := as(k.Back, a.outside())
	if p.within(a) {
		back = k.Back
	}
	return []key.Binding{onward, as(k.Left, "page back"), as(k.Right, "page on"), k.PageDown, back, k.Quit}
}

func (p *briefPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	walking := a.session.state.Current() != ""
	switch {
	case key.Matches(msg, k.Back):
		if walking || p.within(a) {
			a.pop()
			return nil
		}
		return a.leave()
	case key.Matches(msg, k.Left):
		p.turnTo(p.section - 1)
	case key.Matches(msg, k.Right):
		p.turnTo(p.section + 1)
	case key.Matches(msg, k.Enter):
		switch {
		case walking:
			a.pop()
		case !p.last():
			p.turnTo(p.section + 1)
		case a.session.state.Phase() == exercise.Running:
			return a.begin()
		}
	default:
		p.turn(k, msg)
	}
	return nil
}

func (p *briefPage) turnTo(i int) {
	*p = briefPage{section: max(0, min(i, len(sections())-1))}
}

func briefHow(a *App, width int) []string {
	st := a.style
	setup := a.session.state.Setup()
	var out []string
	para := func(text string) { out = append(append(out, wrap(text, width)...), "") }
	para(wording.Walk)
	for _, v := range exercise.Answers() {
		out = append(out, hang("  "+st.block[v].Render(" "+v.Letter()+" ")+" "+st.strong.Render(pad(v.Label(), 15)), wording.Meaning(v), width)...)
	}
	out = append(out, "")
	second := " Then the room may vote again."
	if setup.Mode == exercise.Solo {
		second = " Then you may vote again."
	}
	para(wording.VoteFirst + second)
	para(wording.Nature(a.session.room.Content().Norms(), a.session.state.Norms()))
	if labels := setup.Labels(); len(labels) > 0 {
		para(st.strong.Render(strings.Join(labels, " · ")))
	}
	if setup.Mode != exercise.Solo {
		para(wording.Names(setup))
	}
	return out
}

func briefCard(a *App, width int) []string {
	s := a.session.scenario()
	st := a.style
	var out []string
	for _, line := range wording.Card(s) {
		if line[1] != "" {
			out = append(out, hang(st.accent.Render(pad(line[0], 12)), line[1], width)...)
		}
	}
	if len(s.Header.Sources) > 0 {
		out = append(out, hang(st.accent.Render(pad("Sources", 12)), cited(st, s, s.Header.Sources), width)...)
	}
	for _, c := range s.Claims {
		out = append(out, "")
		out = append(out, hang(st.accent.Render(pad("Claimed by", 12)), c.By+", "+c.Date.Text()+": "+c.Text+" "+cited(st, s, c.Sources), width)...)
		out = append(out, hang(st.accent.Render(pad("Answer", 12)), c.Denial, width)...)
	}
	return out
}

func briefBackground(a *App, width int) []string {
	s := a.session.scenario()
	out := append(wrap(strings.TrimSpace(s.Background+" "+cited(a.style, s, s.Grounds)), width), "")
	if len(s.Misconceptions) == 0 {
		return out
	}
	out = append(out, a.style.accent.Render("What people get wrong"), "")
	for _, m := range s.Misconceptions {
		out = append(out, hang("“", a.style.strong.Render(m.Belief)+"”", width)...)
		out = append(out, hang("  ", m.Correction+" "+cited(a.style, s, m.Sources), width)...)
	}
	return out
}

func briefActors(a *App, width int) []string {
	var out []string
	for _, x := range a.session.scenario().Actors {
		out = append(out, hang(a.style.strong.Render(pad(x.Name, min(32, width/3)))+" ", x.Role+" "+a.style.dim.Render("· "+scenario.KindTitle(x.Kind)), width)...)
	}
	return out
}

// briefNorms lists the norms that are on the table anywhere in the plan, under
// the names of their families where these are several.
func briefNorms(a *App, width int) []string {
	var out []string
	setup, set, t := a.session.state.Setup(), a.session.room.Content().Norms(), a.session.table()
	var home *norm.Catalogue
	for _, known := range set.All() {
		if !setup.Plans(known.ID) {
			continue
		}
		if c, ok := set.CatalogueOf(known.ID); t.several && ok && c != home {
			home = c
			out = append(out, a.style.accent.Render(c.Short)+a.style.dim.Render(" · "+familyStanding(set, c)+" · for "+c.Addressees), "")
		}
		n := a.session.norm(known.ID)
		out = append(out, hang(a.style.strong.Render(a.session.ref(n)), a.style.strong.Render(n.Label), width)...)
		out = append(out, indent(wrap(n.Restatement, width-t.refs), t.refs)...)
		out = append(out, "")
	}
	return out
}

// stepsPage is the timeline as a list, to jump along.
type stepsPage struct {
	cursor int
	scroll
}

func (p *stepsPage) head(a *App) (string, string) { return "All steps", "" }

func (p *stepsPage) body(a *App, width, height int) []string {
	s := a.session
	var lines []string
	phase := ""
	at := 0
	for i, x := range s.state.Steps() {
		step := wording.Step(s.scenario(), x.ID)
		if step.Phase != phase {
			phase = step.Phase
			ph, _ := s.scenario().Phase(phase)
			lines = append(lines, " "+a.style.accent.Render(ph.ID+"  "+ph.Title))
		}
		mark, title := "   ", step.Title
		if i == p.cursor {
			mark, title, at = " "+a.style.cursor.Render("▸")+" ", a.style.strong.Render(title), len(lines)
		}
		right := stepState(x, x.ID == s.state.Current())
		lines = append(lines, apart(fmt.Sprintf("%s%2d  %s", mark, i+1, title), a.style.dim.Render(right)+"  ", min(width, widest)))
	}
	p.show(at, height-1)
	return append([]string{""}, p.window(lines, height-1)...)
}

func stepState(x exercise.StepState, here bool) string {
	text := map[exercise.StepPhase]string{
		exercise.Pending: "○ to come", exercise.Voting: "○ not asked", exercise.Discussing: "● revealed", exercise.Skipped: "× skipped",
	}[x.Phase]
	if x.Phase == exercise.Voting && x.Votes > 0 {
		text = "◐ voted on"
	}
	if here {
		text = "◉ here · " + text
	}
	return text
}

func (p *stepsPage) keys(a *App) []key.Binding {
	return []key.Binding{as(a.key.Enter, "go there"), a.key.Up, a.key.Down, a.key.Back, a.key.Quit}
}

func (p *stepsPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	steps := a.session.state.Steps()
	switch {
	case key.Matches(msg, a.key.Back):
		a.pop()
	case key.Matches(msg, a.key.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, a.key.Down):
		p.cursor = min(len(steps)-1, p.cursor+1)
	case key.Matches(msg, a.key.Enter):
		a.pop()
		return a.do(exercise.Enter{Step: steps[p.cursor].ID})
	}
	return nil
}
