package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A participant is one simulated person with a device.
type participant interface {
	name() string
	sees() *seen
	// id is the participant's id, given how the room derives it from a key.
	id(alias func(known string) string) string
	// join comes in, and gives the time from the ask until the page is there.
	join(ctx context.Context) (time.Duration, error)
	ballot() exercise.Ballot
	// vote returns without error only after the room has said that the ballot
	// is recorded.
	vote(ctx context.Context, item exercise.Item, b exercise.Ballot) error
	// leave drops off without a word.
	leave()
	// back comes back after leaving.
	back(ctx context.Context) error
}

// A rehearsal is what is going on.
type rehearsal struct {
	Plan
	stage  Stage
	now    func() time.Time
	say    func(string)
	doors  Doors
	crowd  []participant
	ledger *ledger
	deeds  *deeds
	dice   *rand.Rand
	begun  time.Time

	joins, votes, tallies, screens, returns samples
	terminals                               struct{ joins, votes, screens samples }

	acknowledged atomic.Int64 // votes, changes included
	killed       int
	beats        beats
	soaked       []Beat
}

// Play rehearses. say takes lines about the progress. The room's process is
// left as the stage has it; an error means that no figures can be given.
func Play(ctx context.Context, p Plan, stage Stage, now func() time.Time, say func(string)) (Result, error) {
	if err := p.Check(); err != nil {
		return Result{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	r := &rehearsal{Plan: p, stage: stage, now: now, say: say, ledger: newLedger(), dice: dice(p.Seed, 0), begun: now()}
	defer func() {
		cancel()
		for _, c := range r.crowd {
			c.leave()
		}
	}()
	if err := r.open(ctx); err != nil {
		return Result{}, err
	}
	var watch sync.WaitGroup
	watching, stop := context.WithCancel(ctx)
	watch.Go(func() { r.beats.watch(watching, r) })
	err := r.play(ctx)
	stop()
	watch.Wait()
	if err != nil {
		return Result{}, err
	}
	return r.finish(ctx)
}

func dice(seed uint64, n int) *rand.Rand { return rand.New(rand.NewPCG(seed, uint64(n))) }

func (r *rehearsal) play(ctx context.Context) error {
	if err := r.joinAll(ctx); err != nil {
		return err
	}
	for i, s := range r.doors.Steps[:r.Steps] {
		r.say(fmt.Sprintf("Step %d of %d: %s", i+1, r.Steps, s.Title))
		if err := r.step(ctx, s, i == r.Steps-1); err != nil {
			return err
		}
	}
	if r.Soak > 0 {
		return r.soak(ctx)
	}
	return nil
}

// open starts the room and makes the participants.
func (r *rehearsal) open(ctx context.Context) error {
	var err error
	if r.doors, err = r.stage.Start(ctx); err != nil {
		return err
	}
	r.Steps = min(r.Steps, len(r.doors.Steps))
	r.deeds = &deeds{life: ctx, now: r.now, code: r.doors.Code}
	r.say(fmt.Sprintf("The room is open on this machine: %s, for %s.", r.doors.Code, people(r.Phones, r.Terminals)))
	for i := range r.Phones {
		r.crowd = append(r.crowd, newPhone(fmt.Sprint("phone ", i+1), r.doors.Web, dice(r.Seed, len(r.crowd)+1), r.deeds))
	}
	for i := range r.Terminals {
		t, err := newTerminal(fmt.Sprint("terminal ", i+1), r.doors, dice(r.Seed, len(r.crowd)+1), r.deeds)
		if err != nil {
			return err
		}
		r.crowd = append(r.crowd, t)
	}
	// Phones and terminals come mixed.
	r.dice.Shuffle(len(r.crowd), func(i, j int) { r.crowd[i], r.crowd[j] = r.crowd[j], r.crowd[i] })
	r.beats.look(ctx, r)
	return nil
}

// everybody has each participant do something, at moments spread over a time,
// and returns what failed.
func (r *rehearsal) everybody(within time.Duration, do func(participant) error) error {
	var all sync.WaitGroup
	errs := make([]error, len(r.crowd))
	for i, c := range r.crowd {
		wait := rand.N(within + 1)
		all.Go(func() {
			time.Sleep(wait)
			if err := do(c); err != nil {
				errs[i] = fmt.Errorf("%s: %w", c.name(), err)
			}
		})
	}
	all.Wait()
	errs = slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	if len(errs) == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d didn't get through; the first: %w", len(errs), len(r.crowd), errs[0])
}

func (r *rehearsal) joinAll(ctx context.Context) error {
	err := r.everybody(joining, func(c participant) error {
		took, err := c.join(ctx)
		if err == nil {
			of(c, &r.joins, &r.terminals.joins).add(took)
		}
		return err
	})
	if err != nil {
		return errors.Join(fmt.Errorf("joining: %w", err), ctx.Err())
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := r.everybody(0, func(c participant) error { _, err := c.sees().returned(ctx, r.begun); return err }); err != nil {
		return fmt.Errorf("waiting for everybody to be connected: %w", err)
	}
	r.say(fmt.Sprintf("All %d have joined.", len(r.crowd)))
	for _, c := range r.crowd {
		if p, ok := c.(*phone); ok {
			_, n, err := p.look(ctx, "/")
			r.deeds.page.Store(n)
			return err
		}
	}
	return nil
}

// step plays one step; with a second round if it is the last.
func (r *rehearsal) step(ctx context.Context, s Step, last bool) error {
	if err := r.turn(ctx, Enter, s); err != nil {
		return err
	}
	rounds := 1
	if last {
		rounds = 2
	}
	for round := 1; round <= rounds; round++ {
		if round > 1 {
			if err := r.turn(ctx, Second, s); err != nil {
				return err
			}
		}
		for _, n := range s.Norms {
			if err := r.wave(ctx, exercise.Item{Step: s.ID, Norm: n, Round: round}); err != nil {
				return err
			}
		}
		if err := r.turn(ctx, Reveal, s); err != nil {
			return err
		}
	}
	r.say(fmt.Sprintf("  %d votes recorded so far", r.acknowledged.Load()))
	return nil
}

// turn has the facilitator go on, and waits until every screen follows.
func (r *rehearsal) turn(ctx context.Context, d Deed, s Step) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for _, c := range r.crowd {
		if t, ok := c.(*terminal); ok {
			t.sees().look(signOf(d, s))
		}
	}
	pause(ctx, glance)
	start := r.now()
	a, err := r.stage.Ask(ctx, Question{Deed: d, Step: s.ID})
	if err != nil {
		return fmt.Errorf("the facilitator's %s at %s: %w", d, s.ID, err)
	}
	err = r.everybody(0, func(c participant) error {
		if _, ok := c.(*terminal); ok {
			at, err := c.sees().found(ctx)
			if err == nil {
				r.terminals.screens.add(at.Sub(start))
			}
			return err
		}
		at, err := c.sees().reached(ctx, a.Scene)
		if err == nil {
			r.screens.add(at.Sub(start))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("waiting for the screens after the facilitator's %s at %s: %w", d, s.ID, err)
	}
	return nil
}

// of chooses between what phones took and what terminals took.
func of(c participant, phones, terminals *samples) *samples {
	if _, ok := c.(*terminal); ok {
		return terminals
	}
	return phones
}

func people(phones, terminals int) string {
	var parts []string
	if phones > 0 {
		parts = append(parts, counted(phones, "phone"))
	}
	if terminals > 0 {
		parts = append(parts, counted(terminals, "terminal"))
	}
	return strings.Join(parts, " and ")
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
