package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/tui/plain"
)

// A compareChoice is what the flags of "compare" say.
type compareChoice struct {
	scenario string
	asJSON   bool
}

func newCompare(a *app) *cobra.Command {
	var c compareChoice
	cmd := &cobra.Command{
		Use:   "compare [EXERCISE…]",
		Short: "Put exercises side by side, to be read",
		Long: `Compare says norm by norm what several rooms made of it, and at which steps they
differ most. Without exercises it takes all finished ones on the incident of the
latest; --scenario chooses another. Exercises that were run with different texts
of an incident are matched step by step, and it says so.

Answers that aren't revealed are left out. For a file see normwalk report.`,
		Example: `  normwalk compare
  normwalk compare --scenario estonia-2007
  normwalk compare wannacry-x7kq wannacry-h2pd notpetya --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return usagef("one exercise has nothing to be compared with; name two or more, or none for all of an incident")
			}
			return nil
		},
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, start string) ([]string, cobra.ShellCompDirective) {
			return a.completeExercise(anyExercise)(cmd, nil, start)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.compare(cmd.Context(), args, c)
		},
	}
	cmd.Flags().StringVar(&c.scenario, "scenario", "", "compare the finished exercises on this `incident`")
	cmd.Flags().BoolVar(&c.asJSON, "json", false, "print JSON, as normwalk report --format json does")
	_ = cmd.RegisterFlagCompletionFunc("scenario", a.completeScenario) // fails only for a flag that isn't there
	return cmd
}

func (a *app) compare(ctx context.Context, queries []string, c compareChoice) error {
	if len(queries) > 0 && c.scenario != "" {
		return usagef("--scenario chooses the exercises itself; leave it out, or leave %q out", queries[0])
	}
	return a.readJournal(ctx, func(h *room.Host) error {
		if len(queries) == 0 {
			var err error
			if queries, err = comparable(ctx, h, c.scenario); err != nil {
				return err
			}
		}
		past, err := readAll(ctx, h, queries)
		if err != nil {
			return err
		}
		if len(past) < 2 {
			return usagef("%s is named twice, and has nothing to be compared with; name another", past[0].Info.ID)
		}
		doc := results{host: h, past: past, shared: true}.published()
		if c.asJSON {
			return a.printJSON(doc)
		}
		sets := make([]*norm.Set, len(past))
		for i, p := range past {
			sets[i] = p.Content.Norms()
		}
		return plain.Compare(a.Stdout, doc, sets, a.width())
	})
}

// comparable are the ids of the finished exercises on an incident, that of the
// latest if none is named.
func comparable(ctx context.Context, h *room.Host, query string) ([]string, error) {
	all, err := h.Journal.Exercises(ctx) // the latest first
	if err != nil {
		return nil, err
	}
	finished := slices.DeleteFunc(all, unfinished)
	if len(finished) == 0 {
		return nil, errors.New("no exercise is finished yet; name those to be compared as they stand")
	}
	id := finished[0].Scenario
	if query != "" {
		if id, err = incident(finished, query); err != nil {
			return nil, err
		}
	}
	var ids []string
	for _, e := range finished {
		if e.Scenario == id {
			ids = append(ids, e.ID)
		}
	}
	if len(ids) < 2 {
		return nil, fmt.Errorf("only %s is finished on %s, and one has nothing to be compared with; run another, or name two exercises", ids[0], id)
	}
	return ids, nil
}

// incident is the scenario of one of the exercises, by its id or a part of it
// that no other has.
func incident(all []journal.Exercise, query string) (string, error) {
	var found []string
	for _, e := range all {
		if e.Scenario == query {
			return query, nil
		}
		if strings.Contains(e.Scenario, query) && !slices.Contains(found, e.Scenario) {
			found = append(found, e.Scenario)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", fmt.Errorf("no finished exercise is on an incident called %q; normwalk exercise list shows them", query)
	}
	return "", fmt.Errorf("%q fits %s", query, strings.Join(found, ", "))
}
