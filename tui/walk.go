package tui

import (
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// walkPage is the heart of the player: the step that the room is at, first as
// facts and votes, then as what the votes say. Which of the two it shows
// follows from the state.
type walkPage struct {
	step    string // the step that cursor and scroll belong to
	cursor  int    // index into the norms on the table
	facts   scroll
	detail  scroll
	tally   tallyEntry // hands: the count that is being typed
	group   int        // hands: index into the groups, len(groups) for everybody else
	present bool       // the big-screen layout
	reading bool       // big screen: facts rather than votes
	big     scroll     // big screen: the facts, or the norms
	warned  bool       // that norms are still open: the next enter reveals

	revealed time.Time // when enter here led to the reveal
}

// againReveals begins a warning before a reveal: what comes after it may be cut
// in a narrow window.
const againReveals = "enter again reveals all the same · "

func newWalk(a *App) *walkPage {
	p := &walkPage{reading: true}
	if a.session.live != nil { // a count by group is the exception there
		p.group = len(a.session.state.Setup().Groups)
	}
	p.follow(a)
	return p
}

// follow turns to the step the room is at, if it has moved, and there to the
// first norm that is still open: what is typed next shouldn't replace a count.
func (p *walkPage) follow(a *App) {
	s := a.session.state
	if p.step != s.Current() {
		*p = walkPage{step: s.Current(), present: p.present, reading: true, group: p.group}
		p.cursor = p.firstOpen(a)
	}
	if st, ok := s.Step(p.step); ok {
		if st.Phase != exercise.Voting {
			p.tally = tallyEntry{} // revealed from another console
		}
		p.cursor = max(0, min(p.cursor, len(st.Norms)-1))
	}
}

// at is all that the drawing needs of the step.
type at struct {
	scenario *scenario.Scenario
	step     *scenario.Step
	state    exercise.StepState
	mode     exercise.Mode
}

func (p *walkPage) at(a *App) at {
	s := a.session
	p.follow(a)
	x := at{scenario: s.scenario(), mode: s.state.Setup().Mode}
	x.state, _ = s.state.Step(p.step)
	x.step = wording.Step(x.scenario, p.step)
	return x
}

// norm is the one under the cursor; ok is false when none is on the table.
func (p *walkPage) norm(x at) (id norm.ID, ok bool) {
	if p.cursor >= len(x.state.Norms) {
		return "", false
	}
	return x.state.Norms[p.cursor], true
}

func (p *walkPage) head(a *App) (string, string) {
	x := p.at(a)
	room := a.width - ansi.StringWidth(a.session.status(a, "")) - 3
	return whereabouts(a.style, x.scenario, x.step, x.state.Index+1, len(a.session.state.Steps()), room), ""
}

func (p *walkPage) body(a *App, width, height int) []string {
	x := p.at(a)
	if p.present {
		return p.bigScreen(a, x, width, height)
	}
	out := []string{" " + timeline(a.style, x.scenario, a.session.state, width-2)}
	if x.mode == exercise.Room {
		out = append(out, p.liveLine(a, width))
	}
	out = append(out, whenLines(a.style, x.scenario, x.step, width)...)
	if x.state.Phase == exercise.Discussing {
		return append(out, p.reveal(a, x, width, height-len(out))...)
	}
	if width >= 132 {
		return append(out, p.sideBySide(a, x, width, height-len(out))...)
	}
	ballot := p.ballot(a, x, width)
	room := height - len(out) - len(ballot) - 2 // title above, rule below the facts
	out = append(out, titleLine(a.style, x.step, width))
	out = append(out, p.facts.window(story(a.style, x.scenario, x.step, width-2), room)...)
	out = append(out, p.rule(a, width))
	return append(out, ballot...)
}

// rule parts facts from votes, and says when there is more to read.
func (p *walkPage) rule(a *App, width int) string {
	return apart("", p.facts.more(a.style)+" ", width)
}

// sideBySide is the layout of wide windows: facts left, votes right. The votes
// get more than half where the names of norms need it.
func (p *walkPage) sideBySide(a *App, x at, width, height int) []string {
	left := max(min(width/2-2, width-4-p.ballotWidth(a, x)), width*2/5)
	facts := append([]string{"", titleLine(a.style, x.step, left), ""},
		p.facts.window(story(a.style, x.scenario, x.step, left), height-5)...)
	facts = append(facts, apart("", p.facts.more(a.style), left))
	ballot := append([]string{"", ""}, p.ballot(a, x, width-left-4)...)
	return beside(facts, ballot, left+3)
}

func (p *walkPage) keys(a *App) []key.Binding {
	k, x := a.key, p.at(a)
	var out []key.Binding
	last := x.state.Index == len(a.session.state.Steps())-1
	onward := as(k.Reveal, "next step")
	if last {
		onward = as(k.Reveal, "hot wash")
	}
	switch {
	case x.state.Phase == exercise.Discussing:
		out = append(out, onward, k.Up, k.Down)
		if x.state.Round == 1 {
			out = append(out, k.Again)
		}
		if x.mode == exercise.Room {
			out = append(out, p.voteKey(a, x))
			out = append(out, a.liveKeys()...)
		}
	case p.tally.active:
		return []key.Binding{as(k.Enter, "record"), k.Count, k.NextCell, k.TakeBack, as(k.Back, "drop the count")}
	case x.mode == exercise.Room:
		out = append(out, k.Reveal, p.voteKey(a, x))
		out = append(out, a.liveKeys()...)
		out = append(out, k.Up, k.Down, as(k.Count, "count hands"), k.Helped, k.Latency, k.Irrelevant, k.Abstain)
		if len(a.session.state.Setup().Groups) > 0 {
			out = append(out, k.Group)
		}
	case x.mode == exercise.Hands:
		out = append(out, k.Up, k.Down, k.Count, k.Helped, k.Latency, k.Irrelevant, k.Abstain)
		if len(a.session.state.Setup().Groups) > 0 {
			out = append(out, k.Group)
		}
		out = append(out, k.Reveal)
	default:
		out = append(out, k.Up, k.Down, k.Helped, k.Latency, k.Irrelevant, k.Abstain, k.Reveal)
	}
	if p.present && x.state.Phase == exercise.Voting {
		out = slices.Insert(out, 0, as(k.PageDown, p.bigTurn()))
	}
	out = append(out, k.Prev, k.Next, k.Undo)
	if x.state.Phase != exercise.Discussing {
		out = append(out, k.Reason, k.Delay, k.Remark, k.TakeBack, k.AddNorm, k.SetAside, k.Missing, k.Skip)
	}
	out = append(out, k.Note, k.FacilitatorNotes, k.Sources, k.Present, k.Steps, k.Changes, k.Wash, k.Norms, k.Brief)
	if !p.present {
		out = append(out, k.PageDown, k.PageUp)
	}
	return append(out, as(k.Back, a.outside()), k.Theme, k.Quit)
}

func (p *walkPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	x := p.at(a)
	warned := p.warned
	p.warned = false
	if key.Matches(msg, a.key.Reveal) && x.state.Phase == exercise.Voting && !p.tally.active && !warned {
		if open := p.open(a, x); open != "" {
			p.warned = true
			a.ask(againReveals + open)
			return nil
		}
	}
	if key.Matches(msg, a.key.Reveal) && p.discussing(a, x) {
		a.ask("just revealed: enter goes on when you press it again")
		return nil
	}
	if key.Matches(msg, a.key.Reveal, a.key.Next, a.key.Prev) && a.session.overtaken(a.Now()) {
		a.ask("another console changed this a moment ago: press again if you still mean it")
		return nil
	}
	if p.present && p.turnBig(a, x, msg) {
		return nil
	}
	if x.mode != exercise.Solo && x.state.Phase == exercise.Voting {
		if cmd, taken := p.countHands(a, x, msg); taken {
			return cmd
		}
	}
	if x.mode == exercise.Room {
		if key.Matches(msg, a.key.Vote) {
			return p.turnVote(a, x)
		}
		if cmd, taken := a.liveKey(msg); taken {
			return cmd
		}
	}
	if cmd, taken := p.move(a, x, msg); taken {
		return cmd
	}
	if cmd, taken := p.turnTo(a, x, msg); taken {
		return cmd
	}
	if x.state.Phase == exercise.Voting {
		return p.vote(a, x, msg)
	}
	if key.Matches(msg, a.key.Again) && x.state.Phase == exercise.Discussing {
		return a.do(exercise.SecondRound{Step: p.step})
	}
	return nil
}

// open names the norms on the table that have no answer in this round, and says
// who is missing from a live room.
func (p *walkPage) open(a *App, x at) string {
	var out []string
	for _, id := range x.state.Norms {
		item := exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}
		if !a.session.state.Votes(item).Asked() && !a.session.pending(p.step, id) {
			out = append(out, a.session.norm(id).Reference)
		}
	}
	var parts []string
	if x.mode == exercise.Room {
		if text := missing(a.session.state, p.step, len(a.session.room.Absent())); text != "" {
			parts = append(parts, text)
		}
	}
	if len(out) > 0 {
		parts = append(parts, "not asked yet: "+strings.Join(out, ", "))
	}
	return strings.Join(parts, " · ")
}

// move handles the cursor and the walk along the timeline.
func (p *walkPage) move(a *App, x at, msg tea.KeyMsg) (tea.Cmd, bool) {
	k := a.key
	switch {
	case key.Matches(msg, k.Up):
		p.cursor, p.detail = max(0, p.cursor-1), scroll{}
	case key.Matches(msg, k.Down):
		p.cursor, p.detail = min(len(x.state.Norms)-1, p.cursor+1), scroll{}
	case x.state.Phase == exercise.Discussing && p.detail.turn(k, msg):
	case x.state.Phase != exercise.Discussing && p.facts.turn(k, msg):
	case key.Matches(msg, k.Prev):
		return p.jump(a, x.state.Index-1), true
	case key.Matches(msg, k.Next):
		return p.jump(a, x.state.Index+1), true
	case key.Matches(msg, k.Reveal):
		if x.state.Phase == exercise.Voting {
			return a.do(exercise.Reveal{Step: p.step}), true
		}
		if x.state.Index == len(a.session.state.Steps())-1 {
			a.push(&washPage{})
			return nil, true
		}
		return p.jump(a, x.state.Index+1), true
	case key.Matches(msg, k.Undo):
		return a.do(exercise.Undo{}), true
	case key.Matches(msg, k.Skip):
		return p.skip(a, x), true
	default:
		return nil, false
	}
	return nil, true
}

// jump turns to the step with an index, if there is one.
func (p *walkPage) jump(a *App, i int) tea.Cmd {
	steps := a.session.state.Steps()
	if i < 0 || i >= len(steps) {
		return nil
	}
	return a.do(exercise.Enter{Step: steps[i].ID})
}

func (p *walkPage) skip(a *App, x at) tea.Cmd {
	steps := a.session.state.Steps()
	cmds := []exercise.Command{exercise.Skip{Step: p.step}}
	if i := x.state.Index + 1; i < len(steps) {
		cmds = append(cmds, exercise.Enter{Step: steps[i].ID})
	}
	return a.do(cmds...)
}

// turnTo opens other pages and overlays.
func (p *walkPage) turnTo(a *App, x at, msg tea.KeyMsg) (tea.Cmd, bool) {
	k := a.key
	switch {
	case key.Matches(msg, k.Back):
		return a.leave(), true
	case key.Matches(msg, k.Steps):
		a.push(&stepsPage{cursor: x.state.Index})
	case key.Matches(msg, k.Changes):
		a.push(&changesPage{})
	case key.Matches(msg, k.Wash):
		a.push(&washPage{})
	case key.Matches(msg, k.Norms):
		a.push(newNormsPage(a, p.current(x)))
	case key.Matches(msg, k.Brief):
		a.push(&briefPage{})
	case key.Matches(msg, k.Present):
		p.present, p.reading = !p.present, x.state.Phase != exercise.Discussing
	case key.Matches(msg, k.FacilitatorNotes):
		a.push(&textPage{title: "For the facilitator", lines: func(width int) []string {
			return facilitatorNotes(a, x, width)
		}})
	case key.Matches(msg, k.Sources):
		a.push(&textPage{title: "Sources of this step", lines: func(width int) []string {
			return stepSources(a, x, width)
		}})
	case key.Matches(msg, k.Note):
		a.overlay = askNote(a, p.step)
	case key.Matches(msg, k.Missing):
		a.overlay = askText("A norm is missing here. It would say:", "", exercise.MaxNote, func(text string) tea.Cmd {
			return a.do(exercise.Propose{Step: p.step, Text: text})
		})
	default:
		return nil, false
	}
	return nil, true
}

func (p *walkPage) current(x at) norm.ID {
	id, _ := p.norm(x)
	return id
}

// quiet is what may be read where notices stand, when there is none.
func (p *walkPage) quiet(a *App) string {
	if text := a.session.proposed(a); text != "" {
		return a.style.dim.Render("+ " + text)
	}
	return ""
}

// discussing reports whether a reveal is so fresh that enter, pressed twice,
// would pass the discussion over.
func (p *walkPage) discussing(a *App, x at) bool {
	return x.mode != exercise.Solo && x.state.Phase == exercise.Discussing && a.Now().Sub(p.revealed) < time.Second
}

// recorded follows the room.
func (p *walkPage) recorded(a *App, msg doneMsg) {
	p.follow(a)
	switch c := msg.command.(type) {
	case exercise.Reveal:
		p.revealed = a.Now()
	case exercise.Skip:
		a.say(a.session.stepNumber(c.Step) + " is skipped · " + a.key.Undo.Help().Key + " takes it back")
	case exercise.Count:
		if many := p.tooMany(a, p.at(a), c.Norm); many != "" && c.Step == p.step {
			a.notice = notice{a.session.norm(c.Norm).Reference + ": " + many, "!"}
		}
	}
	sayUndone(a, msg)
	for _, e := range a.session.state.TakenBack(msg.ack.Records) {
		if e, ok := e.(exercise.StepSkipped); ok { // that is where the room was
			a.session.queue = append(a.session.queue, exercise.Enter(e))
		}
	}
}
