package web

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// answers are everything that others get to see: pages, parts, streams and
// headers.
func (h *house) answers(p *phone) map[string]string {
	h.Helper()
	out := map[string]string{}
	for name, a := range map[string]answerOf{
		"the ballot": p.get("/"), "the part": p.send("GET", "/", nil, script), "the join page": h.phone().get("/"),
		"the code page": h.phone().get("/j/" + h.access.Code), "the projector": h.phone().get("/screen/" + h.access.Code),
		"the way to the projector": h.phone().get("/screen"), "a wrong way": p.get("/nothing"),
		"a refused vote": p.vote("no/such", "helped"), "the style": p.get(h.server.assets.Style), "the script": p.get(h.server.assets.Script),
	} {
		out[name] = a.body + fmt.Sprint(a.header)
	}
	out["the projector's stream"] = h.fragmentNow()
	return out
}

func (h *house) fragmentNow() string {
	eventually(h, "the projector follows the room", func() bool { // streams may be a tenth of a second behind
		state, _, _ := h.server.screens.get()
		return state.Seq() == h.room.State().Seq()
	})
	s := h.stream(h.phone(), "/screen/"+h.access.Code+"/events")
	defer s.close()
	return s.next("now") + s.next("screen")
}

// Before the reveal nobody is told what was voted; nobody ever is told who
// others are, what they noted, or what opens the room.
func TestNobodyLearnsWhatIsNotTheirs(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	p := h.phone()
	p.join("Youth")
	var ids []string
	for i := range 43 {
		id := fmt.Sprintf("someoneelse%dx", i)
		ids = append(ids, id)
		h.do(exercise.Join{Participant: id, Group: "Academia", Via: "browser"},
			exercise.Cast{Participant: id, Step: first.Step, Norm: first.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Irrelevant, Reason: "politicisation", Delay: "months", Note: "SECRETNOTE"}})
	}
	// One who votes otherwise, so that how many voted, which may be known, isn't
	// how many voted for one answer.
	h.do(exercise.Join{Participant: "anotherone"}, exercise.Cast{Participant: "anotherone", Step: first.Step, Norm: first.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Helped}})
	h.do(exercise.AddNote{Note: exercise.Note{Kind: exercise.NoteKinds()[0], Step: first.Step, Text: "FACILITATORNOTE"}},
		exercise.Propose{Step: first.Step, Text: "PROPOSAL", Participant: ids[0]},
		exercise.Count{Step: first.Step, Norm: first.Norms[0], Tally: exercise.Tally{Latency: 29}, Note: "SECRETNOTE"})
	step, _ := h.room.Scenario().Step(first.Step)
	secrets := append(ids, h.access.Passphrase, "SECRETNOTE", "FACILITATORNOTE", "PROPOSAL",
		hex.EncodeToString(h.access.Key), base64.StdEncoding.EncodeToString(h.access.Key), base64.RawURLEncoding.EncodeToString(h.access.Key))
	if step.Notes != "" {
		secrets = append(secrets, step.Notes)
	}
	hidden := []string{">43<", " 43 ", ">72<", ">29<", "I 43", step.Readings[0].Reason, step.Readings[0].Counter, "The analyst", "analyst:"}
	check := func(when string, secrets []string) {
		t.Helper()
		for name, body := range h.answers(p) {
			for _, x := range secrets {
				if strings.Contains(body, x) || strings.Contains(stdUnescape(body), x) {
					t.Errorf("%s, %s has %q", when, name, x)
				}
			}
		}
	}
	check("in the vote", append(secrets, hidden...))
	h.do(exercise.CloseVote{Step: first.Step})
	check("after the close", append(secrets, hidden...))
	h.do(exercise.Reveal{Step: first.Step})
	check("after the reveal", secrets)
	h.phone().get("/screen/"+h.access.Code).has(t, "43", "29", "analyst:")
	h.do(exercise.OpenVote{Step: first.Step})
	check("after reopening", append(secrets, hidden...))
	h.do(exercise.Finish{})
	check("at the end", secrets)
	for _, line := range h.log {
		t.Errorf("in the log: %s", line)
	}
}

// A stream tells of a change of scene, not of each ballot, and the projector's
// tells how many have voted, not what.
func TestTurnoutAlone(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	p, q := h.phone(), h.phone()
	p.join("")
	q.join("")
	h.do(exercise.Enter{Step: first.Step})
	screen := h.stream(h.phone(), "/screen/"+h.access.Code+"/events")
	defer screen.close()
	screen.until("screen", "<strong>0</strong> of <strong>2</strong> have voted")
	for _, n := range first.Norms {
		p.vote(n, "latency")
	}
	got := screen.until("screen", "<strong>1</strong> of <strong>2</strong> have voted")
	if strings.Contains(got, "latency") {
		t.Errorf("the projector is told what was voted: %s", got)
	}
	h.do(exercise.Count{Step: first.Step, Norm: first.Norms[0], Tally: exercise.Tally{Helped: 4, Abstained: 1}})
	screen.until("screen", "5 by show of hands")
	h.do(exercise.Reveal{Step: first.Step})
	screen.until("screen", `data-kind="revealed"`)
}

func TestHeaders(t *testing.T) {
	h := serve(t)
	p := h.phone()
	a := p.send("POST", "/join", map[string][]string{"code": {h.access.Code}})
	_ = a
	client := *p.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	client.Jar = nil
	q := &phone{h, &client}
	a = q.send("POST", "/join", map[string][]string{"code": {h.access.Code}})
	cookie := a.header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=86400"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie %q lacks %s", cookie, want)
		}
	}
	for _, path := range []string{"/", "/j/X", "/screen", "/nothing", "/screen/" + h.access.Code} {
		a := h.phone().get(path)
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := a.header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if a.header.Get("Server") != "" {
			t.Errorf("%s tells %q", path, a.header.Get("Server"))
		}
	}
	if a := p.get(h.server.assets.Style); !strings.Contains(a.header.Get("Cache-Control"), "immutable") || !strings.HasPrefix(a.header.Get("Content-Type"), "text/css") {
		t.Errorf("the style: %v", a.header)
	}
	if a := p.get("/favicon.ico"); a.status != http.StatusNoContent {
		t.Errorf("the icon: %d", a.status)
	}

	s, err := New(Options{Room: h.room, Access: h.access, NewParticipant: h.host.NewParticipant, Secure: true, Hosts: []string{"room.example"}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if !strings.HasPrefix(s.cookie, "__Host-") {
		t.Errorf("over TLS the cookie is called %s", s.cookie)
	}
	for host, want := range map[string]bool{
		"127.0.0.1:8080": true, "[::1]:8080": true, "192.168.1.7": true, "LOCALHOST:1": true, "room.example:8080": true, "Room.Example.": true,
		"evil.example": false, "": false, "127.0.0.1.evil.example": false, "xroom.example": false,
	} {
		if s.knows(host) != want {
			t.Errorf("host %q: %t", host, !want)
		}
	}
}

func TestOlderStepsAreCounterfactual(t *testing.T) {
	h := serve(t, func(c *roomChoice, _ *house) { c.Scenario = "estonia-2007" })
	first := h.plan(0)
	p := h.phone()
	p.join("")
	h.do(exercise.Enter{Step: first.Step})
	p.get("/").has(t, "what would following each have done?", "read it as “would it have …?”")
	h.phone().get("/screen/"+h.access.Code).has(t, "what would following each have done?")
}

// A page and all that it fetches stay small, whatever the step.
func TestPagesAreSmall(t *testing.T) {
	const most = 50_000
	lib, err := allContent()
	if err != nil {
		t.Fatal(err)
	}
	ids := lib.Norms().ShortList(norm.ListEleven) // the most that a set-up puts on the table
	for _, scn := range lib.Scenarios() {
		for _, all := range []bool{false, true} {
			h := serve(t, func(c *roomChoice, _ *house) {
				c.Scenario, c.Track = scn.ID, ""
				if all {
					c.Norms = ids
				}
			})
			p := h.phone()
			p.join("Technical community")
			shared := len(p.get(h.server.assets.Style).body) + len(p.get(h.server.assets.Script).body)
			for i := range h.room.State().Setup().Plan {
				st := h.plan(i)
				h.do(exercise.Enter{Step: st.Step})
				vote := len(p.get("/").body) + shared
				h.do(exercise.Reveal{Step: st.Step})
				if reveal := len(p.get("/").body) + shared; max(vote, reveal) > most {
					t.Errorf("%s, step %s, all norms %t: %d and %d bytes", scn.ID, st.Step, all, vote, reveal)
				}
			}
			h.stop()
		}
	}
}

// Nothing on a page leads to another machine.
func TestNoRequestLeavesTheRoom(t *testing.T) {
	away := regexp.MustCompile(`(?i)(src|href|action|url\()\s*=?\s*["']?(https?:)?//`)
	h := serve(t)
	p := h.phone()
	p.join("")
	h.do(exercise.Enter{Step: h.plan(0).Step})
	for name, body := range h.answers(p) {
		if x := away.FindString(body); x != "" {
			t.Errorf("%s asks elsewhere: %s", name, x)
		}
	}
}
