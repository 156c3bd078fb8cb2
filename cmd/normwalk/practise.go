package main

import (
	"context"
	"math/rand/v2"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/practice"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/tui/plain"
)

func newPractise(a *app) *cobra.Command {
	var c normChoice
	var lines bool
	cmd := &cobra.Command{
		Use:     "practise",
		Aliases: []string{"practice"},
		Short:   "Learn which norm is which, ten questions at a time",
		Long: `Practise reads out what a norm says and asks which of four it is. After each
answer it says which is right, why, and where to read it. What you got wrong comes
again the next day, what you knew after twice as many days each time. Only you
see it; it is kept in the journal.

In full screen it offers the short lists and families, and by lines the UN eleven;
--family and --kind choose others. By lines, for screen readers and scripts, with
--plain, or by itself where no full screen can be drawn.`,
		Example: `  normwalk practise
  normwalk practise --plain
  normwalk practise --family un,gcsc --kind refrain`,
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.practise(cmd.Context(), c, lines) },
	}
	f := cmd.Flags()
	f.StringSliceVar(&c.families, "family", nil, "practise these `families` or short lists")
	f.StringVar(&c.kind, "kind", "", "practise norms of this `kind`: do or refrain")
	f.BoolVar(&lines, "plain", false, "lines and prompts instead of the full screen")
	_ = cmd.RegisterFlagCompletionFunc("family", a.completeFamily) // fails only for a flag that isn't there
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions([]string{string(norm.Do), string(norm.Refrain)}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (a *app) practise(ctx context.Context, c normChoice, lines bool) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	pool, err := c.pool(lib)
	if err != nil {
		return err
	}
	return a.writeJournal(ctx, func(h *room.Host) error {
		if !lines && a.drawable() {
			return a.fullPractice(ctx, lib, h, pool)
		}
		if len(pool.Norms) == 0 {
			pools := practice.Pools(lib.Norms())
			if len(pools) == 0 {
				return usagef("there are no norms to practise")
			}
			pool = pools[0]
		}
		return plain.Practise(ctx, plain.Practice{
			In: a.Stdin, Out: a.Stdout, Err: a.Stderr, Norms: lib.Norms(), Pool: pool, Store: h.Journal, Now: a.Now,
			// Chance needs no secrecy here.
			Chance: rand.New(rand.NewPCG(uint64(a.Now().UnixNano()), 1)), //nolint:gosec // questions in an order, no secret
			Width:  a.width(), Interactive: isTerminal(a.Stdin),
		})
	})
}

// pool is what the flags choose; it is empty if they choose nothing.
func (c normChoice) pool(lib *library.Library) (practice.Pool, error) {
	if len(c.families) == 0 && c.kind == "" {
		return practice.Pool{}, nil
	}
	found, err := c.chosen(lib.Norms())
	if err != nil {
		return practice.Pool{}, err
	}
	if len(found) < 2 {
		return practice.Pool{}, usagef("there is too little to choose from: fewer than two norms fit --family and --kind")
	}
	said := strings.TrimSpace(strings.Join(c.families, ", ") + " " + map[string]string{
		string(norm.Do): "what to do", string(norm.Refrain): "what to refrain from",
	}[c.kind])
	pool := practice.Pool{Name: "What you chose", About: "The norms of your choice: " + said + "."}
	for _, n := range found {
		pool.Norms = append(pool.Norms, n.ID)
	}
	return pool, nil
}
