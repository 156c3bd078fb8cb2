package ssh

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"github.com/normwalk/normwalk/engine/exercise"
)

const terminals = 500

// Benchmark500Sessions joins 500 terminals, which are another process so that
// the memory is the server's alone, and lets the facilitator walk through the
// steps. It reports how long it takes until a terminal has the new step, until
// its vote stands there as recorded, and the memory of the whole process. Most
// of the memory is garbage of the logins: GOMEMLIMIT=100MiB keeps it near that.
func Benchmark500Sessions(b *testing.B) {
	h := open(b, func(o *Options) { o.Limits.PerAddress = terminals + 10 })
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "NORMWALK_TERMINALS="+h.addr, "NORMWALK_CODE="+h.access.Code)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	before := resident(b)
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	all := func(want string, since time.Time) []time.Duration {
		var took []time.Duration
		for len(took) < terminals && lines.Scan() {
			what, at, _ := strings.Cut(lines.Text(), "\t")
			if what != want {
				continue
			}
			n, err := strconv.ParseInt(at, 10, 64)
			if err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Unix(0, n).Sub(since))
		}
		slices.Sort(took)
		if len(took) < terminals {
			b.Fatalf("%s: %d terminals of %d", want, len(took), terminals)
		}
		return took
	}
	all("in", start)
	b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms-all-joined")
	var repaint, vote []time.Duration
	for i := 0; b.Loop(); i++ {
		n := i%8 + 1
		at := time.Now()
		h.do(exercise.Enter{Step: h.step(n).Step})
		repaint = append(repaint, all(fmt.Sprintf("step %d", n), at)...)
		if i >= 8 {
			continue // its norms have answers by now
		}
		at = time.Now()
		fmt.Fprintln(in, "vote")
		vote = append(vote, all("vote", at)...)
	}
	report := func(name string, d []time.Duration) {
		slices.Sort(d)
		b.ReportMetric(float64(d[len(d)/2].Milliseconds()), "ms-"+name+"-p50")
		b.ReportMetric(float64(d[len(d)*95/100].Milliseconds()), "ms-"+name+"-p95")
		b.ReportMetric(float64(d[len(d)-1].Milliseconds()), "ms-"+name+"-max")
	}
	report("repaint", repaint)
	report("recorded", vote)
	b.ReportMetric(resident(b), "MB")
	debug.FreeOSMemory()
	b.ReportMetric(resident(b), "MB-after-gc")
	b.ReportMetric(before, "MB-before")
	in.Close()
	cmd.Wait()
}

// resident is the memory of this process in MB.
func resident(b *testing.B) float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("the memory of a process is read from /proc")
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				b.Fatal(err)
			}
			return float64(kb) / 1024
		}
	}
	b.Fatal("no VmRSS")
	return 0
}

// crowd is the other process of the benchmark.
func crowd(addr, code string) error {
	var mu sync.Mutex
	say := func(what string) {
		at := time.Now()
		mu.Lock()
		defer mu.Unlock()
		fmt.Printf("%s\t%d\n", what, at.UnixNano())
	}
	var keys [terminals]io.Writer
	errs := make(chan error, terminals)
	turn := make(chan struct{}, 32)
	for i := range terminals {
		go func() {
			turn <- struct{}{}
			config := &gossh.ClientConfig{User: code, Auth: []gossh.AuthMethod{keyless()}, HostKeyCallback: gossh.InsecureIgnoreHostKey()}
			c, err := gossh.Dial("tcp", addr, config)
			for range 50 { // one address may not connect any faster
				if err == nil {
					break
				}
				time.Sleep(100 * time.Millisecond)
				c, err = gossh.Dial("tcp", addr, config)
			}
			<-turn
			if err != nil {
				errs <- err
				return
			}
			sess, err := c.NewSession()
			if err != nil {
				errs <- err
				return
			}
			in, err := sess.StdinPipe()
			if err != nil {
				errs <- err
				return
			}
			keys[i] = in
			out, err := sess.StdoutPipe()
			if err != nil {
				errs <- err
				return
			}
			if err := sess.RequestPty("xterm-256color", 30, 100, gossh.TerminalModes{}); err != nil {
				errs <- err
				return
			}
			if err := sess.Shell(); err != nil {
				errs <- err
				return
			}
			errs <- watch(out, say)
		}()
	}
	go func() {
		for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
			for _, k := range keys {
				if _, err := io.WriteString(k, "h"); err != nil {
					errs <- err
				}
			}
		}
		errs <- io.EOF
	}()
	return <-errs
}

// watch tells when a terminal shows that it is in, at another step, and that
// its vote is recorded.
func watch(out io.Reader, say func(string)) error {
	var last []byte // the end of what came before: a text may come in two pieces
	b := make([]byte, 16<<10)
	step, in, voted := 0, false, false
	for {
		n, err := out.Read(b)
		if err != nil {
			return err
		}
		text := append(last, b[:n]...)
		if !in && bytes.Contains(text, []byte("You are participant")) {
			in = true
			say("in")
		}
		for s := 1; s <= 8; s++ {
			if s != step && bytes.Contains(text, []byte(fmt.Sprintf("step %d of 8", s))) {
				step, voted, text = s, false, nil
				say(fmt.Sprintf("step %d", s))
				break
			}
		}
		if !voted && bytes.Contains(text, []byte("● recorded")) {
			voted = true
			say("vote")
		}
		last = bytes.Clone(text[max(0, len(text)-40):])
	}
}
