package msel_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/msel"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/scenarios"
)

func content(t testing.TB) *library.Library {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// A form is one of the two that a list comes in.
type form struct {
	name  string
	write func(io.Writer, *scenario.Scenario, string) ([]draft.Left, error)
	read  func(string, []byte) (*draft.Material, error)
}

func forms() []form {
	return []form{{"csv", msel.WriteCSV, msel.ReadCSV}, {"xlsx", msel.WriteXLSX, msel.ReadXLSX}}
}

func (f form) bytes(t testing.TB, s *scenario.Scenario, track string) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := f.write(&b, s, track); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func load(t testing.TB, norms *norm.Set, m *draft.Material, err error) (*scenario.Scenario, *draft.Draft) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	d, err := draft.Make("again", m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Load("again.toml", d.TOML, norms)
	if err != nil {
		t.Fatalf("%v\n%s", err, d.TOML)
	}
	return s, d
}

// What a list carries comes back as it was, from both forms.
func TestRoundTrip(t *testing.T) {
	lib := content(t)
	for _, f := range forms() {
		for _, s := range lib.Scenarios() {
			data := f.bytes(t, s, "")
			if !bytes.Equal(data, f.bytes(t, s, "")) {
				t.Errorf("%s, %s: written in two ways", s.ID, f.name)
			}
			m, err := f.read("x", data)
			got, d := load(t, lib.Norms(), m, err)
			if len(d.Left) != 0 {
				t.Errorf("%s, %s: left out %v", s.ID, f.name, d.Left)
			}
			if len(got.Steps) != len(s.Steps) {
				t.Fatalf("%s, %s: %d steps of %d", s.ID, f.name, len(got.Steps), len(s.Steps))
			}
			for i, want := range s.Steps {
				st := got.Steps[i]
				if st.Title != want.Title || st.When.From != want.When.From || st.When.To != want.When.To || st.Question != want.Question || st.Notes != want.Notes {
					t.Errorf("%s, %s: the step comes back as %+v", want.ID, f.name, st)
				}
				if a, b := facts(got, st), facts(s, want); !reflect.DeepEqual(a, b) {
					t.Errorf("%s, %s: %q, want %q", want.ID, f.name, a, b)
				}
				if a, b := flows(got, st), flows(s, want); !reflect.DeepEqual(a, b) {
					t.Errorf("%s, %s: %q, want %q", want.ID, f.name, a, b)
				}
			}
		}
	}
}

// facts are texts, and ids and addresses that they rest on.
func facts(s *scenario.Scenario, st scenario.Step) (out [][]string) {
	for _, f := range st.Facts {
		line := []string{f.Text}
		for _, id := range f.Sources {
			x, _ := s.Source(id)
			line = append(line, id, x.URL)
		}
		out = append(out, line)
	}
	return out
}

func flows(s *scenario.Scenario, st scenario.Step) (out []string) {
	for _, f := range st.Flows {
		out = append(out, fmt.Sprintf("%v %v %s", s.Names(f.From), s.Names(f.To), f.Channel))
	}
	return out
}

func TestWhatIsLeftOutIsListed(t *testing.T) {
	for _, f := range forms() {
		s := content(t).Scenarios()[0]
		var b bytes.Buffer
		left, err := f.write(&b, s, s.Tracks[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, l := range left {
			names[l.Where] = true
		}
		for _, must := range []string{"title", "summary", "readings", "requests", "claims", "steps", "licence", "actors"} {
			if !names[must] {
				t.Errorf("%s: %s isn't listed: %v", f.name, must, left)
			}
		}
		for _, not := range []string{"notes", "question", "flows", "when"} {
			if names[not] {
				t.Errorf("%s: %s is listed, and yet carried", f.name, not)
			}
		}
		for _, st := range s.Steps {
			for _, r := range st.Readings {
				if bytes.Contains(b.Bytes(), []byte(r.Reason)) {
					t.Errorf("%s: a reading leaves", f.name)
				}
			}
		}
	}
}

// hostile is a scenario whose texts are formulas and escapes.
func hostile() *scenario.Scenario {
	cell := []string{"=HYPERLINK(\"http://x\")", "@SUM(A1);+cmd|' /C calc'!A0", "-1 _x0041_ _x005F_x000D_ \x1b[2J \u202e", "'quoted"}
	st := scenario.Step{ID: "st-1", Title: cell[0], Question: cell[1], Notes: cell[2] + "\n\n" + cell[0]}
	st.Facts = []scenario.Fact{{Text: cell[3], Sources: []string{"S1"}}, {Text: cell[0], Sources: []string{"S1"}}}
	st.Flows = []scenario.Flow{{From: []string{"a"}, To: []string{"a"}, Channel: "csirt"}}
	s := &scenario.Scenario{ID: "bad", Title: "&Abad", Steps: []scenario.Step{st}}
	s.Actors = []scenario.Actor{{ID: "a", Name: "+A"}}
	return s
}

func TestHostileCellsAreInert(t *testing.T) {
	s := hostile()
	table, err := csv.NewReader(bytes.NewReader(forms()[0].bytes(t, s, ""))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range table[1] {
		for l := range strings.SplitSeq(c, "\n") {
			for p := range strings.SplitSeq(l, ";") {
				if strings.ContainsAny(p[:min(1, len(p))], "=+-@\t\r") || strings.ContainsAny(p, "\x1b\u202e") {
					t.Errorf("a live cell: %q", c)
				}
			}
		}
	}
	data := forms()[1].bytes(t, s, "")
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, c := range []string{"C2", "D2", "E2", "H2", "I2"} {
		kind, err := book.GetCellType("MSEL", c)
		formula, _ := book.GetCellFormula("MSEL", c)
		link, _, _ := book.GetCellHyperLink("MSEL", c)
		if err != nil || kind != excelize.CellTypeSharedString || formula != "" || link {
			t.Errorf("%s is %v, formula %q, link %v, %v", c, kind, formula, link, err)
		}
	}
	for _, f := range forms() {
		m, err := f.read("x", f.bytes(t, s, ""))
		if err != nil {
			t.Fatal(err)
		}
		st := m.Steps[0]
		if st.Title != s.Steps[0].Title || st.Text[0].Text != "'quoted" || st.Question != s.Steps[0].Question ||
			st.Notes != "-1 _x0041_ _x005F_x000D_ ␛[2J ‹U+202E›\n\n"+s.Steps[0].Title {
			t.Errorf("%s: the texts come back as %+v", f.name, st)
		}
	}
}

// A list that somebody else made, with other names and more columns.
const foreign = "MSEL of the spring exercise;;;;;;;;\r\n" +
	";;;;;;;;\r\n" +
	"Event #;Event Time;Event;Synopsis;Responsible Controller;Intended Player;Delivery Method;Expected Player Action;Objective\r\n" +
	"1;09:15;A letter comes;\"- A letter comes.\r\n- It has a link.\";Jo;Bank; Team;Phone;Tell the CSIRT.;2\r\n"

func TestReadAForeignList(t *testing.T) {
	list := strings.Replace(foreign, "Bank; Team", `"Bank; Team"`, 1) + "PHASE 2;;;;;;;;\r\n1;2017-05-12 13:30;;=1+1;;;;;3\r\n2;2017-05-12/2017-05-13;x;;Jo;;csirt;;\r\n"
	m, err := msel.ReadCSV("x.csv", []byte(list))
	s, d := load(t, content(t).Norms(), m, err)
	if len(s.Steps) != 3 {
		t.Fatalf("%d steps", len(s.Steps))
	}
	one, two, three := s.Steps[0], s.Steps[1], s.Steps[2]
	if one.ID != "step-1" || one.Title != "A letter comes" || len(one.Facts) != 2 || one.Facts[1].Text != "It has a link." ||
		one.Question != "Tell the CSIRT." || one.Notes != "" ||
		one.When.From.String() != "2017" || one.When.Note != `REPLACE: when it happened; the list has "09:15"` || flows(s, one)[0] != "[Jo] [Bank Team] public" || one.Flows[0].What != "by Phone" {
		t.Errorf("%+v", one)
	}
	if two.ID != "step-1-2" || two.Title != "=1+1" || two.When.From.String() != "2017-05-12T13:30Z" || three.When.To.String() != "2017-05-13" || three.Flows[0].Channel != "csirt" {
		t.Errorf("%+v\n%+v", two, three)
	}
	var left []string
	for _, l := range d.Left {
		left = append(left, l.String())
	}
	want := []string{
		"row 1: what stands above the names of the columns", `row 4: the column "Objective" (in 2 places; this is the first)`,
		"row 5: a row with neither inject nor description",
	}
	if !reflect.DeepEqual(left, want) {
		t.Errorf("left out %q", left)
	}
	if got, want := d.Assumed, []draft.Left{{Where: "row 6", What: "times without a zone are taken as UTC; write the offset in the list if they aren't"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("assumed %q", got)
	}
	if got, want := d.Doubts, []draft.Left{{Where: "row 4", What: `the time "09:15" isn't understood; the step has none`}}; !reflect.DeepEqual(got, want) {
		t.Errorf("not understood %q", got)
	}
}

// Sources are what they are, with an id and an address or without.
func TestReadSources(t *testing.T) {
	m, err := msel.ReadCSV("x.csv", []byte("Inject,Description,Source\n"+
		"a,\"One. [S1]\nTwo. [S9]\",\"S1 https://a.example/1\nThe press, 3 May\"\nb,Three.,S1 https://b.example/\nc,Four.,\n"))
	s, d := load(t, content(t).Norms(), m, err)
	if len(d.Doubts) != 1 || d.Doubts[0].String() != "row 2: the text cites S9, and Source has no line that begins with S9 and an address" {
		t.Errorf("not understood %q", d.Doubts)
	}
	var got [][]string
	for _, st := range s.Steps {
		got = append(got, facts(s, st)...)
	}
	want := [][]string{
		{"One.", "S1", "https://a.example/1"}, {"Two. [S9]", "S1", "https://a.example/1", "S2", "https://example.org/"},
		{"Three.", "S3", "https://b.example/"}, {"Four.", "imported", "https://example.org/"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	if x, _ := s.Source("S2"); x.Title != "The press, 3 May" {
		t.Errorf("%+v", x)
	}
}

// A workbook's dates are numbers, and the list may be on any sheet.
func TestReadAForeignWorkbook(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for c, v := range map[string]any{"A1": "Notes of the team", "A2": "No list"} {
		if err := f.SetCellValue("Sheet1", c, v); err != nil {
			t.Fatal(err)
		}
	}
	f.NewSheet("List")
	for c, v := range map[string]any{"B3": "Time", "C3": "Inject title", "B4": 42867.5625, "C4": "First", "B5": 0.4, "C5": "Second", "B6": 42868, "C6": "Third"} {
		if err := f.SetCellValue("List", c, v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	m, err := msel.ReadXLSX("x.xlsx", b.Bytes())
	s, d := load(t, content(t).Norms(), m, err)
	var times []string
	for _, st := range s.Steps {
		times = append(times, st.When.From.String()+st.When.Note)
	}
	if want := []string{"2017-05-12T13:30Z", `2017REPLACE: when it happened; the list has "0.4"`, "2017-05-13"}; !reflect.DeepEqual(times, want) {
		t.Errorf("times %q", times)
	}
	if len(d.Left) != 1 || len(d.Assumed) != 1 || d.Left[0].String() != "sheet Sheet1: only the sheet with the list is read" {
		t.Errorf("left out %v", d.Left)
	}
}

func TestWhatIsWrongIsSaidWithItsPlace(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "\ufeff \n", "x:1:1: the file is empty; its first row names the columns, such as Time, Inject, Description, From, To"},
		{"no head", "a,b\n1,2\n", "x:1:1: no row names the columns; the first row needs at least Inject or Description and one more of Number, Time, Inject, "},
		{"no rows", "sep=;\nTime;Inject\n;\n", "x:3:1: there are no events below the names of the columns; write one in each row"},
		{"twice", "Time,Inject,Subject\n1,2,3", `x:1:13: a second column means the same as another: "Subject"; rename one of the two`},
		{"quote", "Time,Inject\n1,\"a\n", "x:2:6: the quotation marks don't pair up; "},
		{"Latin-1", "Time,Inject\n1,caf\xe9\n", `x:2:6: byte 0xe9 isn't UTF-8; save the table as "CSV UTF-8"`},
		{"UTF-16", "\xff\xfeT\x00", `x:1:1: this is no text in UTF-8; save the table as "CSV UTF-8"`},
		{"workbook", "PK\x03\x04", "x:1:1: this is a workbook or an archive; "},
	} {
		if m, err := msel.ReadCSV("x", []byte(c.in)); err == nil || !strings.HasPrefix(err.Error(), c.want) || !errors.As(err, new(document.Problems)) {
			t.Errorf("%s: %v, %v\nwant %s", c.name, m, err, c.want)
		}
	}
	for _, c := range []struct{ in, want string }{
		{"", "x:1:1: this is no workbook"}, {"PK\x03\x04 broken", "x:1:1: the workbook can't be opened"},
		{strings.Repeat("x", msel.MaxSize+1), "x:1:1: the file has more than 8 MB"},
	} {
		if m, err := msel.ReadXLSX("x", []byte(c.in)); err == nil || !strings.HasPrefix(err.Error(), c.want) || !errors.As(err, new(document.Problems)) {
			t.Errorf("%v, %v\nwant %s", m, err, c.want)
		}
	}
}

// More rows, columns and text than a list has aren't read, or are refused.
func TestLargeTables(t *testing.T) {
	var b strings.Builder
	b.WriteString("Inject,Description" + strings.Repeat(",x", 200) + "\n")
	for range 6000 {
		b.WriteString("a,b" + strings.Repeat(",", 200) + "\n")
	}
	m, err := msel.ReadCSV("x", []byte(b.String()))
	_, d := load(t, content(t).Norms(), m, err)
	said := fmt.Sprint(d.Left)
	for _, want := range []string{"columns beyond the first 100", "rows beyond the first 5000", "a draft takes 100"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q isn't said: %.300s", want, said)
		}
	}
	f := excelize.NewFile()
	defer f.Close()
	long := strings.Repeat("é", 16000)
	f.SetSheetRow("Sheet1", "A1", &[]any{"Time", "Inject"})
	for i := range 300 {
		f.SetCellStr("Sheet1", fmt.Sprintf("B%d", i+2), long)
	}
	var book bytes.Buffer
	if err := f.Write(&book); err != nil {
		t.Fatal(err)
	}
	if _, err := msel.ReadXLSX("x", book.Bytes()); err == nil || !strings.Contains(err.Error(), "too much text") {
		t.Errorf("%v", err)
	}
}

func FuzzReadCSV(f *testing.F) {
	norms := content(f).Norms()
	f.Add([]byte(foreign))
	f.Add(forms()[0].bytes(f, hostile(), ""))
	f.Add([]byte("Time\tInject\n2017\t'=x\n"))
	f.Fuzz(func(t *testing.T, data []byte) { anything(t, norms, msel.ReadCSV, data) })
}

func FuzzReadXLSX(f *testing.F) {
	norms := content(f).Norms()
	f.Add(forms()[1].bytes(f, hostile(), ""))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) { anything(t, norms, msel.ReadXLSX, data) })
}

// anything gives a scenario that checks, or problems with their places.
func anything(t *testing.T, norms *norm.Set, read func(string, []byte) (*draft.Material, error), data []byte) {
	m, err := read("x", data)
	var problems document.Problems
	switch {
	case errors.As(err, &problems):
		for _, p := range problems {
			if p.Line < 1 || p.Col < 1 || p.Message == "" {
				t.Errorf("a problem without a place: %v", p)
			}
		}
	default:
		load(t, norms, m, err)
	}
}
