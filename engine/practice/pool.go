package practice

import (
	"strings"

	"github.com/normwalk/normwalk/engine/norm"
)

// A Pool is some norms that can be practised together.
type Pool struct {
	Name  string
	About string // what they are, in a sentence
	Norms []norm.ID
}

// Pools are the short lists, then each family, then all norms of a set; none
// has fewer than two norms.
func Pools(set *norm.Set) []Pool {
	var out []Pool
	add := func(name, about string, norms []norm.ID) {
		if len(norms) > 1 {
			out = append(out, Pool{strings.ToUpper(name[:1]) + name[1:], about, norms})
		}
	}
	for _, l := range norm.ShortLists() {
		add(l.Title, l.About, set.ShortList(l.ID))
	}
	var all []norm.ID
	for _, c := range set.Catalogues() {
		var norms []norm.ID
		for i := range c.Items {
			norms = append(norms, c.Items[i].ID)
		}
		all = append(all, norms...)
		if c.ID != norm.UNEleven {
			add(c.Short, c.Summary, norms)
		}
	}
	add("all families", "Every norm that is loaded.", all)
	return out
}
