package report

import (
	"bytes"
	"flag"
	"io"
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

	pace         time.Duration // between two commands
	tlp          exercise.TLP
	chathamHouse bool
}

func newWalk(t testing.TB, mode exercise.Mode, groups ...string) *walk {
	t.Helper()
	w := &walk{
		t: t, state: &exercise.State{}, pace: 2 * time.Minute, now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC),
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
		TLP: w.tlp, ChathamHouse: w.chathamHouse,
		Scenario:   exercise.Ref{ID: w.scenario.ID, Hash: strings.Repeat("5c", 32)},
		Catalogues: []exercise.Ref{{ID: "states-2015", Hash: strings.Repeat("a1", 32)}, {ID: "firms-2018", Hash: strings.Repeat("b2", 32)}},
	}
	var steps []string
	for _, s := range w.scenario.Steps {
		steps = append(steps, s.ID)
	}
	setup.Plan = exercise.PlanFor(w.scenario, steps, w.norms, exercise.Selection{})
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
	w.now = w.now.Add(w.pace)
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
	return w.in(Markdown)
}

func (w *walk) page() string {
	w.t.Helper()
	return w.in(HTML)
}

// A format is one of the package's functions that write a report.
type format func(io.Writer, *exercise.State, *scenario.Scenario, *norm.Set) error

func (w *walk) in(f format) string {
	w.t.Helper()
	var b bytes.Buffer
	if err := f(&b, w.state, w.scenario, w.norms); err != nil {
		w.t.Fatal(err)
	}
	return b.String()
}

// golden compares the Markdown with what is kept of it, and holds the HTML
// against the rules.
func golden(t *testing.T, w *walk) {
	t.Helper()
	same(t, w.report(), ".md")
	wellFormed(t, w.report())
	safeHTML(t, w.page())
	same(t, w.in(ShortMarkdown), ".short.md")
	wellFormed(t, w.in(ShortMarkdown))
	safeHTML(t, w.in(ShortHTML))
}

// goldenHTML does so for the HTML, but for the style sheet.
func goldenHTML(t *testing.T, w *walk) {
	t.Helper()
	head, rest, _ := strings.Cut(w.page(), "<style>")
	_, body, _ := strings.Cut(rest, "</style>")
	same(t, head+"<style></style>"+body, ".html")
}

func same(t *testing.T, got, ext string) {
	t.Helper()
	file := filepath.Join("testdata", strings.TrimPrefix(t.Name(), "Test")+ext)
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
