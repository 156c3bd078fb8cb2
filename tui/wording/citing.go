package wording

import (
	"cmp"
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/norm"
)

// Citing names the norms of exercises that are put side by side. Each may have
// been run with other texts; the last that has a norm names it.
type Citing struct {
	sets    []*norm.Set
	judged  []analysis.OfNorm
	Several bool // norms of more than one family were on the table
}

// NewCiting takes the norms of the exercises, in their order, and what they
// judged.
func NewCiting(sets []*norm.Set, judged []analysis.OfNorm) Citing {
	c := Citing{sets: sets, judged: judged}
	for _, n := range judged {
		c.Several = c.Several || n.Catalogue != judged[0].Catalogue
	}
	return c
}

// Reference is the norm as it is cited: with its family's name, unless all are
// of the UN's.
func (c Citing) Reference(id norm.ID) string {
	for _, set := range slices.Backward(c.sets) {
		if _, ok := set.Get(id); ok {
			return NormAmong(set, id, c.Several).Reference
		}
	}
	for _, n := range c.judged {
		if n.ID == id && n.Reference != "" {
			return n.Reference
		}
	}
	return string(id)
}

// Family is the short name of a family, by its id.
func (c Citing) Family(id string) string {
	for _, set := range slices.Backward(c.sets) {
		if x, ok := set.Catalogue(id); ok {
			return x.Short
		}
	}
	return id
}

// ByFamily puts norms of one family together, the families in the order in
// which the last exercise shows them.
func (c Citing) ByFamily(norms []analysis.OfNorm) []analysis.OfNorm {
	order := map[string]int{}
	for _, set := range slices.Backward(c.sets) {
		for _, x := range set.Catalogues() {
			if _, ok := order[x.ID]; !ok {
				order[x.ID] = len(order)
			}
		}
	}
	at := func(n analysis.OfNorm) int {
		if i, ok := order[n.Catalogue]; ok {
			return i
		}
		return len(order)
	}
	norms = slices.Clone(norms)
	slices.SortStableFunc(norms, func(a, b analysis.OfNorm) int {
		return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a.Catalogue, b.Catalogue))
	})
	return norms
}
