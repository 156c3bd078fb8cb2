package main

import (
	"errors"
	"fmt"
	"io"
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
)

// A checkChoice is what the flags of "check" say.
type checkChoice struct {
	watch, strict, noAdvice bool
}

func newCheck(a *app) *cobra.Command {
	var c checkChoice
	cmd := &cobra.Command{
		Use:   "check FILE|DIR…",
		Short: "List every problem in scenario and catalogue files, and advice",
		Long: `Check reads scenario and norm catalogue files and lists every problem as
file:line:column: what is wrong; what to do. Of a folder it reads all *.toml
files in it and below. Norms may be those of the files and the built-in ones,
those of the folder norms beside a scenario, and those of your content folder.

Scenarios without problems get advice: what tends to go wrong in a room, why it
matters there, and what to do. Advice is no problem: the exit code stays 0, but
for --strict, which makes it 3.

With --watch it checks again at each save until you press ctrl+c, and the exit
code is that of the last check.

scenarios/README.md in the source describes the format.`,
		Example: `  normwalk check my-scenario.toml
  normwalk check --watch my-scenario.toml
  normwalk check my-folder`,
		Args: arguments(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case c.strict && c.noAdvice:
				return usagef("--strict is about advice, and --no-advice leaves it out; take one of them away")
			case c.watch:
				return a.checkOnSave(cmd.Context(), args, c)
			}
			return a.check(args, c)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&c.watch, "watch", false, "check again at each save, until ctrl+c")
	f.BoolVar(&c.strict, "strict", false, "exit code 3 for advice too")
	f.BoolVar(&c.noAdvice, "no-advice", false, "list problems alone")
	return cmd
}

// errAdvice is the outcome of a strict check that found nothing but advice.
var errAdvice = errors.New("there is advice, and --strict counts it as problems")

// check reads the files and says what it finds: problems as its error, the rest
// on standard output.
func (a *app) check(args []string, c checkChoice) error {
	files, problems, err := contentIn(args)
	if err != nil {
		return err
	}
	beside := a.catalogueFiles(files)
	good, norms, err := library.Check(scenarios.FS(), append(beside, files...)...)
	problems = problems.Collect("", err)
	problems.Sort()
	var found []advice.Advice
	for _, g := range good {
		switch {
		case c.noAdvice, slices.ContainsFunc(beside, func(f library.File) bool { return f.Name == g.Document.Name() }):
		case g.Scenario != nil:
			found = append(found, advice.Of(g.Document, g.Scenario, norms)...)
		case g.Catalogue != nil:
			found = append(found, advice.OfCatalogue(g.Document)...)
		}
	}
	if err := a.printCheck(checked(len(files), problems), problems, found, c.watch); err != nil {
		return err
	}
	switch {
	case len(problems) > 0:
		return told{exitContent}
	case c.strict && len(found) > 0:
		return exitError{exitContent, errAdvice}
	}
	return nil
}

// contentIn reads the files, and those of the folders, each once. Files that
// can't be content are problems.
func contentIn(args []string) ([]library.File, document.Problems, error) {
	var problems document.Problems
	var files []library.File
	seen := make(map[string]bool)
	for _, arg := range args {
		names, err := contentFiles(arg)
		if err != nil {
			return nil, nil, err
		}
		for _, name := range names {
			if seen[name] {
				continue
			}
			seen[name] = true
			body, err := readContent(name)
			if err != nil && !errors.As(err, new(document.Problems)) {
				return nil, nil, err
			}
			if problems = problems.Collect(name, err); err == nil {
				files = append(files, library.File{Name: name, Body: body})
			}
		}
	}
	return files, problems, nil
}

// contentFiles lists the file itself, or the *.toml files in and below a
// folder but for hidden ones.
func contentFiles(arg string) ([]string, error) {
	info, err := os.Stat(arg)
	if err != nil {
		return nil, unreadable(arg, err)
	}
	arg = filepath.Clean(arg)
	switch {
	case info.Mode().IsRegular():
		return []string{arg}, nil
	case !info.IsDir():
		return nil, fmt.Errorf("%q is neither a file nor a folder", arg)
	}
	var names []string
	err = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != arg && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
		case d.Type().IsRegular() && strings.HasSuffix(path, ".toml"):
			names = append(names, path)
		}
		return nil
	})
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("the folder %q has no *.toml files", arg)
	}
	return names, err
}

// readContent reads a whole file unless it is too large to be content.
func readContent(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close() // it was only read
	if info, err := f.Stat(); err == nil && info.Size() > document.MaxSize {
		return nil, document.TooLarge(name)
	}
	body, err := io.ReadAll(io.LimitReader(f, document.MaxSize+1))
	if err != nil {
		return nil, unreadable(name, err)
	}
	return body, nil
}

// unreadable leaves out of an error which system call it was.
func unreadable(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fmt.Errorf("%q can't be read: %w", name, err)
}
