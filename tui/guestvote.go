package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// at is all that the drawing needs of the step.
func (g *Guest) at() at {
	s := g.app.session.state
	x := at{scenario: g.Room.Scenario(), mode: s.Setup().Mode}
	x.state = g.current()
	x.step = wording.Step(x.scenario, s.Current())
	return x
}

// norm is the one under the cursor; empty when none is on the table.
func (g *Guest) norm() norm.ID {
	if i := g.walk.cursor; i < len(g.own) {
		return g.own[i].norm
	}
	return ""
}

// held says why no vote is taken now; empty while votes are taken.
func (g *Guest) held() string {
	switch s := g.app.session.state; {
	case s.Paused():
		return "Paused: votes wait."
	case g.at().state.Shut:
		return "The facilitator closed the vote."
	}
	return ""
}

// stepBody is the step: what happened, and the vote or what came of it.
func (g *Guest) stepBody(width, height int) []string {
	st, x := g.app.style, g.at()
	out := slices.Clone(g.shared("when", width, 0, 0, func() []string {
		return append([]string{" " + timeline(st, x.scenario, g.app.session.state, width-2)}, whenLines(st, x.scenario, x.step, width)...)
	}))
	if g.stage() == revealed {
		return append(out, g.reveal(x, width, height-len(out))...)
	}
	var ballot []string
	if width >= 132 {
		left := width/2 - 2
		ballot = append([]string{"", ""}, g.ballot(x, width-left-4)...)
		facts := append([]string{"", g.title(x, left), ""}, g.facts.window(g.story(x, left), height-len(out)-5)...)
		facts = append(facts, apart("", g.facts.more(st), left))
		return append(out, beside(facts, ballot, left+3)...)
	}
	ballot = g.ballot(x, width)
	room := height - len(out) - len(ballot) - 2 // title above, rule below the facts
	out = append(out, g.title(x, width))
	out = append(out, g.facts.window(g.story(x, width-2), room)...)
	rule := ""
	if why := g.held(); why != "" {
		rule = " " + st.warn.Render(why)
	}
	out = append(out, apart(rule, g.facts.more(st)+" ", width))
	return append(out, ballot...)
}

func (g *Guest) title(x at, width int) string {
	return g.line("title", width, 0, func() string { return titleLine(g.app.style, x.step, width) })
}

// story is what the room reads; the same for everybody whose window is as wide.
func (g *Guest) story(x at, width int) []string {
	return g.shared("story "+x.step.ID, width, 0, 0, func() []string { return story(g.app.style, x.scenario, x.step, width) })
}

// ballot draws the vote: a heading, a row per norm, and a line on the norm
// under the cursor. Its height depends on the number of norms alone.
func (g *Guest) ballot(x at, width int) []string {
	a := g.app
	spaced := width < a.width && a.height >= 36 // the wide layout has room to breathe
	if g.stage() == passedOver {
		return []string{" " + a.style.accent.Render("The room has passed this step over; there is no vote on it."), ""}
	}
	heading := g.line("heading", width, 0, func() string {
		return " " + a.style.accent.Render(cut(wording.Heading(x.state.Round, counterfactual(a, x)), width-2))
	})
	if why := g.held(); why != "" && width < a.width {
		heading = " " + a.style.warn.Render(why)
	}
	out := []string{heading}
	if len(g.own) == 0 {
		return append(out, a.style.dim.Render("   no norm is on the table; m says that one is missing"), "")
	}
	first := max(0, min(g.walk.cursor-mostRows/2, len(g.own)-mostRows))
	for i := first; i < min(len(g.own), first+mostRows); i++ {
		out = append(out, g.row(x, i, width))
		if spaced {
			out = append(out, "")
		}
	}
	lines := 1
	switch {
	case spaced:
		lines = 10
	case a.height >= 28:
		lines = 2
	}
	draw := func(said string) []string {
		text := wrap(said, width-5)
		if len(text) > lines {
			text = append(text[:lines-1], cut(strings.Join(text[lines-1:], " "), width-5))
		}
		return indent(paint(a.style.dim, fill(text, lines)), 3)
	}
	said, theirs := g.said(x)
	if theirs {
		return append(out, draw(said)...)
	}
	return append(out, g.shared("norm", width, lines, g.walk.cursor, func() []string { return draw(said) })...)
}

// row is one norm with the four answers; the given one stands in brackets and
// in reverse. An answer that is on its way is not shown as given.
func (g *Guest) row(x at, i, width int) string {
	a, own, round := g.app, g.own[i], max(0, x.state.Round-1)
	words := []string{"H", "L", "I", "A"}
	if width >= 116 {
		words = []string{"H helped", "L latency", "I irrelevant", "A abstain"}
	}
	given := exercise.Answer("")
	if own.given[round] {
		given = own.votes[round].Answer
	}
	mark, word, style := "○", "open", a.style.dim
	switch {
	case g.outbox.latest(exercise.Item{Step: x.step.ID, Norm: own.norm, Round: x.state.Round}) != nil:
		mark, word = "…", "saving"
	case given != "":
		mark, word, style = "●", "recorded", a.style.good
	}
	under := i == g.walk.cursor
	return g.line(fmt.Sprint("row ", given, mark, under), width, i, func() string {
		var cells []string
		for j, answer := range exercise.Answers() {
			if given == answer {
				cells = append(cells, a.style.block[answer].Render("["+words[j]+"]"))
			} else {
				cells = append(cells, a.style.dim.Render(" "+words[j]+" "))
			}
		}
		right := strings.Join(cells, " ") + " " + style.Render(mark) + " "
		if width >= 92 {
			right = strings.Join(cells, " ") + " " + style.Render(pad(mark+" "+word, 11))
		}
		return g.walk.row(a, own.norm, under, right, width)
	})
}

// said is the line under the rows: what this person said with their answer, or
// what the norm asks for.
func (g *Guest) said(x at) (text string, theirs bool) {
	own, round := g.own[g.walk.cursor], max(0, x.state.Round-1)
	n := g.app.session.norm(own.norm)
	var parts []string
	if round == 1 && own.given[0] {
		parts = append(parts, "first vote: "+own.votes[0].Answer.Label())
	}
	if own.given[round] {
		parts = append(parts, spoken(own.votes[round])...)
	}
	if len(parts) > 0 {
		return n.Reference + " · " + strings.Join(parts, " · "), true
	}
	return n.Reference + " · " + n.Restatement, false
}

// spoken is what a ballot says beside its answer.
func spoken(b exercise.Ballot) []string {
	var out []string
	if b.Reason != "" {
		out = append(out, "reason: "+string(b.Reason))
	}
	if b.Delay != "" {
		out = append(out, "delay: "+string(b.Delay))
	}
	if b.Note != "" {
		out = append(out, "“"+inert.Line(b.Note)+"”")
	}
	return out
}

// vote handles the keys that change an answer.
func (g *Guest) vote(msg tea.KeyMsg) tea.Cmd {
	a, k, id := g.app, g.app.key, g.norm()
	if key.Matches(msg, k.AddNorm) {
		a.ask("the facilitator puts norms on the table; m says that one is missing")
		return nil
	}
	if id == "" {
		return nil
	}
	ref := a.session.norm(id).Reference
	item := exercise.Item{Step: g.walk.step, Norm: id, Round: g.at().state.Round}
	answers := []key.Binding{k.Helped, k.Latency, k.Irrelevant, k.Abstain}
	if why := g.held(); why != "" {
		if key.Matches(msg, append(answers, k.TakeBack, k.Reason, k.Delay, k.Remark)...) {
			a.ask(strings.ToLower(why[:1]) + why[1:])
		}
		return nil
	}
	for i, b := range answers {
		if key.Matches(msg, b) {
			ballot, _ := g.meant(item)
			ballot.Answer = exercise.Answers()[i]
			return g.cast(item, ballot)
		}
	}
	ask := func(o overlay) { a.overlay, g.about = o, ref }
	switch {
	case key.Matches(msg, k.TakeBack):
		if _, ok := g.meant(item); !ok {
			return nil
		}
		return g.do(exercise.Withdraw{Participant: g.who.ID, Step: item.Step, Norm: id, Round: item.Round})
	case !key.Matches(msg, k.Reason, k.Delay, k.Remark):
		return nil
	}
	ballot, ok := g.meant(item)
	switch {
	case !ok:
		g.warn(errVoteFirst)
	case key.Matches(msg, k.Reason):
		ask(askChoice("Why? · "+ref, reasons(), func(i int) tea.Cmd {
			ballot.Reason = exercise.Reasons()[i]
			return g.cast(item, ballot)
		}))
	case key.Matches(msg, k.Delay):
		ask(askChoice("How much time did it cost? · "+ref, delays(), func(i int) tea.Cmd {
			ballot.Delay = exercise.Delays()[i]
			return g.cast(item, ballot)
		}))
	default:
		ask(askText("Note on "+ref+" (no names, please):", ballot.Note, exercise.MaxRemark, func(text string) tea.Cmd {
			ballot.Note = text
			return g.cast(item, ballot)
		}))
	}
	return nil
}

func (g *Guest) cast(item exercise.Item, b exercise.Ballot) tea.Cmd {
	return g.do(exercise.Cast{Participant: g.who.ID, Step: item.Step, Norm: item.Norm, Round: item.Round, Ballot: b})
}

// meant is the ballot on an item as the person last left it: on its way to the
// room, or recorded.
func (g *Guest) meant(item exercise.Item) (exercise.Ballot, bool) {
	switch c := g.outbox.latest(item).(type) {
	case exercise.Cast:
		return c.Ballot, true
	case exercise.Withdraw:
		return exercise.Ballot{}, false
	}
	for _, x := range g.own {
		if x.norm == item.Norm && item.Round > 0 {
			return x.votes[item.Round-1], x.given[item.Round-1]
		}
	}
	return exercise.Ballot{}, false
}
