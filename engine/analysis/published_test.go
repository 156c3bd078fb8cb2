package analysis

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// near compares to the digits that are given: half a unit of the last place.
func near(t *testing.T, what string, got, want, half float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > half {
		t.Errorf("%s = %.9f, want %v", what, got, want)
	}
}

const (
	three = 0.5e-3
	six   = 0.5e-6
	exact = 1e-12
)

// diagnoses are the counts of T1: Fleiss 1971, psychiatric diagnoses.
func diagnoses() []Counts {
	return parse(`
		00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
		10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
		00006 01050 02013 20040 10041 05010 40002 02040 10500 00006`)
}

// parse reads items of one digit per category.
func parse(s string) []Counts {
	var items []Counts
	for _, f := range strings.Fields(s) {
		var c Counts
		for _, r := range f {
			c = append(c, int(r-'0'))
		}
		items = append(items, c)
	}
	return items
}

// coded turns what each coder said of each unit into counts per unit; "*" is
// missing.
func coded(categories string, coders ...string) []Counts {
	items := make([]Counts, len(coders[0]))
	for i := range items {
		items[i] = make(Counts, len(categories))
		for _, said := range coders {
			if j := strings.IndexByte(categories, said[i]); j >= 0 {
				items[i][j]++
			}
		}
	}
	return items
}

type coefficients struct {
	alpha, kappa, gwet, ac1 float64 // NaN: none is published
	raw                     float64
}

func (want coefficients) check(t *testing.T, items []Counts, half float64) {
	t.Helper()
	for _, c := range []struct {
		what string
		want float64
		got  func([]Counts) (Coefficient, error)
	}{
		{"alpha", want.alpha, Alpha},
		{"Fleiss' kappa", want.kappa, func(x []Counts) (Coefficient, error) { f, err := FleissKappa(x); return f.Coefficient, err }},
		{"Gwet's kappa", want.gwet, GwetKappa},
		{"AC1", want.ac1, AC1},
		{"raw agreement", want.raw, func(x []Counts) (Coefficient, error) {
			s := RawAgreement(x)
			return Coefficient{Value: s.Value}, nil
		}},
	} {
		if math.IsNaN(c.want) {
			continue
		}
		got, err := c.got(items)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		near(t, c.what, got.Value, c.want, half)
	}
}

func TestT1Diagnoses(t *testing.T) {
	items := diagnoses()
	f, err := FleissKappa(items)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "kappa", f.Value, 5437./12637, exact)
	near(t, "kappa", f.Value, .4302445, 0.5e-7)
	near(t, "observed", f.Observed, 5./9, exact)
	near(t, "expected", f.Expected, .219938, six)
	near(t, "z", f.Z.Value, 17.65183, 0.5e-5)
	for j, want := range []float64{.245, .245, .520, .471, .566} {
		near(t, "kappa of a category", f.Categories[j].Value, want, three)
	}
	sums := make(Counts, 5)
	for _, c := range items {
		for j, n := range c {
			sums[j] += n
		}
	}
	for j, want := range (Counts{26, 26, 30, 55, 43}) {
		if sums[j] != want {
			t.Errorf("the test data are mistyped: column %d sums to %d, want %d", j, sums[j], want)
		}
	}
	coefficients{alpha: .433410, gwet: .4302445, ac1: .447885, kappa: .430245, raw: .555556}.check(t, items, six)
	coefficients{alpha: 5477. / 12637, gwet: 5437. / 12637, ac1: math.NaN(), kappa: math.NaN(), raw: math.NaN()}.check(t, items, exact)
}

func TestT2Wikipedia(t *testing.T) {
	items := []Counts{
		{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
		{7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7},
	}
	for i, want := range []float64{1.000, .253, .308, .440, .330, .462, .242, .176, .286, .286} {
		near(t, "P_i", Pairwise(items[i]).Value, want, three)
	}
	f, err := FleissKappa(items)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "kappa", f.Value, 4211./20059, exact)
	near(t, "expected", f.Expected, .212755, six)
	coefficients{alpha: .215574, kappa: .209931, gwet: .209931, ac1: .225614, raw: .378022}.check(t, items, six)
}

func TestT3MissingValues(t *testing.T) {
	items := coded("1234",
		"*****34121133*3",
		"1*213343*******",
		"**21344*21133*4")
	got, err := Alpha(items)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "alpha", got.Value, 56./81, exact)
	near(t, "alpha", got.Value, .691358, six)
	near(t, "D_o", 1-got.Observed, 6./26, exact)
	near(t, "D_e", 1-got.Expected, .747692, six)
	if got.Ballots != 26 || got.Items != 12 {
		t.Errorf("n = %v on %d items, want 26 on 12: units 1, 2 and 14 drop out", got.Ballots, got.Items)
	}
	o, n := coincidences(items)
	want := map[[2]int]float64{{0, 0}: 6, {0, 2}: 1, {2, 0}: 1, {1, 1}: 4, {2, 2}: 7, {2, 3}: 2, {3, 2}: 2, {3, 3}: 3}
	for c := range o {
		for d := range o[c] {
			near(t, "coincidence", o[c][d], want[[2]int{c, d}], exact)
		}
	}
	for c, want := range []float64{7, 4, 10, 5} {
		near(t, "n_c", n[c], want, exact)
	}
}

func TestT4KrippendorffC(t *testing.T) {
	items := coded("12345",
		"123321412***",
		"1233224125**",
		"*33323422513",
		"12332441251*")
	got, err := Alpha(items)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "alpha", got.Value, 113./152, exact)
	near(t, "D_o", 1-got.Observed, .2, exact)
	near(t, "D_e", 1-got.Expected, .779487, six)
	if got.Ballots != 40 {
		t.Errorf("n = %v, want 40", got.Ballots)
	}
	_, n := coincidences(items)
	for c, want := range []float64{9, 13, 10, 5, 3} {
		near(t, "n_c", n[c], want, exact)
	}
	coefficients{alpha: .743421, kappa: math.NaN(), gwet: .761169, ac1: .775444, raw: .818182}.check(t, items, six)
	gwet, _ := GwetKappa(items)
	near(t, "expected by Fleiss", gwet.Expected, .238715, six)
	ac1, _ := AC1(items)
	near(t, "expected by AC1", ac1.Expected, .190321, six)
	if _, err := FleissKappa(items); !errors.Is(err, Unequal) {
		t.Errorf("Fleiss' kappa of unequal items: %v", err)
	}
}

func TestT5KrippendorffA(t *testing.T) {
	coefficients{alpha: 2. / 21, kappa: math.NaN(), gwet: math.NaN(), ac1: math.NaN(), raw: math.NaN()}.
		check(t, coded("01", "0100000010", "1110010000"), exact)
}

func TestT6KrippendorffB(t *testing.T) {
	coefficients{alpha: 155. / 224, kappa: math.NaN(), gwet: math.NaN(), ac1: math.NaN(), raw: math.NaN()}.
		check(t, coded("abcde", "aabbdcccedda", "babbbccceddd"), exact)
	coefficients{alpha: 125. / 188, kappa: math.NaN(), gwet: math.NaN(), ac1: math.NaN(), raw: math.NaN()}.
		check(t, coded("abcde", "aabbdcccedda", "babbbccce*dd"), exact)
}

func TestT7ThreeCategories(t *testing.T) {
	items := parse("301 211 211 202 310 310 040 031 004 301 211 211 202 310 310")
	coefficients{alpha: .143407, kappa: .128889, gwet: .128889, ac1: .208081, raw: .455556}.check(t, items, six)
	coefficients{alpha: 484. / 3375, kappa: 29. / 225, gwet: math.NaN(), ac1: math.NaN(), raw: math.NaN()}.check(t, items, exact)
	f, _ := FleissKappa(items)
	near(t, "expected", f.Expected, .375, exact)
	_, n := coincidences(items)
	for c, want := range []float64{30, 15, 15} {
		near(t, "n_c", n[c], want, exact)
	}
}

func TestT8FiveObservers(t *testing.T) {
	items := coded("0123",
		"112*001122*0131",
		"1130000*2110231",
		"203000222100221",
		"*13****0*10022*",
		"2**0001*2****31")
	coefficients{alpha: .480530, kappa: math.NaN(), gwet: .457622, ac1: .496622, raw: math.NaN()}.check(t, items, six)
	got, err := Alpha(items)
	if err != nil || got.Ballots != 58 {
		t.Errorf("n = %v, %v, want 58", got.Ballots, err)
	}
	near(t, "alpha", got.Value, 580./1207, exact)
}

func TestT9OwnDemo(t *testing.T) {
	items := coded("HLI", "HLIH", "HLIL", "H*IL", "HL*I", "LLI*")
	got, err := Alpha(items)
	if err != nil || got.Ballots != 17 {
		t.Errorf("n = %v, %v, want 17", got.Ballots, err)
	}
	near(t, "alpha", got.Value, 157./285, exact)
	near(t, "alpha", got.Value, .550877, six)
}

func TestT10Wilson(t *testing.T) {
	for _, c := range []struct {
		x, n      int
		low, high float64
	}{
		{81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, .0000, .1611}, {1, 29, .0061, .1718}, {20, 20, .8389, 1},
		{7, 10, .3968, .8922}, {30, 50, .4618, .7239}, {12, 40, .1807, .4543}, {0, 1, 0, .7935}, {1, 1, .2065, 1},
	} {
		i, err := Wilson(c.x, c.n, Z95)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "low", i.Low, c.low, 0.5e-4)
		near(t, "high", i.High, c.high, 0.5e-4)
	}
	near(t, "z of one category", Bonferroni(1), Z95, exact)
	near(t, "z of three categories", Bonferroni(3), 2.39398, 0.5e-5)
}

func TestT11OneItem(t *testing.T) {
	for _, c := range []struct {
		item                            Counts
		agreement, consensus, variation float64
	}{
		{Counts{10, 0, 0}, 1, 1, 0},
		{Counts{5, 5, 0}, .444444, .369070, .75},
		{Counts{7, 2, 1}, .488889, .270153, .69},
		{Counts{4, 3, 3}, .266667, .008841, .99},
		{Counts{30, 15, 5}, .448980, .182655, .81},
		{Counts{1, 1, 1}, 0, 0, 1},
		{Counts{2, 1, 0}, .333333, .420620, .666667},
	} {
		near(t, "P_i", Pairwise(c.item).Value, c.agreement, six)
		near(t, "C_i", Consensus(c.item).Value, c.consensus, six)
		near(t, "IQV", Variation(c.item).Value, c.variation, six)
	}
}

// The fewest votes that make broad agreement, from method.md 5.1: one fewer
// doesn't.
func TestLabelBroad(t *testing.T) {
	for _, c := range [][2]int{
		{5, 5}, {7, 8}, {9, 10}, {10, 12}, {12, 15}, {15, 20}, {18, 25}, {21, 30}, {24, 35}, {27, 40}, {30, 45}, {32, 50},
	} {
		best, m := c[0], c[1]
		if got := LabelOf(Counts{0, best, m - best}); got != Broad {
			t.Errorf("%d of %d: %s", best, m, got)
		}
		if got := LabelOf(Counts{m - best + 1, best - 1, 0}); got == Broad {
			t.Errorf("%d of %d: %s", best-1, m, got)
		}
	}
	for label, items := range map[Label][]Counts{
		TooFew:  {{}, {0, 0, 0}, {4, 0, 0}, {1, 1, 1}, {-3, 9, 0}},
		Divided: {{2, 2, 1}, {4, 3, 3}, {20, 20, 20}},
		Leaning: {{3, 2, 0}, {5, 5, 0}, {7, 2, 1}},
	} {
		for _, c := range items {
			if got := LabelOf(c); got != label {
				t.Errorf("%v: %s, want %s", c, got, label)
			}
		}
	}
}
