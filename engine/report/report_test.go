package report

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

var update = flag.Bool("update", false, "write the golden reports")

// walk carries commands out one after another, two minutes apart.
type walk struct {
	t        testing.TB
	state    *exercise.State
	now      time.Time
	scenario *scenario.Scenario
	norms    *norm.Set
}

func newWalk(t testing.TB, mode exercise.Mode, groups ...string) *walk {
	t.Helper()
	w := &walk{
		t: t, state: &exercise.State{}, now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC),
		scenario: testScenario(t), norms: testNorms(t),
	}
	return w.open(mode, groups...)
}

// openable is a title that the rules let an exercise have: the report has to
// cope with the rest in the scenario itself.
func openable(title string) string {
	title = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, title)
	return string([]rune(title)[:min(120, len([]rune(title)))])
}

func (w *walk) open(mode exercise.Mode, groups ...string) *walk {
	w.t.Helper()
	setup := exercise.Setup{
		Exercise: "2026-11-21-harbour-k3vd", Title: openable(w.scenario.Title), Mode: mode, Track: "30-minutes", Minutes: 30, Groups: groups,
		Scenario:   exercise.Ref{ID: w.scenario.ID, Hash: strings.Repeat("5c", 32)},
		Catalogues: []exercise.Ref{{ID: "states-2015", Hash: strings.Repeat("a1", 32)}, {ID: "firms-2018", Hash: strings.Repeat("b2", 32)}},
	}
	var steps []string
	for _, s := range w.scenario.Steps {
		steps = append(steps, s.ID)
	}
	setup.Plan = exercise.PlanFor(w.scenario, steps, nil)
	for _, n := range w.norms.All() {
		setup.Known = append(setup.Known, n.ID)
	}
	switch mode {
	case exercise.Solo:
		setup.Participant = "p0"
	case exercise.Hands:
		setup.People = 31
	}
	w.must(exercise.Open{Setup: setup})
	return w
}

func (w *walk) do(c exercise.Command) error {
	w.t.Helper()
	events, err := w.state.Decide(c)
	if err != nil {
		return err
	}
	for _, e := range events {
		next, err := w.state.Apply(exercise.Record{Seq: w.state.Seq() + 1, At: w.now, Event: e})
		if err != nil {
			w.t.Fatal(err)
		}
		w.state = next
	}
	w.now = w.now.Add(2 * time.Minute)
	return nil
}

func (w *walk) must(cs ...exercise.Command) {
	w.t.Helper()
	for _, c := range cs {
		if err := w.do(c); err != nil {
			w.t.Fatalf("%#v: %v", c, err)
		}
	}
}

func (w *walk) report() string {
	w.t.Helper()
	var b bytes.Buffer
	if err := Markdown(&b, w.state, w.scenario, w.norms); err != nil {
		w.t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, got string) {
	t.Helper()
	file := filepath.Join("testdata", strings.TrimPrefix(t.Name(), "Test")+".md")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the report is not %s (-want +got; go test -update writes it):\n%s", file, diff)
	}
	wellFormed(t, got)
}

func solo(step, item string, b exercise.Ballot) exercise.Cast {
	return exercise.Cast{Participant: "p0", Step: step, Norm: norm.ID("states-2015/" + item), Ballot: b}
}

func hands(step, item, group string, h, l, i, abstained int) exercise.Count {
	return exercise.Count{
		Step: step, Norm: norm.ID("states-2015/" + item), Group: group,
		Tally: exercise.Tally{Helped: h, Latency: l, Irrelevant: i, Abstained: abstained},
	}
}

func TestSolo(t *testing.T) {
	w := newWalk(t, exercise.Solo)
	w.must(
		exercise.Enter{Step: "ha-01"},
		solo("ha-01", "h", exercise.Ballot{Answer: exercise.Latency, Reason: "trust", Delay: "hours", Note: "who to call?"}),
		solo("ha-01", "d", exercise.Ballot{Answer: exercise.Abstain}),
		exercise.Reveal{Step: "ha-01"},
		exercise.SecondRound{Step: "ha-01"},
		solo("ha-01", "h", exercise.Ballot{Answer: exercise.Helped}),
		exercise.Reveal{Step: "ha-01"},
		exercise.Skip{Step: "ha-02"},
		exercise.Enter{Step: "ha-03"},
		solo("ha-03", "d", exercise.Ballot{Answer: exercise.Irrelevant}),
		exercise.SetAside{Step: "ha-03", Norm: "states-2015/h"},
		exercise.Reveal{Step: "ha-03"},
		exercise.Enter{Step: "ha-04"},
		solo("ha-04", "h", exercise.Ballot{Answer: exercise.Helped}),
		exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "Keep the list of numbers current.", Step: "ha-01"}},
		exercise.Finish{},
	)
	golden(t, w.report())
}

func TestHandsWithGroupsAndTwoRounds(t *testing.T) {
	w := newWalk(t, exercise.Hands, "Government", "Technical community")
	remark := hands("ha-01", "h", "Technical community", 2, 6, 0, 0)
	remark.Reason, remark.Delay, remark.Note = "trust", "hours", "We would have rung a friend first."
	w.must(
		exercise.Enter{Step: "ha-01"},
		hands("ha-01", "h", "Government", 7, 1, 2, 0), remark, hands("ha-01", "h", "", 4, 3, 2, 1),
		hands("ha-01", "d", "Government", 0, 7, 2, 1), hands("ha-01", "d", "Technical community", 0, 6, 2, 0),
		exercise.Reveal{Step: "ha-01"},
		exercise.SecondRound{Step: "ha-01"},
		hands("ha-01", "h", "Government", 8, 1, 1, 0), hands("ha-01", "h", "Technical community", 5, 3, 0, 0), hands("ha-01", "h", "", 6, 2, 1, 1),
		exercise.Reveal{Step: "ha-01"},
		exercise.Enter{Step: "ha-02"},
		exercise.AddNorm{Step: "ha-02", Norm: "firms-2018/1"},
		exercise.AddNorm{Step: "ha-02", Norm: "states-2015/h"},
		hands("ha-02", "c", "", 5, 5, 5, 0),
		exercise.Count{Step: "ha-02", Norm: "firms-2018/1", Tally: exercise.Tally{Abstained: 12}},
		exercise.Reveal{Step: "ha-02"},
		exercise.Enter{Step: "ha-03"},
		hands("ha-03", "d", "Government", 2, 1, 0, 0),
		hands("ha-03", "h", "", 9, 9, 1, 0),
		exercise.Reveal{Step: "ha-03"},
		exercise.Enter{Step: "ha-04"},
		hands("ha-04", "h", "", 11, 7, 2, 0),
		exercise.AddNote{Note: exercise.Note{Kind: exercise.Unintended, Text: "A formal request\nwakes the lawyers.", Step: "ha-01"}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.ParkingLot, Text: "Who pays?"}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.FollowUp, Text: "Test the night number", Owner: "Response team", Due: "before summer", Step: "ha-01"}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.FollowUp, Text: "Ask the maker"}},
		exercise.Propose{Step: "ha-03", Text: "Say within a day that you have received a request."},
		exercise.Finish{},
	)
	golden(t, w.report())
}

func TestInterim(t *testing.T) {
	w := newWalk(t, exercise.Room, "Government", "Academia")
	w.must(exercise.Enter{Step: "ha-01"})
	answers := []exercise.Answer{exercise.Helped, exercise.Latency, exercise.Helped}
	for i, p := range []string{"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"} {
		group := "Government"
		if i%3 == 0 {
			group = "Academia"
		}
		w.must(
			exercise.Join{Participant: p, Group: group, Via: "browser"},
			exercise.Cast{Participant: p, Step: "ha-01", Norm: "states-2015/h", Ballot: exercise.Ballot{Answer: answers[i%3], Reason: exercise.Reasons()[i%2]}},
		)
	}
	w.must(
		exercise.Cast{Participant: "p1", Step: "ha-01", Norm: "states-2015/d", Ballot: exercise.Ballot{Answer: exercise.Latency, Note: "Nothing criminal yet."}},
		exercise.Reveal{Step: "ha-01"},
		exercise.Enter{Step: "ha-03"},
		exercise.Cast{Participant: "p1", Step: "ha-03", Norm: "states-2015/h", Ballot: exercise.Ballot{Answer: exercise.Latency, Note: "not for others' eyes yet"}},
	)
	got := w.report()
	golden(t, got)
	if strings.Contains(got, "not for others") {
		t.Error("a ballot's note is in the report before the reveal")
	}
	if strings.Contains(got, "| Academia |") {
		t.Error("a group of three ballots is shown alone")
	}
}

// Groups that are large enough are shown, and the rest of a room is one group.
func TestGroupsOfARoom(t *testing.T) {
	w := newWalk(t, exercise.Room, "Government", "Academia", "Youth")
	w.must(exercise.Enter{Step: "ha-01"})
	for group, n := range map[string]int{"Government": 6, "Academia": 4, "Youth": 1} {
		for i := range n {
			p := fmt.Sprint(group, i)
			w.must(exercise.Join{Participant: p, Group: group}, exercise.Cast{
				Participant: p, Step: "ha-01", Norm: "states-2015/h", Ballot: exercise.Ballot{Answer: exercise.Helped},
			})
		}
	}
	w.must(exercise.Reveal{Step: "ha-01"})
	got := w.report()
	for _, want := range []string{"| Government | 6 |", "| no group, or a group of fewer than five | 5 |"} {
		if !strings.Contains(got, want) {
			t.Errorf("the report has no %q", want)
		}
	}
	if strings.Contains(got, "| Academia |") || strings.Contains(got, "| Youth |") {
		t.Error("a group of fewer than five is shown alone")
	}
}

// What a role may see makes a report too, and it gives nothing more away.
func TestRedacted(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	w.must(
		exercise.Enter{Step: "ha-01"}, hands("ha-01", "h", "", 9, 0, 0, 0), exercise.Reveal{Step: "ha-01"},
		exercise.Enter{Step: "ha-03"}, hands("ha-03", "d", "", 1, 7, 0, 0),
		exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "for the facilitator"}},
	)
	w.state = w.state.For(exercise.Projector)
	golden(t, w.report())
}

func TestEmpty(t *testing.T) {
	golden(t, newWalk(t, exercise.Room).report())
}

func TestUnopenedIsRefused(t *testing.T) {
	var b bytes.Buffer
	err := Markdown(&b, &exercise.State{}, testScenario(t), testNorms(t))
	if !errors.Is(err, exercise.ErrNotOpen) || b.Len() > 0 {
		t.Errorf("got error %v and %d bytes", err, b.Len())
	}
}

type brokenWriter struct{ error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.error }

func TestWriterErrorIsReturned(t *testing.T) {
	w, full := newWalk(t, exercise.Solo), errors.New("disk full")
	if err := Markdown(brokenWriter{full}, w.state, w.scenario, w.norms); !errors.Is(err, full) {
		t.Errorf("got error %v, want %v", err, full)
	}
}

// Until a step is revealed none of the analyst's words on it are in the report.
func TestReadingsAreHeldBack(t *testing.T) {
	for _, finish := range []bool{false, true} {
		w := newWalk(t, exercise.Hands)
		w.must(exercise.Enter{Step: "ha-01"}, hands("ha-01", "h", "", 0, 9, 0, 0), exercise.Enter{Step: "ha-03"})
		if finish {
			w.must(exercise.Finish{})
		}
		if got := w.report(); strings.Contains(got, "Analyst's") || !strings.Contains(got, "held back until the reveal") {
			t.Errorf("finished %t: the analyst's reading is in the report before the reveal, or its absence isn't explained:\n%s", finish, got)
		}
	}
}
