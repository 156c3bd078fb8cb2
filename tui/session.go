package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/scenario"
)

// session is the open exercise: the room, its state on disk as the facilitator
// may see it, and the commands on their way there.
type session struct {
	room     *room.Room
	state    *exercise.State
	queue    []exercise.Command // waiting behind the one under way
	underway exercise.Command
	failed   bool // the last command that the rules allow was not recorded
	analysed *analysis.Exercise
	onTable  table // of the state that was shown last
	live     *live // nil unless people vote on their own devices
}

func (s *session) waiting() bool { return s.underway != nil || len(s.queue) > 0 }

// do sends commands to the room, behind those that wait already.
func (a *App) do(cs ...exercise.Command) tea.Cmd {
	a.session.queue = append(a.session.queue, cs...)
	return a.next()
}

// next sends the first waiting command unless one is under way.
func (a *App) next() tea.Cmd {
	s := a.session
	if s == nil || s.underway != nil || len(s.queue) == 0 {
		return nil
	}
	c, r, ctx := s.queue[0], s.room, a.ctx
	s.queue, s.underway = s.queue[1:], c
	return func() tea.Msg {
		ack, err := r.Do(ctx, c)
		return doneMsg{ack, err, c}
	}
}

// done takes the room's answer. After a failure what waits behind is dropped:
// it was pressed on the belief that the first had worked.
func (a *App) done(msg doneMsg) tea.Cmd {
	s := a.session
	if s == nil {
		return nil
	}
	s.underway = nil
	// Never the answer's own state: it holds the ballots of open rounds.
	old := s.state
	s.state = s.room.View(exercise.Facilitator)
	a.arrange(old)
	if msg.err != nil {
		// What the rules refuse is told once; only a fault stands in the header.
		_, refused := s.room.State().Decide(msg.command)
		s.failed, s.queue = s.failed || refused == nil, nil
		a.refuse(msg.command, msg.err)
	} else {
		s.failed = false
		if p, ok := a.top().(interface{ recorded(a *App, msg doneMsg) }); ok {
			p.recorded(a, msg)
		}
	}
	if a.quitting && !s.waiting() {
		return a.quit()
	}
	return a.next()
}

// status is the right end of the header: time, and whether all is on disk.
func (s *session) status(a *App, before string) string {
	mark := a.style.good.Render("● recorded")
	switch {
	case s.failed:
		mark = a.style.warn.Render("✗ not recorded")
	case s.waiting():
		mark = a.style.dim.Render("○ saving…")
	}
	parts := []string{before, s.here(), s.spent(a), mark}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "   ")
}

// spent is the time that was used, of the time that was planned. Before a live
// room's first step there is only a plan.
func (s *session) spent(a *App) string {
	planned := minutes(s.state.Setup().Minutes)
	if s.live != nil && s.state.Current() == "" {
		if planned == 0 {
			return ""
		}
		return fmt.Sprintf("%d min planned", int(planned.Minutes()))
	}
	used := s.state.Used(a.Now())
	switch {
	case planned == 0:
		return clock(used)
	case used > planned:
		return a.style.warn.Render(clock(used) + " of " + clock(planned) + " over time")
	}
	return clock(used) + " of " + clock(planned)
}

// pending reports whether an answer to an item is on its way to the disk.
func (s *session) pending(step string, n norm.ID) bool {
	about := func(c exercise.Command) bool {
		switch c := c.(type) {
		case exercise.Cast:
			return c.Step == step && c.Norm == n
		case exercise.Withdraw:
			return c.Step == step && c.Norm == n
		case exercise.Count:
			return c.Step == step && c.Norm == n
		}
		return false
	}
	if about(s.underway) {
		return true
	}
	for _, c := range s.queue {
		if about(c) {
			return true
		}
	}
	return false
}

// stepNumber names a step by its place in the walk.
func (s *session) stepNumber(id string) string {
	st, ok := s.state.Step(id)
	if !ok {
		return "the step"
	}
	return fmt.Sprintf("step %d", st.Index+1)
}

func (s *session) scenario() *scenario.Scenario { return s.room.Scenario() }
