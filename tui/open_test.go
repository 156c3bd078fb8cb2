package tui

import (
	"fmt"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestTheCursorStandsOnTheFirstNormThatIsOpen(t *testing.T) {
	d := newDriver(t, 80, 24).start(exercise.Hands).keys("30", "enter").shows("▸ 13(i)")
	for _, away := range [][]string{{"right", "left"}, {"esc", "enter"}} {
		d.keys(away...).shows("step 1", "▸ 13(i)").hides("▸ 13(j)")
	}
	d.keys("7", "enter")
	if got, want := d.tally("j", 1), (exercise.Tally{Helped: 30}); got != want {
		t.Errorf("the count that was there is %+v, want %+v", got, want)
	}
	if got, want := d.tally("i", 1), (exercise.Tally{Helped: 7}); got != want {
		t.Errorf("the open one got %+v, want %+v", got, want)
	}
}

func TestTheCursorStandsOnTheFirstNormThatIsOpenAlone(t *testing.T) {
	d := newDriver(t, 80, 24).start(exercise.Solo).keys("h", "right", "left").shows("▸ 13(i)")
	d.keys("esc", "enter").shows("▸ 13(i)")
}

func TestTheCursorFollowsTheGroupThatIsCounted(t *testing.T) {
	d := newDriver(t, 100, 30)
	d.keys("down", "down", "enter").repeat("down", 4).keys("right", "enter").repeat("right", 5).keys("enter")
	d.keys("8", "enter", "g", "right", "left").shows("counting: Policy", "▸ 13(j)")
	d.keys("3", "enter", "right", "left").shows("▸ 13(i)")
}

func TestACountIsNotReplacedUnseen(t *testing.T) {
	d := newDriver(t, 60, 20).start(exercise.Hands).keys("30", "tab", "5", "enter", "up")
	d.keys("7").shows("H 7, instead of 30 · enter replaces it, esc keeps it").hides("L 5, instead")
	d.keys("esc").hides("instead of")
	if got, want := d.tally("j", 1), (exercise.Tally{Helped: 30, Latency: 5}); got != want {
		t.Errorf("dropped, and the count is %+v, want %+v", got, want)
	}
	d.keys("30").hides("instead of").keys("enter", "9").hides("instead of").shows("▸H  9", "✎")
}

func TestALiveRoomsHandsAreNotReplacedUnseen(t *testing.T) {
	d := newLive(t, 100, 30).join(3).keys("enter", "4", "enter", "right", "left").shows("step 1 of 8", "▸ 13(i)")
	d.keys("up", "9").shows("H 9, instead of 4 · enter replaces it")
}

// The clock goes on where it stood when the walk was left; changes have their
// times from the same clock.
func TestTheClockOfAWalkThatWasLeft(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands).keys("30", "enter")
	used := d.app.session.state.Used(d.now)
	d.now = d.now.Add(10 * time.Minute)
	d.keys("esc")
	d.now = d.now.Add(2 * time.Hour)
	want := clock(used + 10*time.Minute + time.Second) // for the key
	if d.keys("enter"); clock(d.app.session.state.Used(d.now)) != want {
		t.Errorf("the clock shows %v, want %v", clock(d.app.session.state.Used(d.now)), want)
	}
	d.keys("5", "enter")
	want = clock(d.app.session.state.Used(d.now))
	d.keys("U").shows(want + "  the count of 5 hands")
}

func TestLeavingSaysWhatIsOnlyTyped(t *testing.T) {
	d := newDriver(t, 80, 24).start(exercise.Hands).keys("9", "q").shows("The count of 9 on 13(j) is typed, but not recorded", "Leave normwalk?")
	d.keys("esc", "enter", "q").hides("not recorded").shows("Leave normwalk?")
	if got, want := d.tally("j", 1), (exercise.Tally{Helped: 9}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A choice stays with its number where a line is full.
func TestChoicesBreakBetweenThem(t *testing.T) {
	for _, width := range []int{60, 80, 100} {
		d := newDriver(t, width, 24).start(exercise.Solo).keys("h", "r")
		for i, r := range reasons() {
			d.shows(fmt.Sprintf("%d %s", i+1, r))
		}
		d.fits()
		d.keys("esc", "d")
		for i, r := range delays() {
			d.shows(fmt.Sprintf("%d %s", i+1, r))
		}
	}
}

// The room votes on a norm whose whole name it can read.
func TestTheWholeNameIsThere(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {132, 30}, {160, 45}} {
		for _, mode := range []exercise.Mode{exercise.Hands, exercise.Solo} {
			d := newDriver(t, size[0], size[1]).start(mode)
			for range 3 {
				p := d.app.top().(*walkPage)
				id, _ := p.norm(p.at(d.app))
				d.shows(d.app.session.norm(id).Label).keys("down")
			}
		}
	}
	d := newDriver(t, 160, 45).start(exercise.Hands)
	d.shows("13(j)  Encourage responsible vulnerability reports", "13(i)  Secure supply chains", "13(h)  Respond to requests for assistance")
}
