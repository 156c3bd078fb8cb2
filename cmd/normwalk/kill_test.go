//go:build unix

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A child is the program in a process of its own.
type child struct {
	*exec.Cmd
	in      io.WriteCloser
	trouble bytes.Buffer

	mu    sync.Mutex
	said  []string // lines so far
	lines chan struct{}
	ended chan struct{}
}

// start runs normwalk as a process that takes lines from in.
func start(t *testing.T, args ...string) *child {
	t.Helper()
	c := &child{Cmd: exec.Command("normwalk", args...), lines: make(chan struct{}, 1), ended: make(chan struct{})}
	var err error
	if c.in, err = c.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = &c.trouble
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Kill() // if it still runs
		c.in.Close()
		c.wait() // before the folder that it writes to is removed
	})
	go func() {
		defer close(c.ended)
		for s := bufio.NewScanner(out); s.Scan(); {
			c.mu.Lock()
			c.said = append(c.said, s.Text())
			c.mu.Unlock()
			select {
			case c.lines <- struct{}{}:
			default:
			}
		}
	}()
	return c
}

// type1 sends a line; the program may be dead already.
func (c *child) type1(format string, args ...any) {
	fmt.Fprintf(c.in, format+"\n", args...)
}

func (c *child) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return strings.Join(c.said, "\n")
}

// await waits until the output matches.
func (c *child) await(t *testing.T, pattern string) {
	t.Helper()
	want := regexp.MustCompile(pattern)
	for deadline := time.After(patience); !want.MatchString(c.text()); {
		select {
		case <-c.lines:
		case <-c.ended:
			if !want.MatchString(c.text()) {
				c.Wait()
				t.Fatalf("it ended without %s:\n%s\n%s", pattern, c.text(), c.trouble.String())
			}
		case <-deadline:
			t.Fatalf("no %s in:\n%s", pattern, c.text())
		}
	}
}

// wait is the exit code.
func (c *child) wait() int {
	<-c.ended
	c.Wait() // the code says it
	return c.ProcessState.ExitCode()
}

// Killed at any moment, the program has every vote that it called recorded,
// and goes on at the same step.
func TestKilled(t *testing.T) {
	kills := 50
	if testing.Short() {
		kills = 5
	}
	m := newMachine(t)
	dice := rand.New(rand.NewPCG(7, 7))
	acked := map[int]bool{} // by the number in the comment
	ack := regexp.MustCompile(`“v(\d+)”`)
	header := regexp.MustCompile(`(?m)^Step (\d+) of 16|Resumed at step (\d+) of`)
	number, reached := 0, 1
	for kill := range kills {
		args := []string{"--db", m.db, "resume", "--plain"}
		if kill == 0 {
			args = []string{"--db", m.db, "walk", "wannacry", "--norms", "h", "--track", "full", "--plain"}
		}
		c := start(t, args...)
		if kill == 0 {
			c.type1("")
		}
		c.await(t, `(?m)^Step \d+ of 16`)
		resumed, err := strconv.Atoi(regexp.MustCompile(`(?m)^Step (\d+) of 16`).FindStringSubmatch(c.text())[1])
		if err != nil || resumed != reached {
			t.Fatalf("it goes on at step %d, and was left at %d", resumed, reached)
		}
		if kill%2 == 1 {
			// Every other time counts from votes that were called recorded: on a
			// slow machine the rest may be over before there is one.
			for range 2 {
				number++
				c.type1("13h h # v%d", number)
				c.await(t, fmt.Sprintf(`(?m)^Recorded\. .*“v%d”`, number))
			}
		}
		time.AfterFunc(time.Duration(dice.IntN(40_000))*time.Microsecond, func() { c.Process.Kill() })
		for typing := true; typing; {
			number++
			c.type1("13h %c # v%d", "hlia"[dice.IntN(4)], number)
			if dice.IntN(60) == 0 {
				c.type1([]string{"next", "back"}[dice.IntN(2)])
			}
			select {
			case <-c.ended:
				typing = false
			case <-time.After(time.Duration(dice.IntN(600)) * time.Microsecond):
			}
		}
		c.wait()
		if c.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Fatalf("it was not killed: %s\n%s", c.ProcessState, c.trouble.String())
		}
		for _, match := range ack.FindAllStringSubmatch(afterRecorded(c.text()), -1) {
			n, err := strconv.Atoi(match[1])
			if err != nil {
				t.Fatal(err)
			}
			acked[n] = true
		}
		seen := header.FindAllStringSubmatch(c.text(), -1)
		last, err := strconv.Atoi(seen[len(seen)-1][1] + seen[len(seen)-1][2])
		if err != nil {
			t.Fatal(err)
		}
		state := m.past("wannacry").State
		kept := map[int]bool{}
		for _, r := range state.Records() {
			if b, ok := r.Event.(exercise.BallotCast); ok {
				n, err := strconv.Atoi(strings.TrimPrefix(b.Note, "v"))
				if err != nil {
					t.Fatal(err)
				}
				kept[n] = true
			}
		}
		for n := range acked {
			if !kept[n] {
				t.Fatalf("after kill %d: vote %d was called recorded, and is gone", kill, n)
			}
		}
		st, _ := state.Step(state.Current())
		reached = st.Index + 1
		if reached < last-1 || reached > last+1 {
			t.Fatalf("it said step %d last, and is at %d", last, reached)
		}
	}
	if len(acked) < kills {
		t.Errorf("only %d votes were acknowledged in %d runs", len(acked), kills)
	}
	t.Logf("%d acknowledged votes survived %d kills", len(acked), kills)
}

// afterRecorded are the lines that say that something is recorded: an echo of
// what was typed is no promise.
func afterRecorded(text string) string {
	var out []string
	for l := range strings.SplitSeq(unwrap(text), "\n") {
		if strings.HasPrefix(l, "Recorded. ") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// Two programs can't run one exercise; reading it is no trouble meanwhile.
func TestTwoPrograms(t *testing.T) {
	m := newMachine(t)
	first := start(t, "--db", m.db, "walk", "wannacry", "--norms", "h", "--plain")
	first.type1("")
	first.type1("h")
	first.await(t, `Recorded\. 13\(h\): helped`)
	m.fails(exitJournal, "is open elsewhere: close the other window", "", "resume")
	m.fails(exitJournal, "is open elsewhere", "", "resume", "wannacry", "--plain")
	m.fails(exitJournal, "is open elsewhere", "", "exercise", "remove", "wannacry", "--yes")
	for _, args := range [][]string{{"report", "wannacry"}, {"exercise", "show", "wannacry"}, {"exercise", "list"}, {"exercise", "export", "wannacry"}} {
		if out := m.must("", args...); !strings.Contains(out, "WannaCry") {
			t.Errorf("%s: %s", args, out)
		}
	}
	// Another exercise is no trouble either.
	m.must("quit\n", "walk", "estonia", "--plain")
	first.type1("13h l")
	first.await(t, `Recorded\. 13\(h\): added latency`)
	first.type1("quit")
	if code := first.wait(); code != 0 {
		t.Errorf("exit code %d: %s", code, first.trouble.String())
	}
	if out := m.must("quit\n", "resume", "wannacry"); !strings.Contains(unwrap(out), "Resumed at step 1 of 8") {
		t.Errorf("afterwards:\n%s", out)
	}
}

// Signals end a walk cleanly.
func TestSignals(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(sig.String(), func(t *testing.T) {
			m := newMachine(t)
			c := start(t, "--db", m.db, "walk", "wannacry", "--norms", "h")
			c.type1("")
			c.type1("l trust")
			c.await(t, `Recorded\. 13\(h\)`)
			if err := c.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if code := c.wait(); code != exitInterrupted {
				t.Errorf("exit code %d", code)
			}
			if !strings.Contains(unwrap(c.trouble.String()), "Interrupted. Everything recorded is kept; go on with: normwalk resume 2") {
				t.Errorf("it says %q", c.trouble.String())
			}
			m.must("quit\n", "resume")
			if st := m.past("wannacry").State; st.Steps()[0].Votes != 1 {
				t.Error("the vote is gone")
			}
		})
	}
}
