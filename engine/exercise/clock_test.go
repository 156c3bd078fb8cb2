package exercise

import (
	"testing"
	"time"
)

func TestUsedTimeRunsUntilItIsLeft(t *testing.T) {
	w := newWalk(t, Solo) // 09:00
	if w.must(Leave{}); len(w.log) != 2 {
		t.Errorf("left before the first step: %d records", len(w.log))
	}
	w.must(Enter{"one"}) // 09:02
	w.now = w.now.Add(7 * time.Minute)
	w.must(Leave{}, Leave{}) // 09:10, once
	w.now = w.now.Add(24 * time.Hour)
	if used := w.state.Used(w.now); used != 10*time.Minute {
		t.Errorf("away, the clock shows %v, want 10m", used)
	}
	w.must(Resume{}, Enter{"two"})
	if got, want := w.state.Used(w.state.Last().Add(time.Minute)), 12*time.Minute; got != want {
		t.Errorf("used %v, want %v", got, want)
	}
	if st, _ := w.state.Step("one"); st.Used != 9*time.Minute {
		t.Errorf("at the first step for %v, want 9m", st.Used)
	}
	// What came after an undo is folded anew, with its breaks.
	w.must(AddNote{Note{Kind: TakeAway, Text: "x"}}, Undo{}, Finish{})
	w.must(Leave{})
	if got, want := w.state.Used(start), 14*time.Minute; got != want {
		t.Errorf("used after the end %v, want %v", got, want)
	}
	if _, left := w.log[len(w.log)-1].Event.(Left); left {
		t.Error("a finished exercise was left")
	}
}

func TestAPausedExerciseIsLeftAsItIs(t *testing.T) {
	w := newWalk(t, Room)
	w.must(Enter{"one"}, SetTimer{10 * time.Minute}, Pause{}, Leave{}) // 09:01 to 09:03
	w.now = w.now.Add(time.Hour)
	w.must(Resume{}, Continue{})
	if used := w.state.Used(w.state.Last()); used != 2*time.Minute || w.state.Paused() {
		t.Errorf("used %v, want 2m", used)
	}
	if timer, ok := w.state.Timer(); !ok || timer.Left(w.state.Last()) != 9*time.Minute {
		t.Errorf("%v are left of the timer", timer.Left(w.state.Last()))
	}
}

func TestEveryRecordKnowsItsPlaceOnTheClock(t *testing.T) {
	w := newWalk(t, Solo)
	w.must(Enter{"one"}, cast("one", "c/a", Helped), Leave{})
	w.now = w.now.Add(24 * time.Hour)
	w.must(Resume{}, cast("one", "c/a", Latency))
	clocks := w.state.Clocks()
	for _, r := range w.log {
		_, resumed := r.Event.(Resumed)
		if want := r.At.Sub(start); !resumed && r.Seq <= 5 && clocks[r.Seq] != want {
			t.Errorf("record %d at %v, want %v", r.Seq, clocks[r.Seq], want)
		}
	}
	if got, want := clocks[w.state.Seq()], 4*time.Minute; got != want {
		t.Errorf("after the break %v, want %v", got, want)
	}
}
