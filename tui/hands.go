package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// tallyEntry is a count of hands that is being typed. It is nobody's vote yet:
// only enter sends it to the room.
type tallyEntry struct {
	active bool
	norm   norm.ID
	cell   int  // index into exercise.Answers
	fresh  bool // the next digit replaces what the cell holds
	tally  exercise.Tally
}

// groupName is the group whose hands are being counted; empty for everybody
// who belongs to none.
func (p *walkPage) groupName(a *App) string {
	groups := a.session.state.Setup().Groups
	if p.group < len(groups) {
		return groups[p.group]
	}
	return ""
}

// counting says whose hands are being counted.
func (p *walkPage) counting(a *App) string {
	n := len(a.session.state.Setup().Groups)
	switch {
	case a.session.live != nil && !p.tally.active:
		return "" // hands are the exception there
	case n == 0:
		return "show of hands"
	}
	if a.session.live != nil && n > 0 && p.group >= n {
		return "counting: the whole room · g a group"
	}
	return fmt.Sprintf("counting: %s (%d of %d)", wording.Group(p.groupName(a)), min(p.group, n)+1, n+1)
}

// handsRow is one norm with its counts for the group that is being counted,
// and the running total over all groups.
func (p *walkPage) handsRow(a *App, x at, id norm.ID, under bool, width int) string {
	s := a.session
	item := exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}
	votes := s.state.Votes(item)
	shown, counted := p.recordedTally(a, x, id)
	draft := under && p.tally.active && p.tally.norm == id
	if draft {
		shown = p.tally.tally
	}
	figures, gap := 4, " "
	if width < 72 {
		figures, gap = 3, ""
	}
	var cells []string
	for i, answer := range exercise.Answers() {
		n := "·"
		if counted || draft {
			n = strconv.Itoa(shown.Of(answer))
		}
		text := answer.Letter() + padLeft(n, figures)
		switch {
		case draft && i == p.tally.cell:
			cells = append(cells, a.style.chosen.Render("▸"+text))
		case counted || draft:
			cells = append(cells, a.style.verdict[answer].Render(" "+text))
		default:
			cells = append(cells, a.style.dim.Render(" "+text))
		}
	}
	right := strings.Join(cells, gap)
	total := votes.Total.Answered()
	if draft {
		recorded, _ := p.recordedTally(a, x, id)
		total += shown.Answered() - recorded.Answered()
	}
	people := s.state.Setup().People
	sum, room := strconv.Itoa(total), figures
	if people > 0 {
		sum += "/" + strconv.Itoa(people)
		room += 1 + len(strconv.Itoa(people))
	}
	if people > 0 && total > people { // a mark too, for those who see no colours
		sum = a.style.warn.Render(" !" + padLeft(sum, room))
	} else {
		sum = " =" + padLeft(sum, room)
	}
	right += sum + p.recordedMark(a, x, id, counted, draft, width)
	return p.row(a, id, under, right, width)
}

// firstOpen is the index of the first norm on the table that has no answer yet
// from whoever is asked at this console; 0 if all have one.
func (p *walkPage) firstOpen(a *App) int {
	s := a.session.state
	st, ok := s.Step(p.step)
	if !ok || st.Phase != exercise.Voting {
		return 0
	}
	x := at{state: st, mode: s.Setup().Mode}
	return max(0, slices.IndexFunc(st.Norms, func(id norm.ID) bool {
		item := exercise.Item{Step: p.step, Norm: id, Round: st.Round}
		if x.mode == exercise.Solo {
			_, given := s.Ballot(item, s.Setup().Participant)
			return !given
		}
		if _, hands := s.Heads(item); hands == 0 {
			return true
		}
		_, counted := p.recordedTally(a, x, id)
		return !counted
	}))
}

// recordedTally is what the room has for the norm and the group counted now.
func (p *walkPage) recordedTally(a *App, x at, id norm.ID) (exercise.Tally, bool) {
	h, ok := p.recordedCount(a, x, id)
	return h.Tally, ok
}

func (p *walkPage) recordedCount(a *App, x at, id norm.ID) (exercise.HandCount, bool) {
	group := p.groupName(a)
	for _, h := range a.session.state.Votes(exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}).Hands {
		if h.Group == group {
			return h, true
		}
	}
	return exercise.HandCount{}, false
}

// countHands handles the keys of counting. taken is false for a key that means
// something else.
func (p *walkPage) countHands(a *App, x at, msg tea.KeyMsg) (cmd tea.Cmd, taken bool) {
	k := a.key
	id, ok := p.norm(x)
	if !ok {
		return nil, false
	}
	if key.Matches(msg, k.Count) {
		p.begin(a, x, id)
		p.digit(int(msg.Runes[0] - '0'))
		return nil, true
	}
	for i, b := range []key.Binding{k.Helped, k.Latency, k.Irrelevant, k.Abstain} {
		if key.Matches(msg, b) {
			p.begin(a, x, id)
			p.tally.cell, p.tally.fresh = i, true
			return nil, true
		}
	}
	if !p.tally.active {
		switch {
		case key.Matches(msg, k.Group) && len(a.session.state.Setup().Groups) > 0:
			p.group = (p.group + 1) % (len(a.session.state.Setup().Groups) + 1)
			if x.mode == exercise.Room {
				a.say("hands are counted for: " + wording.Group(p.groupName(a)))
			}
			return nil, true
		case key.Matches(msg, k.TakeBack):
			return a.do(exercise.ClearCount{Step: p.step, Norm: id, Group: p.groupName(a)}), true
		case key.Matches(msg, k.NextCell):
			p.begin(a, x, id)
			return nil, true
		}
		return nil, false
	}
	switch {
	case key.Matches(msg, k.Enter):
		return p.record(a, x), true
	case key.Matches(msg, k.Back):
		p.tally = tallyEntry{}
	case key.Matches(msg, k.NextCell), key.Matches(msg, k.Right), msg.String() == " ":
		p.tally.cell, p.tally.fresh = (p.tally.cell+1)%len(exercise.Answers()), true
	case key.Matches(msg, k.Left):
		p.tally.cell, p.tally.fresh = (p.tally.cell+3)%len(exercise.Answers()), true
	case key.Matches(msg, k.TakeBack):
		answer := exercise.Answers()[p.tally.cell]
		p.tally.tally, p.tally.fresh = p.tally.tally.With(answer, p.tally.tally.Of(answer)/10), false
	default:
		a.ask("enter records this count, esc drops it")
	}
	return nil, true
}

// begin starts a count from what is recorded, so that correcting one number
// leaves the others.
func (p *walkPage) begin(a *App, x at, id norm.ID) {
	if p.tally.active && p.tally.norm == id {
		return
	}
	t, _ := p.recordedTally(a, x, id)
	p.tally = tallyEntry{active: true, norm: id, tally: t, fresh: true}
}

// tooMany says in words that more hands were counted for a norm than people are
// in the room, the count that is being typed included; empty if not. Without it
// the slip shows in no result.
func (p *walkPage) tooMany(a *App, x at, id norm.ID) string {
	people := a.session.state.Setup().People
	total := a.session.state.Votes(exercise.Item{Step: p.step, Norm: id, Round: x.state.Round}).Total.Answered()
	if p.tally.active && p.tally.norm == id {
		recorded, _ := p.recordedTally(a, x, id)
		total += p.tally.tally.Answered() - recorded.Answered()
	}
	if people == 0 || total <= people || x.mode == exercise.Solo {
		return ""
	}
	return fmt.Sprintf("%d of %d people: %d too many; count again", total, people, total-people)
}

// replaced says what the count that is being typed would take the place of;
// empty if nothing is recorded yet, or nothing would change.
func (p *walkPage) replaced(a *App, x at, id norm.ID) string {
	old, counted := p.recordedTally(a, x, id)
	if !counted || !p.tally.active || p.tally.norm != id {
		return ""
	}
	var out []string
	for _, answer := range exercise.Answers() {
		if is, was := p.tally.tally.Of(answer), old.Of(answer); is != was {
			out = append(out, fmt.Sprintf("%s %d, instead of %d", answer.Letter(), is, was))
		}
	}
	return strings.Join(out, " · ")
}

func (p *walkPage) digit(d int) {
	answer := exercise.Answers()[p.tally.cell]
	n := p.tally.tally.Of(answer)
	if p.tally.fresh {
		n = 0
	}
	if n = n*10 + d; n > 9999 {
		return
	}
	p.tally.tally, p.tally.fresh = p.tally.tally.With(answer, n), false
}

// record sends the count, keeps what was said with an earlier one, and goes on
// to the next norm.
func (p *walkPage) record(a *App, x at) tea.Cmd {
	old, _ := p.recordedCount(a, x, p.tally.norm)
	c := exercise.Count{
		Step: p.step, Norm: p.tally.norm, Group: p.groupName(a), Tally: p.tally.tally,
		Reason: old.Reason, Delay: old.Delay, Note: old.Note,
	}
	p.tally = tallyEntry{}
	p.cursor = min(p.cursor+1, len(x.state.Norms)-1)
	return a.do(c)
}
