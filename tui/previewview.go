package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/advice"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// sideBySideWidth is from where on remarks have a column of their own.
const sideBySideWidth = 132

// View draws the whole window. The last line stays free, because some
// terminals scroll when it is written to.
func (p *Preview) View() string {
	return p.ground.under(p.Renderer, p.frame(), p.width, p.height)
}

func (p *Preview) frame() string {
	if p.width < minWidth || p.height < minHeight {
		text := fmt.Sprintf("The preview needs %d columns and %d lines. This window has %d × %d.", minWidth, minHeight, p.width, p.height)
		return join(fill(wrap(text, max(p.width-1, 8)), max(p.height-1, 1)))
	}
	const rows = 2
	style := p.style.good
	if p.draft.Problems() > 0 {
		style = p.style.warn
	}
	height := p.height - 1 - 1 - rows - 1
	out := []string{apart(" "+p.style.title.Render(p.head()), style.Render(p.status())+" ", p.width)}
	for _, l := range fill(p.body(height), height) {
		out = append(out, cut(l, p.width))
	}
	out = append(out, "")
	return join(append(out, p.footer(rows)...))
}

func (p *Preview) head() string {
	switch {
	case p.help:
		return "All keys"
	case p.list:
		return "Problems and advice"
	}
	s := p.good.Scenario
	if s == nil {
		return inert.Line(p.File)
	}
	step := p.at()
	if step == nil {
		return s.Title + " · briefing"
	}
	return whereabouts(p.style, s, step, p.index+1, len(s.Steps), p.width-ansi.StringWidth(p.status())-3)
}

// keysNow are those that work on what is shown.
func (p *Preview) keysNow() []key.Binding {
	k := p.keysHere()
	keys := []key.Binding{k.Left, k.Right, k.Reveal, k.FacilitatorNotes, k.List, p.key.PageDown, p.key.PageUp, k.Theme}
	switch {
	case p.list:
		keys = []key.Binding{k.Up, k.Down, k.Reveal, k.Back}
	case p.good.Scenario == nil:
		keys = []key.Binding{k.List, p.key.PageDown, p.key.PageUp, k.Theme}
	case p.step == "":
		keys = []key.Binding{k.Right, k.List, p.key.PageDown, p.key.PageUp, k.Theme}
	}
	return append(keys, k.Quit)
}

func (p *Preview) footer(rows int) []string {
	if p.help {
		return footer(p.style, []key.Binding{as(p.key.Back, "back")}, p.key.Quit, p.width, rows)
	}
	return footer(p.style, p.keysNow(), p.key.Help, p.width, rows)
}

// helped shows all keys of what is shown below it, and what the marks mean.
func (p *Preview) helped() []string {
	lines := append([]string{""}, keyTable(p.style, append(p.keysNow(), p.key.Help), p.width)...)
	lines = append(lines, "", " "+p.style.accent.Render("Beside the text"))
	for _, m := range [][2]string{{p.style.warn.Render("!"), "a problem: the room sees the file only once it is mended"}, {p.style.accent.Render("•"), "advice: it stops nothing"}} {
		lines = append(lines, hang("  "+m[0]+"  ", m[1], min(p.width-2, widest))...)
	}
	lines = append(lines, "")
	return append(lines, hang(" ", "Leave this open beside your editor: each save is shown at once. Any key goes back.", min(p.width-2, widest))...)
}

func (p *Preview) body(height int) []string {
	switch {
	case p.help:
		return p.helped()
	case p.list:
		return p.listed(height)
	case p.good.Scenario == nil:
		lines := hang(" ", "The file has problems, and there is no earlier version to show. Save it again when they are mended; this screen follows.", min(p.width-2, widest))
		lines = append(append(lines, ""), p.remarkLines(p.draft.Remarks, min(p.width-2, widest), false)...)
		return p.scrolled(lines, nil, p.width, height)
	}
	out := []string{" " + p.timeline(p.width-2)}
	step := p.at()
	if step == nil {
		return append(out, p.beside(nil, p.briefing, height-1)...)
	}
	out = append(out, whenLines(p.style, p.good.Scenario, step, p.width)...)
	return append(out, p.beside(step, func(width int) []string { return p.stepLines(step, width) }, height-len(out))...)
}

// beside sets the text and the remarks next to each other where there is room,
// and else the remarks below the text; problems go above it, where they are
// seen.
func (p *Preview) beside(step *scenario.Step, text func(width int) []string, height int) []string {
	title := func(width int) []string {
		if step == nil {
			return []string{""}
		}
		return []string{titleLine(p.style, step, width)}
	}
	here := p.here()
	if p.width < sideBySideWidth {
		width := min(p.width-2, widest)
		var lines, after []string
		for i, r := range here {
			if r.Wrong {
				lines = append(lines, p.remarkLines(here[i:i+1], width, false)...)
				continue
			}
			after = append(after, p.remarkLines(here[i:i+1], width, true)...)
		}
		above := len(lines)
		lines = append(lines, text(width)...)
		p.first, p.last = p.first+above, p.last+above
		if len(after) > 0 {
			lines = append(append(lines, ""), after...)
		}
		return p.scrolled(lines, title(p.width), p.width, height)
	}
	left := p.width/2 + p.width/8
	block := p.scrolled(text(min(left-2, widest)), title(left), left, height)
	right := []string{p.style.accent.Render("Beside it")}
	if len(here) == 0 {
		right = []string{p.style.dim.Render("Nothing to say about this part.")}
	}
	right = append(right, p.remarkLines(here, p.width-left-5, true)...)
	if len(right) > height {
		right = append(right[:height-1], p.style.dim.Render("… more with p"))
	}
	return beside(block, right, left+3)
}

// scrolled shows as much of the lines as fits below the title.
func (p *Preview) scrolled(lines, title []string, width, height int) []string {
	room := height - len(title) - 1
	if p.opening != nothingOpened {
		if p.last >= room {
			p.text.offset = p.first // window keeps it within bounds
		}
		p.opening = nothingOpened
	}
	out := append(title, p.text.window(lines, room)...)
	below := ""
	if p.advised() && p.width < sideBySideWidth && p.text.below() > 0 {
		below = " " + p.style.accent.Render("• advice below")
	}
	return append(out, apart(below, p.text.more(p.style)+" ", width))
}

// advised reports whether there is advice on what is shown.
func (p *Preview) advised() bool {
	return slices.ContainsFunc(p.here(), func(r advice.Remark) bool { return !r.Wrong })
}

// timeline is every step as a mark, phase by phase. Problems and advice are
// seen from afar.
func (p *Preview) timeline(width int) string {
	for _, link := range []string{"──", "─", ""} {
		if line := p.drawTimeline(link); ansi.StringWidth(line) <= width || link == "" {
			return cut(line, width)
		}
	}
	return ""
}

func (p *Preview) drawTimeline(link string) string {
	var b strings.Builder
	b.WriteString(p.mark(-1))
	phase := ""
	for i, step := range p.good.Scenario.Steps {
		if step.Phase != phase {
			phase = step.Phase
			b.WriteString("  " + p.style.dim.Render(phase) + " ")
		} else {
			b.WriteString(p.style.dim.Render(link))
		}
		b.WriteString(p.mark(i))
	}
	return b.String()
}

func (p *Preview) mark(i int) string {
	remarks, wrong := p.concerned(i)
	switch {
	case i == p.index:
		return p.style.cursor.Render("◉")
	case wrong:
		return p.style.warn.Render("!")
	case remarks:
		return p.style.accent.Render("•")
	}
	return p.style.dim.Render("○")
}

// stepLines are a step as the room reads it, and what was asked for of the rest.
func (p *Preview) stepLines(step *scenario.Step, width int) []string {
	st, s := p.style, p.good.Scenario
	out := story(st, s, step, width)
	opens := func(what opening, first int) {
		if p.opening == what {
			p.first, p.last = first, len(out)-1
		}
	}
	if p.notes {
		first := len(out) + 1
		out = append(out, "", " "+st.accent.Render("For the facilitator"))
		phase, _ := s.Phase(step.Phase)
		for _, note := range []string{step.Notes, phase.FacilitatorNotes} {
			if note != "" {
				out = append(out, indent(wrap(note, width-2), 2)...)
			}
		}
		for i, q := range phase.Questions {
			out = append(out, hang(fmt.Sprintf("  %d. ", i+1), q, width)...)
		}
		opens(notesOpened, first)
	}
	if !p.readings {
		var names []string
		for _, r := range step.Readings {
			names = append(names, p.good.Norms.Cite(wording.Norm(p.good.Norms, r.Norm)))
		}
		return append(append(out, ""), hang(" "+st.accent.Render("To judge")+" ", strings.Join(names, " · "), width)...)
	}
	first := len(out) + 1
	for _, r := range step.Readings {
		out = append(out, "")
		out = append(out, p.reading(step, r, width)...)
	}
	opens(readingsOpened, first)
	if q := wording.Question(s, step, p.index); q != "" {
		out = append(out, "")
		out = append(out, hang(" "+st.accent.Render("Talk about it:")+" ", q, width)...)
	}
	return out
}

// reading is the analyst's, in the words of the reveal.
func (p *Preview) reading(step *scenario.Step, r scenario.Reading, width int) []string {
	st, norms := p.style, p.good.Norms
	n := wording.Norm(norms, r.Norm)
	verdict := exercise.Answer(r.Verdict)
	out := []string{cut(" "+st.strong.Render(norms.Cite(n)+"  "+n.Label), width)}
	out = append(out, hang("  ", st.block[verdict].Render("["+verdict.Letter()+" "+verdict.Label()+"]")+
		st.dim.Render(" · behaviour seen: "+r.Observed+" · confidence "+string(r.Confidence)), width)...)
	if adopted := norms.AdoptedOf(n); !adopted.IsZero() && p.good.Scenario.Counterfactual(step, adopted) {
		out = append(out, hang("  ", st.dim.Render("counterfactual: "+wording.Younger(adopted)), width)...)
	}
	out = append(out, hang("  because ", r.Reason, width)...)
	return append(out, hang("  "+st.strong.Render("but")+" ", r.Counter, width)...)
}

// briefing is what the room is told before the first step.
func (p *Preview) briefing(width int) []string {
	st, s := p.style, p.good.Scenario
	out := append(indent(wrap(strings.TrimSpace(s.Summary+" "+cited(st, s, s.Grounds)), width-1), 1), "")
	for _, line := range wording.Card(s) {
		if line[1] != "" {
			out = append(out, hang(" "+st.accent.Render(pad(line[0], 12)), line[1], width)...)
		}
	}
	if len(s.Header.Sources) > 0 {
		out = append(out, hang(" "+st.accent.Render(pad("Sources", 12)), cited(st, s, s.Header.Sources), width)...)
	}
	for _, c := range s.Claims {
		out = append(append(out, ""), claim(st, c, cited(st, s, c.Sources), width)...)
	}
	out = append(append(out, "", " "+st.accent.Render("Background")), indent(wrap(strings.TrimSpace(s.Background+" "+cited(st, s, s.Grounds)), width-1), 1)...)
	if len(s.Misconceptions) > 0 {
		out = append(out, "", " "+st.accent.Render("What people get wrong"))
		for _, m := range s.Misconceptions {
			out = append(out, hang(" “", st.strong.Render(m.Belief)+"”", width)...)
			out = append(out, hang("   ", m.Correction+" "+cited(st, s, m.Sources), width)...)
		}
	}
	out = append(out, "", " "+st.accent.Render("Who is who"))
	for _, x := range s.Actors {
		out = append(out, hang("  "+st.strong.Render(x.Name)+" ", x.Role+" "+st.dim.Render("· "+scenario.KindTitle(x.Kind)), width)...)
	}
	out = append(out, "", " "+st.accent.Render("Tracks"))
	for _, t := range s.AllTracks() {
		out = append(out, fmt.Sprintf("  %s · %d minutes · %s", t.Title, t.Minutes, countOf(len(t.Steps), "step", "steps")))
	}
	return out
}

// remarkLines are remarks, in full or as short as they may be.
func (p *Preview) remarkLines(remarks []advice.Remark, width int, brief bool) []string {
	var out []string
	for _, r := range remarks {
		place := fmt.Sprintf("line %d", r.Line)
		if r.File != p.File {
			place = inert.Line(r.File) + " " + place
		}
		if r.Wrong {
			out = append(out, hang(" "+p.style.warn.Render("! "+place)+" ", inert.Line(r.What), width)...)
			continue
		}
		out = append(out, hang(" "+p.style.accent.Render("• "+place)+" ", inert.Line(r.What)+".", width)...)
		if brief && r.Brief {
			continue
		}
		out = append(out, hang("   ", p.style.dim.Render(inert.Line(r.Why)+". ")+inert.Line(r.Do)+".", width)...)
	}
	return out
}

// listed is every remark on the file, and the chosen one in full.
func (p *Preview) listed(height int) []string {
	if len(p.draft.Remarks) == 0 {
		return []string{"", " Nothing: the file has no problems, and there is no advice."}
	}
	var lines []string
	first, last := 0, 0 // lines of the chosen one
	for i, r := range p.draft.Remarks {
		mark, kind := "   ", p.style.accent.Render("•")
		if i == p.cursor {
			mark, first = " "+p.style.cursor.Render("▸")+" ", len(lines)
		}
		if r.Wrong {
			kind = p.style.warn.Render("!")
		}
		where := r.Step
		if where == "" {
			where = "—"
		}
		head := mark + kind + " " + padLeft(fmt.Sprint(r.Line), 5) + "  " + pad(where, 10) + " "
		lines = append(lines, hang(head, inert.Line(r.What), min(p.width-2, widest))...)
		if i == p.cursor {
			last = len(lines) - 1
		}
	}
	detail := p.remarkLines(p.draft.Remarks[p.cursor:p.cursor+1], min(p.width-2, widest), false)
	room := max(3, height-len(detail)-2)
	p.remarks.show(last, room)
	p.remarks.show(first, room)
	out := append([]string{""}, p.remarks.window(lines, room)...)
	return append(append(out, p.style.dim.Render(strings.Repeat("─", p.width-1))), detail...)
}
