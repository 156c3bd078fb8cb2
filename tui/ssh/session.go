package ssh

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/ssh"
	"github.com/muesli/termenv"
	"golang.org/x/time/rate"

	"github.com/normwalk/normwalk/tui"
)

// framesASecond is how often a terminal is drawn at most. A room of 500 sends
// each of them ten states a second at most.
const framesASecond = 20

// How fast a client may type, in bytes. Somebody who pastes a note doesn't
// notice; somebody who leans on a key doesn't slow the others down.
const (
	keysASecond = 50
	keysAtOnce  = 4000
)

// ending is why a session ends other than by the person's own wish, in the
// words that they are told.
type ending string

func (e ending) Error() string { return string(e) }

const (
	idleTooLong ending = "Nobody has pressed a key for a long time, so this terminal was let go. Everything recorded is kept; connect again to go on."
	overTime    ending = "This connection has lasted as long as one may. Everything recorded is kept; connect again to go on."
	roomClosed  ending = "The room was closed. Everything recorded is kept, and the same command comes back when it opens again."
	hungUp      ending = "Good-bye."
	wrongCodes  ending = "Too many wrong codes came from your network. Look at the code, wait ten seconds, and connect again."
	noCode      ending = "Nobody has typed the room's code. Ask for it, and connect again."
	faulty      ending = "Something went wrong on this screen. Everything recorded is kept; connect again to go on."
)

// serve runs one session from its start to its end.
func (s *Server) serve(sess ssh.Session) {
	c := connOf(sess.Context())
	defer c.expire(s.Limits.GoodBye)
	defer func() {
		if r := recover(); r != nil {
			s.fault("a session", tui.FaultOf(r), debug.Stack())
			s.refuse(sess, faulty.Error())
		}
	}()
	pty, _, terminal := sess.Pty()
	switch {
	case sess.RawCommand() != "":
		s.refuse(sess, "There are no commands here, and no shell. Connect without one to take part.")
		return
	case !terminal:
		s.refuse(sess, "This needs a terminal: connect with ssh -t.")
		return
	}
	c.stay()
	ctx, end := context.WithCancelCause(sess.Context())
	defer end(nil)
	defer context.AfterFunc(s.ctx, func() { end(roomClosed) })()
	total := time.AfterFunc(s.Limits.Total, func() { end(overTime) })
	defer total.Stop()
	out := &patient{sess, s.Limits.Write, func() {
		c.Conn.Close() // nobody is there to be told
	}}
	t := &visit{Server: s, ctx: ctx, end: end, sess: sess, conn: c, pty: pty, out: out, draw: renderer(sess, out)}
	at, code := placeOf(sess.User())
	model := t.model(at, code)
	if model == nil {
		s.refuse(sess, "Nothing is shown here.")
		return
	}
	text := t.play(model, at)
	if t.outside != nil {
		t.outside.Stop()
	}
	c.expire(s.Limits.GoodBye) // for the last words
	if why := ending(""); errors.As(context.Cause(ctx), &why) {
		text = why.Error()
	}
	if text != "" {
		fmt.Fprintf(out, "%s\r\n", text)
	}
	_ = sess.Exit(0) // the client may be gone
}

// refuse ends a session with a line.
func (s *Server) refuse(sess ssh.Session, text string) {
	connOf(sess.Context()).expire(s.Limits.GoodBye)
	_, _ = io.WriteString(sess.Stderr(), text+"\r\n") // the client may be gone
	_ = sess.Exit(1)
}

// visit is one person's session while it lasts.
type visit struct {
	*Server
	ctx  context.Context
	end  context.CancelCauseFunc
	sess ssh.Session
	conn *conn
	pty  ssh.Pty
	out  io.Writer
	draw *lipgloss.Renderer

	outside *time.Timer // runs while the room's code is asked for; nil if it isn't
}

// model is what the person is shown; nil if there is nothing.
func (t *visit) model(at place, code string) tea.Model {
	switch at {
	case console:
		// The user name alone proves nothing: a client may change it while it
		// logs in.
		if t.Console == nil || !t.conn.facilitator.Load() {
			return nil
		}
		return t.Console(t.ctx, t.draw)
	case screen:
		if t.Screen == nil {
			return nil
		}
		if t.named(code) {
			return t.Screen(t.ctx, t.draw)
		}
		t.ask()
		return tui.NewDoor(t.ctx, tui.DoorOptions{Admits: t.admits, Renderer: t.draw, Inside: func() tea.Model { return t.Screen(t.ctx, t.draw) }})
	}
	participant := t.participant(t.sess.PublicKey())
	_, known := t.Room.State().Participant(participant)
	if !known && !t.named(code) {
		code = ""
		t.ask()
	}
	return tui.NewGuest(t.ctx, tui.GuestOptions{
		Room: t.Room, Access: t.Access, Admits: t.admits, Participant: participant, NewParticipant: t.NewParticipant,
		Code: code, Via: "ssh", Renderer: t.draw, Gallery: t.gallery,
	})
}

// play runs the program until it ends, and gives what to tell the person then.
func (t *visit) play(model tea.Model, at place) string {
	safe := &contained{model: model, renderer: t.draw, fault: t.fault, size: sized(t.pty.Window.Width, t.pty.Window.Height)}
	in := &keyboard{Reader: t.sess, ctx: t.ctx, pace: rate.NewLimiter(keysASecond, keysAtOnce), closed: func() { t.end(hungUp) }}
	if at != screen { // where nobody types, nobody is missed
		idle := time.AfterFunc(t.Limits.Idle, func() { t.end(idleTooLong) })
		defer idle.Stop()
		in.pressed = func() { idle.Reset(t.Limits.Idle) }
	}
	p := tea.NewProgram(safe, tea.WithContext(t.ctx), tea.WithInput(in), tea.WithOutput(t.out), tea.WithEnvironment(t.sess.Environ()),
		tea.WithAltScreen(), tea.WithoutSignalHandler(), tea.WithFPS(framesASecond))
	safe.quit = p.Quit
	in.found = func(dark bool) { p.Send(backgroundMsg(dark)) }
	safe.size = t.conn.attach(p.Send, safe.size)
	if t.draw.ColorProfile() != termenv.Ascii && answersOSC(t.pty.Term) {
		in.await(t.out)
	}
	_, err := p.Run()
	if f, ok := safe.model.(interface{ Fault() error }); ok && f.Fault() != nil {
		t.fault("a session's screen", f.Fault().Error(), nil) // it was caught before it came here
		return faulty.Error()
	}
	switch f, ok := safe.model.(interface{ Farewell() string }); {
	case safe.failed():
		return faulty.Error()
	case err == nil && ok:
		return f.Farewell()
	}
	return ""
}

// sized is the size of a window within reason: what is drawn costs as much as
// the client claims to have room for.
func sized(width, height int) tea.WindowSizeMsg {
	if width <= 0 || height <= 0 {
		width, height = 80, 24
	}
	return tea.WindowSizeMsg{Width: min(width, 400), Height: min(height, 150)}
}
