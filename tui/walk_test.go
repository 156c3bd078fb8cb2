package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// tally is the recorded count of one norm at the current step.
func (d *driver) tally(item string, round int) exercise.Tally {
	s := d.app.session.state
	return s.Votes(exercise.Item{Step: s.Current(), Norm: norm.ID("un-gge-2015/" + item), Round: round}).Total
}

func TestAVerdictIsShownAsRecordedOnlyAfterTheRoomSaidSo(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	_, save := d.app.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'h'}})
	d.shows("○ saving…", "… saving").hides("[H]")
	if d.tally("j", 1) != (exercise.Tally{}) {
		t.Fatal("the state has the vote before the room was asked")
	}
	d.send(save())
	d.shows("[H]", "● recorded").hides("saving")
}

func TestQuickKeysKeepTheirOrder(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	press := func(r rune) tea.Cmd {
		_, cmd := d.app.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		return cmd
	}
	first := press('h')
	if press('l') != nil || press('i') != nil {
		t.Fatal("a second command is under way beside the first")
	}
	d.send(first())
	if got, want := d.tally("j", 1), (exercise.Tally{Irrelevant: 1}); got != want {
		t.Errorf("the last key counts: got %+v, want %+v", got, want)
	}
}

func TestLeavingWaitsForWhatWasPressed(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	_, save := d.app.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'h'}})
	_, cmd := d.app.Update(tea.KeyMsg{Type: tea.KeyCtrlC})
	if cmd != nil {
		t.Fatal("the player ends while a vote is on its way")
	}
	d.send(save())
	if !d.quit {
		t.Error("the player doesn't end once the vote is on disk")
	}
	if d.app.Left() == "" {
		t.Error("it doesn't tell which exercise can be resumed")
	}
}

func TestQuitAsksFirstInAnExercise(t *testing.T) {
	d := newDriver(t, 80, 24).start(exercise.Solo).keys("q")
	d.shows("Leave normwalk?")
	if d.keys("esc"); d.quit {
		t.Error("esc leaves all the same")
	}
	if d.keys("q", "enter"); !d.quit {
		t.Error("enter doesn't leave")
	}
}

func TestSoloVoteReasonDelayAndComment(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	for _, k := range []string{"r", "d", "c"} {
		d.keys(k).shows("give a verdict first").hides("Why?", "How much time", "Comment on")
	}
	d.keys("l", "r", "2", "d", "3", "c", "they waited", "enter")
	d.shows("reason: trust · delay: hours · “they waited”", "[L]")
	d.keys("backspace").hides("[L]")
	if got := d.tally("j", 1); got != (exercise.Tally{}) {
		t.Errorf("taken back, and still there: %+v", got)
	}
	d.keys("u").shows("taken back: the withdrawal", "[L]")
	d.keys("0").shows("[A]").keys("a")
	if got, want := d.tally("j", 1), (exercise.Tally{Abstained: 1}); got != want {
		t.Errorf("an abstention is an answer: got %+v, want %+v", got, want)
	}
}

func TestTheReadingIsHiddenUntilTheReveal(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	reading := d.app.session.scenario().Steps[0].Readings[0]
	words := strings.Join(strings.Fields(reading.Reason)[:4], " ")
	d.hides(words, "analyst")
	d.keys("h", "reveal").shows(words, "The analyst reads it as", "you: helped")
	d.keys("u").shows("taken back: the reveal").hides(words)
	d.keys("i").shows("[I]")
}

func TestFacilitatorsNotesAreBehindAKey(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands)
	notes := d.app.session.scenario().Steps[0].Notes
	words := strings.Join(strings.Fields(notes)[:5], " ")
	d.hides(words).keys("f").shows(words).keys("esc").hides(words)
}

func TestHandsAreTypedRecordedAndCorrected(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands)
	d.keys("12", "tab", "5").shows("▸L   5", "typing", "=  17")
	if got := d.tally("j", 1); got != (exercise.Tally{}) {
		t.Fatalf("recorded while it is typed: %+v", got)
	}
	d.keys("enter").shows("● recorded")
	if got, want := d.tally("j", 1), (exercise.Tally{Helped: 12, Latency: 5}); got != want {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	d.keys("up", "l", "7", "enter")
	if got, want := d.tally("j", 1), (exercise.Tally{Helped: 12, Latency: 7}); got != want {
		t.Errorf("one number is corrected, the other stays: got %+v, want %+v", got, want)
	}
	d.keys("up", "9", "9", "esc")
	if got, want := d.tally("j", 1), (exercise.Tally{Helped: 12, Latency: 7}); got != want {
		t.Errorf("a dropped count leaves what was: got %+v, want %+v", got, want)
	}
	d.keys("backspace")
	if got := d.tally("j", 1); got != (exercise.Tally{}) {
		t.Errorf("taken back: got %+v", got)
	}
	d.keys("u", "up", "i", "backspace", "3", "x", "enter", "reveal").shows("revealed", "HHHH")
	if got, want := d.tally("j", 1), (exercise.Tally{Helped: 12, Latency: 7, Irrelevant: 3}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestHandsByGroupWithAHeadCount(t *testing.T) {
	d := newDriver(t, 100, 30)
	d.keys("down", "down", "enter").repeat("down", 4).keys("right", "down", "20").shows("technical community and policy", "20")
	d.keys("enter").repeat("right", 5).keys("enter")
	d.shows("counting: Technical community (1 of 3)")
	d.keys("8", "tab", "2", "enter", "g", "up").shows("counting: Policy (2 of 3)", "10/20")
	d.keys("1", "tab", "6", "enter", "g", "up").shows("everybody else (3 of 3)", "17/20").keys("9").shows("!  26/20", "26 of 20 people: 6 too many; count again").keys("enter").shows("! 13(j): 26 of 20 people: 6 too many")
	d.keys("p", "space").shows("26 of 20 people: 6 too many").keys("p", "up", "backspace").hides("too many")
	d.keys("reveal").shows("Technical community", "H   8  L   2", "Policy", "H   1  L   6")
}

func TestASecondVoteShowsTheShift(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands).keys("12", "tab", "5", "enter", "reveal", "v")
	d.shows("Second vote").keys("up", "up", "6", "tab", "11", "enter", "reveal", "up", "up").shows("H 12 → 6   L 5 → 11", "after the second vote")
	d.keys("v")
	if st, _ := d.app.session.state.Step(d.app.session.state.Current()); st.Round != 2 {
		t.Error("a third round")
	}
}

func TestTheTableCanBeChanged(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	d.keys("-").hides("13(j)  ").keys("+", "/", "response team", "enter", "enter").shows("13(k)")
	d.keys("+", "/", "response team", "enter", "enter").shows("13(k) is on the table already", "Put another norm").keys("esc")
	d.keys("m", "say who may ask", "enter", "w", "7").shows("Norms that were missing", "say who may ask")
}

func TestStepsCanBeWalkedJumpedAndSkipped(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	d.keys("right").shows("step 2 of 8").keys("left").shows("step 1 of 8").keys("left").shows("step 1 of 8")
	d.keys("s").shows("step 2 of 8", "×").keys("t", "down", "down", "enter").shows("step 4 of 8")
	d.keys("h", "s").shows("! step 4 has votes: take them back first (⌫), or go on with →")
	d.keys("left", "left", "left").shows("step 1 of 8").keys("s").shows("✓ step 1 is skipped · u takes it back", "step 2 of 8")
	d.keys("u").shows("step 1 of 8", "step 1 isn't skipped any more").hides("×").keys("h", "-").shows("13(j) has votes: take them back first")
	d.keys("reveal", "s").shows("step 1 is revealed: it can't be skipped")
}

func TestNotesInTheHotWash(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands)
	d.keys("n", "2", "ask about liability", "enter", "w", "7").shows("Parking lot", "ask about liability").hides("parking-lot")
	d.keys("enter", " law", "enter").shows("ask about liability law").keys("backspace").shows("none yet")
	d.keys("n", "4", "ring", "enter", "-", "enter", "June", "enter").shows("Follow-ups", "ring", "June")
	// An empty answer is one: what was typed before it isn't thrown away.
	d.keys("n", "4", "write it down", "enter", "enter", "enter").shows("write it down")
	d.keys("n", "1", "trust first", "enter").shows("Take-aways", "trust first").keys("up", "backspace").hides("trust first").shows("ring")
}

func TestFinishReopenAndExport(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands).keys("12", "enter", "reveal", "w", "e").shows("Save as", "1 md").keys("1")
	d.shows("saved: /reports/", ".md")
	d.keys("F", "esc", "F", "enter").shows("finished", "reopen").keys("e", "2")
	if len(d.saved) != 2 || !strings.HasSuffix(d.saved[1], ".csv") {
		t.Errorf("saved %v", d.saved)
	}
	d.keys("O").hides("finished").keys("esc").shows("step 1 of 8").keys("esc").shows("Go on with")
}

func TestTheMatrixCanBeLookedInto(t *testing.T) {
	d := newDriver(t, 100, 30)
	grouped(d)
	d.shows("13(h) at step 1, The fix is published").keys("up").shows("13(g) at step 1").keys("down", "enter")
	d.shows("First vote", "Second vote", "Technical community", "The analyst reads it as").keys("enter").shows("step 1 of 8")
}

func TestResumeFromHome(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo).keys("right", "h", "esc")
	d.shows("Go on with").keys("enter").shows("step 2 of 8", "[H]", "resumed")
	d.keys("w", "F", "enter", "esc").shows("Finished")
}

func TestTooSmallAsksForRoomAndTakesNoVotes(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	d.send(tea.WindowSizeMsg{Width: 59, Height: 19})
	d.shows("needs 60 columns and 20 lines").keys("h")
	if got := d.tally("j", 1); got != (exercise.Tally{}) {
		t.Errorf("voted blindly: %+v", got)
	}
	d.send(tea.WindowSizeMsg{Width: 60, Height: 20})
	d.keys("h").shows("step 1", "[H]")
	for _, size := range [][2]int{{1, 1}, {10, 3}, {59, 100}, {300, 19}, {400, 120}, {132, 20}, {60, 60}} {
		d.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if lines := strings.Count(d.app.View(), "\n") + 1; lines > max(1, size[1]) {
			t.Errorf("at %v the frame has %d lines", size, lines)
		}
	}
}

func TestPeoplesTextIsInert(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands)
	d.app.do(exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "x\x1b[2J\u202egnp"}})
	ack, err := d.app.session.room.Do(t.Context(), exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "x\x1b[2J\u202egnp"}})
	if err != nil {
		t.Fatal(err)
	}
	d.send(doneMsg{ack: ack})
	d.keys("w", "7").shows("x␛[2J‹U+202E›gnp")
}

func TestAnyChangeCanBeTakenBackBeforeTheReveal(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo).keys("h", "down", "l", "U")
	d.shows("13(j), helped", "13(i), added latency").keys("down", "enter").shows("taken back: 13(j), helped").hides("▸ 13(j)")
	d.keys("esc")
	if d.tally("j", 1) != (exercise.Tally{}) || d.tally("i", 1) != (exercise.Tally{Latency: 1}) {
		t.Error("the wrong vote was taken back")
	}
	d.keys("reveal", "U").hides("added latency").shows("the reveal")
}

// faultyPage fails when it is drawn or pressed.
type faultyPage struct{ textPage }

func (*faultyPage) update(*App, tea.KeyMsg) tea.Cmd { panic("a fault") }

func TestAFaultEndsThePlayerInOrder(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo).keys("h")
	d.app.push(&faultyPage{})
	var trace []byte
	g := &guard{model: d.app, trace: func(b []byte) { trace = b }}
	_, cmd := g.Update(tea.KeyMsg{Type: tea.KeyEnter})
	if cmd == nil {
		t.Fatal("the player goes on")
	}
	if _, ok := cmd().(tea.QuitMsg); !ok || !errors.Is(g.fault, ErrPanic) || len(trace) == 0 {
		t.Errorf("fault %v, trace of %d bytes", g.fault, len(trace))
	}
	cmd = g.wrap(func() tea.Msg { panic("in a command") })
	if _, ok := cmd().(faultMsg); !ok {
		t.Error("a fault in a command is not caught")
	}
}

func TestARevealWithOpenNormsAsksOnce(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands).keys("12", "enter", "enter")
	d.shows("not asked yet: 13(i), 13(h)").hides("revealed").keys("down", "enter").shows("not asked yet").keys("enter").shows("revealed")
}

func TestLettersThatArriveTogetherAllCount(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("hjlji")})
	for item, want := range map[string]exercise.Tally{"j": {Helped: 1}, "i": {Latency: 1}, "h": {Irrelevant: 1}} {
		if got := d.tally(item, 1); got != want {
			t.Errorf("13(%s): got %+v, want %+v", item, got, want)
		}
	}
	d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("aaa"), Paste: true})
	if got := d.tally("h", 1); got.Abstained != 0 {
		t.Error("pasted text votes")
	}
}

func TestWhatCannotBeKeptIsSaid(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	if err := d.app.session.room.Close(); err != nil { // as if the disk were gone
		t.Fatal(err)
	}
	d.keys("h").shows("✗ not recorded", "the room is closed").hides("[H]")
}

func TestTheClockCountsAndWarns(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Solo)
	d.now = d.now.Add(12*time.Minute + 40*time.Second - d.app.session.state.Used(d.now))
	d.shows("12:40 of 60:00")
	d.now = d.now.Add(50 * time.Minute)
	d.shows("62:40 of 60:00 over time")
}

// To leave open who takes a follow-up on is no reason to lose it.
func TestAFollowUpWithoutOwnerIsKept(t *testing.T) {
	d := newDriver(t, 100, 30).start(exercise.Hands)
	d.keys("n", "4", "ring them", "enter").shows("Who takes it on?", "esc leave it open").keys("esc").shows("By when?").keys("esc")
	d.keys("w", "7").shows("Follow-ups", "ring them")
	d.keys("n", "4", "never mind", "esc").hides("never mind")
}
