package analysis

// AC1 is Gwet's first-order agreement coefficient, missing values allowed. It
// keeps its head where nearly all say the same and [Alpha] comes out near 0 in
// spite of high agreement.
//
// Observed is [RawAgreement]; π_j is the mean over the items with a ballot of
// the category's share there, and Expected = Σ π_j (1 − π_j) / (k − 1). The
// number k of categories is the length of the longest item, so a category that
// nobody chose counts as one that could have been chosen.
//
// The error is [NoPairs], [OneCategory] or [NotCounts].
//
// Source: Gwet 2008, Br. J. Math. Stat. Psychol. 61:29–48.
func AC1(items []Counts) (Coefficient, error) {
	t, err := newTable(items)
	if err != nil {
		return Coefficient{}, err
	}
	if t.k < 2 {
		return Coefficient{}, OneCategory
	}
	chance := 0.0
	for _, x := range t.meanShares() {
		chance += x * (1 - x)
	}
	return coefficient(t.disagreement(), 1-chance/float64(t.k-1), t), nil
}

// GwetKappa is Gwet's extension of [FleissKappa] to unequal numbers of
// ballots: Observed is [RawAgreement], p_j the mean over the items with a
// ballot of the category's share there, Expected = Σ p_j². With equal numbers
// it is Fleiss' kappa. No summary shows it; it is here to check the others
// against programs that call it Fleiss' kappa.
//
// The error is [NoPairs], [NoVariation] or [NotCounts].
//
// Source: Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition.
func GwetKappa(items []Counts) (Coefficient, error) {
	t, err := newTable(items)
	if err != nil {
		return Coefficient{}, err
	}
	if t.constant() {
		return Coefficient{}, NoVariation
	}
	spread := 0.0
	for _, x := range t.meanShares() {
		spread += x * (1 - x)
	}
	return coefficient(t.disagreement(), spread, t), nil
}
