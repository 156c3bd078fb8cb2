package tui

import (
	"fmt"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// stage is how far a guest has come.
type stage int

const (
	joining stage = iota
	waiting       // for the first step
	voting
	revealed
	passedOver // the room is at a step that it skipped
	finished
	removed
)

// current is the step that the room is at; it is asked for many times a frame.
func (g *Guest) current() exercise.StepState {
	if s := g.app.session.state; g.stepOf != s {
		g.step, _ = s.Step(s.Current())
		g.stepOf = s
	}
	return g.step
}

func (g *Guest) stage() stage {
	s := g.app.session.state
	switch st := g.current(); {
	case g.who.ID == "":
		return joining
	case g.who.Removed:
		return removed
	case s.Phase() == exercise.Ended:
		return finished
	case s.Current() == "":
		return waiting
	case st.Phase == exercise.Discussing:
		return revealed
	case st.Phase == exercise.Skipped:
		return passedOver
	}
	return voting
}

// guestPage is what stands below all others. Which of its faces it shows
// follows from the state.
type guestPage struct{ g *Guest }

func (p *guestPage) typing() bool { return p.g.stage() == joining && !p.g.door.admitted }

func (p *guestPage) head(a *App) (string, string) {
	g := p.g
	s := a.session.state
	right := g.status()
	switch g.stage() {
	case joining:
		if !g.door.admitted {
			return "normwalk", "" // what the room talks about is for those who have its code
		}
		return g.Room.Scenario().Title, ""
	case waiting:
		return g.Room.Scenario().Title, right
	case finished, removed:
		return g.Room.Scenario().Title, ""
	}
	st := g.current()
	step := wording.Step(g.Room.Scenario(), st.ID)
	room := a.width - ansi.StringWidth(right) - 3
	return whereabouts(a.style, g.Room.Scenario(), step, st.Index+1, len(s.Setup().Plan), room), right
}

// status is the right end of the header: what holds the vote up, the
// countdown, and whether all is on disk.
func (g *Guest) status() string {
	st, s := g.app.style, g.app.session.state
	out := ""
	add := func(part string) {
		if out != "" {
			out += "   "
		}
		out += part
	}
	at := g.current()
	switch {
	case s.Paused():
		add(st.warn.Render("PAUSED"))
	case g.stage() == voting && at.Shut:
		add(st.warn.Render("VOTE CLOSED"))
	}
	if t, ok := s.Timer(); ok {
		if left := t.Left(g.Room.Now()); left > 0 {
			add(st.strong.Render(clock(left)) + " left")
		} else {
			add(st.warn.Render("time is up"))
		}
	}
	switch {
	case g.outbox.waiting():
		add(st.dim.Render("○ saving…"))
	case g.outbox.failed:
		add(st.warn.Render("✗ not recorded"))
	case g.answered() > 0:
		add(st.good.Render("● recorded"))
	}
	return out
}

// answered is how many norms have an answer in the round that is shown.
func (g *Guest) answered() int {
	at := g.current()
	n := 0
	for _, x := range g.own {
		if at.Round > 0 && x.given[at.Round-1] {
			n++
		}
	}
	return n
}

// self says who the person is to the room, and how far they are.
func (g *Guest) self() string {
	if g.who.ID == "" {
		return ""
	}
	text := fmt.Sprintf("you are participant %d", g.who.Seat)
	if g.who.Group != "" {
		text += " · " + wording.Group(g.who.Group)
	}
	if s := g.stage(); s == voting {
		text += fmt.Sprintf(" · %d of %d answered", g.answered(), len(g.own))
	}
	return text
}

func (p *guestPage) body(a *App, width, height int) []string {
	g := p.g
	switch g.stage() {
	case joining:
		return g.doorBody(width, height)
	case waiting:
		return g.waitBody(width, height)
	case finished:
		return g.says(width, "The exercise is finished. Thank you for taking part.",
			"What you voted is kept, under a random number and without your name. The room goes on talking; the facilitator has the results.")
	case removed:
		return g.says(width, "The facilitator has ended your part.",
			"Your votes on what is still open were taken back; what has been revealed stands. Speak to the facilitator if this was a mistake.")
	}
	return g.stepBody(width, height)
}

// says is a page of a few words.
func (g *Guest) says(width int, title, text string) []string {
	out := []string{"", "", "  " + g.app.style.title.Render(title), ""}
	return append(out, indent(wrap(text, min(width-4, widest)), 2)...)
}

// waitBody is shown before the first step: what the person is about to do.
func (g *Guest) waitBody(width, height int) []string {
	st := g.app.style
	out := append([]string{""}, hang(" ", st.title.Render("You are in.")+" The facilitator begins soon; this screen follows by itself.", min(width-2, widest))...)
	about := fmt.Sprintf("You are participant %d. That number, the group you named and that you use a terminal are all the room knows of you.", g.who.Seat)
	out = append(out, paint(st.dim, hang(" ", about, min(width-2, widest)))...)
	out = append(out, "")
	how := g.shared("how", width, 0, 0, func() []string { return indent(briefHow(g.app, min(width-4, widest)), 1) })
	out = append(out, g.facts.window(how, height-len(out)-1)...)
	return append(out, apart("", g.facts.more(st)+" ", width))
}

func (p *guestPage) keys(a *App) []key.Binding {
	g, k := p.g, a.key
	switch g.stage() {
	case joining:
		return g.doorKeys()
	case waiting:
		return []key.Binding{k.PageDown, k.PageUp, k.Norms, k.Theme, k.Quit}
	case finished, removed:
		return []key.Binding{k.Theme, k.Quit}
	case revealed:
		return []key.Binding{k.Up, k.Down, k.PageDown, k.PageUp, k.Missing, k.Sources, k.Norms, k.Theme, k.Quit}
	case passedOver:
		return []key.Binding{k.PageDown, k.PageUp, k.Missing, k.Sources, k.Norms, k.Theme, k.Quit}
	}
	if g.held() != "" {
		return []key.Binding{k.Up, k.Down, k.Missing, k.PageDown, k.PageUp, k.Sources, k.Norms, k.Theme, k.Quit}
	}
	return []key.Binding{k.Up, k.Down, k.Helped, k.Latency, k.Irrelevant, k.Abstain, k.TakeBack, k.Reason, k.Delay, k.Remark,
		k.Missing, k.PageDown, k.PageUp, k.Sources, k.Norms, k.Theme, k.Quit}
}

func (p *guestPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	g, k := p.g, a.key
	at := g.stage()
	switch {
	case at == joining:
		return g.doorUpdate(msg)
	case at == finished || at == removed:
		return nil
	case key.Matches(msg, k.Norms):
		a.push(newNormsPage(a, g.norm()))
		return nil
	case at == waiting:
		g.facts.turn(k, msg)
		return nil
	case key.Matches(msg, k.Up):
		g.walk.cursor, g.walk.detail = max(0, g.walk.cursor-1), scroll{}
	case key.Matches(msg, k.Down):
		g.walk.cursor, g.walk.detail = max(0, min(len(g.own)-1, g.walk.cursor+1)), scroll{}
	case at == revealed && g.walk.detail.turn(k, msg), at != revealed && g.facts.turn(k, msg):
	case key.Matches(msg, k.Sources):
		x := g.at()
		a.push(&textPage{title: "Sources of this step", lines: func(width int) []string { return stepSources(a, x, width) }})
	case key.Matches(msg, k.Missing):
		step := g.walk.step
		a.overlay = askText("A norm is missing here. It would say:", "", exercise.MaxNote, func(text string) tea.Cmd {
			return g.do(exercise.Propose{Step: step, Text: text, Participant: g.who.ID})
		})
	case at == voting:
		return g.vote(msg)
	}
	return nil
}

// help shows every key that works now, and what letters and marks mean.
func (g *Guest) help() page {
	a := g.app
	of := a.top()
	return &textPage{title: "All keys", lines: func(width int) []string {
		st, keys := a.style, of.keys(a)
		columns := max(1, width/28)
		rows := (len(keys) + columns - 1) / columns
		out := make([]string, rows)
		for i, b := range keys {
			cell := " " + st.key.Render(pad(b.Help().Key, 7)) + " " + b.Help().Desc
			out[i%rows] += pad(cell, max(28, ansi.StringWidth(cell)+1))
		}
		out = append(out, "", st.accent.Render("Verdicts: what following the norm did at this step"))
		for _, v := range exercise.Answers() {
			out = append(out, hang(" "+st.verdict[v].Bold(true).Render(pad(v.Letter(), 3)+pad(v.Label(), 15)), wording.Meaning(v), width)...)
		}
		out = append(out, "", st.accent.Render("Beside a norm"))
		for _, m := range [][2]string{{"●", "recorded: it is on the facilitator's disk"}, {"…", "on its way there"}, {"○", "open: you have not answered"}} {
			out = append(out, " "+pad(m[0], 3)+m[1])
		}
		out = append(out, "")
		return append(out, wrap("You can change an answer until the facilitator reveals the votes. Nobody else sees it before, not even the facilitator. You can leave at any time, by any means: what is recorded stays.", width)...)
	}}
}
