package dataset

import (
	"bytes"
	"encoding/csv"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/scenarios"
)

const (
	normD = norm.ID("un-gge-2015/d")
	normH = norm.ID("un-gge-2015/h")
	normK = norm.ID("un-gge-2015/k")
)

// content is loaded once: the property tests open hundreds of exercises.
var content = sync.OnceValues(func() (*library.Library, error) { return library.Load(scenarios.FS(), nil) })

// walk carries commands out one after another, a minute apart.
type walk struct {
	t        testing.TB
	state    *exercise.State
	now      time.Time
	scenario *scenario.Scenario
	norms    *norm.Set
}

// newWalk opens an exercise of the first four steps of WannaCry, with the norms
// d and h on the table and k at hand.
func newWalk(t testing.TB, mode exercise.Mode, change ...func(*exercise.Setup)) *walk {
	t.Helper()
	lib, err := content()
	if err != nil {
		t.Fatal(err)
	}
	s, err := lib.Scenario("wannacry-2017")
	if err != nil {
		t.Fatal(err)
	}
	w := &walk{t: t, state: &exercise.State{}, now: time.Date(2026, 11, 21, 22, 50, 0, 0, time.UTC), scenario: s, norms: lib.Norms()}
	u := exercise.Setup{
		Exercise: "2026-11-21-wannacry-k3vd", Title: s.Title, Mode: mode, Track: "full", Minutes: 60,
		Scenario: exercise.Ref{ID: s.ID, Hash: strings.Repeat("5c", 32)}, Groups: []string{"Government", "Academia", "=Youth"},
	}
	var steps []string
	for _, st := range s.Steps[:4] {
		steps = append(steps, st.ID)
	}
	u.Plan = exercise.PlanFor(s, steps, lib.Norms(), exercise.Selection{Norms: []norm.ID{normD, normH}})
	u.Known = []norm.ID{normD, normH, normK}
	if mode == exercise.Solo {
		u.Participant, u.Groups = "solo-secret", nil
	}
	for _, c := range change {
		c(&u)
	}
	w.must(exercise.Open{Setup: u})
	return w
}

func (w *walk) do(c exercise.Command) error {
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
	w.now = w.now.Add(time.Minute)
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

func (w *walk) step(i int) string { return w.state.Setup().Plan[i].Step }

func (w *walk) exercise() Exercise {
	return Exercise{State: w.state, Scenario: w.scenario, Norms: w.norms}
}

// record is a row of the table by column.
type record map[string]string

func (w *walk) text(es ...Exercise) string {
	w.t.Helper()
	var b bytes.Buffer
	if err := WriteCSV(&b, es...); err != nil {
		w.t.Fatal(err)
	}
	return b.String()
}

// table writes exercises and reads them back.
func (w *walk) table(es ...Exercise) []record {
	w.t.Helper()
	rows, err := csv.NewReader(strings.NewReader(w.text(es...))).ReadAll()
	if err != nil {
		w.t.Fatal(err)
	}
	var out []record
	for _, r := range rows[1:] {
		rec := record{}
		for i, c := range r {
			rec[rows[0][i]] = c
		}
		out = append(out, rec)
	}
	return out
}

func voter(i int) string { return "voter-secret-" + string(rune('a'+i)) }

// anyCommand draws a command, valid or not.
func anyCommand(t *rapid.T, w *walk) exercise.Command {
	step := rapid.SampledFrom([]string{w.step(0), w.step(0), w.step(1), w.step(3)}).Draw(t, "step")
	id := rapid.SampledFrom([]norm.ID{normD, normD, normH, normK}).Draw(t, "norm")
	group := rapid.SampledFrom([]string{"", "Government", "Academia", "=Youth"}).Draw(t, "group")
	who := "solo-secret"
	if w.state.Setup().Mode != exercise.Solo {
		who = voter(rapid.IntRange(0, 11).Draw(t, "voter"))
	}
	ballot := exercise.Ballot{
		Answer: rapid.SampledFrom(exercise.Answers()).Draw(t, "answer"),
		Reason: rapid.SampledFrom(append(exercise.Reasons(), "")).Draw(t, "reason"),
		Delay:  rapid.SampledFrom(append(exercise.Delays(), "")).Draw(t, "delay"),
		Note:   rapid.OneOf(rapid.Just(""), rapid.String(), rapid.StringMatching("[-=+@;,\"' \n\r\tx＝]{0,9}")).Draw(t, "note"),
	}
	n := func(what string) int { return rapid.IntRange(0, 9).Draw(t, what) }
	tally := exercise.Tally{Helped: n("h"), Latency: n("l"), Irrelevant: n("i"), Abstained: n("a")}
	switch rapid.IntRange(0, 15).Draw(t, "kind") {
	case 0, 1:
		return exercise.Enter{Step: step}
	case 2:
		return exercise.Skip{Step: step}
	case 3:
		return exercise.AddNorm{Step: step, Norm: id}
	case 4:
		return exercise.SetAside{Step: step, Norm: id}
	case 5:
		return exercise.Count{Step: step, Norm: id, Group: group, Tally: tally, Reason: ballot.Reason, Delay: ballot.Delay, Note: ballot.Note}
	case 6:
		return exercise.Reveal{Step: step}
	case 7:
		return exercise.SecondRound{Step: step}
	case 8:
		return rapid.SampledFrom([]exercise.Command{exercise.Finish{}, exercise.Reopen{}, exercise.Undo{}}).Draw(t, "other")
	}
	return exercise.Cast{Participant: who, Step: step, Norm: id, Ballot: ballot}
}

// anyWalk draws a walk in any mode, with people who have joined.
func anyWalk(t *rapid.T, tb testing.TB) *walk {
	w := newWalk(tb, rapid.SampledFrom(exercise.Modes()).Draw(t, "mode"))
	if w.state.Setup().Mode == exercise.Room {
		for i := range 12 {
			w.must(exercise.Join{
				Participant: voter(i),
				Group:       rapid.SampledFrom([]string{"", "Government", "Government", "Academia", "=Youth"}).Draw(t, "joins"),
				Via:         rapid.SampledFrom([]string{"browser", "browser", "ssh"}).Draw(t, "via"),
			})
		}
		if rapid.Bool().Draw(t, "everybody votes") {
			w.must(exercise.Enter{Step: w.step(0)})
			for i := range 12 {
				w.must(exercise.Cast{Participant: voter(i), Step: w.step(0), Norm: normD, Ballot: exercise.Ballot{Answer: exercise.Helped}})
			}
			w.must(exercise.Reveal{Step: w.step(0)})
		}
	}
	for range rapid.IntRange(0, 60).Draw(t, "commands") {
		_ = w.do(anyCommand(t, w)) // a refusal is as good: the state is what counts
	}
	return w
}
