package exercise

import (
	"slices"
	"testing"
	"time"
)

// A seat that nobody is at isn't counted; what was voted from it stands, and
// whoever comes back is counted again.
func TestEmptySeatsAreLeftOut(t *testing.T) {
	u := testSetup(Room)
	u.Limit = 4
	w := &walk{t: t, state: &State{}, now: start}
	w.must(Open{u}, Join{Participant: "x"}, Join{Participant: "y"}, Join{Participant: "z"}, Join{Participant: "v"})
	if got := w.state.Silent(); !slices.Equal(got, []string{"x", "y", "z", "v"}) {
		t.Errorf("before the first step silent are %v", got)
	}
	w.must(Enter{"one"}, ballot("x", "one", Helped), Remove{"v"})
	if got := w.state.Silent(); !slices.Equal(got, []string{"y", "z"}) {
		t.Errorf("silent are %v", got)
	}
	w.must(Vacate{[]string{"x", "y", "v", "nobody"}}) // x voted, v was removed
	if got := w.state.Joined(); got != 2 {
		t.Errorf("%d are counted, want x and z", got)
	}
	if p, _ := w.state.Participant("y"); !p.Away || p.Removed {
		t.Errorf("%+v", p)
	}
	n := len(w.log)
	if w.must(Vacate{[]string{"x", "y"}}); len(w.log) != n {
		t.Error("an empty seat is left out twice")
	}

	w.must(Reveal{"one"}, Enter{"three"}, Vacate{[]string{"x"}})
	if got := w.total("one", "c/a", 1); got != (Tally{Helped: 1}) || w.state.Turnout("one").Some != 1 {
		t.Errorf("the ballot of a seat that is empty now: %+v", got)
	}

	w.must(Lock{}, Join{Participant: "y"}, ballot("x", "three", Latency)) // one joins again, one votes
	if got := w.state.Joined(); got != 3 {
		t.Errorf("%d are counted, want x, y and z", got)
	}
	w.must(Vacate{[]string{"y"}}, Remove{"y"}, Remove{"y"})
	if got := w.state.Joined(); got != 2 {
		t.Errorf("%d are counted once y was removed, want 2", got)
	}
	w.refused(Join{Participant: "y"}, ErrRemoved)

	hands := newWalk(t, Hands)
	hands.refused(Vacate{}, ErrMode)
}

// Whoever votes the same again, or takes back a vote, is there.
func TestAVoteThatChangesNothingTakesUpTheSeat(t *testing.T) {
	for name, c := range map[string]Command{
		"the same vote": ballot("x", "one", Helped), "a withdrawal": Withdraw{Participant: "x", Step: "one", Norm: "c/a"},
		"one of nothing": Withdraw{Participant: "x", Step: "one", Norm: "c/b"},
	} {
		w := newWalk(t, Room)
		w.must(Join{Participant: "x"}, Enter{"one"}, ballot("x", "one", Helped), Enter{"three"}, Vacate{[]string{"x"}}, Enter{"one"}, c)
		if p, _ := w.state.Participant("x"); p.Away {
			t.Errorf("%s leaves the seat out of the count", name)
		}
		n := len(w.log)
		if w.must(c); len(w.log) != n {
			t.Errorf("%s is recorded twice", name)
		}
	}
}

// The clock of a live room stands until the first step, whatever happens before.
func TestALiveRoomsClockStartsWithTheFirstStep(t *testing.T) {
	w := newWalk(t, Room)                                         // 09:00
	w.must(Join{Participant: "x"}, Pause{}, Continue{}, Resume{}) // 09:04
	if got := w.state.Used(w.state.Last().Add(time.Hour)); got != 0 {
		t.Errorf("used %v while people join", got)
	}
	w.must(Finish{}, Reopen{})
	if got := w.state.Used(w.state.Last().Add(time.Hour)); got != 0 {
		t.Errorf("used %v after it was reopened before the first step", got)
	}
	if w.state.Ticking() {
		t.Error("the clock goes while people join")
	}
	w.must(Enter{"one"})
	begun := w.state.Last()
	if got := w.state.Used(begun.Add(time.Minute)); got != time.Minute || !w.state.For(Projector).Ticking() {
		t.Errorf("used %v a minute after the first step came, want 1m", got)
	}
	w.must(Enter{"two"}, Enter{"one"})
	if got := w.state.Used(begun.Add(5 * time.Minute)); got != 5*time.Minute {
		t.Errorf("used %v after five minutes: turning back starts the clock anew", got)
	}
	w.now = w.now.Add(24 * time.Hour)
	w.must(Resume{})
	if got := w.state.Used(w.state.Last()); got != 2*time.Minute {
		t.Errorf("used %v, want the 2m before the break", got)
	}

	paused := newWalk(t, Room)
	paused.must(Pause{}, Enter{"one"})
	if got := paused.state.Used(paused.state.Last().Add(time.Hour)); got != 0 {
		t.Errorf("used %v in a pause that began before the first step", got)
	}
	if paused.state.Ticking() {
		t.Error("the clock goes in a pause")
	}
	paused.must(Continue{})
	if got := paused.state.Used(paused.state.Last().Add(time.Minute)); got != time.Minute {
		t.Errorf("used %v a minute after the pause, want 1m", got)
	}
}
