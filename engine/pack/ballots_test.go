package pack

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/dataset"
	"github.com/normwalk/normwalk/engine/exercise"
)

// opened is the exercise that a pack is for, with a show of hands.
func opened(t *testing.T, e Exercise) *exercise.State {
	t.Helper()
	setup := exercise.Setup{Exercise: "x", Title: e.Scenario.Title, Mode: exercise.Hands, Track: e.Track.ID, Plan: e.Plan, Groups: e.Groups, Minutes: e.Minutes}
	for _, n := range e.Norms.All() {
		setup.Known = append(setup.Known, n.ID)
	}
	return does(t, &exercise.State{}, exercise.Open{Setup: setup})
}

func does(t *testing.T, s *exercise.State, c exercise.Command) *exercise.State {
	t.Helper()
	events, err := s.Decide(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, ev := range events {
		if s, err = s.Apply(exercise.Record{Seq: s.Seq() + 1, At: time.Unix(0, 0), Event: ev}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// template are the rows of the table that is typed in, without its header.
func template(t *testing.T, e Exercise, s *exercise.State) [][]string {
	t.Helper()
	var b bytes.Buffer
	if err := dataset.WriteTemplate(&b, s, e.Scenario, e.Norms); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// The sheets have the rows of the table that import-ballots prints, in its
// order and with its numbers, for the first vote and for the second.
func TestSheetsMatchTheTemplate(t *testing.T) {
	for _, e := range builtins(t) {
		for _, groups := range [][]string{nil, {"Technical community", "Policy"}, exercise.StakeholderGroups()} {
			e.Groups = groups
			p := newPack(e, HTML)
			var ours [][]string
			for i, r := range p.rows {
				if r.number != i+1 {
					t.Fatalf("row %d has the number %d", i, r.number)
				}
				ours = append(ours, []string{strconv.Itoa(r.number), r.step, string(r.norm), r.group})
			}
			state := opened(t, e)
			for round := 1; round <= 2; round++ {
				var theirs [][]string
				for _, r := range template(t, e, state) {
					if r[3] != strconv.Itoa(round) {
						t.Fatalf("the template asks for round %s, want %d", r[3], round)
					}
					theirs = append(theirs, []string{r[0], r[1], r[2], r[4]})
				}
				if diff := cmp.Diff(theirs, ours); diff != "" {
					t.Fatalf("%s, %s, %v, round %d: template and pack differ (-template +pack)\n%s", e.Scenario.ID, e.Track.ID, groups, round, diff)
				}
				for _, x := range e.Plan {
					state = does(t, does(t, state, exercise.Enter{Step: x.Step}), exercise.Reveal{Step: x.Step})
				}
			}
			want := make([]int, len(ours))
			for i := range want {
				want[i] = i + 1
			}
			for _, f := range written(t, e, HTML) {
				got := numbers(t, string(f.Body))
				switch {
				case strings.Contains(f.Name, "tally"):
				case strings.Contains(f.Name, "ballot"):
					slices.Sort(got) // a sheet for each group
				default:
					continue
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s, %s, %v: %s has other rows than the template (-template +sheet)\n%s", e.Scenario.ID, e.Track.ID, groups, f.Name, diff)
				}
			}
		}
	}
}

var rowNumber = regexp.MustCompile(`<tr><th scope="row" class="number">([0-9]+)</th><td class="what">`)

func numbers(t *testing.T, page string) []int {
	t.Helper()
	var out []int
	for _, m := range rowNumber.FindAllStringSubmatch(page, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// Each row of the tally sheet says which norm, at which step, of which group.
func TestTallyNamesItsRows(t *testing.T) {
	for _, groups := range [][]string{nil, {"Banks", "Teams"}} {
		e := tale(t, groups...)
		for _, f := range written(t, e, Markdown) {
			if !strings.Contains(f.Name, "tally") {
				continue
			}
			body := string(f.Body)
			for _, r := range e.rows() {
				for _, want := range []string{r.step, string(r.norm), r.group, "| " + strconv.Itoa(r.number) + " |"} {
					if !strings.Contains(body, want) {
						t.Errorf("the tally sheet for %v doesn't say %q", groups, want)
					}
				}
			}
		}
	}
}
