package tui

import (
	"fmt"
	"strconv"
	"strings"

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
		out = append(out, p.bigFacts(x, inner, room, a.style.dim.Render("… more than fits here: p leaves the big screen"))...)
	default:
		out = append(out, p.bigVote(a, x, inner)...)
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

// bigFacts are the facts alone, well apart; more is the last line where they
// don't fit.
func (p *walkPage) bigFacts(x at, width, height int, more string) []string {
	var lines []string
	for _, f := range x.step.Facts {
		lines = append(lines, wrap(f.Text, width)...)
		lines = append(lines, "")
	}
	if len(lines) > height {
		var tight []string
		for _, l := range lines {
			if l != "" {
				tight = append(tight, l)
			}
		}
		lines = tight
	}
	if len(lines) > height {
		lines = append(lines[:max(0, height-1)], more)
	}
	return lines
}

// bigVote is the question and the norms, one under another.
func (p *walkPage) bigVote(a *App, x at, width int) []string {
	var out []string
	for i, id := range x.state.Norms {
		n := a.session.norm(id)
		mark := "   "
		if i == p.cursor {
			mark = a.style.cursor.Render("▶") + "  "
		}
		out = append(out, cut(mark+a.style.strong.Render(a.session.ref(n))+n.Label, width))
		out = append(out, "   "+p.bigCounts(a, x, i), "")
	}
	return out
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
		if replaced := p.replaced(a, x, id); replaced != "" {
			return a.style.warn.Render(replaced + "   typing…")
		}
		return a.style.warn.Render(fmt.Sprintf("H %d   L %d   I %d   A %d   typing…", t.Helped, t.Latency, t.Irrelevant, t.Abstained))
	}
	if x.mode == exercise.Room {
		return roomCounts(a.style, votes, a.session.state.Joined())
	}
	if !votes.Asked() {
		return a.style.dim.Render("H helped   L added latency   I irrelevant")
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
