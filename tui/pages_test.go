package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/practice"
)

// views are the settled screens that golden frames keep, each with the way to
// get there.
func views() map[string]func(*driver) {
	return map[string]func(*driver){
		"home":           func(d *driver) {},
		"home-resume":    func(d *driver) { d.start(exercise.Solo).keys("h", "esc") },
		"setup":          func(d *driver) { d.keys("down", "down", "enter") },
		"briefing-how":   func(d *driver) { d.keys("down", "down", "enter", "enter") },
		"briefing-card":  func(d *driver) { d.keys("down", "down", "enter", "enter", "enter") },
		"briefing-norms": func(d *driver) { d.keys("down", "down", "enter", "enter").repeat("right", 4) },
		"step-solo":      func(d *driver) { d.start(exercise.Solo).keys("l", "r", "1", "down", "h") },
		"step-hands":     func(d *driver) { d.start(exercise.Hands).keys("12", "tab", "5", "enter", "3") },
		"kill-switch":    func(d *driver) { d.start(exercise.Solo).repeat("right", 3).keys("down", "i") },
		"reveal-solo":    func(d *driver) { d.start(exercise.Solo).keys("l", "down", "h", "reveal") },
		"reveal-hands":   func(d *driver) { d.start(exercise.Hands).keys("12", "tab", "5", "tab", "2", "enter", "reveal", "up") },
		"second-vote":    func(d *driver) { d.start(exercise.Hands).keys("12", "tab", "5", "enter", "reveal", "v") },
		"all-steps":      func(d *driver) { d.start(exercise.Solo).keys("h", "reveal", "enter", "s", "t") },
		"big-facts":      func(d *driver) { d.start(exercise.Hands).keys("p") },
		"big-vote":       func(d *driver) { d.start(exercise.Hands).keys("12", "enter", "p", "space") },
		"big-result":     func(d *driver) { d.start(exercise.Hands).keys("12", "tab", "5", "enter", "reveal", "up", "p") },
		"hot-wash":       hotWash,
		"wash-numbers":   func(d *driver) { hotWash(d); d.keys("right", "#") },
		"wash-divided":   func(d *driver) { hotWash(d); d.keys("2") },
		"wash-groups":    func(d *driver) { grouped(d); d.keys("3") },
		"wash-shift":     func(d *driver) { grouped(d); d.keys("4") },
		"wash-norms":     func(d *driver) { hotWash(d); d.keys("5") },
		"wash-latency":   func(d *driver) { hotWash(d); d.keys("6") },
		"wash-ledger":    func(d *driver) { hotWash(d); d.keys("6", "#") },
		"wash-notes":     func(d *driver) { hotWash(d); d.keys("7") },
		"choose":         func(d *driver) { compared(d); d.keys("esc", "down") },
		"compare-norms":  compared,
		"compare-steps":  func(d *driver) { compared(d); d.keys("2") },
		"compare-rooms":  func(d *driver) { compared(d); d.keys("3") },
		"cell":           func(d *driver) { grouped(d); d.keys("enter") },
		"norms":          func(d *driver) { d.keys("N").repeat("down", 7) },
		"norm-detail":    func(d *driver) { d.keys("N").repeat("down", 7).keys("enter") },
		"norms-search":   func(d *driver) { d.keys("N", "/", "abuse cont") },
		"norms-filtered": func(d *driver) { d.keys("N", "left", "left", "d", "i") },
		"norms-judged": func(d *driver) {
			compared(d)
			d.keys("esc", "esc", "N").repeat("down", 7).keys("enter")
			scrolled(d, 2)
		},
		"norm-elsewhere":  func(d *driver) { d.keys("N").repeat("down", 7).keys("enter", "m"); scrolled(d, 1) },
		"norm-unverified": func(d *driver) { d.keys("N", "/", "sco 5", "enter", "enter") },
		"practise":        func(d *driver) { d.keys("P", "down") },
		"quiz":            func(d *driver) { d.keys("P", "enter", "down") },
		"quiz-right":      func(d *driver) { quiz(d, true) },
		"quiz-wrong":      func(d *driver) { quiz(d, false) },
		"quiz-done":       func(d *driver) { quizDone(d) },
		"setup-norms":     func(d *driver) { d.keys("down", "down", "enter", "down", "down", "right") },
		"setup-families": func(d *driver) {
			d.keys("down", "down", "enter", "down", "down", "space", "down", "down", "space")
		},
		"wash-unlike": func(d *driver) {
			d.start(exercise.Hands).keys("20", "tab", "3", "enter", "reveal", "v", "up", "4", "tab", "6", "enter", "reveal", "w", "4")
		},
		"compare-families": func(d *driver) { comparedFamilies(d) },
		"fam-briefing":     func(d *driver) { families(d) },
		"fam-how":          func(d *driver) { d.keys("enter", "down", "down", "right", "enter") },
		"fam-step":         func(d *driver) { families(d).keys("enter") },
		"fam-reveal": func(d *driver) {
			families(d).keys("enter", "12", "tab", "2", "enter", "4", "tab", "9", "enter", "7", "enter", "3", "tab", "tab", "8", "enter", "13", "tab", "1", "enter", "reveal", "up")
		},
		"fam-big":      func(d *driver) { views()["fam-reveal"](d); d.keys("p") },
		"fam-matrix":   func(d *driver) { views()["fam-reveal"](d); d.keys("w") },
		"fam-norms":    func(d *driver) { views()["fam-reveal"](d); d.keys("w", "5") },
		"fam-sides":    func(d *driver) { views()["fam-reveal"](d); d.keys("w", "8") },
		"another-norm": func(d *driver) { d.start(exercise.Solo).keys("+", "down") },
		"changes": func(d *driver) {
			d.start(exercise.Solo).keys("h", "down", "l", "r", "2", "n", "1", "ring early", "enter", "U", "down")
		},
		"help":            func(d *driver) { d.start(exercise.Hands).keys("?") },
		"my-notes":        func(d *driver) { d.start(exercise.Hands).keys("f") },
		"sources-of-step": func(d *driver) { d.start(exercise.Hands).keys("x") },
		"ask-note":        func(d *driver) { d.start(exercise.Hands).keys("n", "4", "call the number") },
	}
}

func hotWash(d *driver) {
	d.start(exercise.Hands).keys("12", "tab", "5", "enter", "20", "enter", "4", "tab", "4", "enter", "reveal", "enter")
	d.keys("7", "enter", "tab", "9", "enter", "-", "reveal", "enter", "s", "30", "tab", "2", "enter", "reveal")
	d.keys("n", "4", "ring the number", "enter", "CSIRT", "enter", "March", "enter", "m", "answer within a day", "enter", "w")
}

// grouped is a hot wash after a vote by two groups, in two rounds.
func grouped(d *driver) {
	d.keys("down", "down", "enter").repeat("down", 4).keys("right", "enter").repeat("right", 5).keys("enter")
	for _, round := range [][]string{{"8", "2", "1", "1", "6", "2"}, {"5", "5", "1", "2", "6", "1"}} {
		for g := range 2 {
			d.keys("up", "up", "up", "down", "down") // 13(h) stands third
			d.keys(round[3*g], "tab", round[3*g+1], "tab", round[3*g+2], "enter", "g")
		}
		d.keys("g", "reveal")
		if d.app.session.state.Steps()[0].Round == 1 {
			d.keys("v")
		}
	}
	d.keys("w")
}

// compared opens the comparison of two rooms that voted differently.
func compared(d *driver) {
	for _, votes := range [][]string{{"12", "5", "2"}, {"3", "14", "1"}} {
		for d.app.top() != d.app.pages[0] {
			d.keys("esc")
		}
		home := d.app.pages[0].(*homePage)
		home.cursor = 0
		for _, item := range home.items(d.app) {
			if item.left == "WannaCry 2017" && strings.Contains(item.right, "May") {
				break
			}
			d.keys("down")
		}
		d.keys("enter", "enter").repeat("right", 5).keys("enter")
		for range 3 {
			d.keys(votes[0], "tab", votes[1], "tab", votes[2], "enter")
		}
		d.keys("reveal", "w", "F", "enter", "esc")
	}
	d.keys("C", "enter")
}

// comparedFamilies compares two rooms that had norms of several families.
func comparedFamilies(d *driver) {
	for _, votes := range [][]string{{"12", "5", "2"}, {"3", "14", "1"}} {
		for d.app.top() != d.app.pages[0] {
			d.keys("esc")
		}
		d.app.pages[0].(*homePage).cursor = 0
		families(d).keys("enter")
		for range 6 {
			d.keys(votes[0], "tab", votes[1], "tab", votes[2], "enter")
		}
		d.keys("reveal", "w", "F", "enter", "esc")
	}
	d.keys("C", "enter")
}

// families opens Estonia 2007 with UN norms and technical norms, at the end of
// the briefing.
func families(d *driver) *driver {
	return d.keys("enter", "down", "down", "right", "enter").repeat("right", 5)
}

// scrolled reads on: how far depends on what was drawn.
func scrolled(d *driver, pages int) {
	for range pages {
		d.screen()
		d.keys("space")
	}
}

// quiz answers the first question.
func quiz(d *driver, right bool) {
	d.keys("P", "enter")
	reply(d, right)
}

func reply(d *driver, right bool) {
	p := d.app.top().(*quizPage)
	q := p.question()
	for i, id := range q.Choices {
		if (id == q.Norm) == right {
			d.keys(fmt.Sprint(i + 1))
			return
		}
	}
}

// quizDone answers all questions, some of them wrong.
func quizDone(d *driver) {
	d.keys("P", "enter")
	for i := range practice.Length {
		reply(d, i%4 != 1)
		d.keys("enter")
	}
}

func TestFrames(t *testing.T) {
	for name, way := range views() {
		t.Run(name, func(t *testing.T) {
			for _, size := range [][2]int{{80, 24}, {100, 30}, {160, 45}} {
				d := newDriver(t, size[0], size[1])
				way(d)
				d.golden(name)
			}
			small := newDriver(t, 60, 20)
			way(small)
			small.fits()
		})
	}
}

// Every key that a page shows does something there.
func TestEveryKeyShownWorks(t *testing.T) {
	for name, way := range views() {
		t.Run(name, func(t *testing.T) {
			probe := newDriver(t, 160, 45)
			way(probe)
			if probe.app.overlay != nil {
				return // its keys are typed text
			}
			for _, b := range probe.app.top().keys(probe.app) {
				d := newDriver(t, 160, 45)
				way(d)
				if strings.Contains("hlia", b.Help().Key) {
					d.keys("backspace") // the answer may be the one that stands
				}
				before, seq, dark, now := d.screen(), seqOf(d), d.app.Renderer.HasDarkBackground(), d.now
				for _, k := range b.Keys() {
					if k == " " {
						k = "space"
					}
					d.keys(k)
					break
				}
				d.now = now // so that the clock shows the same
				idle := map[string]bool{"↑": true, "↓": true, "←": true, "→": true, "space": true, "pgup": true, "⌫": true, "u": true, "← →": true}
				if d.screen() == before && seqOf(d) == seq && d.app.Renderer.HasDarkBackground() == dark && !d.quit && !idle[b.Help().Key] {
					t.Errorf("%s %q does nothing", b.Help().Key, b.Help().Desc)
				}
			}
		})
	}
}

func seqOf(d *driver) int64 {
	if d.app.session == nil {
		return 0
	}
	return d.app.session.state.Seq()
}
