package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/schema"
)

func newSchema(a *app) *cobra.Command {
	var out output
	cmd := &cobra.Command{
		Use:   "schema scenario|catalogue",
		Short: "Print the JSON Schema of a content format, for editors",
		Long: `Schema prints the JSON Schema of scenario or catalogue files. Editors that know
TOML (Taplo, and Even Better TOML in VS Code) complete and check a file while it
is being written if its first line names the schema:

  #:schema ./scenario.schema.json

A schema can't say everything that the format asks: normwalk check does.`,
		Example: `  normwalk schema scenario -o scenario.schema.json
  normwalk schema catalogue -o catalogue.schema.json`,
		Args:      arguments(1, 1),
		ValidArgs: []string{library.KindScenario, library.KindCatalogue},
		RunE: func(_ *cobra.Command, args []string) error {
			make := schema.Scenario
			switch args[0] {
			case library.KindScenario:
			case library.KindCatalogue:
				make = schema.Catalogue
			default:
				return usagef("there is no format %q; write normwalk schema scenario or normwalk schema catalogue", args[0])
			}
			body, err := make()
			if err != nil {
				return err
			}
			return a.write(out, func(w io.Writer) error {
				_, err := w.Write(body)
				return err
			})
		},
	}
	out.flags(cmd)
	return cmd
}
