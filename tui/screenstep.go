package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// widestScreen is how wide the projector's text gets: beyond it, larger letters
// serve the back row better than longer lines.
const widestScreen = 120

// step draws a step's title and time over what draw makes of it.
func (p *screen) step(width, height int, draw func(x at, width, height int) []string) []string {
	a := p.app
	x := (&walkPage{}).at(a)
	inner := min(width-4, widestScreen)
	var out []string
	if height > 18 {
		out = append(out, "")
	}
	title, second := x.step.Title, ""
	if x.state.Round == 2 && x.state.Phase == exercise.Discussing {
		second = " · " + a.style.accent.Bold(true).Render("SECOND VOTE")
	}
	out = append(out, a.style.title.Render(strings.ToUpper(cut(title, inner-wide(second))))+second, p.when(x, inner), "")
	out = append(out, draw(x, inner, height-len(out))...)
	return indent(out, (width-inner)/2)
}

// when is the step's time, and at the other end of the line what is out of the
// ordinary: a place of its own, so that nothing moves when it comes and goes.
func (p *screen) when(x at, width int) string {
	return apart(p.app.style.dim.Render(x.step.When.UTC()), p.marks(), width)
}

// marks are those of the room. A locked door is said where people look for the
// way in.
func (p *screen) marks() string {
	a, s := p.app, p.app.session.state
	var out []string
	if s.Paused() && s.Phase() == exercise.Running {
		out = append(out, "PAUSED")
	}
	if x, ok := s.Step(s.Current()); ok && x.Phase == exercise.Voting {
		switch {
		case x.Shut:
			out = append(out, "VOTE CLOSED")
		case x.Reopened > 0:
			out = append(out, "VOTE REOPENED")
		}
	}
	return a.style.warn.Render(strings.Join(out, " · "))
}

// flows names on one line who turned to whom.
func flows(x at) string {
	var pairs []string
	add := func(from, to []string) {
		pair := strings.Join(x.scenario.Names(from), ", ") + " → " + strings.Join(x.scenario.Names(to), ", ")
		if len(from) > 0 && len(to) > 0 && !slices.Contains(pairs, pair) {
			pairs = append(pairs, pair)
		}
	}
	for _, f := range x.step.Flows {
		add(f.From, f.To)
	}
	for _, r := range x.step.Requests {
		add([]string{r.Asker}, []string{r.Asked})
	}
	return strings.Join(pairs, " · ")
}

// voting is what the room reads and is asked, and how many have voted.
func (p *screen) voting(x at, width, height int) []string {
	a := p.app
	below := p.asked(x, width, height)
	below = append(below, p.voted(width, height >= 24)...)
	if height >= 24 {
		below = append(below, "")
	}
	room := height - len(below) - 1
	var out []string
	if line := flows(x); line != "" && height >= 14 {
		lines := wrap(line, width)
		if most := 1 + height/24; len(lines) > most {
			lines = lines[:most]
			lines[most-1] = cut(lines[most-1]+" …", width)
		}
		for _, l := range lines {
			out = append(out, a.style.strong.Render(l))
		}
		room -= len(lines)
	}
	out = append(out, fill(p.facts(x, width, room), room+1)...)
	return append(out, below...)
}

// facts are those of the step, well apart where there is room. Where they don't
// all fit they take turns.
func (p *screen) facts(x at, width, height int) []string {
	var tight, apart []string
	var parts [][]string
	for _, f := range x.step.Facts {
		lines := hang("• ", f.Text, width)
		tight, apart = append(tight, lines...), append(append(apart, lines...), "")
		parts = append(parts, lines[:min(len(lines), max(1, height-1))])
	}
	switch {
	case len(apart)-1 <= height:
		return apart
	case len(tight) <= height:
		return tight
	}
	return p.turns(parts, max(2, height))
}

// asked are the norms on the table, one a line; height is that of the page.
func (p *screen) asked(x at, width, height int) []string {
	a, most := p.app, mostRows
	if height < 26 {
		most = 4
	}
	out := []string{a.style.accent.Render(cut(wording.Heading(x.state.Round, counterfactual(a, x)), width))}
	for i, id := range x.state.Norms {
		if i == most-1 && len(x.state.Norms) > most {
			out = append(out, a.style.dim.Render(fmt.Sprintf("and %s more", wording.Count(len(x.state.Norms)-i, "norm"))))
			break
		}
		n := a.session.norm(id)
		if height >= 34 {
			out = append(out, "")
		}
		out = append(out, cut(a.style.strong.Render(a.session.ref(n))+n.Label, width))
	}
	return append(out, "")
}

// voted says how many have voted: the number in large figures where there is room.
func (p *screen) voted(width int, large bool) []string {
	a, s := p.app, p.app.session.state
	n, of := s.Turnout(s.Current()).Some, fmt.Sprintf("of %d have voted", s.Electorate(s.Current(), 0))
	hands := ""
	if raised := p.raised(); raised > 0 {
		hands = fmt.Sprintf("+ %d by show of hands", raised)
	}
	if !large {
		return []string{cut(a.style.title.Render(fmt.Sprintf("%d %s", n, of))+"  "+hands, width)}
	}
	figure := bigNumber(n)
	out := make([]string, len(figure))
	for i, row := range figure {
		out[i] = a.style.accent.Bold(true).Render(row)
		switch i {
		case 2:
			out[i] += "  " + a.style.title.Render(of)
		case 3:
			out[i] += "  " + hands
		}
		out[i] = cut(out[i], width)
	}
	return out
}

// raised is how many hands went up at the current step, on the norm with the most.
func (p *screen) raised() int {
	s, most := p.app.session.state, 0
	x, _ := s.Step(s.Current())
	for _, id := range x.Norms {
		_, hands := s.Heads(exercise.Item{Step: x.ID, Norm: id, Round: x.Round})
		most = max(most, hands)
	}
	return most
}
