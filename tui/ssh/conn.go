package ssh

import (
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// conn is one client's connection.
type conn struct {
	net.Conn
	tries       atomic.Int32 // of the passphrase
	facilitator atomic.Bool  // the passphrase was right
	session     atomic.Bool  // one was opened; there is no second

	mu       sync.Mutex
	timer    *time.Timer
	size     tea.WindowSizeMsg
	resizing bool
	send     func(tea.Msg) // to the session's program, while there is one
}

// settle is how long a window may go on changing before it is drawn anew.
const settle = 40 * time.Millisecond

// resize takes a new size of the window; only the latest counts.
func (c *conn) resize(size tea.WindowSizeMsg) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.size = size
	if c.resizing {
		return
	}
	c.resizing = true
	time.AfterFunc(settle, func() {
		c.mu.Lock()
		size, send := c.size, c.send
		c.resizing = false
		c.mu.Unlock()
		if send != nil {
			send(size) // returns at the latest when the program ends
		}
	})
}

// attach says where changes of size go to, and takes one that came before.
func (c *conn) attach(send func(tea.Msg), size tea.WindowSizeMsg) tea.WindowSizeMsg {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.send = send
	if c.size.Width > 0 {
		return c.size
	}
	return size
}

// expire closes the connection after a while, in place of an earlier time.
// Nothing in the SSH protocol says that a client must log in, open a session,
// or go when it is told to.
func (c *conn) expire(after time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timer != nil {
		c.timer.Stop()
	}
	c.timer = time.AfterFunc(after, func() { c.Conn.Close() }) // nobody is there to be told
}

// stay lets the connection live on.
func (c *conn) stay() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timer != nil {
		c.timer.Stop()
	}
}

// Close closes the connection.
func (c *conn) Close() error {
	c.stay()
	return c.Conn.Close()
}

// session is the one kind of channel that a client may open, and it may open
// one of it.
func (s *Server) session(srv *ssh.Server, sc *gossh.ServerConn, ch gossh.NewChannel, ctx ssh.Context) {
	defer s.contain("a session")
	c := connOf(ctx)
	if c == nil || !c.session.CompareAndSwap(false, true) {
		_ = ch.Reject(gossh.Prohibited, "one terminal to a connection") // the client may be gone
		return
	}
	ssh.DefaultSessionHandler(srv, sc, &narrow{ch, s, c}, ctx)
}

// narrow is a channel that passes on only the requests that a terminal needs.
type narrow struct {
	gossh.NewChannel
	server *Server
	conn   *conn
}

// Accept opens the channel.
func (n *narrow) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	ch, in, err := n.NewChannel.Accept()
	if err != nil {
		return nil, nil, err
	}
	out := make(chan *gossh.Request)
	go func() {
		defer close(out)
		defer n.server.contain("a session's requests")
		for r := range in {
			switch {
			case r.Type == "window-change":
				n.resize(r)
			case needed(r):
				out <- r
			case r.WantReply:
				_ = r.Reply(false, nil) // the client may be gone
			}
		}
	}()
	return ch, out, nil
}

// resize is dealt with here: the library would wait for the session to take
// every single size, and so for ever where there is none.
func (n *narrow) resize(r *gossh.Request) {
	var size struct{ Width, Height, X, Y uint32 }
	ok := gossh.Unmarshal(r.Payload, &size) == nil
	if ok {
		n.conn.resize(sized(int(min(size.Width, 1<<15)), int(min(size.Height, 1<<15))))
	}
	if r.WantReply {
		_ = r.Reply(ok, nil) // the client may be gone
	}
}

// needed reports whether a request is one that a terminal needs.
func needed(r *gossh.Request) bool {
	switch r.Type {
	case "pty-req", "shell", "exec":
		return len(r.Payload) <= 4096
	case "env":
		var v struct{ Name, Value string }
		return gossh.Unmarshal(r.Payload, &v) == nil && len(v.Value) <= 64 && aboutColour(v.Name)
	}
	return false
}

func aboutColour(name string) bool {
	switch name {
	case "NO_COLOR", "COLORTERM", "CLICOLOR":
		return true
	}
	return false
}

// environ is what a session says about its terminal, for termenv.
type environ []string

// Environ lists it.
func (e environ) Environ() []string { return e }

// Getenv is one value; the last one counts.
func (e environ) Getenv(name string) string {
	value := ""
	for _, v := range e {
		if rest, ok := strings.CutPrefix(v, name+"="); ok {
			value = rest
		}
	}
	return value
}
