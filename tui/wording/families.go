package wording

import (
	"strings"

	"github.com/normwalk/normwalk/engine/norm"
)

// NormAmong is [Norm] where norms of several families may lie on the table: if
// several is set, its reference says whose it is.
func NormAmong(set *norm.Set, id norm.ID, several bool) *norm.Norm {
	n := Norm(set, id)
	if !several {
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

// Elsewhere cites the nearest norms of other families that have the same idea,
// as many as fit into a width counted by size; empty if there are none, or if
// none fits. It ends with how many more there are.
func Elsewhere(set *norm.Set, id norm.ID, width int, size func(string) int) string {
	for most := 6; most > 0; most-- {
		found, more := set.Relatives(id, most)
		if len(found) == 0 {
			return ""
		}
		names := make([]string, len(found))
		for i, n := range found {
			names[i] = set.Cite(n)
		}
		text := "the same idea elsewhere: " + strings.Join(names, ", ")
		if more > 0 {
			text += " …"
		}
		if size(text) <= width {
			return text
		}
	}
	return ""
}
