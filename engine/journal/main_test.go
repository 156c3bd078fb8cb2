package journal

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// TestMain lets the test binary stand in for a second normwalk, and makes
// sure that no test leaves a goroutine behind.
func TestMain(m *testing.M) {
	if role := os.Getenv("JOURNAL_TEST_ROLE"); role != "" {
		if err := play(role, os.Getenv("JOURNAL_TEST_PATH")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	// Every check has a journal on a real disk, so by default there are fewer.
	if err := flag.Set("rapid.checks", "25"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	goleak.VerifyTestMain(unhurried{m})
}

// patience is how long anything may take that comes at once on a machine with
// nothing else to do. Those that run these tests have much else to do.
const patience = 2 * time.Minute

// unhurried gives goroutines that are about to end the time for it.
type unhurried struct{ *testing.M }

// Run runs the tests.
func (m unhurried) Run() int {
	code := m.M.Run()
	for late := time.Now().Add(patience); code == 0 && goleak.Find() != nil && time.Now().Before(late); {
	}
	return code
}

// play is what a second process does.
func play(role, path string) error {
	ctx := context.Background()
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	w, err := s.Acquire(ctx, "crash")
	if err != nil {
		return err
	}
	defer w.Close()
	switch role {
	case "hold": // the exercise, until somebody closes standard input
		fmt.Println("held")
		waitForEnd()
		return nil
	case "secret": // kept and told, until killed
		kept, err := s.KeepSecret(ctx, "crash", "code", fmt.Append(nil, "process ", os.Getpid()))
		if err != nil {
			return err
		}
		fmt.Println(string(kept))
		waitForEnd()
		return nil
	case "append": // and tell what was acknowledged, until killed
		e, err := s.Exercise(ctx, "crash")
		if err != nil {
			return err
		}
		for last := e.Entries; ; {
			batch := entriesFrom(last+1, int(last%3)+1)
			if err := w.Append(ctx, batch, Progress{Step: "s", Done: int(last)}); err != nil {
				return err
			}
			last += int64(len(batch))
			fmt.Println(last)
		}
	}
	return fmt.Errorf("no such role: %s", role)
}

// waitForEnd waits for the end of standard input.
func waitForEnd() {
	_, err := os.Stdin.Read(make([]byte, 1))
	_ = err // the end is an error, and what it waits for
}

var noon = time.Date(2026, 11, 21, 12, 0, 0, 123456789, time.UTC)

// entriesFrom returns n entries, the first with the number seq.
func entriesFrom(seq int64, n int) []Entry {
	entries := make([]Entry, n)
	for i := range entries {
		at := seq + int64(i)
		entries[i] = Entry{
			Seq: at, At: noon.Add(time.Duration(at) * time.Second), Kind: "ballot cast",
			Data: json.RawMessage(fmt.Sprintf(`{"step":"wc-06","norm":"un-gge-2015/h","n":%d}`, at)),
		}
	}
	return entries
}

func documentOf(id, body string) Document {
	return Document{Hash: Hash([]byte(body)), Kind: "scenario", ID: id, Name: id + ".toml", Body: []byte(body)}
}

func exerciseOf(id string) Exercise {
	return Exercise{
		ID: id, Scenario: "wannacry-2017", Title: "WannaCry", Mode: "hands", Track: "60-minutes",
		Opened: noon, Progress: Progress{Step: "wc-01", Total: 16},
	}
}

func journalPath(t testing.TB) string {
	return filepath.Join(t.TempDir(), "normwalk.db")
}

func openAt(t testing.TB, path string, opts Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// begin creates an exercise of one document and two entries.
func begin(t testing.TB, s *Store, id string) *Writer {
	t.Helper()
	w, err := s.Create(t.Context(), exerciseOf(id), []Document{documentOf("wannacry-2017", "schema = 1\n")}, entriesFrom(1, 2))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	return w
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
