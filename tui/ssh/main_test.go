package ssh

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/scenarios"
)

func TestMain(m *testing.M) {
	if addr := os.Getenv("NORMWALK_TERMINALS"); addr != "" {
		if err := crowd(addr, os.Getenv("NORMWALK_CODE")); err != nil && !errors.Is(err, io.EOF) {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(unhurried{m})
}

// patience is how long anything may take that comes at once on a machine with
// nothing else to do. Those that run these tests have much else to do.
const patience = 2 * time.Minute

// unhurried gives goroutines that are about to end the time for it.
type unhurried struct{ *testing.M }

// Run runs the tests.
func (m unhurried) Run() int {
	code := m.M.Run()
	for late := time.Now().Add(patience); code == 0 && goleak.Find() != nil && time.Now().Before(late); {
	}
	return code
}

// house is a live room that terminals can reach.
type house struct {
	t      testing.TB
	room   *room.Room
	access *room.Access
	server *Server
	addr   string

	mu     sync.Mutex
	faults []string
}

// open serves a room on loopback; change may change how.
func open(t testing.TB, change func(*Options), groups ...string) *house {
	t.Helper()
	ctx := context.Background()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	store, err := journal.Open(ctx, filepath.Join(t.TempDir(), "normwalk.db"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	host := &room.Host{Journal: store, Now: time.Now, Random: rand.Reader}
	h := &house{t: t}
	if h.room, err = host.Open(ctx, lib, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Room, Track: "60-minutes", Groups: groups}); err != nil {
		t.Fatal(err)
	}
	if h.access, err = host.Access(ctx, h.room.State().Setup().Exercise); err != nil {
		t.Fatal(err)
	}
	identity, err := host.Identity(ctx)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{
		Room: h.room, Access: h.access, NewParticipant: host.NewParticipant, Identity: identity, Now: time.Now,
		Console: func(context.Context, *lipgloss.Renderer) tea.Model { return label("this is the console") },
		Screen:  func(context.Context, *lipgloss.Renderer) tea.Model { return label("this is the screen") },
		Log: func(text string) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.faults = append(h.faults, text)
		},
	}
	o.Limits.GoodBye = patience
	if change != nil {
		change(&o)
	}
	if h.server, err = New(o); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.addr = l.Addr().String()
	served := make(chan error, 1)
	go func() { served <- h.server.Serve(l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := h.server.Shutdown(ctx); err != nil {
			t.Errorf("shut down: %v", err)
		}
		if err := <-served; !errors.Is(err, ErrClosed) {
			t.Errorf("serve: %v", err)
		}
		if err := h.room.Close(); err != nil {
			t.Error(err)
		}
		store.Close()
	})
	return h
}

func (h *house) do(cs ...exercise.Command) {
	h.t.Helper()
	for _, c := range cs {
		if _, err := h.room.Do(context.Background(), c); err != nil {
			h.t.Fatalf("%#v: %v", c, err)
		}
	}
}

func (h *house) step(n int) exercise.Planned { return h.room.State().Setup().Plan[n-1] }

// label is a model that says one thing.
type label string

func (label) Init() tea.Cmd { return nil }
func (l label) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok && k.String() == "q" {
		return l, tea.Quit
	}
	return l, nil
}
func (l label) View() string { return string(l) }

func newKey(t testing.TB) gossh.AuthMethod {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return gossh.PublicKeys(signer)
}

// keyless answers to no questions, as clients without a key do.
func keyless() gossh.AuthMethod {
	return gossh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
		return make([]string, len(questions)), nil
	})
}

// answers says the same to every question, and counts them.
func answers(text string, asked *int) gossh.AuthMethod {
	return gossh.RetryableAuthMethod(gossh.KeyboardInteractive(func(_, _ string, questions []string, echo []bool) ([]string, error) {
		out := make([]string, len(questions))
		for i := range out {
			*asked++
			out[i] = text
			if echo[i] {
				return nil, errors.New("the passphrase is shown as it is typed")
			}
		}
		return out, nil
	}), 10)
}

func (h *house) dial(user string, auth ...gossh.AuthMethod) (*gossh.Client, error) {
	return gossh.Dial("tcp", h.addr, &gossh.ClientConfig{User: user, Auth: auth, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience})
}

func (h *house) mustDial(user string, auth ...gossh.AuthMethod) *gossh.Client {
	h.t.Helper()
	c, err := h.dial(user, auth...)
	if err != nil {
		h.t.Fatalf("connect as %s: %v", user, err)
	}
	h.t.Cleanup(func() { c.Close() })
	return c
}

// term is a person's terminal: what was typed and what has come.
type term struct {
	t      testing.TB
	client *gossh.Client
	sess   *gossh.Session
	in     io.WriteCloser

	mu   sync.Mutex
	all  bytes.Buffer
	seen int // that was looked at
	news chan struct{}
}

func (s *term) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all.Write(b)
	select {
	case s.news <- struct{}{}:
	default:
	}
	return len(b), nil
}

// terminal opens a terminal of 100x30.
func (h *house) terminal(user string, auth ...gossh.AuthMethod) *term {
	h.t.Helper()
	return h.terminalOn(h.mustDial(user, auth...), "xterm-256color", nil)
}

func (h *house) terminalOn(c *gossh.Client, name string, env map[string]string) *term {
	h.t.Helper()
	sess, err := c.NewSession()
	if err != nil {
		h.t.Fatal(err)
	}
	s := &term{t: h.t, client: c, sess: sess, news: make(chan struct{}, 1)}
	for k, v := range env {
		if err := sess.Setenv(k, v); err != nil {
			h.t.Fatal(err)
		}
	}
	if s.in, err = sess.StdinPipe(); err != nil {
		h.t.Fatal(err)
	}
	sess.Stdout, sess.Stderr = s, s
	if err := sess.RequestPty(name, 30, 100, gossh.TerminalModes{}); err != nil {
		h.t.Fatal(err)
	}
	if err := sess.Shell(); err != nil {
		h.t.Fatal(err)
	}
	return s
}

func (s *term) keys(keys ...string) *term {
	s.t.Helper()
	for _, k := range keys {
		switch k {
		case "enter":
			k = "\r"
		case "down":
			k = "\x1b[B"
		case "ctrl+c":
			k = "\x03"
		}
		if _, err := io.WriteString(s.in, k); err != nil {
			s.t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond) // as people type
	}
	return s
}

// shows waits until texts have come, one after the other, since the last look.
func (s *term) shows(texts ...string) *term {
	s.t.Helper()
	deadline := time.After(patience)
	for _, text := range texts {
		for {
			s.mu.Lock()
			raw := ansi.Strip(s.all.String())
			at := strings.Index(raw[min(s.seen, len(raw)):], text)
			if at >= 0 {
				s.seen += at + len(text)
			}
			s.mu.Unlock()
			if at >= 0 {
				break
			}
			select {
			case <-s.news:
			case <-deadline:
				s.t.Fatalf("%q did not come; what came after the last look:\n%s", text, raw[min(s.seen, len(raw)):])
			}
		}
	}
	return s
}

func (s *term) raw() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}

// ends waits for the end of the session.
func (s *term) ends() error {
	s.t.Helper()
	done := make(chan error, 1)
	go func() { done <- s.sess.Wait() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		s.t.Fatal("the session goes on")
		return nil
	}
}

// eventually waits until something is so.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()
	for late := time.Now().Add(patience); time.Now().Before(late); time.Sleep(25 * time.Millisecond) {
		if so() {
			return
		}
	}
	t.Fatal(fmt.Sprint("never so: ", what))
}
