package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/room"
)

func newResume(a *app) *cobra.Command {
	var c resumeChoice
	var where servingChoice
	cmd := &cobra.Command{
		Use:   "resume [EXERCISE]",
		Short: "Go on with an exercise where it was left",
		Long: `Resume takes an exercise up again at the step where it was left: the named one,
or the latest that isn't finished. A part of the id will do if only one exercise
has it. It runs with the scenario and norms that it was opened with, also if
those have been edited since.

A live room is served again at the same addresses and with the same code, so that
everybody comes back by themselves. --lan, --listen and the flags after them move
it; then people need the new address.`,
		Example:           "  normwalk resume\n  normwalk resume wannacry --plain",
		Args:              arguments(0, 1),
		ValidArgsFunction: a.completeExercise(unfinished),
		RunE: func(cmd *cobra.Command, args []string) error {
			query := ""
			if len(args) > 0 {
				query = args[0]
			}
			if c.flag = anyOf(cmd.Flags(), servingFlags()); c.flag != "" {
				if _, err := where.settle(cmd.Flags(), usualServing()); err != nil {
					return err
				}
				c.move = func(before serving) (serving, error) { return where.settle(cmd.Flags(), before) }
			}
			return a.resume(cmd.Context(), query, c)
		},
	}
	cmd.Flags().BoolVar(&c.plain, "plain", false, "lines and prompts instead of the full screen")
	where.flags(cmd.Flags())
	return cmd
}

// A resumeChoice is what the flags of "resume" say.
type resumeChoice struct {
	plain bool
	flag  string                         // one that moves a live room; empty: it stays where it was
	move  func(serving) (serving, error) // from where it was
}

func (a *app) resume(ctx context.Context, query string, c resumeChoice) error {
	// Read first: a mistyped name must not make a journal.
	var id string
	err := a.readJournal(ctx, func(h *room.Host) error {
		e, err := h.Find(ctx, query)
		if query == "" && errors.Is(err, journal.ErrUnknown) {
			return errors.New("there is no unfinished exercise; normwalk walk SCENARIO begins one, normwalk resume EXERCISE opens a finished one")
		}
		id = e.ID
		return err
	})
	if err != nil && !upgradable(err) {
		return err
	}
	return a.writeJournal(ctx, func(h *room.Host) error {
		if id == "" {
			e, err := h.Find(ctx, query)
			if err != nil {
				return err
			}
			id = e.ID
		}
		r, err := h.Resume(ctx, id)
		if err != nil {
			return err
		}
		if r.State().Setup().Mode == exercise.Room {
			return a.resumeRoom(ctx, h, r, c)
		}
		if c.flag != "" {
			return errors.Join(usagef("--%s is for a live room, and %s is none: leave it out", c.flag, id), r.Close())
		}
		if c.plain || !a.drawable() {
			return a.playPlain(ctx, r)
		}
		lib, err := a.library()
		if err != nil {
			return errors.Join(err, r.Close())
		}
		return errors.Join(a.fullScreen(ctx, content{lib: lib}, h, r, nil, true), r.Close())
	})
}

// resumeRoom opens the doors of a live room again.
func (a *app) resumeRoom(ctx context.Context, h *room.Host, r *room.Room, c resumeChoice) error {
	with := conducted{host: h, room: r, plain: c.plain, resumed: true}
	shut := func(err error) error { return errors.Join(err, r.Close()) }
	var err error
	if with.lib, err = a.library(); err != nil {
		return shut(err)
	}
	where, err := a.where(ctx, h, r.State().Setup().Exercise)
	if err == nil && c.move != nil {
		where, err = c.move(where)
	}
	if err != nil {
		return shut(err)
	}
	if err := where.check(a.Now()); err != nil {
		return shut(err)
	}
	l, err := where.listen(ctx)
	if err != nil {
		return shut(err)
	}
	return a.conduct(ctx, with, l)
}

// upgradable reports whether opening for writing may mend what reading alone
// can't: an older format, or a log that was left behind.
func upgradable(err error) bool { return errors.Is(err, journal.ErrReadOnly) }

// home opens the full screen, or says what there is where none can be drawn.
func (a *app) home(cmd *cobra.Command) error {
	if !a.drawable() {
		return cmd.Help()
	}
	type found struct {
		content
		err error
	}
	first := make(chan found, 1)
	go func() { // beside the opening of the journal: both are waited for
		c, err := a.atHand()
		first <- found{c, err}
	}()
	ctx := cmd.Context()
	return a.writeJournal(ctx, func(h *room.Host) error {
		c := <-first
		if c.err != nil {
			return c.err
		}
		return a.fullScreen(ctx, c.content, h, nil, nil, false)
	})
}
