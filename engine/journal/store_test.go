package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestKeepsWhatItIsGiven(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "new", "folder", "ä b?c#d%41.db")
	s := openAt(t, path, Options{})
	documents := []Document{
		documentOf("wannacry-2017", "schema = 1\n"),
		documentOf("bytes", "\xff\x00\xfe"),
		documentOf("empty", ""),
		documentOf("again", "schema = 1\n"),
	}
	w, err := s.Create(ctx, exerciseOf("a-1"), documents, entriesFrom(1, 2))
	must(t, err)
	local := time.FixedZone("CET", 3600)
	more := []Entry{
		{Seq: 3, At: noon.Add(time.Hour).In(local), Kind: "nul \x00 and \u2028", Data: json.RawMessage("{ \"a\" : \"<&>\u2028\",\n\"n\": 12345678901234567890 }")},
		{Seq: 4, At: noon.Add(-time.Hour), Kind: "", Data: json.RawMessage("null")},
	}
	progress := Progress{Finished: true, Step: "wc-02", Done: 3, Total: 16}
	must(t, w.Append(ctx, more, progress))
	must(t, w.Append(ctx, nil, progress))
	must(t, w.Close())
	must(t, w.Close())
	must(t, s.Close())
	must(t, s.Close())

	s = openAt(t, path, Options{})
	want := exerciseOf("a-1")
	want.Progress = progress
	want.Changed = noon.Add(time.Hour)
	want.Entries = 4
	for _, d := range documents {
		want.Documents = append(want.Documents, d.Hash)
	}
	list, err := s.Exercises(ctx)
	must(t, err)
	if diff := cmp.Diff([]Exercise{want}, list); diff != "" {
		t.Error(diff)
	}
	more[0].At = more[0].At.UTC()
	more[0].Data = json.RawMessage("{\"a\":\"<&>\u2028\",\"n\":12345678901234567890}")
	entries, err := s.Entries(ctx, "a-1")
	must(t, err)
	if diff := cmp.Diff(append(entriesFrom(1, 2), more...), entries); diff != "" {
		t.Error(diff)
	}
	if entries[2].At.Location() != time.UTC {
		t.Errorf("times come back in %v", entries[2].At.Location())
	}
	kept, err := s.Documents(ctx, "a-1")
	must(t, err)
	if diff := cmp.Diff(documents, kept); diff != "" {
		t.Error(diff)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for name, want := range map[string]os.FileMode{s.Path(): 0o600, s.Path() + "-wal": 0o600, s.Path() + "-shm": 0o600, filepath.Dir(s.Path()): 0o700, s.Path() + ".locks": 0o700, s.Path() + ".locks/a-1.lock": 0o600} {
		info, err := os.Stat(name)
		must(t, err)
		if info.Mode().Perm() != want {
			t.Errorf("%s has the mode %v, want %v", name, info.Mode().Perm(), want)
		}
	}
}

func TestFindsByPrefix(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	for i, id := range []string{"ab", "abc", "abd", "b-1"} {
		e := exerciseOf(id)
		e.Opened = noon.Add(time.Duration(i) * time.Nanosecond)
		w, err := s.Create(ctx, e, nil, nil)
		must(t, err)
		must(t, w.Close())
	}
	for _, test := range []struct {
		ask, want string
		err       error
	}{
		{"ab", "ab", nil},
		{"abc", "abc", nil},
		{"b", "b-1", nil},
		{"a", "", ErrAmbiguous},
		{"c", "", ErrUnknown},
		{"", "", ErrUnknown},
		{"A%", "", ErrUnknown},
	} {
		e, err := s.Exercise(ctx, test.ask)
		if e.ID != test.want || !errors.Is(err, test.err) {
			t.Errorf("%q finds %q, %v; want %q, %v", test.ask, e.ID, err, test.want, test.err)
		}
	}
	list, err := s.Exercises(ctx)
	must(t, err)
	var ids []string
	for _, e := range list {
		ids = append(ids, e.ID)
	}
	if diff := cmp.Diff([]string{"b-1", "abd", "abc", "ab"}, ids); diff != "" {
		t.Error(diff)
	}
}

func TestRefusesWhatItCannotKeep(t *testing.T) {
	deep := strings.Repeat("[", 9_999) + strings.Repeat("]", 9_999)
	document := func(change func(*Document)) []Document {
		d := documentOf("d", "x")
		change(&d)
		return []Document{d}
	}
	entry := func(change func(*Entry)) []Entry {
		e := entriesFrom(1, 2)
		change(&e[1])
		return e
	}
	for name, test := range map[string]struct {
		exercise  Exercise
		documents []Document
		entries   []Entry
		err       error
	}{
		"no id":          {exerciseOf(""), nil, nil, ErrInvalid},
		"a path as id":   {exerciseOf("../x"), nil, nil, ErrInvalid},
		"a long id":      {exerciseOf(strings.Repeat("x", 65)), nil, nil, ErrInvalid},
		"a broken title": {Exercise{ID: "x", Title: "\xff"}, nil, nil, ErrInvalid},
		"a far year":     {Exercise{ID: "x", Opened: time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC)}, nil, nil, ErrInvalid},
		"wrong hash":     {exerciseOf("x"), document(func(d *Document) { d.Hash = Hash(nil) }), nil, ErrInvalid},
		"upper hash":     {exerciseOf("x"), document(func(d *Document) { d.Hash = strings.ToUpper(d.Hash) }), nil, ErrInvalid},
		"broken name":    {exerciseOf("x"), document(func(d *Document) { d.Name = "\xff" }), nil, ErrInvalid},
		"huge document":  {exerciseOf("x"), []Document{documentOf("x", strings.Repeat("\x00", maxLine/6))}, nil, ErrInvalid},
		"no data":        {exerciseOf("x"), nil, entry(func(e *Entry) { e.Data = nil }), ErrInvalid},
		"no JSON":        {exerciseOf("x"), nil, entry(func(e *Entry) { e.Data = json.RawMessage("{") }), ErrInvalid},
		"deep JSON":      {exerciseOf("x"), nil, entry(func(e *Entry) { e.Data = json.RawMessage(deep) }), ErrInvalid},
		"broken JSON":    {exerciseOf("x"), nil, entry(func(e *Entry) { e.Data = json.RawMessage("\"\xff\"") }), ErrInvalid},
		"broken kind":    {exerciseOf("x"), nil, entry(func(e *Entry) { e.Kind = "\xff" }), ErrInvalid},
		"a gap":          {exerciseOf("x"), nil, entry(func(e *Entry) { e.Seq = 3 }), ErrConflict},
		"from 0":         {exerciseOf("x"), nil, entriesFrom(0, 1), ErrConflict},
	} {
		t.Run(name, func(t *testing.T) {
			s := openAt(t, journalPath(t), Options{})
			w, err := s.Create(t.Context(), test.exercise, test.documents, test.entries)
			if !errors.Is(err, test.err) {
				t.Fatalf("got %v, want %v", err, test.err)
			}
			if w != nil {
				t.Error("it gave a writer all the same")
			}
			if list, err := s.Exercises(t.Context()); err != nil || len(list) > 0 {
				t.Errorf("it kept %v, %v", list, err)
			}
		})
	}
}

func TestAppendKeepsTheOrder(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	w := begin(t, s, "x")
	for name, entries := range map[string][]Entry{
		"taken": entriesFrom(2, 1),
		"gap":   entriesFrom(4, 1),
		"twice": append(entriesFrom(3, 1), entriesFrom(3, 1)...),
	} {
		if err := w.Append(ctx, entries, Progress{Step: "lost"}); !errors.Is(err, ErrConflict) {
			t.Errorf("%s: got %v, want ErrConflict", name, err)
		}
	}
	if err := w.Append(ctx, nil, Progress{Step: "\xff"}); !errors.Is(err, ErrInvalid) {
		t.Errorf("a broken step: got %v, want ErrInvalid", err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := w.Append(ended, entriesFrom(3, 1), Progress{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	e, err := s.Exercise(ctx, "x")
	must(t, err)
	if e.Entries != 2 || e.Progress != exerciseOf("x").Progress {
		t.Errorf("a refused Append left its traces: %+v", e)
	}
	must(t, w.Append(ctx, entriesFrom(3, 1), Progress{}))
	must(t, w.Close())
	if err := w.Append(ctx, entriesFrom(4, 1), Progress{}); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

func TestClosedStore(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	w := begin(t, s, "x")
	must(t, s.Close())
	for name, err := range map[string]error{
		"Append":  w.Append(ctx, entriesFrom(3, 1), Progress{}),
		"Remove":  s.Remove(ctx, "x"),
		"Entries": func() error { _, err := s.Entries(ctx, "x"); return err }(),
		"Acquire": func() error { _, err := s.Acquire(ctx, "x"); return err }(),
		"Create":  func() error { _, err := s.Create(ctx, exerciseOf("y"), nil, nil); return err }(),

		"Secret":        func() error { _, _, err := s.Secret(ctx, "x", "code"); return err }(),
		"KeepSecret":    func() error { _, err := s.KeepSecret(ctx, "x", "code", nil); return err }(),
		"ReplaceSecret": s.ReplaceSecret(ctx, "x", "code", nil),
	} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s: got %v, want ErrClosed", name, err)
		}
	}
}

func TestRemoveKeepsWhatOthersUse(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	must(t, begin(t, s, "one").Close())
	w, err := s.Create(ctx, exerciseOf("two"), []Document{documentOf("wannacry-2017", "schema = 1\n"), documentOf("only", "two")}, entriesFrom(1, 3))
	must(t, err)
	if err := s.Remove(ctx, "two"); !errors.Is(err, ErrInUse) {
		t.Fatalf("got %v, want ErrInUse", err)
	}
	must(t, w.Close())
	must(t, s.Remove(ctx, "two"))
	if err := s.Remove(ctx, "two"); !errors.Is(err, ErrUnknown) {
		t.Errorf("got %v, want ErrUnknown", err)
	}
	if d, err := s.Documents(ctx, "one"); err != nil || len(d) != 1 {
		t.Errorf("the other exercise has %v, %v", d, err)
	}
	for table, want := range map[string]int{"exercise": 1, "entry": 2, "document": 1, "body": 1} {
		var n int
		must(t, s.read.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n))
		if n != want {
			t.Errorf("%s has %d rows, want %d", table, n, want)
		}
	}
	must(t, s.Remove(ctx, "one"))
}

func TestUnknownExercise(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	for _, id := range []string{"x", "../x", ""} {
		for name, err := range map[string]error{
			"Entries":   func() error { _, err := s.Entries(ctx, id); return err }(),
			"Documents": func() error { _, err := s.Documents(ctx, id); return err }(),
			"Acquire":   func() error { _, err := s.Acquire(ctx, id); return err }(),
			"Remove":    s.Remove(ctx, id),
			"Export":    s.Export(ctx, id, nil),
		} {
			if !errors.Is(err, ErrUnknown) {
				t.Errorf("%s(%q): got %v, want ErrUnknown", name, id, err)
			}
		}
	}
	if _, err := os.Stat(s.Path() + ".locks"); err == nil {
		t.Error("asking for an unknown exercise made a lock")
	}
}

// TestDamagedRows changes what SQLite can't know to be wrong.
func TestDamagedRows(t *testing.T) {
	for name, damage := range map[string]string{
		"text changed":  "UPDATE body SET body = x'00'",
		"text lost":     "PRAGMA foreign_keys = 0; DELETE FROM body",
		"entry lost":    "DELETE FROM entry WHERE seq = 1",
		"entry lost 2":  "DELETE FROM entry WHERE seq = 2",
		"time broken":   "UPDATE entry SET at = 'yesterday'",
		"opened broken": "UPDATE exercise SET opened = ''",
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			s := openAt(t, journalPath(t), Options{})
			begin(t, s, "x")
			_, err := s.write.ExecContext(ctx, damage)
			must(t, err)
			var out strings.Builder
			if err := s.Export(ctx, "x", &out); !errors.Is(err, ErrDamaged) {
				t.Errorf("got %v, want ErrDamaged", err)
			}
		})
	}
}

// raw opens the file as another program would.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	must(t, err)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

func TestLockedByAnotherProgram(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	s := openAt(t, path, Options{Wait: 50 * time.Millisecond})
	w := begin(t, s, "x")
	other := raw(t, path)
	_, err := other.ExecContext(ctx, "BEGIN IMMEDIATE")
	must(t, err)
	if err := w.Append(ctx, entriesFrom(3, 1), Progress{}); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
	if _, err := Open(ctx, path, Options{Wait: 50 * time.Millisecond}); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
	if _, err := s.Entries(ctx, "x"); err != nil {
		t.Errorf("reading goes on while somebody writes: %v", err)
	}
	_, err = other.ExecContext(ctx, "ROLLBACK")
	must(t, err)
	must(t, w.Append(ctx, entriesFrom(3, 1), Progress{}))
}
