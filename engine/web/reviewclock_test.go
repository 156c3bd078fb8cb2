package web

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A clock that jumps, back and forth, costs no vote and locks nobody out.
func TestTheClockMayJump(t *testing.T) {
	var shift atomic.Int64
	h := serve(t)
	h.stop()
	h.openStore()
	h.host.Now = func() time.Time { return time.Now().Round(0).Add(time.Duration(shift.Load())) }
	id := h.room.State().Setup().Exercise
	var err error
	if h.room, err = h.host.Resume(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	h.start()
	step := h.plan(0)
	h.do(exercise.Enter{Step: step.Step}, exercise.SetTimer{Length: 10 * time.Minute})
	p := h.phone()
	p.join("")
	for i, d := range []time.Duration{0, 9 * time.Hour, -400 * 24 * time.Hour, time.Hour, -time.Hour} {
		shift.Store(int64(d))
		if a := p.vote(step.Norms[0], string(exercise.Answers()[i%4])); a.status != 200 {
			t.Errorf("after a jump of %v: %d", d, a.status)
		}
		if a := h.phone().get("/screen/" + h.access.Code); a.status != 200 {
			t.Errorf("the screen after a jump of %v: %d", d, a.status)
		}
		h.phone().join("")
	}
	if u := h.room.State().Used(h.room.Now()); u < 0 {
		t.Errorf("%v used", u)
	}
	if timer, _ := h.room.State().Timer(); timer.Left(h.room.Now()) > timer.Length {
		t.Errorf("%v left of %v", timer.Left(h.room.Now()), timer.Length)
	}
}
