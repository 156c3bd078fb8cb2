package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// reveal shows what the votes say of each norm, and of the one under the
// cursor also the groups, the shift, and the analyst's reading.
func (p *walkPage) reveal(a *App, x at, width, height int) []string {
	out := []string{apart(" "+a.style.title.Render(x.step.Title), a.style.dim.Render(roundName(x.state.Round))+" ", width), ""}
	for i, id := range x.state.Norms {
		out = append(out, p.resultRow(a, x, id, i == p.cursor, min(width, 118)))
	}
	out = append(out, "")
	id, ok := p.norm(x)
	if !ok {
		return append(out, a.style.dim.Render(" no norm was put to the vote here"))
	}
	detail := p.result(a, x, id, min(width-2, widest))
	room := height - len(out) - 1
	out = append(out, p.detail.window(detail, room)...)
	return append(out, apart("", p.detail.more(a.style)+" ", width))
}

func roundName(round int) string {
	if round == 2 {
		return "revealed after the second vote"
	}
	return "revealed"
}

// resultRow is one norm with its verdicts as a bar of letters and its outcome
// in words.
func (p *walkPage) resultRow(a *App, x at, id norm.ID, under bool, width int) string {
	votes, round := a.session.state.Latest(p.step, id)
	solo := x.mode == exercise.Solo
	words := outcome(votes, solo)
	if round < x.state.Round && votes.Asked() {
		words = "not voted on again"
	}
	bar := ""
	if size := barSize(width); !solo && votes.Total.Judged() > 0 && size > 0 {
		bar = letterBar(a.style, votes.Total, size) + "  "
	}
	return p.row(a, id, under, bar+pad(words, 24), width)
}

// barSize leaves room for the norm's name.
func barSize(width int) int {
	switch {
	case width < 72:
		return 0
	case width < 92:
		return 14
	}
	return 24
}

// letterBar draws the shares of the verdicts as a run of their letters.
func letterBar(st *styles, t exercise.Tally, width int) string {
	judged, used := t.Judged(), 0
	var b strings.Builder
	for _, v := range exercise.Verdicts() {
		n := (t.Of(v)*width + judged/2) / judged
		if t.Of(v) > 0 && n == 0 {
			n = 1
		}
		n = min(n, width-used)
		used += n
		b.WriteString(st.block[v].Render(strings.Repeat(v.Letter(), n)))
	}
	return b.String() + strings.Repeat(" ", width-used)
}

// outcome puts a tally into words, before any number.
func outcome(v exercise.Votes, solo bool) string {
	leading, _ := v.Total.Leading()
	switch {
	case !v.Asked():
		return "not asked"
	case v.Total.Judged() == 0 && solo:
		return "you: abstained"
	case v.Total.Judged() == 0:
		return "only abstentions"
	case solo:
		return "you: " + leading.Label()
	}
	_, tie := v.Total.Leading()
	switch label := analysis.LabelOf(analysis.CountsOf(v.Total)); {
	case label == analysis.TooFew:
		return "too few to say"
	case tie:
		return "split"
	case label == analysis.Broad:
		return "broad: " + leading.Label()
	case label == analysis.Divided:
		return "divided"
	}
	return "leaning: " + leading.Label()
}

// result is the long form for one norm.
func (p *walkPage) result(a *App, x at, id norm.ID, width int) []string {
	s := a.session
	n := s.norm(id)
	votes, round := s.state.Latest(p.step, id)
	compact := a.height < 28 // the name stands under the cursor; every line counts
	var out []string
	gap := func() {
		if !compact {
			out = append(out, "")
		}
	}
	if !compact {
		out = append(out, " "+a.style.strong.Render(n.Reference+"  "+n.Label))
	}
	if a.height >= 24 {
		out = append(out, " "+a.style.dim.Render(s.kin(id, width-2)))
	}
	if round < x.state.Round && votes.Asked() {
		out = append(out, " "+a.style.warn.Render("the first vote: nobody voted on this norm again"))
	}
	if x.mode != exercise.Solo && votes.Asked() {
		for _, v := range exercise.Answers() {
			out = append(out, bar(a.style, v, votes.Total, width))
		}
		out = append(out, p.groups(a, exercise.Item{Step: p.step, Norm: id, Round: round}, width)...)
	}
	if round == 2 {
		before := s.state.Votes(exercise.Item{Step: p.step, Norm: id, Round: 1}).Total
		out = append(out, indent(shiftLines(a.style, before, votes.Total, x.mode, width-1), 1)...)
	}
	for _, said := range p.said(a, votes) {
		out = append(out, hang(" "+a.style.accent.Render("said")+" ", said, width)...)
	}
	r, ok := x.step.Reading(id)
	if !ok {
		return append(out, a.style.dim.Render(" the analyst has no reading of this norm here"))
	}
	verdict := exercise.Answer(r.Verdict)
	gap()
	out = append(out, " "+a.style.accent.Render("The analyst reads it as ")+
		a.style.block[verdict].Render("["+verdict.Letter()+" "+verdict.Label()+"]")+
		a.style.dim.Render(" · behaviour seen: "+r.Observed+" · confidence "+string(r.Confidence)))
	if adopted := s.room.Content().Norms().AdoptedOf(n); x.scenario.Counterfactual(x.step, adopted) {
		out = append(out, hang(" ", a.style.dim.Render("counterfactual: "+wording.Younger(adopted)), width)...)
	}
	out = append(out, hang(" because ", r.Reason, width)...)
	out = append(out, hang(" "+a.style.strong.Render("but")+" ", r.Counter, width)...)
	if text := wording.Differs(votes.Total, verdict, x.mode); text != "" {
		gap()
		out = append(out, " "+a.style.accent.Render(text))
	}
	if q := wording.Question(x.scenario, x.step, x.state.Index); q != "" {
		gap()
		out = append(out, hang(" "+a.style.accent.Render("Talk about it:")+" ", q, width)...)
	}
	return out
}

// bar is one answer as letter, name, bar, count and share.
func bar(st *styles, v exercise.Answer, t exercise.Tally, width int) string {
	room := max(10, min(48, width-40))
	n := t.Of(v)
	length := 0
	if t.Answered() > 0 {
		length = (n*room + t.Answered() - 1) / t.Answered()
	}
	number := strconv.Itoa(n)
	if v != exercise.Abstain && t.Judged() > 0 {
		number = fmt.Sprintf("%d  %.0f%%", n, 100*t.Share(v))
	}
	return "  " + st.verdict[v].Render(pad(v.Letter()+" "+v.Label(), 16)+strings.Repeat("█", length)) + " " + number
}

// groups lists each group's counts in letters, where groups were counted.
func (p *walkPage) groups(a *App, item exercise.Item, width int) []string {
	s := a.session
	by := s.state.ByGroup(item)
	if s.live != nil {
		// This page stands before the room: small groups are merged, as for all.
		by = s.room.View(exercise.Projector).ByGroup(item)
	}
	named := append(slices.Clone(a.session.state.Setup().Groups), "")
	var out []string
	for _, g := range named {
		t, ok := by[g]
		if !ok || len(by) < 2 {
			continue
		}
		counts := fmt.Sprintf("H %3d  L %3d  I %3d  A %3d", t.Helped, t.Latency, t.Irrelevant, t.Abstained)
		line := "  " + a.style.dim.Render(pad(wording.Group(g), 22)) + counts
		if room := width - ansi.StringWidth(line) - 4; t.Judged() > 0 && room >= 12 {
			line += "  " + letterBar(a.style, t, min(24, room))
		}
		out = append(out, line)
	}
	return out
}
