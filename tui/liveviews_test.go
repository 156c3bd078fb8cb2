package tui

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
)

const secret = "abcd-efgh-jkmn-pqrs-tuvw"

func invitation() *room.Invitation {
	return &room.Invitation{Code: "AB2CD", URL: "http://192.168.1.10:8080", SSHHost: "192.168.1.10", SSHPort: 2323, HostKey: "SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE"}
}

// newLive plays the console of a live room, as serve opens it.
func newLive(t testing.TB, width, height int) *driver {
	t.Helper()
	return newDriverOf(t, width, height, func(o *Options) {
		r, err := o.Host.Open(t.Context(), o.Library, room.Choice{
			Scenario: "wannacry-2017", Mode: exercise.Room, Track: "60-minutes", Groups: []string{"Technical community", "Policy"},
		})
		if err != nil {
			t.Fatal(err)
		}
		o.Room, o.Invitation, o.Passphrase = r, invitation(), secret
	})
}

// do has somebody else send a command, and waits until the console shows it.
func (d *driver) do(cs ...exercise.Command) *driver {
	d.t.Helper()
	r := d.app.session.room
	errs := make(chan error, len(cs))
	for _, c := range cs { // at once, so that they share a write
		go func() {
			_, err := r.Do(d.t.Context(), c)
			errs <- err
		}()
	}
	for range cs {
		if err := <-errs; err != nil {
			d.t.Fatal(err)
		}
	}
	return d.sync()
}

func voter(i int) string { return fmt.Sprintf("somebody%02d", i) }

// join lets n people in, of both groups and of none, through all channels.
func (d *driver) join(n int) *driver {
	d.t.Helper()
	var cs []exercise.Command
	for i := range n {
		cs = append(cs, exercise.Join{
			Participant: voter(i), Group: []string{"Technical community", "Technical community", "Policy", ""}[i%4],
			Via: []string{"browser", "browser", "ssh", "browser", "remote"}[i%5],
		})
		if i%7 != 6 {
			gone := d.app.session.room.Here(voter(i))
			d.t.Cleanup(gone)
		}
	}
	for _, c := range cs {
		if _, err := d.app.session.room.Do(d.t.Context(), c); err != nil { // one by one, for the seats
			d.t.Fatal(err)
		}
	}
	return d.sync()
}

// vote has the first n people vote on the norms of the current step.
func (d *driver) vote(n int, items ...string) *driver {
	d.t.Helper()
	var cs []exercise.Command
	for _, item := range items {
		for i := range n {
			answer := []exercise.Answer{exercise.Helped, exercise.Helped, exercise.Latency, exercise.Irrelevant, exercise.Helped, exercise.Latency, exercise.Abstain}[i%7]
			b := exercise.Ballot{Answer: answer}
			if i == 2 {
				b.Reason, b.Delay, b.Note = exercise.Reasons()[0], exercise.Delays()[1], "they \x1b[2Jwaited"
			}
			cs = append(cs, exercise.Cast{Participant: voter(i), Step: d.app.session.state.Current(), Norm: norm.ID("un-gge-2015/" + item), Ballot: b})
		}
	}
	for _, c := range cs {
		if _, err := d.app.session.room.Do(d.t.Context(), c); err != nil { // one by one, for the seats
			d.t.Fatal(err)
		}
	}
	return d.sync()
}

// voted is a live room of 12 in its first step, ten of whom have voted.
func voted(d *driver) *driver {
	return d.join(12).keys("enter").vote(10, "j", "i").keys("down", "3", "tab", "2", "enter")
}

func liveViews() map[string]func(*driver) {
	return map[string]func(*driver){
		"live-join":       func(d *driver) {},
		"live-joined":     func(d *driver) { d.join(12) },
		"live-walk":       func(d *driver) { voted(d) },
		"live-marks":      func(d *driver) { voted(d).keys("M", "right", "enter", "z", "L", "o") },
		"live-count":      func(d *driver) { voted(d).keys("up", "12") },
		"live-timer":      func(d *driver) { voted(d).keys("M", "1", "5") },
		"live-reveal":     func(d *driver) { voted(d).keys("reveal", "up") },
		"live-reopen":     func(d *driver) { voted(d).keys("reveal", "o") },
		"live-big-vote":   func(d *driver) { voted(d).keys("p", "space") },
		"live-people":     func(d *driver) { voted(d).do(exercise.Remove{Participant: voter(3)}).keys("W", "5") },
		"live-remove":     func(d *driver) { voted(d).keys("W", "5", "backspace") },
		"live-parking":    parked12,
		"live-parking-no": func(d *driver) { voted(d).keys("P") },
		"live-hand-over":  func(d *driver) { voted(d).keys("S") },
		"live-secret":     func(d *driver) { voted(d).keys("S", "space") },
		"live-remote":     func(d *driver) { voted(d).keys("R") },
		"live-trail":      func(d *driver) { voted(d).keys("z", "z", "reveal", "o", "enter", "U", "down") },
		"live-help":       func(d *driver) { voted(d).keys("?") },
	}
}

// parked12 fills the parking lot.
func parked12(d *driver) {
	voted(d).keys("P", "n", "who tells the hospitals?", "enter", "n", "liability of volunteers", "enter", "n", "ask the registrar", "enter")
	d.do(exercise.Propose{Step: d.app.session.state.Current(), Participant: voter(1), Text: "Answer within \u202ea day"})
	d.keys("down", "p", "down", "down", "down", "up", "a")
}

func TestLiveFrames(t *testing.T) {
	for name, way := range liveViews() {
		t.Run(name, func(t *testing.T) {
			d := newLive(t, 80, 24)
			way(d)
			for _, size := range [][2]int{{80, 24}, {100, 30}, {160, 45}, {60, 20}} {
				d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				d.golden(name)
			}
		})
	}
}

func TestEveryLiveKeyShownWorks(t *testing.T) {
	for name, way := range map[string]func(*driver){
		"join":    func(*driver) {},
		"walk":    func(d *driver) { d.join(3).keys("enter") },
		"reveal":  func(d *driver) { d.join(3).keys("enter", "reveal") },
		"people":  func(d *driver) { d.join(3).keys("W", "2") },
		"parking": func(d *driver) { d.keys("P", "n", "later", "enter") },
		"secret":  func(d *driver) { d.keys("S") },
		"trail":   func(d *driver) { d.keys("enter", "n", "1", "x", "enter", "U") },
	} {
		t.Run(name, func(t *testing.T) {
			probe := newLive(t, 160, 45)
			way(probe)
			for _, b := range probe.app.top().keys(probe.app) {
				d := newLive(t, 160, 45)
				way(d)
				before, seq, dark, now := d.screen(), seqOf(d), d.app.Renderer.HasDarkBackground(), d.now
				pressed := b.Keys()[0]
				if pressed == " " {
					pressed = "space"
				}
				d.keys(pressed)
				d.now = now // so that the clock shows the same
				idle := map[string]bool{"↑": true, "↓": true, "←": true, "→": true, "pgup": true, "⌫": true}
				if b.Help().Key == "space" && b.Help().Desc == "read on" {
					continue
				}
				if d.screen() == before && seqOf(d) == seq && d.app.Renderer.HasDarkBackground() == dark && !d.quit && !idle[b.Help().Key] {
					t.Errorf("%s %q does nothing", b.Help().Key, b.Help().Desc)
				}
			}
		})
	}
}
