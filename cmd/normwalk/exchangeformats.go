package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/cexf"
	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/msel"
	"github.com/normwalk/normwalk/engine/scenario"
)

// An exchangeFormat is a form in which scenarios go to other programs and come
// from them.
type exchangeFormat struct {
	name   string
	called string // in a sentence
	ends   string // what the names of its files end in
	binary bool
	write  func(w io.Writer, s *scenario.Scenario, track, version string) ([]draft.Left, error)
	read   func(name string, data []byte) (*draft.Material, error)
}

func exchangeFormats() []exchangeFormat {
	plain := func(write func(io.Writer, *scenario.Scenario, string) ([]draft.Left, error)) func(io.Writer, *scenario.Scenario, string, string) ([]draft.Left, error) {
		return func(w io.Writer, s *scenario.Scenario, track, _ string) ([]draft.Left, error) {
			return write(w, s, track)
		}
	}
	return []exchangeFormat{
		{name: "cexf", called: "CEXF", ends: ".json", read: cexf.Read, write: func(w io.Writer, s *scenario.Scenario, track, version string) ([]draft.Left, error) {
			return cexf.Write(w, s, cexf.Options{Track: track, Version: version})
		}},
		{name: "msel-csv", called: "a list of events", ends: ".csv", read: msel.ReadCSV, write: plain(msel.WriteCSV)},
		{name: "msel-xlsx", called: "a list of events", ends: ".xlsx", binary: true, read: msel.ReadXLSX, write: plain(msel.WriteXLSX)},
	}
}

func exchangeNames() []string {
	var names []string
	for _, f := range exchangeFormats() {
		names = append(names, f.name)
	}
	return names
}

// findExchange is the format of the name, or the one that a file's name says.
func findExchange(name, file string) (exchangeFormat, error) {
	all := exchangeFormats()
	i := slices.IndexFunc(all, func(f exchangeFormat) bool { return f.name == name })
	if name == "" {
		i = slices.IndexFunc(all, func(f exchangeFormat) bool { return strings.EqualFold(filepath.Ext(file), f.ends) })
	}
	choice := strings.Join(exchangeNames(), ", ")
	switch {
	case i >= 0:
		return all[i], nil
	case name != "":
		return exchangeFormat{}, usagef("there is no format %q; choose one of %s", name, choice)
	case file == "" || file == "-":
		return exchangeFormat{}, usagef("say with --format in which form: %s", choice)
	}
	return exchangeFormat{}, usagef("the name of %q doesn't say which format it is; add --format, one of %s", file, choice)
}

// aboutExchange describes the formats, for help.
const aboutExchange = `Formats:
  cexf       the Common Exercise Format of the MISP project (.json)
  msel-csv   a master scenario events list as a table (.csv)
  msel-xlsx  the same as a workbook (.xlsx)

Without --format the name of the file decides.`

func formatFlag(cmd *cobra.Command, into *string) {
	cmd.Flags().StringVar(into, "format", "", "`format`: "+strings.Join(exchangeNames(), ", "))
	_ = cmd.RegisterFlagCompletionFunc("format", // fails only for a flag that isn't there
		cobra.FixedCompletions(exchangeNames(), cobra.ShellCompDirectiveNoFileComp))
}

func newScenarioExport(a *app) *cobra.Command {
	var format, track string
	var out output
	cmd := &cobra.Command{
		Use:   "export ID",
		Short: "Write a scenario for other exercise programs: CEXF, or a list of events",
		Long: `Export writes the steps of a scenario in a format that other programs know, and
lists what that format has no place for. The analyst's readings are never
written. A list of events is for those who run an exercise, and has the
facilitator's notes; CEXF goes to a platform, and has none.

` + aboutExchange + ` An existing file is never
replaced without --force.`,
		Example: `  normwalk scenario export wannacry -o wannacry.xlsx
  normwalk scenario export estonia --format cexf --track 60-minutes > estonia.json`,
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeScenario,
		RunE:              func(_ *cobra.Command, args []string) error { return a.exportScenario(args[0], format, track, out) },
	}
	formatFlag(cmd, &format)
	cmd.Flags().StringVar(&track, "track", "", "only the steps of this `track`")
	out.flags(cmd)
	return cmd
}

func (a *app) exportScenario(query, format, track string, out output) error {
	f, err := findExchange(format, out.file)
	if err != nil {
		return err
	}
	if f.binary && out.stdout() && isTerminal(a.Stdout) {
		return usagef("%s is nothing to read on a terminal; name a file with -o", f.name)
	}
	lib, err := a.library()
	if err != nil {
		return err
	}
	s, err := lib.Scenario(query)
	if err != nil {
		return err
	}
	if _, _, err := draft.Steps(s, track); err != nil {
		return err
	}
	var left []draft.Left
	err = a.write(out, func(w io.Writer) (err error) {
		left, err = f.write(w, s, track, a.Now().UTC().Format("20060102"))
		return err
	})
	if err != nil {
		return err
	}
	a.tell(fmt.Sprintf("Not carried, as %s has no place for it:", f.called), left)
	return nil
}

// tell lists what was left out, on stderr: what is written may be on stdout.
func (a *app) tell(head string, left []draft.Left) {
	if len(left) == 0 {
		return
	}
	var p page
	p.text("", head)
	for _, l := range left {
		p.item(2, "%s", inert.Line(l.String()))
	}
	fmt.Fprint(a.Stderr, p.String())
}
