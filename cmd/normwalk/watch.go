package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// calm is how long nothing must happen before a save counts as finished:
// editors write, rename and set rights one after another.
const calm = 150 * time.Millisecond

// checkOnSave checks at once and at each save until ctx ends.
func (a *app) checkOnSave(ctx context.Context, args []string, c checkChoice) error {
	saved, err := watch(ctx, args)
	if err != nil {
		return err
	}
	for {
		fmt.Fprintf(a.Stdout, "── %s ──\n", a.Now().Format("15:04:05"))
		code := report(a.Stderr, a.check(args, c))
		fmt.Fprintln(a.Stdout, "waiting for the next save; ctrl+c ends")
		if _, on := <-saved; !on {
			return told{code}
		}
	}
}

// watch tells when one of the files was saved, or a *.toml in one of the
// folders or below. Saves that nobody took in are told once. The channel is
// closed when ctx ends.
func watch(ctx context.Context, args []string) (<-chan struct{}, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, unwatchable(err)
	}
	s := &saves{watcher: w, files: make(map[string]bool), told: make(chan struct{}, 1)}
	for _, arg := range args {
		if err := s.add(arg); err != nil {
			return nil, errors.Join(unwatchable(err), w.Close())
		}
	}
	go s.run(ctx)
	return s.told, nil
}

func unwatchable(err error) error {
	return fmt.Errorf("saves can't be watched: %w; check by hand instead, without --watch", err)
}

// saves follows what happens in folders. Files aren't watched themselves:
// most editors write a new file and put it in the old one's place.
type saves struct {
	watcher *fsnotify.Watcher
	files   map[string]bool // that were named
	folders []string        // that were named
	told    chan struct{}
}

func (s *saves) add(arg string) error {
	info, err := os.Stat(arg)
	if err != nil {
		return unreadable(arg, err)
	}
	arg = filepath.Clean(arg)
	if info.IsDir() {
		s.folders = append(s.folders, arg)
		return s.below(arg)
	}
	s.files[arg] = true
	if err := s.watcher.Add(filepath.Dir(arg)); err != nil {
		return err
	}
	// Of a link the file behind it may be what is saved.
	if real, err := filepath.EvalSymlinks(arg); err == nil && real != arg {
		s.files[real] = true
		return s.watcher.Add(filepath.Dir(real))
	}
	return nil
}

// below watches a folder and those in it, but for hidden ones.
func (s *saves) below(folder string) error {
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // gone again, or nobody's to read
		case !d.IsDir():
			return nil
		case path != folder && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		}
		return s.watcher.Add(path)
	})
}

func (s *saves) run(ctx context.Context) {
	defer close(s.told)
	defer s.watcher.Close() // nobody is left to tell
	var settled <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-s.watcher.Events:
			if !ok {
				return
			}
			if s.matters(e) {
				settled = time.After(calm)
			}
		case _, ok := <-s.watcher.Errors:
			if !ok {
				return
			}
			settled = time.After(calm) // events may have been lost: look
		case <-settled:
			settled = nil
			select {
			case s.told <- struct{}{}:
			default: // one is waiting to be taken in already
			}
		}
	}
}

// matters reports whether an event may have changed what is watched. A folder
// that is new in a watched one is watched too.
func (s *saves) matters(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	name := filepath.Clean(e.Name)
	if s.files[name] {
		return true
	}
	for _, folder := range s.folders {
		rest, err := filepath.Rel(folder, name)
		if err != nil || strings.HasPrefix(rest, ".") && rest != "." {
			continue
		}
		if info, err := os.Stat(name); err == nil && info.IsDir() && e.Has(fsnotify.Create) {
			_ = s.below(name) // what can't be watched isn't told; a check by hand still reads it
			return true
		}
		return strings.HasSuffix(name, ".toml")
	}
	return false
}
