package web

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// Options say what a Server serves, and to whom.
type Options struct {
	Room           *room.Room
	Access         *room.Access
	NewParticipant func() (string, error) // draws the id of somebody who joins
	Invitation     room.Invitation        // for the join card on the projector's page

	// Hosts are the host names, without a port, under which the pages may be
	// asked for. Any IP address and localhost always may: a page from elsewhere
	// can make a browser come here under a name only.
	Hosts []string

	Secure bool             // served over TLS: cookies go over nothing else
	Limits Limits           // the zero value stands for the defaults
	Log    func(msg string) // faults alone; never an address, a token or a ballot; may be nil
}

// A Server is a live room over HTTP: the participants' pages and the
// projector's.
type Server struct {
	Options
	handler   http.Handler
	cookie    string
	assets    assets
	addresses *addressBook
	streams   *streamBook
	paces     *paceBook
	scenes    sceneCache
	fragments fragmentCache
	joinCard  joinCard
	sheets    sync.Pool // of *bytes.Buffer: a thousand pages at once are much garbage

	phones  *topic // the room as participants see it
	screens *topic // the room as the projector sees it
	close   context.CancelFunc
	stopped sync.WaitGroup
}

// New makes the server of a room. It follows the room until Close.
func New(o Options) (*Server, error) {
	if o.Room == nil || o.Access == nil || o.NewParticipant == nil {
		return nil, errors.New("a room over HTTP needs the room, its access and a source of ids")
	}
	if o.Log == nil {
		o.Log = func(string) {}
	}
	o.Limits = o.Limits.withDefaults()
	s := &Server{
		Options:   o,
		cookie:    cookieName(o.Room.State().Setup().Exercise, o.Secure),
		addresses: newAddressBook(o.Limits, o.Room.Now),
		streams:   newStreamBook(o.Limits),
		paces:     &paceBook{limits: o.Limits, of: map[string]*rate.Limiter{}},
		phones:    newTopic(o.Room.View(exercise.Participating)),
		screens:   newTopic(o.Room.View(exercise.Projector)),
	}
	var err error
	if s.assets, err = loadAssets(); err != nil {
		return nil, err
	}
	if s.joinCard, err = newJoinCard(o.Invitation); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.close = cancel
	for t, role := range map[*topic]exercise.Role{s.phones: exercise.Participating, s.screens: exercise.Projector} {
		states := o.Room.Watch(ctx, role)
		s.stopped.Go(func() {
			for state := range states {
				t.set(state)
			}
			t.end()
		})
	}
	s.handler = s.guard(s.routes())
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// HTTP is the server for a listener, with all its time limits. Event streams
// last beyond them: they end with Close, or when nobody reads them.
func (s *Server) HTTP() *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: cmp.Or(s.Limits.HeaderTime, 5*time.Second),
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    8 << 10,
		ConnState:         s.addresses.connection,
		// What the standard library logs has addresses in it.
		ErrorLog:    log.New(io.Discard, "", 0),
		BaseContext: func(net.Listener) context.Context { return context.Background() },
	}
}

// Close ends the event streams, so that a server's Shutdown can finish. Other
// requests are answered still.
func (s *Server) Close() {
	s.close()
	s.stopped.Wait()
}
