package analysis

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/exercise"
)

var update = flag.Bool("update", false, "write the golden files")

// handsWalk has everything in it: two rounds, reasons, groups, a norm set
// aside, one added, a step skipped, one left open, one not reached.
func handsWalk(t testing.TB) *walk {
	first := hands("one", "c/a", "", 12, 5, 2, 1)
	first.Reason, first.Delay = "trust", "none"
	gov := hands("one", "c/a", "Government", 1, 7, 0, 0)
	gov.Reason, gov.Delay = "time", "hours"
	return newWalk(t, exercise.Hands, "Government", "Youth").must(
		exercise.Enter{Step: "one"}, first, gov, hands("one", "c/a", "Youth", 3, 0, 0, 0),
		hands("one", "c/b", "", 0, 0, 10, 2), exercise.SetAside{Step: "one", Norm: "d/a"},
		exercise.AddNorm{Step: "one", Norm: "c/h"}, hands("one", "c/h", "", 9, 1, 0, 0),
		exercise.Reveal{Step: "one"}, exercise.SecondRound{Step: "one"},
		hands("one", "c/a", "", 15, 5, 0, 0), hands("one", "c/a", "Government", 6, 2, 0, 0), exercise.Reveal{Step: "one"},
		exercise.Enter{Step: "two"}, hands("two", "c/a", "", 4, 4, 4, 0), hands("two", "d/a", "", 8, 8, 0, 0),
		hands("two", "c/b", "", 0, 0, 0, 3), exercise.Reveal{Step: "two"},
		exercise.Skip{Step: "three"},
		exercise.Enter{Step: "four"}, hands("four", "c/a", "", 5, 0, 0, 0),
	)
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got+"\n"); diff != "" {
		t.Errorf("%s (-want +got), -update if it should:\n%s", file, diff)
	}
}

func TestExerciseJSON(t *testing.T) {
	e := handsWalk(t).of()
	text := marshal(t, e)
	golden(t, "testdata/exercise.json", text)
	if again := marshal(t, handsWalk(t).of()); again != text {
		t.Error("the same exercise gives another analysis")
	}
	var back Exercise
	if err := json.Unmarshal([]byte(text), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, marshal(t, back)); diff != "" {
		t.Errorf("read back it is another:\n%s", diff)
	}
}

func TestItems(t *testing.T) {
	w := handsWalk(t)
	e := w.of()
	a := w.item(e, "one", "c/a", 2)
	if !a.Latest || !a.Revealed || a.Standing != Judged || a.Modal != exercise.Helped || a.Label != Broad {
		t.Errorf("%+v", a)
	}
	first := w.item(e, "one", "c/a", 1)
	if first.Latest || first.Tally != (exercise.Tally{Helped: 16, Latency: 12, Irrelevant: 2, Abstained: 1}) || len(first.Groups) != 3 {
		t.Errorf("%+v", first)
	}
	if diff := cmp.Diff([]Mention[exercise.Reason]{{"time", 1}, {"trust", 1}}, first.Reasons); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Mention[exercise.Delay]{{"none", 1}, {"hours", 1}}, first.Delays); diff != "" {
		t.Error(diff)
	}
	// A show of hands was seen by everybody: a small group stays.
	if first.Merged != nil || first.Groups[1] != (GroupTally{"Youth", exercise.Tally{Helped: 3}}) || first.Groups[2].Group != "" {
		t.Errorf("groups %+v, merged %v", first.Groups, first.Merged)
	}
	for _, c := range []struct {
		step     string
		norm     string
		standing Standing
		would    bool
		sentence string
	}{
		{"one", "c/a", Judged, false, "most say it helped: 16 of 30; leaning"},
		{"one", "c/h", Judged, false, "most say it helped: 9 of 10; broad agreement"},
		{"one", "c/b", Judged, false, "all 10 say it was irrelevant; broad agreement"},
		{"one", "d/a", SetAside, true, "set aside: the room says it doesn't apply"},
		{"two", "c/a", Judged, false, "a tie of helped, latency and irrelevant: 4 each of 12; divided"},
		{"two", "d/a", Judged, true, "a tie of helped and latency: 8 each of 16"},
		{"two", "c/b", Abstained, false, "nobody gave a verdict: 3 abstentions"},
		{"three", "c/a", NotAsked, false, "not asked"},
		{"four", "c/a", Judged, false, "all 5 say it helped; broad agreement"},
		{"five", "d/a", NotAsked, true, "not asked"},
	} {
		i := w.item(e, c.step, idOf(c.norm), 1)
		if i.Standing != c.standing || i.Counterfactual != c.would || i.Sentence(e.Mode) != c.sentence {
			t.Errorf("%s at %s: %s, counterfactual %v, %q", c.norm, c.step, i.Standing, i.Counterfactual, i.Sentence(e.Mode))
		}
	}
	want := Totals{
		Steps: 5, Revealed: 2, Open: 1, Skipped: 1, Pending: 1, Judged: 6, Abstained: 1, NotAsked: 8, SetAside: 1,
		Tally:   exercise.Tally{Helped: 21 + 9 + 4 + 8 + 5, Latency: 7 + 1 + 4 + 8, Irrelevant: 10 + 4, Abstained: 2 + 3},
		Answers: 31 + 28 + 12 + 10 + 12 + 16 + 3 + 5,
	}
	if diff := cmp.Diff(want, e.Totals); diff != "" {
		t.Error(diff)
	}
	var order []string
	for _, n := range e.Norms {
		order = append(order, string(n.ID))
	}
	if got := strings.Join(order, " "); got != "d/a c/a c/b c/h" {
		t.Errorf("norms in the order %s, not the catalogues'", got)
	}
}

func TestNormsKeepCounterfactualsApart(t *testing.T) {
	e := handsWalk(t).of()
	for _, n := range e.Norms {
		switch n.ID {
		case "d/a":
			w := n.Counterfactual
			if n.Actual.Applied+n.Actual.NotAsked+n.Actual.SetAside != 0 || w.Applied != 1 || w.Tied != 1 || w.SetAside != 1 || w.NotAsked != 3 {
				t.Errorf("%+v", n)
			}
		case "c/a":
			w := n.Actual
			if w.Applied != 3 || w.Helped != 2 || w.Tied != 1 || w.NotAsked != 2 || w.Tally.Helped != 30 || w.Abstained != 0 {
				t.Errorf("%+v", w)
			}
			near(t, "share", w.Shares.Helped.Value, 30./45, exact)
		case "c/b":
			if w := n.Actual; w.Applied != 1 || w.Abstained != 1 || w.Irrelevant != 1 || w.Tally.Abstained != 5 {
				t.Errorf("%+v", w)
			}
		}
	}
}

func TestShifts(t *testing.T) {
	e := handsWalk(t).of()
	if len(e.Shifts) != 1 || e.Shifted == nil || e.Shifted.Items != 1 {
		t.Fatalf("%+v", e.Shifts)
	}
	s := e.Shifts[0]
	if s.Net != (exercise.Tally{Helped: 5, Latency: -5, Irrelevant: -2, Abstained: -1}) || s.Moved != 8 || s.From != Leaning || s.To != Broad || s.Turned {
		t.Errorf("%+v", s)
	}
	near(t, "change of the share", s.Shares.Helped.Value, 21./28-16./30, exact)
	near(t, "sum of the changes", s.Shares.Helped.Value+s.Shares.Latency.Value+s.Shares.Irrelevant.Value, 0, exact)
	if e.Shifted.Relabeled != 1 || e.Shifted.First.Alpha.Undefined != FewItems {
		t.Errorf("%+v", e.Shifted)
	}
}

func TestDividedAndGaps(t *testing.T) {
	e := handsWalk(t).of()
	want := []Ref{{"two", "c/a", 1}, {"two", "d/a", 1}, {"one", "c/a", 2}, {"one", "c/h", 1}}
	if diff := cmp.Diff(want, e.Divided); diff != "" {
		t.Error(diff)
	}
	// Only Government and Youth are groups, and Youth is too small to compare.
	if len(e.Gaps) != 0 || len(e.GroupGaps) != 0 {
		t.Errorf("%+v", e.Gaps)
	}
	w := newWalk(t, exercise.Hands, "Government", "Academia", "Youth").must(exercise.Enter{Step: "one"},
		hands("one", "c/a", "Government", 1, 9, 0, 0), hands("one", "c/a", "Academia", 6, 0, 0, 4), hands("one", "c/a", "Youth", 5, 5, 0, 0),
		hands("one", "c/b", "Government", 5, 0, 0, 0), hands("one", "c/b", "Academia", 4, 0, 0, 4))
	e = w.of()
	if len(e.Gaps) != 1 || e.Gaps[0].Sentence() != "helped: Academia 6 of 6, Government 1 of 10" {
		t.Errorf("%+v", e.Gaps)
	}
	near(t, "difference", e.Gaps[0].Difference.Value, .9, exact)
	if len(e.GroupGaps) != 3 || e.GroupGaps[0].Sentence() != "helped: Academia 6 of 6, Government 1 of 10, over 1 item" {
		t.Errorf("%+v", e.GroupGaps)
	}
}

func TestPoints(t *testing.T) {
	w := handsWalk(t)
	e := w.of()
	var got []string
	for _, p := range e.Points {
		got = append(got, p.Step+" "+string(p.Norm)+" "+string(p.Kind)+": "+p.Sentence(e.Mode))
	}
	want := []string{
		"one c/b reading finds latency: most say it was irrelevant (10 of 10); the analyst reads it as latency",
		"one c/h room added it: most say it helped (9 of 10); the analyst didn't propose it here",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if i := w.item(e, "one", "c/a", 2); i.Reading == nil || i.Reading.Room != Same {
		t.Errorf("%+v", i.Reading)
	}
	if i := w.item(e, "two", "c/a", 1); i.Reading == nil || i.Reading.Room != NoView {
		t.Errorf("%+v", i.Reading)
	}
	if i := w.item(e, "four", "c/a", 1); i.Reading != nil {
		t.Error("the reading is shown before the reveal")
	}
	for _, c := range []struct {
		room, reading exercise.Answer
		want          PointKind
	}{
		{exercise.Helped, exercise.Latency, RoomFindsHelp}, {exercise.Helped, exercise.Irrelevant, RoomFindsHelp},
		{exercise.Latency, exercise.Helped, ReadingFindsHelp}, {exercise.Irrelevant, exercise.Helped, ReadingFindsHelp},
		{exercise.Latency, exercise.Irrelevant, RoomFindsLatency}, {exercise.Irrelevant, exercise.Latency, ReadingFindsLatency},
	} {
		if got := parting(c.room, c.reading); got != c.want {
			t.Errorf("%s against %s: %s", c.room, c.reading, got)
		}
	}
}

func TestSetAsideIsAPoint(t *testing.T) {
	e := newWalk(t, exercise.Hands).must(exercise.Enter{Step: "one"},
		exercise.SetAside{Step: "one", Norm: "c/a"}, exercise.SetAside{Step: "one", Norm: "d/a"}, exercise.Reveal{Step: "one"}).of()
	if len(e.Points) != 1 || e.Points[0].Norm != "c/a" || e.Points[0].Sentence(e.Mode) != "the room set it aside; the analyst reads it as helped" {
		t.Errorf("%+v", e.Points)
	}
}

func TestSolo(t *testing.T) {
	say := func(step, n string, a exercise.Answer) exercise.Cast {
		return exercise.Cast{Participant: "p0", Step: step, Norm: idOf(n), Ballot: exercise.Ballot{Answer: a, Reason: "time", Delay: "days"}}
	}
	w := newWalk(t, exercise.Solo).must(exercise.Enter{Step: "one"},
		say("one", "c/a", exercise.Latency), say("one", "c/b", exercise.Abstain), say("one", "d/a", exercise.Irrelevant), exercise.Reveal{Step: "one"},
		exercise.SecondRound{Step: "one"}, say("one", "c/a", exercise.Irrelevant), exercise.Reveal{Step: "one"})
	e := w.of()
	if e.Agreement != nil || e.Groups != nil || e.Gaps != nil || e.Divided != nil || e.Shifted.First != nil {
		t.Error("one person agrees with nobody")
	}
	i := w.item(e, "one", "c/a", 2)
	if i.Wilson != nil || i.Label != "" || i.Agreement.Undefined != OnePerson || i.Share.Undefined != OnePerson || i.Modal != exercise.Irrelevant || i.Groups != nil {
		t.Errorf("%+v", i)
	}
	if got := i.Sentence(e.Mode); got != "you say it was irrelevant" {
		t.Error(got)
	}
	if got := w.item(e, "one", "c/b", 1).Sentence(e.Mode); got != "you abstained" {
		t.Error(got)
	}
	if len(e.Points) != 1 || e.Points[0].Sentence(e.Mode) != "you say it was irrelevant; the analyst reads it as helped" || e.Points[0].Counter != "but" {
		t.Errorf("%+v", e.Points)
	}
	if !e.Shifts[0].Turned || e.Shifts[0].Moved != 1 {
		t.Errorf("%+v", e.Shifts)
	}
}

func TestNothingToAnalyse(t *testing.T) {
	for _, e := range []*Exercise{Of(nil, nil, nil), Shared(&exercise.State{}, nil, nil), Of(handsWalk(t).state, nil, nil)} {
		if text := marshal(t, e); strings.Contains(text, "NaN") || strings.Contains(text, ": null") {
			t.Error(text)
		}
	}
}
