package room

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/scenarios"
)

func TestMain(m *testing.M) {
	// database/sql opens connections from a goroutine that ends with the store.
	goleak.VerifyTestMain(unhurried{m})
}

// patience is how long anything may take that comes at once on a machine with
// nothing else to do. Those that run these tests have much else to do.
const patience = 2 * time.Minute

// unhurried gives goroutines that are about to end the time for it.
type unhurried struct{ *testing.M }

// Run runs the tests.
func (m unhurried) Run() int {
	code := m.M.Run()
	for late := time.Now().Add(patience); code == 0 && goleak.Find() != nil && time.Now().Before(late); {
	}
	return code
}

var ctx = context.Background()

type random struct{ *rand.ChaCha8 }

func (r random) Read(b []byte) (int, error) { return r.ChaCha8.Read(b) }

func newHost(t testing.TB, path string) *Host {
	t.Helper()
	store, err := journal.Open(ctx, path, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	var mu sync.Mutex
	tick := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Second)
		return now
	}
	return &Host{Journal: store, Now: tick, Random: random{rand.NewChaCha8([32]byte{7})}}
}

func content(t testing.TB) *library.Library {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func open(t testing.TB, h *Host, c Choice) *Room {
	t.Helper()
	r, err := h.Open(ctx, content(t), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func do(t testing.TB, r *Room, cs ...exercise.Command) Ack {
	t.Helper()
	var ack Ack
	for _, c := range cs {
		var err error
		if ack, err = r.Do(ctx, c); err != nil {
			t.Fatalf("%#v: %v", c, err)
		}
	}
	return ack
}

func bytesOf(t testing.TB, s *exercise.State) string {
	t.Helper()
	b, err := s.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestResumeGoesOnWhereItWasLeft(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	r := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Solo, Track: "60-minutes"})
	setup := r.State().Setup()
	first := setup.Plan[0]
	vote := exercise.Cast{Participant: setup.Participant, Step: first.Step, Norm: first.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Latency}}
	do(t, r, exercise.Enter{Step: first.Step}, vote)

	if _, err := h.Resume(ctx, setup.Exercise); !errors.Is(err, journal.ErrInUse) {
		t.Errorf("a second player gets %v, want ErrInUse", err)
	}
	before := bytesOf(t, r.State())
	past, err := h.Read(ctx, setup.Exercise) // a report, while it runs
	if err != nil {
		t.Fatal(err)
	}
	if got := bytesOf(t, past.State); got != before {
		t.Errorf("the journal has another state:\n%s\n%s", got, before)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Do(ctx, exercise.Finish{}); !errors.Is(err, ErrClosed) {
		t.Errorf("a closed room says %v, want ErrClosed", err)
	}

	again, err := h.Resume(ctx, setup.Exercise)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if again.State().Current() != first.Step {
		t.Errorf("resumed at %q, want %q", again.State().Current(), first.Step)
	}
	if v := again.State().Votes(exercise.Item{Step: first.Step, Norm: first.Norms[0], Round: 1}); v.Total.Latency != 1 {
		t.Errorf("the vote is gone: %+v", v)
	}
	if again.Scenario().ID != "wannacry-2017" {
		t.Errorf("scenario %q", again.Scenario().ID)
	}
}

// The clock goes on where it stood when the room was closed, not where the last
// vote was; after a kill there is only the last vote.
func TestTheClockStopsWhenTheRoomIsClosed(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	h.Now = func() time.Time { return now }
	r := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Hands})
	id, steps := r.State().Setup().Exercise, r.State().Steps()
	do(t, r, exercise.Enter{Step: steps[0].ID})
	now = now.Add(6 * time.Minute)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	now = now.Add(20 * time.Hour)
	again, err := h.Resume(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	now = now.Add(time.Minute)
	if used := again.State().Used(now); used != 7*time.Minute {
		t.Errorf("used %v, want 7m", used)
	}
}

func TestAFullDiskDoesntHoldTheRoomOpen(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	base := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Hands})
	f := &faulty{keeper: base.keeper}
	r := newRoom(base.State(), base.Content(), base.Scenario(), f, h.Now)
	do(t, r, exercise.Enter{Step: r.State().Setup().Plan[0].Step})
	f.mu.Lock()
	f.full = true
	f.mu.Unlock()
	if err := r.Close(); err != nil {
		t.Errorf("closing says %v", err)
	}
}

// faulty fails to keep what it is given while full is set.
type faulty struct {
	keeper
	mu    sync.Mutex
	full  bool
	kept  int
	calls int
	first func(entries int) // called once, with what the first write is of, while it is under way; may be nil
}

func (f *faulty) Append(ctx context.Context, es []journal.Entry, p journal.Progress) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls++
	if f.first != nil {
		f.first(len(es))
		f.first = nil
	}
	if f.full {
		return journal.ErrFull
	}
	f.kept += len(es)
	return f.keeper.Append(ctx, es, p)
}

func TestWhatCannotBeKeptLeavesNoTrace(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	base := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Hands})
	f := &faulty{keeper: base.keeper}
	r := newRoom(base.State(), base.Content(), base.Scenario(), f, h.Now)
	t.Cleanup(func() { r.Close() })
	step := r.State().Setup().Plan[0].Step
	enter := exercise.Enter{Step: step}

	f.full = true
	if _, err := r.Do(ctx, enter); !errors.Is(err, journal.ErrFull) {
		t.Fatalf("got %v, want ErrFull", err)
	}
	if r.State().Current() != "" {
		t.Error("what was not recorded is shown")
	}
	f.mu.Lock()
	f.full = false
	f.mu.Unlock()
	do(t, r, enter)
	if r.State().Current() != step {
		t.Error("the room doesn't go on after the disk has room again")
	}
}

func TestManyVotersShareWritesAndLoseNothing(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	base := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
	f := &faulty{keeper: base.keeper}
	r := newRoom(base.State(), base.Content(), base.Scenario(), f, h.Now)
	t.Cleanup(func() { r.Close() })
	plan := r.State().Setup().Plan[0]
	do(t, r, exercise.Enter{Step: plan.Step})

	const voters = 200
	watching, stop := context.WithCancel(ctx)
	defer stop()
	states := r.Watch(watching, exercise.Projector)
	idle := r.Watch(watching, exercise.Facilitator) // never read: holds up nobody
	// While the first is written all others come to the door: what follows is
	// shared, however fast the disk is.
	f.first = func(entries int) {
		for entries+len(r.requests) < voters {
			time.Sleep(time.Millisecond)
		}
	}
	var wg sync.WaitGroup
	for i := range voters {
		wg.Go(func() {
			id := fmt.Sprint("p", i)
			for _, c := range []exercise.Command{
				exercise.Join{Participant: id},
				exercise.Cast{Participant: id, Step: plan.Step, Norm: plan.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Helped}},
			} {
				if _, err := r.Do(ctx, c); err != nil {
					t.Errorf("%#v: %v", c, err)
				}
			}
		})
	}
	wg.Wait()
	item := exercise.Item{Step: plan.Step, Norm: plan.Norms[0], Round: 1}
	if got := r.State().Votes(item).Total.Helped; got != voters {
		t.Errorf("%d votes, want %d", got, voters)
	}
	if f.calls >= 2*voters {
		t.Errorf("%d commands took %d writes: they don't share", 2*voters, f.calls)
	}
	deadline := time.After(patience)
	for seen := 0; seen < voters; {
		select {
		case s := <-states:
			v := s.Votes(item)
			if v.Total.Answered() > 0 {
				t.Fatal("the projector sees counts before the reveal")
			}
			if v.Hidden < seen {
				t.Fatalf("an older state after a newer one: %d after %d", v.Hidden, seen)
			}
			seen = v.Hidden
		case <-deadline:
			t.Fatalf("the watcher saw %d of %d", seen, voters)
		}
	}
	<-idle
	stop()
	for range states {
	}
	past, err := h.Read(ctx, r.State().Setup().Exercise)
	if err != nil {
		t.Fatal(err)
	}
	if bytesOf(t, past.State) != bytesOf(t, r.State()) {
		t.Error("the journal has another state")
	}
}

func TestFind(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	if _, err := h.Find(ctx, ""); !errors.Is(err, journal.ErrUnknown) {
		t.Errorf("in an empty journal: %v", err)
	}
	one := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Hands}).State().Setup().Exercise
	two := open(t, h, Choice{Scenario: "estonia-2007", Mode: exercise.Hands}).State().Setup().Exercise
	for query, want := range map[string]string{"": two, one: one, "wannacry": one, "eston": two, "estonia-2007": two, "WannaCry 2017": one} {
		e, err := h.Find(ctx, query) // also by the scenario's id or title
		if err != nil || e.ID != want {
			t.Errorf("Find(%q) = %q, %v; want %q", query, e.ID, err, want)
		}
	}
	for query, want := range map[string]error{"2026": journal.ErrAmbiguous, "stuxnet": journal.ErrUnknown} {
		if _, err := h.Find(ctx, query); !errors.Is(err, want) {
			t.Errorf("Find(%q): %v, want %v", query, err, want)
		}
	}
}

func TestAnIdThatIsTakenIsDrawnAgain(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	same := bytes.NewReader(append(bytes.Repeat([]byte{3}, 8), 5, 6, 7, 8))
	h.Random = same
	one := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Hands})
	two := open(t, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Hands})
	if a, b := one.State().Setup().Exercise, two.State().Setup().Exercise; a == b {
		t.Errorf("two exercises called %s", a)
	}
}

func TestNoRandomnessNoExercise(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	h.Random = io.LimitReader(h.Random, 2)
	if _, err := h.Open(ctx, content(t), Choice{Scenario: "wannacry-2017", Mode: exercise.Solo}); err == nil {
		t.Error("an exercise without a proper id was opened")
	}
}

// BenchmarkVote is the time from a verdict to its acknowledgement on disk.
func BenchmarkVote(b *testing.B) {
	h := newHost(b, filepath.Join(b.TempDir(), "j.db"))
	r := open(b, h, Choice{Scenario: "wannacry-2017", Mode: exercise.Solo})
	setup := r.State().Setup()
	plan := setup.Plan[0]
	do(b, r, exercise.Enter{Step: plan.Step})
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		do(b, r, exercise.Cast{
			Participant: setup.Participant, Step: plan.Step, Norm: plan.Norms[0],
			Ballot: exercise.Ballot{Answer: exercise.Answers()[i%4]},
		})
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// The families that were chosen are those on the table; one that isn't loaded
// is refused.
func TestFamilies(t *testing.T) {
	h := newHost(t, filepath.Join(t.TempDir(), "j.db"))
	setup := open(t, h, Choice{Scenario: "estonia-2007", Mode: exercise.Hands, Families: []string{"assistance"}}).State().Setup()
	assistance := content(t).Norms().ShortList("assistance")
	on := 0
	for _, p := range setup.Plan {
		if len(p.Norms) == 0 {
			t.Errorf("nothing can be judged at %s", p.Step)
		}
		for _, n := range p.Norms {
			if slices.Contains(assistance, n) {
				on++
			}
		}
	}
	if on == 0 || !setup.Plans("un-gge-2015/h") {
		t.Errorf("the plan is %v", setup.Plan)
	}
	_, err := h.Open(ctx, content(t), Choice{Scenario: "estonia-2007", Mode: exercise.Hands, Families: []string{"elsewhere"}})
	if !errors.Is(err, norm.ErrFamily) || !errors.Is(err, exercise.ErrSetup) {
		t.Errorf("a family that isn't there: %v", err)
	}
}
