package main

import (
	"context"
	"math"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// How the program deals with memory, in all its forms:
//
//   - At the start it hardly collects garbage: see main. Where the screen is up
//     before the content is read, reading it collects at the usual pace.
//   - Once it stays, what reading the content left behind goes back to the
//     system: a laptop in a workshop has other things to run.
//   - While it serves a live room it aims at servingMemory. Five hundred terminals
//     have some 75 MB in use, a third of it stacks; at the collector's usual pace
//     that would take 150 MB. The more a room has in use, the more it is given:
//     held to a limit that it can't keep, the program would spend half of the
//     processor on looking for garbage.
const (
	atRest        = 100 * time.Millisecond // after the start: the first frame is up
	servingMemory = 91 << 20               // bytes, without the program's code, some 25 MB
	watched       = 100 * time.Millisecond // between two looks at what a room has in use
)

// settle makes the program one that stays.
func (a *app) settle() {
	a.collect()
	debug.FreeOSMemory()
}

// collect sets the usual pace of collecting garbage, unless the environment
// sets one in GOGC.
func (a *app) collect() {
	if a.Getenv("GOGC") == "" {
		debug.SetGCPercent(100)
	}
}

// spareMemory keeps the memory of a live room low until ctx ends, unless the
// environment sets a limit in GOMEMLIMIT.
func (a *app) spareMemory(ctx context.Context) {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	defer debug.SetMemoryLimit(math.MaxInt64)
	inUse := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
	for again := true; again; again = sleep(ctx, watched) {
		metrics.Read(inUse)
		debug.SetMemoryLimit(limitFor(inUse[0].Value.Uint64(), inUse[1].Value.Uint64()))
	}
}

// limitFor is the limit for a room with so many bytes in use.
func limitFor(heap, stacks uint64) int64 {
	needs := int64(heap + heap/4 + stacks) // the heap has gaps
	return max(servingMemory, needs+needs/5)
}

// sleep waits, and reports whether ctx goes on.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
