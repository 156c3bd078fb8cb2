package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// readNorm lays a norm out as text. What the catalogue doesn't say has no
// heading.
func readNorm(set *norm.Set, m norm.Match) string {
	n, c := m.Norm, m.Catalogue
	var p page
	list := func(title string, lines []string) {
		if len(lines) > 0 {
			p.heading("%s", title)
		}
		for _, l := range lines {
			p.item(0, "%s", l)
		}
	}
	p.line("%s  %s", n.Reference, n.Label)
	p.text("", fmt.Sprintf("%s · %s · %s", n.ID, c.Title, set.StandingOf(n)))
	for _, note := range m.Notes {
		p.text("Note: ", note)
	}
	p.line("")
	restated := n.Restatement
	if set.Unverified(n) {
		restated += " (unverified)"
	}
	p.text("", restated)
	p.line("")
	p.facts(set, n, c)
	var words, guidance, links []string
	for _, t := range n.Terms {
		words = append(words, t.Term+": "+t.Meaning)
	}
	list("WORDS", words)
	list("WHAT FOLLOWING IT LOOKS LIKE", n.Actions)
	list("WHO DEALS WITH IT", n.Bodies)
	for _, g := range n.Guidance {
		guidance = append(guidance, fmt.Sprintf("%s, %s: %s%s", g.Document, g.Section, g.Text, citeNorm(c, g.Sources)))
	}
	list("LATER GUIDANCE", guidance)
	list("CRITIQUES", remarks(c, n.Critiques))
	list("PRACTITIONERS", remarks(c, n.Practitioners))
	p.elsewhere(set, n)
	for _, l := range n.Links {
		links = append(links, fmt.Sprintf("%s. %s (%s)", l.Title, l.URL, l.Status))
	}
	list("LINKS", links)
	return p.String()
}

// facts are the lines that say what a norm is.
func (p *page) facts(set *norm.Set, n *norm.Norm, c *norm.Catalogue) {
	kind := string(n.Kind)
	if n.KindNote != "" {
		kind += ": " + n.KindNote
	}
	p.field(0, "kind", kind)
	p.field(0, "adopted", scenario.When{From: set.AdoptedOf(n)}.UTC())
	p.field(0, "addressed to", n.Addressee)
	p.field(0, "look for", n.LookFor)
	var ideas []string
	for _, i := range n.Ideas {
		ideas = append(ideas, i.Title())
	}
	p.field(0, "ideas", strings.Join(ideas, "; "))
	if n.IncidentResponse {
		p.field(0, "touches", "incident response")
	}
	sure := n.Confidence
	if n.ConfidenceNote != "" {
		sure += ": " + n.ConfidenceNote
	}
	p.field(0, "how sure", sure)
	if len(n.Sources) > 0 {
		p.field(0, "rests on", strings.TrimSpace(citeNorm(c, n.Sources)))
	}
	p.field(0, "related", strings.Join(n.Related, ", "))
}

// elsewhere lists the norms of other families by the idea that they share with
// the norm.
func (p *page) elsewhere(set *norm.Set, n *norm.Norm) {
	others := set.Elsewhere(n.ID)
	if len(others) > 0 {
		p.heading("THE SAME IDEA ELSEWHERE")
	}
	for _, idea := range n.Ideas {
		first := true
		for _, o := range others {
			if !slices.Contains(o.Ideas, idea) {
				continue
			}
			if first {
				p.line("%s:", idea.Title())
				first = false
			}
			about := set.StandingOf(o)
			if set.Unverified(o) {
				about += ", unverified"
			}
			p.item(0, "%s %s (%s)", set.Cite(o), o.Label, about)
		}
	}
}

func remarks(c *norm.Catalogue, list []norm.Remark) []string {
	var out []string
	for _, r := range list {
		out = append(out, r.Text+cmp.Or(citeNorm(c, r.Sources), " (our view)"))
	}
	return out
}

// citeNorm names the sources of a statement about a norm; empty if it has none.
func citeNorm(c *norm.Catalogue, ids []string) string {
	if len(ids) == 0 {
		return ""
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
