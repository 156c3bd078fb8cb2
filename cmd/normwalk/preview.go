package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/advice"
	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
	"github.com/normwalk/normwalk/tui"
)

func newPreview(a *app) *cobra.Command {
	var asText bool
	cmd := &cobra.Command{
		Use:   "preview FILE",
		Short: "See a scenario file as the room will, reloaded at each save",
		Long: `Preview shows a scenario file step by step as the room will see it, with the
facilitator's notes and the analyst's readings at a key press. Leave it open
beside your editor: it reads the file again at each save and keeps its place.

Problems and advice stand beside the step that they belong to, and all of them
on a list. While the file has problems the last good version stays on screen.

Norms may be the built-in ones, those of the folder norms beside the file, and
those of your content folder.`,
		Example: "  normwalk preview my-scenario.toml\n  normwalk preview my-scenario.toml --plain",
		Args:    arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.preview(cmd.Context(), args[0], asText)
		},
	}
	cmd.Flags().BoolVar(&asText, "plain", false, "print the whole scenario as text")
	return cmd
}

func (a *app) preview(ctx context.Context, path string, asText bool) error {
	// A file that isn't there is the command line's fault; one that goes away
	// later is on its way to be saved.
	if _, err := readContent(path); err != nil && !errors.As(err, new(document.Problems)) {
		return err
	}
	if asText || !a.drawable() {
		return a.previewText(path)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	saved, err := watch(ctx, []string{path})
	if err != nil {
		return err
	}
	err = tui.RunPreview(ctx, tui.PreviewOptions{
		File: path, Saved: saved, Load: func() advice.Draft { return a.draft(path) },
	}, tui.Terminal{In: a.Stdin, Out: a.Stdout, Environ: a.Getenv, Trace: a.trace})
	if err != nil && !errors.Is(err, tui.ErrPanic) && ctx.Err() == nil {
		return fmt.Errorf("the terminal is gone: %w", err)
	}
	return err
}

// draft reads a scenario file with the catalogues that belong to it.
func (a *app) draft(path string) advice.Draft {
	body, err := readContent(path)
	if err != nil {
		return advice.Unread(path, err)
	}
	beside, err := catalogues(filepath.Join(filepath.Dir(path), "norms"))
	if err != nil {
		return advice.Unread(path, err)
	}
	more, err := a.addedCatalogues()
	if err != nil {
		return advice.Unread(path, err)
	}
	for _, f := range more {
		// A file's name is its catalogue's id: the one beside the file counts.
		if !slices.ContainsFunc(beside, func(b library.File) bool { return filepath.Base(b.Name) == filepath.Base(f.Name) }) {
			beside = append(beside, f)
		}
	}
	return advice.Read(scenarios.FS(), library.File{Name: path, Body: body}, beside...)
}

// addedCatalogues are those of the user's content folder. Of the usual one,
// which nobody named, those with problems are left out.
func (a *app) addedCatalogues() ([]library.File, error) {
	name, err := a.contentFolder()
	if err != nil {
		return nil, nil // there is none
	}
	files, err := catalogues(filepath.Join(name, "norms"))
	if a.content != "" {
		return files, err
	}
	return slices.DeleteFunc(files, func(f library.File) bool { return library.CheckFiles(scenarios.FS(), f) != nil }), nil
}

// catalogues reads the *.toml files of a folder, which needn't be there.
func catalogues(folder string) ([]library.File, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, unreadable(folder, err)
	}
	var files []library.File
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") || filepath.Ext(e.Name()) != ".toml" {
			continue
		}
		name := filepath.Join(folder, e.Name())
		body, err := readContent(name)
		if err != nil {
			return nil, err
		}
		files = append(files, library.File{Name: name, Body: body})
	}
	return files, nil
}

// previewText prints all of a scenario, and what there is to say about it.
func (a *app) previewText(path string) error {
	d := a.draft(path)
	var problems document.Problems
	var found []advice.Advice
	for _, r := range d.Remarks {
		if r.Wrong {
			problems = append(problems, document.Problem{File: r.File, Line: r.Line, Col: r.Col, Message: r.What})
		} else {
			found = append(found, r.Advice)
		}
	}
	if err := problems.Err(); err != nil {
		return err
	}
	body, err := readContent(path)
	if err != nil {
		return err
	}
	hash := fmt.Sprintf("%x", sha256.Sum256(body))
	r := reader{Scenario: d.Scenario, norms: d.Norms}
	return a.print(r.read(hash) + adviceText(found))
}
