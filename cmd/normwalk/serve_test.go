package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// A room is opened, voted in from phones, revealed, left and taken up again: at
// the same address, with the same code, and everybody known.
func TestServe(t *testing.T) {
	leaksNothing(t)
	m := newMachine(t)
	listen := ownAddress(t)
	c := m.console("serve", "wannacry", "--norms", "h", "--ssh", "off", "--listen", listen, "--track", "60-minutes")
	at, code := c.await(saysURL), c.await(saysCode)
	if at != "http://"+listen {
		t.Errorf("it says %s", at)
	}
	c.await(`Only this computer can join\. Add --lan to let phones on this network in\.`)
	ann, ben := newPhone(t, at), newPhone(t, at)
	if status, body := ann.joins("WRONG"); status != http.StatusForbidden || !strings.Contains(body, "room&#39;s code") {
		t.Errorf("a wrong code: %d\n%s", status, body)
	}
	for _, p := range []*phone{ann, ben} {
		if status, _ := p.joins(strings.ToLower(code)); status != http.StatusOK {
			t.Fatalf("joining: %d", status)
		}
	}
	c.line("begin")
	c.await(`0 of 2 have voted\.`)
	step := m.past("wannacry").State.Current()
	ann.mustVote(step, "helped")
	ben.mustVote(step, "latency")
	c.line("wait 2")
	c.await(`2 votes recorded at this step\.`)
	c.line("13h academia 3 0 0")
	c.await(`3 hands beside 2 votes from devices\.`)
	ben.mustVote(step, "irrelevant")
	c.line("reveal")
	c.await(`4 helped, 0 added latency, 1 irrelevant, 0 abstained`)
	if ok, err := ben.votes(step, "latency"); ok || err != nil {
		t.Errorf("a vote after the reveal: %v %v", ok, err)
	}
	c.line("next")
	c.await(`Step 2 of 8`)
	c.line("quit")
	c.await(`people come back to their votes by themselves`)
	c.end(exitDone)
	if c.trouble.String() != "" {
		t.Errorf("trouble: %s", c.trouble.String())
	}
	if _, err := ann.client.Get(at); err == nil {
		t.Error("the address answers after the end")
	}

	c = m.console("resume")
	if again := c.await(saysURL); again != at {
		t.Errorf("it comes back at %s, and was at %s", again, at)
	}
	if again := c.await(saysCode); again != code {
		t.Errorf("the code was %s, and is %s", code, again)
	}
	c.await(`Resumed at step 2 of 8`)
	if status, body := ann.get("/"); status != http.StatusOK || !strings.Contains(body, "Step 2 of 8") {
		t.Errorf("a phone that comes back: %d\n%s", status, body)
	}
	c.line("people")
	c.await(`By the way they joined: browser 2\.`)
	c.line("finish")
	c.await(`The exercise is finished\.`)
	c.line("quit")
	c.end(exitDone)
	// After the end nobody needs the code and the keys: the next opening makes
	// others, and the phone that was in is a newcomer.
	c = m.console("resume", "wannacry")
	c.await(saysURL)
	if again := c.await(saysCode); again == code {
		t.Errorf("the code of the finished room, %s, is kept", again)
	}
	if _, body := ann.get("/"); !strings.Contains(body, "Join the room") {
		t.Errorf("the phone is still known:\n%s", body)
	}
	c.line("reopen")
	c.await(`Step 2 of 8`)
	c.line("quit")
	c.end(exitDone)
	if s := m.past("wannacry").State; s.Joined() != 2 {
		t.Errorf("%d people joined", s.Joined())
	}
	secret := regexp.MustCompile(`(\w{4}-){4}\w{4}`)
	if found := secret.FindString(c.text() + c.trouble.String()); found != "" {
		t.Errorf("the passphrase %q is printed", found)
	}
}

// The end of the input closes the room in order.
func TestServeEndOfInput(t *testing.T) {
	leaksNothing(t)
	m := newMachine(t)
	c := m.console("serve", "wannacry", "--ssh", "off", "--port", "0")
	at := c.await(saysURL)
	if _, port, err := net.SplitHostPort(strings.TrimPrefix(at, "http://")); err != nil || port == "0" {
		t.Errorf("it says %s", at)
	}
	p := newPhone(t, at)
	p.joins(c.await(saysCode))
	stream, err := p.client.Get(at + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	c.in.Close()
	c.end(exitInterrupted)
	if !strings.Contains(unwrap(c.trouble.String()), "The input ended before the exercise did.") {
		t.Errorf("it says %q", c.trouble.String())
	}
	if _, err := io.ReadAll(stream.Body); err != nil {
		t.Errorf("the stream is torn off, not ended: %v", err)
	}
}

// A port that is taken: another is found if nobody named it, and otherwise it is
// said what to do. No exercise is left behind.
func TestServeTakenPort(t *testing.T) {
	m := newMachine(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()
	_, port, _ := net.SplitHostPort(addr)
	for _, args := range [][]string{{"--listen", addr}, {"--port", port}, {"--port", "0", "--ssh", addr}, {"--port", "0", "--ssh-port", port}} {
		m.fails(exitFailed, "port "+port+" of 127.0.0.1 is in use by another program, perhaps by another normwalk", "", append([]string{"serve", "wannacry"}, args...)...)
	}
	if out := m.must("", "exercise", "list"); !strings.Contains(out, "No exercises yet") {
		t.Errorf("exercises are left:\n%s", out)
	}

	// A room comes back where it was, or says why it can't.
	c := m.console("serve", "wannacry", "--ssh", "off", "--listen", ownAddress(t))
	at := strings.TrimPrefix(c.await(saysURL), "http://")
	c.line("quit")
	c.end(exitDone)
	squatter, err := net.Listen("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer squatter.Close()
	m.fails(exitFailed, "is in use by another program", "", "resume")
	c = m.console("resume", "--listen", ownAddress(t), "--ssh", "off")
	moved := c.await(saysURL)
	c.line("quit")
	c.end(exitDone)
	if strings.Contains(moved, at) {
		t.Errorf("it is at %s", moved)
	}
	c = m.console("resume") // and stays where it moved to
	if again := c.await(saysURL); again != moved {
		t.Errorf("it moved to %s, and is at %s", moved, again)
	}
	c.line("quit")
	c.end(exitDone)
}

// The usual ports may be taken: the next free ones will do, and it is said.
func TestServeNextPort(t *testing.T) {
	s := serving{Web: "127.0.0.1:0"}
	first, err := s.listen(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer first.close()
	second, err := serving{Web: first.serving.Web}.listen(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer second.close()
	if second.serving.Web == first.serving.Web || len(second.notes) != 1 || !strings.Contains(second.notes[0], "is in use by another program, so this room takes port") {
		t.Errorf("it listens on %s: %q", second.serving.Web, second.notes)
	}
}

// The flags of a live room are refused for other exercises.
func TestResumeElsewhereOfASoloWalk(t *testing.T) {
	m := newMachine(t)
	m.must("\nquit\n", "walk", "wannacry", "--plain")
	m.fails(exitUsage, "--lan is for a live room", "", "resume", "--lan")
}

// What goes wrong meanwhile is said once, when the terminal is free.
func TestFaults(t *testing.T) {
	f := newFaults()
	f.log("this")
	f.tell("that")
	f.log("this")
	for i := range 2 * mostFaults {
		f.tell(fmt.Sprint("kind ", i))
	}
	var b strings.Builder
	f.write(&b)
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != mostFaults+1 || lines[0] != "normwalk: this (2 times)" || lines[1] != "normwalk: that" || lines[mostFaults] != "normwalk: 22 more faults of other kinds" {
		t.Errorf("it says:\n%s", b.String())
	}
	if got := <-f.notices; got != "that" {
		t.Errorf("the console is told %q", got)
	}
}

// A server that stops leaves the room as it is, and the facilitator knows.
func TestADoorFails(t *testing.T) {
	leaksNothing(t)
	m := newMachine(t)
	a := &app{host: host{Now: time.Now, Random: rand.Reader, Getenv: os.Getenv}, db: m.db}
	lib, err := a.library()
	if err != nil {
		t.Fatal(err)
	}
	err = a.writeJournal(t.Context(), func(h *room.Host) error {
		r, err := h.Open(t.Context(), lib, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
		if err != nil {
			return err
		}
		l, err := serving{Web: "127.0.0.1:0"}.listen(t.Context())
		if err != nil {
			return err
		}
		v, err := a.admit(t.Context(), conducted{host: h, room: r, faults: newFaults()}, l)
		if err != nil {
			return err
		}
		if err := l.web.Close(); err != nil {
			return err
		}
		if notice := <-v.faults.notices; !strings.Contains(notice, "the server for phones and browsers has stopped, and the room goes on") {
			t.Errorf("the console is told %q", notice)
		}
		if _, err := r.Do(t.Context(), exercise.Enter{Step: r.State().Steps()[0].ID}); err != nil {
			t.Errorf("the room doesn't go on: %v", err)
		}
		return errors.Join(v.close(), r.Close())
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A room that is closed lets go of its addresses by itself.
func TestAClosedRoomIsShut(t *testing.T) {
	m := newMachine(t)
	a := &app{host: host{Now: time.Now, Random: rand.Reader, Getenv: os.Getenv}, db: m.db}
	lib, err := a.library()
	if err != nil {
		t.Fatal(err)
	}
	err = a.writeJournal(t.Context(), func(h *room.Host) error {
		open := a.fromHome(h, content{lib: lib}, nil, newFaults())
		var before string
		for range 2 {
			r, err := h.Open(t.Context(), lib, room.Choice{Scenario: "wannacry-2017", Mode: exercise.Room})
			if err != nil {
				return err
			}
			served, err := open(t.Context(), r)
			if err != nil {
				return err
			}
			if before != "" && served.Invitation.URL != before {
				t.Errorf("the second room is at %s, the first was at %s", served.Invitation.URL, before)
			}
			before = served.Invitation.URL
			if err := r.Close(); err != nil { // without Stop
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
