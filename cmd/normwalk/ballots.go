package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/dataset"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
)

// A ballotImport is what the flags of "import-ballots" say.
type ballotImport struct {
	template, dryRun, reveal bool
	out                      output
}

func newImportBallots(a *app) *cobra.Command {
	var c ballotImport
	cmd := &cobra.Command{
		Use:   "import-ballots FILE EXERCISE",
		Short: "Take in counts that were collected on paper or with another tool",
		Long: `Import-ballots records the counts of a table, as if they had been counted in the
room: cards, a polling tool, a sheet that went around. The table is CSV, with
commas, semicolons or tabs, as spreadsheets save it; FILE may be - for stdin.
--template prints one to fill in, with a row for each norm at each step. Rows
without counts are passed over.

Nothing is recorded unless all rows are good: everything that is wrong is said,
by row and column. What is recorded already is passed over, so that importing
the same table twice does no harm. A count that differs from an earlier one
takes its place, and the earlier one stays in the journal.

Steps stay open for more counts. With --reveal each is revealed after its counts;
a table with both rounds of a step needs it.`,
		Example: `  normwalk import-ballots --template wannacry -o counts.csv
  normwalk import-ballots counts.csv wannacry --dry-run
  normwalk import-ballots counts.csv wannacry --reveal`,
		Args: func(cmd *cobra.Command, args []string) error {
			if c.template && len(args) != 1 {
				return usagef("--template takes the exercise alone; write normwalk import-ballots --template EXERCISE")
			}
			if c.template {
				return nil
			}
			return arguments(2, 2)(cmd, args)
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
			if !c.template && len(args) == 0 {
				return nil, cobra.ShellCompDirectiveDefault // a file
			}
			if !c.template {
				args = args[1:]
			}
			return a.completeExercise(unfinished)(cmd, args, start)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if c.template {
				return a.ballotTemplate(cmd.Context(), args[0], c.out)
			}
			return a.importBallots(cmd.Context(), args[0], args[1], c)
		},
	}
	cmd.Flags().BoolVar(&c.template, "template", false, "print a table to fill in for the exercise")
	cmd.Flags().BoolVar(&c.dryRun, "dry-run", false, "say what would be recorded, and record nothing")
	cmd.Flags().BoolVar(&c.reveal, "reveal", false, "reveal each step after its counts")
	c.out.flags(cmd)
	return cmd
}

func (a *app) ballotTemplate(ctx context.Context, query string, out output) error {
	return a.readJournal(ctx, func(h *room.Host) error {
		past, err := read(ctx, h, query)
		if err != nil {
			return err
		}
		return a.write(out, func(w io.Writer) error {
			return dataset.WriteTemplate(w, past.State, past.Scenario, past.Content.Norms())
		})
	})
}

func (a *app) importBallots(ctx context.Context, file, query string, c ballotImport) error {
	if c.out != (output{}) {
		return usagef("-o and --force are for --template; leave them out to import %s", file)
	}
	body, err := a.readBallots(file)
	if err != nil {
		return exitError{exitFailed, fmt.Errorf("%s was not imported: %w", file, err)}
	}
	// Check first: a bad row must not so much as resume the exercise, nor a
	// mistyped name make a journal.
	var id string
	var ballots *dataset.Ballots
	check := func(h *room.Host) error {
		past, err := read(ctx, h, query)
		if err != nil {
			return err
		}
		id = past.Info.ID
		ballots, err = a.understand(body, file, past.State, past.Content.Norms(), c.reveal)
		return err
	}
	if err = a.readJournal(ctx, check); upgradable(err) && !c.dryRun {
		err = a.writeJournal(ctx, check)
	}
	if err != nil {
		return err
	}
	for _, n := range ballots.Notices {
		fmt.Fprintf(a.Stderr, "normwalk: %s\n", inert.Line(n))
	}
	if c.dryRun || len(ballots.Commands) == 0 {
		return a.print(summary("Would record", ballots))
	}
	return a.writeJournal(ctx, func(h *room.Host) error {
		r, err := h.Resume(ctx, id)
		if err != nil {
			return err
		}
		return errors.Join(a.record(ctx, r, body, file, c.reveal), r.Close())
	})
}

// record plans the counts anew, as the exercise may have moved on, and carries
// the plan out. Once begun it isn't interrupted: half a table helps nobody.
func (a *app) record(ctx context.Context, r *room.Room, body []byte, file string, reveal bool) error {
	ballots, err := a.understand(body, file, r.State(), r.Content().Norms(), reveal)
	if err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	for i, c := range ballots.Commands {
		if _, err := r.Do(ctx, c); err != nil {
			return fmt.Errorf("%d of %d entries were recorded; mend this and import %s again, which goes on from there: %w", i, len(ballots.Commands), inert.Line(file), err)
		}
	}
	return a.print(summary("Recorded", ballots))
}

// maxBallots bounds what is read before it is looked at, in bytes.
const maxBallots = 16 << 20

func (a *app) readBallots(file string) ([]byte, error) {
	in := a.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close() // it was only read
		in = f
	}
	return io.ReadAll(io.LimitReader(in, maxBallots))
}

// understand reads the table against an exercise. What is wrong with it goes to
// stderr, one fault a line as editors know it.
func (a *app) understand(body []byte, file string, s *exercise.State, norms *norm.Set, reveal bool) (*dataset.Ballots, error) {
	ballots, err := dataset.ReadBallots(bytes.NewReader(body), file, s, norms, reveal)
	var faults dataset.Faults
	if errors.As(err, &faults) {
		fmt.Fprintln(a.Stderr, faults)
		return nil, exitError{exitContent, fmt.Errorf("nothing was imported: %s in %s", amount(len(faults), "problem"), inert.Line(file))}
	}
	if err != nil {
		return nil, exitError{exitFailed, fmt.Errorf("%s was not imported: %w", inert.Line(file), err)}
	}
	return ballots, nil
}

// summary says what came, or would come, of a table.
func summary(did string, b *dataset.Ballots) string {
	counts, reveals, rounds := 0, 0, 0
	steps := map[string]bool{}
	for _, c := range b.Commands {
		switch c := c.(type) {
		case exercise.Count:
			counts++
			steps[c.Step] = true
		case exercise.Reveal:
			reveals++
		case exercise.SecondRound:
			rounds++
		}
	}
	switch {
	case len(b.Counts) == 0:
		return "Nothing to record: no row of the table has counts.\n"
	case len(b.Commands) == 0:
		return fmt.Sprintf("Nothing to record: what the table has is on record already (%s).\n", amount(len(b.Counts), "count"))
	}
	parts := []string{fmt.Sprintf("%s at %s", amount(counts, "count"), amount(len(steps), "step"))}
	if b.Replaced > 0 {
		parts = append(parts, fmt.Sprintf("%d of them in place of earlier ones", b.Replaced))
	}
	if rounds > 0 {
		parts = append(parts, amount(rounds, "second vote")+" opened")
	}
	if reveals > 0 {
		parts = append(parts, amount(reveals, "round")+" revealed")
	}
	text := fmt.Sprintf("%s %s.", did, strings.Join(parts, ", "))
	if old := len(b.Counts) - counts; old > 0 {
		text += fmt.Sprintf(" %s on record already.", amount(old, "count"))
	}
	return text + "\n"
}
