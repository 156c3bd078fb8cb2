package tui

import (
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// What is typed on the big screen's facts shows at once, with its norm.
func TestTheBigScreenTakesNothingBlindly(t *testing.T) {
	for _, first := range []string{"7", "h", "tab"} {
		d := newDriver(t, 80, 24).start(exercise.Hands).keys("p").hides("13(j)")
		d.keys(first).shows("▶  13(j)", "typing…")
	}
	newDriver(t, 80, 24).start(exercise.Hands).keys("p", "12", "enter").shows("12 counted   recorded", "▶  13(i)")
	newDriver(t, 80, 24).start(exercise.Hands).keys("30", "enter", "up", "p", "backspace").shows("▶  13(j)")
	newDriver(t, 80, 24).start(exercise.Solo).keys("p", "l").shows("▶  13(j)", "L added latency   recorded")
	newDriver(t, 80, 24).start(exercise.Hands).keys("30", "enter", "up", "p", "7").shows("H 7, instead of 30   typing…")
}

func TestTheBigScreensFactsScroll(t *testing.T) {
	d := newDriver(t, 60, 20).start(exercise.Hands)
	facts := d.app.top().(*walkPage).at(d.app).step.Facts
	words := func(s string) string { return strings.Join(strings.Fields(s)[:3], " ") }
	first, last := words(facts[0].Text), facts[len(facts)-1].Text
	last = last[strings.LastIndex(strings.TrimSuffix(last, "."), " ")+1:]
	d.keys("p").shows(first, "more line", "space on to the votes")
	d.keys("down").hides(first).keys("up").shows(first)
	for range 20 {
		if d.app.top().(*walkPage).big.below() == 0 {
			break
		}
		d.keys("space")
		d.fits()
	}
	d.shows(last, "on to the votes").keys("pgup", "pgup", "pgup", "pgup", "pgup", "pgup").shows(first)
	d.repeat("space", 8).keys("space")
	if d.app.top().(*walkPage).reading == strings.Contains(d.screen(), "13(j)") {
		t.Error("facts and votes are mixed up")
	}
}

func TestTheBigScreenKeepsTheCursorInSight(t *testing.T) {
	d := newDriver(t, 60, 20).start(exercise.Solo)
	for _, n := range []norm.ID{"a", "b", "c", "d"} {
		d.run(d.app.do(exercise.AddNorm{Step: d.app.session.state.Current(), Norm: "un-gge-2015/" + n}))
	}
	d.keys("p", "space").shows("▶  13(j)", "▼", "more")
	for range 6 {
		d.keys("down").shows("▶")
		d.fits()
	}
	d.shows("▲", "▶  13(d)").hides("▼")
}
