package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// mostRows is how many norms the vote shows at once; more scroll.
const mostRows = 6

// ballot draws the vote: a heading, a row per norm, and a line on the norm
// under the cursor. Its height depends on the number of norms alone.
func (p *walkPage) ballot(a *App, x at, width int) []string {
	spaced := width < a.width && a.height >= 36 // the wide layout has room to breathe
	heading := wording.Heading(x.state.Round, counterfactual(a, x))
	out := []string{" " + a.style.accent.Render(cut(heading, width-2))}
	if x.mode != exercise.Solo {
		counting := a.style.dim.Render(p.counting(a)) + " "
		if ansi.StringWidth(out[0]+counting) >= width && p.tally.active {
			out[0] = "" // whose hands are counted is what matters now
		}
		out[0] = apart(out[0], counting, width)
	}
	if len(x.state.Norms) == 0 {
		return append(out, a.style.dim.Render("   no norm is on the table: + puts one there, m says that one is missing"), "")
	}
	whole := true // the name of the norm under the cursor
	first := max(0, min(p.cursor-mostRows/2, len(x.state.Norms)-mostRows))
	for i, id := range x.state.Norms[first:min(len(x.state.Norms), first+mostRows)] {
		under := first+i == p.cursor
		var row string
		switch {
		case x.mode == exercise.Solo:
			row = p.soloRow(a, x, id, under, width)
		case x.mode == exercise.Room && (!under || !p.tally.active):
			row = p.roomRow(a, x, id, under, width)
		default:
			row = p.handsRow(a, x, id, under, width)
		}
		out = append(out, row)
		rest := a.session.cutOff(row, id)
		if spaced {
			under := ansi.StringWidth(a.session.norm(id).Reference) + 5
			out = append(out, cut(strings.Repeat(" ", under)+rest, width-1))
		}
		whole = whole && (rest == "" || spaced || !under)
	}
	if spaced && strings.TrimSpace(out[len(out)-1]) != "" {
		out = append(out, "")
	}
	id, _ := p.norm(x)
	lines := 1
	switch {
	case spaced:
		lines = 10
	case a.height >= 28:
		lines = 2
	}
	text := p.about(a, x, id, whole)
	if replaced := p.replaced(a, x, id); replaced != "" {
		text = replaced + " · enter replaces it, esc keeps it"
	}
	if many := p.tooMany(a, x, id); many != "" {
		text = many + " · " + text
	}
	about := wrap(text, width-5)
	if len(about) > lines {
		about = append(about[:lines-1], cut(strings.Join(about[lines-1:], " "), width-5))
	}
	return append(out, indent(paint(a.style.dim, fill(about, lines)), 3)...)
}

// ballotWidth is what the rows of the vote need to show each norm's whole name.
func (p *walkPage) ballotWidth(a *App, x at) int {
	right := 18 // four answers, and how they stand
	if x.mode != exercise.Solo {
		right = 42 // four counts, their sum, and how they stand
	}
	name := 0
	for _, id := range x.state.Norms {
		name = max(name, ansi.StringWidth(a.session.rowName(id)))
	}
	return 3 + name + 2 + right
}

// rowName is how a norm is named in a row of the vote.
func (s *session) rowName(id norm.ID) string {
	n := s.norm(id)
	return n.Reference + "  " + n.Label
}

// cutOff is what a row has no room for of its norm's name, from a whole word on;
// empty if nothing is missing.
func (s *session) cutOff(row string, id norm.ID) string {
	name := s.rowName(id)
	shown, _, _ := strings.Cut(strings.TrimLeft(ansi.Strip(row), " ▸"), "…")
	if strings.HasPrefix(shown, name) || !strings.HasPrefix(name, shown) {
		return ""
	}
	return name[strings.LastIndex(shown, " ")+1:]
}

// about is the line under the rows: what was said with the answer, or what the
// norm asks for, after its whole name where the row had no room for that.
func (p *walkPage) about(a *App, x at, id norm.ID, named bool) string {
	s := a.session
	item := exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}
	var said []string
	add := func(reason exercise.Reason, delay exercise.Delay, note string) {
		if reason != "" {
			said = append(said, "reason: "+string(reason))
		}
		if delay != "" {
			said = append(said, "delay: "+string(delay))
		}
		if note != "" {
			said = append(said, "“"+inert.Line(note)+"”")
		}
	}
	if b, ok := s.state.Ballot(item, s.state.Setup().Participant); ok {
		add(b.Reason, b.Delay, b.Note)
	}
	for _, h := range s.state.Votes(item).Hands {
		if x.mode == exercise.Room {
			said = append(said, fmt.Sprintf("hands, %s: H %d  L %d  I %d  A %d", wording.Group(h.Group), h.Tally.Helped, h.Tally.Latency, h.Tally.Irrelevant, h.Tally.Abstained))
		}
		add(h.Reason, h.Delay, h.Note)
	}
	n := s.norm(id)
	if len(said) > 0 {
		return n.Reference + " · " + strings.Join(said, " · ")
	}
	if !named {
		return n.Reference + "  " + n.Label + " · " + n.Restatement
	}
	return n.Reference + " · " + n.Restatement
}

// soloRow is one norm with the four answers; the given one stands in brackets
// and in reverse.
func (p *walkPage) soloRow(a *App, x at, id norm.ID, under bool, width int) string {
	s := a.session
	b, given := s.state.Ballot(exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}, s.state.Setup().Participant)
	labels := map[exercise.Answer]string{
		exercise.Helped: "H helped", exercise.Latency: "L latency", exercise.Irrelevant: "I irrelevant", exercise.Abstain: "A abstain",
	}
	if width < 116 {
		labels = map[exercise.Answer]string{exercise.Helped: "H", exercise.Latency: "L", exercise.Irrelevant: "I", exercise.Abstain: "A"}
	}
	var cells []string
	for _, answer := range exercise.Answers() {
		if given && b.Answer == answer {
			cells = append(cells, a.style.block[answer].Render("["+labels[answer]+"]"))
		} else {
			cells = append(cells, a.style.dim.Render(" "+labels[answer]+" "))
		}
	}
	right := strings.Join(cells, " ")
	right += p.recordedMark(a, x, id, given, false, width)
	return p.row(a, id, under, right, width)
}

// recordedMark says how an answer stands: on disk, on its way, being typed, or
// not given. Narrow windows have the mark alone, which the help page explains.
func (p *walkPage) recordedMark(a *App, x at, id norm.ID, given, typing bool, width int) string {
	mark, word, style := "○", "open", a.style.dim
	switch {
	case typing:
		mark, word, style = "✎", "typing…", a.style.warn
	case a.session.pending(p.step, id):
		mark, word = "…", "saving"
	case given:
		mark, word, style = "●", "recorded", a.style.good
	}
	if width < 92 || width < a.width && width < p.ballotWidth(a, x)+9 { // beside the facts, names come first
		return " " + style.Render(mark) + " "
	}
	return " " + style.Render(pad(mark+" "+word, 11))
}

// row sets a norm's name before what is known of its vote.
func (p *walkPage) row(a *App, id norm.ID, under bool, right string, width int) string {
	mark, name := "   ", a.session.rowName(id)
	room := width - 3 - ansi.StringWidth(right) - 2
	name = pad(name, room)
	if under {
		mark, name = " "+a.style.cursor.Render("▸")+" ", a.style.strong.Render(name)
	}
	return mark + name + " " + right
}

// vote handles the keys that change an answer.
func (p *walkPage) vote(a *App, x at, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	id, ok := p.norm(x)
	switch {
	case key.Matches(msg, k.AddNorm):
		a.push(newPickPage(a, p.step))
		return nil
	case !ok:
		return nil
	case key.Matches(msg, k.SetAside):
		return a.do(exercise.SetAside{Step: p.step, Norm: id})
	case key.Matches(msg, k.Reason, k.Delay, k.Remark) && !p.answered(a, x, id):
		a.warn(errVoteFirst)
		return nil
	case key.Matches(msg, k.Reason):
		a.overlay = askChoice("Why? · "+a.session.norm(id).Reference, reasons(), func(i int) tea.Cmd {
			return p.amend(a, x, id, func(r *exercise.Reason, _ *exercise.Delay, _ *string) {
				*r = exercise.Reasons()[i]
			})
		})
		return nil
	case key.Matches(msg, k.Delay):
		a.overlay = askChoice("How much time did it cost? · "+a.session.norm(id).Reference, delays(), func(i int) tea.Cmd {
			return p.amend(a, x, id, func(_ *exercise.Reason, d *exercise.Delay, _ *string) {
				*d = exercise.Delays()[i]
			})
		})
		return nil
	case key.Matches(msg, k.Remark):
		a.overlay = askText("Comment on "+a.session.norm(id).Reference+" (no names, please):", "", exercise.MaxRemark, func(text string) tea.Cmd {
			return p.amend(a, x, id, func(_ *exercise.Reason, _ *exercise.Delay, n *string) { *n = text })
		})
		return nil
	}
	if x.mode != exercise.Solo {
		return nil
	}
	answers := []struct {
		key    key.Binding
		answer exercise.Answer
	}{{k.Helped, exercise.Helped}, {k.Latency, exercise.Latency}, {k.Irrelevant, exercise.Irrelevant}, {k.Abstain, exercise.Abstain}}
	voter := a.session.state.Setup().Participant
	item := exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}
	for _, c := range answers {
		if key.Matches(msg, c.key) {
			b, _ := a.session.state.Ballot(item, voter)
			b.Answer = c.answer
			return a.do(exercise.Cast{Participant: voter, Step: p.step, Norm: id, Ballot: b})
		}
	}
	if key.Matches(msg, k.TakeBack) {
		return a.do(exercise.Withdraw{Participant: voter, Step: p.step, Norm: id})
	}
	return nil
}

// answered reports whether there is an answer that something can be said about.
func (p *walkPage) answered(a *App, x at, id norm.ID) bool {
	if x.mode == exercise.Solo {
		_, ok := a.session.state.Ballot(exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}, a.session.state.Setup().Participant)
		return ok || a.session.pending(p.step, id)
	}
	_, ok := p.recordedTally(a, x, id)
	return ok || a.session.pending(p.step, id)
}

// amend adds a reason, a delay or a comment to the answer that stands.
func (p *walkPage) amend(a *App, x at, id norm.ID, change func(*exercise.Reason, *exercise.Delay, *string)) tea.Cmd {
	s := a.session.state
	item := exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}
	if x.mode == exercise.Solo {
		voter := s.Setup().Participant
		b, ok := s.Ballot(item, voter)
		if !ok {
			a.warn(errVoteFirst)
			return nil
		}
		change(&b.Reason, &b.Delay, &b.Note)
		return a.do(exercise.Cast{Participant: voter, Step: p.step, Norm: id, Ballot: b})
	}
	group := p.groupName(a)
	for _, h := range s.Votes(item).Hands {
		if h.Group == group {
			change(&h.Reason, &h.Delay, &h.Note)
			return a.do(exercise.Count{Step: p.step, Norm: id, Group: h.Group, Tally: h.Tally, Reason: h.Reason, Delay: h.Delay, Note: h.Note})
		}
	}
	a.warn(errVoteFirst)
	return nil
}

func reasons() []string {
	var out []string
	for _, r := range exercise.Reasons() {
		out = append(out, string(r))
	}
	return out
}

func delays() []string {
	var out []string
	for _, d := range exercise.Delays() {
		out = append(out, string(d))
	}
	return out
}

// counterfactual reports whether the step is older than the norms on the table.
func counterfactual(a *App, x at) bool {
	norms := a.session.room.Content().Norms()
	for _, id := range x.state.Norms {
		if n, ok := norms.Get(id); ok && x.scenario.Counterfactual(x.step, norms.AdoptedOf(n)) {
			return true
		}
	}
	return false
}
