package tui

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestAGuestJoinsWithTheCode(t *testing.T) {
	d := newGuestDriver(t, 80, 24, "Academia", "Government").connect("", "")
	d.hides("WannaCry").keys("wrong", "enter").shows("not the code")
	d.keys(strings.ToLower(d.access.Code), "enter").shows("WannaCry", "Your stakeholder group").keys("3", "enter").shows("You are participant 1")
	if p := d.room.State().Participants(); len(p) != 1 || p[0].Group != "Government" || p[0].Via != "ssh" {
		t.Errorf("joined as %+v", p)
	}
	if d.room.Connected() != 1 {
		t.Error("nobody is connected")
	}
}

func TestAGuestWithTheCodeAndNoGroupsIsInAtOnce(t *testing.T) {
	newGuestDriver(t, 80, 24).connect(known, "no such room").shows("Room code")
	d := newGuestDriver(t, 80, 24)
	d.connect(known, d.access.Code).shows("You are participant 1")
}

func TestACodeCannotBeGuessedForLong(t *testing.T) {
	d := newGuestDriver(t, 80, 24).connect("", "")
	for range mostTries {
		d.keys("wrong", "enter")
	}
	if !d.quit || !strings.Contains(d.guest.Farewell(), "not the code") {
		t.Error("the terminal goes on asking")
	}
}

func TestAGuestsVoteIsRecordedOnlyAfterTheRoomSaidSo(t *testing.T) {
	d := newGuestDriver(t, 100, 30).connect(known, "")
	d.connect(known, d.access.Code).lead(exercise.Enter{Step: d.step(1)})
	_, save := d.guest.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'h'}})
	d.shows("○ saving…", "… saving").hides("[H]", "● recorded")
	if d.ballot(d.item(1, 1, 1)).Answer != "" {
		t.Fatal("the room has the vote before it was asked")
	}
	d.run(save)
	d.shows("[H]", "● recorded").hides("saving")
	if got := d.ballot(d.item(1, 1, 1)); got.Answer != exercise.Helped {
		t.Errorf("recorded %+v", got)
	}
}

func TestAGuestChangesAndTakesBack(t *testing.T) {
	d := newGuestDriver(t, 100, 30)
	d.connect(known, d.access.Code).lead(exercise.Enter{Step: d.step(1)})
	d.keys("r").shows("give a verdict first").keys("l", "r", "2", "d", "3", "n", "they waited", "enter")
	want := exercise.Ballot{Answer: exercise.Latency, Reason: "trust", Delay: "hours", Note: "they waited"}
	if got := d.ballot(d.item(1, 1, 1)); got != want {
		t.Errorf("recorded %+v, want %+v", got, want)
	}
	d.shows("reason: trust · delay: hours · “they waited”").keys("a")
	if got := d.ballot(d.item(1, 1, 1)); got.Answer != exercise.Abstain {
		t.Errorf("recorded %+v", got)
	}
	if d.keys("x"); d.ballot(d.item(1, 1, 1)).Answer != "" {
		t.Error("taken back, and still there")
	}
	d.keys("+").shows("the facilitator puts norms on the table")
	d.keys("m", "say who may ask", "enter").shows("your proposal is recorded")
	if p := d.room.State().Proposals(); len(p) != 1 || p[0].Text != "say who may ask" {
		t.Errorf("proposals: %+v", p)
	}
}

// Quick keys keep their order, and what is pressed on top of a vote that is
// still on its way builds on that vote.
func TestAGuestsQuickKeys(t *testing.T) {
	d := newGuestDriver(t, 100, 30)
	d.connect(known, d.access.Code).lead(exercise.Enter{Step: d.step(1)})
	_, first := d.guest.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("hlr3")})
	d.run(first)
	if got, want := d.ballot(d.item(1, 1, 1)), (exercise.Ballot{Answer: exercise.Latency, Reason: "confidentiality"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("iii"), Paste: true})
	if got := d.ballot(d.item(1, 1, 1)).Answer; got != exercise.Latency {
		t.Errorf("pasted text votes: %s", got)
	}
}

func TestLeavingWaitsForTheGuestsVote(t *testing.T) {
	d := newGuestDriver(t, 100, 30)
	d.connect(known, d.access.Code).lead(exercise.Enter{Step: d.step(1)})
	if d.keys("q").shows("Leave?").keys("esc"); d.quit {
		t.Error("esc leaves")
	}
	_, save := d.guest.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'h'}})
	if d.keys("ctrl+c"); d.quit {
		t.Fatal("it leaves while a vote is on its way")
	}
	if d.run(save); !d.quit {
		t.Error("it stays after the vote is recorded")
	}
	d.connect(known, "").shows("[H]", "you are participant 1")
}

func TestTheRoomLeadsAndTheGuestFollows(t *testing.T) {
	d := newGuestDriver(t, 100, 30)
	d.connect(known, d.access.Code).shows("The facilitator begins soon")
	d.lead(exercise.Enter{Step: d.step(1)}).shows("step 1 of 8").keys("h", "n", "half a")
	d.lead(exercise.Enter{Step: d.step(2)}).shows("step 2 of 8", "the room has moved on").hides("half a")
	d.lead(exercise.Enter{Step: d.step(1)}, exercise.CloseVote{Step: d.step(1)}).shows("VOTE CLOSED", "[H]").keys("l").shows("the facilitator closed the vote", "[H]")
	d.lead(exercise.OpenVote{Step: d.step(1)}, exercise.Pause{}).shows("PAUSED").keys("l").shows("[H]")
	d.lead(exercise.Continue{}, exercise.SetTimer{Length: time.Minute}).shows("01:00 left")
	d.now = d.now.Add(2 * time.Minute)
	d.send(tickMsg{})
	d.shows("time is up").keys("l").shows("[L]")
	d.lead(exercise.Reveal{Step: d.step(1)}).shows("The analyst reads it as", "you: [L added latency]")
	d.lead(exercise.SecondRound{Step: d.step(1)}).shows("Second vote", "first vote: added latency").keys("h")
	if got := d.ballot(d.item(1, 1, 2)).Answer; got != exercise.Helped {
		t.Errorf("second vote: %s", got)
	}
	d.lead(exercise.Remove{Participant: known}).shows("has ended your part").keys("h")
}

// What was said of something that has passed doesn't stay on the screen.
func TestWhatWasSaidPasses(t *testing.T) {
	d := newGuestDriver(t, 100, 30)
	d.connect(known, d.access.Code).lead(exercise.Enter{Step: d.step(1)})
	d.keys("m", "say who may ask", "enter").shows("your proposal is recorded")
	d.lead(exercise.Enter{Step: d.step(2)}).hides("your proposal is recorded")
	d.lead(exercise.CloseVote{Step: d.step(2)}).keys("l").shows("? the facilitator closed the vote")
	d.lead(exercise.OpenVote{Step: d.step(2)}).hides("closed the vote")
}

// What the guest's form was made for counts, not where the room is by then.
func TestALateVoteIsRefusedInWords(t *testing.T) {
	for want, c := range map[string]func(*guestDriver) exercise.Command{
		"the step has been revealed":           func(d *guestDriver) exercise.Command { return exercise.Reveal{Step: d.step(1)} },
		"the facilitator has closed the vote":  func(d *guestDriver) exercise.Command { return exercise.CloseVote{Step: d.step(1)} },
		"the room has gone on to another step": func(d *guestDriver) exercise.Command { return exercise.Enter{Step: d.step(2)} },
		"the exercise is paused":               func(*guestDriver) exercise.Command { return exercise.Pause{} },
		"the facilitator has ended your part":  func(*guestDriver) exercise.Command { return exercise.Remove{Participant: known} },
		"the facilitator has taken this norm off": func(d *guestDriver) exercise.Command {
			return exercise.SetAside{Step: d.step(1), Norm: d.item(1, 1, 1).Norm}
		},
		"the exercise is finished": func(*guestDriver) exercise.Command { return exercise.Finish{} },
	} {
		d := newGuestDriver(t, 100, 30)
		d.connect(known, d.access.Code).lead(exercise.Enter{Step: d.step(1)})
		if _, err := d.room.Do(t.Context(), c(d)); err != nil {
			t.Fatal(err)
		}
		d.keys("h").shows(want).hides("[H]")
	}
}

func TestAFullOrLockedRoomSaysSo(t *testing.T) {
	d := newGuestDriver(t, 80, 24)
	d.lead(exercise.Lock{})
	d.connect(known, d.access.Code).shows("the room is locked").lead(exercise.Unlock{}).keys("enter").shows("You are participant 1")
}

// A guest sees no one else's ballot before the reveal, nor a note after it.
func TestAGuestSeesNobodyElsesBallot(t *testing.T) {
	d := newGuestDriver(t, 160, 45, "Academia")
	d.seated().lead(exercise.Enter{Step: d.step(1)})
	before := d.screen()
	if d.others(9, "Academia").catchUp(); d.screen() != before {
		t.Errorf("other people's votes change the screen:\n%s", cmp.Diff(before, d.screen()))
	}
	d.lead(exercise.Reveal{Step: d.step(1)}).hides("a secret of theirs")
}

// Following wakes a terminal for what it shows, and for nothing else.
func TestFollowingIsQuiet(t *testing.T) {
	d := newGuestDriver(t, 80, 24)
	d.connect(known, d.access.Code).lead(exercise.Enter{Step: d.step(1)})
	d.guest.states = d.room.Watch(t.Context(), exercise.Participating)
	next := make(chan tea.Msg, 1)
	follow := d.guest.follow()
	go func() { next <- follow() }()
	d.others(3, "")
	select {
	case msg := <-next:
		t.Fatalf("other people's votes wake it: %v", msg)
	case <-time.After(400 * time.Millisecond):
	}
	cast := exercise.Cast{Participant: known, Step: d.step(1), Norm: d.item(1, 1, 1).Norm, Ballot: exercise.Ballot{Answer: exercise.Helped}}
	if _, err := d.room.Do(t.Context(), cast); err != nil { // from their other terminal
		t.Fatal(err)
	}
	select {
	case msg := <-next:
		d.send(msg)
	case <-time.After(2 * time.Minute):
		t.Fatal("its own vote from another terminal doesn't")
	}
	d.shows("[H]")
}

func TestAGuestsTextsAreInert(t *testing.T) {
	d := newGuestDriver(t, 100, 30, "Aca\u202edemia")
	d.seated().lead(exercise.Enter{Step: d.step(1)}).keys("h", "n")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a\x1b[2Jb\u202ec"), Paste: true})
	for _, way := range []string{"typed", "recorded"} {
		if bad := strings.IndexFunc(d.guest.View(), func(r rune) bool { return r == 0x1b || r == '\u202e' }); bad >= 0 {
			t.Errorf("%s: %q", way, d.guest.View()[bad:min(len(d.guest.View()), bad+40)])
		}
		d.keys("enter")
	}
}

func TestACodeIsLettersAndDigits(t *testing.T) {
	d := newGuestDriver(t, 80, 24).connect("", "")
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a\x1b[2J-b?7 qT"), Paste: true})
	if d.guest.door.code != "A2JB7QT" {
		t.Errorf("code %q", d.guest.door.code)
	}
}
