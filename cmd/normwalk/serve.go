package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

func newServe(a *app) *cobra.Command {
	c := walkChoice{mode: string(exercise.Room)}
	var where servingChoice
	var limit int
	cmd := &cobra.Command{
		Use:   "serve SCENARIO",
		Short: "Open a live room: people vote on their phones or over ssh",
		Long: `Serve opens a live room on this computer, and its facilitator's console in this
terminal. People join with the room code, from a phone's browser or with ssh;
they need no account, no program and no internet. Hands can be counted beside
their votes.

At first only this computer can join. --lan lets everybody in who is on the same
network, and says which address phones must use. A vote is called recorded once
it is on this computer's disk: after a crash, normwalk resume opens the room
again with the same code, and everybody is back at their votes.

With --plain, on a terminal that can't do more, and in a pipe the console goes by
lines and prompts; help, typed there, lists the commands. The end of the input
closes the room.`,
		Example: `  normwalk serve wannacry
  normwalk serve wannacry --lan --track 60-minutes
  normwalk serve estonia --listen 192.168.1.10:8080 --ssh off
  normwalk serve notpetya --lan --tls-cert room.pem --tls-key room.key`,
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeScenario,
		RunE: func(cmd *cobra.Command, args []string) error {
			settled, err := where.settle(cmd.Flags(), usualServing())
			if err != nil {
				return err
			}
			if cmd.Flags().Changed("limit") && (limit < 1 || limit > exercise.MaxParticipants) {
				return usagef("--limit %d is no number of people to let in; choose 1 to %d", limit, exercise.MaxParticipants)
			}
			return a.serve(cmd.Context(), args[0], c, settled, limit)
		},
	}
	c.flags(a, cmd, "igf")
	where.flags(cmd.Flags())
	cmd.Flags().IntVar(&limit, "limit", 0, fmt.Sprintf("let in this `number` of people at most (default %d)", exercise.MaxParticipants))
	return cmd
}

// serve opens a live room and runs its console.
func (a *app) serve(ctx context.Context, query string, c walkChoice, where serving, limit int) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	s, err := a.scenario(lib, query)
	if err != nil {
		return err
	}
	choice, err := a.choose(lib, s, c)
	if err != nil {
		return err
	}
	choice.Limit = limit
	if err := where.check(a.Now()); err != nil {
		return err
	}
	return a.writeJournal(ctx, func(h *room.Host) error {
		l, err := where.listen(ctx)
		if err != nil {
			return err
		}
		r, err := h.Open(ctx, lib, choice)
		if err != nil {
			return joined(err, l.close)
		}
		return a.conduct(ctx, conducted{host: h, room: r, lib: lib, plain: c.plain}, l)
	})
}
