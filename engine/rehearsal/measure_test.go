package rehearsal

import (
	"testing"
	"time"
)

func TestPercentilesAreNearestRanks(t *testing.T) {
	var hundred []time.Duration
	for i := range 100 {
		hundred = append(hundred, time.Duration(i+1)*time.Millisecond)
	}
	for _, c := range []struct {
		sorted []time.Duration
		p      int
		want   time.Duration
	}{
		{hundred, 50, 50 * time.Millisecond},
		{hundred, 95, 95 * time.Millisecond},
		{hundred, 100, 100 * time.Millisecond},
		{hundred, 0, time.Millisecond},
		{hundred[:1], 95, time.Millisecond},
		{hundred[:3], 50, 2 * time.Millisecond},
		{hundred[:10], 95, 10 * time.Millisecond},
		{hundred[:20], 95, 19 * time.Millisecond},
	} {
		if got := percentile(c.sorted, c.p); got != c.want {
			t.Errorf("percentile %d of %d: %v, want %v", c.p, len(c.sorted), got, c.want)
		}
	}
}

func TestMeasure(t *testing.T) {
	var s samples
	if m := s.measure(); m != (Measure{}) {
		t.Errorf("nothing measured gives %+v", m)
	}
	for _, d := range []time.Duration{30, -5, 10, 20} {
		s.add(d * time.Millisecond)
	}
	if m, want := s.measure(), (Measure{Count: 4, P50: 10, P95: 30, Max: 30}); m != want {
		t.Errorf("%+v, want %+v", m, want)
	}
}
