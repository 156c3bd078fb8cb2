package tui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
)

// bigScreen is the layout for the back of the room: little on it, much space
// around it, numbers in large figures. The facilitator makes the terminal's
// letters larger; the layout works at 60 columns.
func (p *walkPage) bigScreen(a *App, x at, width, height int) []string {
	margin := max(2, (width-76)/2)
	inner := width - 2*margin
	var out []string
	if height > 18 {
		out = append(out, "")
	}
	out = append(out, a.style.title.Render(strings.ToUpper(cut(x.step.Title, inner))), p.bigWhen(a, x, inner), "")
	room := height - len(out) - 2
	switch {
	case x.state.Phase == exercise.Discussing:
		out = append(out, p.bigResult(a, x, inner, room)...)
	case p.reading:
		out = append(out, p.bigFacts(a, x, inner, room)...)
	default:
		out = append(out, p.bigVote(a, x, inner, room)...)
	}
	out = fill(out, height-1)
	return append(indent(out, margin), " "+timeline(a.style, x.scenario, a.session.state, width-2))
}

// bigWhen is the step's time, and in a live room its timer and marks.
func (p *walkPage) bigWhen(a *App, x at, width int) string {
	when := a.style.dim.Render(x.step.When.UTC())
	if x.mode != exercise.Room {
		return cut(when, width)
	}
	s := a.session.state
	right := strings.TrimSpace(roomMarks(a.style, s) + "  " + timerText(a.style, s, a.Now()))
	return apart(when, right, width)
}

// bigFacts are the facts alone, well apart where there is room; where they
// don't fit they scroll, and the last line says so.
func (p *walkPage) bigFacts(a *App, x at, width, height int) []string {
	var lines, tight []string
	for _, f := range x.step.Facts {
		text := wrap(f.Text, width)
		lines, tight = append(append(lines, text...), ""), append(tight, text...)
	}
	if len(lines) > height {
		lines = tight
	}
	if len(lines) <= height {
		return p.big.window(lines, height)
	}
	lines = p.big.window(lines, height-1)
	return append(lines, apart("", p.big.more(a.style), width))
}

// turnBig handles the keys that turn between facts and votes on the big screen,
// or move in the facts. A key that is about the norm under the cursor turns to
// the votes and goes on: nothing is counted where nobody sees it.
func (p *walkPage) turnBig(a *App, x at, msg tea.KeyMsg) (done bool) {
	k := a.key
	facts := p.reading && x.state.Phase == exercise.Voting
	switch {
	case x.state.Phase == exercise.Discussing || p.tally.active:
		return false
	case key.Matches(msg, k.PageDown) && facts && p.big.below() > 0:
		p.big.turn(k, msg)
	case key.Matches(msg, k.PageUp) && facts:
		p.big.turn(k, msg)
	case key.Matches(msg, k.PageDown, k.PageUp):
		p.reading, p.big = !p.reading, scroll{}
	case facts && key.Matches(msg, k.Down):
		p.big.offset += min(1, p.big.below())
	case facts && key.Matches(msg, k.Up):
		p.big.offset = max(0, p.big.offset-1)
	case facts && key.Matches(msg, k.Count, k.Helped, k.Latency, k.Irrelevant, k.Abstain, k.NextCell, k.TakeBack,
		k.SetAside, k.Reason, k.Delay, k.Remark, k.Group):
		p.reading, p.big = false, scroll{}
		return false
	default:
		return false
	}
	return true
}

// bigTurn says where the key that reads on leads to.
func (p *walkPage) bigTurn() string {
	if p.reading {
		return "on to the votes"
	}
	return "facts"
}

// bigVote is the question and the norms, one under another, as many as fit
// around the cursor.
func (p *walkPage) bigVote(a *App, x at, width, height int) []string {
	var out []string
	for i, id := range x.state.Norms {
		n := a.session.norm(id)
		mark := "   "
		if i == p.cursor {
			mark = a.style.cursor.Render("▶") + "  "
		}
		out = append(out, cut(mark+a.style.strong.Render(a.session.ref(n))+n.Label, width))
		out = append(out, cut("   "+p.bigCounts(a, x, i), width), "")
	}
	if len(out) <= height+1 { // the last line is empty
		return out
	}
	p.big.show(3*p.cursor, height-1)
	p.big.show(3*p.cursor+1, height-1)
	out = p.big.window(out, height-1)
	return append(out, apart("", p.bigMore(a, len(x.state.Norms)), width))
}

// bigMore says that norms stand above or below those shown.
func (p *walkPage) bigMore(a *App, norms int) string {
	text := ""
	if n := (p.big.offset + 2) / 3; n > 0 {
		text = fmt.Sprintf("▲ %d more   ", n)
	}
	if n := norms - (p.big.offset+p.big.page+1)/3; n > 0 {
		text += fmt.Sprintf("▼ %d more", n)
	}
	return a.style.accent.Render(strings.TrimSpace(text))
}

func (p *walkPage) bigCounts(a *App, x at, i int) string {
	id := x.state.Norms[i]
	item := exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}
	votes := a.session.state.Votes(item)
	if x.mode == exercise.Solo {
		if b, ok := a.session.state.Ballot(item, a.session.state.Setup().Participant); ok {
			return a.style.block[b.Answer].Render(" "+b.Answer.Letter()+" "+b.Answer.Label()+" ") + a.style.good.Render("  recorded")
		}
		return a.style.dim.Render("H helped   L added latency   I irrelevant")
	}
	if p.tally.active && p.tally.norm == id {
		t := p.tally.tally
		if many := p.tooMany(a, x, id); many != "" {
			return a.style.warn.Render(many)
		}
		if replaced := p.replaced(a, x, id); replaced != "" {
			return a.style.warn.Render(replaced + "   typing…")
		}
		return a.style.warn.Render(fmt.Sprintf("H %d   L %d   I %d   A %d   typing…", t.Helped, t.Latency, t.Irrelevant, t.Abstained))
	}
	if x.mode == exercise.Room {
		return roomCounts(a.style, votes, a.session.state.Electorate(item.Step, item.Round))
	}
	if !votes.Asked() {
		return a.style.dim.Render("H helped   L added latency   I irrelevant")
	}
	if many := p.tooMany(a, x, id); many != "" {
		return a.style.warn.Render(many)
	}
	return fmt.Sprintf("%s counted", strconv.Itoa(votes.Total.Answered())) + a.style.good.Render("   recorded")
}

// bigResult is one norm's verdicts in large figures, and the reading.
func (p *walkPage) bigResult(a *App, x at, width, height int) []string {
	id, ok := p.norm(x)
	if !ok {
		return []string{"No norm was put to the vote here."}
	}
	n := a.session.norm(id)
	votes, _ := a.session.state.Latest(p.step, id)
	out := []string{a.style.strong.Render(cut(n.Reference+"  "+n.Label, width))}
	if height >= 18 {
		out = append(out, a.style.dim.Render(a.session.kin(id, width)))
	}
	out = append(out, "")
	if x.mode != exercise.Solo {
		rows := make([]string, 5)
		var under string
		for _, v := range exercise.Verdicts() {
			figure := bigNumber(votes.Total.Of(v))
			column := max(ansi.StringWidth(figure[0])+4, 18)
			for r := range rows {
				rows[r] += a.style.verdict[v].Bold(true).Render(pad(figure[r], column))
			}
			under += a.style.verdict[v].Bold(true).Render(pad(v.Letter()+" "+v.Label(), column))
		}
		out = append(out, rows...)
		out = append(out, under, "")
	} else {
		out = append(out, outcome(votes, true), "")
	}
	if r, ok := x.step.Reading(id); ok {
		v := exercise.Answer(r.Verdict)
		out = append(out, a.style.dim.Render("the analyst reads it as ")+a.style.block[v].Render(" "+v.Letter()+" "+v.Label()+" "))
		out = append(out, wrap(r.Reason, width)...)
		if len(out) < height-3 {
			out = append(out, "")
			out = append(out, hang(a.style.strong.Render("but "), r.Counter, width)...)
		}
	}
	return out
}

// bigNumber draws a number five lines high.
func bigNumber(n int) [5]string {
	figures := [10][5]string{
		{"█▀▀█", "█  █", "█  █", "█  █", "█▄▄█"}, {"  ▄█", "   █", "   █", "   █", "   █"},
		{"▀▀▀█", "   █", "█▀▀▀", "█   ", "█▄▄▄"}, {"▀▀▀█", "   █", " ▀▀█", "   █", "▄▄▄█"},
		{"█  █", "█  █", "▀▀▀█", "   █", "   █"}, {"█▀▀▀", "█   ", "▀▀▀█", "   █", "▄▄▄█"},
		{"█▀▀▀", "█   ", "█▀▀█", "█  █", "█▄▄█"}, {"▀▀▀█", "   █", "   █", "   █", "   █"},
		{"█▀▀█", "█  █", "█▀▀█", "█  █", "█▄▄█"}, {"█▀▀█", "█  █", "▀▀▀█", "   █", "▄▄▄█"},
	}
	var out [5]string
	for _, d := range strconv.Itoa(n) {
		for r := range out {
			out[r] += figures[d-'0'][r] + " "
		}
	}
	return out
}
