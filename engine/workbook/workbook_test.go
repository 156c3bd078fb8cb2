package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/scenarios"
)

// walk takes commands one after another, a minute apart.
type walk struct {
	t     testing.TB
	state *exercise.State
	lib   *library.Library
	story *scenario.Scenario
	now   time.Time
}

func newWalk(t testing.TB, mode exercise.Mode, groups ...string) *walk {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := lib.Scenario("wannacry-2017")
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, st := range s.Steps {
		steps = append(steps, st.ID)
	}
	setup := exercise.Setup{
		Exercise: "2026-11-21-wannacry-test", Title: "=SUM(A1:A9) & WannaCry", Mode: mode, Track: "full", Minutes: 90, Groups: groups,
		Scenario: exercise.Ref{ID: s.ID, Hash: strings.Repeat("0a", 32)}, Catalogues: []exercise.Ref{{ID: "un-gge-2015", Hash: strings.Repeat("1b", 32)}},
		Plan: exercise.PlanFor(s, steps, lib.Norms(), exercise.Selection{}), TLP: "AMBER", ChathamHouse: true,
	}
	if mode == exercise.Solo {
		setup.Participant = "p0"
	}
	for _, n := range lib.Norms().All() {
		setup.Known = append(setup.Known, n.ID)
	}
	w := &walk{t: t, state: &exercise.State{}, lib: lib, story: s, now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	return w.must(exercise.Open{Setup: setup})
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

func (w *walk) write(shared bool) []byte {
	w.t.Helper()
	var b bytes.Buffer
	if err := Write(&b, Exercise{State: w.state, Scenario: w.story, Norms: w.lib.Norms(), Shared: shared}); err != nil {
		w.t.Fatal(err)
	}
	return b.Bytes()
}

// hands is an exercise with groups, two rounds, and text that a spreadsheet
// would run if it could.
func hands(t testing.TB) *walk {
	w := newWalk(t, exercise.Hands, "=Policy", "Technical community")
	step := w.story.Steps[0]
	id := step.Readings[0].Norm
	w.must(exercise.Enter{Step: step.ID},
		exercise.Count{Step: step.ID, Norm: id, Group: "=Policy", Tally: exercise.Tally{Helped: 2, Latency: 7, Abstained: 1}, Reason: "trust", Delay: "hours"},
		exercise.Count{Step: step.ID, Norm: id, Tally: exercise.Tally{Helped: 9, Latency: 1}},
		exercise.Reveal{Step: step.ID}, exercise.SecondRound{Step: step.ID},
		exercise.Count{Step: step.ID, Norm: id, Tally: exercise.Tally{Helped: 19, Latency: 1}}, exercise.Reveal{Step: step.ID},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.FollowUp, Text: "=HYPERLINK(\"https://example.org\")", Owner: "@someone", Due: "+1 week", Step: step.ID}},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.TakeAway, Text: "-1\nsecond line \x1b[31m _x0041_x0042_"}},
		exercise.Propose{Text: "@cmd|' /C calc'!A0"})
	for k, st := range w.story.Steps[1:] {
		w.must(exercise.Enter{Step: st.ID})
		for i, n := range w.state.Setup().Plan[k+1].Norms {
			w.must(exercise.Count{Step: st.ID, Norm: n, Tally: exercise.Tally{Helped: 9 * (i % 2), Latency: 3 + i, Irrelevant: 4 * (i % 3)}})
		}
		if st.ID == w.story.Steps[3].ID {
			break // open
		}
		w.must(exercise.Reveal{Step: st.ID})
	}
	return w
}

func open(t testing.TB, body []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func rows(t testing.TB, f *excelize.File, sheet string) [][]string {
	t.Helper()
	out, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// parts are the files that the workbook consists of.
func parts(t testing.TB, body []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out
}

func sheets() []string {
	return []string{"Overview", "Matrix", "Items", "Norms", "Groups", "Requests", "Channels", "Follow-ups", "Notes", "Method"}
}

func TestEverySheetIsSetUp(t *testing.T) {
	body := hands(t).write(false)
	f := open(t, body)
	if got := f.GetSheetList(); !slices.Equal(got, sheets()) {
		t.Fatalf("sheets %q", got)
	}
	for _, name := range sheets() {
		all := rows(t, f, name)
		if head := all[0][0]; !strings.Contains(head, "TLP:AMBER · Chatham House rule") {
			t.Errorf("%s begins with %q, without the markings", name, head)
		}
		if panes, err := f.GetPanes(name); err != nil || !panes.Freeze || panes.YSplit < headings {
			t.Errorf("%s: panes %+v, %v", name, panes, err)
		}
		layout, err := f.GetPageLayout(name)
		if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("%s: layout %+v, %v", name, layout, err)
		}
		if width, err := f.GetColWidth(name, "A"); err != nil || width == 9.140625 {
			t.Errorf("%s: width %v, %v", name, width, err)
		}
	}
	for part, text := range parts(t, body) {
		if strings.HasPrefix(part, "xl/worksheets/sheet") && !strings.Contains(text, "TLP:AMBER") {
			t.Errorf("%s has no markings in its page header", part)
		}
	}
	for _, name := range []string{"Items", "Norms", "Groups", "Requests", "Channels", "Follow-ups", "Notes"} {
		all := rows(t, f, name)
		found := slices.ContainsFunc(f.GetDefinedName(), func(d excelize.DefinedName) bool {
			return d.Scope == name && strings.Contains(d.Name, "FilterDatabase") && strings.HasSuffix(d.RefersTo, fmt.Sprintf("$%d", len(all)))
		})
		if !found || len(all) < headings+1 {
			t.Errorf("%s of %d rows has no filter: %v", name, len(all), f.GetDefinedName())
		}
	}
}

func TestProperties(t *testing.T) {
	f := open(t, hands(t).write(false))
	p, err := f.GetDocProps()
	if err != nil || p.Keywords != "TLP:AMBER, Chatham House rule" || p.ContentStatus != "Interim" || p.Created != "2026-11-21T09:00:00Z" || p.Identifier != "2026-11-21-wannacry-test" {
		t.Errorf("%+v, %v", p, err)
	}
	custom, err := f.GetCustomProps()
	if err != nil || !slices.ContainsFunc(custom, func(c excelize.CustomProperty) bool { return c.Name == "TLP" && c.Value == "AMBER" }) {
		t.Errorf("%v, %v", custom, err)
	}
}

// What people wrote stays text, whatever it looks like.
func TestNothingIsAFormula(t *testing.T) {
	w := hands(t)
	body := w.write(false)
	for part, text := range parts(t, body) {
		for _, bad := range []string{"<f>", "<f ", "conditionalFormatting", "<hyperlink", "externalLink"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %s", part, bad)
			}
		}
	}
	f := open(t, body)
	for _, c := range []struct{ sheet, cell, want string }{
		{"Follow-ups", "B4", "=HYPERLINK(\"https://example.org\")"},
		{"Follow-ups", "C4", "@someone"},
		{"Follow-ups", "D4", "+1 week"},
		{"Notes", "C4", "-1\nsecond line ␛[31m _x0041_x0042_"},
		{"Notes", "C5", "@cmd|' /C calc'!A0"},
		{"Groups", "A4", "=Policy"},
	} {
		kind, err := f.GetCellType(c.sheet, c.cell)
		if err != nil || kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
			t.Errorf("%s!%s is of type %v, %v", c.sheet, c.cell, kind, err)
		}
		if got, err := f.GetCellValue(c.sheet, c.cell); err != nil || got != c.want {
			t.Errorf("%s!%s is %q, %v; want %q", c.sheet, c.cell, got, err, c.want)
		}
	}
}

func TestNumbersAreNumbers(t *testing.T) {
	w := hands(t)
	f := open(t, w.write(false))
	all := rows(t, f, "Items")
	head := all[headings]
	of := func(n norm.ID) int {
		return slices.IndexFunc(all, func(r []string) bool { return len(r) > 3 && r[3] == string(n) })
	}
	judged, unasked := of(w.story.Steps[0].Readings[0].Norm), of(w.story.Steps[0].Readings[1].Norm)
	at := func(row int, name string) (string, excelize.CellType) {
		i := slices.Index(head, name)
		cell, err := excelize.CoordinatesToCellName(i+1, row+1)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		value, _ := f.GetCellValue("Items", cell, excelize.Options{RawCellValue: true})
		kind, _ := f.GetCellType("Items", cell)
		return value, kind
	}
	for name, want := range map[string]string{"Step": "1", "Round": "1", "Helped": "11", "Latency": "8", "Abstained": "1", "Share of it": "0.578947368421"} {
		got, kind := at(judged, name)
		if got != want || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s is %q of type %v, want %s as a number", name, got, kind, want)
		}
	}
	if got, _ := at(judged+1, "Round"); got != "2" {
		t.Errorf("second row is of round %q", got)
	}
	if got, _ := at(unasked, "Standing"); got != "not asked" {
		t.Errorf("standing %q", got)
	}
	if got, _ := at(unasked, "Helped"); got != "" {
		t.Errorf("not asked has a count: %q", got)
	}
}

func TestMatrixHasLettersAndShades(t *testing.T) {
	w := hands(t)
	f := open(t, w.write(false))
	all := rows(t, f, "Matrix")
	if got, want := len(all[headings]), 1+len(w.story.Steps); got != want {
		t.Fatalf("%d columns, want %d", got, want)
	}
	row := slices.IndexFunc(all, func(r []string) bool {
		n, _ := w.lib.Norms().Get(w.story.Steps[0].Readings[0].Norm)
		return len(r) > 0 && r[0] == n.Reference+" "+n.Label
	})
	if row < 0 || !strings.HasPrefix(all[row][1], "H") {
		t.Fatalf("row %d: %q", row, all[row])
	}
	cell, _ := excelize.CoordinatesToCellName(2, row+1)
	id, _ := f.GetCellStyle("Matrix", cell)
	look, err := f.GetStyle(id)
	if err != nil || len(look.Fill.Color) != 1 || !strings.HasSuffix(look.Fill.Color[0], "5FBF9F") {
		t.Errorf("19 of 20 helped: %+v, %v", look, err)
	}
}

func TestSharedLeavesOut(t *testing.T) {
	w := hands(t)
	f := open(t, w.write(true))
	if n := len(rows(t, f, "Follow-ups")); n != headings+1 {
		t.Errorf("%d rows of follow-ups are shared", n-headings-1)
	}
	if all := rows(t, f, "Notes"); len(all) != headings+2 || !strings.Contains(all[headings+1][1], "missing") {
		t.Errorf("notes: %q", all)
	}
	hidden := 0
	for _, r := range rows(t, f, "Items") {
		if slices.Contains(r, "hidden") {
			hidden++
		}
	}
	if want := len(w.state.Setup().Plan[3].Norms); hidden != want {
		t.Errorf("%d items are held back, want %d", hidden, want)
	}
}

func TestOtherExercises(t *testing.T) {
	solo := newWalk(t, exercise.Solo)
	step := solo.story.Steps[0]
	solo.must(exercise.Enter{Step: step.ID}, exercise.Cast{Participant: "p0", Step: step.ID, Norm: step.Readings[0].Norm, Ballot: exercise.Ballot{Answer: exercise.Abstain}}, exercise.Finish{})
	for name, w := range map[string]*walk{"empty": newWalk(t, exercise.Hands), "solo": solo, "room": room(t, 12)} {
		for _, shared := range []bool{false, true} {
			body := w.write(shared)
			if !bytes.Equal(body, w.write(shared)) {
				t.Errorf("%s: two workbooks of the same exercise differ", name)
			}
			if strings.Contains(fmt.Sprint(parts(t, body)), "person0") {
				t.Errorf("%s: an id of a participant is in it", name)
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	w := newWalk(t, exercise.Solo)
	for _, e := range []Exercise{{}, {State: &exercise.State{}, Scenario: w.story, Norms: w.lib.Norms()}, {State: w.state, Norms: w.lib.Norms()}} {
		var b bytes.Buffer
		if err := Write(&b, e); !errors.Is(err, ErrExercise) || b.Len() > 0 {
			t.Errorf("%v, %d bytes", err, b.Len())
		}
	}
	if err := Write(broken{}, Exercise{State: w.state, Scenario: w.story, Norms: w.lib.Norms()}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("the writer's error is lost: %v", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// room is a whole exercise of people with their own devices.
func room(t testing.TB, people int) *walk {
	groups := exercise.StakeholderGroups()
	w := newWalk(t, exercise.Room, groups...)
	id := func(i int) string { return fmt.Sprintf("person%d", i) }
	for i := range people {
		w.must(exercise.Join{Participant: id(i), Group: groups[i*i%len(groups)]})
	}
	for k, st := range w.story.Steps {
		w.must(exercise.Enter{Step: st.ID})
		for n, planned := range w.state.Setup().Plan[k].Norms {
			for i := range people {
				a := exercise.Answers()[(i*7+n*3+len(st.Title))%11%4]
				w.must(exercise.Cast{Participant: id(i), Step: st.ID, Norm: planned, Ballot: exercise.Ballot{Answer: a, Reason: "trust", Delay: "hours"}})
			}
		}
		w.must(exercise.Reveal{Step: st.ID})
	}
	return w.must(exercise.Finish{})
}

func BenchmarkWrite50(b *testing.B) {
	w := room(b, 50)
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, Exercise{State: w.state, Scenario: w.story, Norms: w.lib.Norms()}); err != nil {
			b.Fatal(err)
		}
	}
}
