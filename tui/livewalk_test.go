package tui

import (
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Seats that nobody is at go out of the count once the facilitator says so, and
// whoever comes back is counted again.
func TestEmptySeatsAreLeftOut(t *testing.T) {
	d := newLive(t, 100, 30).join(14).keys("enter").vote(5, "j").shows("5 of 14 have voted", "· 2 others not connected")
	d.keys("enter").shows("9 of 14 have not voted, 2 of them not connected")
	d.keys("W").shows("leave out empty seats").keys("x").shows("Leave 2 empty seats out of “of 14 have voted”?").keys("esc").hides("left out")
	d.keys("x", "enter").shows("2 empty seats left out of the count", "– left out", "12 joined", ", 2 left out")
	d.hides("leave out empty seats").keys("x").shows("no seat is empty")
	d.keys("esc").shows("5 of 12 have voted").hides("not connected").keys("U").shows("2 empty seats left out of the count").keys("esc")
	d.do(exercise.Cast{Participant: voter(6), Step: d.app.session.state.Current(), Norm: "un-gge-2015/j", Ballot: exercise.Ballot{Answer: exercise.Helped}})
	d.shows("6 of 13 have voted")
}

// Those who voted and whose seats are empty now stay in every number that has their
// votes in it, on the console and on the projector.
func TestThoseWhoLeftStayInTheNumbers(t *testing.T) {
	d := newLive(t, 100, 30).join(21).keys("enter").vote(21, "j") // three aren't connected
	p := newScreenDriver(t, d, 100, 30)
	plan := d.app.session.state.Setup().Plan
	d.do(exercise.Enter{Step: plan[1].Step}).keys("W", "x", "enter").shows("3 empty seats left out of the count").keys("esc")
	d.shows("0 of 18 have voted")
	p.sync().shows("of 18 have voted")
	d.do(exercise.Enter{Step: plan[0].Step}).shows("21 of 21 have voted")
	p.sync().shows("of 21 have voted")
	for i := range 4 { // they voted, and think better of it
		d.do(exercise.Withdraw{Participant: voter(i), Step: plan[0].Step, Norm: "un-gge-2015/j"})
	}
	d.shows("17 of 21 have voted", "17 of 21 ").keys("enter").shows("4 of 21 have not voted")
	d.keys("p", "space").shows("17 of 21 have voted").hides("every norm").keys("p")
	d.do(exercise.Reveal{Step: plan[0].Step})
	p.sync().shows("17 of 21 voted")
	d.keys("w")
	p.sync().shows("21 people took part")
}

// Enter pressed twice must not pass the discussion over.
func TestEnterRightAfterARevealDoesNothing(t *testing.T) {
	d := newLive(t, 100, 30).join(3).keys("enter").vote(3, "j", "i", "h")
	step := d.app.session.state.Current()
	d.keys("reveal")
	d.now = d.now.Add(-900 * time.Millisecond) // the driver's keys are a second apart
	d.keys("enter").shows("The analyst reads it as")
	if now := d.app.session.state.Current(); now != step {
		t.Fatal("the room went on to the next step")
	}
	d.shows("just revealed")
	d.now = d.now.Add(2 * time.Second)
	d.keys("enter")
	if now := d.app.session.state.Current(); now == step {
		t.Error("enter doesn't go on once the reveal was seen")
	}
}

// Norms that people propose are announced where nothing moves for it, until
// somebody has looked.
func TestProposalsAreAnnounced(t *testing.T) {
	d := newLive(t, 80, 24).join(3).keys("enter")
	before := strings.Split(d.screen(), "\n")
	step := d.app.session.state.Current()
	d.do(exercise.Propose{Step: step, Text: "one"}) // the facilitator's own
	d.hides("proposed")
	d.do(exercise.Propose{Step: step, Participant: voter(1), Text: "Answer within a day"}, exercise.Propose{Step: step, Participant: voter(2), Text: "Say so"})
	d.shows("2 norms proposed by participants · P reads")
	changed := 0
	for i, line := range strings.Split(d.screen(), "\n") {
		if line != before[i] && i > 0 { // the header has the clock
			changed++
		}
	}
	if changed != 1 {
		t.Errorf("%d lines changed, want the one of the announcement:\n%s", changed, d.screen())
	}
	d.keys("P").shows("Answer within a day").keys("esc").hides("proposed")
	d.do(exercise.Propose{Step: step, Participant: voter(1), Text: "And again"})
	d.shows("1 norm proposed by participants")
}

// Before the first step a live room has used none of its time.
func TestTheClockWaitsForTheFirstStep(t *testing.T) {
	d := newLive(t, 100, 30).join(3).shows("60 min planned")
	d.now = d.now.Add(20 * time.Minute)
	d.shows("60 min planned").hides("20:").keys("enter").shows("00:0", "of 60:00").hides("20:", "planned")
}

// The header says at which step the room is, however narrow the window.
func TestTheStepStandsInEveryHeader(t *testing.T) {
	for _, width := range []int{60, 80, 100, 160} {
		newLive(t, width, 24).join(12).keys("enter").shows("step 1 of 8").hides("step 1 of 8 · A B…")
	}
}

// The warning before a reveal says how it stands now, not how it stood.
func TestTheWarningBeforeARevealFollowsTheVotes(t *testing.T) {
	d := newLive(t, 100, 30).join(5).keys("enter").vote(3, "j", "i", "h")
	d.keys("enter").shows("2 of 5 have not voted").vote(4, "j").shows("1 person has not voted", "enter again reveals")
	d.vote(5, "j").hides("has not voted", "enter again")
	d.keys("enter").shows("The analyst reads it as")
}

// What the rules refuse was never on its way to the disk: the header says of it
// nothing that stays.
func TestARefusalIsNoFault(t *testing.T) {
	d := newLive(t, 100, 30).join(2).keys("enter", "M", "9", "9", "9", "enter").shows("! ", "● recorded").hides("not recorded")
	d.keys("down").hides("! ")
}

// A group that is too small has no counts, which is not the same as zeros.
func TestTooSmallGroupsShowNoZeros(t *testing.T) {
	d := newLive(t, 100, 30).join(12).keys("enter").vote(12, "j").keys("reveal", "w", "3")
	d.shows("Technical community     H ", "Policy                  not shown: groups of fewer than 5 stay together").hides("H   0  L   0  I   0  A   0")
}

// When the computer has left the network, the card says that its address is
// stale, and what to do.
func TestTheJoinCardKnowsAStaleAddress(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {100, 30}, {160, 45}} {
		d := newLive(t, size[0], size[1])
		gone := true
		d.app.session.live.served.Astray = func() bool { return gone }
		d.send(d.app.findAstray()())
		d.shows("This address is stale", "--lan", "ssh -p 2323")
		gone = false
		d.send(d.app.findAstray()())
		d.hides("stale")
		if d.keys("enter"); d.app.findAstray() != nil {
			t.Error("the addresses are looked at though no card is shown")
		}
	}
}
