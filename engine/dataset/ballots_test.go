package dataset

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/exercise"
)

const titles = "step,norm,round,group,helped,latency,irrelevant,abstained,reason,delay,remark\n"

func (w *walk) ballots(table string, reveal bool) (*Ballots, error) {
	return ReadBallots(strings.NewReader(table), "b.csv", w.state, w.norms, reveal)
}

// take imports a table as the program does.
func (w *walk) take(table string, reveal bool) *Ballots {
	w.t.Helper()
	b, err := w.ballots(table, reveal)
	if err != nil {
		w.t.Fatal(err)
	}
	w.must(b.Commands...)
	return b
}

// faults are those of a table, as the facilitator reads them.
func (w *walk) faults(table string, reveal bool) string {
	w.t.Helper()
	b, err := w.ballots(table, reveal)
	var faults Faults
	if !errors.As(err, &faults) || b != nil {
		w.t.Fatalf("%q is taken in: %v", table, err)
	}
	return err.Error()
}

func TestBallotsAreRecorded(t *testing.T) {
	w := newWalk(t, exercise.Hands, func(u *exercise.Setup) { u.People = 10 })
	w.must(exercise.Enter{Step: w.step(3)})
	b := w.take(titles+
		"1,13(d),,government,5,2,,1,Legal Exposure,WEEKS,\"'=said; who\nsaid\"\n"+
		w.step(0)+",norm 4,1,,1,,,,,,\n"+
		"1,un-gge-2015/h,1,'=Youth,,,3,,,,'twas so\n"+
		"2,13h,1,,,,,,,,\n"+
		"2,h,,,11,,,,,,\n", false)
	want := []exercise.HandCount{
		{Group: "Government", Tally: exercise.Tally{Helped: 5, Latency: 2, Abstained: 1}, Reason: "legal exposure", Delay: "weeks", Note: "=said; who said"},
		{Tally: exercise.Tally{Helped: 1}},
	}
	if d := cmp.Diff(want, w.state.Votes(exercise.Item{Step: w.step(0), Norm: normD, Round: 1}).Hands); d != "" {
		t.Error(d)
	}
	want = []exercise.HandCount{{Group: "=Youth", Tally: exercise.Tally{Irrelevant: 3}, Note: "'twas so"}}
	if d := cmp.Diff(want, w.state.Votes(exercise.Item{Step: w.step(0), Norm: normH, Round: 1}).Hands); d != "" {
		t.Error(d)
	}
	if len(b.Notices) != 1 || !strings.Contains(b.Notices[0], "11 answers, and there were 10 people") {
		t.Errorf("notices %q", b.Notices)
	}
	if w.state.Current() != w.step(3) {
		t.Errorf("the room is at %s, and was at %s", w.state.Current(), w.step(3))
	}
	if st, _ := w.state.Step(w.step(0)); st.Phase != exercise.Voting {
		t.Errorf("unasked, the step is %s", st.Phase)
	}
}

func TestImportingTwiceDoesNothing(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	table := titles + "1,d,1,,5,2,,,,,\n1,d,2,,1,6,,,,,\n2,d,1,Academia,3,3,,,,,\n"
	// Interrupted anywhere, it goes on where it was.
	whole, err := w.ballots(table, true)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range whole.Commands {
		w := newWalk(t, exercise.Hands)
		w.must(whole.Commands[:cut]...)
		w.take(table, true)
		if got := w.state.Votes(exercise.Item{Step: w.step(0), Norm: normD, Round: 2}).Total; got != (exercise.Tally{Helped: 1, Latency: 6}) {
			t.Errorf("cut after %d: second round %+v", cut, got)
		}
		if st, _ := w.state.Step(w.step(1)); st.Phase != exercise.Discussing || st.Votes != 6 {
			t.Errorf("cut after %d: %+v", cut, st)
		}
		if again := w.take(table, true); len(again.Commands) > 0 || len(again.Counts) != 3 {
			t.Errorf("cut after %d: once more, %+v", cut, again)
		}
	}
}

func TestCountsAreReplacedWhileTheVoteIsOpen(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	w.take(titles+"1,d,1,,5,2,,,,,\n", false)
	if b := w.take(titles+"1,d,1,,6,2,,,,,\n", false); b.Replaced != 1 {
		t.Errorf("replaced %d", b.Replaced)
	}
	w.must(exercise.Reveal{Step: w.step(0)})
	got := w.faults(titles+"1,d,1,,7,2,,,,,\n", false)
	if want := "b.csv:2:round: round 1 of step 1 is revealed already, with other counts; resume the exercise and undo the reveal there, or write 2 in this column to count a vote after the discussion"; got != want {
		t.Error(got)
	}
	w.take(titles+"1,d,2,,7,2,,,,,\n", true)
	if got := w.faults(titles+"1,d,2,,8,2,,,,,\n1,d,1,,1,1,,,,,\n", true); strings.Count(got, "\n") != 1 || !strings.Contains(got, "both rounds") {
		t.Error(got)
	}
}

func TestStepsThatWereSkipped(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	w.must(exercise.Enter{Step: w.step(1)}, exercise.Skip{Step: w.step(1)})
	w.take(titles+"1,d,1,,5,2,,,,,\n", false)
	if st, _ := w.state.Step(w.step(1)); w.state.Current() != st.ID || st.Phase != exercise.Skipped {
		t.Errorf("the room was at a skipped step, and is at %s; the step is %s", w.state.Current(), st.Phase)
	}
	w.take(titles+"2,d,1,,5,2,,,,,\n", false)
	if st, _ := w.state.Step(w.step(1)); st.Votes != 7 {
		t.Errorf("a step that was asked after all: %+v", st)
	}
}

func TestEveryFaultIsSaid(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	before, _ := w.state.MarshalJSON()
	got := w.faults(titles+
		"9,d,1,,1,,,,,,\n"+
		",d,1,,1,,,,,,\n"+
		"wc-0l,d,1,,1,,,,,,\n"+
		"1,,1,,1,,,,,,\n"+
		"1,k,1,,1,,,,,,\n"+
		"1,zz,1,,1,,,,,,\n"+
		"1,d,3,Govern,1,,,,,,\n"+
		"1,d,1,,x,-1,1.5,99999999999999999999,,,\n"+
		"1,h,1,,100001,,,,tim,weks,"+strings.Repeat("é", 281)+"\n"+
		"\n"+
		"4,d,1,,0,0,0,0,,,\n"+
		"4,h,1,,,,,,,,why\n"+
		"2,d,1,,1,,,,,,\n"+
		"2,d,,,2,,,,,,\n"+
		"3,d,2,,2,,,,,,\n"+
		"2,d,2,,2,,,,,,\n"+
		"2,h,1,,2,,,,,,a,b\n"+
		"2,h,1,,2,,,,,,caf\xe9\n", false)
	want := []string{
		`:2:step: this exercise has no step "9"; write a number from 1 to 4, or an id such as ` + w.step(0),
		`:3:step: the step is missing; write a number from 1 to 4, or an id such as ` + w.step(0),
		`:4:step: this exercise has no step "wc-0l"; did you mean "` + w.step(0) + `"?`,
		`:5:norm: the norm is missing; write its id, or a name such as 13(h)`,
		`:6:norm: un-gge-2015/k is not on the table at step 1, where there are un-gge-2015/d, un-gge-2015/h; add it there with normwalk resume, or take the row out`,
		`:7:norm: unknown norm "zz"; `,
		`:8:round: "3" is no round; write 1, or 2 for the vote after the discussion`,
		`:8:group: this exercise has no group "Govern"; did you mean "Government"?`,
		`:9:helped: "x" is no number of people; write a whole number such as 12, or leave it empty for none`,
		`:9:latency: -1 is less than nobody; `,
		`:9:irrelevant: "1.5" is no number of people; `,
		`:9:abstained: "99999999999999999999" is more than fits in a room; `,
		`:10:helped: "100001" is more than fits in a room; `,
		`:10:reason: "tim" is no reason; did you mean "time"?`,
		`:10:delay: "weks" is no delay; did you mean "weeks"?`,
		`:10:remark: it has 281 characters, and at most 280 are kept; shorten it`,
		`:12:helped: nobody answered; `,
		`:13:helped: there are no counts, and yet a remark; `,
		`:15: the step, norm, round and group are those of row 14; keep one of the two`,
		`:16:round: round 1 of step 3 has no counts; `,
		`:17:round: round 1 of step 2 isn't revealed yet, and round 2 comes after that; reveal the step first, or add --reveal to do it on the way`,
		`:18: there are more cells than columns, from "b" on; `,
		`:19:remark: "caf?" has characters that can't be read; save the table as "CSV UTF-8"`,
	}
	lines := strings.Split(got, "\n")
	if len(lines) != len(want) {
		t.Errorf("%d faults, want %d:\n%s", len(lines), len(want), got)
	}
	for i := range min(len(lines), len(want)) {
		if !strings.HasPrefix(lines[i], "b.csv"+want[i]) {
			t.Errorf("got  %s\nwant b.csv%s", lines[i], want[i])
		}
	}
	if after, _ := w.state.MarshalJSON(); !bytes.Equal(before, after) {
		t.Error("a table with faults changed the state")
	}
}

func TestTablesAsProgramsWriteThem(t *testing.T) {
	const plain = titles + "1,13(d),1,,5,2,,,,,\"so; it was, said\"\"one\"\"\"\n2,13(d),1,,3,,,,,,\n"
	body := strings.ReplaceAll(plain, ",", ";")
	semicolons := strings.Replace(body, "\"so; it was; said", "\"so; it was, said", 1)
	for name, table := range map[string]string{
		"LF":              plain,
		"CR LF":           strings.ReplaceAll(plain, "\n", "\r\n"),
		"CR":              strings.ReplaceAll(plain, "\n", "\r"),
		"byte order mark": "\ufeff" + plain,
		"semicolons":      semicolons,
		"tabs":            strings.ReplaceAll(strings.ReplaceAll(plain, ",", "\t"), "was\t", "was,"),
		"Excel":           "\ufeffsep=;\r\n" + strings.ReplaceAll(semicolons, "\n", "\r\n"),
		"no last newline": strings.TrimRight(plain, "\n"),
		"blank lines":     strings.ReplaceAll(plain, "\n", "\n\n") + ",,,,,,,,,,\n",
		"capitals":        strings.ToUpper(titles) + strings.TrimPrefix(plain, titles),
		"empty columns":   strings.ReplaceAll(plain, "\n", ",,\n"),
	} {
		t.Run(name, func(t *testing.T) {
			w := newWalk(t, exercise.Hands)
			b := w.take(table, false)
			if len(b.Counts) != 2 || b.Counts[0].Remark != `so; it was, said"one"` {
				t.Errorf("got %+v", b.Counts)
			}
			if st, _ := w.state.Step(w.step(0)); st.Votes != 7 {
				t.Errorf("got %+v", st)
			}
		})
	}
	w := newWalk(t, exercise.Hands)
	reordered := w.take("irrelevant,latency,helped,about,norm,step\n1,2,3,whatever,13d,1\n", false)
	if got := reordered.Counts[0].Tally; got != (exercise.Tally{Helped: 3, Latency: 2, Irrelevant: 1}) {
		t.Errorf("columns in another order: %+v", got)
	}
}

func TestRowsAreThoseOfTheSpreadsheet(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	got := w.faults("sep=,\n"+titles+"1,d,1,,1,,,,,,\"two\nlines\"\n\n1,h,1,,x,,,,,,\n1,h,1,,\"1\"x,,,,,,\n2,h,1,,y,,,,,,\n", false)
	for i, at := range []string{"b.csv:5:helped:", "b.csv:6: the quotation marks don't pair up", "b.csv:7:helped:"} {
		if lines := strings.Split(got, "\n"); len(lines) != 3 || !strings.HasPrefix(lines[i], at) {
			t.Errorf("want %s in\n%s", at, got)
		}
	}
}

func TestFilesThatAreNoTable(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	for table, want := range map[string]string{
		"":                               "b.csv: the file is empty; ",
		" \n":                            "b.csv: the file is empty; ",
		",,\n,,":                         "b.csv: the file has no rows; ",
		"PK\x03\x04rest":                 "b.csv: this is a spreadsheet's own file; ",
		"\xff\xfes\x00t\x00":             "b.csv: this is no text in UTF-8; ",
		"step,nrom,helped\n":             "b.csv:1:nrom: there is no such column; did you mean \"norm\"?",
		"step,step,norm\n":               "b.csv:1:step: the column is there twice; ",
		"hello world\n":                  "b.csv:1:hello world: there is no such column; ",
		titles + "1,d,1,,\"1,,,,,,\n2\n": "b.csv:2: a quotation mark is never closed",
		strings.Repeat("x", maxSheet+1):  "b.csv: the file has more than 8 MB",
	} {
		if got := w.faults(table, false); !strings.HasPrefix(got, want) {
			t.Errorf("%.40q: got %s\nwant %s", table, got, want)
		}
	}
	many := titles + strings.Repeat("x,,,,1\n", 3000)
	if got := w.faults(many, false); strings.Count(got, "\n") != mostFaults || !strings.HasSuffix(got, "6000 in all; mend the ones above first") {
		t.Errorf("%d faults are said: …%s", strings.Count(got, "\n"), got[len(got)-80:])
	}
	if _, err := ReadBallots(broken{}, "b.csv", w.state, w.norms, false); !errors.Is(err, errFull) {
		t.Errorf("a broken disk: %v", err)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errFull }

func TestExercisesThatTakeNoCounts(t *testing.T) {
	solo, ended := newWalk(t, exercise.Solo), newWalk(t, exercise.Hands)
	ended.must(exercise.Finish{})
	for want, w := range map[error]*walk{exercise.ErrMode: solo, exercise.ErrFinished: ended, exercise.ErrNotOpen: {state: &exercise.State{}, norms: solo.norms}} {
		if _, err := w.ballots(titles, false); !errors.Is(err, want) {
			t.Errorf("got %v, want %v", err, want)
		}
		if err := WriteTemplate(&bytes.Buffer{}, w.state, solo.scenario, w.norms); !errors.Is(err, want) {
			t.Errorf("template: got %v, want %v", err, want)
		}
	}
}
