package xapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/dataset"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/scenarios"
)

const (
	normD = norm.ID("un-gge-2015/d")
	normH = norm.ID("un-gge-2015/h")
)

// content is loaded once: the property tests open hundreds of exercises.
var content = sync.OnceValues(func() (*library.Library, error) { return library.Load(scenarios.FS(), nil) })

// walk carries commands out one after another, a minute apart.
type walk struct {
	t   testing.TB
	ex  dataset.Exercise
	now time.Time
}

func newWalk(t testing.TB, mode exercise.Mode) *walk {
	t.Helper()
	lib, err := content()
	if err != nil {
		t.Fatal(err)
	}
	s, err := lib.Scenario("estonia-2007")
	if err != nil {
		t.Fatal(err)
	}
	w := &walk{t, dataset.Exercise{State: &exercise.State{}, Scenario: s, Norms: lib.Norms()}, time.Date(2026, 11, 21, 22, 50, 0, 0, time.UTC)}
	u := exercise.Setup{
		Exercise: "2026-11-21-estonia-k3vd", Title: s.Title, Mode: mode, Track: "full", Minutes: 60,
		Scenario: exercise.Ref{ID: s.ID, Hash: strings.Repeat("5c", 32)}, Groups: []string{"Government", "Ça va: 100% <ok>\u202e"},
		Known: []norm.ID{normD, normH}, TLP: "GREEN", ChathamHouse: true,
		Plan: exercise.PlanFor(s, []string{s.Steps[0].ID, s.Steps[1].ID}, lib.Norms(), exercise.Selection{Norms: []norm.ID{normD, normH}}),
	}
	if mode == exercise.Solo {
		u.Participant, u.Groups = "solo-secret", nil
	}
	w.must(exercise.Open{Setup: u})
	return w
}

func (w *walk) do(c exercise.Command) error {
	events, err := w.ex.State.Decide(c)
	if err != nil {
		return err
	}
	for _, e := range events {
		next, err := w.ex.State.Apply(exercise.Record{Seq: w.ex.State.Seq() + 1, At: w.now, Event: e})
		if err != nil {
			w.t.Fatal(err)
		}
		w.ex.State = next
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

func (w *walk) step(i int) string { return w.ex.State.Setup().Plan[i].Step }

func (w *walk) text() string {
	w.t.Helper()
	var b bytes.Buffer
	if err := Write(&b, w.ex); err != nil {
		w.t.Fatal(err)
	}
	return b.String()
}

// statements writes the exercise, validates it and reads it back by id.
func (w *walk) statements() map[string]statement {
	w.t.Helper()
	text := w.text()
	var values []any
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		w.t.Fatal(err)
	}
	var v validator
	for _, x := range values {
		v.statement("", x)
	}
	if len(v.faults) > 0 {
		w.t.Fatalf("not xAPI:\n%s\n%s", strings.Join(v.faults, "\n"), text)
	}
	var list []statement
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		w.t.Fatal(err)
	}
	out := map[string]statement{}
	for _, s := range list {
		if _, twice := out[s.ID]; twice {
			w.t.Fatalf("two statements are %s", s.ID)
		}
		out[s.ID] = s
	}
	return out
}

func cast(who, step string, n norm.ID, b exercise.Ballot) exercise.Cast {
	return exercise.Cast{Participant: who, Step: step, Norm: n, Ballot: b}
}

func TestABallotIsAStatement(t *testing.T) {
	w := newWalk(t, exercise.Solo)
	w.must(exercise.Enter{Step: w.step(0)}, cast("solo-secret", w.step(0), normH, exercise.Ballot{Answer: exercise.Latency, Reason: "trust", Delay: "hours", Note: "remark of mine"}))
	all := w.statements()
	if len(all) != 1 {
		t.Fatalf("%d statements", len(all))
	}
	for _, s := range all {
		if s.Result.Response != "latency" || s.Actor.ObjectType != "Agent" || s.Timestamp != "2026-11-21T00:00:00Z" {
			t.Errorf("got %+v", s)
		}
		want := extensions{
			"urn:normwalk:extension:round": 1.0, "urn:normwalk:extension:reason": "trust",
			"urn:normwalk:extension:delay": "hours", "urn:normwalk:extension:counterfactual": true,
		}
		if d := cmp.Diff(want, s.Result.Extensions); d != "" {
			t.Error(d)
		}
		want = extensions{"urn:normwalk:extension:tlp": "TLP:GREEN", "urn:normwalk:extension:chatham-house": true}
		if d := cmp.Diff(want, s.Context.Extensions); d != "" {
			t.Error(d)
		}
		if want := "urn:normwalk:item:estonia-2007:" + w.step(0) + ":un-gge-2015/h"; s.Object.ID != want {
			t.Errorf("object %s, want %s", s.Object.ID, want)
		}
	}
	if text := w.text(); strings.Contains(text, "remark of mine") || strings.Contains(text, "solo-secret") {
		t.Errorf("a remark or an id leaves: %s", text)
	}
}

func TestACountIsAStatementOfItsGroup(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	group := w.ex.State.Setup().Groups[1]
	w.must(exercise.Enter{Step: w.step(0)},
		exercise.Count{Step: w.step(0), Norm: normH, Tally: exercise.Tally{Latency: 3, Abstained: 1}},
		exercise.Count{Step: w.step(0), Norm: normH, Group: group, Tally: exercise.Tally{Helped: 2, Latency: 2}})
	got := map[string]any{}
	for _, s := range w.statements() {
		if s.Result.Response != "" || s.Actor.ObjectType != "Group" {
			t.Errorf("got %+v", s)
		}
		name, _ := s.Result.Extensions["urn:normwalk:extension:group"].(string)
		got[name] = s.Result.Extensions["urn:normwalk:extension:counts"]
	}
	want := map[string]any{
		"":                         map[string]any{"helped": 0.0, "latency": 3.0, "irrelevant": 0.0, "abstained": 1.0},
		"Ça va: 100% <ok>‹U+202E›": map[string]any{"helped": 2.0, "latency": 2.0, "irrelevant": 0.0, "abstained": 0.0},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestNothingAnsweredIsAnEmptyList(t *testing.T) {
	if got := newWalk(t, exercise.Hands).text(); got != "[]\n" {
		t.Errorf("got %q", got)
	}
	if err := Write(&bytes.Buffer{}, dataset.Exercise{}); !errors.Is(err, dataset.ErrExercise) {
		t.Errorf("no exercise: %v", err)
	}
	if err := Write(full{}, newWalk(t, exercise.Solo).ex); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// Whatever a room does, its statements are valid and as many as its answers;
// nobody's id is in them; before the reveal a room has none; and what a room
// once revealed is said again in the same words.
func TestEveryExportIsValid(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(t, rapid.SampledFrom(exercise.Modes()).Draw(rt, "mode"))
		room := w.ex.State.Setup().Mode == exercise.Room
		w.ex.Linked = rapid.Bool().Draw(rt, "linked")
		voters := []string{"solo-secret"}
		if room {
			voters = []string{"secret-a", "secret-b", "secret-c", "secret-d", "secret-e", "secret-f"}
			for _, id := range voters {
				w.must(exercise.Join{Participant: id, Group: rapid.SampledFrom(append(w.ex.State.Setup().Groups, "")).Draw(rt, "group")})
			}
		}
		before := map[string]statement{}
		for range rapid.IntRange(0, 40).Draw(rt, "commands") {
			step := w.step(rapid.IntRange(0, 1).Draw(rt, "step"))
			id := rapid.SampledFrom([]norm.ID{normD, normH}).Draw(rt, "norm")
			ballot := exercise.Ballot{Answer: rapid.SampledFrom(exercise.Answers()).Draw(rt, "answer"), Note: "secret"}
			tally := exercise.Tally{}.With(ballot.Answer, rapid.IntRange(0, 9).Draw(rt, "hands"))
			_ = w.do(rapid.SampledFrom([]exercise.Command{ // a refusal is as good: the state is what counts
				exercise.Enter{Step: step}, exercise.Reveal{Step: step}, exercise.SecondRound{Step: step},
				cast(rapid.SampledFrom(voters).Draw(rt, "voter"), step, id, ballot), cast(rapid.SampledFrom(voters).Draw(rt, "voter"), step, id, ballot),
				exercise.Count{Step: step, Norm: id, Group: "Government", Tally: tally, Note: "secret"}, exercise.Count{Step: step, Norm: id, Tally: tally},
			}).Draw(rt, "command"))
			if room && !w.ex.Linked {
				now := w.statements()
				for id, s := range before {
					if d := cmp.Diff(s, now[id]); d != "" {
						rt.Fatalf("a revealed answer changed: %s", d)
					}
				}
				before = now
			}
		}
		if strings.Contains(w.text(), "secret") {
			rt.Fatal("an id or a remark leaves")
		}
		responses, counted := 0, 0
		for _, s := range w.statements() {
			if s.Result.Response != "" {
				responses++
				continue
			}
			for _, n := range s.Result.Extensions["urn:normwalk:extension:counts"].(map[string]any) {
				counted += int(n.(float64))
			}
		}
		wantResponses, wantCounted := 0, 0
		for _, st := range w.ex.State.Steps() {
			for _, id := range st.Norms {
				for round := 1; round <= st.Round; round++ {
					if room && st.Phase == exercise.Voting && round == st.Round {
						continue
					}
					v := w.ex.State.Votes(exercise.Item{Step: st.ID, Norm: id, Round: round})
					wantResponses += len(v.Ballots)
					wantCounted += v.Total.Answered() - len(v.Ballots)
				}
			}
		}
		if responses != wantResponses || counted != wantCounted {
			rt.Fatalf("%d responses and %d hands, want %d and %d", responses, counted, wantResponses, wantCounted)
		}
	})
}

func TestNames(t *testing.T) {
	// As Python's uuid.uuid5 has it, in the name space uuid5(NAMESPACE_URL, "https://normwalk.example/").
	if got, want := uuid("exercise", "2026-11-21-wannacry-k3vd"), "e0cb4d53-1d6b-58de-8d8c-758149e0da4f"; got != want {
		t.Errorf("uuid = %s, want %s", got, want)
	}
	if got, want := urn("item", "a b", "x:y", "c/d", "é%"), "urn:normwalk:item:a%20b:x%3Ay:c/d:%C3%A9%25"; got != want {
		t.Errorf("urn = %s, want %s", got, want)
	}
	if uuid("a", "b") == uuid("ab") || uuid(`a"`, "b") == uuid("a", `"b`) {
		t.Error("different names make the same UUID")
	}
}
