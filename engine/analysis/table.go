package analysis

// A Coefficient is agreement over items, set right for what chance alone would
// give: Value = 1 − (1 − Observed) / (1 − Expected).
type Coefficient struct {
	Value    float64 // 1 is full agreement, 0 as much as by chance; it may be negative
	Observed float64 // agreement seen, from 0 to 1
	Expected float64 // agreement by chance, from 0 to 1, as the coefficient understands chance
	Items    int     // items with at least two ballots: those that can agree
	Ballots  float64 // ballots on these items
}

func coefficient(disagreement, expected float64, t table) Coefficient {
	c := Coefficient{Value: 1 - disagreement/expected, Observed: 1 - disagreement, Expected: 1 - expected, Items: len(t.paired)}
	for _, item := range t.paired {
		c.Ballots += item.Total()
	}
	return c
}

// A table is the items that a coefficient over items can use.
type table struct {
	k      int      // categories
	rated  []Counts // items with a ballot
	paired []Counts // items with at least two
}

func newTable(items []Counts) (table, error) {
	var t table
	for _, c := range items {
		if !c.valid() {
			return table{}, NotCounts
		}
		t.k = max(t.k, len(c))
		m := c.Total()
		if m > 0 {
			t.rated = append(t.rated, c)
		}
		if m >= 2 {
			t.paired = append(t.paired, c)
		}
	}
	if len(t.paired) == 0 {
		return table{}, NoPairs
	}
	return t, nil
}

// disagreement is 1 − P̄, the mean over items of the chance that two ballots on
// the same item differ.
func (t table) disagreement() float64 {
	sum := 0.0
	for _, c := range t.paired {
		m := c.Total()
		sum += disagreeing(c, m) / (m - 1) / m
	}
	return sum / float64(len(t.paired))
}

// meanShares are the categories' shares, each item with a ballot weighing the
// same.
func (t table) meanShares() []float64 {
	p := make([]float64, t.k)
	for _, c := range t.rated {
		m := c.Total()
		for j, n := range c {
			p[j] += float64(n) / m
		}
	}
	for j := range p {
		p[j] /= float64(len(t.rated))
	}
	return p
}

// constant reports whether all ballots are in one category.
func (t table) constant() bool {
	used := -1
	for _, c := range t.rated {
		for j, n := range c {
			if n > 0 && used >= 0 && used != j {
				return false
			}
			if n > 0 {
				used = j
			}
		}
	}
	return true
}

// RawAgreement is P̄, the mean of [Pairwise] over the items with two ballots or
// more: agreement as it is, to stand beside every coefficient. Undefined:
// [NoPairs], [NotCounts].
//
// Source: Fleiss 1971, Psychol. Bull. 76:378–382.
func RawAgreement(items []Counts) Statistic {
	t, err := newTable(items)
	if err != nil {
		return statistic(0, err)
	}
	return number(1 - t.disagreement())
}

// statistic turns a function's two results into one value.
func statistic(value float64, err error) Statistic {
	if err == nil {
		return number(value)
	}
	why := Undefined(err.Error()) // every error of this package is one
	return missing(why)
}
