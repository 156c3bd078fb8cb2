package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// terminal is a pseudo-terminal with a person's side, which answers what a
// terminal is asked.
type terminal struct {
	person, program *os.File
}

func newTerminal(t testing.TB) terminal {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("this machine has no pseudo-terminals: %v", err)
	}
	fd := int(person.Fd())
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 30, Col: 100})
	}
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return terminal{person, program}
}

// until reads until the text has come, and answers questions on the way.
func (x terminal) until(ctx context.Context, text string) error {
	var seen bytes.Buffer
	b := make([]byte, 64<<10)
	for ctx.Err() == nil {
		n, err := x.person.Read(b)
		if err != nil {
			return err
		}
		seen.Write(b[:n])
		if bytes.Contains(b[:n], []byte("\x1b]11;?")) {
			x.person.WriteString("\x1b]11;rgb:0000/0000/0000\x1b\\")
		}
		if bytes.Contains(b[:n], []byte("\x1b[6n")) {
			x.person.WriteString("\x1b[1;1R")
		}
		if bytes.Contains(seen.Bytes(), []byte(text)) {
			return nil
		}
	}
	return ctx.Err()
}

// BenchmarkFirstFrame is the time from the start of the process to the home
// page with all that stands on it, on a journal that exists; then to the page of
// all norms, for which all content has to be read, if N is pressed at once; and
// the memory of the process a moment later, on a home page that nobody touched.
func BenchmarkFirstFrame(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "normwalk")
	if out, err := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	if info, err := os.Stat(program); err == nil {
		b.ReportMetric(float64(info.Size())/1e6, "MB-binary")
	}
	db := filepath.Join(dir, "normwalk.db")
	if err := exec.Command(program, "--db", db, "walk", "wannacry", "--plain").Run(); err == nil {
		b.Fatal("a walk without input says that all is well")
	}
	var took, whole []time.Duration
	resident := 0
	for i := 0; b.Loop(); i++ {
		x := newTerminal(b)
		cmd := exec.Command(program, "--db", db)
		cmd.Env = append(os.Environ(), "TERM=xterm-256color")
		cmd.Stdin, cmd.Stdout, cmd.Stderr = x.program, x.program, x.program
		cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		start := time.Now()
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		if err := x.until(ctx, "The norms"); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		b.StopTimer()
		if i%2 == 0 {
			x.person.WriteString("N")
			if err := x.until(ctx, "to search"); err != nil {
				b.Fatal(err)
			}
			whole = append(whole, time.Since(start))
		} else {
			time.Sleep(600 * time.Millisecond)
			resident = max(resident, residentKB(b, cmd.Process.Pid))
		}
		cancel()
		cmd.Process.Kill()
		cmd.Wait()
		x.person.Close()
		x.program.Close()
		b.StartTimer()
	}
	slices.Sort(took)
	slices.Sort(whole)
	b.ReportMetric(float64(whole[len(whole)/2].Microseconds())/1000, "p50-ms-all-norms")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "max-ms")
	b.ReportMetric(float64(resident)/1000, "MB-idle")
}

// residentKB is the memory that a process holds, as the system counts it.
func residentKB(t testing.TB, pid int) int {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+)`).FindSubmatch(status)
	if m == nil {
		t.Fatalf("no VmRSS in %s", status)
	}
	kb, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return kb
}
