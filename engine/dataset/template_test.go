package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A template that is filled in is recorded as it was filled in.
func TestTemplateComesBack(t *testing.T) {
	for seed := range uint64(20) {
		dice := rand.New(rand.NewPCG(seed, 7))
		w := newWalk(t, []exercise.Mode{exercise.Hands, exercise.Room}[seed%2])
		w.must(exercise.Enter{Step: w.step(1)}, exercise.AddNorm{Step: w.step(1), Norm: normK}, exercise.Count{Step: w.step(1), Norm: normK, Tally: exercise.Tally{Helped: 1}})
		want := map[string]int{}
		for range 2 {
			var b bytes.Buffer
			if err := WriteTemplate(&b, w.state, w.scenario, w.norms); err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(&b).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			if len(rows) != 1+4*9 {
				t.Fatalf("the template has %d rows", len(rows))
			}
			for at, row := range rows[1:] {
				if row[0] != strconv.Itoa(at+1) {
					t.Fatalf("row %d has the number %s", at+1, row[0])
				}
				if dice.IntN(4) == 0 {
					continue
				}
				for i := 5; i < 9; i++ {
					n := 1 + dice.IntN(9)
					row[i] = strconv.Itoa(n)
					want[fmt.Sprint(row[1], row[2], row[3])] += n
				}
			}
			out := csv.NewWriter(&b)
			if err := out.WriteAll(rows); err != nil {
				t.Fatal(err)
			}
			w.take(b.String(), true)
		}
		for _, st := range w.state.Steps() {
			for _, id := range st.Norms {
				for round := 1; round <= 2; round++ {
					got := w.state.Votes(exercise.Item{Step: st.ID, Norm: id, Round: round}).Total.Answered()
					if want := want[fmt.Sprint(st.ID, id, round)]; got != want && (id != normK || round == 2) {
						t.Errorf("seed %d: %s %s, round %d has %d answers, want %d", seed, st.ID, id, round, got, want)
					}
				}
			}
		}
		var b bytes.Buffer
		if err := WriteTemplate(&b, w.state, w.scenario, w.norms); err != nil || strings.Count(b.String(), "\n") != 1 {
			t.Errorf("with all revealed the template is %q, %v", b.String(), err)
		}
	}
}

// Whatever is in a file: it is refused with something to say, or the rules take
// every command.
func FuzzReadBallots(f *testing.F) {
	for _, seed := range []string{
		"", titles, titles + "1,d,1,,5,2,,,time,days,x\n1,d,2,,1,6,,,,,\n", "\ufeffsep=;\r\nstep;norm;helped;latency;irrelevant\r\n1;13(h);3;;\r\n",
		titles + "1,\"d\n\",1,Government,+5,2,,,,,'=x\n", "step\tnorm\thelped\tlatency\tirrelevant\n2\th\t1\t\t\n", titles + "1,d,1,,\"1,,,,,,\n2\n", "\xff\xfe",
	} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, table string, reveal bool) {
		w := newWalk(t, exercise.Hands)
		w.must(exercise.Enter{Step: w.step(1)}, exercise.Count{Step: w.step(1), Norm: normH, Tally: exercise.Tally{Helped: 4}}, exercise.Reveal{Step: w.step(1)}, exercise.Enter{Step: w.step(2)})
		b, err := w.ballots(table, reveal)
		var faults Faults
		if errors.As(err, &faults) && len(faults) > 0 {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		w.must(b.Commands...)
		for _, c := range b.Counts {
			if !cmp.Equal(w.state.ByGroup(c.Item)[c.Group], c.Tally) {
				t.Errorf("row %d: recorded %+v, want %+v", c.Row, w.state.ByGroup(c.Item)[c.Group], c.Tally)
			}
		}
		if w.state.Current() != w.step(2) {
			t.Errorf("the room was moved to %s", w.state.Current())
		}
		if again, err := w.ballots(table, reveal); err != nil || len(again.Commands) > 0 {
			t.Errorf("once more: %+v, %v", again, err)
		}
	})
}
