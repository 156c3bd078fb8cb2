package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// A whole room behind one address joins and votes at once, with the defaults.
func TestTwoHundredFromOneAddress(t *testing.T) {
	const people = 200
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	var wg sync.WaitGroup
	start := time.Now()
	for range people {
		wg.Go(func() {
			p := h.phone()
			p.get("/j/" + h.access.Code)
			p.get(h.server.assets.Style)
			p.get(h.server.assets.Script)
			p.join("Youth")
			if a := p.vote(first.Norms[0], "helped"); a.status != http.StatusOK {
				t.Errorf("a vote: %d", a.status)
			}
		})
	}
	wg.Wait()
	t.Logf("%d people took %v", people, time.Since(start))
	if n := h.room.State().Votes(exercise.Item{Step: first.Step, Norm: first.Norms[0], Round: 1}).Total.Helped; n != people {
		t.Errorf("%d votes of %d", n, people)
	}
}

func TestWrongCodesAreThrottled(t *testing.T) {
	h := serve(t, func(_ *room.Choice, h *house) { h.limits = Limits{WrongAtOne: 5, Wrong: 0.001} })
	seen := map[int]int{}
	for i := range 20 {
		a := h.phone().send("POST", "/join", url.Values{"code": {fmt.Sprintf("AAAA%d", i)}})
		seen[a.status]++
	}
	if seen[http.StatusForbidden] != 5 || seen[http.StatusTooManyRequests] != 15 {
		t.Errorf("answers: %v", seen)
	}
	// The right code tells nothing either, or guessing could go on.
	for _, path := range []string{"/screen/" + h.access.Code, "/screen/" + h.access.Code + "/events"} {
		if a := h.phone().get(path); a.status != http.StatusTooManyRequests {
			t.Errorf("%s: %d", path, a.status)
		}
	}
	if a := h.phone().send("POST", "/join", url.Values{"code": {h.access.Code}}); a.status != http.StatusTooManyRequests {
		t.Errorf("joining with the right code: %d", a.status)
	}
}

func TestRequestsAndJoinsAreLimited(t *testing.T) {
	h := serve(t, func(_ *room.Choice, h *house) {
		h.limits = Limits{RequestsAtOne: 20, Requests: 0.001, JoinsAtOne: 2, Joins: 0.001}
	})
	seen := map[int]int{}
	for range 5 {
		client := *h.phone().Client
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		p := &phone{h, &client}
		seen[p.send("POST", "/join", url.Values{"code": {h.access.Code}}).status]++
	}
	if seen[http.StatusSeeOther] != 2 || seen[http.StatusTooManyRequests] != 3 {
		t.Errorf("joins: %v", seen)
	}
	seen = map[int]int{}
	for range 30 {
		a := h.phone().send("GET", "/", nil, with("X-Forwarded-For", fmt.Sprint("10.0.0.", len(seen))))
		seen[a.status]++
	}
	if seen[http.StatusOK] != 15 || seen[http.StatusTooManyRequests] != 15 {
		t.Errorf("requests: %v", seen)
	}
}

func TestAddressBookIsBounded(t *testing.T) {
	now := time.Unix(0, 0)
	b := newAddressBook(Limits{Addresses: 10, RequestsAtOne: 3, Requests: 1}.withDefaults(), func() time.Time { return now })
	for i := range 10 {
		b.of(fmt.Sprintf("10.0.0.%d:1", i)).requests.AllowN(now, 3)
	}
	for i := range 1000 {
		if a := b.of(fmt.Sprintf("10.1.%d.%d:1", i/250, i%250)); a != b.shared {
			t.Fatal("an address is kept beyond the bound")
		}
	}
	if len(b.entries) != 10 {
		t.Errorf("%d addresses are kept", len(b.entries))
	}
	now = now.Add(time.Minute) // they have their whole allowance again
	if a := b.of("10.9.9.9:1"); a == b.shared || len(b.entries) != 1 {
		t.Errorf("a full book is not cleared: %d", len(b.entries))
	}
	for in, want := range map[string]string{
		"192.0.2.1:99": "192.0.2.1", "[::ffff:192.0.2.1]:99": "192.0.2.1", "[2001:db8:1:2:3:4:5:6]:99": "2001:db8:1:2::", "[fe80::1%eth0]:9": "fe80::",
	} {
		if got := address(in); got != netip.MustParseAddr(want) {
			t.Errorf("%s is %s", in, got)
		}
	}
	if address("pipe").IsValid() {
		t.Error("no address is one")
	}
}

func TestConnectionsAreLimited(t *testing.T) {
	h := serve(t, func(_ *room.Choice, h *house) { h.limits = Limits{ConnectionsPerAddress: 2} })
	first := &phone{h, &http.Client{Transport: &http.Transport{}}}
	second := &phone{h, &http.Client{Transport: &http.Transport{}}}
	third := &http.Client{Transport: &http.Transport{}, Timeout: patience}
	first.get("/")
	second.get("/")
	if res, err := third.Get(h.http.URL); err == nil {
		res.Body.Close()
		t.Error("a third connection of one address is served")
	}
	first.CloseIdleConnections()
	eventually(t, "the place of a connection that ended is free again", func() bool {
		res, err := third.Get(h.http.URL)
		if err == nil {
			res.Body.Close()
		}
		return err == nil
	})
	second.CloseIdleConnections()
	third.CloseIdleConnections()
}

// A fault in one request ends that request, and the log doesn't quote it.
func TestPanicIsContained(t *testing.T) {
	h := serve(t)
	h.server.handler = h.server.guard(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("SECRETNOTE") }))
	r := httptest.NewRequest("GET", "/?x=SECRETNOTE", nil)
	r.Host = "localhost"
	w := httptest.NewRecorder()
	h.server.ServeHTTP(w, r)
	if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "SECRETNOTE") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	log := strings.Join(h.log, "\n")
	if !strings.Contains(log, "string at github.com/normwalk/normwalk/engine/web.TestPanicIsContained") || strings.Contains(log, "SECRETNOTE") || strings.Contains(log, "192.0.2") {
		t.Errorf("the log: %s", log)
	}
}
