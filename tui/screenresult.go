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

// turn is how long a part of the results stands when not all of them fit.
const turn = 12 * time.Second

// results are the verdicts on each norm. Where they don't all fit they take
// turns.
func (p *screen) results(x at, width, height int) []string {
	if len(x.state.Norms) == 0 {
		return []string{"No norm was put to the vote here."}
	}
	by := p.scale(x, width)
	by.thick = p.thickness(x, width, by, height)
	by.reading = p.longestReading(x, width, by, height)
	var parts [][]string
	for _, id := range x.state.Norms {
		parts = append(parts, p.result(x, id, width, by))
	}
	return p.turns(parts, height)
}

// A scale is how bars are drawn, the same for all norms of a step: a longer bar
// is always the greater number.
type scale struct {
	aside int // what groups take to the right of the bars; 0 where none is shown, or where they stand below
	whole int // the number of answers that would fill a bar's place
	thick int // lines
	// reading is how many lines the analyst's reason may take below the verdict; 0
	// leaves the reading out
	reading int
}

func (p *screen) scale(x at, width int) scale {
	var out scale
	for _, id := range x.state.Norms {
		votes, round := p.app.session.state.Latest(x.state.ID, id)
		item := exercise.Item{Step: x.state.ID, Norm: id, Round: round}
		_, whole := p.votersOn(item, votes.Total)
		out.whole = max(out.whole, whole)
		if groups := p.groups(item, width >= 92); len(groups) > 0 && width >= 72 {
			out.aside = max(out.aside, ansi.StringWidth(groups[0])+2)
		}
	}
	return out
}

// thickness is how high the bars may be for all results to fit; 1 if they don't.
func (p *screen) thickness(x at, width int, by scale, height int) int {
	by.reading = 1 // what the analyst says goes before thicker bars
	for thick := 3; thick > 1; thick-- {
		by.thick = thick
		if p.tall(x, width, by) <= height {
			return thick
		}
	}
	return 1
}

// longestReading is how many lines the analyst's reason may take for all
// results to fit; 0 if not even the verdict does.
func (p *screen) longestReading(x at, width int, by scale, height int) int {
	for by.reading = 2; by.reading > 0; by.reading-- {
		if p.tall(x, width, by) <= height {
			return by.reading
		}
	}
	return 0
}

// tall is how many lines all results take.
func (p *screen) tall(x at, width int, by scale) int {
	lines := 0
	for _, id := range x.state.Norms {
		lines += len(p.result(x, id, width, by))
	}
	return lines
}

// result is one norm: its outcome in words, a bar for each verdict, beside or
// below them the groups, and how many voted.
func (p *screen) result(x at, id norm.ID, width int, by scale) []string {
	a, s := p.app, p.app.session.state
	n := a.session.norm(id)
	votes, round := s.Latest(x.state.ID, id)
	out := []string{apart(a.style.strong.Render(a.session.ref(n)+n.Label), a.style.accent.Bold(true).Render(outcome(votes, false)), width)}
	if by.thick > 1 { // there is room
		out = append(out, a.style.dim.Render(a.session.kin(id, width)))
	}
	item := exercise.Item{Step: x.state.ID, Norm: id, Round: round}
	voters, _ := p.votersOn(item, votes.Total)
	if x.state.Round == 2 && round == 1 && votes.Asked() {
		voters += a.style.dim.Render(" · ") + a.style.strong.Render(firstVoteOnly)
	}
	reading := p.reading(x, id, width, by.reading)
	if votes.Total.Judged() == 0 {
		return append(append(append(out, voters), reading...), "")
	}
	groups := p.groups(item, width >= 92)
	left := width - by.aside
	var bars []string
	for _, v := range exercise.Verdicts() {
		bars = append(bars, screenBar(a.style, v, votes.Total.Of(v), by.whole, left-2, by.thick)...)
	}
	if by.aside > 0 {
		out = append(out, beside(bars, groups, left)...)
	} else {
		out = append(append(out, bars...), indent(groups, 4)...)
	}
	out = append(append(out, voters), reading...)
	if by.thick > 1 {
		return append(out, "")
	}
	return out
}

// firstVoteOnly is said beside figures of the first vote after a second one.
const firstVoteOnly = "first vote; not voted on again"

// reading is the analyst's verdict, and the reason in so many lines at most; nil
// where there is none, or no line for it.
func (p *screen) reading(x at, id norm.ID, width, most int) []string {
	r, ok := x.step.Reading(id)
	if !ok || most == 0 {
		return nil
	}
	st, v := p.app.style, exercise.Answer(r.Verdict)
	lines := wrap("analyst: "+v.Letter()+" "+v.Label()+" · "+r.Reason, width-2)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = cut(lines[most-1]+" …", width-2)
	}
	lead := "analyst: " + v.Letter() + " " + v.Label()
	for i := range lines {
		rest, first := strings.CutPrefix(lines[i], lead)
		if i == 0 && first {
			lines[i] = st.dim.Render("analyst: ") + st.verdict[v].Bold(true).Render(v.Letter()+" "+v.Label()) + st.dim.Render(rest)
		} else {
			lines[i] = st.dim.Render(lines[i])
		}
	}
	return indent(lines, 2)
}

// votersOn says how many voted on one norm, and how many answers a bar that fills
// its place would stand for: all who could have voted, so that one ballot
// doesn't look like a room of one mind.
func (p *screen) votersOn(item exercise.Item, t exercise.Tally) (line string, whole int) {
	s := p.app.session.state
	ballots, hands := s.Heads(item)
	electorate := s.Electorate(item.Step, item.Round)
	var said []string
	if electorate > 0 {
		said = append(said, fmt.Sprintf("%d of %d voted", ballots, electorate))
	}
	if hands > 0 {
		said = append(said, fmt.Sprintf("%d by show of hands", hands))
	}
	if t.Abstained > 0 {
		said = append(said, fmt.Sprintf("%d abstained", t.Abstained))
	}
	return "  " + p.app.style.dim.Render(strings.Join(said, " · ")), electorate + hands
}

// screenBar is one verdict as name, bar and count, of so many on the whole; the
// bar is thick lines high.
func screenBar(st *styles, v exercise.Answer, n, whole, width, thick int) []string {
	room := max(4, width-16-5)
	length := (n*room + whole - 1) / max(1, whole)
	out := make([]string, thick)
	for i := range out {
		name, after := "", ""
		if i == (thick-1)/2 {
			name, after = v.Letter()+" "+v.Label(), st.strong.Render(fmt.Sprintf(" %d", n))
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
