package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/scenarios"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(unhurried{m}) }

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

// A house is a room that is served on a real listener.
type house struct {
	testing.TB
	path   string
	store  *journal.Store
	host   *room.Host
	room   *room.Room
	access *room.Access
	server *Server
	http   *httptest.Server
	limits Limits

	mu  sync.Mutex
	log []string
}

var allContent = sync.OnceValues(func() (*library.Library, error) { return library.Load(scenarios.FS(), nil) })

func serve(t testing.TB, change ...func(*room.Choice, *house)) *house {
	t.Helper()
	h := &house{TB: t, path: filepath.Join(t.TempDir(), "j.db")}
	c := room.Choice{Scenario: "wannacry-2017", Mode: exercise.Room, Track: "60-minutes", Groups: exercise.StakeholderGroups()}
	for _, f := range change {
		f(&c, h)
	}
	h.openStore()
	lib, err := allContent()
	if err != nil {
		t.Fatal(err)
	}
	if h.room, err = h.host.Open(t.Context(), lib, c); err != nil {
		t.Fatal(err)
	}
	h.start()
	t.Cleanup(h.stop)
	return h
}

func (h *house) openStore() {
	h.Helper()
	var err error
	if h.store, err = journal.Open(context.Background(), h.path, journal.Options{}); err != nil {
		h.Fatal(err)
	}
	h.host = &room.Host{Journal: h.store, Now: time.Now, Random: rand.Reader}
}

func (h *house) start() {
	h.Helper()
	// What a slow machine takes is nobody's fault, unless a test is about that.
	h.limits.HeaderTime, h.limits.Record = cmp.Or(h.limits.HeaderTime, patience), cmp.Or(h.limits.Record, patience)
	h.limits.Heartbeat = cmp.Or(h.limits.Heartbeat, patience)
	h.limits.StreamWrite = cmp.Or(h.limits.StreamWrite, patience)
	var err error
	if h.access, err = h.host.Access(context.Background(), h.room.State().Setup().Exercise); err != nil {
		h.Fatal(err)
	}
	h.server, err = New(Options{
		Room: h.room, Access: h.access, NewParticipant: h.host.NewParticipant, Limits: h.limits,
		Invitation: room.Invitation{Code: h.access.Code, URL: "http://192.0.2.7:8080", SSHHost: "192.0.2.7", SSHPort: 2323},
		Log: func(m string) {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.log = append(h.log, m)
		},
	})
	if err != nil {
		h.Fatal(err)
	}
	h.http = httptest.NewUnstartedServer(h.server)
	h.http.Config = h.server.HTTP()
	h.http.Config.ReadTimeout, h.http.Config.WriteTimeout = patience, patience
	h.http.Start()
}

func (h *house) stop() {
	h.server.Close()
	h.http.Close()
	h.room.Close()
	h.store.Close()
}

// restart is what comes after a crash: another server, room and store.
func (h *house) restart() {
	h.Helper()
	id := h.room.State().Setup().Exercise
	h.stop()
	h.openStore()
	var err error
	if h.room, err = h.host.Resume(context.Background(), id); err != nil {
		h.Fatal(err)
	}
	h.start()
}

func (h *house) do(cs ...exercise.Command) {
	h.Helper()
	for _, c := range cs {
		if _, err := h.room.Do(context.Background(), c); err != nil {
			h.Fatalf("%#v: %v", c, err)
		}
	}
}

func (h *house) plan(i int) exercise.Planned { return h.room.State().Setup().Plan[i] }

// A phone is a browser without a script.
type phone struct {
	h *house
	*http.Client
}

func (h *house) phone() *phone {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.Fatal(err)
	}
	client := &http.Client{Jar: jar, Transport: h.http.Client().Transport, Timeout: patience}
	return &phone{h, client}
}

type answerOf struct {
	status int
	body   string
	header http.Header
	url    *url.URL
}

func (p *phone) send(method, path string, form url.Values, change ...func(*http.Request)) answerOf {
	p.h.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequest(method, p.h.http.URL+path, body)
	if err != nil {
		p.h.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, f := range change {
		f(r)
	}
	res, err := p.Do(r)
	if err != nil {
		p.h.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		p.h.Fatal(err)
	}
	return answerOf{res.StatusCode, string(b), res.Header, res.Request.URL}
}

func (p *phone) get(path string) answerOf { p.h.Helper(); return p.send("GET", path, nil) }

func (p *phone) join(group string) answerOf {
	p.h.Helper()
	a := p.send("POST", "/join", url.Values{"code": {p.h.access.Code}, "group": {group}})
	if a.status != 200 || a.url.Path != "/" {
		p.h.Fatalf("joining: %d at %s:\n%s", a.status, a.url, a.body)
	}
	return a
}

func (p *phone) id() string {
	u, _ := url.Parse(p.h.http.URL)
	for _, c := range p.Jar.Cookies(u) {
		if id, ok := p.h.access.Participant(c.Value); ok {
			return id
		}
	}
	p.h.Fatal("the phone has no token")
	return ""
}

func ballotForm(step string, n norm.ID, round, answer string) url.Values {
	return url.Values{"step": {step}, "norm": {string(n)}, "round": {round}, "answer": {answer}, "reason": {""}, "delay": {""}, "note": {""}}
}

func (p *phone) vote(n norm.ID, answer string) answerOf {
	p.h.Helper()
	st := p.h.room.State()
	at, _ := st.Step(st.Current())
	return p.send("POST", "/vote", ballotForm(at.ID, n, string(rune('0'+at.Round)), answer))
}

func (h *house) own(p *phone, step string, n norm.ID, round int) (exercise.Ballot, bool) {
	return h.room.State().Ballot(exercise.Item{Step: step, Norm: n, Round: round}, p.id())
}

// has looks for text as a person would read it.
func (a answerOf) has(t testing.TB, texts ...string) {
	t.Helper()
	body := stdUnescape(a.body)
	for _, x := range texts {
		if !strings.Contains(body, x) {
			t.Errorf("%d at %s lacks %q:\n%.3000s", a.status, a.url, x, text(a.body))
		}
	}
}

func (a answerOf) lacks(t testing.TB, texts ...string) {
	t.Helper()
	body := stdUnescape(a.body)
	for _, x := range texts {
		if strings.Contains(body, x) {
			t.Errorf("%d at %s has %q:\n%.3000s", a.status, a.url, x, text(a.body))
		}
	}
}

// text is what is left of a page without its tags, for messages.
func text(page string) string {
	var out []string
	for _, part := range strings.Split(page, "<") {
		if _, x, ok := strings.Cut(part, ">"); ok {
			out = append(out, strings.Fields(x)...)
		}
	}
	return strings.Join(out, " ")
}

// eventually waits until something is so.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()
	for late := time.Now().Add(patience); !so(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(late) {
			t.Fatalf("never so: %s", what)
		}
	}
}
