package journal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// written returns an archive as Export writes it.
func written(t testing.TB, a Archive) []byte {
	t.Helper()
	r, err := newRecord(a.Exercise, a.Documents, a.Entries)
	must(t, err)
	var out bytes.Buffer
	must(t, r.writeTo(&out))
	return out.Bytes()
}

func TestExportAndImport(t *testing.T) {
	ctx := t.Context()
	first, second := openAt(t, journalPath(t), Options{}), openAt(t, journalPath(t), Options{})
	a := oldExercise()
	imported, err := first.Import(ctx, &a)
	must(t, err)
	w, err := first.Acquire(ctx, a.Exercise.ID)
	must(t, err)
	must(t, w.Append(ctx, entriesFrom(6, 3), Progress{Finished: true, Step: "end", Done: 16, Total: 16}))

	var out, again bytes.Buffer
	must(t, first.Export(ctx, a.Exercise.ID, &out)) // while it is in use
	read, err := ReadArchive(bytes.NewReader(out.Bytes()))
	must(t, err)
	taken, err := second.Import(ctx, read)
	must(t, err)
	must(t, second.Export(ctx, a.Exercise.ID, &again))
	if diff := cmp.Diff(out.String(), again.String()); diff != "" {
		t.Error(diff)
	}
	want, err := first.Exercise(ctx, a.Exercise.ID)
	must(t, err)
	got, err := second.Exercise(ctx, a.Exercise.ID)
	must(t, err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for name, e := range map[string]Exercise{"ReadArchive": read.Exercise, "Import": taken} {
		if diff := cmp.Diff(want, e); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if imported.Entries != 5 {
		t.Errorf("the first import tells of %d entries", imported.Entries)
	}

	_, err = second.Import(ctx, read)
	if !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), "identical") {
		t.Errorf("got %v, want ErrExists that tells it is identical", err)
	}
	read.Exercise.Title = "another"
	_, err = second.Import(ctx, read)
	if !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), "not the same") {
		t.Errorf("got %v, want ErrExists that tells it is another", err)
	}
	if after, err := second.Exercise(ctx, a.Exercise.ID); err != nil || cmp.Diff(got, after) != "" {
		t.Errorf("the exercise in the journal changed to %+v, %v", after, err)
	}
	read.Documents[0].Body = []byte("other")
	if _, err := second.Import(ctx, read); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want ErrInvalid", err)
	}
}

// A fullWriter fails after some bytes, as a disk does.
type fullWriter struct{ room int }

func (w *fullWriter) Write(p []byte) (int, error) {
	if w.room -= len(p); w.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

func TestExportThatCannotBeWritten(t *testing.T) {
	s := openAt(t, journalPath(t), Options{})
	a := oldExercise()
	_, err := s.Import(t.Context(), &a)
	must(t, err)
	for _, room := range []int{0, 100} {
		if err := s.Export(t.Context(), a.Exercise.ID, &fullWriter{room: room}); !errors.Is(err, ErrIO) {
			t.Errorf("got %v, want ErrIO", err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Export(ended, a.Exercise.ID, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestRefusedArchives(t *testing.T) {
	file, err := os.ReadFile(oldArchive)
	must(t, err)
	text := string(file)
	lines := strings.SplitAfter(text, "\n")
	join := func(numbers ...int) string { // from 1
		var b strings.Builder
		for _, n := range numbers {
			b.WriteString(lines[n-1])
		}
		return b.String()
	}
	replace := func(from, to string) string {
		changed := strings.Replace(text, from, to, 1)
		if changed == text {
			t.Fatalf("there is no %s", from)
		}
		return changed
	}
	for name, test := range map[string]struct{ text, want string }{
		"empty":            {"", "archive:1:1: the file is empty"},
		"a text":           {"hello\n", "archive:1:1: this is not an exported exercise"},
		"other JSON":       {"{\"format\":\"x\"}\n", "archive:1:1: this is not an exported exercise"},
		"newer":            {replace(`"version":1`, `"version":2`), "archive:1:31: written by a newer normwalk (version 2, this one knows 1)"},
		"older":            {replace(`"version":1`, `"version":0`), "archive:1:41: the line is not as normwalk writes it"},
		"a bad id":         {replace("kept-1", "../x"), `archive:1:43: "../x" can't be an exercise's id`},
		"unknown key":      {replace(`"mode"`, `"mood":1,"mode"`), "archive:1:"},
		"spelling":         {replace(`"mode"`, `"Mode"`), "archive:1:123: the line is not as normwalk writes it"},
		"a space":          {replace(`{"entry":`, `{ "entry":`), "archive:4:2: the line is not as normwalk writes it"},
		"a time zone":      {replace("12:00:01.123456789Z", "13:00:01.123456789+01:00"), "archive:4:"},
		"no time":          {replace("2026-11-21T12:00:01", "yesterday"), "archive:4:1: the line can't be understood"},
		"wrong type":       {replace(`"seq":1`, `"seq":"1"`), "archive:4:"},
		"not JSON":         {replace(`{"entry":{"seq":2`, `{"entry":{"seq";2`), "archive:5:16: the line can't be understood"},
		"neither":          {replace(`{"entry"`, `{"vote"`), "archive:4:1: the line is neither"},
		"both":             {replace(`{"entry":{"seq":1`, `{"end":{},"entry":{"seq":1`), "archive:4:1: the line is neither"},
		"an empty line":    {replace("\n", "\n\n"), "archive:2:"},
		"Windows lines":    {strings.ReplaceAll(text, "\n", "\r\n"), "archive:1:265: the line ends as Windows text does"},
		"wrong hash":       {replace("schema = 1", "schema = 2"), `archive:2:14: the text of document "wannacry-2017" has the hash`},
		"changed data":     {replace(`"n":3`, `"n":4`), "archive:9:35: the file has the hash"},
		"a gap":            {join(1, 2, 3, 4, 6, 7, 8, 9), "archive:5:11: entry 3 stands where entry 2 is due"},
		"twice":            {join(1, 2, 3, 4, 4), "archive:5:11: entry 1 stands where entry 2 is due"},
		"document lost":    {join(1, 2, 4, 5, 6, 7, 8, 9), "archive:8:9: there are 1 documents where there should be 2"},
		"last entry lost":  {join(1, 2, 3, 4, 5, 6, 7, 9), "archive:8:23: there are 4 entries where there should be 5"},
		"out of order":     {join(1, 2, 4, 3), "archive:4:1: a document stands among the entries"},
		"no end":           {join(1, 2, 3, 4, 5, 6, 7, 8), "archive:9:1: the file ends before the exercise does"},
		"cut in a line":    {text[:600], "archive:4:2: the file ends before the exercise does"},
		"cut at the end":   {text[:len(text)-1], "archive:9:112: the file ends before the exercise does"},
		"followed by more": {text + "\n", "archive:10:1: something follows"},
		"two in one":       {text + text, "archive:10:1: something follows"},
		"a long line":      {strings.Repeat("x", maxLine+1), "archive:1:8388608: the line is longer than 8 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := ReadArchive(strings.NewReader(test.text))
			if !errors.Is(err, ErrArchive) || a != nil {
				t.Fatalf("got %v, %v; want ErrArchive", a, err)
			}
			if !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s…", err, test.want)
			}
			if (name == "newer") != errors.Is(err, ErrNewer) {
				t.Errorf("ErrNewer: %v", err)
			}
		})
	}
	for at := range text {
		if _, err := ReadArchive(strings.NewReader(text[:at])); !errors.Is(err, ErrArchive) {
			t.Fatalf("cut after %d bytes: got %v, want ErrArchive", at, err)
		}
	}
	broken := io.MultiReader(strings.NewReader(text[:600]), iotest.ErrReader(errors.New("stick pulled out")))
	if _, err := ReadArchive(broken); !errors.Is(err, ErrIO) {
		t.Errorf("got %v, want ErrIO", err)
	}
}

// TestLargestLine keeps, exports and reads the largest document there can be.
func TestLargestLine(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	frame, err := encodeLine(documentLine(documentOf("d", "")))
	must(t, err)
	d := documentOf("d", strings.Repeat("x", maxLine-len(frame)))
	w, err := s.Create(ctx, exerciseOf("x"), []Document{d}, nil)
	must(t, err)
	must(t, w.Close())
	var out bytes.Buffer
	must(t, s.Export(ctx, "x", &out))
	if _, err := ReadArchive(&out); err != nil {
		t.Error(err)
	}
	d = documentOf("d", string(d.Body)+"x")
	if _, err := s.Create(ctx, exerciseOf("y"), []Document{d}, nil); !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v, want ErrInvalid", err)
	}
}

// FuzzReadArchive makes sure that no input brings it down, and that what it
// accepts means just that: written again, it gives the same bytes.
func FuzzReadArchive(f *testing.F) {
	file, err := os.ReadFile(oldArchive)
	must(f, err)
	f.Add(file)
	f.Add(written(f, Archive{Exercise: exerciseOf("x")}))
	f.Add(bytes.ReplaceAll(file, []byte("\n"), []byte("\r\n")))
	f.Add(file[:600])
	f.Fuzz(func(t *testing.T, file []byte) {
		// The mutator never hits upon a hash, so each input is tried with
		// the right one too.
		for _, file := range [][]byte{file, sealed(file)} {
			a, err := ReadArchive(bytes.NewReader(file))
			if err != nil {
				if !errors.Is(err, ErrArchive) || a != nil {
					t.Fatalf("got %v, %v", a, err)
				}
				continue
			}
			if again := written(t, *a); !bytes.Equal(file, again) {
				t.Fatalf("read\n%q\nwrote\n%q", file, again)
			}
		}
	})
}

// sealed replaces the last line by one that fits the others.
func sealed(file []byte) []byte {
	lines := bytes.SplitAfter(file, []byte("\n"))
	x := newExporter(io.Discard)
	var out bytes.Buffer
	for _, l := range lines {
		if bytes.HasPrefix(l, []byte(`{"end":`)) || !bytes.HasSuffix(l, []byte("\n")) {
			break
		}
		if bytes.HasPrefix(l, []byte(`{"document":`)) {
			x.seen.Documents++
		}
		if bytes.HasPrefix(l, []byte(`{"entry":`)) {
			x.seen.Entries++
		}
		x.sum.Write(l)
		out.Write(l)
	}
	x.w = &out
	if err := x.end(); err != nil {
		panic(err)
	}
	return out.Bytes()
}
