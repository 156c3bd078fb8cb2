package norm

import (
	"slices"
	"strings"
)

// nearness is how near another norm comes to this one, for the order in which
// relatives are shown. It is 0 without an idea in common. The weights are this
// project's own: what a norm is about comes first, then who it was written for,
// so that what responders gave themselves stands before what is far from them.
func (s *Set) nearness(n, o *Norm) int {
	shared := n.Shared(o)
	if len(shared) == 0 {
		return 0
	}
	near := len(shared)
	if shared[0] == n.Ideas[0] {
		near += 3 // its first idea is what it is mainly about
	}
	if o.Ideas[0] == n.Ideas[0] {
		near++
	}
	if len(shared) == len(o.Ideas) {
		near++ // and about nothing else
	}
	if o.IncidentResponse {
		near += 3
	}
	whom, others := addressed(n), addressed(o)
	switch {
	case slices.Contains(others, "team") && !slices.Contains(others, "company"):
		near += 4
	case slices.ContainsFunc(others, func(w string) bool { return slices.Contains(whom, w) }):
		near += 2
	}
	if n.Kind == o.Kind {
		near++
	}
	if s.LegalNatureOf(o) == "proposal" {
		near -= 2 // nobody adopted it
	}
	return near
}

// addressed are the kinds of people that a norm speaks to.
func addressed(n *Norm) []string {
	kinds := []struct{ kind, words string }{
		{"team", "team csirt"}, {"state", "state parties allies ally authorities"},
		{"operator", "operator provider network holder"}, {"company", "compan developer maker vendor producer"},
	}
	var out []string
	for _, k := range kinds {
		for word := range strings.FieldsFuncSeq(strings.ToLower(n.Addressee), func(r rune) bool { return !isWord(r) }) {
			if slices.ContainsFunc(strings.Fields(k.words), func(w string) bool { return strings.HasPrefix(word, w) }) {
				out = append(out, k.kind)
				break
			}
		}
	}
	return out
}
