package main

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/journal"
	"github.com/normwalk/normwalk/engine/room"
)

// journalPath is where exercises are kept: what --db names, or the usual place.
func (a *app) journalPath() (string, error) {
	if a.db != "" {
		return a.db, nil
	}
	folder := dataFolder(runtime.GOOS, a.Getenv)
	if folder == "" {
		return "", usagef("no folder for the journal is known, as neither XDG_DATA_HOME nor a home folder is set; name the file with --db")
	}
	return filepath.Join(folder, "normwalk", "normwalk.db"), nil
}

// dataFolder is where a system wants programs to keep a user's data; empty if
// the environment doesn't tell. XDG_DATA_HOME counts everywhere, since whoever
// sets it means it; one that isn't absolute is to be ignored.
func dataFolder(goos string, getenv func(string) string) string {
	if dir := getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	if goos == "windows" {
		if dir := getenv("LocalAppData"); dir != "" {
			return dir
		}
		if home := getenv("USERPROFILE"); home != "" {
			return filepath.Join(home, "AppData", "Local")
		}
		return ""
	}
	home := getenv("HOME")
	switch {
	case home == "":
		return ""
	case goos == "darwin":
		return filepath.Join(home, "Library", "Application Support")
	}
	return filepath.Join(home, ".local", "share")
}

// writeJournal opens the journal for do, and makes it if there is none.
func (a *app) writeJournal(ctx context.Context, do func(*room.Host) error) error {
	return a.withJournal(ctx, func(ctx context.Context, path string) (*journal.Store, error) {
		return journal.Open(ctx, path, journal.Options{})
	}, do)
}

// readJournal opens the journal for reading only, also while it is in use. One
// that reading alone can't open, because an older program wrote it or left a
// log behind, is opened for writing where that mends it.
func (a *app) readJournal(ctx context.Context, do func(*room.Host) error) error {
	return a.withJournal(ctx, func(ctx context.Context, path string) (*journal.Store, error) {
		store, err := journal.OpenReadOnly(ctx, path)
		if errors.Is(err, journal.ErrReadOnly) {
			if mended, e := journal.Open(ctx, path, journal.Options{}); e == nil {
				return mended, nil
			}
		}
		return store, err
	}, do)
}

func (a *app) withJournal(ctx context.Context, open func(context.Context, string) (*journal.Store, error), do func(*room.Host) error) (err error) {
	path, err := a.journalPath()
	if err != nil {
		return err
	}
	store, err := open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return do(&room.Host{Journal: store, Now: a.Now, Random: a.Random})
}

// journalFailed reports whether an error means that the journal can't be used.
func journalFailed(err error) bool {
	if errors.Is(err, journal.ErrArchive) {
		return false // a file to import is no journal
	}
	return slices.ContainsFunc([]error{
		journal.ErrLocked, journal.ErrNewer, journal.ErrDamaged, journal.ErrForeign, journal.ErrFull,
		journal.ErrReadOnly, journal.ErrInUse, journal.ErrIO,
	}, func(kind error) bool { return errors.Is(err, kind) })
}

// completeExercise offers the ids of exercises to the shell, for a verb that
// takes one. When the journal can't be read it offers nothing.
func (a *app) completeExercise(wanted func(journal.Exercise) bool) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var ids []string
		ctx := cmd.Context()
		if ctx == nil {
			ctx = context.Background() // cobra completes without one
		}
		_ = a.readJournal(ctx, func(h *room.Host) error { // no place for messages
			all, err := h.Journal.Exercises(ctx)
			for _, e := range all {
				if wanted(e) {
					ids = append(ids, cobra.CompletionWithDesc(e.ID, e.Title))
				}
			}
			return err
		})
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
}

func anyExercise(journal.Exercise) bool  { return true }
func unfinished(e journal.Exercise) bool { return !e.Progress.Finished }
