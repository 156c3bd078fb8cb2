package room

import (
	"path/filepath"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// The hot wash is shown from when a console turns to it until it turns away, or
// until the room goes on; those who watch learn of it.
func TestTheHotWashEndsWhenTheRoomGoesOn(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	r := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
	defer r.Close()
	steps := r.State().Setup().Plan
	do(t, r, exercise.Enter{Step: steps[0].Step})
	states := r.Watch(t.Context(), exercise.Projector)
	<-states
	r.ShowWash(t.Context(), true)
	<-states
	if !r.Washing() {
		t.Error("the hot wash isn't shown")
	}
	do(t, r, exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "x"}}, exercise.Pause{}, exercise.Continue{})
	if !r.Washing() {
		t.Error("a note or a pause ends the hot wash")
	}
	r.ShowWash(t.Context(), false)
	if r.Washing() {
		t.Error("the console is back at the step, and the hot wash is shown")
	}
	for _, c := range []exercise.Command{
		exercise.Reveal{Step: steps[0].Step}, exercise.SecondRound{Step: steps[0].Step}, exercise.Enter{Step: steps[1].Step},
	} {
		r.ShowWash(t.Context(), true)
		do(t, r, c)
		if r.Washing() {
			t.Errorf("after %T the hot wash is shown", c)
		}
	}
	r.ShowWash(t.Context(), true)
	do(t, r, exercise.Finish{}, exercise.Reopen{})
	if !r.Washing() {
		t.Error("finishing ends the hot wash that a console is in")
	}
}
