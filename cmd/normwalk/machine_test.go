package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/room"
)

// A machine runs the program in this process, with a home, a clock and dice of
// its own.
type machine struct {
	t      testing.TB
	db     string
	now    func() time.Time
	random io.Reader
	env    map[string]string
}

func newMachine(t testing.TB) *machine {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	return &machine{
		t: t, db: filepath.Join(t.TempDir(), "normwalk.db"), random: rand.NewChaCha8([32]byte{}),
		now: func() time.Time { now = now.Add(time.Second); return now },
		env: map[string]string{},
	}
}

// result is what a run leaves.
type result struct {
	out, trouble string
	code         int
}

func (m *machine) run(stdin string, args ...string) result {
	m.t.Helper()
	var out, trouble bytes.Buffer
	code := run(m.t.Context(), host{
		Args: append([]string{"--db", m.db}, args...), Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &trouble,
		Getenv: func(k string) string { return m.env[k] }, Now: m.now, Random: m.random,
	})
	return result{out.String(), trouble.String(), code}
}

// must is run for what has to succeed; it returns what was printed.
func (m *machine) must(stdin string, args ...string) string {
	m.t.Helper()
	r := m.run(stdin, args...)
	if r.code != 0 {
		m.t.Fatalf("normwalk %s: exit code %d: %s", strings.Join(args, " "), r.code, r.trouble)
	}
	return r.out
}

// fails checks that a run ends with a code and says something.
func (m *machine) fails(code int, says, stdin string, args ...string) {
	m.t.Helper()
	r := m.run(stdin, args...)
	if r.code != code || !strings.Contains(unwrap(r.trouble), says) {
		m.t.Errorf("normwalk %s: exit code %d, want %d, with %q:\n%s", strings.Join(args, " "), r.code, code, says, r.trouble)
	}
	if strings.Contains(r.trouble, "goroutine ") {
		m.t.Errorf("normwalk %s prints a stack", strings.Join(args, " "))
	}
}

// past is the only exercise of the journal, as its export says.
func (m *machine) past(id string) *room.Past {
	m.t.Helper()
	archive, err := journal.ReadArchive(strings.NewReader(m.must("", "exercise", "export", id)))
	if err != nil {
		m.t.Fatal(err)
	}
	past, err := room.Recall(archive.Entries, archive.Documents)
	if err != nil {
		m.t.Fatal(err)
	}
	return past
}

// unwrap puts the lines of a paragraph together again.
func unwrap(s string) string { return strings.ReplaceAll(s, "\n  ", " ") }

func TestInterruptedRun(t *testing.T) {
	m := newMachine(t)
	ctx, cancel := context.WithCancel(t.Context())
	in, typist := io.Pipe()
	defer typist.Close()
	var trouble bytes.Buffer
	out, screen := io.Pipe()
	code := make(chan int)
	go func() {
		code <- run(ctx, host{
			Args: []string{"--db", m.db, "walk", "wannacry", "--norms", "h"}, Stdin: in, Stdout: screen, Stderr: &trouble,
			Getenv: os.Getenv, Now: m.now, Random: m.random,
		})
	}()
	go io.WriteString(typist, "\nl trust\n\n") // the run may end before it takes all
	for lines := bufio.NewScanner(out); lines.Scan() && !strings.HasPrefix(lines.Text(), "Recorded. "); {
	}
	go io.Copy(io.Discard, out)
	cancel()
	if got := <-code; got != exitInterrupted {
		t.Errorf("exit code %d", got)
	}
	if !strings.Contains(unwrap(trouble.String()), "Interrupted. Everything recorded is kept; go on with: normwalk resume 2026-11-21-wannacry-") {
		t.Errorf("it says %q", trouble.String())
	}
	if out := unwrap(m.must("", "exercise", "show", "wannacry")); !strings.Contains(out, "added latency; reason trust") {
		t.Errorf("the vote is gone:\n%s", out)
	}
}

// A fault of the program prints one line, and its stack only where asked.
func TestPanic(t *testing.T) {
	m := newMachine(t)
	m.now = func() time.Time { panic("the clock fell off") }
	trace := filepath.Join(t.TempDir(), "trace")
	m.env["NORMWALK_DEBUG"] = trace
	r := m.run("", "walk", "wannacry")
	want := "normwalk: something went wrong (the clock fell off): everything recorded is kept; resume with normwalk resume\n"
	if r.code != exitFailed || r.trouble != want {
		t.Errorf("exit code %d: %s", r.code, r.trouble)
	}
	if stack, err := os.ReadFile(trace); err != nil || !bytes.Contains(stack, []byte("goroutine")) {
		t.Errorf("the trace: %v", err)
	}
}

func TestDataFolder(t *testing.T) {
	for _, c := range []struct {
		goos, env, want string
	}{
		{"linux", "HOME=/h", "/h/.local/share"},
		{"linux", "HOME=/h XDG_DATA_HOME=/x", "/x"},
		{"linux", "HOME=/h XDG_DATA_HOME=x", "/h/.local/share"},
		{"linux", "", ""},
		{"darwin", "HOME=/h", "/h/Library/Application Support"},
		{"darwin", "HOME=/h XDG_DATA_HOME=/x", "/x"},
		{"windows", "LocalAppData=/l HOME=/h", "/l"},
		{"windows", "USERPROFILE=/u", "/u/AppData/Local"},
		{"windows", "", ""},
	} {
		env := map[string]string{}
		for _, kv := range strings.Fields(c.env) {
			k, v, _ := strings.Cut(kv, "=")
			env[k] = v
		}
		got := filepath.ToSlash(dataFolder(c.goos, func(k string) string { return env[k] }))
		if got != c.want {
			t.Errorf("%s %s: %q, want %q", c.goos, c.env, got, c.want)
		}
	}
}

// errWriter is a full pipe or disk behind stdout.
type errWriter struct{ err error }

func (w errWriter) Write([]byte) (int, error) { return 0, w.err }

func TestOutputFails(t *testing.T) {
	m := newMachine(t)
	var trouble bytes.Buffer
	code := run(t.Context(), host{
		Args: []string{"--db", m.db, "walk", "wannacry"}, Stdin: strings.NewReader("\nh\n"), Stdout: errWriter{errors.New("no room")}, Stderr: &trouble,
		Getenv: os.Getenv, Now: m.now, Random: m.random,
	})
	if code != exitFailed || !strings.Contains(trouble.String(), "write the dialogue: no room") {
		t.Errorf("exit code %d: %s", code, trouble.String())
	}
}
