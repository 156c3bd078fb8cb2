package web

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// attack is a room with a voter whose ballot somebody is after.
type attack struct {
	*house
	step, next exercise.Planned
	victim     *phone
	me         *phone
}

func newAttack(t *testing.T) *attack {
	h := serve(t)
	a := &attack{house: h, step: h.plan(0), next: h.plan(1), victim: h.phone(), me: h.phone()}
	h.do(exercise.Enter{Step: a.step.Step})
	a.victim.join("Youth")
	a.me.join("")
	a.victim.vote(a.step.Norms[0], "helped").has(t, "Recorded: helped")
	return a
}

func (a *attack) form() url.Values { return ballotForm(a.step.Step, a.step.Norms[0], "1", "latency") }

func with(name, value string) func(*http.Request) {
	return func(r *http.Request) {
		if name == "Host" {
			r.Host = value
			return
		}
		r.Header.Set(name, value)
	}
}

// Whatever a request does, the victim's ballot stays and no ballot appears that
// its voter didn't cast.
func TestAttacks(t *testing.T) {
	cookie := func(a *attack, value string) func(*http.Request) {
		return with("Cookie", a.server.cookie+"="+value)
	}
	for name, c := range map[string]struct {
		status int
		try    func(a *attack) answerOf
		mine   bool // my own ballot is recorded by it
	}{
		"no cookie": {http.StatusUnauthorized, func(a *attack) answerOf { return a.phone().send("POST", "/vote", a.form()) }, false},
		"a forged token": {http.StatusUnauthorized, func(a *attack) answerOf {
			fake := a.victim.id() + "." + base64.RawURLEncoding.EncodeToString(make([]byte, 32))
			return a.phone().send("POST", "/vote", a.form(), cookie(a, fake))
		}, false},
		"an id as a token": {http.StatusUnauthorized, func(a *attack) answerOf {
			return a.phone().send("POST", "/vote", a.form(), cookie(a, a.victim.id()))
		}, false},
		"the token of another room": {http.StatusUnauthorized, func(a *attack) answerOf {
			other := serve(t)
			return a.phone().send("POST", "/vote", a.form(), cookie(a, other.access.Token(a.victim.id())))
		}, false},
		"a good token of somebody who never joined": {http.StatusUnauthorized, func(a *attack) answerOf {
			return a.phone().send("POST", "/vote", a.form(), cookie(a, a.access.Token("nobody")))
		}, false},
		"another's id in the form": {http.StatusBadRequest, func(a *attack) answerOf {
			f := a.form()
			f.Set("participant", a.victim.id())
			return a.me.send("POST", "/vote", f)
		}, false},
		"another's id in the address": {http.StatusOK, func(a *attack) answerOf {
			return a.me.send("POST", "/vote?participant="+a.victim.id()+"&answer=helped&note=x", a.form())
		}, true},
		"withdrawing another's": {http.StatusOK, func(a *attack) answerOf { return a.me.send("POST", "/withdraw", a.form()) }, false},
		"a field given twice": {http.StatusBadRequest, func(a *attack) answerOf {
			f := a.form()
			f.Add("answer", "helped")
			return a.me.send("POST", "/vote", f)
		}, false},
		"the wrong round": {http.StatusConflict, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", ballotForm(a.step.Step, a.step.Norms[0], "2", "latency"))
		}, false},
		"no round": {http.StatusBadRequest, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", ballotForm(a.step.Step, a.step.Norms[0], "0", "latency"))
		}, false},
		"a closed vote": {http.StatusConflict, func(a *attack) answerOf {
			a.do(exercise.Reveal{Step: a.step.Step})
			return a.me.send("POST", "/vote", a.form())
		}, false},
		"a shut vote": {http.StatusConflict, func(a *attack) answerOf {
			a.do(exercise.CloseVote{Step: a.step.Step})
			return a.me.send("POST", "/vote", a.form())
		}, false},
		"a pause": {http.StatusConflict, func(a *attack) answerOf {
			a.do(exercise.Pause{})
			return a.me.send("POST", "/vote", a.form())
		}, false},
		"a step that the room has left": {http.StatusConflict, func(a *attack) answerOf {
			a.do(exercise.Enter{Step: a.next.Step})
			return a.me.send("POST", "/vote", a.form())
		}, false},
		"a step to come": {http.StatusConflict, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", ballotForm(a.next.Step, a.next.Norms[0], "1", "latency"))
		}, false},
		"no such step": {http.StatusUnprocessableEntity, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", ballotForm("../../etc", a.step.Norms[0], "1", "latency"))
		}, false},
		"an unknown norm": {http.StatusUnprocessableEntity, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", ballotForm(a.step.Step, "no/such", "1", "latency"))
		}, false},
		"an unknown answer": {http.StatusUnprocessableEntity, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", ballotForm(a.step.Step, a.step.Norms[0], "1", "violated"))
		}, false},
		"a note that is too long": {http.StatusUnprocessableEntity, func(a *attack) answerOf {
			f := a.form()
			f.Set("note", strings.Repeat("x", exercise.MaxRemark+1))
			return a.me.send("POST", "/vote", f)
		}, false},
		"a note that is no text": {http.StatusUnprocessableEntity, func(a *attack) answerOf {
			f := a.form()
			f.Set("note", "\xff\xfe")
			return a.me.send("POST", "/vote", f)
		}, false},
		"after the end": {http.StatusConflict, func(a *attack) answerOf {
			a.do(exercise.Finish{})
			return a.me.send("POST", "/vote", a.form())
		}, false},
		"a removed participant": {http.StatusForbidden, func(a *attack) answerOf {
			a.do(exercise.Remove{Participant: a.me.id()})
			return a.me.send("POST", "/vote", a.form())
		}, false},
		"a removed participant's proposal": {http.StatusForbidden, func(a *attack) answerOf {
			a.do(exercise.Remove{Participant: a.me.id()})
			return a.me.send("POST", "/propose", url.Values{"step": {a.step.Step}, "text": {"x"}})
		}, false},
		"a removed participant's stream": {http.StatusForbidden, func(a *attack) answerOf {
			a.do(exercise.Remove{Participant: a.me.id()})
			return a.me.get("/events")
		}, false},
		"a form of a foreign page": {http.StatusForbidden, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", a.form(), with("Origin", "http://evil.example"))
		}, false},
		"a form of a foreign page that hides": {http.StatusForbidden, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", a.form(), with("Origin", "null"))
		}, false},
		"a form of a foreign page, as new browsers say": {http.StatusForbidden, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", a.form(), with("Sec-Fetch-Site", "cross-site"))
		}, false},
		"a foreign page that bent its name": {http.StatusMisdirectedRequest, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", a.form(), with("Host", "evil.example:8080"))
		}, false},
		"the room's own page": {http.StatusOK, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", a.form(), with("Origin", a.http.URL))
		}, true},
		"JSON": {http.StatusUnsupportedMediaType, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", a.form(), with("Content-Type", "application/json"))
		}, false},
		"a form in parts": {http.StatusUnsupportedMediaType, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", a.form(), with("Content-Type", "multipart/form-data; boundary=x"))
		}, false},
		"a huge form": {http.StatusRequestEntityTooLarge, func(a *attack) answerOf {
			return a.me.send("POST", "/vote", url.Values{"note": {strings.Repeat("x", 1<<20)}})
		}, false},
		"a vote by GET":        {http.StatusMethodNotAllowed, func(a *attack) answerOf { return a.me.get("/vote?" + a.form().Encode()) }, false},
		"a vote by PUT":        {http.StatusMethodNotAllowed, func(a *attack) answerOf { return a.me.send("PUT", "/vote", a.form()) }, false},
		"a page by DELETE":     {http.StatusMethodNotAllowed, func(a *attack) answerOf { return a.me.send("DELETE", "/", nil) }, false},
		"a stream by HEAD":     {http.StatusMethodNotAllowed, func(a *attack) answerOf { return a.me.send("HEAD", "/events", nil) }, false},
		"climbing out":         {http.StatusNotFound, func(a *attack) answerOf { return a.me.get("/..%2f..%2fetc%2fpasswd") }, false},
		"climbing from code":   {http.StatusNotFound, func(a *attack) answerOf { return a.me.get("/j/../assets/script.js") }, false},
		"the source of a page": {http.StatusNotFound, func(a *attack) answerOf { return a.me.get("/pages/room.html") }, false},
		"a header in the code": {http.StatusOK, func(a *attack) answerOf {
			r := a.phone().get("/j/X%0d%0aSet-Cookie:%20a=b")
			if r.header.Get("Set-Cookie") != "" {
				t.Error("a header was injected")
			}
			return r
		}, false},
		"a header in the norm": {http.StatusUnprocessableEntity, func(a *attack) answerOf {
			r := a.me.send("POST", "/vote", ballotForm(a.step.Step, "x\r\nSet-Cookie: a=b", "1", "latency"))
			if r.header.Get("Set-Cookie") != "" {
				t.Error("a header was injected")
			}
			return r
		}, false},
		"the projector without the code": {http.StatusForbidden, func(a *attack) answerOf { return a.me.get("/screen/XXXXX") }, false},
		"its stream without the code":    {http.StatusForbidden, func(a *attack) answerOf { return a.me.get("/screen/XXXXX/events") }, false},
		"a command of the facilitator": {http.StatusNotFound, func(a *attack) answerOf {
			return a.me.send("POST", "/reveal", url.Values{"step": {a.step.Step}})
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAttack(t)
			mine := a.me.id()
			r := c.try(a)
			if r.status != c.status {
				t.Errorf("status %d, want %d: %s", r.status, c.status, text(r.body))
			}
			item := exercise.Item{Step: a.step.Step, Norm: a.step.Norms[0], Round: 1}
			if b, ok := a.room.State().Ballot(item, a.victim.id()); !ok || b.Answer != exercise.Helped || b.Note != "" {
				t.Errorf("the victim's ballot became %+v, %t", b, ok)
			}
			b, ok := a.room.State().Ballot(item, mine)
			if ok != c.mine || ok && b != (exercise.Ballot{Answer: exercise.Latency}) {
				t.Errorf("my own ballot is %+v, %t", b, ok)
			}
			votes := 0
			for _, st := range a.room.State().Steps() {
				votes += st.Votes
			}
			if want := map[bool]int{true: 2, false: 1}[c.mine]; votes != want {
				t.Errorf("%d ballots, want %d", votes, want)
			}
			if len(r.header.Values("Set-Cookie")) > 0 {
				t.Error("a token was given out")
			}
		})
	}
}

// What people type is shown, and does nothing.
func TestTextFromPeopleIsInert(t *testing.T) {
	const nasty = `"><script>alert(1)</script><img src=x onerror=alert(2)> '}}{{.Access}}`
	h := serve(t, func(c *room.Choice, _ *house) { c.Groups = []string{`<script>alert(3)</script>`, "B"} })
	first := h.plan(0)
	p := h.phone()
	h.do(exercise.Enter{Step: first.Step})
	pages := []answerOf{p.get("/"), p.join(`<script>alert(3)</script>`)}
	f := ballotForm(first.Step, first.Norms[0], "1", "latency")
	f.Set("note", nasty)
	pages = append(pages, p.send("POST", "/vote", f))
	f.Set("note", strings.Repeat(nasty, 5)) // too long: comes back in the form
	pages = append(pages, p.send("POST", "/vote", f))
	pages = append(pages, p.send("POST", "/propose", url.Values{"step": {first.Step}, "text": {nasty}}))
	pages = append(pages, h.phone().send("POST", "/join", url.Values{"code": {nasty}, "group": {nasty}, "ticket": {nasty}}))
	h.do(exercise.Reveal{Step: first.Step})
	pages = append(pages, p.get("/"), h.phone().get("/screen/"+h.access.Code), h.phone().get("/screen/"+url.PathEscape(nasty)), h.phone().get("/j/"+url.PathEscape(nasty)))
	for _, a := range pages {
		for _, bad := range []string{"<script>", "<img", "onerror=alert(2)>"} {
			if strings.Contains(a.body, bad) {
				t.Errorf("%s has %s", a.url, bad)
			}
		}
		if n := strings.Count(a.body, "<script"); strings.Contains(a.body, "<head>") && n != 1 {
			t.Errorf("%s has %d scripts", a.url, n)
		}
		if csp := a.header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s has the policy %q", a.url, csp)
		}
	}
}
