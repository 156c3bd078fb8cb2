package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/cexf"
	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/msel"
	"github.com/normwalk/normwalk/scenarios"
)

func newScenarioImport(a *app) *cobra.Command {
	var format string
	var out output
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Begin a scenario from an exercise in CEXF, or from a list of events",
		Long: `Import writes a scenario file with what another program's file has. The file
checks clean, and is a draft: what the format doesn't say, such as the sources
of a fact, begins with REPLACE. What a scenario has no place for is listed, and
text that is too long stays in the file as a comment.

The file's name is the scenario's id with .toml. FILE may be - for stdin.

` + aboutExchange + ` A list's columns
may have any order and the usual names; the first rows may be a title.`,
		Example: `  normwalk scenario import exercise.json -o harbour-2023.toml
  normwalk scenario import msel.xlsx -o my-folder/harbour-2023.toml`,
		Args: arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return a.importScenario(args[0], format, out) },
	}
	formatFlag(cmd, &format)
	out.flags(cmd)
	return cmd
}

func (a *app) importScenario(file, format string, out output) error {
	f, err := findExchange(format, file)
	if err != nil {
		return err
	}
	id, err := newID(out)
	if err != nil {
		return err
	}
	if _, err := out.free(); err != nil {
		return exitError{exitFailed, err} // before anything is listed
	}
	body, err := a.readForeign(file)
	if err != nil {
		return err
	}
	name := file
	if file == "-" {
		name = "stdin"
	}
	m, err := f.read(name, body)
	if err != nil {
		return err
	}
	m.File = filepath.Base(name)
	d, err := draft.Make(id, m)
	if err != nil {
		return fmt.Errorf("%s was not imported: %w", name, err)
	}
	if err := library.CheckFiles(scenarios.FS(), library.File{Name: out.file, Body: d.TOML}); err != nil {
		return fmt.Errorf("%s was not imported: the draft doesn't check, which is a fault of normwalk's; please report it:\n%w", name, plainly(err))
	}
	err = a.write(out, func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(d.TOML))
		return err
	})
	if err != nil {
		return err
	}
	a.tell("Left out, as a scenario has no place for it:", d.Left)
	a.tell("Assumed; see whether it is right:", d.Assumed)
	a.tell("Not understood; write it yourself:", d.Doubts)
	return a.print(imported(out.file, d))
}

// plainly is an error without its type: problems of a draft aren't the author's.
func plainly(err error) error { return errors.New(err.Error()) }

// newID is the id of the scenario that is to be written.
func newID(out output) (string, error) {
	if out.stdout() {
		return "", usagef("the scenario's id is the name of its file; name it with -o, such as -o harbour-2023.toml")
	}
	base := filepath.Base(out.file)
	id, toml := strings.CutSuffix(base, ".toml")
	if !toml || !draft.IsID(id) {
		return "", usagef("%q can't be the file of a scenario; its name is the id with .toml: lower-case letters, digits and single hyphens, such as harbour-2023.toml", base)
	}
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		return "", err
	}
	if doc, taken := lib.Document(id); taken {
		return "", usagef("%q is the id of a %s that comes with normwalk; choose another", id, doc.Kind)
	}
	return id, nil
}

// readForeign reads a whole file, and a little more than any format takes.
func (a *app) readForeign(file string) ([]byte, error) {
	in := a.Stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, unreadable(file, err)
		}
		defer f.Close() // it was only read
		in = f
	}
	body, err := io.ReadAll(io.LimitReader(in, max(cexf.MaxSize, msel.MaxSize)+1))
	if err != nil {
		return nil, unreadable(file, err)
	}
	return body, nil
}

// imported says what came of it and what to do.
func imported(file string, d *draft.Draft) string {
	var p page
	name := quoted(file)
	p.text("", fmt.Sprintf("Wrote %s with %s. It checks clean, and says %s in %s.", inert.Line(file), amount(d.Steps, "step"), draft.Placeholder, amount(d.Replace, "place")))
	for i, next := range []struct{ what, command string }{
		{"For help while you type, in editors that know TOML schemas:", "normwalk schema scenario -o " + quoted(filepath.Join(filepath.Dir(file), "scenario.schema.json"))},
		{"Replace what begins with " + draft.Placeholder + ", with this in a second window:", "normwalk check --watch " + name},
		{"See it as the room will:", "normwalk preview " + name},
	} {
		p.line("")
		p.text(fmt.Sprintf("%d. ", i+1), next.what)
		p.line("     %s", next.command) // on one line, to be copied
	}
	return p.String()
}
