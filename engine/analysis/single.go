package analysis

import (
	"math"
	"slices"
)

// checked refuses what no statistic on one item can be had from.
func (c Counts) checked(least float64) (total float64, why Undefined) {
	switch total = c.Total(); {
	case !c.valid():
		return 0, NotCounts
	case total == 0:
		return 0, NoVerdicts
	case total < least:
		return 0, OneVerdict
	}
	return total, ""
}

// Share is the part that the leading category has of all ballots, from above
// 0 to 1; in a tie, of each that leads. Undefined: [NoVerdicts], [NotCounts].
func Share(c Counts) Statistic {
	m, why := c.checked(1)
	if why != "" {
		return missing(why)
	}
	return number(float64(slices.Max(c)) / m)
}

// Pairwise is P_i, the chance that two ballots drawn from the item agree, from
// 0 to 1: Σ n(n−1) / m(m−1). Undefined: [NoVerdicts], [OneVerdict],
// [NotCounts].
//
// Source: Fleiss 1971, Psychol. Bull. 76:378–382.
func Pairwise(c Counts) Statistic {
	m, why := c.checked(2)
	if why != "" {
		return missing(why)
	}
	return number(1 - disagreeing(c, m)/(m-1)/m)
}

// disagreeing counts the ordered pairs of ballots that differ.
func disagreeing(c Counts, m float64) float64 {
	sum := 0.0
	for _, n := range c {
		sum += float64(n) * (m - float64(n))
	}
	return sum
}

// Consensus is C_i = 1 − H/ln k with the entropy H = −Σ p ln p over the k
// categories, those that nobody chose included: 1 is unanimous, 0 an even
// split. Undefined: [NoVerdicts], [OneCategory], [NotCounts].
//
// Source: normalised entropy, Shannon 1948, Bell Syst. Tech. J. 27:379–423.
func Consensus(c Counts) Statistic {
	p, why := shares(c)
	if why != "" {
		return missing(why)
	}
	sum := 0.0
	for _, x := range p {
		if x > 0 {
			sum += x * math.Log(x)
		}
	}
	return number(min(max(1+sum/math.Log(float64(len(c))), 0), 1))
}

// Variation is the index of qualitative variation, k/(k−1) · (1 − Σ p²): 0 is
// unanimous, 1 an even split. Undefined: [NoVerdicts], [OneCategory],
// [NotCounts].
//
// Source: Mueller and Schuessler 1961, Statistical Reasoning in Sociology.
func Variation(c Counts) Statistic {
	p, why := shares(c)
	if why != "" {
		return missing(why)
	}
	sum := 0.0
	for _, x := range p {
		sum += x * (1 - x)
	}
	k := float64(len(c))
	return number(min(max(k/(k-1)*sum, 0), 1))
}

// shares are the parts of the categories, the largest first: in that order the
// sums over them are the same to the last bit however the categories are named.
func shares(c Counts) ([]float64, Undefined) {
	m, why := c.checked(1)
	if why != "" {
		return nil, why
	}
	if len(c) < 2 {
		return nil, OneCategory
	}
	p := make([]float64, len(c))
	for j, n := range c {
		p[j] = float64(n) / m
	}
	slices.SortFunc(p, func(a, b float64) int {
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	return p, ""
}
