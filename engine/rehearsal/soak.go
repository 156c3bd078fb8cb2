package rehearsal

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// The pace of a soak.
const (
	soakStep  = 30 * time.Second // at one step, forwards and back
	soakVote  = 10 * time.Second // on average between two votes of one participant
	soakDrop  = 60 * time.Second // on average between two drops of one participant
	soakSay   = 30 * time.Second
	soakStall = 20 * time.Second // how long a slow reader goes on before it comes anew
)

// soak goes on for a while: votes, steps, drops, and readers that don't read.
func (r *rehearsal) soak(ctx context.Context) error {
	r.say(fmt.Sprintf("Soaking for %v: votes, drops and slow readers.", r.Soak))
	ctx, cancel := context.WithTimeout(ctx, r.Soak+2*patience)
	defer cancel()
	from, end := len(r.beats.list()), r.now().Add(r.Soak)
	over := func() bool { return ctx.Err() != nil || !r.now().Before(end) }
	s := &spot{}
	if err := r.move(ctx, s, 0); err != nil {
		return err
	}
	var all sync.WaitGroup
	errs := make([]error, len(r.crowd)+1)
	for i, c := range r.crowd {
		all.Go(func() { errs[i] = r.mill(ctx, c, s, over) })
	}
	for _, p := range r.slow() {
		all.Go(func() { p.stall(ctx, over) })
	}
	said := r.now()
	for i := 1; !over(); i++ {
		for next := r.now().Add(soakStep); !over() && r.now().Before(next); pause(ctx, time.Second) {
			if r.now().Sub(said) < soakSay {
				continue
			}
			said = r.now()
			if list := r.beats.list(); len(list) > 0 {
				b := list[len(list)-1]
				r.say(fmt.Sprintf("  %v: %d votes, %.0f MB, %d connected", b.After.Round(time.Second), b.Votes, megabytes(b.Resident), b.Connected))
			}
		}
		if over() {
			break
		}
		if err := r.move(ctx, s, i); err != nil {
			errs[len(r.crowd)] = err
			break
		}
	}
	all.Wait()
	r.soaked = r.beats.list()[from:]
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return fmt.Errorf("during the soak: %w", errs[i])
	}
	return nil
}

// A spot is the step that the soak is at.
type spot struct {
	mu   sync.RWMutex // held for reading while a vote is on its way
	step Step
}

// move turns to another step that is not part of the waves, once no vote is on
// its way.
func (r *rehearsal) move(ctx context.Context, s *spot, i int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	left := r.doors.Steps[r.Steps:]
	if len(left) == 0 {
		return fmt.Errorf("no step is left for a soak; take fewer: %w", ErrPlan)
	}
	s.step = left[i%len(left)]
	return r.turn(ctx, Enter, s.step)
}

// mill votes and drops off now and then.
func (r *rehearsal) mill(ctx context.Context, c participant, s *spot, over func() bool) error {
	var last latest
	for {
		for wait := r.now().Add(rand.N(2 * soakVote)); r.now().Before(wait); pause(ctx, time.Second) {
			if over() {
				return nil
			}
		}
		// Nobody drops off while the room turns to another step: turn waits for
		// every screen.
		s.mu.RLock()
		err := func() error {
			if rand.N(soakDrop) < soakVote {
				c.leave()
				pause(ctx, away)
				if err := insist(ctx, func() error { return c.back(ctx) }); err != nil {
					return err
				}
			}
			n := s.step.Norms[rand.IntN(len(s.step.Norms))]
			return r.voteOnce(ctx, c, exercise.Item{Step: s.step.ID, Norm: n, Round: 1}, &last)
		}()
		s.mu.RUnlock()
		if err != nil {
			return err
		}
	}
}

// slow are the phones that open another stream and don't read it: one of fifty.
func (r *rehearsal) slow() []*phone {
	var out []*phone
	for _, c := range r.crowd {
		if p, ok := c.(*phone); ok && len(out) < 1+r.Phones/50 {
			out = append(out, p)
		}
	}
	return out
}

// stall opens event streams and reads nothing of them.
func (p *phone) stall(ctx context.Context, over func() bool) {
	for !over() {
		c, err := loopback(ctx, p.port)
		if err != nil {
			pause(ctx, time.Second)
			continue
		}
		p.mu.Lock()
		cookie := p.cookie.Name + "=" + p.cookie.Value
		p.mu.Unlock()
		// What it says doesn't matter: the room has to bear it.
		_, _ = strings.NewReader("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie + "\r\n\r\n").WriteTo(c)
		for next := p.deeds.now().Add(soakStall); !over() && p.deeds.now().Before(next); {
			pause(ctx, time.Second)
		}
		c.Close() // the room may have dropped it
	}
}
