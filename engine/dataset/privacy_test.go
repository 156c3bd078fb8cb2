package dataset

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Whatever a room does, its table has nobody's id, no group or channel that is
// too small, and no number that says more than it should.
func TestNobodyIsTraced(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := anyWalk(rt, t)
		e := w.exercise()
		e.Linked = rapid.Bool().Draw(rt, "linked")
		if strings.Contains(w.text(e), "secret") {
			rt.Fatal("the id of a participant is in the table")
		}
		if w.state.Setup().Mode != exercise.Room {
			return
		}
		type cell struct{ item, group string }
		groups, vias, people := map[cell]int{}, map[cell]int{}, map[cell]int{}
		merged, item, last := map[string]bool{}, "", 0
		for _, r := range w.table(e) {
			if r["answer"] == "" {
				continue
			}
			if r["revealed"] != "TRUE" {
				rt.Fatalf("before the reveal: %v", r)
			}
			item = r["step"] + r["norm"] + r["round"]
			n, _ := strconv.Atoi(r["count"])
			groups[cell{item, r["group"]}] += n
			if r["via"] != "" {
				vias[cell{item, r["group"] + r["via"]}] += n
			}
			merged[item] = merged[item] || r["group"] == Merged
			if r["source"] == string(FromBallot) {
				people[cell{item, r["participant"]}]++
				last, _ = strconv.Atoi(strings.TrimPrefix(r["participant"], "p"))
				if last < 1 || last > 12 {
					rt.Errorf("participant %q", r["participant"])
				}
			}
		}
		alone := map[string]int{}
		for c := range groups {
			alone[c.item]++
		}
		for c, n := range groups {
			switch {
			case c.group == "" && merged[c.item]:
				rt.Errorf("at %s those without a group stand beside a merged one", c.item)
			case c.group != "" && n < exercise.Few && alone[c.item] > 1:
				rt.Errorf("at %s %q is shown with %d answers", c.item, c.group, n)
			case c.group != "" && c.group != Merged && n < exercise.Few:
				rt.Errorf("at %s %q is named with %d answers", c.item, c.group, n)
			}
		}
		for c, n := range vias {
			if n < exercise.Few || e.Linked {
				rt.Errorf("channel %v is shown for %d", c, n)
			}
		}
		for c, n := range people {
			if n != 1 {
				rt.Errorf("%v voted %d times", c, n)
			}
		}
	})
}

// The same ballots make the same table, whoever joined or voted first.
func TestTheOrderOfVotesLeavesNoTrace(t *testing.T) {
	for _, linked := range []bool{false, true} {
		var tables []string
		for _, order := range [][]int{{0, 1, 2, 3, 4, 5, 6, 7}, {7, 3, 1, 0, 2, 6, 5, 4}} {
			w := newWalk(t, exercise.Room)
			for _, i := range order {
				w.must(exercise.Join{Participant: voter(i), Group: w.state.Setup().Groups[i/6], Via: "browser"})
			}
			w.must(exercise.Enter{Step: w.step(0)})
			for _, i := range order {
				w.must(exercise.Cast{Participant: voter(i), Step: w.step(0), Norm: normD, Ballot: exercise.Ballot{Answer: exercise.Answers()[i%4]}})
				w.now = w.now.Add(1000)
			}
			w.must(exercise.Reveal{Step: w.step(0)})
			e := w.exercise()
			e.Linked = linked
			tables = append(tables, w.text(e))
		}
		if tables[0] != tables[1] {
			t.Errorf("linked %v: the order of votes changes the table:\n%s\n%s", linked, tables[0], tables[1])
		}
	}
}

func TestLinkedNumbersHoldThroughout(t *testing.T) {
	w := newWalk(t, exercise.Room)
	for i := range 10 {
		w.must(exercise.Join{Participant: voter(i), Group: w.state.Setup().Groups[i/5], Via: "browser"})
	}
	for i := range 3 {
		w.must(exercise.Enter{Step: w.step(i)})
		for v := range 10 {
			if i == 2 && v < 1 {
				continue // one of Government's five is out for a moment
			}
			a := exercise.Helped
			if v == 4 {
				a = exercise.Latency
			}
			w.must(exercise.Cast{Participant: voter(v), Step: w.step(i), Norm: normH, Ballot: exercise.Ballot{Answer: a}})
		}
		w.must(exercise.Reveal{Step: w.step(i)})
	}
	numbers := func(linked bool) (who, group []string) {
		e := w.exercise()
		e.Linked = linked
		for _, r := range w.table(e) {
			if r["answer"] == "latency" {
				who, group = append(who, r["participant"]), append(group, r["group"])
			}
		}
		return who, group
	}
	who, group := numbers(true)
	if who[0] != who[1] || who[1] != who[2] {
		t.Errorf("linked, the same person is %v", who)
	}
	if group[0] != Merged || group[2] != Merged {
		t.Errorf("a group that is too small at one step is %v", group)
	}
	who, group = numbers(false)
	if who[0] == who[1] && who[1] == who[2] {
		t.Errorf("unlinked, the same person is %v", who)
	}
	if group[0] != "Government" || group[2] != Merged {
		t.Errorf("a group that is too small at one step is %v", group)
	}
}

func TestMergedHandsKeepNothingApart(t *testing.T) {
	w := newWalk(t, exercise.Room)
	count := func(group, note string, n int) exercise.Count {
		return exercise.Count{Step: w.step(0), Norm: normD, Group: group, Tally: exercise.Tally{Helped: n}, Reason: "trust", Note: note}
	}
	w.must(exercise.Enter{Step: w.step(0)}, count("Government", "many", 7), count("Academia", "few", 2), count("", "others", 4), exercise.Reveal{Step: w.step(0)})
	var got []string
	for _, r := range w.table(w.exercise()) {
		if r["answer"] != "" {
			got = append(got, r["group"]+" "+r["count"]+" "+r["reason"]+" "+r["remark"])
		}
	}
	if want := "Government 7 trust many, merged 6  "; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
