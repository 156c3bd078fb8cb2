package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/dataset"
	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/room"
)

// An output is where a verb writes a document: a file, or stdout if file is
// empty or "-".
type output struct {
	file  string
	force bool
}

func (o output) stdout() bool { return o.file == "" || o.file == "-" }

func (o *output) flags(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "write to this `file` instead of stdout")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace the file if there is one")
}

// A reportChoice is what the flags of "report" say.
type reportChoice struct {
	format string // empty: what the file's name says, or md
	shared bool
	short  bool
	out    output
}

func newReport(a *app) *cobra.Command {
	var c reportChoice
	cmd := &cobra.Command{
		Use:   "report EXERCISE…",
		Short: "Write the results of an exercise: a report, tables, data",
		Long: `Report writes what came of an exercise. It only reads the journal, and so may be
called while the exercise is running: then it is an interim report. An existing
file is never replaced without --force.

Formats:
  md      the after-action report as Markdown
  html    the same as one page, for a browser and for paper
  csv     a row per answer, for R, pandas and spreadsheets; with -o the data
          dictionary is written beside it
  json    the whole analysis
  jsonl   the exercise itself without loss, which exercise import takes in
  xlsx    a workbook: matrix, items, norms, groups, requests, follow-ups
  xapi    statements for a learning record store
  schema  the JSON Schema of json; takes no exercise

Without --format the name of the file decides, and md if it doesn't. Several
exercises go with csv, json, which then compares them, and xapi. With --shared
only what everybody in the room may see is written: no answers before their
reveal, and none of the facilitator's notes.

With --short md and html have a few pages instead of the whole report: what
happened, the results at a glance, three findings, what divided the room, what
is to be done, and the method in five lines.`,
		Example: `  normwalk report wannacry > report.md
  normwalk report 2026-11-21-wannacry-x7kq -o report.html
  normwalk report wannacry --short -o short.html
  normwalk report wannacry estonia --format csv -o both.csv
  normwalk report --format schema`,
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, start string) ([]string, cobra.ShellCompDirective) {
			return a.completeExercise(anyExercise)(cmd, nil, start)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.report(cmd.Context(), args, c)
		},
	}
	cmd.Flags().StringVar(&c.format, "format", "", "`format`: "+strings.Join(formatNames(), ", "))
	cmd.Flags().BoolVar(&c.shared, "shared", false, "only what everybody in the room may see")
	cmd.Flags().BoolVar(&c.short, "short", false, "a few pages instead of the whole report (md and html)")
	c.out.flags(cmd)
	_ = cmd.RegisterFlagCompletionFunc("format", // fails only for a flag that isn't there
		cobra.FixedCompletions(formatNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (a *app) report(ctx context.Context, queries []string, c reportChoice) error {
	if c.format == schemaFormat {
		if len(queries) > 0 {
			return usagef("--format schema describes all analyses alike and takes no exercise; leave out %q", queries[0])
		}
		return a.write(c.out, func(w io.Writer) error {
			_, err := w.Write(analysis.Schema())
			return err
		})
	}
	f, err := a.chooseFormat(c)
	if err != nil {
		return err
	}
	if len(queries) == 0 {
		return usagef("an argument is missing; write normwalk report EXERCISE, and normwalk exercise list shows them")
	}
	return a.readJournal(ctx, func(h *room.Host) error {
		past, err := readAll(ctx, h, queries)
		if err != nil {
			return err
		}
		if len(past) > 1 && !f.several {
			return usagef("%s takes one exercise; %s take several", f.name, severalFormats())
		}
		return a.save(ctx, f, results{h, past, c.shared, c.short}, c.out)
	})
}

// chooseFormat works out which format is meant, and whether it can be had.
func (a *app) chooseFormat(c reportChoice) (format, error) {
	name := c.format
	if name == "" {
		name = strings.ToLower(strings.TrimPrefix(filepath.Ext(c.out.file), "."))
	}
	f, ok := findFormat(name)
	if !ok && c.format == "" {
		f, ok = findFormat("md")
	}
	switch {
	case !ok:
		return f, usagef("there is no format %q; choose one of %s", c.format, strings.Join(formatNames(), ", "))
	case f.whole && c.shared:
		return f, usagef("%s is the exercise without loss, with what not everybody may see; leave out --shared, or choose another format", f.name)
	case c.short && !f.shorter:
		return f, usagef("--short is for md and html, not for %s; leave it out, or choose another format", f.name)
	case f.binary && c.out.stdout() && isTerminal(a.Stdout):
		return f, usagef("%s is nothing to read on a terminal; name a file with -o results.%s", f.name, f.name)
	}
	return f, nil
}

// save writes results in a format. A table in a file gets its data dictionary
// beside it; neither is written where one of them would replace something.
func (a *app) save(ctx context.Context, f format, r results, out output) error {
	write := func(w io.Writer) error { return f.write(ctx, w, r) }
	if f.name != "csv" || out.stdout() {
		return a.write(out, write)
	}
	beside := output{dictionary(out.file), out.force}
	if _, err := beside.free(); err != nil {
		return exitError{exitFailed, err}
	}
	if err := a.write(out, write); err != nil {
		return err
	}
	return a.write(beside, dataset.WriteDictionary)
}

// dictionary is the name of a table's data dictionary.
func dictionary(file string) string {
	ext := filepath.Ext(file)
	if !strings.EqualFold(ext, ".csv") {
		ext = ""
	}
	return file[:len(file)-len(ext)] + ".dictionary.csv"
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

// readAll reads exercises in the order in which they are named, each once.
func readAll(ctx context.Context, h *room.Host, queries []string) ([]*room.Past, error) {
	var all []*room.Past
	for _, q := range queries {
		past, err := read(ctx, h, q)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(all, func(p *room.Past) bool { return p.Info.ID == past.Info.ID }) {
			all = append(all, past)
		}
	}
	return all, nil
}

// write makes a document. A file appears whole or not at all.
func (a *app) write(out output, make func(io.Writer) error) error {
	if out.stdout() {
		return make(a.Stdout)
	}
	if err := writeFile(out, make); err != nil {
		return exitError{exitFailed, err} // also if this disk is full: the journal is not to blame
	}
	return nil
}

func writeFile(out output, make func(io.Writer) error) (err error) {
	target, err := out.free()
	if err != nil {
		return err
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

// free is the file that may be written; an error says why there is none.
func (o output) free() (target string, err error) {
	info, err := os.Stat(o.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is no plain file; choose another with -o", o.file)
	case !o.force:
		return "", fmt.Errorf("%s exists already, and was left as it is; choose another with -o, or replace it with --force", o.file)
	}
	if real, err := filepath.EvalSymlinks(o.file); err == nil {
		return real, nil // replace the file, not the link to it
	}
	return o.file, nil
}
