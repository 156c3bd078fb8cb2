package web

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// With the defaults, one device can't take every seat of the room before the
// facilitator sees it and locks the room.
func TestOneDeviceCannotFillTheRoomAtOnce(t *testing.T) {
	h := serve(t)
	for range 600 {
		p := h.phone()
		p.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		p.send("POST", "/join", url.Values{"code": {h.access.Code}})
	}
	if n := h.room.State().Joined(); n < 500 || n > 590 {
		t.Errorf("one device has taken %d seats", n)
	}
}

// The seat of somebody who was removed is free for another.
func TestARemovedSeatIsFree(t *testing.T) {
	h := serve(t, func(c *room.Choice, _ *house) { c.Limit = 1 })
	h.phone().join("")
	if a := h.phone().send("POST", "/join", url.Values{"code": {h.access.Code}}); a.status != http.StatusConflict {
		t.Fatalf("a second one in a room for one: %d", a.status)
	}
	h.do(exercise.Remove{Participant: h.room.State().Participants()[0].ID})
	h.phone().join("")
}

// Each change of a ballot stays on disk: a script can't fill it with them.
func TestAnswersOfOneParticipantArePaced(t *testing.T) {
	h := serve(t, func(_ *room.Choice, h *house) { h.limits = Limits{AnswersAtOnce: 6, Answers: 0.001} })
	step := h.plan(0)
	h.do(exercise.Enter{Step: step.Step})
	p, other := h.phone(), h.phone()
	p.join("")
	other.join("")
	seen := map[int]int{}
	for i := range 4 {
		form := ballotForm(step.Step, step.Norms[0], "1", string(exercise.Answers()[i%2]))
		seen[p.send("POST", "/vote", form, script).status]++
		seen[p.send("POST", "/withdraw", form, script).status]++
		seen[p.send("POST", "/propose", url.Values{"step": {step.Step}, "text": {fmt.Sprint("text ", i)}}, script).status]++
	}
	if !maps.Equal(seen, map[int]int{http.StatusOK: 6, http.StatusTooManyRequests: 6}) {
		t.Errorf("answers: %v", seen)
	}
	if a := other.vote(step.Norms[0], "helped"); a.status != http.StatusOK {
		t.Errorf("somebody else's vote: %d", a.status)
	}
	p.get("/").has(t, "You are participant 1")
}

// A proposal whose answer was lost is sent again, and kept once.
func TestAProposalIsKeptOnce(t *testing.T) {
	h := serve(t)
	h.do(exercise.Enter{Step: h.plan(0).Step})
	p := h.phone()
	p.join("")
	form := url.Values{"step": {h.plan(0).Step}, "text": {"tell others\r\nearly "}}
	for range 3 {
		if a := p.send("POST", "/propose", form, script); a.status != http.StatusOK {
			t.Errorf("%d: %s", a.status, a.body)
		}
	}
	h.restart()
	p.send("POST", "/propose", form, script)
	if n := len(h.room.State().Proposals()); n != 1 {
		t.Errorf("%d proposals", n)
	}
}
