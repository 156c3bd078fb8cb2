package analysis

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// walk carries commands out one after another, a minute apart.
type walk struct {
	t        testing.TB
	state    *exercise.State
	now      time.Time
	scenario *scenario.Scenario
	norms    *norm.Set
}

func moment(t testing.TB, s string) source.Moment {
	t.Helper()
	var m source.Moment
	if err := m.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return m
}

// testNorms are catalogue c of 2015, with a, b and h, and catalogue d of 2018,
// with a. The set has d first.
func testNorms(t testing.TB) *norm.Set {
	t.Helper()
	c := &norm.Catalogue{ID: "c", Adopted: moment(t, "2015-07"), Items: []norm.Norm{
		{ID: "c/a", Reference: "13(a)", Label: "First", Position: 1},
		{ID: "c/b", Reference: "13(b)", Label: "Second", Position: 2},
		{ID: "c/h", Reference: "13(h)", Label: "Help", Position: 8},
	}}
	d := &norm.Catalogue{ID: "d", Adopted: moment(t, "2018"), Items: []norm.Norm{{ID: "d/a", Reference: "1", Label: "Later", Position: 1}}}
	set, err := norm.NewSet(d, c)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func testScenario(t testing.TB) *scenario.Scenario {
	t.Helper()
	reading := func(id norm.ID, verdict string) scenario.Reading {
		return scenario.Reading{Norm: id, Verdict: verdict, Observed: "partly", Reason: "because", Counter: "but", Confidence: scenario.Medium}
	}
	s := &scenario.Scenario{ID: "s", Title: "Scenario"}
	for i, id := range []string{"one", "two", "three", "four", "five"} {
		s.Steps = append(s.Steps, scenario.Step{
			ID: id, Title: "Step " + id, When: scenario.When{From: moment(t, fmt.Sprintf("2017-05-1%d", i))},
			Readings: []scenario.Reading{reading("c/a", "helped"), reading("c/b", "latency"), reading("d/a", "irrelevant")},
		})
	}
	s.Steps[1].Requests = []scenario.Request{
		{
			Asker: "x", Asked: "y", Kind: "assistance", Channel: "csirt", What: "help", Outcome: "it came",
			Sent: moment(t, "2017-05-12T13:30Z"), Acknowledged: moment(t, "2017-05-12T14:00Z"), Acted: moment(t, "2017-05-13"),
		},
		{Asker: "x", Asked: "z", Kind: "identification", Channel: "mlat", What: "who", Outcome: "nothing came", Sent: moment(t, "2017-05")},
	}
	return s
}

func testSetup(s *scenario.Scenario, norms *norm.Set, mode exercise.Mode, groups ...string) exercise.Setup {
	setup := exercise.Setup{
		Exercise: "e1", Title: "Test", Mode: mode, Track: "full", Minutes: 60, Participant: "p0", Groups: groups,
		Scenario: exercise.Ref{ID: s.ID, Hash: "00"}, Catalogues: []exercise.Ref{{ID: "c", Hash: "11"}, {ID: "d", Hash: "22"}},
	}
	var steps []string
	for _, st := range s.Steps {
		steps = append(steps, st.ID)
	}
	setup.Plan = exercise.PlanFor(s, steps, norms, exercise.Selection{})
	for _, n := range norms.All() {
		setup.Known = append(setup.Known, n.ID)
	}
	return setup
}

func newWalk(t testing.TB, mode exercise.Mode, groups ...string) *walk {
	t.Helper()
	w := &walk{t: t, state: &exercise.State{}, now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC), scenario: testScenario(t), norms: testNorms(t)}
	w.must(exercise.Open{Setup: testSetup(w.scenario, w.norms, mode, groups...)})
	return w
}

func (w *walk) must(cs ...exercise.Command) *walk {
	w.t.Helper()
	for _, c := range cs {
		events, err := w.state.Decide(c)
		if err != nil {
			w.t.Fatalf("%#v: %v", c, err)
		}
		for _, e := range events {
			if w.state, err = w.state.Apply(exercise.Record{Seq: w.state.Seq() + 1, At: w.now, Event: e}); err != nil {
				w.t.Fatal(err)
			}
		}
		w.now = w.now.Add(time.Minute)
	}
	return w
}

func (w *walk) of() *Exercise     { return Of(w.state, w.scenario, w.norms) }
func (w *walk) shared() *Exercise { return Shared(w.state, w.scenario, w.norms) }

// join lets n people of a group take part, as "group0", "group1" and so on.
func (w *walk) join(group string, n int) *walk {
	w.t.Helper()
	for i := range n {
		w.must(exercise.Join{Participant: fmt.Sprint(group, i), Group: group})
	}
	return w
}

// cast lets the people of a group answer: the first h of them helped, then l
// latency, i irrelevant, a abstain.
func (w *walk) cast(step string, n norm.ID, group string, h, l, i, a int) *walk {
	w.t.Helper()
	person := 0
	for k, count := range []int{h, l, i, a} {
		for range count {
			w.must(exercise.Cast{Participant: fmt.Sprint(group, person), Step: step, Norm: n, Ballot: exercise.Ballot{Answer: exercise.Answers()[k]}})
			person++
		}
	}
	return w
}

// idOf makes a test read better than a conversion.
func idOf(s string) norm.ID { return norm.ID(s) }

func hands(step string, n norm.ID, group string, h, l, i, a int) exercise.Count {
	return exercise.Count{Step: step, Norm: n, Group: group, Tally: exercise.Tally{Helped: h, Latency: l, Irrelevant: i, Abstained: a}}
}

func (w *walk) item(e *Exercise, step string, n norm.ID, round int) *Item {
	w.t.Helper()
	i, ok := e.Item(Ref{step, n, round})
	if !ok {
		w.t.Fatalf("no item %s %s %d", step, n, round)
	}
	return i
}

func marshal(t testing.TB, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
