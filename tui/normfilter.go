package tui

import (
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// normFilter is what narrows a list of norms down; the zero value lets all
// through.
type normFilter struct {
	text     string // every word begins one in the norm
	family   string // id of a catalogue
	kind     norm.Kind
	whom     string // beginning of a word in whom the norm speaks to
	standing string // as [norm.Set.StandingOf] says it
	response bool   // only what touches incident response
}

// of are the norms of a set that the filter lets through, in the set's order.
func (f normFilter) of(set *norm.Set) []*norm.Norm {
	by := norm.Filter{Kind: f.kind, Addressee: f.whom, IncidentResponse: f.response}
	if f.family != "" {
		by.Families = []string{f.family}
	}
	found := set.Search(f.text, by)
	if f.standing == "" {
		return found
	}
	return slices.DeleteFunc(found, func(n *norm.Norm) bool { return set.StandingOf(n) != f.standing })
}

// said tells what narrows the list, but for the search; empty if nothing does.
func (f normFilter) said(set *norm.Set) string {
	var parts []string
	if c, ok := set.Catalogue(f.family); ok {
		parts = append(parts, c.Short)
	}
	if f.kind != "" {
		parts = append(parts, wording.Kind(f.kind))
	}
	for _, w := range addressees() {
		if w.word == f.whom && f.whom != "" {
			parts = append(parts, "to "+w.title)
		}
	}
	if f.standing != "" {
		parts = append(parts, f.standing)
	}
	if f.response {
		parts = append(parts, "touches incident response")
	}
	return strings.Join(parts, " · ")
}

// addressees are those that the list can be narrowed down to, with the word by
// which they are found.
func addressees() []struct{ word, title string } {
	return []struct{ word, title string }{
		{"", ""}, {"state", "States"}, {"team", "response teams"}, {"operators", "operators"}, {"providers", "providers"},
		{"compan", "companies"}, {"organisation", "organisations"}, {"parties", "Parties to a treaty"},
	}
}

// following is the entry after one in a list, and after the last the first; by
// is how far and to which side.
func following[T comparable](list []T, one T, by int) T {
	return list[(max(0, slices.Index(list, one))+by+len(list))%len(list)]
}

func (f *normFilter) turnFamily(set *norm.Set, by int) {
	families := []string{""}
	for _, c := range set.Catalogues() {
		families = append(families, c.ID)
	}
	f.family = following(families, f.family, by)
}

func (f *normFilter) turnKind() {
	f.kind = following([]norm.Kind{"", norm.Do, norm.Refrain}, f.kind, 1)
}

func (f *normFilter) turnWhom() {
	var words []string
	for _, w := range addressees() {
		words = append(words, w.word)
	}
	f.whom = following(words, f.whom, 1)
}

func (f *normFilter) turnStanding(set *norm.Set) {
	all := []string{""}
	for _, n := range set.All() {
		if s := set.StandingOf(n); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	f.standing = following(all, f.standing, 1)
}

// familyStanding is the standing of a family's norms: that of most, if not all
// have the same.
func familyStanding(set *norm.Set, c *norm.Catalogue) string {
	count := map[string]int{}
	best := ""
	for i := range c.Items {
		s := set.StandingOf(&c.Items[i])
		if count[s]++; best == "" || count[s] > count[best] {
			best = s
		}
	}
	if len(count) > 1 {
		return "mostly " + best
	}
	return best
}
