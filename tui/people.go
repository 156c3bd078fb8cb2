package tui

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/tui/wording"
)

// peoplePage says who takes part, by seat, group and channel, and ends the part
// of somebody who disrupts. It is the facilitator's alone, and knows no ballot.
type peoplePage struct {
	cursor int    // index into the participants
	seat   string // the number that is being typed
	scroll
}

func (p *peoplePage) head(a *App) (string, string) { return "Who is in", "" }

func (p *peoplePage) body(a *App, width, height int) []string {
	s, st := a.session, a.style
	people := s.state.Participants()
	p.cursor = max(0, min(p.cursor, len(people)-1))
	out := append([]string{""}, p.counts(a, people, width)...)
	if len(people) == 0 {
		return append(out, "", st.dim.Render("  Nobody has joined yet. J shows the join card."))
	}
	out = append(out, "", st.dim.Render("    seat  "+pad("group", 26)+pad("through", 16)+"now"))
	lines := make([]string, len(people))
	for i, x := range people {
		lines[i] = p.row(a, x, i == p.cursor)
	}
	room := height - len(out) - 1
	p.show(p.cursor, room)
	out = append(out, p.window(lines, room)...)
	return append(out, apart("", p.more(st)+" ", width))
}

func (p *peoplePage) row(a *App, x exercise.Participant, under bool) string {
	st := a.style
	now, mark := st.good.Render("● here"), "  "
	if under {
		mark = st.cursor.Render("▸") + " "
	}
	switch {
	case x.Removed:
		now = st.dim.Render("× removed")
	case x.Away:
		now = st.dim.Render("– left out")
	case !a.session.room.IsConnected(x.ID):
		now = st.dim.Render("○ not connected")
	}
	group := st.dim.Render("none chosen")
	if x.Group != "" {
		group = inert.Line(x.Group)
	}
	text := pad(group, 26) + pad(channelWords(x.Via), 16)
	seat := padLeft(strconv.Itoa(x.Seat), 4)
	switch {
	case under:
		text, seat = st.strong.Render(text), st.strong.Render(seat)
	case x.Removed, x.Away:
		text, seat = st.dim.Render(text), st.dim.Render(seat)
	}
	return "  " + mark + seat + "  " + text + now
}

// counts sums up groups and channels. Small groups are no secret here.
func (p *peoplePage) counts(a *App, people []exercise.Participant, width int) []string {
	s, st := a.session, a.style
	groups, channels, removed, away := map[string]int{}, map[string]int{}, 0, 0
	for _, x := range people {
		switch {
		case x.Removed:
			removed++
			continue
		case x.Away:
			away++
			continue
		}
		groups[x.Group]++
		channels[channelWords(x.Via)]++
	}
	line := fmt.Sprintf("%d joined, %d connected now", s.state.Joined(), s.room.Connected())
	if removed > 0 {
		line += fmt.Sprintf(", %d removed", removed)
	}
	if away > 0 {
		line += fmt.Sprintf(", %d left out", away)
	}
	out := []string{apart("  "+st.strong.Render(line), roomMarks(st, s.state)+"  ", width)}
	var by []string
	for _, g := range append(slices.Clone(s.state.Setup().Groups), "") {
		if n := groups[g]; n > 0 {
			by = append(by, fmt.Sprintf("%s %d", groupWords(g), n))
		}
	}
	if len(by) > 0 {
		out = append(out, hang("  "+st.accent.Render(pad("groups", 9)), strings.Join(by, " · "), min(width-2, widest))...)
	}
	by = nil
	for _, c := range slices.Sorted(maps.Keys(channels)) {
		by = append(by, fmt.Sprintf("%s %d", c, channels[c]))
	}
	if len(by) > 0 {
		out = append(out, hang("  "+st.accent.Render(pad("through", 9)), strings.Join(by, " · "), min(width-2, widest))...)
	}
	return out
}

func groupWords(g string) string {
	if g == "" {
		return "none chosen"
	}
	return inert.Line(g)
}

// channelWords says how somebody takes part.
func channelWords(via string) string {
	switch via {
	case "browser":
		return "phone, browser"
	case "ssh":
		return "terminal"
	case "remote":
		return "remote"
	case "":
		return "not known"
	}
	return inert.Line(via)
}

func (p *peoplePage) keys(a *App) []key.Binding {
	k := a.key
	lock := k.Lock
	if a.session.state.Locked() {
		lock = as(lock, "unlock the room")
	}
	out := []key.Binding{k.Up, k.Down}
	if len(a.session.state.Participants()) > 0 {
		out = append(out, as(k.Count, "seat"), as(k.Remove, "remove from the room"))
	}
	if len(a.session.room.Absent()) > 0 && a.session.state.Phase() == exercise.Running {
		out = append(out, k.LeaveOut)
	}
	out = append(out, lock)
	if a.session.invitation() != nil {
		out = append(out, k.Join)
	}
	return append(out, k.PageDown, k.PageUp, k.Back, k.Quit)
}

func (p *peoplePage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	people := a.session.state.Participants()
	typed := p.seat
	p.seat = ""
	switch {
	case key.Matches(msg, k.Back):
		a.pop()
	case key.Matches(msg, k.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, k.Down):
		p.cursor = min(len(people)-1, p.cursor+1)
	case key.Matches(msg, k.PageDown):
		p.cursor = min(len(people)-1, p.cursor+max(1, p.page-1))
	case key.Matches(msg, k.PageUp):
		p.cursor = max(0, p.cursor-max(1, p.page-1))
	case key.Matches(msg, k.Count) && len(people) > 0:
		p.find(a, people, typed+msg.String())
	case key.Matches(msg, k.Remove) && p.cursor < len(people) && !people[p.cursor].Removed:
		x := people[p.cursor]
		a.overlay = &confirm{fmt.Sprintf("Remove participant %d? Their ballots in votes that are still open are taken back; what was revealed stands. "+
			"They can't vote or come back with the same device.", x.Seat), func() tea.Cmd {
			return a.do(exercise.Remove{Participant: x.ID})
		}}
	case key.Matches(msg, k.LeaveOut):
		p.leaveOut(a)
	case key.Matches(msg, k.Lock), key.Matches(msg, k.Join):
		cmd, _ := a.liveKey(msg)
		return cmd
	}
	return nil
}

// find moves to the seat with the number that is being typed.
func (p *peoplePage) find(a *App, people []exercise.Participant, typed string) {
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 || n > len(people) {
		a.ask(fmt.Sprintf("seats go from 1 to %d", len(people)))
		return
	}
	p.seat, p.cursor = typed, n-1
	a.say("participant " + typed)
}

// leaveOut asks before the seats that nobody is at aren't counted any more.
func (p *peoplePage) leaveOut(a *App) {
	r := a.session.room
	n := len(r.Absent())
	if n == 0 {
		a.ask("no seat is empty: everybody is connected or has voted at this step")
		return
	}
	a.overlay = &confirm{fmt.Sprintf("Leave %s out of “of %d have voted”? Nobody is connected there, and no vote came from there at this step. "+
		"Earlier votes stand. Whoever comes back is counted again.", wording.Count(n, "empty seat"), a.session.state.Electorate(a.session.state.Current(), 0)), func() tea.Cmd {
		return a.do(exercise.Vacate{Participants: r.Absent()}) // somebody may have come meanwhile
	}}
}

// recorded says what became of somebody.
func (p *peoplePage) recorded(a *App, msg doneMsg) {
	for _, r := range msg.ack.Records {
		if e, ok := r.Event.(exercise.SeatsVacated); ok {
			a.say(wording.Count(len(e.Participants), "empty seat") + " left out of the count")
		}
	}
	if c, ok := msg.command.(exercise.Remove); ok {
		if x, ok := a.session.state.Participant(c.Participant); ok {
			a.say(fmt.Sprintf("participant %d is removed from the room", x.Seat))
		}
	}
}
