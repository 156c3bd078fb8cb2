package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/room"
)

func newExport(a *app) *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "export EXERCISE",
		Short: "Write an exercise, with all that belongs to it, as JSON Lines",
		Long: `Export writes an exercise with every entry, and with the scenario and norms that
it was run with. Import takes it into another journal without loss. An existing
file is never replaced without --force.`,
		Example:           "  normwalk exercise export wannacry -o wannacry.jsonl",
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeExercise(anyExercise),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.exportExercise(cmd.Context(), args[0], out)
		},
	}
	out.flags(cmd)
	return cmd
}

func (a *app) exportExercise(ctx context.Context, query string, out output) error {
	return a.readJournal(ctx, func(h *room.Host) error {
		e, err := find(ctx, h, query)
		if err != nil {
			return err
		}
		return a.write(out, func(w io.Writer) error { return h.Journal.Export(ctx, e.ID, w) })
	})
}

func newImport(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE",
		Short: "Take in an exported exercise",
		Long: `Import puts an exported exercise into the journal, if it is whole and unchanged
and if there is none of its id. FILE may be - for stdin.`,
		Example: "  normwalk exercise import wannacry.jsonl\n  normwalk exercise import - < wannacry.jsonl",
		Args:    arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importExercise(cmd.Context(), args[0])
		},
	}
}

func (a *app) importExercise(ctx context.Context, file string) error {
	archive, err := a.readArchive(file)
	if err != nil {
		return exitError{exitFailed, fmt.Errorf("%s was not imported: %w", file, err)}
	}
	return a.writeJournal(ctx, func(h *room.Host) error {
		e, err := h.Journal.Import(ctx, archive)
		if err != nil {
			return err
		}
		return a.print(fmt.Sprintf("Imported %s: %s, %d entries.\n", e.ID, inert.Line(e.Title), e.Entries))
	})
}

// readArchive reads an exported exercise, and plays it through before anything
// is stored.
func (a *app) readArchive(file string) (*journal.Archive, error) {
	in := a.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close() // it was only read
		in = f
	}
	archive, err := journal.ReadArchive(in)
	if err != nil {
		return nil, err
	}
	past, err := room.Recall(archive.Entries, archive.Documents)
	if err != nil {
		return nil, err
	}
	return archive, matches(archive.Exercise, past.State)
}
