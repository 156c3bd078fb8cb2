//go:build unix

package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// caught is what a group of a pattern matches in what a child has said.
func (c *child) caught(t *testing.T, pattern string) string {
	t.Helper()
	c.await(t, pattern)
	return regexp.MustCompile(pattern).FindStringSubmatch(c.text())[1]
}

// A voter votes as fast as the room answers, and remembers what it was promised.
type voter struct {
	*phone
	acknowledged []string // the verdicts that were called recorded, in order
	unknown      string   // one that was sent, and never answered
}

// vote goes on until the room is gone. It calls begun once the first vote is
// acknowledged, or never will be.
func (v *voter) vote(step string, dice *rand.Rand, begun func()) {
	defer begun()
	for {
		answer := string(exercise.Answers()[dice.IntN(4)])
		ok, err := v.votes(step, answer)
		if err != nil {
			v.unknown = answer
			return
		}
		if ok {
			v.acknowledged, v.unknown = append(v.acknowledged, answer), ""
			begun()
		}
	}
}

// Killed in the middle of a vote, a room comes back at the same address with the
// same code; phones with their old cookies are at their ballots, and every
// acknowledged one is there.
func TestServeKilled(t *testing.T) {
	kills := 6
	if testing.Short() {
		kills = 2
	}
	const people = 12
	m := newMachine(t)
	args := []string{"--db", m.db, "serve", "wannacry", "--norms", "h", "--listen", ownAddress(t), "--ssh", ownAddress(t), "--plain"}
	var at, code, step string
	var voters []*voter
	dice := rand.New(rand.NewPCG(3, 9))
	total := 0
	for kill := range kills {
		c := start(t, args...)
		url1, code1 := c.caught(t, saysURL), c.caught(t, saysCode)
		if kill == 0 {
			at, code = url1, code1
			args = []string{"--db", m.db, "resume", "--plain"}
			c.type1("begin")
			c.await(t, `0 of 0 have voted`)
			step = m.past("wannacry").State.Current()
			for range people {
				v := &voter{phone: newPhone(t, at)}
				if status, _ := v.joins(code); status != http.StatusOK {
					t.Fatalf("joining: %d", status)
				}
				voters = append(voters, v)
			}
		}
		if url1 != at || code1 != code {
			t.Fatalf("it was at %s with %s, and is at %s with %s", at, code, url1, code1)
		}
		var voting, begun sync.WaitGroup
		for i, v := range voters {
			if status, body := v.get("/"); status != http.StatusOK || !strings.Contains(body, fmt.Sprintf("You are participant %d", i+1)) {
				t.Fatalf("participant %d comes back to %d:\n%s", i+1, status, body)
			}
			v.acknowledged, v.unknown = nil, ""
			own := rand.New(rand.NewPCG(uint64(kill), uint64(i)))
			begun.Add(1)
			voting.Go(func() { v.vote(step, own, sync.OnceFunc(begun.Done)) })
		}
		begun.Wait() // everybody has something to lose, however slow the machine is
		time.Sleep(time.Duration(dice.IntN(150)) * time.Millisecond)
		c.Process.Kill()
		c.wait()
		if c.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Fatalf("it was not killed: %s\n%s", c.ProcessState, c.trouble.String())
		}
		voting.Wait()
		state := m.past("wannacry").State
		seats := state.Participants()
		if len(seats) != people {
			t.Fatalf("%d people joined, and %d are known", people, len(seats))
		}
		for i, v := range voters {
			total += len(v.acknowledged)
			b, cast := state.Ballot(exercise.Item{Step: step, Norm: "un-gge-2015/h", Round: 1}, seats[i].ID)
			if n := len(v.acknowledged); n > 0 && (!cast || string(b.Answer) != v.acknowledged[n-1] && string(b.Answer) != v.unknown) {
				t.Fatalf("after kill %d participant %d was promised %q, and has %q (on its way: %q)", kill, i+1, v.acknowledged[n-1], b.Answer, v.unknown)
			}
		}
	}
	if total < kills*people {
		t.Errorf("only %d votes were acknowledged", total)
	}
	t.Logf("%d acknowledged votes survived %d kills", total, kills)

	// Nobody else gets in by these cookies: another room doesn't know them.
	other := start(t, "--db", m.db, "serve", "estonia", "--listen", "127.0.0.1:0", "--ssh", "off", "--plain")
	elsewhere := other.caught(t, saysURL)
	stranger := voters[0].client
	stranger.Jar.SetCookies(mustURL(t, elsewhere), stranger.Jar.Cookies(mustURL(t, at)))
	r, err := stranger.Get(elsewhere + "/")
	if err != nil {
		t.Fatal(err)
	}
	if _, body := voters[0].read(r); strings.Contains(body, "You are participant") {
		t.Error("a cookie of one room opens another")
	}
	other.type1("quit")
	if code := other.wait(); code != exitDone {
		t.Errorf("exit code %d", code)
	}
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// Signals end a room in order, and a second program can't open it meanwhile.
func TestServeSignals(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			m := newMachine(t)
			c := start(t, "--db", m.db, "serve", "wannacry", "--listen", "127.0.0.1:0", "--ssh", "127.0.0.1:0", "--plain")
			at := c.caught(t, saysURL)
			p := newPhone(t, at)
			p.joins(c.caught(t, saysCode))
			stream, err := p.client.Get(at + "/events")
			if err != nil {
				t.Fatal(err)
			}
			defer stream.Body.Close()
			m.fails(exitJournal, "is open elsewhere: close the other window", "", "resume")
			signalled := time.Now()
			if err := c.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if code := c.wait(); code != exitInterrupted {
				t.Errorf("exit code %d: %s", code, c.trouble.String())
			}
			if said := unwrap(c.trouble.String()); !strings.Contains(said, "Interrupted.") || !strings.Contains(said, "go on with: normwalk resume 2") {
				t.Errorf("it says %q", said)
			}
			took := time.Since(signalled)
			// Ended, not torn off, unless the machine was so slow that the farewell
			// was over; TestServeEndOfInput has all the time that it needs.
			if _, err := io.ReadAll(stream.Body); err != nil && took < usualFarewell {
				t.Errorf("the stream is torn off after %v: %v", took, err)
			}
		})
	}
}
