package plain

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/rivo/uniseg"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/scenarios"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(unhurried{m}) }

// unhurried gives goroutines that are about to end the time for it.
type unhurried struct{ *testing.M }

// Run runs the tests.
func (m unhurried) Run() int {
	code := m.M.Run()
	for late := time.Now().Add(2 * time.Minute); code == 0 && goleak.Find() != nil && time.Now().Before(late); {
	}
	return code
}

func content(t testing.TB) *library.Library {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// testHost has a journal of its own, a clock that stands and ids that repeat.
func testHost(t testing.TB) *room.Host {
	t.Helper()
	store, err := journal.Open(context.Background(), filepath.Join(t.TempDir(), "normwalk.db"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	return &room.Host{Journal: store, Now: func() time.Time { return now }, Random: rand.NewChaCha8([32]byte{})}
}

func open(t testing.TB, c room.Choice) (*room.Host, *room.Room) {
	t.Helper()
	h, lib := testHost(t), content(t)
	if c.Scenario == "" {
		c.Scenario = lib.Scenarios()[0].ID
	}
	c.Norms = append(c.Norms, "un-gge-2015/h", "un-gge-2015/k")
	r, err := h.Open(context.Background(), lib, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return h, r
}

// play feeds lines and returns what was said, each paragraph on one line.
func play(t testing.TB, r *room.Room, interactive bool, lines ...string) (out, trouble string, err error) {
	t.Helper()
	var o, e bytes.Buffer
	err = Run(context.Background(), Options{
		In: strings.NewReader(strings.Join(lines, "\n") + "\n"), Out: &o, Err: &e,
		Room: r, Now: r.Now, Interactive: interactive,
	})
	unwrap := strings.NewReplacer("\n  ", " ")
	return unwrap.Replace(o.String()), unwrap.Replace(e.String()), err
}

func contains(t *testing.T, what, text string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(text, w) {
			t.Errorf("%s lacks %q:\n%s", what, w, text)
		}
	}
}

func TestSoloDialogue(t *testing.T) {
	_, r := open(t, room.Choice{Mode: exercise.Solo})
	out, trouble, err := play(t, r, false,
		"", "what now", "l trust hours # they waited", "", "h h",
		"", "again", "i", "0", "", "n takeaway call first", "", "quit")
	if err != nil {
		t.Fatal(err)
	}
	contains(t, "the dialogue", out,
		"Step 1 of ", "13(h) Respond to requests for assistance: h helped, l added latency, i irrelevant, a abstain, Enter not asked, ? more >",
		"Recorded. 13(h): added latency; reason trust; delay hours; “they waited”.",
		"13(k): not asked.", "Recorded. 13(h): helped; reason trust; delay hours; “they waited”.",
		"Second vote", "Recorded. 13(h): irrelevant.", "Recorded. 13(k): abstained.",
		"From the first vote to the second: helped, now irrelevant.", "you abstained",
		"Recorded. Take-away: call first.", "Step 2 of ", "go on with: normwalk resume ")
	contains(t, "the complaint", trouble, "Not understood, and nothing was recorded: “what now”")
}

func TestHandsDialogue(t *testing.T) {
	_, r := open(t, room.Choice{Mode: exercise.Hands, People: 10, Groups: []string{"Policy", "Technical community"}})
	out, trouble, err := play(t, r, false,
		"", "3 1 0", "2 1", "2 1 0 1", "0 0 0", "", "13k tech 1 1 1", "13k 1 1 1", "policy 4 4 4", "13h policy clear", "13h policy 3 1 0", "0 1 0", "", "13h policy clear", "quit")
	if err != nil {
		t.Fatal(err)
	}
	contains(t, "the dialogue", out,
		"13(h) Respond to requests for assistance, Policy: counts h l i [abstain], such as 12 5 2 1, Enter not asked, ? more >",
		"Recorded. 13(h), Policy: 3 helped, 1 added latency, 0 irrelevant, 0 abstained.",
		"4 of 10 people answered, 6 missing.",
		"All groups so far: 5 helped, 2 added latency, 0 irrelevant, 1 abstained.",
		"13(h), everybody else: not asked.",
		"Recorded. 13(k), Technical community: 1 helped",
		"Recorded. 13(k), Policy: 4 helped", "15 answers from 10 people: 5 too many.", "Recorded. 13(k), everybody else: 0 helped, 1 added latency",
		"Recorded. 13(h), Policy: not asked.", "most say: helped")
	contains(t, "the complaints", trouble, "2 numbers where three or four are needed", "No hands at all", "say whose hands", "This step has been revealed")
}

func TestTheInputEnds(t *testing.T) {
	h, r := open(t, room.Choice{Mode: exercise.Solo})
	_, trouble, err := play(t, r, false, "", "h")
	if !errors.Is(err, ErrEnded) {
		t.Fatalf("got %v, want ErrEnded", err)
	}
	id := r.State().Setup().Exercise
	contains(t, "the message", trouble, "normwalk resume "+id)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	r, err = h.Resume(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	out, _, err := play(t, r, false, "l", "finish")
	if err != nil {
		t.Errorf("the input may end after the exercise did: %v", err)
	}
	contains(t, "the resumed dialogue", out, "Resumed at step 1 of ", "1 answer on record already", "Recorded. 13(k): added latency.", "normwalk report "+id)
	if strings.Contains(out, "13(h) Respond to requests for assistance: h helped") {
		t.Error("it asks again what is answered already")
	}
}

func TestInterrupted(t *testing.T) {
	_, r := open(t, room.Choice{Mode: exercise.Solo})
	ctx, cancel := context.WithCancel(t.Context())
	in, typist := io.Pipe()
	defer typist.Close()
	var out bytes.Buffer
	ended := make(chan error)
	go func() {
		ended <- Run(ctx, Options{In: in, Out: &out, Err: io.Discard, Room: r, Now: r.Now})
	}()
	if _, err := io.WriteString(typist, "\nh\n"); err != nil {
		t.Fatal(err)
	}
	for r.State().Seq() < 4 { // opened, joined, entered, cast
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestTheJournalFails(t *testing.T) {
	h, r := open(t, room.Choice{Mode: exercise.Solo})
	play(t, r, false, "")
	if err := h.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	out, trouble, err := play(t, r, true, "h", "h")
	if !errors.Is(err, ErrEnded) {
		t.Errorf("a person is asked again: %v", err)
	}
	contains(t, "the complaint", trouble, "Not recorded: ")
	if n := strings.Count(out, "13(h) Respond to requests for assistance: h helped"); n != 3 {
		t.Errorf("asked %d times, want 3", n)
	}
	_, _, err = play(t, r, false, "h", "h")
	if !errors.Is(err, journal.ErrClosed) {
		t.Errorf("a script is stopped: got %v", err)
	}
	if strings.Contains(out, "Recorded.") {
		t.Error("it says Recorded without a journal")
	}
}

// Whatever is typed, nothing panics, nothing acts on the terminal, lines stay
// within the width, and the record replays to the state.
func TestAnything(t *testing.T) {
	lib := content(t)
	rapid.Check(t, func(rt *rapid.T) {
		h := testHost(t)
		c := room.Choice{Scenario: "wannacry-2017", Mode: exercise.Solo}
		if rapid.Bool().Draw(rt, "hands") {
			c.Mode, c.People = exercise.Hands, 12
			if rapid.Bool().Draw(rt, "groups") {
				c.Groups = []string{"Policy", "Технари\u202e", "Policy two"}
			}
		}
		var live *Live
		if rapid.Bool().Draw(rt, "live") {
			c.Mode, live = exercise.Room, &Live{Invitation: invitation(), Passphrase: "secret"}
		}
		r, err := h.Open(context.Background(), lib, c)
		if err != nil {
			rt.Fatal(err)
		}
		defer r.Close()
		if live != nil {
			for _, who := range []string{"ann", "ben"} {
				if _, err := r.Do(context.Background(), exercise.Join{Participant: who, Via: "browser"}); err != nil {
					rt.Fatal(err)
				}
			}
		}
		line := rapid.OneOf(
			rapid.SampledFrom([]string{
				"", "", "h", "l trust", "i days # \x1b[31m\u202e", "0", "13h l", "13(h) i", "h clear", "12 5 2", "1 2 3 4", "13h policy 1 2 3", "13j 3 3 3",
				"?", "help", "reveal", "again", "+ 13a", "- 13h", "-", "u", "next", "back", "go 1", "go 99", "go x", "skip", "steps", "n takeaway x\u2028y",
				"n followup a owner: b due: c", "n remove 3", "n change 3 parking z", "n", "propose \x07", "propose", "notes", "norm 7", "norm", "norm zzz",
				"sources", "brief", "wash", "report", "finish", "reopen", "read", "add k", "aside h", "clear",
				"begin", "status", "close", "open", "open again", "timer 3", "timer", "timer off", "timer -1", "pause", "continue", "lock", "unlock", "people", "people all",
				"remove 2", "remove 9", "comments", "comments h", "card", "remote", "n parking later", "parking", "pin 4", "archive 4", "console", "console show", "wait 0", "wait x 3",
			}),
			rapid.String(),
			rapid.StringN(0, 400, 20000),
		)
		lines := rapid.SliceOfN(line, 0, 60).Draw(rt, "lines")
		const width = 72
		interactive := rapid.Bool().Draw(rt, "interactive")
		var out, trouble bytes.Buffer
		err = Run(context.Background(), Options{In: strings.NewReader(strings.Join(lines, "\n")), Out: &out, Err: &trouble, Room: r, Live: live, Now: r.Now, Width: width,
			Interactive: interactive})
		if err != nil && !errors.Is(err, ErrEnded) {
			rt.Fatalf("ended with %v", err)
		}
		for l := range strings.SplitSeq(out.String()+trouble.String(), "\n") {
			// A terminal echoes what is typed; here the lines run into one another.
			if n := uniseg.StringWidth(l); n > width+3 && !interactive && !strings.Contains(l, "://") {
				rt.Fatalf("%d columns: %q", n, l)
			}
			if strings.ContainsFunc(l, func(r rune) bool { return unicode.IsControl(r) || r == '\u202e' || r == '\u2028' }) {
				rt.Fatalf("acts on the terminal: %q", l)
			}
		}
		past, err := h.Read(context.Background(), r.State().Setup().Exercise)
		if err != nil {
			rt.Fatal(err)
		}
		if err := Show(io.Discard, past, width); err != nil {
			rt.Fatal(err)
		}
	})
}
