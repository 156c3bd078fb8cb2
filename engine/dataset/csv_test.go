package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

func TestEveryColumnIsInTheDictionary(t *testing.T) {
	var b bytes.Buffer
	if err := WriteDictionary(&b); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"column", "type", "allowed", "meaning", "notes"}, rows[0]); d != "" {
		t.Error(d)
	}
	var documented []string
	for _, r := range rows[1:] {
		documented = append(documented, r[0])
		if r[1] == "" || r[3] == "" {
			t.Errorf("%s has no type or no meaning", r[0])
		}
	}
	w := newWalk(t, exercise.Solo)
	written, _, _ := strings.Cut(w.text(w.exercise()), "\r\n")
	if d := cmp.Diff(documented, strings.Split(written, ",")); d != "" {
		t.Errorf("dictionary and table differ: %s", d)
	}
	if len(slices.Compact(slices.Sorted(slices.Values(documented)))) != len(documented) {
		t.Error("a column is there twice")
	}
}

func TestCellsAreOfTheAllowedValues(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := anyWalk(rt, t)
		for _, row := range w.table(w.exercise()) {
			for _, c := range columns() {
				cell := row[c.name]
				switch {
				case c.kind == "integer":
					if n, err := strconv.Atoi(cell); err != nil || n < 0 {
						rt.Errorf("%s is %q", c.name, cell)
					}
				case strings.Contains(c.allowed, "|") && cell != "" && !slices.Contains(strings.Split(c.allowed, "|"), cell):
					rt.Errorf("%s is %q, allowed is %s", c.name, cell, c.allowed)
				}
			}
		}
	})
}

// The counts that are read back from the table are those of the exercise.
func TestTalliesComeBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := anyWalk(rt, t)
		got := map[exercise.Item]exercise.Tally{}
		held := map[exercise.Item]int{}
		for _, r := range w.table(w.exercise()) {
			round, _ := strconv.Atoi(r["round"])
			n, _ := strconv.Atoi(r["count"])
			item := exercise.Item{Step: r["step"], Norm: norm.ID(r["norm"]), Round: round}
			a := exercise.Answer(r["answer"])
			if a == "" {
				held[item] += n
				continue
			}
			got[item] = got[item].With(a, got[item].Of(a)+n)
		}
		for _, st := range w.state.Steps() {
			for _, id := range st.Norms {
				for round := 1; round <= 2; round++ {
					item := exercise.Item{Step: st.ID, Norm: id, Round: round}
					want := w.state.Votes(item).Total
					if w.state.Setup().Mode == exercise.Room && st.Phase == exercise.Voting && st.Round == round {
						if held[item] != want.Answered() || got[item] != (exercise.Tally{}) {
							rt.Errorf("%v isn't revealed, and the table has %+v and %d", item, got[item], held[item])
						}
						continue
					}
					if got[item] != want {
						rt.Errorf("%v: the table has %+v, the exercise %+v", item, got[item], want)
					}
				}
			}
		}
	})
}

func TestWhatBecameOfNorms(t *testing.T) {
	w := newWalk(t, exercise.Hands, func(u *exercise.Setup) { u.TLP, u.ChathamHouse = "AMBER", true })
	w.must(exercise.Enter{Step: w.step(0)}, exercise.SetAside{Step: w.step(0), Norm: normD},
		exercise.Count{Step: w.step(0), Norm: normH, Group: "=Youth", Tally: exercise.Tally{Helped: 3, Abstained: 1}, Reason: "trust", Note: "=1+1\nsaid\u202e one"},
		exercise.Reveal{Step: w.step(0)}, exercise.Skip{Step: w.step(1)}, exercise.Enter{Step: w.step(2)},
		exercise.Count{Step: w.step(2), Norm: normD, Tally: exercise.Tally{Latency: 2}})
	var got []string
	for _, r := range w.table(w.exercise()) {
		got = append(got, strings.Join([]string{
			r["step_index"], r["norm_reference"], r["round"], r["state"], r["source"], r["group"], r["answer"], r["count"],
			r["reason"], r["remark"], r["analyst_verdict"], r["revealed"],
		}, " | "))
		for column, want := range map[string]string{
			"tlp": "TLP:AMBER", "chatham_house": "TRUE", "date": "2026-11-21", "scenario": "wannacry-2017",
			"catalogue": "un-gge-2015", "counterfactual": "FALSE", "schema_version": "1", "participant": "",
		} {
			if r[column] != want {
				t.Errorf("%s = %q, want %q", column, r[column], want)
			}
		}
	}
	story, _ := w.scenario.Step(w.step(0))
	judged := func(id norm.ID) string {
		reading, _ := story.Reading(id)
		return reading.Verdict
	}
	want := []string{
		"1 | 13(h) | 1 | answered | hands | '=Youth | helped | 3 | trust | '=1+1 said‹U+202E› one | " + judged(normH) + " | TRUE",
		"1 | 13(h) | 1 | answered | hands | '=Youth | abstain | 1 | trust | '=1+1 said‹U+202E› one | " + judged(normH) + " | TRUE",
		"1 | 13(d) | 1 | set aside |  |  |  | 0 |  |  | " + judged(normD) + " | TRUE",
		"2 | 13(d) | 1 | skipped |  |  |  | 0 |  |  |  | FALSE",
		"2 | 13(h) | 1 | skipped |  |  |  | 0 |  |  |  | FALSE",
		"3 | 13(d) | 1 | answered | hands |  | latency | 2 |  |  |  | FALSE",
		"3 | 13(h) | 1 | not asked |  |  |  | 0 |  |  |  | FALSE",
		"4 | 13(d) | 1 | not asked |  |  |  | 0 |  |  |  | FALSE",
		"4 | 13(h) | 1 | not asked |  |  |  | 0 |  |  |  | FALSE",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestSeveralExercisesAreOneTable(t *testing.T) {
	one := newWalk(t, exercise.Solo)
	two := newWalk(t, exercise.Hands, func(u *exercise.Setup) { u.Exercise = "other" })
	rows := one.table(one.exercise(), two.exercise())
	if len(rows) != 16 || rows[0]["exercise"] == rows[15]["exercise"] {
		t.Errorf("%d rows: %v", len(rows), rows)
	}
	if body := one.text(one.exercise()); !strings.HasPrefix(body, "schema_version,") || strings.Count(body, "\r\n") != 9 {
		t.Errorf("not CSV with a header, without a byte order mark, in lines that end in CR LF: %q", body)
	}
}

func TestWhatCantBeWritten(t *testing.T) {
	w := newWalk(t, exercise.Solo)
	for name, e := range map[string]Exercise{
		"nothing":  {},
		"unopened": {State: &exercise.State{}, Scenario: w.scenario, Norms: w.norms},
		"no norms": {State: w.state, Scenario: w.scenario},
	} {
		var b bytes.Buffer
		if err := WriteCSV(&b, w.exercise(), e); !errors.Is(err, ErrExercise) || b.Len() > 0 {
			t.Errorf("%s: error %v, and %d bytes written", name, err, b.Len())
		}
	}
	if err := WriteCSV(full{}, w.exercise()); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
	if err := WriteDictionary(full{}); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// BenchmarkWriteCSV writes a room of 50 who judged two norms at each of four
// steps.
func BenchmarkWriteCSV(b *testing.B) {
	w := newWalk(b, exercise.Room)
	for i := range 50 {
		w.must(exercise.Join{Participant: voter(i), Group: w.state.Setup().Groups[i%3], Via: "browser"})
	}
	for i := range 4 {
		w.must(exercise.Enter{Step: w.step(i)})
		for v := range 50 {
			for _, id := range []norm.ID{normD, normH} {
				w.must(exercise.Cast{Participant: voter(v), Step: w.step(i), Norm: id, Ballot: exercise.Ballot{Answer: exercise.Answers()[v%4], Note: "a remark"}})
			}
		}
		w.must(exercise.Reveal{Step: w.step(i)})
	}
	for b.Loop() {
		if err := WriteCSV(io.Discard, w.exercise()); err != nil {
			b.Fatal(err)
		}
	}
}
