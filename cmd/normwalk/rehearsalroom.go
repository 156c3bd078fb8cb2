package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/rehearsal"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/web"
)

// A rehearsalChoice is what the flags of "rehearsal-room" say.
type rehearsalChoice struct {
	scenario, exercise string
	web, ssh           int
}

// newRehearsalRoom is the room of a rehearsal: hidden, as it is of no use to a
// person. It answers questions, a line each, and ends when its input does.
func newRehearsalRoom(a *app) *cobra.Command {
	var c rehearsalChoice
	cmd := &cobra.Command{
		Use:    "rehearsal-room",
		Short:  "The room of a rehearsal, in a process of its own",
		Hidden: true,
		Args:   arguments(0, 0),
		RunE:   func(cmd *cobra.Command, _ []string) error { return a.rehearsalRoom(cmd.Context(), c) },
	}
	f := cmd.Flags()
	f.StringVar(&c.scenario, "scenario", "", "the scenario's `id`")
	f.StringVar(&c.exercise, "exercise", "", "go on with the exercise of this `id`")
	f.IntVar(&c.web, "web", 0, "`port` of the pages; 0: any that is free")
	f.IntVar(&c.ssh, "ssh", -1, "`port` of the terminals; 0: any that is free, -1: none")
	return cmd
}

func (a *app) rehearsalRoom(ctx context.Context, c rehearsalChoice) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	return a.writeJournal(ctx, func(h *room.Host) (err error) {
		var r *room.Room
		if c.exercise != "" {
			r, err = h.Resume(ctx, c.exercise)
		} else {
			r, err = h.Open(ctx, lib, room.Choice{Scenario: c.scenario, Mode: exercise.Room, Groups: exercise.StakeholderGroups()})
		}
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, r.Close()) }()
		return a.serveRehearsal(ctx, h, r, c)
	})
}

func (a *app) serveRehearsal(ctx context.Context, h *room.Host, r *room.Room, c rehearsalChoice) error {
	access, err := h.Access(ctx, r.State().Setup().Exercise)
	if err != nil {
		return err
	}
	doors := rehearsal.Doors{Exercise: r.State().Setup().Exercise, Code: access.Code}
	for _, s := range r.Scenario().Steps {
		if st, ok := r.State().Step(s.ID); ok {
			step := rehearsal.Step{ID: s.ID, Title: s.Title, Norms: st.Norms}
			for _, id := range st.Norms {
				if n, ok := r.Content().Norms().Get(id); ok {
					step.References = append(step.References, n.Reference)
				}
			}
			doors.Steps = append(doors.Steps, step)
		}
	}
	pages, err := ownPort(c.web)
	if err != nil {
		return err
	}
	doors.Web = portOf(pages)
	closeWeb, err := a.rehearsalPages(h, r, access, pages)
	if err != nil {
		return err
	}
	defer closeWeb()
	if c.ssh >= 0 {
		terminals, err := ownPort(c.ssh)
		if err != nil {
			return err
		}
		doors.SSH = portOf(terminals)
		closeSSH, key, err := a.rehearsalTerminals(ctx, h, r, access, terminals)
		if err != nil {
			return err
		}
		doors.HostKey = key
		defer closeSSH()
	}
	debug.SetGCPercent(100) // as the console does; see main and fullScreen
	debug.FreeOSMemory()
	x := &exchange{room: r, out: json.NewEncoder(a.Stdout), started: a.Now()}
	return x.serve(ctx, a.Stdin, doors)
}

// rehearsalPages serves the pages. All phones of a rehearsal come from one
// address, and so it may ask for as much as a whole room.
func (a *app) rehearsalPages(h *room.Host, r *room.Room, access *room.Access, l net.Listener) (stop func(), err error) {
	const plenty = 1 << 20
	s, err := web.New(web.Options{
		Room: r, Access: access, NewParticipant: h.NewParticipant,
		Invitation: room.Invitation{Code: access.Code, URL: "http://" + l.Addr().String()},
		Limits: web.Limits{
			Requests: plenty, RequestsAtOne: plenty, Joins: plenty, JoinsAtOne: plenty,
			Connections: plenty, ConnectionsPerAddress: plenty, Streams: plenty,
		},
	})
	if err != nil {
		return nil, err
	}
	server := s.HTTP()
	go server.Serve(l) //nolint:errcheck // it ends with Close
	return func() {
		s.Close()
		server.Close() // nobody is left who waits for an answer
	}, nil
}

// ownPort listens on a port of this machine alone. A port of 0 is chosen below
// those that systems give to outgoing connections: while the room is away, one
// of the many that try to come back could otherwise be given this very port.
func ownPort(port int) (net.Listener, error) {
	for range 20 {
		try := port
		if port == 0 {
			try = 20000 + rand.IntN(10000)
		}
		l, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(try)))
		if err == nil || port != 0 {
			return l, err
		}
	}
	return net.Listen("tcp4", "127.0.0.1:0")
}

func portOf(l net.Listener) int {
	_, port, _ := net.SplitHostPort(l.Addr().String())
	n, _ := strconv.Atoi(port) // it is the listener's own
	return n
}

// An exchange answers the questions of a rehearsal.
type exchange struct {
	room    *room.Room
	started time.Time

	mu    sync.Mutex
	out   *json.Encoder
	seen  []sight
	fresh chan struct{} // closed when the facilitator sees something new
}

// A sight is how many answers the facilitator saw at a step, and since when.
type sight struct {
	step  string
	votes int
	at    time.Time
}

// serve answers until the input or ctx ends.
func (x *exchange) serve(ctx context.Context, in io.Reader, doors rehearsal.Doors) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	x.fresh = make(chan struct{})
	go x.watch(ctx)
	if err := x.say(rehearsal.Answer{Doors: &doors}); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() {
		for d := json.NewDecoder(in); ; {
			var q rehearsal.Question
			if err := d.Decode(&q); errors.Is(err, io.EOF) {
				ended <- nil
				return
			} else if err != nil {
				ended <- fmt.Errorf("a question can't be read: %w", err)
				return
			}
			go func() {
				a, err := x.answer(ctx, q)
				if err != nil {
					a = rehearsal.Answer{Error: err.Error()}
				}
				a.Number = q.Number
				_ = x.say(a) // who asked has gone
			}()
		}
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (x *exchange) say(a rehearsal.Answer) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.out.Encode(a)
}

// watch notes what the facilitator sees, as the console does.
func (x *exchange) watch(ctx context.Context) {
	for s := range x.room.Watch(ctx, exercise.Facilitator) {
		st, ok := s.Step(s.Current())
		if !ok {
			continue
		}
		x.mu.Lock()
		x.seen = append(x.seen, sight{st.ID, st.Votes, x.room.Now()})
		close(x.fresh)
		x.fresh = make(chan struct{})
		x.mu.Unlock()
	}
}

// tally waits until the facilitator sees so many answers at a step, and gives
// the time since which they do.
func (x *exchange) tally(ctx context.Context, step string, votes int) (time.Time, error) {
	for {
		x.mu.Lock()
		fresh := x.fresh
		for _, s := range x.seen {
			if s.step == step && s.votes >= votes {
				x.mu.Unlock()
				return s.at, nil
			}
		}
		x.mu.Unlock()
		select {
		case <-fresh:
		case <-ctx.Done():
			return time.Time{}, ctx.Err()
		}
	}
}

func (x *exchange) answer(ctx context.Context, q rehearsal.Question) (rehearsal.Answer, error) {
	switch q.Deed {
	case rehearsal.Tally:
		at, err := x.tally(ctx, q.Step, q.Votes)
		return rehearsal.Answer{At: at}, err
	case rehearsal.Stats:
		u := use()
		u.Connected = x.room.Connected()
		return rehearsal.Answer{Stats: &u}, nil
	case rehearsal.Ballots:
		return rehearsal.Answer{Ballots: rehearsal.Counting(x.room.State())}, nil
	}
	c := map[rehearsal.Deed]exercise.Command{
		rehearsal.Enter:  exercise.Enter{Step: q.Step},
		rehearsal.Reveal: exercise.Reveal{Step: q.Step},
		rehearsal.Second: exercise.SecondRound{Step: q.Step},
		rehearsal.Finish: exercise.Finish{},
	}[q.Deed]
	if c == nil {
		return rehearsal.Answer{}, fmt.Errorf("nobody can be asked to %q", q.Deed)
	}
	ack, err := x.room.Do(ctx, c)
	if err != nil {
		return rehearsal.Answer{}, err
	}
	return rehearsal.Answer{Scene: ack.State.Scene()}, nil
}
