package tui

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/muesli/termenv"

	"github.com/normwalk/normwalk/engine/exercise"
)

const known = "a-participant"

// seated is somebody who has joined, before the first step.
func (d *guestDriver) seated() *guestDriver {
	return d.connect(known, d.access.Code).keys("down", "enter")
}

// guestViews are the settled screens that golden frames keep.
func guestViews() map[string]func(*guestDriver) {
	enter := func(d *guestDriver) *guestDriver { return d.seated().lead(exercise.Enter{Step: d.step(1)}) }
	revealed := func(d *guestDriver) *guestDriver {
		enter(d).keys("h", "down", "l", "r", "2", "up")
		return d.others(17, "Academia", "Government").lead(exercise.Reveal{Step: d.step(1)})
	}
	return map[string]func(*guestDriver){
		"guest-code":   func(d *guestDriver) { d.connect("", "").keys("7kq") },
		"guest-group":  func(d *guestDriver) { d.connect("", d.access.Code).keys("down", "down") },
		"guest-wait":   func(d *guestDriver) { d.seated() },
		"guest-step":   func(d *guestDriver) { enter(d).keys("l", "r", "1", "down", "h") },
		"guest-note":   func(d *guestDriver) { enter(d).keys("l", "n", "they waited") },
		"guest-closed": func(d *guestDriver) { enter(d).keys("l").lead(exercise.CloseVote{Step: d.step(1)}) },
		"guest-timer": func(d *guestDriver) {
			enter(d).keys("l").lead(exercise.SetTimer{Length: 3 * time.Minute}, exercise.Pause{})
		},
		"guest-reveal": func(d *guestDriver) { revealed(d) },
		"guest-second": func(d *guestDriver) { revealed(d).lead(exercise.SecondRound{Step: d.step(1)}).keys("l") },
		"guest-shift": func(d *guestDriver) {
			revealed(d).lead(exercise.SecondRound{Step: d.step(1)}).keys("l").others(17, "").lead(exercise.Reveal{Step: d.step(1)})
		},
		"guest-help":     func(d *guestDriver) { enter(d).keys("?") },
		"guest-removed":  func(d *guestDriver) { enter(d).lead(exercise.Remove{Participant: known}) },
		"guest-finished": func(d *guestDriver) { enter(d).lead(exercise.Finish{}) },
		"guest-skipped":  func(d *guestDriver) { enter(d).lead(exercise.Skip{Step: d.step(1)}) },
	}
}

func TestGuestFrames(t *testing.T) {
	for name, way := range guestViews() {
		t.Run(name, func(t *testing.T) {
			for _, size := range [][2]int{{60, 20}, {80, 24}, {100, 30}, {160, 45}} {
				d := newGuestDriver(t, size[0], size[1], exercise.StakeholderGroups()...)
				way(d)
				d.golden(name)
			}
		})
	}
}

// A terminal with colours gets the same text as one without, and one without
// gets no colour at all.
func TestGuestColours(t *testing.T) {
	for _, name := range []string{"guest-step", "guest-reveal"} {
		plain := newGuestDriver(t, 80, 24, exercise.StakeholderGroups()...)
		guestViews()[name](plain)
		colour := newGuestDriver(t, 80, 24, exercise.StakeholderGroups()...)
		colour.profile = termenv.ANSI256
		guestViews()[name](colour)
		if plain.screen() != plain.guest.View() {
			t.Errorf("%s: escape sequences without colours:\n%q", name, plain.guest.View())
		}
		if colour.guest.View() == colour.screen() {
			t.Errorf("%s: no colours where there should be some", name)
		}
		if diff := cmp.Diff(plain.screen(), colour.screen()); diff != "" {
			t.Errorf("%s says something else in colour:\n%s", name, diff)
		}
	}
}

// Every key that a guest's page shows does something there.
func TestEveryKeyOfAGuestWorks(t *testing.T) {
	again := []string{"guest-step h", "guest-second l"} // the answer that stands
	idle := []string{"↑", "↓", "space", "pgup", "x", "ctrl+c", "1-8"}
	for name, way := range guestViews() {
		size := [2]int{100, 30}
		probe := newGuestDriver(t, size[0], size[1], exercise.StakeholderGroups()...)
		way(probe)
		if probe.guest.app.overlay != nil {
			continue // its keys are typed text
		}
		for _, b := range probe.guest.app.top().keys(probe.guest.app) {
			d := newGuestDriver(t, size[0], size[1], exercise.StakeholderGroups()...)
			way(d)
			before, seq, dark := d.screen(), d.room.State().Seq(), d.guest.Renderer.HasDarkBackground()
			if len(b.Keys()) == 0 || slices.Contains(idle, b.Help().Key) || slices.Contains(again, name+" "+b.Help().Key) {
				continue
			}
			d.keys(b.Keys()[0])
			if d.screen() == before && d.room.State().Seq() == seq && d.guest.Renderer.HasDarkBackground() == dark && !d.quit {
				t.Errorf("%s: %s %q does nothing", name, b.Help().Key, b.Help().Desc)
			}
		}
	}
}
