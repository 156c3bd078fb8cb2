//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/rehearsal"
)

// Two hundred people vote while the room is killed again and again, at random
// moments. Everything that was acknowledged is there, and nothing twice.
func TestKilledInFullFlow(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds")
	}
	var out, trouble bytes.Buffer
	cmd := exec.Command("normwalk", "--db", filepath.Join(t.TempDir(), "j.db"), "rehearse", "wannacry",
		"--participants", "200", "--steps", "1", "--kill", "--json")
	cmd.Stdout, cmd.Stderr = &out, &trouble
	err := cmd.Run() // how much memory it takes is not the question here
	var r rehearsal.Result
	if json.Unmarshal(out.Bytes(), &r) != nil {
		t.Fatalf("%v\n%s%s", err, trouble.String(), out.String())
	}
	if r.Kills < 4 || r.Acknowledged < 200*r.Kills || r.Lost != 0 || r.Doubled != 0 {
		t.Errorf("%+v", r)
	}
	t.Logf("%d acknowledged ballots survived %d kills", r.Acknowledged, r.Kills)
}

// A rehearsal that is interrupted leaves nothing behind: no folder, no process.
func TestInterruptedRehearsal(t *testing.T) {
	folder := t.TempDir()
	cmd := exec.Command("normwalk", "--db", filepath.Join(folder, "j.db"), "rehearse", "wannacry", "--participants", "3", "--soak", "1h")
	trouble := &signalled{line: make(chan struct{}, 100)}
	cmd.Stderr = trouble
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-trouble.line:
	case <-time.After(patience):
		t.Error("it says nothing")
	}
	rooms, err := filepath.Glob(filepath.Join(folder, "rehearsal-*", "rehearsal.db"))
	if err != nil || len(rooms) != 1 {
		t.Errorf("the rehearsal's journal: %v, %v", rooms, err)
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
}

// signalled tells that something was written.
type signalled struct{ line chan struct{} }

func (s *signalled) Write(b []byte) (int, error) {
	select {
	case s.line <- struct{}{}:
	default:
	}
	return len(b), nil
}
