package tui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

func TestTheConsoleFollowsTheRoom(t *testing.T) {
	d := newLive(t, 100, 30).shows("nobody is in yet", "room code", "ssh -p 2323 ab2cd@192.168.1.10")
	d.join(3).shows("3 people are in", "3 of 3 here").keys("enter").shows("0 of 3 have voted", "0 of 3")
	d.vote(2, "j").shows("2 of 3 have voted, 0 on every norm", "2 of 3")
	d.keys("5", "tab", "1", "enter").shows("2 of 3 · 6 hands")
}

func TestVoteTimerPauseAndLock(t *testing.T) {
	d := newLive(t, 100, 30).join(4).keys("enter")
	d.keys("o").shows("VOTE CLOSED").keys("o").hides("VOTE CLOSED")
	d.keys("z").shows("PAUSED").keys("z").hides("PAUSED")
	d.keys("L").shows("LOCKED").keys("L").hides("LOCKED")
	d.keys("M").shows("How long").keys("right", "enter").shows("timer 02:0", "timer")
	d.now = d.now.Add(3 * time.Minute)
	d.shows("time is up").keys("M", "1", "2", "enter").shows("timer 12:00").keys("M", "0", "enter").hides("timer 1", "time is up")
	d.keys("M", "9", "9", "9", "enter").shows("!").hides("timer 9")
	if st, _ := d.app.session.state.Step(d.app.session.state.Current()); st.Phase != exercise.Voting {
		t.Error("one of these revealed the step")
	}
}

func TestARevealSaysHowManyAreMissing(t *testing.T) {
	d := newLive(t, 100, 30).join(5).keys("enter").vote(3, "j", "i", "h")
	d.keys("enter").shows("2 of 5 have not voted", "enter again reveals").hides("not asked yet", "The analyst")
	d.keys("enter").shows("The analyst reads it as")
}

func TestReopeningAfterTheRevealAsksAndKeepsTheTrail(t *testing.T) {
	d := newLive(t, 100, 30).join(5).keys("enter").vote(5, "j").keys("reveal", "o")
	d.shows("People have seen the counts", "the trail keeps it").keys("esc").shows("The analyst")
	d.keys("o", "enter").shows("VOTE REOPENED", "5 of 5").hides("The analyst")
	d.keys("U").shows("the vote was opened again", "revealed")
	d.keys("esc", "reveal").shows("The analyst").keys("v").shows("Second vote")
}

func TestRemovingAParticipant(t *testing.T) {
	d := newLive(t, 100, 30).join(12).keys("enter").vote(12, "j").shows("12 of 12")
	d.keys("W", "1", "2").shows("participant 12").keys("backspace").shows("Remove participant 12?", "ballots").keys("esc")
	d.hides("× removed").keys("backspace", "enter").shows("× removed", "11 joined").keys("esc").shows("11 of 11 have voted")
	d.keys("U").shows("participant 12 was removed")
}

func TestTheParkingLot(t *testing.T) {
	d := newLive(t, 100, 30)
	parked12(d)
	d.shows("Answer within ‹U+202E›a day")
	at, screen := 0, d.screen()
	for _, text := range []string{"For later", "★ liability", "who tells", "Norms that the room finds missing", "Answer within", "Dealt with", "ask the registrar"} {
		i := strings.Index(screen, text)
		if i < at {
			t.Errorf("%q is missing, or out of order:\n%s", text, screen)
		}
		at = i
	}
	d.shows("▸ ask the registrar").keys("a").shows("▸ ask the registrar").hides("Dealt with")
	d.keys("p").shows("▸ ★ ask the registrar").keys("enter", "!", "enter").shows("▸ ★ ask the registrar!")
	d.keys("backspace").shows("Remove “ask the registrar!”").keys("enter").hides("registrar")
	if n := len(d.app.session.state.Notes()); n != 2 {
		t.Errorf("%d notes are left", n)
	}
}

func TestAProposalIsPinnedOrTakenBack(t *testing.T) {
	d := newLive(t, 100, 30).join(2).keys("enter")
	d.do(exercise.Propose{Step: d.app.session.state.Current(), Participant: voter(1), Text: "Answer within a day"})
	d.keys("P").shows("Answer within a day").keys("enter").shows("somebody's own words").keys("p").shows("★ Answer")
	d.keys("down", "backspace", "enter").hides("finds missing").shows("★ Answer")
}

func TestTheSecretIsHiddenUntilAskedFor(t *testing.T) {
	d := newLive(t, 100, 30).keys("S").shows("Don't project", "SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE").hides(secret, "console@")
	d.keys("space").shows(secret, "ssh -p 2323 console@192.168.1.10", "normwalk resume").keys("space").hides(secret)
	d.keys("space", "esc", "S").hides(secret)
	for name, way := range liveViews() {
		if name == "live-secret" {
			continue
		}
		d := newLive(t, 160, 45)
		way(d)
		d.hides(secret)
	}
}

// Nothing that the console, the projector or the trail shows depends on what
// people voted before the reveal.
func TestNoBallotIsShownBeforeTheReveal(t *testing.T) {
	look := func(answer exercise.Answer) string {
		d := newLive(t, 160, 45).join(7).keys("enter")
		p := newScreenDriver(t, d, 160, 45)
		cast := func(b exercise.Ballot) {
			for i := range 7 {
				d.do(exercise.Cast{Participant: voter(i), Step: d.app.session.state.Current(), Norm: "un-gge-2015/j", Ballot: b})
			}
		}
		cast(exercise.Ballot{Answer: answer, Reason: exercise.Reasons()[0], Delay: exercise.Delays()[1], Note: "note-" + string(answer)})
		var b strings.Builder
		see := func() { b.WriteString(d.app.View()); b.WriteString(p.sync().screen()) }
		see()
		d.keys("z", "z") // the answer to a command of one's own must not bring the ballots either
		item := exercise.Item{Step: d.app.session.state.Current(), Norm: "un-gge-2015/j", Round: 1}
		if v := d.app.session.state.Votes(item); len(v.Ballots) > 0 || v.Hidden != 7 {
			t.Errorf("the console knows %d ballots of an open round", len(v.Ballots))
		}
		for _, keys := range [][]string{{"enter", "p"}, {"space"}, {"p", "U"}, {"esc", "w"}, {"2"}, {"3"}, {"5"}, {"7"}, {"1", "enter"}, {"esc", "esc", "W"}, {"esc", "P"}, {"esc", "t"}, {"esc", "R"}, {"esc", "o", "z"}} {
			d.keys(keys...)
			see()
		}
		d.keys("z", "o", "down", "up", "reveal")
		open := b.String()
		if strings.Contains(open, "note-") {
			t.Errorf("a comment is shown before the reveal")
		}
		d.shows("note-" + string(answer))
		b.Reset()
		d.keys("o", "enter") // reopened: hidden again
		see()
		d.keys("U")
		see()
		return open + b.String()
	}
	helped, late := look(exercise.Helped), look(exercise.Latency)
	if helped != late {
		for i, l := range strings.Split(helped, "\n") {
			if other := strings.Split(late, "\n")[i]; other != l {
				t.Fatalf("the screens tell the votes apart:\n%s\n%s", ansi.Strip(l), ansi.Strip(other))
			}
		}
	}
}

// second is another console of the same room.
func (d *driver) second(t *testing.T) *driver {
	t.Helper()
	other := &driver{t: t, now: d.now}
	other.app = New(t.Context(), Options{
		Library: d.app.Library, Renderer: plainRenderer(), Now: func() time.Time { return d.now },
		Room: d.app.session.room, Invitation: invitation(), Shared: true,
	})
	other.send(tea.WindowSizeMsg{Width: 100, Height: 30})
	other.run(other.app.follow())
	return other
}

func TestASecondConsoleFollowsTheFirst(t *testing.T) {
	d := newLive(t, 100, 30).join(3)
	other := d.second(t).shows("3 people are in")
	d.keys("enter")
	other.sync().shows("step 1 of", "0 of 3 have voted", "changed from another console")
	d.vote(3, "j").keys("reveal")
	other.sync().shows("The analyst reads it as")
	before := d.app.session.state.Current()
	other.keys("enter").shows("a moment ago")
	if d.sync().app.session.state.Current() != before {
		t.Error("a key that was meant for the vote went on to the next step")
	}
	d.now = d.now.Add(2 * time.Second)
	other.keys("enter").shows("step 2 of")
	d.sync().shows("step 2 of")
	d.keys("w", "F", "enter")
	other.sync().shows("hot wash · finished").hides("save results").keys("e").hides("Save as")
	d.keys("O")
	other.sync().keys("esc").shows("step 2 of")
}

func TestASharedConsoleLeavesTheRoomOpen(t *testing.T) {
	for _, keys := range [][]string{{"q", "enter"}, {"esc", "enter"}, {"ctrl+c"}} {
		d := newLive(t, 100, 30).join(2).keys("enter")
		other := d.second(t)
		other.keys(keys[0])
		if keys[0] != "ctrl+c" {
			other.shows("The room goes on without it")
		}
		other.keys(keys[1:]...)
		if !other.quit {
			t.Errorf("%v doesn't leave", keys)
		}
		d.vote(1, "j").shows("1 of 2 have voted")
	}
}

func TestTheServingConsoleAsksBeforeItShowsPeopleOut(t *testing.T) {
	d := newLive(t, 100, 30).join(2).keys("enter", "esc").shows("phones wait, terminals end", "same code").keys("esc")
	d.vote(1, "j").keys("esc", "enter")
	if d.quit {
		t.Error("enter, which is pressed for everything, closes the room")
	}
	d.keys("y")
	if !d.quit {
		t.Error("there is no home page behind a served room, but the console stays")
	}
}

func TestNewConsoleContainsFaults(t *testing.T) {
	d := newLive(t, 100, 30)
	m := NewConsole(t.Context(), Options{Library: d.app.Library, Renderer: plainRenderer(), Now: d.app.Now, Room: d.app.session.room})
	g := m.(*guard)
	g.model.(*App).push(&faultyPage{})
	_, cmd := m.Update(tea.KeyMsg{Type: tea.KeyEnter})
	if cmd == nil || !errors.Is(g.Fault(), ErrPanic) {
		t.Fatalf("fault %v", g.Fault())
	}
	if _, ok := cmd().(tea.QuitMsg); !ok {
		t.Error("the console goes on")
	}
	if !g.model.(*App).Shared {
		t.Error("the console would close the room")
	}
}

func TestALiveRoomFromTheSetUp(t *testing.T) {
	newDriver(t, 100, 30).keys("down", "down", "enter", "right", "right").hides("phones")
	stopped := 0
	d := newDriverOf(t, 100, 30, func(o *Options) {
		o.Serve = func(ctx context.Context, r *room.Room) (Served, error) {
			return Served{Invitation: invitation(), Passphrase: secret, Stop: func() error { stopped++; return nil }}, nil
		}
	})
	d.keys("down", "down", "enter", "left").shows("on their phones", "Groups").hides("People").keys("enter").shows("room code", "nobody is in yet")
	d.keys("enter").shows("step 1 of").keys("esc").shows("Close the room?").keys("enter").shows("Close the room?").keys("y").shows("Go on with")
	if stopped != 1 {
		t.Errorf("people were shown out %d times", stopped)
	}
	d.keys("enter").shows("step 1 of", "resumed").keys("J").shows("room code")

	refused := errors.New("port 8080 is taken")
	d = newDriverOf(t, 100, 30, func(o *Options) {
		o.Serve = func(context.Context, *room.Room) (Served, error) { return Served{}, refused }
	})
	d.keys("down", "down", "enter", "left", "enter").shows("port 8080 is taken").hides("room code")
	d.keys("enter").shows("port 8080")
}

func TestTheTrailHasNoBallotsAfterTheEndEither(t *testing.T) {
	d := newLive(t, 100, 30).join(3).keys("enter").vote(3, "j").keys("reveal", "w", "F", "enter")
	records, _ := trail(d.app)
	for _, r := range records {
		if r.Event.Kind() == "ballot-cast" {
			t.Fatal("the trail tells who voted what")
		}
	}
	if len(records) < 4 {
		t.Errorf("the trail has %d lines", len(records))
	}
}

// Hands that are being counted while another console moves the room on are not
// recorded, and that is said.
func TestHandsThatCameTooLateAreNamed(t *testing.T) {
	d := newLive(t, 100, 30).join(3).keys("enter").vote(1, "j")
	other := d.second(t).sync().keys("1", "2", "tab", "4").shows("typing…")
	d.keys("reveal")
	other.sync().shows("changed from another console · not recorded: H 12  L 4  I 0  A 0 for 13(j)").hides("typing…")
}

// The hot wash that a console shows ends with the console, however it ends.
func TestTheHotWashEndsWithItsConsole(t *testing.T) {
	d := walked(newLive(t, 100, 30), 2)
	ctx, hangUp := context.WithCancel(t.Context())
	m := NewConsole(ctx, Options{Library: d.app.Library, Renderer: plainRenderer(), Now: d.app.Now, Room: d.app.session.room})
	m.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'w'}})
	if !d.app.session.room.Washing() {
		t.Fatal("the console's hot wash isn't shown")
	}
	hangUp()
	if d.app.session.room.Washing() {
		t.Error("the console is gone, and its hot wash is still shown")
	}
}
