package report

import (
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestAgreement(t *testing.T) {
	for _, c := range []struct {
		h, l, i, abstained int
		would              bool
		want               text
	}{
		{0, 0, 0, 0, false, "nobody gave a verdict"},
		{0, 0, 0, 9, false, "nobody gave a verdict"},
		{1, 0, 0, 0, false, "too few to say (1 verdict)"},
		{2, 1, 1, 30, false, "too few to say (4 verdicts)"},
		{5, 0, 0, 2, false, "unanimous: it helped"},
		{0, 0, 12, 0, false, "unanimous: it was irrelevant"},
		{0, 12, 0, 0, true, "unanimous: it would have added latency"},
		{2, 6, 1, 0, false, "most say it added latency"},
		{6, 2, 1, 0, true, "most say it would have helped"},
		{1, 3, 5, 0, false, "leaning towards irrelevant"},
		{5, 5, 0, 0, false, "split between helped and latency"},
		{5, 5, 2, 0, false, "split between helped and latency"},
		{2, 5, 5, 0, false, "split between latency and irrelevant"},
		{4, 1, 3, 0, false, "split between helped and irrelevant"},
		{4, 2, 2, 0, false, "split, with helped ahead"},
		{3, 3, 3, 0, false, "split three ways"},
	} {
		tally := exercise.Tally{Helped: c.h, Latency: c.l, Irrelevant: c.i, Abstained: c.abstained}
		if got := agreement(tally, c.would); got != c.want {
			t.Errorf("agreement(%+v, %t) = %q, want %q", tally, c.would, got, c.want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		n, total int
		want     text
	}{
		{0, 0, "–"}, {0, 7, "0%"}, {7, 7, "100%"}, {1, 3, "33%"}, {2, 3, "67%"}, {1, 8, "13%"}, {999, 1000, "99%"}, {1, 1000, "1%"},
	} {
		if got := share(c.n, c.total); got != c.want {
			t.Errorf("share(%d, %d) = %q, want %q", c.n, c.total, got, c.want)
		}
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
