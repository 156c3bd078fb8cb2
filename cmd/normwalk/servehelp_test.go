package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// A console is a facilitator's, in lines, of a room that is served in this
// process.
type console struct {
	t       testing.TB
	in      *io.PipeWriter
	code    chan int
	trouble lockedBuffer

	mu   sync.Mutex
	said strings.Builder
	more chan struct{}
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// patience is how long anything may take that comes at once on a machine with
// nothing else to do. Those that run these tests have much else to do.
const patience = 2 * time.Minute

// console runs the program with a pipe to type into.
func (m *machine) console(args ...string) *console {
	m.t.Helper()
	in, typist := io.Pipe()
	out, screen := io.Pipe()
	c := &console{t: m.t, in: typist, code: make(chan int, 1), more: make(chan struct{}, 1)}
	heard := make(chan struct{})
	go func() {
		code := run(m.t.Context(), host{
			Args: append([]string{"--db", m.db}, args...), Stdin: in, Stdout: screen, Stderr: &c.trouble,
			Getenv: func(k string) string { return m.env[k] }, Now: time.Now, Random: rand.Reader,
			Farewell: patience,
		})
		in.Close()
		screen.Close()
		<-heard // who learns that it has ended finds all that it said
		c.code <- code
	}()
	go func() {
		defer close(heard)
		for b := make([]byte, 4096); ; {
			n, err := out.Read(b)
			if err != nil {
				return
			}
			c.mu.Lock()
			c.said.Write(b[:n])
			c.mu.Unlock()
			select {
			case c.more <- struct{}{}:
			default:
			}
		}
	}()
	m.t.Cleanup(func() { typist.Close() })
	return c
}

func (c *console) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.said.String()
}

// await waits until the console says something, and gives what a group of the
// pattern caught.
func (c *console) await(pattern string) string {
	c.t.Helper()
	want := regexp.MustCompile(pattern)
	deadline := time.After(patience)
	for {
		if m := want.FindStringSubmatch(unwrap(c.text())); m != nil {
			return m[len(m)-1]
		}
		select {
		case <-c.more:
		case code := <-c.code:
			c.code <- code
			if !want.MatchString(unwrap(c.text())) {
				c.t.Fatalf("it ended with %d, without %s:\n%s\n%s", code, pattern, c.text(), c.trouble.String())
			}
		case <-deadline:
			c.t.Fatalf("no %s in:\n%s\n%s", pattern, c.text(), c.trouble.String())
		}
	}
}

func (c *console) line(format string, args ...any) {
	c.t.Helper()
	if _, err := fmt.Fprintf(c.in, format+"\n", args...); err != nil {
		c.t.Fatalf("nobody reads “%s”: %v\n%s", fmt.Sprintf(format, args...), err, c.trouble.String())
	}
}

// end leaves, and checks the exit code.
func (c *console) end(want int) {
	c.t.Helper()
	select {
	case got := <-c.code:
		if got != want {
			c.t.Errorf("exit code %d, want %d: %s", got, want, c.trouble.String())
		}
	case <-time.After(patience):
		c.t.Fatalf("it doesn't end:\n%s", c.text())
	}
}

// The lines of the invitation.
const (
	saysURL  = `Phones and laptops join at: (\S+)\s`
	saysCode = `The room code is (\w+)\.`
)

// ownAddress is a free address of this machine with a port that no system gives
// away by itself: a room that was away for a moment finds it free again, whatever
// else runs and connects meanwhile.
func ownAddress(t testing.TB) string {
	t.Helper()
	for range 100 {
		l, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(10000+mathrand.IntN(10000))))
		if err == nil {
			l.Close()
			return l.Addr().String()
		}
	}
	t.Fatal("this machine has no free port")
	return ""
}

// A phone is a browser without a screen.
type phone struct {
	t      testing.TB
	url    string
	client *http.Client
}

func newPhone(t testing.TB, at string) *phone {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	tr := &http.Transport{}
	t.Cleanup(tr.CloseIdleConnections)
	return &phone{t, at, &http.Client{Jar: jar, Transport: tr, Timeout: patience}}
}

// joins sends the form of the page and returns the page that it leads to.
func (p *phone) joins(code string) (status int, body string) {
	p.t.Helper()
	return p.post("/join", url.Values{"code": {code}})
}

func (p *phone) post(path string, form url.Values) (status int, body string) {
	p.t.Helper()
	r, err := p.client.PostForm(p.url+path, form)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.read(r)
}

func (p *phone) get(path string) (status int, body string) {
	p.t.Helper()
	r, err := p.client.Get(p.url + path)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.read(r)
}

func (p *phone) read(r *http.Response) (status int, body string) {
	p.t.Helper()
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

// votes gives a verdict on 13(h) at a step, and reports whether it was
// acknowledged.
func (p *phone) votes(step, answer string) (recorded bool, err error) {
	form := url.Values{"step": {step}, "norm": {"un-gge-2015/h"}, "round": {"1"}, "answer": {answer}}
	req, err := http.NewRequest(http.MethodPost, p.url+"/vote", strings.NewReader(form.Encode()))
	if err != nil {
		return false, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("X-Normwalk-Part", "main")
	r, err := p.client.Do(req)
	if err != nil {
		return false, err
	}
	defer r.Body.Close()
	var o struct{ Recorded bool }
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		return false, err
	}
	return o.Recorded, nil
}

func (p *phone) mustVote(step, answer string) {
	p.t.Helper()
	if ok, err := p.votes(step, answer); err != nil || !ok {
		p.t.Fatalf("not recorded: %v", err)
	}
}

// leaksNothing checks at the end of a test that no goroutine is left.
func leaksNothing(t *testing.T) {
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() {
		// Those that are about to end may have to wait for their turn.
		err := goleak.Find(before)
		for late := time.Now().Add(patience); err != nil && time.Now().Before(late); err = goleak.Find(before) {
		}
		if err != nil {
			t.Error(err)
		}
	})
}
