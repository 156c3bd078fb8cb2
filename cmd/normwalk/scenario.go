package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

func newScenario(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "scenario",
		Short: "List the scenarios, read one, exchange them with other programs",
		Args:  verb,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var asJSON bool
	list := &cobra.Command{
		Use:     "list",
		Short:   "List the scenarios by the date of the incident",
		Example: "  normwalk scenario list\n  normwalk scenario list --content my-folder",
		Args:    arguments(0, 0),
		RunE:    func(*cobra.Command, []string) error { return a.listScenarios(asJSON) },
	}
	show := &cobra.Command{
		Use:   "show ID",
		Short: "Read a scenario with its sources and the analyst's readings",
		Long: `Show prints a whole scenario, for preparing a session: also the facilitator's
notes and the analyst's readings, which the room doesn't see before the reveal.
What rests only on sources that its author didn't read is marked (unverified).

A part of the id will do if only one scenario has it.`,
		Example:           "  normwalk scenario show wannacry\n  normwalk scenario show estonia-2007 --json",
		Args:              arguments(1, 1),
		ValidArgsFunction: a.completeScenario,
		RunE:              func(_ *cobra.Command, args []string) error { return a.showScenario(args[0], asJSON) },
	}
	for _, c := range []*cobra.Command{list, show} {
		c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	}
	cmd.AddCommand(list, show, newScenarioExport(a), newScenarioImport(a))
	return cmd
}

// A scenarioLine is what a list says of a scenario.
type scenarioLine struct {
	ID     string        `json:"id"`
	Title  string        `json:"title"`
	Date   source.Moment `json:"date"`
	Region string        `json:"region"`
	Steps  int           `json:"steps"`
	Tracks []string      `json:"tracks"`
	SHA256 string        `json:"sha256"`
}

func (a *app) listScenarios(asJSON bool) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	lines := []scenarioLine{}
	for _, s := range lib.Scenarios() {
		doc, _ := lib.Document(s.ID)
		line := scenarioLine{s.ID, s.Title, s.Date, s.Region, len(s.Steps), nil, doc.Hash}
		for _, t := range s.AllTracks() {
			line.Tracks = append(line.Tracks, t.ID)
		}
		lines = append(lines, line)
	}
	if asJSON {
		return a.printJSON(lines)
	}
	var p page
	for i, l := range lines {
		if i > 0 {
			p.line("")
		}
		p.line("%s", l.ID)
		p.text("    ", l.Title)
		p.text("    ", fmt.Sprintf("%s · %s", scenario.When{From: l.Date}.UTC(), l.Region))
		p.text("    ", fmt.Sprintf("%d steps · tracks %s", l.Steps, strings.Join(l.Tracks, ", ")))
	}
	return a.print(p.String())
}

func (a *app) showScenario(query string, asJSON bool) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	s, err := lib.Scenario(query)
	if err != nil {
		return err
	}
	if asJSON {
		return a.printJSON(s)
	}
	doc, _ := lib.Document(s.ID)
	r := reader{Scenario: s, norms: lib.Norms()}
	return a.print(r.read(doc.Hash))
}
