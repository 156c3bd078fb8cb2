package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// wave has everybody vote on one item within a second, and waits until the
// facilitator sees all of it.
func (r *rehearsal) wave(ctx context.Context, item exercise.Item) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var killer sync.WaitGroup
	var killed error
	killer.Go(func() { killed = r.maybeKill(ctx) })
	var last latest
	err := r.everybody(voting, func(c participant) error {
		if r.dropsOff() {
			c.leave()
			pause(ctx, away)
			if err := insist(ctx, func() error { return c.back(ctx) }); err != nil {
				return err
			}
		}
		times := 1
		if rand.IntN(changing) == 0 {
			times = 2
		}
		for range times {
			if err := r.voteOnce(ctx, c, item, &last); err != nil {
				return err
			}
		}
		return nil
	})
	killer.Wait()
	if killed != nil {
		return fmt.Errorf("killing the room and starting it again: %w", killed)
	}
	if err != nil {
		return fmt.Errorf("voting on %s at %s: %w", item.Norm, item.Step, err)
	}
	a, err := r.stage.Ask(ctx, Question{Deed: Tally, Step: item.Step, Votes: r.ledger.recorded(item.Step)})
	if err != nil {
		return fmt.Errorf("waiting for the tally at %s: %w", item.Step, err)
	}
	if !r.Kill {
		r.tallies.add(a.At.Sub(last.time()))
	}
	return nil
}

// dropsOff draws whether somebody drops off. With Kill everybody does anyway.
func (r *rehearsal) dropsOff() bool { return !r.Kill && rand.IntN(dropping) == 0 }

// voteOnce casts a ballot and tries again until it is acknowledged.
func (r *rehearsal) voteOnce(ctx context.Context, c participant, item exercise.Item, last *latest) error {
	b := c.ballot()
	tries, start := 0, r.now()
	err := insist(ctx, func() error {
		tries++
		r.ledger.send(c.name(), item, b)
		return c.vote(ctx, item, b)
	})
	if err != nil {
		return err
	}
	end := r.now()
	r.ledger.record(c.name(), item)
	r.acknowledged.Add(1)
	last.note(end)
	// What had to be sent again waited for a new process, not for the disk.
	if tries == 1 || !r.Kill {
		of(c, &r.votes, &r.terminals.votes).add(end.Sub(start))
	}
	return nil
}

// insist does something until it succeeds, is refused, or ctx ends.
func insist(ctx context.Context, do func() error) error {
	for {
		err := do()
		if err == nil || errors.Is(err, errRefused) {
			return err
		}
		if ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		pause(ctx, retry())
	}
}

// maybeKill ends the room's process at a random moment, if the plan says so,
// starts it again, and waits until everybody has come back.
func (r *rehearsal) maybeKill(ctx context.Context) error {
	if !r.Kill {
		return nil
	}
	pause(ctx, rand.N(voting))
	at := r.now()
	if err := r.stage.Kill(); err != nil {
		return err
	}
	if _, err := r.stage.Start(ctx); err != nil {
		return err
	}
	r.killed++
	return r.everybody(0, func(c participant) error {
		back, err := c.sees().returned(ctx, at)
		if err == nil {
			r.returns.add(back.Sub(at))
		}
		return err
	})
}

// latest keeps the latest of many times.
type latest struct {
	mu sync.Mutex
	at time.Time
}

func (l *latest) note(t time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if t.After(l.at) {
		l.at = t
	}
}

func (l *latest) time() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.at
}
