package exercise

import (
	"slices"

	"github.com/normwalk/normwalk/engine/norm"
)

// Norms lists the norms that are planned, on the table or set aside at any
// step, each once and in the order in which they come up.
func (s *State) Norms() []norm.ID {
	var out []norm.ID
	seen := map[norm.ID]bool{}
	add := func(ids []norm.ID) {
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	for _, p := range s.Setup().Plan {
		add(p.Norms)
	}
	for _, st := range s.Steps() {
		add(slices.Concat(st.Norms, st.Aside))
	}
	return out
}
