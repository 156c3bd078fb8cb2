package journal

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The files in testdata are what format 1 and archive version 1 are: they
// are made once and then kept, because people have files like them.
var update = flag.Bool("update", false, "make the files in testdata anew")

const (
	oldJournal = "testdata/format-1.db"
	oldArchive = "testdata/version-1.jsonl"
)

// oldExercise is what the files in testdata hold.
func oldExercise() Archive {
	e := exerciseOf("kept-1")
	e.Title = "WannaCry: <Übung> & \u2028"
	return Archive{
		Exercise:  e,
		Documents: []Document{documentOf("wannacry-2017", "schema = 1\n"), documentOf("bytes", "\xff\x00")},
		Entries:   entriesFrom(1, 5),
	}
}

func TestMakeTestdata(t *testing.T) {
	if !*update {
		t.Skip("only with -update")
	}
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := open(t.Context(), path, Options{}, formats(t, 1))
	must(t, err)
	defer s.Close()
	a := oldExercise()
	_, err = s.Import(t.Context(), &a)
	must(t, err)
	var out bytes.Buffer
	must(t, s.Export(t.Context(), "kept-1", &out))
	must(t, os.WriteFile(oldArchive, out.Bytes(), 0o644))
	must(t, s.Close())
	file, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(oldJournal, file, 0o644))
}

// oldCopy returns the path of a fresh copy of the journal of format 1.
func oldCopy(t *testing.T) (path string, file []byte) {
	t.Helper()
	file, err := os.ReadFile(oldJournal)
	must(t, err)
	path = journalPath(t)
	must(t, os.WriteFile(path, file, 0o600))
	return path, file
}

// holdsOld makes sure that a journal holds what testdata's does.
func holdsOld(t *testing.T, s *Store) {
	t.Helper()
	var out bytes.Buffer
	must(t, s.Export(t.Context(), "kept-1", &out))
	want, err := os.ReadFile(oldArchive)
	must(t, err)
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestOldFilesAreStillRead(t *testing.T) {
	path, _ := oldCopy(t)
	s := openAt(t, path, Options{})
	holdsOld(t, s)
	want, err := os.ReadFile(oldArchive)
	must(t, err)
	a, err := ReadArchive(bytes.NewReader(want))
	must(t, err)
	if _, err := s.Import(t.Context(), a); !errors.Is(err, ErrExists) {
		t.Errorf("got %v, want ErrExists", err)
	}
	s = openAt(t, journalPath(t), Options{})
	_, err = s.Import(t.Context(), a)
	must(t, err)
	holdsOld(t, s)
}

// formats returns the first n formats: what an older program knows.
func formats(t *testing.T, n int) schema {
	t.Helper()
	own, err := ownSchema()
	must(t, err)
	return own[:n:n]
}

// newest is the format this program brings a journal to.
const newest = 3

// later returns the schema with a made-up format behind the newest.
func later(t *testing.T, sql string) schema {
	t.Helper()
	return append(formats(t, newest), migration{name: "0004_made_up.sql", sql: sql})
}

// TestMigratesFormat1 has the format without secrets.
func TestMigratesFormat1(t *testing.T) {
	ctx := t.Context()
	path, file := oldCopy(t)
	_, err := OpenReadOnly(ctx, path)
	if !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), "format (1, this normwalk needs 3)") {
		t.Errorf("reading: got %v, want ErrReadOnly that tells the formats", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(file, after) {
		t.Error("reading altered the file")
	}

	// Several at once make one copy.
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			s, err := Open(ctx, path, Options{Wait: patience})
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	copies, err := filepath.Glob(path + ".*.bak")
	must(t, err)
	if diff := cmp.Diff([]string{path + ".format-1.bak"}, copies); diff != "" {
		t.Fatal(diff)
	}

	s := openAt(t, path, Options{})
	holdsOld(t, s)
	if value, ok, err := s.Secret(ctx, "kept-1", "code"); ok || err != nil {
		t.Errorf("it has a secret %q, %v", value, err)
	}
	for _, owner := range []string{"", "kept-1"} {
		_, err := s.KeepSecret(ctx, owner, "code", []byte("x"))
		must(t, err)
	}
	holdsOld(t, s)
	must(t, s.Close())
	reader, err := OpenReadOnly(ctx, path)
	must(t, err)
	holdsOld(t, reader)
	must(t, reader.Close())

	older := formats(t, 1)
	if _, err := open(ctx, path, Options{}, older); !errors.Is(err, ErrNewer) {
		t.Errorf("the older program: got %v, want ErrNewer", err)
	}
	backup, err := open(ctx, copies[0], Options{}, older)
	must(t, err)
	holdsOld(t, backup)
	must(t, backup.Close())
}

func TestMigrates(t *testing.T) {
	ctx := t.Context()
	path, file := oldCopy(t)
	taken := path + ".format-1.bak"
	must(t, os.WriteFile(taken, []byte("an earlier copy"), 0o600))
	next := later(t, "ALTER TABLE exercise ADD COLUMN place TEXT NOT NULL DEFAULT 'room'; CREATE TABLE more (x ANY) STRICT")

	if _, err := openReadOnly(ctx, path, next); !errors.Is(err, ErrReadOnly) {
		t.Errorf("reading an older format: got %v, want ErrReadOnly", err)
	}
	s, err := open(ctx, path, Options{}, next)
	must(t, err)
	holdsOld(t, s)
	var place string
	must(t, s.read.QueryRowContext(ctx, "SELECT place FROM exercise").Scan(&place))
	must(t, s.Close())
	s, err = open(ctx, path, Options{}, next) // and no second copy
	must(t, err)
	must(t, s.Close())

	if _, err := Open(ctx, path, Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("the older program: got %v, want ErrNewer", err)
	}
	if earlier, err := os.ReadFile(taken); err != nil || string(earlier) != "an earlier copy" {
		t.Errorf("the earlier copy became %q, %v", earlier, err)
	}
	copies, err := filepath.Glob(path + ".*.bak")
	must(t, err)
	if diff := cmp.Diff([]string{path + ".format-1.2.bak", taken}, copies); diff != "" {
		t.Fatal(diff)
	}
	info, err := os.Stat(copies[0])
	must(t, err)
	if info.Mode().Perm()&0o077 != 0 || info.Size() < int64(len(file))/2 {
		t.Errorf("the copy has %v and %d bytes", info.Mode(), info.Size())
	}
	backup := openAt(t, copies[0], Options{})
	holdsOld(t, backup)
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	ctx := t.Context()
	path, file := oldCopy(t)
	before := listing(t, path)
	next := later(t, "ALTER TABLE exercise ADD COLUMN place TEXT; DELETE FROM entry; INSERT INTO nowhere VALUES (1)")
	_, err := open(ctx, path, Options{}, next)
	if !errors.Is(err, ErrDamaged) {
		t.Fatalf("got %v, want ErrDamaged", err)
	}
	t.Log(err)
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(file, after) {
		t.Error("the file was altered")
	}
	if left := listing(t, path); left != before {
		t.Errorf("beside it there are now %s", left)
	}
	holdsOld(t, openAt(t, path, Options{}))
}

// TestMigratesWhatIsStillInTheLog takes the copy from a journal that was not
// closed: its last entries are not in the file yet.
func TestMigratesWhatIsStillInTheLog(t *testing.T) {
	ctx := t.Context()
	path, _ := oldCopy(t)
	s := openAt(t, path, Options{})
	w, err := s.Acquire(ctx, "kept-1")
	must(t, err)
	must(t, w.Append(ctx, entriesFrom(6, 1), Progress{}))
	must(t, w.Close())
	next, err := open(ctx, path, Options{}, later(t, "CREATE TABLE more (x ANY) STRICT"))
	must(t, err)
	defer next.Close()
	backup := openAt(t, fmt.Sprintf("%s.format-%d.bak", path, newest), Options{})
	if e, err := backup.Exercise(ctx, "kept-1"); err != nil || e.Entries != 6 {
		t.Errorf("the copy has %d entries, %v", e.Entries, err)
	}
}
