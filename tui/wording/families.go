package wording

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/norm"
)

// NormAmong is [Norm] where norms of several families may lie on the table: if
// several is set, or it isn't one of the UN's, its reference says whose it is.
func NormAmong(set *norm.Set, id norm.ID, several bool) *norm.Norm {
	n := Norm(set, id)
	if c, ok := set.CatalogueOf(id); !several && (!ok || c.ID == norm.UNEleven) {
		return n
	}
	cited := *n
	cited.Reference = set.Cite(n)
	return &cited
}

// Nature says what binds and whom the norms speak to, and what is not asked.
func Nature(set *norm.Set, ids []norm.ID) string {
	return strings.TrimSpace(set.Nature(ids) + " " + NoJudgement)
}

// mostElsewhere is how many relatives stand beside a norm: the nearest.
const mostElsewhere = 3

// Elsewhere cites the nearest norms of other families that have the same idea,
// at most three and as many as fit into a width counted by size, and says how
// many more there are; empty if there are none, or if none fits.
func Elsewhere(set *norm.Set, id norm.ID, width int, size func(string) int) string {
	for most := mostElsewhere; most > 0; most-- {
		found, more := set.Relatives(id, most)
		if len(found) == 0 {
			return ""
		}
		names := make([]string, len(found))
		for i, n := range found {
			names[i] = set.Cite(n)
		}
		text := "same idea: " + strings.Join(names, ", ")
		if more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		if size(text) <= width {
			return text
		}
	}
	return ""
}
