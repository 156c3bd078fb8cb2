package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// speech is what a verb that goes on has said so far.
type speech struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *speech) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *speech) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// until waits for a text to be said for the nth time.
func (o *speech) until(t *testing.T, text string, n int) {
	t.Helper()
	for end := time.Now().Add(patience); strings.Count(o.String(), text) < n; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%q was not said %d times:\n%s", text, n, o)
		}
	}
}

// checking runs "check --watch" until stop, which returns the exit code.
func checking(t *testing.T, args ...string) (said *speech, stop func() int) {
	t.Helper()
	said = new(speech)
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, host{
			Args: append([]string{"check", "--watch", "--no-advice"}, args...), Stdin: strings.NewReader(""), Stdout: said, Stderr: said,
			Getenv: func(string) string { return "" }, Now: func() time.Time { return time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC) },
		})
	}()
	return said, func() int { cancel(); return <-code }
}

func write(t *testing.T, name, body string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
}

// save puts a new file in the place of an old one, as editors do: one event, and
// never a file that is half written, however slow the machine is.
func save(t *testing.T, name, body string) {
	t.Helper()
	write(t, name+".tmp", body)
	if err := os.Rename(name+".tmp", name); err != nil {
		t.Fatal(err)
	}
}

func newFile(t *testing.T, folder, id string) (name, body string) {
	t.Helper()
	raw, err := templates.ReadFile("template/scenario.toml")
	if err != nil {
		t.Fatal(err)
	}
	name, body = filepath.Join(folder, id+".toml"), strings.ReplaceAll(string(raw), "new-scenario", id)
	write(t, name, body)
	return name, body
}

const calmed = "waiting for the next save"

// Each save that puts a new file in the old one's place is checked once, and the
// exit code is that of the last check.
func TestCheckWatch(t *testing.T) {
	leaksNothing(t)
	name, body := newFile(t, t.TempDir(), "harbour-2023")
	said, stop := checking(t, name)
	said.until(t, calmed, 1)
	if want := "── 09:30:00 ──\n1 file, no problems\n" + calmed; !strings.HasPrefix(said.String(), want) {
		t.Fatalf("said %q, want %q", said, want)
	}
	save(t, name, strings.Replace(body, `phase = "B"`, `phase = "C"`, 1))
	said.until(t, calmed, 2)
	said.until(t, `there is no phase "C"`, 1)

	save(t, name, body)
	said.until(t, "no problems", 2)
	said.until(t, calmed, 3)
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	said.until(t, "can't be read", 1)
	said.until(t, calmed, 4)
	save(t, name, "schema = 1\n")
	said.until(t, "the file has neither", 1)
	said.until(t, calmed, 5)
	write(t, filepath.Join(filepath.Dir(name), "other.toml"), "nothing of ours")
	time.Sleep(3 * calm) // a check of it would be due
	if code := stop(); code != exitContent {
		t.Errorf("exit code %d, want %d", code, exitContent)
	}
	if n := strings.Count(said.String(), calmed); n != 5 {
		t.Errorf("checked %d times, want 5:\n%s", n, said)
	}
}

// Of a folder every *.toml counts, and folders that come later too.
func TestCheckWatchFolder(t *testing.T) {
	leaksNothing(t)
	folder := t.TempDir()
	newFile(t, folder, "harbour-2023")
	said, stop := checking(t, folder)
	said.until(t, "1 file, no problems", 1)
	if err := os.MkdirAll(filepath.Join(folder, "more"), 0o700); err != nil {
		t.Fatal(err)
	}
	said.until(t, calmed, 2)
	name, body := newFile(t, filepath.Join(folder, "more"), "bridge-2022")
	said.until(t, "2 files, no problems", 1)
	write(t, name, strings.Replace(body, "schema = 1", "schema = 2", 1))
	said.until(t, "schema 2 is newer", 1)
	write(t, name, body)
	said.until(t, "2 files, no problems", 2)
	if code := stop(); code != exitDone {
		t.Errorf("exit code %d, want %d:\n%s", code, exitDone, said)
	}
}

// Quick saves are one.
func TestWatchWaitsForCalm(t *testing.T) {
	leaksNothing(t)
	w, err := fsnotify.NewWatcher()
	if err != nil {
		t.Fatal(err)
	}
	// The clock stands still while anybody is at work.
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		events := make(chan fsnotify.Event)
		w.Events, w.Errors = events, make(chan error)
		s := &saves{watcher: w, files: map[string]bool{"harbour.toml": true}, told: make(chan struct{}, 1)}
		go s.run(ctx)
		told := func(want int) {
			t.Helper()
			time.Sleep(3 * calm)
			synctest.Wait()
			if got := len(s.told); got != want {
				t.Fatalf("told %d times, want %d", got, want)
			}
		}
		for range 3 {
			for range 20 {
				events <- fsnotify.Event{Name: "harbour.toml", Op: fsnotify.Write}
				if time.Sleep(calm - time.Millisecond); len(s.told) > 0 {
					t.Fatal("told before it was calm")
				}
			}
			told(1)
			<-s.told
			told(0)
		}
		cancel()
		for range s.told {
		}
	})
}

// A link is followed to the file that is saved.
func TestWatchFollowsLinks(t *testing.T) {
	leaksNothing(t)
	name, body := newFile(t, t.TempDir(), "harbour-2023")
	link := filepath.Join(t.TempDir(), "harbour-2023.toml")
	if err := os.Symlink(name, link); err != nil {
		t.Skip(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	saved, err := watch(ctx, []string{link})
	if err != nil {
		t.Fatal(err)
	}
	write(t, name, body+"# more\n")
	<-saved
	cancel()
	for range saved {
	}
}
