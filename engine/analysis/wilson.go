package analysis

import (
	"encoding/json"
	"math"
)

// Z95 is the standard normal quantile of 97.5 %, for an interval of 95 %.
const Z95 = 1.959963984540054

// Bonferroni is the quantile to use in place of [Z95] when the intervals of k
// categories are to hold together with 95 %: that of 1 − 0.05/2k, about
// 2.39398 for three categories. A k below 1 counts as 1.
func Bonferroni(k int) float64 {
	return math.Sqrt2 * math.Erfinv(1-0.05/float64(max(k, 1)))
}

// An Interval is a stretch of shares, 0 ≤ Low ≤ High ≤ 1.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// MarshalJSON writes both ends to twelve decimal places.
func (i Interval) MarshalJSON() ([]byte, error) {
	type plain Interval
	return json.Marshal(plain{published(i.Low), published(i.High)})
}

// Wilson is the score interval for the share of x in n, with quantile z ≥ 0
// ([Z95], or [Bonferroni]): the shares that x of n would not be surprising
// for, if the n were drawn from a wider public. In a room where everybody
// voted it is a caution against small numbers and not a margin of error.
//
// The error is [NoVerdicts] if n is 0, and [NotCounts] if there can't be x in
// n, or z is no quantile.
//
// Source: Wilson 1927, J. Am. Stat. Assoc. 22:209–212; examples in Newcombe
// 1998, Stat. Med. 17:857–872.
func Wilson(x, n int, z float64) (Interval, error) {
	switch {
	case x < 0 || x > n || z < 0 || math.IsNaN(z) || math.IsInf(z, 0):
		return Interval{}, NotCounts
	case n == 0:
		return Interval{}, NoVerdicts
	}
	return wilson(float64(x), float64(n), z), nil
}

func wilson(x, n, z float64) Interval {
	p, zz := x/n, z*z/n
	centre := (p + zz/2) / (1 + zz)
	half := math.Sqrt(zz*p*(1-p)+zz*zz/4) / (1 + zz)
	// The share itself always lies inside; only rounding could say otherwise.
	i := Interval{min(max(centre-half, 0), p), max(min(centre+half, 1), p)}
	if x == 0 {
		i.Low = 0
	}
	if x == n {
		i.High = 1
	}
	return i
}
