package rehearsal

import (
	"context"
	"slices"
	"sync"
	"time"
)

// A Beat is a look at the room's process at one moment.
type Beat struct {
	After time.Duration `json:"after_ns"` // the rehearsal's begin
	Votes int           `json:"votes"`    // acknowledged so far
	Use
}

// beats are what the room's process took, looked at every few seconds.
type beats struct {
	mu  sync.Mutex
	all []Beat
}

// watch looks until ctx ends.
func (b *beats) watch(ctx context.Context, r *rehearsal) {
	for ctx.Err() == nil {
		pause(ctx, beatEvery)
		b.look(ctx, r)
	}
}

// look takes one look. While the room is away there is nothing to see.
func (b *beats) look(ctx context.Context, r *rehearsal) {
	a, err := r.stage.Ask(ctx, Question{Deed: Stats})
	if err != nil || a.Stats == nil {
		return
	}
	votes := int(r.acknowledged.Load())
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all = append(b.all, Beat{r.now().Sub(r.begun), votes, *a.Stats})
}

func (b *beats) list() []Beat {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.all)
}

// Memory is what the room's process took, in megabytes of a million bytes.
type Memory struct {
	Idle  float64 `json:"idle_mb"` // open, before anybody came
	Most  float64 `json:"most_mb"`
	Heap  float64 `json:"heap_mb"` // of that, at most in use after a collection
	Early float64 `json:"early_mb,omitempty"`
	Late  float64 `json:"late_mb,omitempty"`
	Flat  bool    `json:"flat,omitempty"`
}

func memory(all []Beat) Memory {
	var m Memory
	for i, b := range all {
		if i == 0 {
			m.Idle = megabytes(b.Resident)
		}
		m.Most, m.Heap = max(m.Most, megabytes(b.Resident)), max(m.Heap, megabytes(b.Heap))
	}
	return m
}

func megabytes(n int64) float64 { return float64(n/100_000) / 10 }

// What a soak may add to memory and still count as flat.
const (
	growth  = 0.15 // of what it was
	perVote = 2000 // bytes: the exercise itself remembers every vote
)

// flat compares the beginning and the end of a soak, each the middle value of a
// third of the looks; the first third of a third is left out, as memory finds
// its level.
func flat(all []Beat) (early, late float64, ok bool) {
	if len(all) < 6 {
		return 0, 0, false
	}
	third := len(all) / 3
	first, last := all[third/3:third], all[len(all)-third:]
	size := func(beats []Beat) int64 {
		var sizes []int64
		for _, b := range beats {
			sizes = append(sizes, max(b.Resident, b.Heap))
		}
		slices.Sort(sizes)
		return sizes[len(sizes)/2]
	}
	a, b := size(first), size(last)
	votes := int64(last[len(last)/2].Votes - first[len(first)/2].Votes)
	return megabytes(a), megabytes(b), float64(b) <= float64(a)*(1+growth)+float64(votes*perVote)
}
