package journal

import (
	"bytes"
	"context"
	"database/sql/driver"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readable opens the journal for reading and returns how many entries the
// exercise "x" has there.
func readable(t *testing.T, path string) int {
	t.Helper()
	s, err := OpenReadOnly(t.Context(), path)
	must(t, err)
	defer s.Close()
	entries, err := s.Entries(t.Context(), "x")
	must(t, err)
	return len(entries)
}

func TestReadOnlyFile(t *testing.T) {
	if asNobody(t) {
		return
	}
	path := journalPath(t)
	s := openAt(t, path, Options{})
	must(t, begin(t, s, "x").Close())
	must(t, s.Close())
	must(t, os.Chmod(path, 0o400))
	before, err := os.ReadFile(path)
	must(t, err)
	if _, err := Open(t.Context(), path, Options{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("got %v, want ErrReadOnly", err)
	}
	if n := readable(t, path); n != 2 {
		t.Errorf("%d entries can be read", n)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Error("the file was altered")
	}
}

func TestUnreadableFile(t *testing.T) {
	if asNobody(t) {
		return
	}
	path := journalPath(t)
	must(t, os.WriteFile(path, soundFile(t), 0))
	_, err := Open(t.Context(), path, Options{})
	_, readErr := OpenReadOnly(t.Context(), path)
	if !errors.Is(err, ErrIO) || !errors.Is(readErr, ErrIO) {
		t.Errorf("got %v and %v, want ErrIO", err, readErr)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if asNobody(t) {
		return
	}
	ctx := t.Context()
	path := journalPath(t)
	folder := filepath.Dir(path)
	closeFolder := func() { must(t, os.Chmod(folder, 0o500)) }
	openFolder := func() { must(t, os.Chmod(folder, 0o700)) }
	t.Cleanup(openFolder)

	closeFolder()
	if _, err := Open(ctx, path, Options{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("nothing there: got %v, want ErrReadOnly", err)
	}
	openFolder()
	s := openAt(t, path, Options{})
	w := begin(t, s, "x")

	// While somebody writes.
	closeFolder()
	reader, err := OpenReadOnly(ctx, path)
	must(t, err)
	for n := int64(3); n < 6; n++ {
		must(t, w.Append(ctx, entriesFrom(n, 1), Progress{}))
		if e, err := reader.Exercise(ctx, "x"); err != nil || e.Entries != n {
			t.Errorf("it shows %d entries, %v; want %d", e.Entries, err, n)
		}
	}
	must(t, reader.Close())

	// After somebody was killed: the newest part is in the log alone.
	openFolder()
	killed := journalPath(t)
	for _, end := range []string{"", "-wal"} {
		file, err := os.ReadFile(path + end)
		must(t, err)
		must(t, os.WriteFile(killed+end, file, 0o600))
	}
	must(t, os.Chmod(filepath.Dir(killed), 0o500))
	defer os.Chmod(filepath.Dir(killed), 0o700)
	_, err = OpenReadOnly(ctx, killed)
	if !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), "copy all files") {
		t.Errorf("got %v, want ErrReadOnly", err)
	}
	must(t, os.Chmod(filepath.Dir(killed), 0o700))
	if n := readable(t, killed); n != 5 {
		t.Errorf("where it may write, %d entries can be read, want 5", n)
	}

	// When nobody has it open.
	must(t, w.Close())
	must(t, s.Close())
	closeFolder()
	if n := readable(t, path); n != 5 {
		t.Errorf("%d entries can be read, want 5", n)
	}
	if _, err := Open(ctx, path, Options{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("got %v, want ErrReadOnly", err)
	}
}

func TestReadingChangesNothing(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	writer := openAt(t, path, Options{})
	w := begin(t, writer, "x")
	must(t, w.Close())
	_, err := writer.KeepSecret(ctx, "x", "code", []byte("kept"))
	must(t, err)
	s, err := OpenReadOnly(ctx, path)
	must(t, err)
	defer s.Close()
	if value, ok, err := s.Secret(ctx, "x", "code"); string(value) != "kept" || !ok || err != nil {
		t.Errorf("the secret is %q, %v, %v", value, ok, err)
	}
	for name, err := range map[string]error{
		"Create":  func() error { _, err := s.Create(ctx, exerciseOf("y"), nil, nil); return err }(),
		"Acquire": func() error { _, err := s.Acquire(ctx, "x"); return err }(),
		"Remove":  s.Remove(ctx, "x"),
		"Import": func() error {
			_, err := s.Import(ctx, &Archive{Exercise: exerciseOf("y")})
			return err
		}(),
		"KeepSecret":    func() error { _, err := s.KeepSecret(ctx, "x", "code", nil); return err }(),
		"ReplaceSecret": s.ReplaceSecret(ctx, "x", "code", nil),
	} {
		if !errors.Is(err, ErrReadOnly) {
			t.Errorf("%s: got %v, want ErrReadOnly", name, err)
		}
	}
}

// TestReadOnlyWhileOpen has the disk turn read-only under a writer.
func TestReadOnlyWhileOpen(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	w := begin(t, s, "x")
	pragma(t, s, "query_only = 1")
	if err := w.Append(ctx, entriesFrom(3, 1), Progress{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("got %v, want ErrReadOnly", err)
	}
	if entries, err := s.Entries(ctx, "x"); err != nil || len(entries) != 2 {
		t.Errorf("there are %d entries, %v", len(entries), err)
	}
	pragma(t, s, "query_only = 0")
	must(t, w.Append(ctx, entriesFrom(3, 1), Progress{}))
}

// pragma sets something on the connection that writes.
func pragma(t *testing.T, s *Store, text string) {
	t.Helper()
	_, err := s.write.ExecContext(t.Context(), "PRAGMA "+text)
	must(t, err)
}

// TestConnectionLost makes sure that a connection which is made anew writes
// as durably as the first.
func TestConnectionLost(t *testing.T) {
	ctx := t.Context()
	s := openAt(t, journalPath(t), Options{})
	w := begin(t, s, "x")
	conn, err := s.write.Conn(ctx)
	must(t, err)
	if err := conn.Raw(func(any) error { return driver.ErrBadConn }); err == nil {
		t.Fatal("the connection was kept")
	}
	conn.Close()
	must(t, w.Append(context.Background(), entriesFrom(3, 1), Progress{}))
	for name, want := range map[string]int{"synchronous": 2, "foreign_keys": 1, "busy_timeout": 3000, "fullfsync": 1, "trusted_schema": 0} {
		var got int
		must(t, s.write.QueryRowContext(ctx, "PRAGMA "+name).Scan(&got))
		if got != want {
			t.Errorf("%s is %d, want %d", name, got, want)
		}
	}
}
