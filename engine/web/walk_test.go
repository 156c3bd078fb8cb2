package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A participant goes through a whole exercise with plain forms alone.
func TestWalkWithoutScript(t *testing.T) {
	h := serve(t)
	first, second := h.plan(0), h.plan(1)
	p := h.phone()

	page := p.get("/j/" + strings.ToLower(h.access.Code))
	page.has(t, "Join the room", `value="`+h.access.Code+`"`, "I prefer not to say", "Technical community", "<title>Join the room")
	p.join("Academia").has(t, "You are in", "has not begun yet", "You are participant 1", "Academia", "<title>Waiting to begin")
	p.get("/j/"+h.access.Code).has(t, "You are in") // the code again leads back

	h.do(exercise.Enter{Step: first.Step})
	step, _ := h.room.Scenario().Step(first.Step)
	page = p.get("/")
	page.has(t, "Step 1 of 8", step.Title, step.Facts[0].Text, "Sources", "Not recorded yet", "<title>Step 1, vote")
	page.lacks(t, step.Readings[0].Reason, "Recorded:", step.Notes)

	n := first.Norms[0]
	a := p.vote(n, "latency")
	if a.url.Path != "/" || a.url.Fragment != "norm-1" {
		t.Errorf("after a vote the page is %s", a.url)
	}
	a.has(t, "Recorded: added latency", "Take it back")
	if b, ok := h.own(p, first.Step, n, 1); !ok || b.Answer != exercise.Latency {
		t.Errorf("the ballot on disk is %+v, %t", b, ok)
	}
	p.vote(n, "helped").has(t, "Recorded: helped")
	if v := h.room.State().Votes(exercise.Item{Step: first.Step, Norm: n, Round: 1}); v.Total.Answered() != 1 {
		t.Errorf("a changed vote counts %d times", v.Total.Answered())
	}
	p.send("POST", "/withdraw", ballotForm(first.Step, n, "1", "helped")).lacks(t, "Recorded:")
	if _, ok := h.own(p, first.Step, n, 1); ok {
		t.Error("the ballot was not taken back")
	}
	p.vote(n, "").has(t, "Choose helped, added latency")
	f := ballotForm(first.Step, n, "1", "latency")
	f.Set("reason", "trust")
	f.Set("delay", "hours")
	f.Set("note", "one\r\ntwo")
	p.send("POST", "/vote", f).has(t, "Recorded: added latency", "<option selected>trust", "<option selected>hours", "one\ntwo")

	p.send("POST", "/propose", url.Values{"step": {first.Step}, "text": {"Ask before you seize"}}).has(t, "Recorded. The facilitator sees your proposal.")
	if got := h.room.State().Proposals(); len(got) != 1 || got[0].Text != "Ask before you seize" {
		t.Errorf("proposals: %+v", got)
	}
	p.send("POST", "/propose", url.Values{"step": {first.Step}, "text": {" "}}).has(t, "the text is empty or too long")

	h.do(exercise.SetTimer{Length: 90 * time.Second})
	p.get("/").has(t, "</span> left")
	h.do(exercise.CloseVote{Step: first.Step})
	p.get("/").has(t, "The vote is closed.", "<fieldset disabled>")
	h.do(exercise.OpenVote{Step: first.Step}, exercise.Pause{})
	p.get("/").has(t, "Paused.", "<fieldset disabled>")
	h.do(exercise.Continue{}, exercise.Reveal{Step: first.Step})
	page = p.get("/")
	page.has(t, "What the room said", "You: ", "added latency, reason: trust, delay: hours", "The analyst reads it as", step.Readings[0].Reason, step.Readings[0].Counter, "You recorded nothing here.", "<title>Step 1, the votes are shown")

	h.do(exercise.SecondRound{Step: first.Step})
	p.get("/").has(t, "Second vote, after the discussion", "Your first vote: added latency", "The room's first vote: H 0, L 1, I 0, A 0")
	p.vote(n, "irrelevant").has(t, "Recorded: irrelevant")
	h.do(exercise.Reveal{Step: first.Step})
	p.get("/").has(t, "since the first vote: H 0 → 0, L 1 → 0, I 0 → 1", "(first vote: added latency)")
	h.do(exercise.OpenVote{Step: first.Step})
	p.get("/").has(t, "opened this vote again")

	h.do(exercise.Enter{Step: second.Step})
	p.get("/").has(t, "Step 2 of 8", "Not recorded yet")
	h.do(exercise.Finish{})
	p.get("/").has(t, "The exercise is finished", "<title>Finished")
	h.phone().get("/").has(t, "Nobody can join any more")
}

// Where nobody voted again the page shows the first round: its counts, and what
// the participant said then.
func TestSecondRoundThatNobodyVotedIn(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	p := h.phone()
	p.join("")
	p.vote(first.Norms[0], "helped")
	p.vote(first.Norms[1], "helped")
	h.do(exercise.Reveal{Step: first.Step}, exercise.SecondRound{Step: first.Step})
	p.vote(first.Norms[1], "latency")
	h.do(exercise.Reveal{Step: first.Step})
	_, rest, _ := strings.Cut(p.get("/").body, `id="norm-1"`)
	one, rest, _ := strings.Cut(rest, `id="norm-2"`)
	two, _, _ := strings.Cut(rest, `id="norm-3"`)
	for _, c := range []struct{ card, want string }{
		{one, "You: H helped too few"}, {two, "You: L added latency (first vote: helped)"},
	} {
		if got := text(c.card); !strings.Contains(got, c.want) {
			t.Errorf("a card lacks %q:\n%s", c.want, got)
		}
	}
}

func TestComesBackAfterACrash(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	p := h.phone()
	p.join("")
	p.vote(first.Norms[0], "helped").has(t, "Recorded: helped")
	id, code := p.id(), h.access.Code
	cookies := p.Jar.Cookies(mustURL(t, h.http.URL))

	h.restart()
	p.Jar.SetCookies(mustURL(t, h.http.URL), cookies)
	p.get("/").has(t, "Recorded: helped", "You are participant 1")
	p.vote(first.Norms[0], "latency").has(t, "Recorded: added latency")
	if p.id() != id || h.access.Code != code {
		t.Errorf("the room came back with another code or participant")
	}
	if n := h.room.State().Joined(); n != 1 {
		t.Errorf("%d have joined", n)
	}
}

func mustURL(t testing.TB, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// "Recorded" is said of what is on disk, and of nothing else.
func TestRecordedMeansOnDisk(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	p := h.phone()
	p.join("")
	if err := h.store.Close(); err != nil {
		t.Fatal(err)
	}
	f := ballotForm(first.Step, first.Norms[0], "1", "latency")
	f.Set("note", "kept in the form")
	a := p.send("POST", "/vote", f)
	if a.status != http.StatusServiceUnavailable {
		t.Errorf("status %d", a.status)
	}
	a.has(t, "Not recorded: the room can't write", "kept in the form", `value="latency" checked`)
	a.lacks(t, "Recorded:")
	a = p.send("POST", "/vote", f, script)
	if a.status != http.StatusServiceUnavailable || !strings.Contains(a.body, `"recorded":false`) || !strings.Contains(a.body, `"again":true`) {
		t.Errorf("the script is told %d %s", a.status, a.body)
	}
	if b := h.phone().send("POST", "/join", url.Values{"code": {h.access.Code}}); b.status != http.StatusServiceUnavailable || b.header.Get("Set-Cookie") != "" {
		t.Errorf("joining a room that can't record: %d, cookie %q", b.status, b.header.Get("Set-Cookie"))
	}
	if len(h.log) == 0 {
		t.Error("the fault is not in the log")
	}
}

func script(r *http.Request) { r.Header.Set(partHeader, "main") }

func TestScriptGetsTheMainPartAlone(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	p := h.phone()
	p.join("")
	a := p.send("GET", "/", nil, script)
	if !strings.HasPrefix(a.body, "<main ") || !strings.HasSuffix(a.body, "</main>") {
		t.Errorf("the part is %.60q…", a.body)
	}
	a = p.send("POST", "/vote", ballotForm(first.Step, first.Norms[0], "1", "abstain"), script)
	if a.status != 200 || !strings.Contains(a.body, `"recorded":true,"state":"Recorded: abstained"`) {
		t.Errorf("a vote by script: %d %s", a.status, a.body)
	}
	if a := h.phone().send("GET", "/", nil, script); a.status != http.StatusUnauthorized {
		t.Errorf("the part without a token: %d", a.status)
	}
}

// A form that is sent twice joins once; a phone that joins again stays who it is.
func TestJoiningTwiceTakesOneSeat(t *testing.T) {
	h := serve(t)
	p := h.phone()
	_, rest, _ := strings.Cut(p.get("/").body, `name="ticket" value="`)
	ticket, _, _ := strings.Cut(rest, `"`)
	form := url.Values{"code": {h.access.Code}, "ticket": {ticket}, "via": {"remote"}, "group": {"Youth"}}
	other := h.phone() // the answer to the first got lost, and the cookie with it
	for range 2 {
		p.send("POST", "/join", form)
		other.send("POST", "/join", form)
	}
	people := h.room.State().Participants()
	if len(people) != 1 || people[0].Via != "remote" || people[0].Group != "Youth" {
		t.Errorf("participants: %+v", people)
	}
}

func TestWhoCannotJoin(t *testing.T) {
	h := serve(t)
	p := h.phone()
	p.join("")
	h.do(exercise.Lock{})
	h.phone().get("/").has(t, "The room is locked")
	a := h.phone().send("POST", "/join", url.Values{"code": {h.access.Code}})
	if a.status != http.StatusConflict {
		t.Errorf("a locked room: %d", a.status)
	}
	a.has(t, "The room is locked", "Not joined yet")
	p.get("/").has(t, "You are in")
	h.do(exercise.Unlock{})
	a = h.phone().send("POST", "/join", url.Values{"code": {h.access.Code}, "group": {"<b>mine</b>"}})
	if a.status != http.StatusUnprocessableEntity || strings.Contains(a.body, "<b>mine") {
		t.Errorf("a group of one's own: %d %s", a.status, a.body)
	}
	a = h.phone().send("POST", "/join", url.Values{"code": {"WRONG"}})
	a.has(t, "This isn't the room's code")
	h.do(exercise.Remove{Participant: p.id()})
	p.get("/").has(t, "Your part has ended", "<title>Your part has ended")
	if a := p.send("POST", "/join", url.Values{"code": {h.access.Code}}); a.status != http.StatusForbidden {
		t.Errorf("a removed participant joins again: %d", a.status)
	}
}
