package tui

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// live is what the session of a live room has beyond that of others: people
// vote while nobody presses a key here, and another console may lead.
type live struct {
	served Served
	tap    tap
	stop   context.CancelFunc
	moved  time.Time // when another console last changed what the room sees
	astray bool      // this computer no longer has the address that people are shown
	looked int64     // the latest proposal that was on this screen
	wash   bool      // the room was told that the hot wash is shown here
}

// tap is where a room's states come from, for one session.
type tap struct {
	states  <-chan *exercise.State
	session *session
}

// stateMsg is the newest state of a session's room; open is false once the
// room is closed.
type stateMsg struct {
	session *session
	state   *exercise.State
	open    bool
}

// wait is the command that gives the next state.
func (t tap) wait() tea.Msg {
	s, open := <-t.states
	return stateMsg{t.session, s, open}
}

// watch starts to follow the room.
func (s *session) watch(ctx context.Context, served Served) {
	ctx, stop := context.WithCancel(ctx)
	s.live = &live{served: served, stop: stop}
	s.live.tap = tap{s.room.Watch(ctx, exercise.Facilitator), s}
}

func (s *session) unwatch() {
	if s.live != nil {
		s.live.stop()
	}
}

// close shows people out and closes the room.
func (s *session) close() error {
	var err error
	if s.live != nil && s.live.served.Stop != nil {
		err = s.live.served.Stop()
	}
	if e := s.room.Close(); e != nil {
		err = e
	}
	return err
}

// invitation is how people get in; nil if they can't.
func (s *session) invitation() *room.Invitation {
	if s.live == nil {
		return nil
	}
	return s.live.served.Invitation
}

// follow waits for the next state of a live room.
func (a *App) follow() tea.Cmd {
	if a.session == nil || a.session.live == nil {
		return nil
	}
	return a.session.live.tap.wait
}

// moved takes a state of the room. What was done here may come back this way
// before its answer does, or long after.
func (a *App) moved(msg stateMsg) tea.Cmd {
	s := a.session
	switch {
	case s == nil || s != msg.session:
		return nil
	case !msg.open:
		if !a.quitting {
			a.warn(room.ErrClosed)
		}
		return nil
	}
	if old := s.state; msg.state.Seq() > old.Seq() {
		s.state = msg.state
		if !s.waiting() && old.Scene() != s.state.Scene() {
			s.live.moved = a.Now()
			a.ask("changed from another console" + a.dropped())
		}
		a.recount()
		a.arrange(old)
	}
	return a.follow()
}

// dropped drops a count of hands that was being typed when another console moved
// the room on, and says which; empty if none was.
func (a *App) dropped() string {
	p, ok := a.top().(*walkPage)
	if !ok || !p.tally.active {
		return ""
	}
	n, t := a.session.norm(p.tally.norm), p.tally.tally
	p.tally = tallyEntry{}
	return fmt.Sprintf(" · not recorded: H %d  L %d  I %d  A %d for %s", t.Helped, t.Latency, t.Irrelevant, t.Abstained, n.Reference)
}

// recount brings a warning before the reveal up to date: people go on voting
// while it stands there.
func (a *App) recount() {
	p, ok := a.top().(*walkPage)
	if !ok || !p.warned || a.overlay != nil {
		return
	}
	x := p.at(a)
	if text := p.open(a, x); text != "" && x.state.Phase == exercise.Voting {
		a.ask(againReveals + text)
		return
	}
	p.warned, a.notice = false, notice{}
}

// overtaken reports whether another console has changed what the room sees so
// lately that a key may have been meant for what stood here before.
func (s *session) overtaken(now time.Time) bool {
	return s.live != nil && !s.live.moved.IsZero() && now.Sub(s.live.moved) < time.Second
}

// arrange puts the pages in order where the exercise began, ended or was
// reopened since the state before, here or at another console.
func (a *App) arrange(before *exercise.State) {
	now := a.session.state
	switch {
	case now.Phase() == exercise.Ended && before.Phase() == exercise.Running:
		for _, p := range a.pages {
			if _, there := p.(*washPage); there {
				return
			}
		}
		a.push(&washPage{})
	case now.Phase() == exercise.Running && before.Phase() == exercise.Ended && len(a.pages) == 2:
		// There must be something to go back to from the hot wash.
		back := page(newWalk(a))
		if now.Current() == "" {
			back = &briefPage{}
		}
		a.pages = []page{a.pages[0], back, a.pages[1]}
	case now.Current() != "" && before.Current() == "" && len(a.pages) > 1:
		switch a.pages[1].(type) {
		case *joinPage, *briefPage:
			a.pages[1] = newWalk(a)
		}
		if _, reading := a.top().(*briefPage); reading {
			a.pop()
		}
	}
}

// begin turns the room to the first step.
func (a *App) begin() tea.Cmd {
	a.pages = []page{a.pages[0], newWalk(a)}
	return a.do(exercise.Enter{Step: a.session.state.Steps()[0].ID})
}

// homeless reports whether there is no way back to the home page: the console
// is one of several, or the program exists to serve this room.
func (a *App) homeless() bool {
	s := a.session
	return a.Shared || s != nil && s.invitation() != nil && s.live.served.foremost
}

// outside names what lies beyond the exercise, for the key that goes there.
func (a *App) outside() string {
	if a.homeless() {
		return "leave"
	}
	return "home"
}

// goodbye asks before the exercise is left.
func (s *session) goodbye(a *App, leave func() tea.Cmd) overlay {
	if s.live != nil && !a.Shared {
		return &firmly{confirm{s.farewell(a), leave}}
	}
	return &confirm{s.farewell(a), leave}
}

// farewell says what leaving means, and asks. A count that is only typed would
// be lost.
func (s *session) farewell(a *App) string {
	if p, ok := a.top().(*walkPage); ok && p.tally.active {
		if n := p.tally.tally.Answered(); n > 0 {
			return fmt.Sprintf("The count of %d on %s is typed, but not recorded: esc, then enter, records it. ", n, s.norm(p.tally.norm).Reference) + s.parting(a)
		}
	}
	return s.parting(a)
}

func (s *session) parting(a *App) string {
	switch {
	case a.Shared:
		return "Leave this console? The room goes on without it."
	case s.invitation() != nil && s.state.Phase() == exercise.Ended:
		return "Close the room? Phones and terminals end, and its code, passphrase and keys are deleted: nobody needs them now. Everything recorded is kept. If you open it again, people join anew with a new code."
	case s.invitation() != nil && a.homeless():
		return "Leave normwalk? The room closes: phones wait, terminals end. Everything recorded is kept, and normwalk resume brings the room back with the same code."
	case s.live != nil:
		return "Close the room? Phones wait, terminals end. Everything recorded is kept, and the room can be taken up again with the same code."
	}
	return "Leave normwalk? Everything recorded is kept, and normwalk resume goes on where you are."
}

// here says how many participants are connected, of those who joined.
func (s *session) here() string {
	if s.live == nil {
		return ""
	}
	return fmt.Sprintf("%d of %d here", s.room.Connected(), s.state.Joined())
}
