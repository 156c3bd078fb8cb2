package tui

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"rsc.io/qr"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// screenDriver plays the projector's view of a driver's room.
type screenDriver struct {
	*driver
	model *screen
}

func newScreenDriver(t testing.TB, d *driver, width, height int) *screenDriver {
	t.Helper()
	m := NewScreen(t.Context(), ScreenOptions{Room: d.app.session.room, Invitation: *invitation(), Renderer: plainRenderer(), Now: d.app.Now})
	p := &screenDriver{&driver{t: t}, m.(*guard).model.(*screen)}
	p.app, p.frame = p.model.app, p.model.View
	p.model.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return p.sync()
}

func (p *screenDriver) sync() *screenDriver {
	for p.app.session.state.Seq() < p.app.session.room.State().Seq() {
		p.model.Update(p.model.tap.wait())
	}
	return p
}

func screenViews() map[string]func(*driver) {
	return map[string]func(*driver){
		"screen-join":     func(d *driver) { d.join(12) },
		"screen-vote":     func(d *driver) { voted(d).keys("M", "3", "enter") },
		"screen-marks":    func(d *driver) { voted(d).keys("z", "o") },
		"screen-results":  func(d *driver) { voted(d).vote(12, "h").keys("reveal") },
		"screen-finished": func(d *driver) { voted(d).keys("w", "F", "enter") },
		"screen-locked":   func(d *driver) { d.join(12).keys("L") },
		"screen-closed":   func(d *driver) { voted(d).keys("L", "z", "o") },
		"screen-few":      func(d *driver) { d.join(23).keys("enter").vote(1, "j").keys("reveal") },
		"screen-wash":     func(d *driver) { walked(d, 5).keys("w", "z") },
		"screen-end":      func(d *driver) { walked(d, 8).keys("w", "F", "enter") },
	}
}

// walked is a room that has been through the first n steps, and voted on all.
func walked(d *driver, n int) *driver {
	d.join(12).keys("enter")
	for i, step := range d.app.session.state.Setup().Plan[:n] {
		d.do(exercise.Enter{Step: step.Step})
		var cs []exercise.Command
		for k, id := range step.Norms {
			for v := range 12 {
				answer := exercise.Verdicts()[(i+k)%3]
				if v >= 11-(i+2*k)%7 {
					answer = exercise.Answers()[(v+k)%4]
				}
				if i == 2 && v > 2 {
					break // too few to say
				}
				cs = append(cs, exercise.Cast{Participant: voter(v), Step: step.Step, Norm: id, Ballot: exercise.Ballot{Answer: answer}})
			}
		}
		d.do(cs...).do(exercise.Reveal{Step: step.Step})
	}
	return d
}

func TestScreenFrames(t *testing.T) {
	for name, way := range screenViews() {
		t.Run(name, func(t *testing.T) {
			d := newLive(t, 100, 30)
			way(d)
			for _, size := range [][2]int{{80, 24}, {100, 30}, {160, 45}, {60, 20}} {
				newScreenDriver(t, d, size[0], size[1]).golden(name)
			}
		})
	}
}

func TestTheScreenFollowsAndShowsNoNotes(t *testing.T) {
	d := newLive(t, 100, 30).join(9)
	p := newScreenDriver(t, d, 100, 30)
	p.shows("9 people are in", "room code")
	d.keys("enter").vote(9, "j").keys("n", "2", "a point for later", "enter")
	p.sync().shows("of 9 have voted", "step 1 of", "join at http://192.168.1.10:8080").hides("a point", "for later", secret)
	d.keys("reveal")
	p.sync().shows("leaning: helped", "1 abstained", "analyst: ").hides("waited", "a point", "for later", secret)
	d.keys("L")
	p.sync().shows("The door is closed: nobody new can join").hides("join at")
	if _, cmd := p.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'q'}}); cmd == nil {
		t.Error("q doesn't end the view")
	}
	seq := d.app.session.room.State().Seq()
	for _, r := range "hlia0123456789ouvzLMWPSnsJ" {
		p.model.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	p.model.Update(tea.KeyMsg{Type: tea.KeyEnter})
	if d.app.session.room.State().Seq() != seq {
		t.Error("the projector's view sends commands")
	}
	if err := d.app.session.room.Close(); err != nil {
		t.Fatal(err)
	}
	for !p.model.closed {
		p.model.Update(p.model.tap.wait())
	}
	p.shows("CLOSED")
}

func TestResultsThatDontFitTakeTurns(t *testing.T) {
	d := newLive(t, 100, 30).join(12).keys("enter")
	for _, item := range []string{"a", "b", "c", "d"} {
		d.do(exercise.AddNorm{Step: d.app.session.state.Current(), Norm: norm.ID("un-gge-2015/" + item)})
	}
	d.vote(12, "j", "i", "h", "a", "b", "c", "d").keys("reveal")
	p := newScreenDriver(t, d, 80, 24)
	seen := map[string]bool{}
	for range 5 {
		p.fits()
		seen[p.screen()] = true
		d.now = d.now.Add(turn)
	}
	if len(seen) < 2 {
		t.Error("the rest of the results is never shown")
	}
}

// The QR code on the screen is the one of the address: read back dot by dot.
func TestTheQRCodeIsTheAddress(t *testing.T) {
	want, err := qr.Encode(invitation().JoinURL(), qr.L)
	if err != nil {
		t.Fatal(err)
	}
	for _, dark := range []bool{true, false} {
		for _, size := range [][3]int{{80, 24, 1}, {160, 45, 2}} {
			t.Run(fmt.Sprint(dark, size), func(t *testing.T) {
				r := plainRenderer()
				r.SetHasDarkBackground(dark)
				lines := qrCode(newStyles(r), r, invitation().JoinURL(), size[0]-cardText-4, size[1]-5)
				if lines == nil {
					t.Fatal("it doesn't fit")
				}
				scale := size[2]
				drawn := func(x, y int) bool { // in half cells
					c := []rune(lines[y/2])[x]
					return c == '█' || c == '▀' && y%2 == 0 || c == '▄' && y%2 == 1
				}
				for y := range (want.Size + 2*quiet) * scale {
					for x := range (want.Size + 2*quiet) * scale {
						black := want.Black(x/scale-quiet, y/scale-quiet)
						if drawn(x, y) != (black != dark) {
							t.Fatalf("dot %d,%d is wrong", x, y)
						}
					}
				}
			})
		}
	}
}
