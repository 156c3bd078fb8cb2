package main

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// walked makes a journal with an exercise, and returns the program on it and
// the exercise's export.
func walked(t *testing.T) (m *machine, export string) {
	t.Helper()
	m = newMachine(t)
	m.must("\nh\n\n\nl # a vote\nquit\n", "walk", "wannacry", "--norms", "h")
	return m, m.must("", "exercise", "export", "wannacry")
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func put(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// verbs are those that need the journal.
func verbs() [][]string {
	return [][]string{
		{"walk", "wannacry"}, {"resume"}, {"resume", "wannacry"}, {"report", "wannacry"}, {"exercise", "list"},
		{"exercise", "show", "wannacry"}, {"exercise", "export", "wannacry"}, {"exercise", "remove", "wannacry", "--yes"},
	}
}

// A journal that can't be used is left as it is, whatever is tried, and is
// whole once the cause is gone.
func TestBadJournal(t *testing.T) {
	noise := make([]byte, 64<<10)
	dice := rand.NewChaCha8([32]byte{1})
	if _, err := dice.Read(noise); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	db, err := sql.Open("sqlite", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE bookmark (url TEXT)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		spoil func(good []byte) []byte
		says  string
	}{
		{"truncated", func(good []byte) []byte { return good[:len(good)/2/4096*4096] }, "is damaged"},
		{"random bytes", func([]byte) []byte { return noise }, "is not a normwalk journal"},
		{"text", func([]byte) []byte { return []byte("dear diary") }, "is not a normwalk journal"},
		{"newer", func(good []byte) []byte {
			b := bytes.Clone(good)
			binary.BigEndian.PutUint32(b[60:], 999) // user_version
			return b
		}, "newer normwalk"},
		{"foreign", func([]byte) []byte { return contents(t, foreign) }, "the database of another program"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, export := walked(t)
			good := contents(t, m.db)
			bad := c.spoil(good)
			put(t, m.db, bad)
			for _, args := range verbs() {
				m.fails(exitJournal, c.says, "\nh\n", args...)
				if !bytes.Equal(contents(t, m.db), bad) {
					t.Fatalf("%v altered the file", args)
				}
			}
			put(t, m.db, good)
			if again := m.must("", "exercise", "export", "wannacry"); again != export {
				t.Error("the exercise changed")
			}
		})
	}
	t.Run("folder", func(t *testing.T) {
		m := newMachine(t)
		m.db = t.TempDir()
		m.fails(exitJournal, "it is a folder", "", "walk", "wannacry")
	})
}

// Another program holds the file: nothing is lost, and reading works.
func TestLockedJournal(t *testing.T) {
	m, export := walked(t)
	db, err := sql.Open("sqlite", m.db)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	m.fails(exitJournal, "while another program holds the file", "\nh\n", "walk", "wannacry")
	m.fails(exitJournal, "while another program holds the file", "13h i\n", "resume")
	if again := m.must("", "exercise", "export", "wannacry"); again != export {
		t.Error("the exercise changed")
	}
	if _, err := tx.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := tx.Close(); err != nil {
		t.Fatal(err)
	}
	m.must("13h i\nquit\n", "resume")
}
