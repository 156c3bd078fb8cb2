package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/room"
)

func newResume(a *app) *cobra.Command {
	var plainly bool
	cmd := &cobra.Command{
		Use:   "resume [EXERCISE]",
		Short: "Go on with an exercise where it was left",
		Long: `Resume takes an exercise up again at the step where it was left: the named one,
or the latest that isn't finished. A part of the id will do if only one exercise
has it. It runs with the scenario and norms that it was opened with, also if
those have been edited since.`,
		Example:           "  normwalk resume\n  normwalk resume wannacry --plain",
		Args:              arguments(0, 1),
		ValidArgsFunction: a.completeExercise(unfinished),
		RunE: func(cmd *cobra.Command, args []string) error {
			query := ""
			if len(args) > 0 {
				query = args[0]
			}
			return a.resume(cmd.Context(), query, plainly)
		},
	}
	cmd.Flags().BoolVar(&plainly, "plain", false, "lines and prompts instead of the full screen")
	return cmd
}

func (a *app) resume(ctx context.Context, query string, plainly bool) error {
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
		if plainly || !a.drawable() {
			return a.playPlain(ctx, r)
		}
		lib, err := a.library()
		if err != nil {
			return errors.Join(err, r.Close())
		}
		return errors.Join(a.fullScreen(ctx, lib, h, r, true), r.Close())
	})
}

// upgradable reports whether opening for writing may mend what reading alone
// can't: an older format, or a log that was left behind.
func upgradable(err error) bool { return errors.Is(err, journal.ErrReadOnly) }

// home opens the full screen, or says what there is where none can be drawn.
func (a *app) home(cmd *cobra.Command) error {
	if !a.drawable() {
		return cmd.Help()
	}
	type loaded struct {
		lib *library.Library
		err error
	}
	content := make(chan loaded, 1)
	go func() { // beside the opening of the journal: both are waited for
		lib, err := a.library()
		content <- loaded{lib, err}
	}()
	ctx := cmd.Context()
	return a.writeJournal(ctx, func(h *room.Host) error {
		c := <-content
		if c.err != nil {
			return c.err
		}
		return a.fullScreen(ctx, c.lib, h, nil, false)
	})
}
