package tui

import (
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
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
		"norms":          func(d *driver) { d.keys("N").repeat("down", 7) },
		"norm-detail":    func(d *driver) { d.keys("N").repeat("down", 7).keys("enter") },
		"another-norm":   func(d *driver) { d.start(exercise.Solo).keys("+", "down") },
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
				before, seq, dark := d.screen(), seqOf(d), d.app.Renderer.HasDarkBackground()
				for _, k := range b.Keys() {
					if k == " " {
						k = "space"
					}
					d.keys(k)
					break
				}
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
