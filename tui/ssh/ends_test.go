package ssh

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	gossh "golang.org/x/crypto/ssh"

	"github.com/normwalk/normwalk/engine/exercise"
)

// faults is a screen that fails as it is told to.
type faults struct{ in string }

func (f *faults) Init() tea.Cmd {
	if f.in == "Init" {
		panic("in Init")
	}
	return nil
}

func (f *faults) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyMsg); ok {
		switch f.in {
		case "Update":
			panic("in Update")
		case "a command":
			return f, func() tea.Msg { panic("in a command") }
		case "a batch":
			return f, tea.Batch(func() tea.Msg { return nil }, func() tea.Msg { panic("in a batch") })
		case "View":
			f.in = "View now"
		}
	}
	return f, nil
}

func (f *faults) View() string {
	if f.in == "View now" {
		panic("in View")
	}
	return "press a key"
}

func TestAFaultEndsOneSessionAlone(t *testing.T) {
	for _, in := range []string{"the factory", "Init", "Update", "View", "a command", "a batch"} {
		h := open(t, func(o *Options) {
			o.Screen = func(context.Context, *lipgloss.Renderer) tea.Model {
				if in == "the factory" {
					panic("in the factory")
				}
				return &faults{in}
			}
		})
		other := h.terminal(h.access.Code, newKey(t)).shows("You are participant 1")
		s := h.terminal("screen-"+h.access.Code, newKey(t))
		if in != "the factory" && in != "Init" {
			s.shows("press a key").keys("x")
		}
		s.shows("Something went wrong")
		s.ends()
		h.do(exercise.Enter{Step: h.step(1).Step})
		other.shows("step 1 of 8")
		h.terminal(h.access.Code, newKey(t)).shows("step 1 of 8")
		eventually(t, "the fault is logged", func() bool {
			h.mu.Lock()
			defer h.mu.Unlock()
			return len(h.faults) == 1 && strings.Contains(h.faults[0], "in ")
		})
		if strings.Contains(s.raw(), "goroutine") || strings.Contains(h.faults[0], "127.0.0.1") {
			t.Errorf("%s: a stack on the screen, or an address in the log", in)
		}
	}
}

// long is a limit that a test waits for: long enough that nobody is cut off by
// it who is only slow.
const long = 5 * time.Second

func TestWhoPressesNothingIsLetGo(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *Options) { o.Limits.Idle = long })
	screen := h.terminal("screen-"+h.access.Code, newKey(t)).shows("this is the screen")
	s := h.terminal(h.access.Code, newKey(t)).shows("You are participant 1")
	for begun := time.Now(); time.Since(begun) < long*5/4; time.Sleep(100 * time.Millisecond) {
		s.keys("b")
	}
	if strings.Contains(s.raw(), "let go") {
		t.Fatal("somebody who presses keys is let go")
	}
	s.shows("this terminal was let go", "Everything recorded is kept")
	s.ends()
	if strings.Contains(screen.raw(), "let go") {
		t.Error("the projector's screen is let go")
	}
}

func TestNobodyStaysForEver(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *Options) { o.Limits.Total = long })
	h.terminal("screen-"+h.access.Code, newKey(t)).shows("this is the screen", "lasted as long as one may")
}

func TestWhoDoesNotLogInIsLetGo(t *testing.T) {
	t.Parallel()
	h := open(t, func(o *Options) { o.Limits.Login = long })
	c := h.mustDial(h.access.Code, newKey(t)) // logs in, and opens no session
	done := make(chan struct{})
	go func() {
		c.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(patience):
		t.Error("a connection without a session stays")
	}
}

func TestShuttingDownSaysSo(t *testing.T) {
	h := open(t, nil)
	s := h.terminal(h.access.Code, newKey(t)).shows("You are participant 1")
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	shut := make(chan error, 1)
	go func() { shut <- h.server.Shutdown(ctx) }()
	s.shows("The room was closed")
	s.client.Close()
	if err := <-shut; err != nil {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		t.Error("it waits for who has gone")
	}
	if _, err := h.dial(h.access.Code, newKey(t)); err == nil {
		t.Error("somebody is let in after the end")
	}
}

func TestTextsOfPeopleAreInert(t *testing.T) {
	const evil = "x\x1b]0;owned\x07\u202ey"
	h := open(t, nil, "Aca"+"demia")
	s := h.terminal(h.access.Code, newKey(t)).shows("Your stakeholder group").keys("enter").shows("You are participant 1")
	h.do(exercise.Enter{Step: h.step(1).Step})
	id := h.room.State().Participants()[0].ID
	h.do(exercise.Cast{Participant: id, Step: h.step(1).Step, Norm: h.step(1).Norms[0], Ballot: exercise.Ballot{Answer: exercise.Helped, Note: evil}})
	s.shows("x␛]0;owned␇‹U+202E›y")
	if strings.Contains(s.raw(), "\x1b]0;") || strings.Contains(s.raw(), "\u202e") {
		t.Error("the note acts on the terminal")
	}
}

func TestColoursAreTheClients(t *testing.T) {
	h := open(t, nil)
	for _, c := range []struct {
		term   string
		env    map[string]string
		colour bool
	}{{"xterm-256color", nil, true}, {"xterm-256color", map[string]string{"NO_COLOR": "1"}, false}, {"dumb", nil, false}, {"vt100", nil, false}} {
		s := h.terminalOn(h.mustDial(h.access.Code, newKey(t)), c.term, c.env).shows("You are participant")
		if got := strings.Contains(s.raw(), "\x1b[38;") || strings.Contains(s.raw(), "\x1b[3") && strings.Contains(s.raw(), "\x1b[1;"); got != c.colour {
			t.Errorf("%s %v: colours %t\n%q", c.term, c.env, got, s.raw())
		}
	}
}

func TestTheWindowMayChangeItsSize(t *testing.T) {
	h := open(t, nil)
	s := h.terminal(h.access.Code, newKey(t)).shows("You are participant 1")
	for _, size := range [][2]int{{0, 0}, {1 << 30, 1 << 30}, {10, 40}} {
		if err := s.sess.WindowChange(size[0], size[1]); err != nil {
			t.Fatal(err)
		}
	}
	s.shows("This window has 40 × 10")
	if err := s.sess.WindowChange(24, 80); err != nil {
		t.Fatal(err)
	}
	s.shows("You are in.")
	if n := len(s.raw()); n > 1<<20 {
		t.Errorf("%d bytes for a window of any size", n)
	}
}

// A client that reads nothing is dropped, and holds up nobody meanwhile.
func TestWhoReadsNothingHoldsUpNobody(t *testing.T) {
	h := open(t, func(o *Options) { o.Limits.Write = 3 * time.Second })
	sess, err := h.mustDial(h.access.Code, newKey(t)).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sess.StdoutPipe(); err != nil { // whose window nobody empties
		t.Fatal(err)
	}
	in, err := sess.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := sess.RequestPty("xterm-256color", 150, 400, gossh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := sess.Shell(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "they are in", func() bool { return h.room.Connected() == 1 })
	other := h.terminal(h.access.Code, newKey(t)).shows("You are participant 2")
	stop := make(chan struct{})
	typing := make(chan struct{})
	go func() { // redraws everything again and again
		defer close(typing)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
			if err := sess.WindowChange(100+i%50, 300+i%100); err != nil {
				return
			}
			if _, err := io.WriteString(in, "T"); err != nil {
				return
			}
		}
	}()
	defer func() { close(stop); <-typing }()
	for i := range 4 {
		h.do(exercise.Enter{Step: h.step(i + 1).Step})
		other.shows("step " + string(rune('1'+i)) + " of 8")
	}
	eventually(t, "who reads nothing is gone", func() bool { return h.room.Connected() == 1 })
}

func TestLimits(t *testing.T) {
	h := open(t, func(o *Options) { o.Limits.PerAddress = 2 })
	first := h.mustDial(h.access.Code, newKey(t))
	h.mustDial(h.access.Code, newKey(t))
	if _, err := h.dial(h.access.Code, newKey(t)); err == nil {
		t.Error("a third connection from one address")
	}
	first.Close()
	eventually(t, "a place is free again", func() bool {
		c, err := h.dial(h.access.Code, newKey(t))
		if err == nil {
			c.Close()
		}
		return err == nil
	})
}
