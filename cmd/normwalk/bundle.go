package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/bundle"
	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
)

func newBundle(a *app) *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "bundle FILE|DIR… -o FILE",
		Short: "Put scenarios and their catalogues into one file to share",
		Long: `Bundle puts scenarios into one file that others take in with normwalk add. The
catalogues that a scenario takes its norms from come along, from the folder
norms beside it or from your content folder; built-in ones needn't.

What has problems isn't bundled: normwalk check lists them. The same content
makes the same file, byte for byte.`,
		Example: `  normwalk bundle my-scenario.toml -o my-scenario.zip
  normwalk bundle my-folder -o my-folder.zip`,
		Args: arguments(1, -1),
		RunE: func(_ *cobra.Command, args []string) error {
			if out.stdout() {
				return usagef("name the file to write with -o, such as -o %s", suggested(args[0]))
			}
			return a.bundle(args, out)
		},
	}
	out.flags(cmd)
	return cmd
}

// suggested is a name for the bundle of what is at a path.
func suggested(path string) string {
	base := filepath.Base(filepath.Clean(path))
	if base = strings.TrimSuffix(base, ".toml"); base == "." || base == string(filepath.Separator) {
		base = "content"
	}
	return base + ".zip"
}

func (a *app) bundle(args []string, out output) error {
	files, err := a.toBundle(args)
	if err != nil {
		return err
	}
	b, err := bundle.New(scenarios.FS(), versionName(), files...)
	if err != nil {
		return err
	}
	if len(b.Documents) == 0 {
		return fmt.Errorf("there is nothing to share: everybody's normwalk has %s", strings.Join(b.BuiltIn, ", "))
	}
	if err := a.write(out, b.Write); err != nil {
		return err
	}
	var p page
	p.text("", fmt.Sprintf("Wrote %s with %s:", out.file, amount(len(b.Documents), "file")))
	for _, d := range b.Documents {
		p.text("    ", fmt.Sprintf("%s, %s, licence %s", d.ID, d.Kind, d.Licence))
	}
	a.warnPlaceholders(b.Documents)
	for _, id := range b.BuiltIn {
		p.text("    ", id+" was left out: everybody's normwalk has it")
	}
	p.text("", fmt.Sprintf("Others take it in with: normwalk add %s", filepath.Base(out.file)))
	return a.print(p.String())
}

// toBundle reads the files and those that they need, and checks them under the
// names that their author knows.
func (a *app) toBundle(args []string) ([]bundle.File, error) {
	var names []string
	for _, arg := range args {
		more, err := contentFiles(arg)
		if err != nil {
			return nil, err
		}
		names = append(names, more...)
	}
	var problems document.Problems
	var checked []library.File
	var files []bundle.File
	taken := make(map[string]string) // by place in the bundle
	for i := 0; i < len(names); i++ {
		name := names[i]
		f, err := place(name)
		if err != nil && !errors.As(err, new(document.Problems)) {
			return nil, err
		}
		if problems = problems.Collect(name, err); err != nil {
			continue
		}
		if other, ok := taken[f.Path]; ok {
			if filepath.Clean(other) != filepath.Clean(name) {
				return nil, fmt.Errorf("%s and %s have the same id; bundle one of them", other, name)
			}
			continue
		}
		taken[f.Path] = name
		files = append(files, f)
		checked = append(checked, library.File{Name: name, Body: f.Body})
		if !strings.HasPrefix(f.Path, "norms/") {
			names = append(names, a.catalogues(name, f, taken)...)
		}
	}
	problems = problems.Collect("", library.CheckFiles(scenarios.FS(), checked...))
	problems.Sort()
	return files, problems.Err()
}

// place reads a content file and finds out where it belongs.
func place(name string) (bundle.File, error) {
	body, err := readContent(name)
	if err != nil {
		return bundle.File{}, err
	}
	return bundle.Place(filepath.ToSlash(name), body)
}

// mention is how a scenario names a norm of a catalogue.
var mention = regexp.MustCompile(`["']([a-z0-9]+(?:-[a-z0-9]+)*)/`)

// catalogues are the files of the catalogues that a scenario names and that
// aren't taken yet: in the folder norms beside it, or in the content folder.
func (a *app) catalogues(name string, f bundle.File, taken map[string]string) []string {
	folders := []string{filepath.Dir(name)}
	if own, err := a.contentFolder(); err == nil {
		folders = append(folders, own)
	}
	var found []string
	for _, m := range mention.FindAllStringSubmatch(string(f.Body), -1) {
		file := "norms/" + m[1] + ".toml"
		if _, err := fs.Stat(scenarios.FS(), file); err == nil || taken[file] != "" {
			continue
		}
		for _, folder := range folders {
			path := filepath.Join(folder, filepath.FromSlash(file))
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && !slices.Contains(found, path) {
				found = append(found, path)
				break
			}
		}
	}
	return found
}

// readBundle reads the file of a bundle, unless it is too large to be one.
func readBundle(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	defer f.Close() // it was only read
	info, err := f.Stat()
	if err != nil {
		return nil, unreadable(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%q is no file", name)
	}
	body, err := io.ReadAll(io.LimitReader(f, bundle.MaxSize+1))
	if err != nil {
		return nil, unreadable(name, err)
	}
	return body, nil
}
