package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/journal"
	aar "github.com/normwalk/normwalk/engine/report"
	"github.com/normwalk/normwalk/engine/room"
)

// An output is where a verb writes a document: a file, or stdout if file is
// empty or "-".
type output struct {
	file  string
	force bool
}

func (o *output) flags(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "write to this `file` instead of stdout")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace the file if there is one")
}

func newReport(a *app) *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "report EXERCISE",
		Short: "Write the after-action report as Markdown",
		Long: `Report writes the after-action report of an exercise as Markdown. It only reads
the journal, and so may be called while the exercise is running: then it is an
interim report. An existing file is never replaced without --force.`,
		Example:           "  normwalk report wannacry > report.md\n  normwalk report 2026-11-21-wannacry-x7kq -o report.md",
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeExercise(anyExercise),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.report(cmd.Context(), args[0], out)
		},
	}
	out.flags(cmd)
	return cmd
}

func (a *app) report(ctx context.Context, query string, out output) error {
	return a.readJournal(ctx, func(h *room.Host) error {
		past, err := read(ctx, h, query)
		if err != nil {
			return err
		}
		return a.write(out, func(w io.Writer) error {
			return aar.Markdown(w, past.State, past.Scenario, past.Content.Norms())
		})
	})
}

// find is an exercise by its id or a part of it. Nothing at all, as a script
// with an unset variable hands over, is refused.
func find(ctx context.Context, h *room.Host, query string) (journal.Exercise, error) {
	if query == "" {
		return journal.Exercise{}, usagef("the exercise's id is empty; normwalk exercise list shows them")
	}
	return h.Find(ctx, query)
}

// read finds an exercise and replays it.
func read(ctx context.Context, h *room.Host, query string) (*room.Past, error) {
	e, err := find(ctx, h, query)
	if err != nil {
		return nil, err
	}
	return h.Read(ctx, e.ID)
}

// write makes a document. A file appears whole or not at all.
func (a *app) write(out output, make func(io.Writer) error) error {
	if out.file == "" || out.file == "-" {
		return make(a.Stdout)
	}
	if err := writeFile(out, make); err != nil {
		return exitError{exitFailed, err} // also if this disk is full: the journal is not to blame
	}
	return nil
}

func writeFile(out output, make func(io.Writer) error) (err error) {
	info, err := os.Stat(out.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no plain file; choose another with -o", out.file)
	case !out.force:
		return fmt.Errorf("%s exists already, and was left as it is; choose another with -o, or replace it with --force", out.file)
	}
	target := out.file
	if real, err := filepath.EvalSymlinks(target); err == nil {
		target = real // replace the file, not the link to it
	}
	f, err := os.CreateTemp(filepath.Dir(target), ".normwalk-*.tmp")
	if err != nil {
		return fmt.Errorf("%s can't be written: %w", out.file, err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s was not written: %w", out.file, errors.Join(err, os.Remove(f.Name())))
		}
	}()
	if err := errors.Join(make(f), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), target)
}
