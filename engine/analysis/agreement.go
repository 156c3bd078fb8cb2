package analysis

import (
	"errors"
	"math"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

// leastItems is the number of items with two verdicts or more below which the
// coefficients say nothing: on a single item kappa and alpha are constants.
const leastItems = 3

// skewed is the share of one verdict among all from which [Agreement.AC1] is
// the better one to look at. The figure is this project's own.
const skewed = 0.80

// Agreement is how far a room agrees over items. Alpha is the one to show, with
// Raw beside it. None is a mark, and no threshold applies: those that are often
// quoted are for people who code texts and are meant to agree.
type Agreement struct {
	Items    int       `json:"items"`    // items with two verdicts or more
	Verdicts int       `json:"verdicts"` // on these items
	Raw      Statistic `json:"raw"`      // see [RawAgreement]
	Alpha    Statistic `json:"alpha"`    // see [Alpha]; [FewItems] below three items
	Kappa    Statistic `json:"kappa"`    // see [FleissKappa]; [Unequal] in most rooms, and hidden as alpha is
	AC1      Statistic `json:"ac1"`      // see [AC1]; hidden as alpha is
	Largest  Statistic `json:"largest"`  // share of the commonest verdict among all of them
	Skewed   bool      `json:"skewed"`   // Largest is 0.8 or more: alpha is low whatever people do, and AC1 says more
}

// Measure takes the counts of a room's items together. Items without ballots
// should be among them only if the room was asked.
func Measure(items []Counts) Agreement {
	t, err := newTable(items)
	if errors.Is(err, NotCounts) {
		return noAgreement(NotCounts)
	}
	a := Agreement{Items: len(t.paired), Raw: RawAgreement(items), Largest: missing(NoPairs)}
	sums, all := make([]float64, t.k), 0.0
	for _, c := range t.paired {
		for j, n := range c {
			sums[j] += float64(n)
			all += float64(n)
		}
	}
	a.Verdicts = int(min(all, math.MaxInt32))
	if all > 0 {
		a.Largest = number(slices.Max(sums) / all)
		a.Skewed = a.Largest.Value >= skewed
	}
	if a.Items < leastItems {
		a.Alpha, a.Kappa, a.AC1 = missing(FewItems), missing(FewItems), missing(FewItems)
		return a
	}
	alpha, err := Alpha(items)
	a.Alpha = statistic(alpha.Value, err)
	kappa, err := FleissKappa(items)
	a.Kappa = statistic(kappa.Value, err)
	ac1, err := AC1(items)
	a.AC1 = statistic(ac1.Value, err)
	return a
}

func noAgreement(why Undefined) Agreement {
	return Agreement{Raw: missing(why), Alpha: missing(why), Kappa: missing(why), AC1: missing(why), Largest: missing(why)}
}

// agreement measures items in their latest round.
func agreement(items []Item) Agreement {
	var counts []Counts
	for i := range items {
		if x := &items[i]; x.Latest && x.Tally.Answered() > 0 {
			counts = append(counts, CountsOf(x.Tally))
		}
	}
	return Measure(counts)
}

// agreementOf measures tallies.
func agreementOf(tallies []exercise.Tally) Agreement {
	counts := make([]Counts, len(tallies))
	for i, t := range tallies {
		counts[i] = CountsOf(t)
	}
	return Measure(counts)
}
