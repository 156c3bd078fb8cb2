package analysis

import "math"

// Fleiss is Fleiss' kappa with what belongs to it.
type Fleiss struct {
	Coefficient
	Categories []Statistic // kappa of each category; [NeverUsed] if all or no ballots are in it
	Variance   float64     // under the hypothesis of no agreement beyond chance
	Z          Statistic   // Value / √Variance; for checking against other programs, see below
}

// FleissKappa is Fleiss' kappa. Every item must have the same number of
// ballots, two or more; [Alpha] does without that.
//
// P̄ is the mean of [Pairwise], p_j a category's share of all ballots, P_e =
// Σ p_j², kappa = (P̄ − P_e) / (1 − P_e). A single item that isn't unanimous
// always has kappa −1/(m−1).
//
// Z assumes that other people judged each item. In a room they are the same,
// so it must not be shown as a test.
//
// The error is [Unequal], [NoPairs], [NoVariation] or [NotCounts].
//
// Source: Fleiss 1971, Psychol. Bull. 76:378–382; variance in Fleiss, Nee and
// Landis 1979, Psychol. Bull. 86:974–977.
func FleissKappa(items []Counts) (Fleiss, error) {
	t, err := newTable(items)
	if err != nil {
		return Fleiss{}, err
	}
	m := t.paired[0].Total()
	for _, c := range items {
		if c.Total() != m {
			return Fleiss{}, Unequal
		}
	}
	if t.constant() {
		return Fleiss{}, NoVariation
	}
	p := t.meanShares()
	spread, skew := 0.0, 0.0 // Σ pq and Σ pq(q−p)
	for _, x := range p {
		spread += x * (1 - x)
		skew += x * (1 - x) * (1 - 2*x)
	}
	f := Fleiss{Coefficient: coefficient(t.disagreement(), spread, t)}
	for j := range p {
		f.Categories = append(f.Categories, t.category(j, m))
	}
	f.Variance = max(2*(spread*spread-skew)/(float64(len(items))*m*(m-1)*spread*spread), 0)
	if f.Variance == 0 {
		f.Z = missing(NoVariation)
	} else {
		f.Z = number(f.Value / math.Sqrt(f.Variance))
	}
	return f, nil
}

// category is the kappa of one category against all others together.
func (t table) category(j int, m float64) Statistic {
	in, pairs := 0.0, 0.0
	for _, c := range t.paired {
		if j < len(c) {
			n := float64(c[j])
			in += n
			pairs += n * (n - 1)
		}
	}
	all := float64(len(t.paired)) * m
	if in == 0 || in == all {
		return missing(NeverUsed)
	}
	p := in / all
	return number((pairs/in/(m-1) - p) / (1 - p))
}
