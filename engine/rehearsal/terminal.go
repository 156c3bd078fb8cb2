package rehearsal

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/normwalk/normwalk/engine/exercise"
)

// The size of a simulated terminal.
const (
	terminalRows    = 30
	terminalColumns = 100
)

// A terminal is a participant who comes over SSH, with a key of their own.
type terminal struct {
	label  string
	doors  Doors
	config *ssh.ClientConfig
	print  string // the fingerprint of the key
	dice   *rand.Rand
	turn   int
	seen   *seen
	deeds  *deeds

	mu   sync.Mutex
	now  *sitting // the newest; nil before the first
	gone bool     // left for good, or for a while
	done sync.WaitGroup
}

// A sitting is one session of a terminal.
type sitting struct {
	client *ssh.Client
	keys   io.Writer
	over   chan struct{} // closed when it has ended

	mu     sync.Mutex
	screen *grid
	drawn  chan struct{} // closed when the screen changes
}

func newTerminal(label string, doors Doors, dice *rand.Rand, d *deeds) (*terminal, error) {
	var seed [ed25519.SeedSize]byte
	for i := range seed {
		seed[i] = byte(dice.Uint32())
	}
	signer, err := ssh.NewSignerFromKey(ed25519.NewKeyFromSeed(seed[:]))
	if err != nil {
		return nil, err
	}
	host, err := ssh.ParsePublicKey(doors.HostKey)
	if err != nil {
		return nil, fmt.Errorf("the room's SSH key: %w", err)
	}
	t := &terminal{label: label, doors: doors, print: ssh.FingerprintSHA256(signer.PublicKey()), dice: dice, seen: newSeen(), deeds: d}
	t.config = &ssh.ClientConfig{
		User: strings.ToLower(doors.Code), Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyCallback: ssh.FixedHostKey(host), Timeout: patience,
	}
	return t, nil
}

func (t *terminal) name() string { return t.label }
func (t *terminal) sees() *seen  { return t.seen }

func (t *terminal) id(alias func(known string) string) string { return alias("ssh:" + t.print) }

// connect opens a session with a screen.
func (t *terminal) connect(ctx context.Context) error {
	conn, err := loopback(ctx, t.doors.SSH)
	if err != nil {
		return err
	}
	if err := conn.SetDeadline(t.deeds.now().Add(patience)); err != nil {
		return errors.Join(err, conn.Close())
	}
	c, channels, requests, err := ssh.NewClientConn(conn, "127.0.0.1", t.config)
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	if err := conn.SetDeadline(time.Time{}); err != nil {
		return errors.Join(err, c.Close())
	}
	client := ssh.NewClient(c, channels, requests)
	if err := t.open(client); err != nil {
		return errors.Join(err, client.Close())
	}
	return nil
}

func (t *terminal) open(client *ssh.Client) error {
	session, err := client.NewSession()
	if err != nil {
		return err
	}
	if err := session.RequestPty("xterm-256color", terminalRows, terminalColumns, ssh.TerminalModes{}); err != nil {
		return err
	}
	keys, err := session.StdinPipe()
	if err != nil {
		return err
	}
	out, err := session.StdoutPipe()
	if err != nil {
		return err
	}
	if err := session.Shell(); err != nil {
		return err
	}
	s := &sitting{client: client, keys: keys, over: make(chan struct{}), screen: newGrid(terminalRows, terminalColumns), drawn: make(chan struct{})}
	t.mu.Lock()
	t.now, t.gone = s, false
	t.mu.Unlock()
	t.done.Go(func() {
		b := make([]byte, 16<<10)
		for {
			n, err := out.Read(b)
			s.draw(b[:n], func(shows func(string) bool) { t.seen.screen(shows, t.deeds.now()) })
			if err != nil {
				client.Close() // it is over already
				t.seen.connected(false, t.deeds.now())
				close(s.over)
				return
			}
		}
	})
	return nil
}

// draw puts on the screen what came, and lets somebody look at it.
func (s *sitting) draw(b []byte, look func(shows func(text string) bool)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, _ = s.screen.Write(b) // never fails
	look(func(text string) bool { return s.screen.find(text) >= 0 })
	close(s.drawn)
	s.drawn = make(chan struct{})
}

// errHungUp says that the connection broke.
var errHungUp = errors.New("the connection broke")

// await waits until the screen is as it should be, or the session is over.
func (s *sitting) await(ctx context.Context, what string, ready func(*grid) bool) error {
	for {
		s.mu.Lock()
		ok, drawn := ready(s.screen), s.drawn
		s.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-drawn:
		case <-s.over:
			return errHungUp
		case <-ctx.Done():
			s.mu.Lock()
			defer s.mu.Unlock()
			return fmt.Errorf("waiting for %s, the screen shows:\n%s%w", what, s.screen.text(), ctx.Err())
		}
	}
}

// shows looks at the screen.
func (s *sitting) shows(text string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.screen.find(text) >= 0
}

func (s *sitting) press(keys string) error {
	_, err := io.WriteString(s.keys, keys)
	return err
}

func (t *terminal) newest() *sitting {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now
}

// join connects, answers the question for a group, and gives the time from the
// connection until the room's screen is there.
func (t *terminal) join(ctx context.Context) (time.Duration, error) {
	start := t.deeds.now()
	if err := t.enter(ctx); err != nil {
		return 0, err
	}
	took := t.deeds.now().Sub(start)
	t.keep()
	return took, nil
}

// enter connects and goes in.
func (t *terminal) enter(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := t.connect(ctx); err != nil {
		return err
	}
	s := t.newest()
	err := s.await(ctx, "the way in", func(g *grid) bool { return g.find(signDoor) >= 0 || g.find(signInside) >= 0 })
	if err != nil {
		return err
	}
	if s.shows(signDoor) {
		if err := s.press("\r"); err != nil {
			return err
		}
	}
	if err := s.await(ctx, "the room", func(g *grid) bool { return g.find(signInside) >= 0 }); err != nil {
		return err
	}
	t.seen.connected(true, t.deeds.now())
	return nil
}

// keep connects again whenever the connection breaks, as somebody does who
// presses the arrow key and enter.
func (t *terminal) keep() {
	ctx := t.deeds.life
	t.done.Go(func() {
		for {
			if err := t.seen.wait(ctx, func() bool { return !t.seen.here }); err != nil {
				return
			}
			t.mu.Lock()
			gone := t.gone
			t.mu.Unlock()
			if gone || ctx.Err() != nil {
				return
			}
			pause(ctx, retry())
			t.deeds.reconnects.Add(1)
			_ = t.enter(ctx) // tried again if it fails
		}
	})
}

// ballot draws one that is never the same as the one before: the screen has to
// change for it.
func (t *terminal) ballot() exercise.Ballot {
	t.turn += 1 + t.dice.IntN(3)
	return exercise.Ballot{Answer: exercise.Answers()[t.turn%4]}
}

// vote presses the keys, and waits until the screen says that the ballot is
// recorded.
func (t *terminal) vote(ctx context.Context, item exercise.Item, b exercise.Ballot) error {
	i := slices.IndexFunc(t.doors.Steps, func(s Step) bool { return s.ID == item.Step })
	step := t.doors.Steps[i]
	n := slices.Index(step.Norms, item.Norm)
	if _, err := t.seen.returned(ctx, time.Time{}); err != nil {
		return err
	}
	s := t.newest()
	at := -1
	err := s.await(ctx, "the vote", func(g *grid) bool { at = under(g, step.References); return at >= 0 })
	if err != nil {
		return err
	}
	keys := strings.Repeat("k", max(0, at-n)) + strings.Repeat("j", max(0, n-at)) + keyOf(b.Answer)
	if err := s.press(keys); err != nil {
		return err
	}
	return s.await(ctx, "a vote to be recorded", func(g *grid) bool { return shows(g, step.References[n], b.Answer) })
}

// leave drops the connection.
func (t *terminal) leave() {
	t.mu.Lock()
	t.gone = true
	s := t.now
	t.mu.Unlock()
	if s != nil {
		s.client.Close() // without a word
	}
	t.done.Wait()
}

// back connects again, to the same ballot.
func (t *terminal) back(ctx context.Context) error {
	t.deeds.reconnects.Add(1)
	if err := t.enter(ctx); err != nil {
		return err
	}
	t.keep()
	return nil
}
