package report

import (
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		n, total int
		want     text
	}{
		{0, 0, "–"}, {0, 7, "0%"}, {7, 7, "100%"}, {1, 3, "33%"}, {2, 3, "67%"}, {1, 8, "13%"}, {999, 1000, "99%"}, {1, 1000, "1%"},
	} {
		shares := analysis.SharesOf(exercise.Tally{Helped: c.n, Latency: c.total - c.n})
		if got := percent(shares.Helped); got != c.want {
			t.Errorf("percent of %d in %d = %q, want %q", c.n, c.total, got, c.want)
		}
	}
}

func TestDecimals(t *testing.T) {
	for x, want := range map[float64]text{0: "0.00", -0.001: "0.00", 0.5508: "0.55", -0.25: "−0.25", 1: "1.00"} {
		if got := decimals(analysis.Statistic{Value: x}); got != want {
			t.Errorf("decimals(%g) = %q, want %q", x, got, want)
		}
	}
	if got := decimals(analysis.Statistic{Undefined: analysis.NoVariation}); got != "none: no variation" {
		t.Errorf("without a value: %q", got)
	}
}

// A span is never said to be more precise than it is.
func TestTook(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		min, max time.Duration
		want     text
	}{
		{0, 0, "at most 1 min"},
		{0, time.Minute, "at most 1 min"},
		{39 * time.Minute, 41 * time.Minute, "39–41 min"},
		{7*time.Hour + 19*time.Minute, 8*time.Hour + 20*time.Minute, "7–9 h"},
		{3 * time.Hour, 3 * time.Hour, "3 h"},
		{0, day, "at most 24 h"},
		{0, 2*day + 1, "at most 3 days"},
		{4 * day, 6 * day, "4–6 days"},
		{100 * day, 120 * day, "3–4 months"},
		{3 * 366 * day, 4 * 365 * day, "3–4 years"},
	} {
		if got := took(&analysis.Span{Min: c.min, Max: c.max}); got != c.want {
			t.Errorf("took(%s to %s) = %q, want %q", c.min, c.max, got, c.want)
		}
	}
	if got := took(nil); got != "not known" {
		t.Errorf("an unknown time took %q", got)
	}
}

func TestSpent(t *testing.T) {
	for d, want := range map[time.Duration]text{
		0: "under a minute", 29 * time.Second: "under a minute", time.Minute: "1 minute", 89 * time.Minute: "89 minutes", 125 * time.Minute: "2 h 05 min",
	} {
		if got := spent(d); got != want {
			t.Errorf("spent(%s) = %q, want %q", d, got, want)
		}
	}
}
