package analysis

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// coincidences are the matrix that [Alpha] does without, and its sums.
func coincidences(items []Counts) ([][]float64, []float64) {
	k := 0
	for _, c := range items {
		k = max(k, len(c))
	}
	o, sums := make([][]float64, k), make([]float64, k)
	for c := range o {
		o[c] = make([]float64, k)
	}
	for _, item := range items {
		m := item.Total()
		if m < 2 {
			continue
		}
		for c, n := range item {
			for d, x := range item {
				if c == d {
					x--
				}
				o[c][d] += float64(n) * float64(x) / (m - 1)
				sums[c] += float64(n) * float64(x) / (m - 1)
			}
		}
	}
	return o, sums
}

func naiveAlpha(items []Counts) float64 {
	o, sums := coincidences(items)
	n, observed, expected := 0.0, 0.0, 0.0
	for _, x := range sums {
		n += x
	}
	for c := range o {
		for d := range o {
			if c != d {
				observed += o[c][d] / n
				expected += sums[c] * sums[d] / (n * (n - 1))
			}
		}
	}
	return 1 - observed/expected
}

func someCounts(most int) *rapid.Generator[Counts] {
	return rapid.Custom(func(t *rapid.T) Counts {
		return rapid.SliceOfN(rapid.IntRange(0, most), 3, 3).Draw(t, "counts")
	})
}

func TestAlphaIsThatOfTheWholeMatrix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.SampledFrom([]int{2, 20, 1_000_000}).Draw(t, "most")
		items := rapid.SliceOfN(someCounts(most), 1, 12).Draw(t, "items")
		got, err := Alpha(items)
		if err != nil {
			return
		}
		if want := naiveAlpha(items); math.Abs(got.Value-want) > 1e-9*max(1, math.Abs(want)) {
			t.Fatalf("alpha = %v, from the matrix %v", got.Value, want)
		}
		if got.Value > 1 {
			t.Fatalf("alpha = %v", got.Value)
		}
	})
}

func TestCoefficientsDontKnowNamesOrOrder(t *testing.T) {
	all := map[string]func([]Counts) (Coefficient, error){
		"alpha": Alpha, "AC1": AC1, "Gwet's kappa": GwetKappa,
		"Fleiss' kappa": func(x []Counts) (Coefficient, error) { f, err := FleissKappa(x); return f.Coefficient, err },
	}
	rapid.Check(t, func(t *rapid.T) {
		items := rapid.SliceOfN(someCounts(9), 1, 8).Draw(t, "items")
		if rapid.Bool().Draw(t, "equal") {
			for i, c := range items {
				items[i] = Counts{c[0], min(c[1], 9-c[0]), 9 - c[0] - min(c[1], 9-c[0])}
			}
		}
		names := rapid.Permutation([]int{0, 1, 2}).Draw(t, "names")
		shuffled := rapid.Permutation(items).Draw(t, "order")
		for i, c := range shuffled {
			shuffled[i] = Counts{c[names[0]], c[names[1]], c[names[2]]}
		}
		for name, f := range all {
			a, errA := f(items)
			b, errB := f(shuffled)
			if !errors.Is(errA, errB) || math.Abs(a.Value-b.Value) > 1e-9 || a.Items != b.Items {
				t.Fatalf("%s: %v %v, renamed and shuffled %v %v", name, a, errA, b, errB)
			}
		}
		for i := range items {
			c := items[i]
			if d := (Counts{c[names[0]], c[names[1]], c[names[2]]}); Consensus(c) != Consensus(d) || LabelOf(c) != LabelOf(d) || Variation(c) != Variation(d) {
				t.Fatalf("%v and %v differ", c, d)
			}
		}
	})
}

func TestUnanimousWithinItemsIsFullAgreement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 9).Draw(t, "items")
		items := make([]Counts, n)
		for i := range items {
			items[i] = make(Counts, 3)
			items[i][i%3] = rapid.IntRange(2, 1_000_000).Draw(t, "ballots")
		}
		for _, f := range []func([]Counts) (Coefficient, error){Alpha, AC1, GwetKappa} {
			if got, err := f(items); err != nil || math.Abs(got.Value-1) > exact {
				t.Fatalf("%v, %v", got, err)
			}
		}
	})
}

func TestOneItemStaysInItsRanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SliceOfN(rapid.IntRange(-1, math.MaxInt), 0, 5).Draw(t, "counts")
		if rapid.Bool().Draw(t, "small") {
			c = rapid.SliceOfN(rapid.IntRange(0, 1_000_000), 0, 5).Draw(t, "small counts")
		}
		for name, s := range map[string]Statistic{"share": Share(c), "P": Pairwise(c), "C": Consensus(c), "IQV": Variation(c)} {
			if x, ok := s.Get(); !(x >= 0 && x <= 1) || !ok && x != 0 {
				t.Fatalf("%s of %v = %+v", name, c, s)
			}
		}
		if len(Counts(c).Leading()) > 0 && LabelOf(c) == "" {
			t.Fatalf("no label for %v", c)
		}
	})
}

func TestWilsonContainsTheShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 2, 7, 50, 1_000_000, math.MaxInt}).Draw(t, "n")
		x := rapid.IntRange(0, n).Draw(t, "x")
		z := rapid.SampledFrom([]float64{0, Z95, Bonferroni(3), 40}).Draw(t, "z")
		i, err := Wilson(x, n, z)
		p := float64(x) / float64(n)
		if err != nil || !(0 <= i.Low && i.Low <= p && p <= i.High && i.High <= 1) {
			t.Fatalf("%d of %d: %+v, %v", x, n, i, err)
		}
		mirror, _ := Wilson(n-x, n, z)
		if math.Abs(mirror.Low-(1-i.High)) > 1e-9 {
			t.Fatalf("%d of %d: %+v, and of the others %+v", x, n, i, mirror)
		}
	})
}

// Nothing that can be put into counts may give NaN or infinity, or panic.
func FuzzCoefficients(f *testing.F) {
	f.Add(1, 2, 3, 4, 5, 6)
	f.Add(math.MaxInt, math.MaxInt, 0, 1, 0, 0)
	f.Add(-1, 0, 0, 0, 0, 0)
	f.Add(1_000_000, 1, 0, 1_000_000, 0, 0)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g int) {
		for _, items := range [][]Counts{{{a, b, c}, {d, e, g}}, {{a, b}, {c}, {d, e, g}}, {{a}, {b}}, {{a, b, c, d, e, g}}, {{}, {a}}, {}} {
			var got []float64
			for _, f := range []func([]Counts) (Coefficient, error){Alpha, AC1, GwetKappa} {
				x, err := f(items)
				if why := Undefined(""); err != nil && !errors.As(err, &why) {
					t.Errorf("%v: %v", items, err)
				}
				got = append(got, x.Value, x.Observed, x.Expected)
			}
			k, _ := FleissKappa(items)
			got = append(got, k.Value, k.Variance, k.Z.Value, RawAgreement(items).Value)
			for _, s := range k.Categories {
				got = append(got, s.Value)
			}
			for _, x := range got {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					t.Fatalf("%v: %v", items, got)
				}
			}
		}
	})
}

func TestEdgeCases(t *testing.T) {
	same := []Counts{{0, 7, 0}, {0, 7, 0}, {0, 7, 0}}
	for name, f := range map[string]func([]Counts) (Coefficient, error){
		"alpha": Alpha, "Gwet's kappa": GwetKappa,
		"Fleiss' kappa": func(x []Counts) (Coefficient, error) { f, err := FleissKappa(x); return f.Coefficient, err },
	} {
		if _, err := f(same); !errors.Is(err, NoVariation) {
			t.Errorf("%s of one category everywhere: %v", name, err)
		}
		if _, err := f([]Counts{{1, 0, 0}, {0, 0, 0}, nil}); !errors.Is(err, NoPairs) {
			t.Errorf("%s without a pair: %v", name, err)
		}
		if _, err := f([]Counts{{3, -1, 0}}); !errors.Is(err, NotCounts) {
			t.Errorf("%s of a negative count: %v", name, err)
		}
	}
	if s := RawAgreement(same); s != number(1) {
		t.Errorf("raw agreement of one category everywhere: %+v", s)
	}
	if got, err := AC1(same); err != nil || got.Value != 1 {
		t.Errorf("AC1 of one category everywhere: %+v, %v", got, err)
	}
	if _, err := AC1([]Counts{{3}}); !errors.Is(err, OneCategory) {
		t.Errorf("AC1 of one category: %v", err)
	}

	// One item that is not unanimous: kappa is −1/(m−1), alpha 0, whatever it is.
	for _, c := range []Counts{{4, 3, 3}, {9, 1, 0}, {1, 1, 0}} {
		k, err := FleissKappa([]Counts{c})
		near(t, "kappa of one item", k.Value, -1/(c.Total()-1), exact)
		a, err2 := Alpha([]Counts{c})
		near(t, "alpha of one item", a.Value, 0, exact)
		if err != nil || err2 != nil {
			t.Error(err, err2)
		}
	}

	// An item with no or one ballot changes alpha and raw agreement in nothing,
	// and makes kappa refuse.
	items := diagnoses()
	with := append(slices.Clone(items), Counts{0, 0, 0, 0, 0}, Counts{0, 0, 1, 0, 0})
	a, _ := Alpha(items)
	b, _ := Alpha(with)
	if a != b || RawAgreement(items) != RawAgreement(with) {
		t.Errorf("alpha %v, with unpaired items %v", a, b)
	}
	for _, extra := range []Counts{{0, 0, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 0, 0, 7}} {
		if _, err := FleissKappa(append(slices.Clone(items), extra)); !errors.Is(err, Unequal) {
			t.Errorf("kappa with %v: %v", extra, err)
		}
	}

	// A category that nobody uses changes nothing that doesn't count categories.
	wide := make([]Counts, len(items))
	for i, c := range items {
		wide[i] = append(slices.Clone(c), 0)
	}
	c, _ := Alpha(wide)
	k, _ := FleissKappa(items)
	l, _ := FleissKappa(wide)
	if a != c || math.Abs(k.Value-l.Value) > exact || l.Categories[5] != missing(NeverUsed) {
		t.Errorf("alpha %v and %v, kappa %v and %v", a, c, k, l)
	}

	for _, c := range []struct {
		item             Counts
		share, p, c, iqv Undefined
	}{
		{nil, NoVerdicts, NoVerdicts, NoVerdicts, NoVerdicts},
		{Counts{0, 0, 0}, NoVerdicts, NoVerdicts, NoVerdicts, NoVerdicts},
		{Counts{0, 1, 0}, "", OneVerdict, "", ""},
		{Counts{3}, "", "", OneCategory, OneCategory},
		{Counts{3, -1}, NotCounts, NotCounts, NotCounts, NotCounts},
	} {
		got := []Undefined{Share(c.item).Undefined, Pairwise(c.item).Undefined, Consensus(c.item).Undefined, Variation(c.item).Undefined}
		if !slices.Equal(got, []Undefined{c.share, c.p, c.c, c.iqv}) {
			t.Errorf("%v: %q", c.item, got)
		}
	}
	for _, c := range []struct {
		x, n int
		z    float64
		want error
	}{{0, 0, Z95, NoVerdicts}, {1, 0, Z95, NotCounts}, {-1, 3, Z95, NotCounts}, {1, 3, math.NaN(), NotCounts}, {1, 3, -1, NotCounts}} {
		if _, err := Wilson(c.x, c.n, c.z); !errors.Is(err, c.want) {
			t.Errorf("Wilson(%d, %d, %v): %v", c.x, c.n, c.z, err)
		}
	}
}

func TestStatisticJSON(t *testing.T) {
	for s, want := range map[Statistic]string{
		number(0):            `{"value":0}`,
		number(1. / 3):       `{"value":0.333333333333}`,
		number(-1e-17):       `{"value":0}`,
		missing(NoVariation): `{"undefined":"no variation"}`,
	} {
		b, err := json.Marshal(s)
		if err != nil || string(b) != want {
			t.Errorf("%+v: %s, %v", s, b, err)
		}
		var back Statistic
		if err := json.Unmarshal(b, &back); err != nil || back.Undefined != s.Undefined || math.Abs(back.Value-s.Value) > 1e-11 {
			t.Errorf("%s is read back as %+v, %v", b, back, err)
		}
	}
	var s Statistic
	if err := json.Unmarshal([]byte(`{}`), &s); err != nil || s.Undefined == "" {
		t.Errorf("nothing is read as %+v, %v", s, err)
	}
	if err := json.Unmarshal([]byte(`3`), &s); err == nil {
		t.Error("a bare number is read")
	}
}
