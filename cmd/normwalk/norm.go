package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

func newNorm(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "norm",
		Short: "List the norms, or read one",
		Args:  verb,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var asJSON bool
	list := &cobra.Command{
		Use:     "list",
		Short:   "List the norms of every catalogue",
		Example: "  normwalk norm list",
		Args:    arguments(0, 0),
		RunE:    func(*cobra.Command, []string) error { return a.listNorms(asJSON) },
	}
	show := &cobra.Command{
		Use:   "show QUERY…",
		Short: "Read a norm, by any name that people use for it",
		Long: `Show prints a norm: what it says in our words, what the words may mean, what
following it looks like, and what its critics and practitioners say. It finds
13(h) as h, 13h, 13(h), 8, norm 8, 8/H, UNGGE-h, or by a part of its label.`,
		Example:           "  normwalk norm show 13h\n  normwalk norm show norm 8\n  normwalk norm show supply chain",
		Args:              arguments(1, -1),
		ValidArgsFunction: a.completeNorm,
		RunE:              func(_ *cobra.Command, args []string) error { return a.showNorm(strings.Join(args, " "), asJSON) },
	}
	for _, c := range []*cobra.Command{list, show} {
		c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	}
	cmd.AddCommand(list, show)
	return cmd
}

// A normLine is what a list says of a norm.
type normLine struct {
	ID        norm.ID   `json:"id"`
	Catalogue string    `json:"catalogue"`
	Reference string    `json:"reference"`
	Position  int       `json:"position"`
	Label     string    `json:"label"`
	Kind      norm.Kind `json:"kind"`
}

func (a *app) listNorms(asJSON bool) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	lines := []normLine{}
	var p page
	for i, c := range lib.Norms().Catalogues() {
		if i > 0 {
			p.line("")
		}
		p.text("", c.Title)
		p.text("", fmt.Sprintf("%s · %s · %s, %s · for %s", c.ID, scenario.When{From: c.Adopted}.UTC(), c.Type, c.LegalNature, c.Addressees))
		for _, n := range c.Items {
			lines = append(lines, normLine{n.ID, c.ID, n.Reference, n.Position, n.Label, n.Kind})
			p.line("  %2d  %-8s  %s", n.Position, n.Reference, n.Label)
		}
	}
	if asJSON {
		return a.printJSON(lines)
	}
	return a.print(p.String())
}

func (a *app) showNorm(query string, asJSON bool) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	m, err := lib.Norms().Find(query)
	if err != nil {
		return err
	}
	if asJSON {
		return a.printJSON(struct {
			Catalogue string     `json:"catalogue"`
			Norm      *norm.Norm `json:"norm"`
			Notes     []string   `json:"notes"`
		}{m.Catalogue.ID, m.Norm, append([]string{}, m.Notes...)})
	}
	return a.print(readNorm(m))
}

// readNorm lays a norm out as text.
func readNorm(m norm.Match) string {
	n, c := m.Norm, m.Catalogue
	cite := func(ids []string) string { return citeNorm(c, ids) }
	var p page
	p.line("%s  %s", n.Reference, n.Label)
	p.text("", fmt.Sprintf("%s · %s · %s", n.ID, c.Title, c.LegalNature))
	for _, note := range m.Notes {
		p.text("Note: ", note)
	}
	p.line("")
	p.text("", n.Restatement)
	p.line("")
	kind := string(n.Kind)
	if n.KindNote != "" {
		kind += ": " + n.KindNote
	}
	p.field(0, "kind", kind)
	p.field(0, "addressed to", n.Addressee)
	p.field(0, "look for", n.LookFor)
	if len(n.Related) > 0 {
		p.field(0, "related", strings.Join(n.Related, ", "))
	}
	p.heading("WORDS")
	for _, t := range n.Terms {
		p.item(0, "%s: %s", t.Term, t.Meaning)
	}
	p.heading("WHAT FOLLOWING IT LOOKS LIKE")
	for _, x := range n.Actions {
		p.item(0, "%s", x)
	}
	p.heading("WHO DEALS WITH IT")
	for _, x := range n.Bodies {
		p.item(0, "%s", x)
	}
	if len(n.Guidance) > 0 {
		p.heading("LATER GUIDANCE")
		for _, g := range n.Guidance {
			p.item(0, "%s, %s: %s%s", g.Document, g.Section, g.Text, cite(g.Sources))
		}
	}
	p.heading("CRITIQUES")
	for _, r := range n.Critiques {
		p.item(0, "%s%s", r.Text, cite(r.Sources))
	}
	p.heading("PRACTITIONERS")
	for _, r := range n.Practitioners {
		p.item(0, "%s%s", r.Text, cite(r.Sources))
	}
	p.heading("LINKS")
	for _, l := range n.Links {
		p.item(0, "%s. %s (%s)", l.Title, l.URL, l.Status)
	}
	return p.String()
}

// citeNorm names the sources of a statement about a norm; one without sources
// is the authors' view.
func citeNorm(c *norm.Catalogue, ids []string) string {
	if len(ids) == 0 {
		return " (our view)"
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = id
		if j := slices.IndexFunc(c.Sources, func(s source.Source) bool { return s.ID == id }); j >= 0 {
			names[i] = c.Sources[j].Title
		}
	}
	text := " [" + strings.Join(names, "; ") + "]"
	if c.Unverified(ids) {
		text += " (unverified)"
	}
	return text
}
