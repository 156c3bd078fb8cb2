package analysis

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A Side is what the norms of one family came to at a step, in their latest
// rounds. What happened and what would have happened are sides of their own.
type Side struct {
	Catalogue      string // its id
	Counterfactual bool
	Items          int // judged: the next four add up to it
	Helped         int
	Latency        int
	Irrelevant     int
	Tied           int
	Tally          exercise.Tally  // answers on these items
	Voters         int             // verdicts on the item that has the most: about as many people judged
	Modal          exercise.Answer // the verdict with the most answers; empty in a tie
}

// StepSides are the families at a step, side by side.
type StepSides struct {
	Step  string
	Sides []Side // of families with a judged item, in the order of the catalogues; none if nothing was judged
}

// Sides puts the families side by side at each step of the plan: did the norms
// of one do the work there, or those of another? Only judged items count.
// Answers of the same people to several norms are added up: that describes, and
// has no statistics.
func (e *Exercise) Sides() []StepSides {
	order := map[string]int{}
	for i, c := range e.families() {
		order[c] = i
	}
	out := make([]StepSides, len(e.Steps))
	at := map[string]int{}
	for i, s := range e.Steps {
		out[i].Step, at[s.ID] = s.ID, i
	}
	for _, i := range e.latest() {
		n, ok := at[i.Step]
		if i.Standing != Judged || !ok {
			continue
		}
		out[n].side(e.familyOf(i), i.Counterfactual).add(i)
	}
	for n := range out {
		for k := range out[n].Sides {
			s := &out[n].Sides[k]
			var f Figures
			f.lead(s.Tally)
			s.Modal = f.Modal
		}
		slices.SortFunc(out[n].Sides, func(a, b Side) int {
			return cmp.Or(cmp.Compare(order[a.Catalogue], order[b.Catalogue]), boolOrder(a.Counterfactual, b.Counterfactual))
		})
	}
	return out
}

// families are the catalogues that have a norm in the exercise, in the order
// of its norms.
func (e *Exercise) families() []string {
	var out []string
	for _, n := range e.Norms {
		if c := familyName(n); !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// NormFamilies counts the catalogues that have a norm in the exercise.
func (e *Exercise) NormFamilies() int { return len(e.families()) }

func (e *Exercise) familyOf(i *Item) string {
	for _, n := range e.Norms {
		if n.ID == i.Norm {
			return familyName(n)
		}
	}
	return familyName(Norm{ID: i.Norm})
}

// familyName is the norm's catalogue, by its id where that isn't loaded.
func familyName(n Norm) string {
	c, _, _ := strings.Cut(string(n.ID), "/")
	return cmp.Or(n.Catalogue, c)
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (s *StepSides) side(catalogue string, would bool) *Side {
	i := slices.IndexFunc(s.Sides, func(x Side) bool { return x.Catalogue == catalogue && x.Counterfactual == would })
	if i < 0 {
		i = len(s.Sides)
		s.Sides = append(s.Sides, Side{Catalogue: catalogue, Counterfactual: would})
	}
	return &s.Sides[i]
}

func (s *Side) add(i *Item) {
	s.Items++
	s.Tally = s.Tally.Plus(i.Tally)
	s.Voters = max(s.Voters, i.Tally.Judged())
	switch i.Modal {
	case exercise.Helped:
		s.Helped++
	case exercise.Latency:
		s.Latency++
	case exercise.Irrelevant:
		s.Irrelevant++
	default:
		s.Tied++
	}
}

// Sentence is the side in one plain line: "most say they helped: 12 of 20 verdicts".
func (s *Side) Sentence(mode exercise.Mode) string {
	m, n := s.Tally.Judged(), s.Tally.Of(s.Modal)
	said := Phrase(s.Modal, s.Counterfactual)
	if s.Items > 1 {
		said = strings.NewReplacer("it was", "they were", "it", "they").Replace(said)
	}
	verdicts := ""
	if s.Items > 1 { // one person gives several
		verdicts = fmt.Sprintf(" verdicts on %d norms", s.Items)
	}
	switch {
	case mode == exercise.Solo && s.Modal == "":
		return "you differ from norm to norm"
	case mode == exercise.Solo && n < s.Items:
		return fmt.Sprintf("you say %s (%d of %s)", said, n, counting(s.Items, "norm"))
	case mode == exercise.Solo:
		return "you say " + said
	case s.Voters < exercise.Few:
		return "too few to say: " + few(s.Tally)
	case s.Modal == "":
		var f Figures
		f.lead(s.Tally)
		names := make([]string, len(f.Tied))
		for i, a := range f.Tied {
			names[i] = string(a)
		}
		return fmt.Sprintf("a tie of %s: %d each of %d", and(names), s.Tally.Of(f.Tied[0]), m)
	case n == m:
		return fmt.Sprintf("all %d say %s", m, said)
	case 2*n > m:
		return fmt.Sprintf("most say %s: %d of %d%s", said, n, m, verdicts)
	}
	return fmt.Sprintf("more say %s than anything else: %d of %d%s", said, n, m, verdicts)
}

// Work says which families did the work at a step: those of whose verdicts more
// than half are that they helped, or would have. It needs [exercise.Few]
// verdicts on one norm, except of one person. A room may say so of several, and
// of none.
func (s *StepSides) Work(mode exercise.Mode) []Side {
	var out []Side
	for _, x := range s.Sides {
		enough := x.Voters >= exercise.Few || mode == exercise.Solo
		if enough && 2*x.Tally.Helped > x.Tally.Judged() {
			out = append(out, x)
		}
	}
	return out
}
