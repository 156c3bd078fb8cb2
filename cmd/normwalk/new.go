package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
)

// templates are the files that a new one is made from.
//
//go:embed template/*.toml
var templates embed.FS

func newNew(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Begin a scenario or a norm catalogue of your own",
		Args:  verb,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, v := range []struct{ kind, example string }{{library.KindScenario, "harbour-2023"}, {library.KindCatalogue, "our-pledge-2024"}} {
		var output string
		c := &cobra.Command{
			Use:   v.kind + " ID",
			Short: "Write a commented " + v.kind + " file to fill in",
			Long: fmt.Sprintf(`New %[1]s writes a file that is complete and checks clean, with made-up
content and a comment for each field. Every text to replace begins with REPLACE.
A file that exists is never written over.

The id is lower-case letters, digits and single hyphens, and the file's name is
the id with .toml. Add the year of the incident or of the adoption: %[2]s.`, v.kind, v.example),
			Example: fmt.Sprintf("  normwalk new %[1]s %[2]s\n  normwalk new %[1]s %[2]s -o my-folder/%[2]s.toml", v.kind, v.example),
			Args:    arguments(1, 1),
			RunE:    func(_ *cobra.Command, args []string) error { return a.begin(v.kind, args[0], output) },
		}
		c.Flags().StringVarP(&output, "output", "o", "", "write this `file` (default: ID.toml here)")
		cmd.AddCommand(c)
	}
	return cmd
}

// begin writes a new file.
func (a *app) begin(kind, id, output string) error {
	if !document.PlainID.Fits(id) {
		return usagef("%q can't be an id; write lower-case letters, digits and single hyphens, at most 64, such as harbour-2023", id)
	}
	if lib, err := library.Load(scenarios.FS(), nil); err != nil {
		return err
	} else if doc, taken := lib.Document(id); taken {
		return usagef("%q is the id of a %s that comes with normwalk; choose another", id, doc.Kind)
	}
	if output == "" {
		output = id + ".toml"
	}
	if filepath.Base(output) != id+".toml" {
		return usagef("the file of %s must be called %s.toml, not %q", id, id, filepath.Base(output))
	}
	body, err := templates.ReadFile("template/" + kind + ".toml")
	if err != nil {
		return err
	}
	text := strings.ReplaceAll(string(body), "new-"+kind, id)
	f, err := os.OpenFile(output, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%q exists already and is left as it is; choose another id, or another folder with -o", output)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %q; make it first", filepath.Dir(output))
	case err != nil:
		return unwritable(output, err)
	}
	if _, err := f.WriteString(text); err != nil {
		return unwritable(output, errors.Join(err, f.Close(), os.Remove(output)))
	}
	if err := f.Close(); err != nil {
		return unwritable(output, err)
	}
	return a.print(nextSteps(kind, id, output))
}

func unwritable(name string, err error) error {
	return fmt.Errorf("%q can't be written: %w", name, err)
}

// nextSteps says what to do with a new file.
func nextSteps(kind, id, path string) string {
	var p page
	name := quoted(path)
	schema := quoted(filepath.Join(filepath.Dir(path), kind+".schema.json"))
	step := func(n int, what, command string) {
		p.line("")
		p.text(fmt.Sprintf("%d. ", n), what)
		p.line("     %s", command) // on one line, to be copied
	}
	p.text("", fmt.Sprintf("Wrote %s. It checks clean; the content is made up.", path))
	step(1, "For help while you type, in editors that know TOML schemas:", "normwalk schema "+kind+" -o "+schema)
	step(2, "Replace every text that begins with REPLACE, with this in a second window:", "normwalk check --watch "+name)
	if kind == library.KindCatalogue {
		step(3, fmt.Sprintf("A scenario refers to its norms as %s/1 and so on. Check both together:", id), "normwalk check "+name+" my-scenario.toml")
		step(4, "To use it, put it into the folder norms beside your scenarios:", "normwalk --content my-folder norm list")
		return p.String()
	}
	step(3, "See it as the room will, reloaded at each save:", "normwalk preview "+name)
	folder := "--content " + quoted(filepath.Dir(path)) + " "
	step(4, "Print what a workshop needs, and hold it:", "normwalk "+folder+"pack "+id)
	p.line("     normwalk %swalk %s --mode hands", folder, id)
	return p.String()
}
