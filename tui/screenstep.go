package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// widestScreen is how wide the projector's text gets: beyond it, larger letters
// serve the back row better than longer lines.
const widestScreen = 120

// turn is how long a part of the results stands when not all of them fit.
const turn = 12 * time.Second

// step draws a step's title and time over what draw makes of it.
func (p *screen) step(width, height int, draw func(x at, width, height int) []string) []string {
	a := p.app
	x := (&walkPage{}).at(a)
	inner := min(width-4, widestScreen)
	var out []string
	if height > 18 {
		out = append(out, "")
	}
	out = append(out, a.style.title.Render(strings.ToUpper(cut(x.step.Title, inner))), a.style.dim.Render(cut(x.step.When.UTC(), inner)), "")
	out = append(out, draw(x, inner, height-len(out))...)
	return indent(out, (width-inner)/2)
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
	facts := (&walkPage{}).bigFacts(x, width, room, a.style.dim.Render("… and more: the whole step is on your own screen"))
	return append(fill(facts, room+1), below...)
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
	n, of := s.Turnout(s.Current()).Some, fmt.Sprintf("of %d have voted", s.Joined())
	if !large {
		return []string{a.style.title.Render(fmt.Sprintf("%d %s", n, of))}
	}
	figure := bigNumber(n)
	out := make([]string, len(figure))
	for i, row := range figure {
		out[i] = a.style.accent.Bold(true).Render(row)
		if i == 2 {
			out[i] += "  " + a.style.title.Render(of)
		}
		out[i] = cut(out[i], width)
	}
	return out
}

// results are the verdicts on each norm. Where they don't all fit they take
// turns.
func (p *screen) results(x at, width, height int) []string {
	a := p.app
	if len(x.state.Norms) == 0 {
		return []string{"No norm was put to the vote here."}
	}
	thick := p.thickness(x, width, height)
	parts := [][]string{nil}
	for _, id := range x.state.Norms {
		block, last := p.result(x, id, width, thick), len(parts)-1
		if len(parts[last]) > 0 && len(parts[last])+len(block) > height-1 {
			parts, last = append(parts, nil), last+1
		}
		parts[last] = append(parts[last], block...)
	}
	if len(parts) == 1 {
		return parts[0]
	}
	i := int(a.Now().Unix()/int64(turn.Seconds())) % len(parts)
	return append(fill(parts[i], height-1), a.style.dim.Render(fmt.Sprintf("part %d of %d", i+1, len(parts))))
}

// thickness is how high the bars may be for all results to fit; 1 if they don't.
func (p *screen) thickness(x at, width, height int) int {
	for thick := 3; thick > 1; thick-- {
		lines := 0
		for _, id := range x.state.Norms {
			lines += len(p.result(x, id, width, thick))
		}
		if lines <= height {
			return thick
		}
	}
	return 1
}

// result is one norm: its outcome in words, a bar for each verdict, and beside
// or below them the groups. A bar is thick lines high.
func (p *screen) result(x at, id norm.ID, width, thick int) []string {
	a, s := p.app, p.app.session.state
	n := a.session.norm(id)
	votes, round := s.Latest(x.state.ID, id)
	words := outcome(votes, false)
	if t := votes.Total; t.Abstained > 0 {
		words += fmt.Sprintf(" · %d abstained", t.Abstained)
	}
	out := []string{apart(a.style.strong.Render(a.session.ref(n)+n.Label), a.style.accent.Bold(true).Render(words), width)}
	if thick > 1 { // there is room
		out = append(out, a.style.dim.Render(a.session.kin(id, width)))
	}
	if votes.Total.Judged() == 0 {
		return append(out, "")
	}
	groups := p.groups(exercise.Item{Step: x.state.ID, Norm: id, Round: round}, width >= 92)
	left := width
	if len(groups) > 0 && width >= 72 {
		left = width - ansi.StringWidth(groups[0]) - 2
	}
	var bars []string
	for _, v := range exercise.Verdicts() {
		bars = append(bars, screenBar(a.style, v, votes.Total, left-2, thick)...)
	}
	if left < width {
		out = append(out, beside(bars, groups, left)...)
	} else {
		out = append(append(out, bars...), groups...)
	}
	return append(out, "")
}

// screenBar is one verdict as name, bar and count; the bar is thick lines high.
func screenBar(st *styles, v exercise.Answer, t exercise.Tally, width, thick int) []string {
	room, n := max(4, width-16-9), t.Of(v)
	length := (n*room + t.Judged() - 1) / t.Judged()
	number := fmt.Sprintf(" %d %.0f%%", n, 100*t.Share(v))
	out := make([]string, thick)
	for i := range out {
		name, after := "", ""
		if i == (thick-1)/2 {
			name, after = v.Letter()+" "+v.Label(), st.strong.Render(number)
		}
		out[i] = "  " + st.verdict[v].Bold(true).Render(pad(name, 16)+strings.Repeat("█", length)) + after
	}
	return out
}

// groups are the counts of each group, with a bar of letters if asked for; none
// where only one voted.
func (p *screen) groups(item exercise.Item, bars bool) []string {
	a, s := p.app, p.app.session.state
	by := s.ByGroup(item)
	if len(by) < 2 {
		return nil
	}
	var out []string
	for _, g := range append(slices.Clone(s.Setup().Groups), "") {
		if t, ok := by[g]; ok && t.Judged() > 0 {
			line := pad(wording.Group(g), 20) + fmt.Sprintf("H %-3d L %-3d I %-3d", t.Helped, t.Latency, t.Irrelevant)
			if bars {
				line += " " + letterBar(a.style, t, 16)
			}
			out = append(out, line)
		}
	}
	width := 0
	for _, l := range out {
		width = max(width, ansi.StringWidth(l))
	}
	for i := range out {
		out[i] = pad(out[i], width)
	}
	return out
}
