package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
)

func newCheck(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE|DIR…",
		Short: "List every problem in scenario and catalogue files",
		Long: `Check reads scenario and norm catalogue files and lists every problem as
file:line:column: what is wrong; what to do. Of a folder it reads all *.toml
files in it and below. Norms may be those of the files and the built-in ones.

scenarios/README.md in the source describes the format.`,
		Example: `  normwalk check my-scenario.toml
  normwalk check my-folder`,
		Args: arguments(1, -1),
		RunE: func(_ *cobra.Command, args []string) error { return a.check(args) },
	}
}

func (a *app) check(args []string) error {
	var problems document.Problems
	var files []library.File
	seen := make(map[string]bool)
	for _, arg := range args {
		names, err := contentFiles(arg)
		if err != nil {
			return err
		}
		for _, name := range names {
			if seen[name] {
				continue
			}
			seen[name] = true
			body, err := readContent(name)
			if err != nil && !errors.As(err, new(document.Problems)) {
				return err
			}
			if problems = problems.Collect(name, err); err == nil {
				files = append(files, library.File{Name: name, Body: body})
			}
		}
	}
	problems = problems.Collect("", library.CheckFiles(scenarios.FS(), files...))
	problems.Sort()
	if err := problems.Err(); err != nil {
		return err
	}
	count := fmt.Sprintf("%d files", len(files))
	if len(files) == 1 {
		count = "1 file"
	}
	return a.print(count + ", no problems\n")
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
