package tui

import (
	"context"
	"errors"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
)

// answer is what a guest gave on one norm of the step that is shown, by round.
type answer struct {
	norm  norm.ID
	votes [2]exercise.Ballot
	given [2]bool
}

// outbox is the commands on their way to the room. They go one at a time, in
// the order of the keys.
type outbox struct {
	queue    []exercise.Command
	underway exercise.Command
	failed   bool // the last one was not recorded
}

func (o *outbox) waiting() bool { return o.underway != nil || len(o.queue) > 0 }

// latest is the last command on its way that is about an item; nil if none is.
func (o *outbox) latest(item exercise.Item) exercise.Command {
	var found exercise.Command
	for _, c := range append([]exercise.Command{o.underway}, o.queue...) {
		switch x := c.(type) {
		case exercise.Cast:
			if x.Step == item.Step && x.Norm == item.Norm && x.Round == item.Round {
				found = c
			}
		case exercise.Withdraw:
			if x.Step == item.Step && x.Norm == item.Norm && x.Round == item.Round {
				found = c
			}
		}
	}
	return found
}

// enter takes a seat that the room has given, and follows the room from it.
func (g *Guest) enter(p exercise.Participant) tea.Cmd {
	g.who = p
	context.AfterFunc(g.ctx, g.Room.Here(p.ID))
	g.states = g.Room.Watch(g.ctx, exercise.Participating)
	g.take(g.Room.View(exercise.Participating))
	return tea.Batch(g.follow(), g.tick())
}

// join asks the room for a seat.
func (g *Guest) join() tea.Cmd {
	id := g.Participant
	if id == "" {
		var err error
		if id, err = g.NewParticipant(); err != nil {
			g.warn(err)
			return nil
		}
	}
	return g.do(exercise.Join{Participant: id, Group: g.groups()[g.door.cursor], Via: g.Via})
}

// follow waits for the next state that looks different to this person. Other
// people's ballots don't, and so cost their terminals nothing.
func (g *Guest) follow() tea.Cmd {
	states, scene, own, id := g.states, g.app.session.state.Scene(), g.own, g.who.ID
	return func() tea.Msg {
		for s := range states {
			if s.Scene() != scene || !slices.Equal(own, answers(g.Room.State(), s, id)) {
				return guestStateMsg{s}
			}
		}
		return guestStateMsg{}
	}
}

// take shows a state.
func (g *Guest) take(s *exercise.State) {
	a := g.app
	before, now := a.session.state, s
	at, _ := before.Step(before.Current())
	to, _ := now.Step(now.Current())
	moved := g.walk.step != now.Current() || at.Round != to.Round || at.Phase != to.Phase
	a.session.state = now
	if p, ok := g.Room.State().Participant(g.who.ID); ok {
		g.who = p
	}
	g.own = answers(g.Room.State(), now, g.who.ID)
	g.outdate(before, now)
	if !moved {
		if i := g.walk.cursor; i < len(at.Norms) {
			g.walk.cursor = max(0, slices.Index(to.Norms, at.Norms[i])) // a norm may have come before it
		}
		return
	}
	if g.walk.step != now.Current() {
		g.facts = scroll{}
	}
	g.walk = walkPage{step: now.Current()}
	if g.about != "" {
		a.overlay, g.about = nil, ""
		a.ask("the room has moved on; what you were typing was not kept")
	}
}

// outdate clears what was said of something that has passed: what was done at
// another scene, and a refusal once it can be given again. A refusal that comes
// with the change stays: it says that the vote was too late.
func (g *Guest) outdate(before, now *exercise.State) {
	a := g.app
	done := a.notice.mark == "✓" && before.Scene() != now.Scene()
	if done || a.notice.mark != "✓" && taking(now) && !taking(before) {
		a.notice = notice{}
	}
}

// taking reports whether ballots are taken at this moment.
func taking(s *exercise.State) bool {
	st, ok := s.Step(s.Current())
	return ok && st.Phase == exercise.Voting && !st.Shut && !s.Paused() && s.Phase() == exercise.Running
}

// answers are a participant's own ballots at the step that a state is at. They
// come from the full state, since what participants see of it has none.
func answers(full, seen *exercise.State, id string) []answer {
	st, ok := seen.Step(seen.Current())
	if !ok {
		return nil
	}
	out := make([]answer, len(st.Norms))
	for i, n := range st.Norms {
		out[i].norm = n
		for r := range out[i].votes {
			out[i].votes[r], out[i].given[r] = full.Ballot(exercise.Item{Step: st.ID, Norm: n, Round: r + 1}, id)
		}
	}
	return out
}

// do sends a command to the room, behind those that wait already.
func (g *Guest) do(c exercise.Command) tea.Cmd {
	g.outbox.queue = append(g.outbox.queue, c)
	return g.next()
}

func (g *Guest) next() tea.Cmd {
	o := &g.outbox
	if o.underway != nil || len(o.queue) == 0 {
		return nil
	}
	c := o.queue[0]
	o.queue, o.underway = o.queue[1:], c
	return func() tea.Msg {
		_, err := g.Room.Do(g.ctx, c)
		return guestDoneMsg{c, err}
	}
}

// done takes the room's answer. After a failure what waits behind is dropped:
// it was pressed on the belief that the first had worked.
func (g *Guest) done(msg guestDoneMsg) tea.Cmd {
	o := &g.outbox
	o.underway, o.failed = nil, msg.err != nil
	var cmd tea.Cmd
	if msg.err != nil {
		o.queue = nil
		g.warn(msg.err)
	}
	switch c := msg.command.(type) {
	case exercise.Join:
		// Somebody who was removed stays known, and is told so.
		if p, ok := g.Room.State().Participant(c.Participant); ok {
			g.app.notice = notice{}
			cmd = g.enter(p)
		}
	case exercise.Propose:
		if msg.err == nil {
			g.app.say("your proposal is recorded")
		}
	}
	g.own = answers(g.Room.State(), g.app.session.state, g.who.ID)
	if g.leaving && !o.waiting() {
		return tea.Quit
	}
	return tea.Batch(cmd, g.next())
}

func (g *Guest) warn(err error) { g.app.notice = notice{refusal(err), "!"} }

// refusal says to a participant why something was not recorded. What they
// can't mend, such as a full disk elsewhere, is not spelt out.
func refusal(err error) string {
	for _, x := range []struct {
		err   error
		words string
	}{
		{exercise.ErrLocked, "the room is locked: nobody else can join now; ask the facilitator"},
		{exercise.ErrRoomFull, "the room is full; ask the facilitator"},
		{exercise.ErrRemoved, "the facilitator has ended your part"},
		{exercise.ErrFinished, "the exercise is finished"},
		{exercise.ErrPaused, "not recorded: the exercise is paused; give it again when it goes on"},
		{exercise.ErrShut, "not recorded: the facilitator has closed the vote"},
		{exercise.ErrClosed, "not recorded: the step has been revealed"},
		{exercise.ErrElsewhere, "not recorded: the room has gone on to another step"},
		{exercise.ErrRound, "not recorded: the vote has gone on to another round"},
		{exercise.ErrNorm, "not recorded: the facilitator has taken this norm off the table"},
		{exercise.ErrEnough, "not recorded: you have made as many proposals as one person may"},
		{exercise.ErrText, "not recorded: the text is too long, or has characters that can't be kept"},
		{errVoteFirst, errVoteFirst.Error()},
		{room.ErrClosed, "not recorded: the room is closed"},
	} {
		if errors.Is(err, x.err) {
			return x.words
		}
	}
	return "not recorded: the facilitator's computer could not keep it; tell the facilitator, then try again"
}

// tick keeps a running countdown up to date; without one nothing ticks.
func (g *Guest) tick() tea.Cmd {
	s := g.app.session.state
	t, ok := s.Timer()
	if !ok || g.ticking || s.Paused() || t.Left(g.Room.Now()) == 0 {
		return nil
	}
	g.ticking = true
	return tick()
}
