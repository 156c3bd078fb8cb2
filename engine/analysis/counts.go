package analysis

import "github.com/normwalk/normwalk/engine/exercise"

// Counts are the ballots on one item, one number per category. Where items
// are taken together, one with fewer categories is as if the rest were 0.
type Counts []int

// CountsOf are the verdicts of a tally, in the order of [exercise.Verdicts].
// Abstentions are missing values, not a category.
func CountsOf(t exercise.Tally) Counts { return Counts{t.Helped, t.Latency, t.Irrelevant} }

// Total is the number of ballots. It is a float64, as all products of counts
// are, because whole numbers would overflow on absurd input.
func (c Counts) Total() float64 {
	sum := 0.0
	for _, n := range c {
		sum += float64(n)
	}
	return sum
}

func (c Counts) valid() bool {
	for _, n := range c {
		if n < 0 {
			return false
		}
	}
	return true
}

// Leading are the categories with the most ballots: one is the mode, several
// are a tie. There are none without ballots, or if a count is negative.
func (c Counts) Leading() []int {
	if !c.valid() {
		return nil
	}
	var lead []int
	best := 1
	for j, n := range c {
		switch {
		case n > best:
			best, lead = n, []int{j}
		case n == best:
			lead = append(lead, j)
		}
	}
	return lead
}
