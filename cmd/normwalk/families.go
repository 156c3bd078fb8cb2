package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/normwalk/normwalk/engine/norm"
)

// mostAtOnce is how many norms a room can judge at one step without losing
// the thread.
const mostAtOnce = 12

// normsNamed are those that --norms names: short lists, families and norms by
// any name. What else a name may mean goes to stderr.
func (a *app) normsNamed(norms *norm.Set, queries []string) ([]norm.ID, error) {
	var out []norm.ID
	add := func(ids ...norm.ID) {
		for _, id := range ids {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	for _, query := range queries {
		if family := familyNamed(norms, query); len(family) > 0 {
			ids, err := norms.Pool(family)
			if err != nil {
				return nil, usagef("--norms: %w", err)
			}
			if len(ids) == 0 {
				return nil, usagef("--norms: no norm of %q is loaded", query)
			}
			add(ids...)
			continue
		}
		m, err := norms.Find(query)
		if err != nil {
			return nil, usagef("--norms: %w", err)
		}
		for _, note := range m.Notes {
			fmt.Fprintf(a.Stderr, "normwalk: %s is taken as %s %s. %s\n", query, m.Norm.Reference, m.Norm.Label, note)
		}
		add(m.Norm.ID)
	}
	if len(out) > mostAtOnce {
		fmt.Fprintf(a.Stderr, "normwalk: %d norms come on the table at every step; --families takes from them only those that fit each step\n", len(out))
	}
	return out, nil
}

// familyNamed lists the ids that Pool knows for a whole name of a family or
// short list.
func familyNamed(norms *norm.Set, query string) []string {
	q := strings.ToLower(strings.TrimSpace(query))
	if slices.ContainsFunc(norm.ShortLists(), func(l norm.ShortList) bool { return l.ID == q }) {
		return []string{q}
	}
	found := norms.Named(q)
	if q == "all" {
		found = norms.Catalogues()
	}
	return catalogueIDs(found)
}

// familiesNamed are those that a flag names.
func familiesNamed(norms *norm.Set, flag string, queries []string) ([]string, error) {
	var out []string
	for _, query := range queries {
		family := familyNamed(norms, query)
		if len(family) == 0 {
			found, err := norms.Family(query)
			if err != nil {
				return nil, usagef("--%s: %w", flag, err)
			}
			family = catalogueIDs(found)
		}
		for _, id := range family {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out, nil
}

func catalogueIDs(catalogues []*norm.Catalogue) []string {
	var out []string
	for _, c := range catalogues {
		out = append(out, c.ID)
	}
	return out
}

// completeFamily offers short lists and the ids of families to the shell.
func (a *app) completeFamily(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	if lib, err := a.quietLibrary(); err == nil {
		for _, l := range norm.ShortLists() {
			ids = append(ids, cobra.CompletionWithDesc(l.ID, l.Title))
		}
		for _, c := range lib.Norms().Catalogues() {
			ids = append(ids, cobra.CompletionWithDesc(c.ID, c.Title))
		}
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
