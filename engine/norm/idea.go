package norm

import (
	"cmp"
	"slices"
)

// An Idea is what norms of different catalogues have in common.
type Idea string

// The ideas, as the UN norms bring them up from (h) on and back.
const (
	AnswerACall         Idea = "answer-a-call"
	CleanUpAtSource     Idea = "clean-up-at-source"
	SpareInfrastructure Idea = "spare-infrastructure"
	OwnProtection       Idea = "own-protection"
	SupplyChain         Idea = "supply-chain"
	Vulnerabilities     Idea = "vulnerabilities"
	Responders          Idea = "responders"
	Evidence            Idea = "evidence"
	Crime               Idea = "crime"
	Rights              Idea = "rights"
)

// Ideas lists the ideas in the order in which they are to be shown.
func Ideas() []Idea {
	return []Idea{
		AnswerACall, CleanUpAtSource, SpareInfrastructure, OwnProtection, SupplyChain,
		Vulnerabilities, Responders, Evidence, Crime, Rights,
	}
}

// Title is the idea in words, as an act: "answer a call for help".
func (i Idea) Title() string {
	switch i {
	case AnswerACall:
		return "answer a call for help"
	case CleanUpAtSource:
		return "clean up at the source"
	case SpareInfrastructure:
		return "spare what everybody depends on"
	case OwnProtection:
		return "protect what is your own"
	case SupplyChain:
		return "keep the supply chain sound"
	case Vulnerabilities:
		return "report and mend vulnerabilities"
	case Responders:
		return "let responders do their work"
	case Evidence:
		return "judge by the evidence"
	case Crime:
		return "work together against crime"
	case Rights:
		return "respect human rights"
	}
	return string(i)
}

// Shared lists the ideas that two norms have in common, in the order of the
// first.
func (n *Norm) Shared(other *Norm) []Idea {
	var out []Idea
	for _, i := range n.Ideas {
		if slices.Contains(other.Ideas, i) {
			out = append(out, i)
		}
	}
	return out
}

// Elsewhere lists the norms of other catalogues that share an idea with the
// norm: the nearest first, by what they are about and whom they speak to, then in
// the set's order.
func (s *Set) Elsewhere(id ID) []*Norm {
	n, ok := s.byID[id]
	if !ok || len(n.Ideas) == 0 {
		return nil
	}
	found := s.where(func(o *Norm) bool { return s.home[o.ID] != s.home[id] && len(n.Shared(o)) > 0 })
	near := make(map[ID]int, len(found))
	for _, o := range found {
		near[o.ID] = s.nearness(n, o)
	}
	slices.SortStableFunc(found, func(a, b *Norm) int { return cmp.Compare(near[b.ID], near[a.ID]) })
	return found
}

// Relatives is the short form of [Set.Elsewhere]: the nearest norm of each
// other catalogue, at most so many. more says how many it leaves out.
func (s *Set) Relatives(id ID, most int) (nearest []*Norm, more int) {
	all := s.Elsewhere(id)
	seen := make(map[*Catalogue]bool)
	for _, n := range all {
		if c := s.home[n.ID]; !seen[c] && len(nearest) < most {
			seen[c] = true
			nearest = append(nearest, n)
		}
	}
	return nearest, len(all) - len(nearest)
}
