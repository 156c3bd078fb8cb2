package rehearsal

import (
	"slices"
	"sync"
	"time"
)

// A Measure sums up how long something took, in milliseconds.
type Measure struct {
	Count int     `json:"count"`
	P50   float64 `json:"p50_ms"`
	P95   float64 `json:"p95_ms"`
	Max   float64 `json:"max_ms"`
}

// samples collects durations from many goroutines.
type samples struct {
	mu   sync.Mutex
	took []time.Duration
}

// add keeps a duration. One below nothing counts as nothing: the facilitator
// may see a vote before its voter does.
func (s *samples) add(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.took = append(s.took, max(0, d))
}

func (s *samples) measure() Measure {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.took) == 0 {
		return Measure{}
	}
	slices.Sort(s.took)
	return Measure{
		Count: len(s.took),
		P50:   milliseconds(percentile(s.took, 50)),
		P95:   milliseconds(percentile(s.took, 95)),
		Max:   milliseconds(s.took[len(s.took)-1]),
	}
}

// percentile is the smallest of the sorted durations that at least p of a
// hundred don't exceed: the nearest rank, so that it is one that was measured.
func percentile(sorted []time.Duration, p int) time.Duration {
	rank := (len(sorted)*p + 99) / 100
	return sorted[max(rank, 1)-1]
}

func milliseconds(d time.Duration) float64 {
	return float64(d.Round(10*time.Microsecond)) / float64(time.Millisecond)
}
