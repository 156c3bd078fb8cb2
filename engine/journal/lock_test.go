package journal

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"testing"
)

// second starts the test binary as another normwalk on the same journal.
func second(t *testing.T, role, path string) (cmd *exec.Cmd, in io.WriteCloser, out *bufio.Scanner) {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	cmd = exec.Command(exe)
	cmd.Env = append(os.Environ(), "JOURNAL_TEST_ROLE="+role, "JOURNAL_TEST_PATH="+path)
	cmd.Stderr = os.Stderr
	in, err = cmd.StdinPipe()
	must(t, err)
	stdout, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	return cmd, in, bufio.NewScanner(stdout)
}

func TestOneWriterPerExercise(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	s, again := openAt(t, path, Options{}), openAt(t, path, Options{})
	w := begin(t, s, "crash")
	begin(t, again, "other")
	for name, err := range map[string]error{
		"the same store": func() error { _, err := s.Acquire(ctx, "crash"); return err }(),
		"another store":  func() error { _, err := again.Acquire(ctx, "crash"); return err }(),
		"removing it":    again.Remove(ctx, "crash"),
	} {
		if !errors.Is(err, ErrInUse) {
			t.Errorf("%s: got %v, want ErrInUse", name, err)
		}
	}
	if _, err := again.Create(ctx, exerciseOf("crash"), nil, nil); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
	must(t, w.Close())
	if _, err := again.Create(ctx, exerciseOf("crash"), nil, nil); !errors.Is(err, ErrExists) {
		t.Errorf("got %v, want ErrExists", err)
	}
	w, err := again.Acquire(ctx, "crash")
	must(t, err)
	must(t, w.Append(ctx, entriesFrom(3, 1), Progress{}))
	must(t, w.Close())
}

func TestOneWriterAmongProcesses(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	s := openAt(t, path, Options{})
	must(t, begin(t, s, "crash").Close())
	cmd, in, out := second(t, "hold", path)
	if !out.Scan() {
		t.Fatal("the second process did not take the lock")
	}
	if _, err := s.Acquire(ctx, "crash"); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
	must(t, in.Close())
	must(t, cmd.Wait())
	w, err := s.Acquire(ctx, "crash")
	must(t, err)
	must(t, w.Close())
}
