package web_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/web"
	"github.com/normwalk/normwalk/scenarios"
)

// A laptop serves a room to the browser, as normwalk serve does, and can be
// killed and started again on the same port and journal.
type laptop struct {
	testing.TB
	path, addr, id string

	store  *journal.Store
	host   *room.Host
	room   *room.Room
	access *room.Access
	server *web.Server
	http   *http.Server
	dead   bool

	mu   sync.Mutex
	held chan struct{} // requests wait for it; nil: they don't
	what string        // which do
	came chan struct{} // one has come
}

var content = sync.OnceValues(func() (*library.Library, error) { return library.Load(scenarios.FS(), nil) })

func newLaptop(t testing.TB) *laptop {
	t.Helper()
	l := &laptop{TB: t, path: filepath.Join(t.TempDir(), "j.db"), addr: ownAddress(t)}
	l.open()
	lib, err := content()
	if err != nil {
		t.Fatal(err)
	}
	l.room, err = l.host.Open(t.Context(), lib, room.Choice{
		Scenario: "wannacry-2017", Mode: exercise.Room, Track: "60-minutes", Groups: exercise.StakeholderGroups(),
	})
	if err != nil {
		t.Fatal(err)
	}
	l.id = l.room.State().Setup().Exercise
	l.serve()
	t.Cleanup(l.kill)
	return l
}

// ownAddress is a free address of this machine with a port that no system gives
// away by itself: while the server is away, one of the pages that try to come
// back could otherwise be given this very port.
func ownAddress(t testing.TB) string {
	t.Helper()
	for range 100 {
		l, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(10000+mathrand.IntN(10000))))
		if err == nil {
			l.Close()
			return l.Addr().String()
		}
	}
	t.Fatal("this machine has no free port")
	return ""
}

func (l *laptop) open() {
	l.Helper()
	var err error
	if l.store, err = journal.Open(context.Background(), l.path, journal.Options{}); err != nil {
		l.Fatal(err)
	}
	l.host = &room.Host{Journal: l.store, Now: time.Now, Random: rand.Reader}
}

func (l *laptop) serve() {
	l.Helper()
	var err error
	if l.access, err = l.host.Access(context.Background(), l.id); err != nil {
		l.Fatal(err)
	}
	listener, err := net.Listen("tcp", l.addr)
	if err != nil {
		l.Fatal(err)
	}
	l.server, err = web.New(web.Options{
		Room: l.room, Access: l.access, NewParticipant: l.host.NewParticipant,
		Invitation: room.Invitation{Code: l.access.Code, URL: "http://192.168.1.10:8080", SSHHost: "192.168.1.10", SSHPort: 2323},
		Log:        func(m string) { l.Logf("the server says: %s", m) },
		Limits:     web.Limits{HeaderTime: patience, Record: patience, StreamWrite: patience},
	})
	if err != nil {
		l.Fatal(err)
	}
	l.http = l.server.HTTP()
	l.http.ReadTimeout, l.http.WriteTimeout = patience, patience // a slow machine is nobody's fault
	l.http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Accept") == "text/event-stream":
			l.server.ServeHTTP(w, r)
		case r.Method == http.MethodPost:
			l.wait(r)
			l.server.ServeHTTP(w, r)
		default: // made first, and sent later
			made := httptest.NewRecorder()
			l.server.ServeHTTP(made, r)
			l.wait(r)
			maps.Copy(w.Header(), made.Header())
			w.WriteHeader(made.Code)
			made.Body.WriteTo(w)
		}
	})
	go l.http.Serve(listener) //nolint:errcheck // ends when the laptop is killed
	l.dead = false
}

// kill ends everything at once: who is connected finds the line dead.
func (l *laptop) kill() {
	if l.dead {
		return
	}
	l.dead = true
	l.http.Close()
	l.server.Close()
	l.room.Close()
	l.store.Close()
}

// restart is what the facilitator does after a crash.
func (l *laptop) restart() {
	l.Helper()
	l.open()
	var err error
	if l.room, err = l.host.Resume(context.Background(), l.id); err != nil {
		l.Fatal(err)
	}
	l.serve()
}

// hold keeps requests for a path waiting until release is called: votes before
// they are recorded, pages after they are made. came closes when one waits.
func (l *laptop) hold(path string) (came <-chan struct{}, release func()) {
	held := make(chan struct{})
	l.mu.Lock()
	defer l.mu.Unlock()
	l.held, l.what, l.came = held, path, make(chan struct{})
	return l.came, sync.OnceFunc(func() {
		l.mu.Lock()
		l.held = nil
		l.mu.Unlock()
		close(held)
	})
}

func (l *laptop) wait(r *http.Request) {
	l.mu.Lock()
	held := l.held
	if r.URL.Path != l.what {
		held = nil
	}
	if held != nil && l.came != nil {
		close(l.came)
		l.came = nil
	}
	l.mu.Unlock()
	if held == nil {
		return
	}
	select {
	case <-held:
	case <-r.Context().Done():
	}
}

func (l *laptop) do(cs ...exercise.Command) {
	l.Helper()
	for _, c := range cs {
		if _, err := l.room.Do(context.Background(), c); err != nil {
			l.Fatalf("%#v: %v", c, err)
		}
	}
}

func (l *laptop) step(i int) exercise.Planned { return l.room.State().Setup().Plan[i] }

// busiest is the step with the most to read, for pages that must hold it.
func (l *laptop) busiest() exercise.Planned {
	var best exercise.Planned
	most := 0
	for _, p := range l.room.State().Setup().Plan {
		s, _ := l.room.Scenario().Step(p.Step)
		length := len(s.Title)
		for _, f := range s.Facts {
			length += len(f.Text)
		}
		if length += 400 * len(p.Norms); length > most {
			best, most = p, length
		}
	}
	return best
}

// crowd is n more people, of two groups, who vote on all norms of a step.
func (l *laptop) crowd(n int, step exercise.Planned) {
	l.Helper()
	for i := range n {
		id := fmt.Sprint("crowd", i)
		l.do(exercise.Join{Participant: id, Group: exercise.StakeholderGroups()[i%2], Via: "browser"})
		for j, norm := range step.Norms {
			l.do(exercise.Cast{Participant: id, Step: step.Step, Norm: norm, Ballot: exercise.Ballot{
				Answer: exercise.Answers()[(i/2+j)%4], Note: "SECRETNOTE of " + strings.Repeat("x", 3),
			}})
		}
	}
}

// ballot is what is on disk of the participant with a seat number.
func (l *laptop) ballot(seat int, step exercise.Planned, norm, round int) (exercise.Ballot, bool) {
	l.Helper()
	state := l.room.State()
	for _, p := range state.Participants() {
		if p.Seat == seat {
			return state.Ballot(exercise.Item{Step: step.Step, Norm: step.Norms[norm], Round: round}, p.ID)
		}
	}
	l.Fatalf("nobody has seat %d", seat)
	return exercise.Ballot{}, false
}

func (l *laptop) recorded(seat int, step exercise.Planned, norm, round int, want exercise.Ballot) {
	l.Helper()
	if got, ok := l.ballot(seat, step, norm, round); !ok || got != want {
		l.Errorf("on disk is %+v (%t), want %+v", got, ok, want)
	}
}
