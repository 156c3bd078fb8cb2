package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// The disk fills up in mid-walk: the program says so, every vote that it
// called recorded is there, no other is, and with room again the walk goes on.
func TestFullDisk(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("can't mount: %v", err)
	}
	defer syscall.Unmount(mount, syscall.MNT_DETACH)
	m := newMachine(t)
	m.db = filepath.Join(mount, "normwalk.db")
	m.must("\nquit\n", "walk", "wannacry", "--norms", "h")

	ballast := filepath.Join(mount, "ballast")
	fill(t, ballast, 60<<10)
	var lines strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&lines, "13h %c # vote %d %s\n", "hl"[i%2], i, strings.Repeat("x", 200))
	}
	r := m.run(lines.String(), "resume")
	if r.code != exitJournal || !strings.Contains(r.trouble, "the disk is full: free some space and try again; everything recorded so far is safe") {
		t.Fatalf("exit code %d: %.2000s", r.code, r.trouble)
	}
	if !strings.Contains(unwrap(r.trouble), "go on with: normwalk resume 2026-11-21-wannacry-") {
		t.Errorf("it doesn't say how to go on: %s", r.trouble)
	}
	acked := len(regexp.MustCompile(`(?m)^Recorded\. `).FindAllString(r.out, -1))
	if acked == 0 {
		t.Error("the disk was full from the beginning: the test proves little")
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if got := votes(m); got != acked {
		t.Errorf("%d votes were called recorded, %d are there", acked, got)
	}
	m.must("13h i # room again\nquit\n", "resume")
	if got := votes(m); got != acked+1 {
		t.Errorf("after it went on there are %d votes, want %d", got, acked+1)
	}
}

func votes(m *machine) int {
	n := 0
	for _, r := range m.past("wannacry").State.Records() {
		if _, ok := r.Event.(exercise.BallotCast); ok {
			n++
		}
	}
	return n
}

// fill leaves so many bytes of a disk.
func fill(t *testing.T, path string, leave int64) {
	t.Helper()
	var st syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &st); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, make([]byte, int64(st.Bavail)*st.Bsize-leave), 0o600); err != nil {
		t.Fatal(err)
	}
}

// No room for a new journal: message, code, and once there is room it works.
func TestFullDiskAtTheStart(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("can't mount: %v", err)
	}
	defer syscall.Unmount(mount, syscall.MNT_DETACH)
	m := newMachine(t)
	m.db = filepath.Join(mount, "normwalk.db")
	ballast := filepath.Join(mount, "ballast")
	fill(t, ballast, 16<<10)
	m.fails(exitJournal, "the disk is full", "\nh\n", "walk", "wannacry", "--norms", "h")
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	m.must("\nh\nquit\n", "walk", "wannacry", "--norms", "h")
}

// A report that has no room is not the journal's fault, and leaves nothing.
func TestFullDiskForAReport(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("can't mount: %v", err)
	}
	defer syscall.Unmount(mount, syscall.MNT_DETACH)
	fill(t, filepath.Join(mount, "ballast"), 8<<10)
	m, _ := walked(t)
	m.fails(exitFailed, "was not written", "", "report", "wannacry", "-o", filepath.Join(mount, "report.md"))
	m.fails(exitFailed, "was not written", "", "exercise", "export", "wannacry", "-o", filepath.Join(mount, "x.jsonl"))
	left, err := os.ReadDir(mount)
	if err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

// A journal that can't be written may still be read.
func TestReadOnlyJournal(t *testing.T) {
	m, export := walked(t)
	folder := filepath.Dir(m.db)
	const nobody = 65534
	root := os.Getuid() == 0 // file modes bind anybody but root
	for _, p := range []struct {
		path string
		mode os.FileMode
	}{{filepath.Dir(folder), 0o755}, {m.db, 0o400}, {m.db + ".locks", 0o500}, {folder, 0o500}} {
		if err := os.Chmod(p.path, p.mode); err != nil {
			t.Fatal(err)
		}
		if root {
			if err := os.Chown(p.path, nobody, nobody); err != nil {
				t.Fatal(err)
			}
		}
	}
	defer os.Chmod(folder, 0o700) // so that it can be removed
	normwalk := func(stdin string, args ...string) (out, trouble string, code int) {
		cmd := exec.Command("/proc/self/exe", append([]string{"--db", m.db}, args...)...)
		cmd.Args[0] = "normwalk"
		cmd.Dir = "/"
		cmd.Stdin = strings.NewReader(stdin)
		var o, e strings.Builder
		cmd.Stdout, cmd.Stderr = &o, &e
		if root {
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		}
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return o.String(), e.String(), cmd.ProcessState.ExitCode()
	}
	for _, args := range [][]string{{"walk", "wannacry"}, {"resume"}, {"exercise", "remove", "wannacry", "--yes"}} {
		if _, trouble, code := normwalk("\nh\n", args...); code != exitJournal || !strings.Contains(trouble, "choose another place with --db") {
			t.Errorf("%v: exit code %d: %s", args, code, trouble)
		}
	}
	if again, trouble, code := normwalk("", "exercise", "export", "wannacry"); code != 0 || again != export {
		t.Errorf("export: exit code %d: %s", code, trouble)
	}
	if out, trouble, code := normwalk("", "report", "wannacry"); code != 0 || !strings.Contains(out, "WannaCry") {
		t.Errorf("report: exit code %d: %s", code, trouble)
	}
}
