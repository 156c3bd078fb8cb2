package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

func newNorm(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "norm",
		Short: "List the norms, or read one",
		Args:  verb,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var asJSON bool
	var c normChoice
	list := &cobra.Command{
		Use:   "list",
		Short: "List the norms, by family",
		Long: `List shows the norms of every family, and says plainly of each family what it
is: voluntary, binding, or a proposal. A norm that differs from its family says
so, and so does one that rests on sources that its authors didn't read. Readings
name a norm as family/item, such as un-gge-2015/h; where the item isn't part of
the reference the whole is shown.`,
		Example: `  normwalk norm list
  normwalk norm list --family un,gcsc
  normwalk norm list --family assistance
  normwalk norm list --kind refrain
  normwalk norm list --type treaty --search evidence`,
		Args: arguments(0, 0),
		RunE: func(*cobra.Command, []string) error { return a.listNorms(c, asJSON) },
	}
	f := list.Flags()
	f.StringSliceVar(&c.families, "family", nil, "only these `families` or short lists")
	f.StringVar(&c.kind, "kind", "", "only norms of this `kind`: do or refrain")
	f.StringVar(&c.kindOf, "type", "", "only norms of this `type`: "+strings.Join(norm.Types(), ", "))
	f.StringVar(&c.search, "search", "", "only norms with these `words`, or words that begin so")
	for name, complete := range map[string]cobra.CompletionFunc{
		"family": a.completeFamily,
		"kind":   cobra.FixedCompletions([]string{string(norm.Do), string(norm.Refrain)}, cobra.ShellCompDirectiveNoFileComp),
		"type":   cobra.FixedCompletions(norm.Types(), cobra.ShellCompDirectiveNoFileComp),
	} {
		_ = list.RegisterFlagCompletionFunc(name, complete) // fails only for a flag that isn't there
	}
	show := &cobra.Command{
		Use:   "show QUERY…",
		Short: "Read a norm, by any name that people use for it",
		Long: `Show prints a norm: what it says in our words, what the words may mean, what
following it looks like, what its critics and practitioners say, and where
other families have the same idea. It finds 13(h) as h, 13h, 13(h), 8, norm 8,
8/H, UNGGE-h, or by a part of its label; the norms of other families after the
family's name, as in gcsc 8.`,
		Example:           "  normwalk norm show 13h\n  normwalk norm show norm 8\n  normwalk norm show gcsc 4\n  normwalk norm show supply chain",
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
	ID          norm.ID   `json:"id"`
	Catalogue   string    `json:"catalogue"`
	Reference   string    `json:"reference"`
	Position    int       `json:"position"`
	Label       string    `json:"label"`
	Kind        norm.Kind `json:"kind"`
	Type        string    `json:"type"`
	LegalNature string    `json:"legal_nature"`
	Adopted     string    `json:"adopted"`
	Unverified  bool      `json:"unverified"`
}

// A normChoice is what the flags of "norm list" say.
type normChoice struct {
	families             []string
	kind, kindOf, search string
}

// chosen lists the norms that the flags let through.
func (c normChoice) chosen(set *norm.Set) ([]*norm.Norm, error) {
	if kinds := []string{"", string(norm.Do), string(norm.Refrain)}; !slices.Contains(kinds, c.kind) {
		return nil, usagef("there is no kind %q; choose --kind do or --kind refrain", c.kind)
	}
	if c.kindOf != "" && !slices.Contains(norm.Types(), c.kindOf) {
		return nil, usagef("there is no type %q; choose one of %s", c.kindOf, strings.Join(norm.Types(), ", "))
	}
	families, err := familiesNamed(set, "family", c.families)
	if err != nil {
		return nil, err
	}
	pool, err := set.Pool(families)
	if err != nil {
		return nil, err
	}
	found := set.Search(c.search, norm.Filter{Kind: norm.Kind(c.kind), Type: c.kindOf})
	return slices.DeleteFunc(found, func(n *norm.Norm) bool { return len(families) > 0 && !slices.Contains(pool, n.ID) }), nil
}

func (a *app) listNorms(c normChoice, asJSON bool) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	set := lib.Norms()
	found, err := c.chosen(set)
	if err != nil {
		return err
	}
	if asJSON {
		lines := []normLine{}
		for _, n := range found {
			c, _ := set.CatalogueOf(n.ID)
			lines = append(lines, normLine{
				n.ID, c.ID, n.Reference, n.Position, n.Label, n.Kind,
				set.TypeOf(n), set.LegalNatureOf(n), set.AdoptedOf(n).String(), set.Unverified(n),
			})
		}
		return a.printJSON(lines)
	}
	var p page
	var last *norm.Catalogue
	for _, n := range found {
		if c, _ := set.CatalogueOf(n.ID); c != last {
			if last != nil {
				p.line("")
			}
			p.family(c)
			last = c
		}
		p.listed(set, n, last)
	}
	if len(found) == 0 {
		p.line("No norm fits.")
	}
	return a.print(p.String())
}

// family is the heading of a catalogue in a list.
func (p *page) family(c *norm.Catalogue) {
	p.text("", c.Title)
	p.text("", fmt.Sprintf("%s · %s · %s · for %s", c.ID, scenario.When{From: c.Adopted}.UTC(), norm.Standing(c.Type, c.LegalNature), c.Addressees))
}

// listed is a norm in a list, with what sets it apart from its family.
func (p *page) listed(set *norm.Set, n *norm.Norm, c *norm.Catalogue) {
	var marks []string
	if standing := set.StandingOf(n); standing != norm.Standing(c.Type, c.LegalNature) {
		marks = append(marks, standing)
	}
	if set.Unverified(n) {
		marks = append(marks, "unverified")
	}
	label := n.Label
	if len(marks) > 0 {
		label += " (" + strings.Join(marks, ", ") + ")"
	}
	if !strings.Contains(n.Reference, n.Item) {
		label += " · " + string(n.ID) // for a file; nobody would guess it
	}
	p.text(fmt.Sprintf("  %2d  %-*s  ", n.Position, referenceWidth(c), n.Reference), label)
}

// referenceWidth is the room that the references of a catalogue take.
func referenceWidth(c *norm.Catalogue) int {
	width := 8
	for i := range c.Items {
		width = max(width, utf8.RuneCountInString(c.Items[i].Reference))
	}
	return width
}

func (a *app) showNorm(query string, asJSON bool) error {
	lib, err := a.library()
	if err != nil {
		return err
	}
	set := lib.Norms()
	m, err := set.Find(query)
	if err != nil {
		return err
	}
	if !asJSON {
		return a.print(readNorm(set, m))
	}
	elsewhere := []norm.ID{}
	for _, n := range set.Elsewhere(m.Norm.ID) {
		elsewhere = append(elsewhere, n.ID)
	}
	return a.printJSON(struct {
		Catalogue   string     `json:"catalogue"`
		Norm        *norm.Norm `json:"norm"`
		Type        string     `json:"type"`
		LegalNature string     `json:"legal_nature"`
		Standing    string     `json:"standing"`
		Adopted     string     `json:"adopted"`
		Unverified  bool       `json:"unverified"`
		Elsewhere   []norm.ID  `json:"elsewhere"`
		Notes       []string   `json:"notes"`
	}{
		m.Catalogue.ID, m.Norm, set.TypeOf(m.Norm), set.LegalNatureOf(m.Norm), set.StandingOf(m.Norm), set.AdoptedOf(m.Norm).String(),
		set.Unverified(m.Norm), elsewhere, append([]string{}, m.Notes...),
	})
}
