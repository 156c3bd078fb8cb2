package ssh

import (
	"context"
	"errors"
	"fmt"
	"net"
	"runtime/debug"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/ssh"
	"github.com/charmbracelet/wish"
	gossh "golang.org/x/crypto/ssh"

	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/tui"
)

// ErrClosed is what Serve returns after Shutdown.
var ErrClosed = errors.New("the terminals' server is closed")

// Options are what a server is given.
type Options struct {
	Room   *room.Room
	Access *room.Access
	// NewParticipant draws the id of somebody whose client shows no key.
	NewParticipant func() (string, error)
	Identity       []byte // the server's private key, in PEM

	// Console and Screen make the facilitator's console and the projector's
	// view. One that is nil can't be reached. ctx ends with the session.
	Console func(ctx context.Context, r *lipgloss.Renderer) tea.Model
	Screen  func(ctx context.Context, r *lipgloss.Renderer) tea.Model

	Limits Limits
	Now    func() time.Time
	// Log, if set, is told of faults of this program, never of people.
	Log func(text string)
}

// Server lets people into one room.
type Server struct {
	Options
	ssh     *ssh.Server
	gallery *tui.Gallery
	gate    *gate
	ctx     context.Context // ends when the server shuts down
	stop    context.CancelFunc

	mu        sync.Mutex
	listeners map[net.Listener]struct{}
	conns     map[*conn]struct{}
	closed    bool
	open      sync.WaitGroup // connections
}

// New makes a server; Serve runs it. An error says that the identity is not a
// private key.
func New(o Options) (*Server, error) {
	o.Limits = o.Limits.orDefault()
	s := &Server{Options: o, gallery: tui.NewGallery(), gate: newGate(o.Limits, o.Now), listeners: map[net.Listener]struct{}{}, conns: map[*conn]struct{}{}}
	s.ctx, s.stop = context.WithCancel(context.Background())
	var err error
	s.ssh, err = wish.NewServer(
		wish.WithHostKeyPEM(o.Identity),
		wish.WithVersion("normwalk"),
		wish.WithMaxTimeout(o.Limits.Total+time.Minute), // should a session not end when it is told to
		wish.WithPublicKeyAuth(s.byKey),
		wish.WithKeyboardInteractiveAuth(s.byQuestion),
		wish.WithPasswordAuth(s.byPassword),
		ssh.EmulatePty(),
	)
	if err != nil {
		return nil, fmt.Errorf("the server's own key can't be used: %w", err)
	}
	s.ssh.Handler = s.serve
	s.ssh.ConnCallback = func(ctx ssh.Context, c net.Conn) net.Conn {
		ctx.SetValue(connKey{}, c)
		return c
	}
	s.ssh.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.session}
	// Clients offer all the keys they have before they ask for a passphrase.
	s.ssh.ServerConfigCallback = func(ssh.Context) *gossh.ServerConfig { return &gossh.ServerConfig{MaxAuthTries: 24} }
	return s, nil
}

type connKey struct{}

// connOf is the connection that a context belongs to.
func connOf(ctx ssh.Context) *conn {
	c, _ := ctx.Value(connKey{}).(*conn)
	return c
}

// Serve lets people in from l until Shutdown, and then returns ErrClosed. It
// closes l.
func (s *Server) Serve(l net.Listener) error {
	defer l.Close() // a listener that is closed already stays so
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return ErrClosed
	}
	s.listeners[l] = struct{}{}
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.listeners, l)
		s.mu.Unlock()
	}()
	pause := time.Millisecond
	for {
		c, err := l.Accept()
		switch {
		case s.ctx.Err() != nil:
			if err == nil {
				c.Close() // nobody was let in
			}
			return ErrClosed
		case errors.Is(err, net.ErrClosed):
			return fmt.Errorf("accept terminals: %w", err)
		case err != nil:
			// Out of file descriptors, say: it passes when somebody leaves.
			pause = min(2*pause, time.Second)
			select {
			case <-time.After(pause):
			case <-s.ctx.Done():
			}
			continue
		}
		pause = time.Millisecond
		s.welcome(c)
	}
}

// welcome serves one connection beside the others, if there is room for it.
func (s *Server) welcome(nc net.Conn) {
	leave, ok := s.gate.enter(nc.RemoteAddr())
	if !ok {
		nc.Close() // it was not let in
		return
	}
	c := &conn{Conn: nc}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		leave()
		nc.Close() // it was not let in
		return
	}
	s.conns[c] = struct{}{}
	s.open.Add(1)
	s.mu.Unlock()
	c.expire(s.Limits.Login)
	go func() {
		defer s.open.Done()
		defer func() {
			c.Close() // closed already, unless something failed
			leave()
			s.mu.Lock()
			delete(s.conns, c)
			s.mu.Unlock()
		}()
		defer s.contain("a connection")
		s.ssh.HandleConn(c)
	}()
}

// Shutdown lets nobody else in, ends every session with a line that says so,
// and waits until all are gone. Those that are not gone when ctx ends are cut
// off, and so are those that are slow to say good-bye.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.closed = true
	s.stop()
	var err error
	for l := range s.listeners {
		if e := l.Close(); e != nil && !errors.Is(e, net.ErrClosed) {
			err = e
		}
	}
	for c := range s.conns {
		c.expire(s.Limits.GoodBye)
	}
	s.mu.Unlock()
	gone := make(chan struct{})
	go func() {
		s.open.Wait()
		close(gone)
	}()
	select {
	case <-gone:
		return err
	case <-ctx.Done():
	}
	s.mu.Lock()
	for c := range s.conns {
		c.Close() // it had its time
	}
	s.mu.Unlock()
	<-gone
	return err
}

// contain keeps a fault where it happened. It is deferred by every goroutine of
// this package.
func (s *Server) contain(where string) {
	if r := recover(); r != nil {
		s.fault(where, tui.FaultOf(r), debug.Stack())
	}
}

func (s *Server) fault(where, what string, stack []byte) {
	if s.Log != nil {
		s.Log(fmt.Sprintf("a fault in %s: %s\n%s", where, what, stack))
	}
}
