package analysis

// Alpha is Krippendorff's alpha for nominal data with missing values, from the
// counts per item. Items with fewer than two ballots are left out. Value is at
// most 1; Observed weighs each item by its ballots, unlike [RawAgreement].
//
// With o_cd the coincidences of categories c and d, n_c their sums and n the
// sum of all, D_o = Σ_{c≠d} o_cd / n and D_e = Σ_{c≠d} n_c n_d / n(n−1), alpha
// is 1 − D_o/D_e. Because Σ_{c≠d} o_cd = Σ_i Σ_c n_ic (m_i − n_ic) / (m_i − 1),
// the matrix itself isn't needed.
//
// A single item that isn't unanimous always has alpha 0, so a summary of a
// room hides it below three items: see [Measure].
//
// The error is [NoPairs], [NoVariation] or [NotCounts].
//
// Source: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; Hayes
// and Krippendorff 2007, Commun. Methods Meas. 1:77–89.
func Alpha(items []Counts) (Coefficient, error) {
	t, err := newTable(items)
	if err != nil {
		return Coefficient{}, err
	}
	sums := make([]float64, t.k)
	n, observed := 0.0, 0.0
	for _, c := range t.paired {
		m := c.Total()
		observed += disagreeing(c, m) / (m - 1)
		n += m
		for j, x := range c {
			sums[j] += float64(x)
		}
	}
	expected := 0.0
	for _, x := range sums {
		expected += x * (n - x)
	}
	if expected == 0 {
		return Coefficient{}, NoVariation
	}
	return coefficient(observed/n, expected/n/(n-1), t), nil
}
