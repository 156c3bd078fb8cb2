package journal

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
)

// soundFile returns the bytes of a closed journal with a few exercises.
func soundFile(t testing.TB) []byte {
	t.Helper()
	path := journalPath(t)
	s := openAt(t, path, Options{})
	for i := range 20 {
		w, err := s.Create(t.Context(), exerciseOf(fmt.Sprintf("e-%d", i)), []Document{documentOf("d", fmt.Sprint("text ", i))}, entriesFrom(1, 20))
		must(t, err)
		must(t, w.Close())
	}
	must(t, s.Close())
	file, err := os.ReadFile(path)
	must(t, err)
	return file
}

// made returns the bytes of a database that other statements make.
func made(t testing.TB, statements string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "made.db")
	db := raw(t, path)
	_, err := db.ExecContext(t.Context(), statements)
	must(t, err)
	must(t, db.Close())
	file, err := os.ReadFile(path)
	must(t, err)
	return file
}

func TestRefusedFiles(t *testing.T) {
	sound := soundFile(t)
	noise := make([]byte, 20_000)
	for i := range noise {
		noise[i] = byte(rand.Uint32())
	}
	scribbled := bytes.Clone(sound)
	copy(scribbled[4096:], noise[:8192])
	for name, test := range map[string]struct {
		file []byte
		err  error
	}{
		"random bytes":       {noise, ErrForeign},
		"a short text":       {[]byte("hello\n"), ErrForeign},
		"a long text":        {bytes.Repeat([]byte("hello\n"), 1000), ErrForeign},
		"another program's":  {made(t, "CREATE TABLE bookmarks (id)"), ErrForeign},
		"another, marked":    {made(t, "PRAGMA application_id = 7"), ErrForeign},
		"another, versioned": {made(t, "PRAGMA user_version = 7"), ErrForeign},
		"another with a log": {made(t, "PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (id)"), ErrForeign},
		"newer":              {made(t, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 7", applicationID)), ErrNewer},
		"cut in the header":  {sound[:50], ErrDamaged},
		"cut in a page":      {sound[:len(sound)-5000], ErrDamaged},
		"cut at a page":      {sound[:len(sound)-4096], ErrDamaged},
		"first page only":    {sound[:4096], ErrDamaged},
		"scribbled over":     {scribbled, ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			path := journalPath(t)
			must(t, os.WriteFile(path, test.file, 0o600))
			before := listing(t, path)
			s, err := Open(t.Context(), path, Options{})
			if err == nil {
				s.Close()
			}
			if !errors.Is(err, test.err) {
				t.Fatalf("got %v, want %v", err, test.err)
			}
			t.Log(err)
			if after := listing(t, path); after != before {
				t.Errorf("beside it there were %s, now there are %s", before, after)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, test.file) {
				t.Error("the file was altered")
			}
			s, err = OpenReadOnly(t.Context(), path)
			if name == "scribbled over" {
				// Reading looks no further than it must.
				if err == nil {
					_, err = s.Exercises(t.Context())
					s.Close()
				}
				if err != nil && !errors.Is(err, test.err) {
					t.Errorf("reading: got %v, want %v", err, test.err)
				}
				return
			}
			if !errors.Is(err, test.err) {
				t.Errorf("reading: got %v, want %v", err, test.err)
			}
		})
	}
}

// listing names what lies in the file's folder.
func listing(t testing.TB, path string) string {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	return fmt.Sprint(files)
}

// TestForeignDatabaseInUse makes sure that another program's log stays its
// own.
func TestForeignDatabaseInUse(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	other := raw(t, path)
	_, err := other.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	must(t, err)
	_, err = other.ExecContext(ctx, "CREATE TABLE bookmarks (id)")
	must(t, err)
	// As if it had been killed: its file is still empty, its log is not.
	orphan := journalPath(t)
	for _, end := range []string{"", "-wal"} {
		file, err := os.ReadFile(path + end)
		must(t, err)
		must(t, os.WriteFile(orphan+end, file, 0o600))
	}
	log, err := os.ReadFile(orphan + "-wal")
	must(t, err)
	if _, err := Open(ctx, orphan, Options{}); !errors.Is(err, ErrForeign) {
		t.Fatalf("got %v, want ErrForeign", err)
	}
	if after, err := os.ReadFile(orphan + "-wal"); err != nil || !bytes.Equal(log, after) {
		t.Error("its log was altered")
	}
}

func TestLogWithoutItsFile(t *testing.T) {
	for name, leave := range map[string]func(path string) error{
		"missing": func(string) error { return nil },
		"empty":   func(path string) error { return os.WriteFile(path, nil, 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			path := journalPath(t)
			must(t, os.WriteFile(path+"-wal", []byte("votes"), 0o600))
			must(t, leave(path))
			if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, ErrDamaged) {
				t.Errorf("got %v, want ErrDamaged", err)
			}
			if log, err := os.ReadFile(path + "-wal"); err != nil || string(log) != "votes" {
				t.Errorf("the log became %q, %v", log, err)
			}
		})
	}
}

func TestOddPlaces(t *testing.T) {
	ctx := t.Context()
	if _, err := Open(ctx, t.TempDir(), Options{}); !errors.Is(err, ErrForeign) {
		t.Errorf("a folder: got %v, want ErrForeign", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	if _, err := Open(ctx, filepath.Join(file, "x.db"), Options{}); !errors.Is(err, ErrIO) {
		t.Errorf("a file as folder: got %v, want ErrIO", err)
	}
	if _, err := OpenReadOnly(ctx, filepath.Join(t.TempDir(), "no", "x.db")); !errors.Is(err, ErrNoJournal) {
		t.Errorf("nothing there: got %v, want ErrNoJournal", err)
	}
	// An empty file is a journal that nobody has begun.
	if _, err := OpenReadOnly(ctx, file); !errors.Is(err, ErrNoJournal) {
		t.Errorf("an empty file: got %v, want ErrNoJournal", err)
	}
	openAt(t, file, Options{})

	path := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(file, path); err != nil {
		t.Skip("no links here")
	}
	w := begin(t, openAt(t, file, Options{}), "x")
	if _, err := openAt(t, path, Options{}).Acquire(ctx, "x"); !errors.Is(err, ErrInUse) {
		t.Errorf("through a link: got %v, want ErrInUse", err)
	}
	must(t, w.Close())
}

// TestFirstOpenTogether has several open a journal that isn't there yet.
func TestFirstOpenTogether(t *testing.T) {
	path := journalPath(t)
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			s, err := Open(t.Context(), path, Options{Wait: patience})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			w, err := s.Create(t.Context(), exerciseOf(fmt.Sprint("e-", i)), nil, entriesFrom(1, 1))
			if err != nil {
				t.Error(err)
				return
			}
			if err := w.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	list, err := openAt(t, path, Options{}).Exercises(t.Context())
	if err != nil || len(list) != 6 {
		t.Errorf("%d exercises, %v", len(list), err)
	}
}

func TestReadSchema(t *testing.T) {
	own, err := ownSchema()
	if err != nil || len(own) != newest {
		t.Errorf("this program knows %d formats, %v", len(own), err)
	}
	gap := fstest.MapFS{"s/0001_a.sql": {}, "s/0003_c.sql": {}}
	if _, err := readSchema(gap, "s"); err == nil {
		t.Error("a gap went unnoticed")
	}
}
