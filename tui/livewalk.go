package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// liveLine is the line of a live room: the timer, who has voted, and in words
// what is out of the ordinary.
func (p *walkPage) liveLine(a *App, width int) string {
	s := a.session.state
	turnout := s.Turnout(p.step)
	counted := fmt.Sprintf("%d of %d", turnout.Some, s.Electorate(p.step, 0))
	every := ""
	if turnout.All != turnout.Some {
		every = fmt.Sprintf(", %d on every norm", turnout.All)
	}
	timer := timerText(a.style, s, a.Now())
	if timer != "" {
		timer += "   "
	}
	marks := roomMarks(a.style, s) + " "
	left := ""
	for _, voted := range []string{counted + " have voted" + every, counted + " have voted", counted + " voted", counted} {
		left = " " + timer + a.style.strong.Render(voted)
		if ansi.StringWidth(left+marks) < width {
			break
		}
	}
	if n := len(a.session.room.Absent()); n > 0 && s.Phase() == exercise.Running {
		who := fmt.Sprint(n)
		if turnout.Some > 0 {
			who = wording.Count(n, "other")
		}
		away := a.style.dim.Render(" · " + who + " not connected")
		if ansi.StringWidth(left+away+marks) < width {
			left += away
		}
	}
	return apart(left, marks, width)
}

// timerText is the countdown; empty if there is none.
func timerText(st *styles, s *exercise.State, now time.Time) string {
	t, ok := s.Timer()
	switch {
	case !ok:
		return ""
	case t.Left(now) <= 0:
		return st.warn.Render("time is up")
	}
	return st.accent.Render("timer " + clock(t.Left(now)))
}

// roomMarks says what is out of the ordinary: a pause, a locked door, a vote
// that is closed though nothing is revealed, one that is open once more.
func roomMarks(st *styles, s *exercise.State) string {
	var marks []string
	if s.Paused() {
		marks = append(marks, "PAUSED")
	}
	if s.Locked() {
		marks = append(marks, "LOCKED")
	}
	if x, ok := s.Step(s.Current()); ok && x.Phase == exercise.Voting {
		switch {
		case x.Shut:
			marks = append(marks, "VOTE CLOSED")
		case x.Reopened > 0:
			marks = append(marks, "VOTE REOPENED")
		}
	}
	return st.warn.Render(strings.Join(marks, " · "))
}

// roomRow is one norm with the number of those who have voted on it. What they
// voted nobody knows before the reveal.
func (p *walkPage) roomRow(a *App, x at, id norm.ID, under bool, width int) string {
	s := a.session.state
	votes := s.Votes(exercise.Item{Step: p.step, Norm: id, Round: x.state.Round})
	hands := ""
	if n := votes.Total.Answered(); n > 0 {
		hands = " · " + wording.Count(n, "hand")
	}
	right := padLeft(fmt.Sprintf("%d of %d", votes.Hidden, s.Electorate(p.step, x.state.Round)), 12) + pad(hands, 12)
	return p.row(a, id, under, right+p.recordedMark(a, x, id, votes.Asked(), false, width), width)
}

// roomCounts is the same in words, for the big screen.
func roomCounts(st *styles, v exercise.Votes, electorate int) string {
	text := fmt.Sprintf("%d of %d have voted", v.Hidden, electorate)
	if n := v.Total.Answered(); n > 0 {
		text += " · " + wording.Count(n, "hand")
	}
	return st.strong.Render(text)
}

// missing says how many have not voted at all, and how many of these can't;
// empty if nobody is missing.
func missing(s *exercise.State, step string, absent int) string {
	of := s.Electorate(step, 0)
	n := of - s.Turnout(step).Some
	text := fmt.Sprintf("%d of %d have not voted", n, of)
	switch {
	case n == 0:
		return ""
	case n == 1 && absent > 0:
		return "1 person has not voted, and is not connected"
	case n == 1:
		return "1 person has not voted"
	case absent > 0:
		return text + fmt.Sprintf(", %d of them not connected", min(absent, n))
	}
	return text
}

// proposed says that norms were proposed that nobody has looked at on this
// console; empty if there are none.
func (s *session) proposed(a *App) string {
	if s.live == nil {
		return ""
	}
	n := 0
	for _, x := range s.state.Proposals() {
		if x.FromParticipant() && x.ID > s.live.looked {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return wording.Count(n, "norm") + " proposed by participants · " + a.key.Parking.Help().Key + " reads"
}

// liveKeys are the keys of a live room, the most needed first.
func (a *App) liveKeys() []key.Binding {
	k, s := a.key, a.session
	pause, lock := k.Pause, k.Lock
	if s.state.Paused() {
		pause = as(pause, "go on")
	}
	if s.state.Locked() {
		lock = as(lock, "unlock the room")
	}
	out := []key.Binding{k.Timer, pause, k.People}
	if s.invitation() != nil {
		out = append(out, k.Join)
	}
	out = append(out, k.Parking, lock)
	if s.invitation() != nil {
		out = append(out, k.Remote, k.HandOver)
	}
	return out
}

// voteKey is the key that opens and closes the vote, named by what it does now.
func (p *walkPage) voteKey(a *App, x at) key.Binding {
	switch {
	case x.state.Phase == exercise.Discussing:
		return as(a.key.Vote, "reopen the vote")
	case x.state.Shut:
		return as(a.key.Vote, "open the vote")
	}
	return a.key.Vote
}

// liveKey handles the keys of a live room that mean the same on every page
// that has them.
func (a *App) liveKey(msg tea.KeyMsg) (tea.Cmd, bool) {
	k, s := a.key, a.session
	served := s.invitation() != nil
	switch {
	case key.Matches(msg, k.Timer):
		a.overlay = &timerEntry{}
	case key.Matches(msg, k.Pause) && s.state.Paused():
		return a.do(exercise.Continue{}), true
	case key.Matches(msg, k.Pause):
		return a.do(exercise.Pause{}), true
	case key.Matches(msg, k.Lock) && s.state.Locked():
		return a.do(exercise.Unlock{}), true
	case key.Matches(msg, k.Lock):
		return a.do(exercise.Lock{}), true
	case key.Matches(msg, k.People):
		a.push(&peoplePage{})
	case key.Matches(msg, k.Join) && served:
		a.push(&joinPage{})
	case key.Matches(msg, k.Parking):
		a.push(&parkingPage{})
	case key.Matches(msg, k.Remote) && served:
		a.push(&remotePage{})
	case key.Matches(msg, k.HandOver) && served:
		a.push(&handOverPage{})
	default:
		return nil, false
	}
	return nil, true
}

// turnVote opens or closes the vote of the step.
func (p *walkPage) turnVote(a *App, x at) tea.Cmd {
	step := p.step
	switch {
	case x.state.Phase == exercise.Discussing:
		a.overlay = &confirm{"Open the vote again? People have seen the counts; the trail keeps it. Their ballots stay as they are until they change them, and nothing is shown until the next reveal.", func() tea.Cmd {
			return a.do(exercise.OpenVote{Step: step})
		}}
		return nil
	case x.state.Shut:
		return a.do(exercise.OpenVote{Step: step})
	}
	return a.do(exercise.CloseVote{Step: step})
}
