package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
)

// The projector is in the hot wash while the console is, and goes on with the
// room whoever leads it on.
func TestTheScreenFollowsIntoTheHotWash(t *testing.T) {
	d := walked(newLive(t, 100, 30), 2)
	p := newScreenDriver(t, d, 100, 30)
	p.shows("step 2 of 8", "of 12 voted").hides("hot wash")
	d.keys("w")
	p.shows("hot wash", "WHAT THE ROOM SAID", "12 people took part · 2 of 8 steps revealed", "Where the room is most divided")
	d.keys("enter") // deeper into it
	p.shows("WHAT THE ROOM SAID")
	d.keys("esc", "esc")
	p.shows("step 2 of 8").hides("WHAT THE ROOM SAID")
	d.keys("w")
	p.shows("WHAT THE ROOM SAID")
	d.do(exercise.Enter{Step: d.app.session.state.Setup().Plan[2].Step}) // at another console
	p.sync().shows("step 3 of 8", "0 of 12 have voted").hides("WHAT THE ROOM SAID")
	d.keys("esc")
	other := d.second(t)
	other.keys("w")
	p.shows("WHAT THE ROOM SAID")
	other.keys("q", "enter")
	if !other.quit || d.app.session.room.Washing() {
		t.Error("the other console has ended, and the room is in its hot wash")
	}
}

// Before the first reveal the hot wash has nothing to show: the vote stays.
func TestAnEmptyHotWashLeavesTheVote(t *testing.T) {
	d := voted(newLive(t, 100, 30))
	p := newScreenDriver(t, d, 100, 30)
	d.keys("w")
	p.shows("10 of 12 have voted", "step 1 of 8")
}

// What the projector shows in the hot wash and at the end doesn't depend on
// votes that are open; nor does it ever show what was noted, pinned or not.
func TestTheHotWashTellsNoOpenVote(t *testing.T) {
	look := func(answer exercise.Answer) string {
		d := walked(newLive(t, 100, 30), 1)
		p := newScreenDriver(t, d, 160, 45)
		plan := d.app.session.state.Setup().Plan
		var b strings.Builder
		see := func() {
			d.keys("w")
			b.WriteString(p.sync().screen())
			if !strings.Contains(p.screen(), "WHAT THE ROOM SAID") {
				t.Error("this isn't the hot wash")
			}
			d.keys("esc")
		}
		vote := func(step exercise.Planned, n int) {
			for _, id := range step.Norms {
				d.do(exercise.Count{Step: step.Step, Norm: id, Tally: exercise.Tally{}.With(answer, 9), Note: "note-of-hands"})
				for v := range n {
					d.do(exercise.Cast{Participant: voter(v), Step: step.Step, Norm: id, Ballot: exercise.Ballot{Answer: answer, Note: "note-of-a-ballot"}})
				}
			}
		}
		for _, pinned := range []bool{true, false} {
			d.do(exercise.AddNote{Note: exercise.Note{Kind: exercise.ParkingLot, Text: "note-parked", Pinned: pinned}})
		}
		d.do(exercise.Propose{Step: plan[0].Step, Text: "note-proposed", Participant: voter(1)})
		d.do(exercise.Enter{Step: plan[1].Step})
		vote(plan[1], 7)
		see()
		d.do(exercise.Enter{Step: plan[0].Step}).do(exercise.SecondRound{Step: plan[0].Step})
		vote(plan[0], 5)
		see()
		d.keys("w", "F", "enter")
		b.WriteString(p.sync().shows("THE EXERCISE IS FINISHED").screen())
		return b.String()
	}
	helped, late := look(exercise.Helped), look(exercise.Latency)
	for i, l := range strings.Split(helped, "\n") {
		if other := strings.Split(late, "\n")[i]; other != l {
			t.Fatalf("the projector tells open votes apart:\n%s\n%s", ansi.Strip(l), ansi.Strip(other))
		}
	}
	for _, no := range []string{"note-", "analyst", "Technical community"} {
		if strings.Contains(helped, no) {
			t.Errorf("the hot wash has %q", no)
		}
	}
}

// The labels stand on the projector in every phase.
func TestTheScreenCarriesTheLabels(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {160, 45}} {
		d := newDriverOf(t, 100, 30, func(o *Options) {
			r, err := o.Host.Open(t.Context(), o.Library, room.Choice{
				Scenario: "wannacry-2017", Mode: exercise.Room, Track: "60-minutes",
				Groups: []string{"Technical community", "Policy"}, TLP: "AMBER+STRICT", ChathamHouse: true,
			})
			if err != nil {
				t.Fatal(err)
			}
			o.Room, o.Invitation = r, invitation()
		})
		p := newScreenDriver(t, d, size[0], size[1])
		for _, keys := range [][]string{{}, {"enter"}, {"z", "L", "o"}, {"z", "reveal"}, {"w"}, {"F", "enter"}} {
			d.keys(keys...)
			p.sync().shows("TLP:AMBER+STRICT · Chatham House rule").fits()
		}
		p.shows("FINISHED")
	}
}

// A single ballot is a short bar: it stands for one of all who could have voted.
func TestOneBallotIsNotAWholeRoom(t *testing.T) {
	d := newLive(t, 100, 30).join(23).keys("enter").vote(1, "j")
	d.do(exercise.Reveal{Step: d.app.session.state.Current()})
	p := newScreenDriver(t, d, 100, 30)
	p.shows("1 of 23 voted", "too few to say")
	if n := strings.Count(p.screen(), "█"); n > 20 {
		t.Errorf("one ballot of 23 fills %d cells:\n%s", n, p.screen())
	}
	item := exercise.Item{Step: d.app.session.state.Current(), Norm: norm.ID("un-gge-2015/j"), Round: 1}
	if _, whole := p.model.votersOn(item, exercise.Tally{Helped: 1}); whole != 23 {
		t.Errorf("the bars are of %d", whole)
	}
}
