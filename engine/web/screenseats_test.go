package web

import (
	"fmt"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// People who voted and whose seats are empty now stay in every number that has
// their votes in it.
func TestTheNumbersKeepThoseWhoLeft(t *testing.T) {
	h := serve(t)
	first, second := h.plan(0), h.plan(1)
	vote := func(i int) {
		h.do(exercise.Cast{Participant: fmt.Sprintf("someoneelse%dx", i), Step: first.Step, Norm: first.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Helped}})
	}
	shows := func(want ...string) {
		t.Helper()
		state := h.room.View(exercise.Projector)
		page := text(string(h.server.piece("show", h.server.makeScreen(sight{state, h.room.Washing()}, h.room.Now()))))
		answerOf{body: page}.has(t, want...)
	}
	for i := range 9 {
		h.do(exercise.Join{Participant: fmt.Sprintf("someoneelse%dx", i), Via: "browser"})
	}
	h.do(exercise.Enter{Step: first.Step})
	for i := range 7 {
		vote(i)
	}
	h.do(exercise.Enter{Step: second.Step}, exercise.Remove{Participant: "someoneelse8x"})
	h.do(exercise.Vacate{Participants: h.room.Absent()[:6]})
	shows("0 of 2 have voted")
	h.do(exercise.Enter{Step: first.Step})
	shows("7 of 8 have voted")
	vote(0)
	shows("7 of 8 have voted")
	h.do(exercise.Reveal{Step: first.Step})
	shows("7 of 8 voted")
	h.do(exercise.SecondRound{Step: first.Step})
	shows("0 of 3 have voted") // the first is back
	vote(0)
	h.do(exercise.Reveal{Step: first.Step})
	shows("1 of 3 voted")
	h.room.ShowWash(t.Context(), true)
	shows("8 people took part")
	h.do(exercise.Finish{})
	shows("8 people took part")
}

// The page lets its clock run only while the exercise's does.
func TestTheClockOnTheScreenWaitsForTheFirstStep(t *testing.T) {
	h := serve(t)
	since := func() int64 {
		now := h.room.Now()
		return h.server.makeScreen(sight{h.room.View(exercise.Projector), false}, now).Since
	}
	if since() != 0 {
		t.Error("the clock runs while people join")
	}
	h.phone().get("/screen/"+h.access.Code).has(t, `data-since="0"`)
	h.do(exercise.SetTimer{Length: time.Minute})
	if d := h.server.makeScreen(sight{h.room.View(exercise.Projector), false}, h.room.Now()); d.Timer == nil || d.Timer.Ends == 0 || d.Since != 0 {
		t.Errorf("a timer before the first step: %+v", d.Timer)
	}
	h.do(exercise.Enter{Step: h.plan(0).Step})
	if since() == 0 {
		t.Error("the clock stands still in the first step")
	}
	h.do(exercise.Pause{})
	if since() != 0 {
		t.Error("the clock runs in a pause")
	}
}
