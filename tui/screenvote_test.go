package tui

import (
	"os"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// After a second vote the screen says so, and which figures are of the first.
func TestTheScreenTellsTheVotesApart(t *testing.T) {
	d := newLive(t, 100, 30).join(12).keys("enter").vote(12, "j", "i", "h").keys("reveal")
	p := newScreenDriver(t, d, 160, 45)
	p.shows("analyst: ").hides("SECOND VOTE", firstVoteOnly)
	x, _ := d.app.session.state.Step(d.app.session.state.Current())
	d.do(exercise.SecondRound{Step: x.ID})
	p.sync().hides("SECOND VOTE")
	d.do(exercise.Cast{Participant: voter(1), Step: x.ID, Norm: x.Norms[1], Round: 2, Ballot: exercise.Ballot{Answer: exercise.Latency}}).do(exercise.Reveal{Step: x.ID})
	p.sync().shows("SECOND VOTE")
	if got := strings.Count(p.screen(), firstVoteOnly); got != 2 {
		t.Errorf("%d norms are said not to be voted on again, want 2:\n%s", got, p.screen())
	}
}

// Facts that don't fit take turns: people who vote by hands have no other screen.
func TestFactsThatDontFitTakeTurns(t *testing.T) {
	d := newLive(t, 100, 30).join(12).keys("enter")
	p := newScreenDriver(t, d, 80, 24)
	step, _ := d.app.session.scenario().Step(d.app.session.state.Current())
	all := ""
	for range 4 {
		all += p.screen()
		d.now = d.now.Add(turn)
	}
	for _, f := range step.Facts {
		start := strings.Join(strings.Fields(f.Text)[:4], " ")
		if !strings.Contains(all, start) {
			t.Errorf("the fact %q is never shown", start)
		}
	}
}

// The pages in browsers have the colours of this package: both projectors show
// the same.
func TestTheProjectorsPageHasTheSameColours(t *testing.T) {
	p := newPalette()
	for _, file := range []string{"style.css", "screen.css"} {
		css, err := os.ReadFile("../engine/web/assets/" + file)
		if err != nil {
			t.Fatal(err)
		}
		light, dark, _ := strings.Cut(string(css), "prefers-color-scheme: dark")
		for name, c := range map[string]colour{"--h": p.good, "--l": p.latency, "--i": p.irrelevant} {
			if !strings.Contains(light, name+": "+c.Light.TrueColor+";") || !strings.Contains(dark, name+": "+c.Dark.TrueColor+";") {
				t.Errorf("%s: %s isn't %s, %s in the dark", file, name, c.Light.TrueColor, c.Dark.TrueColor)
			}
		}
	}
}
