//go:build !unix

package main

import (
	"math"
	"time"
)

// openFiles is how many files and connections this program may have open; this
// system sets no limit of that kind.
func openFiles() int { return math.MaxInt32 }

// cpuTime is not known here.
func cpuTime() time.Duration { return 0 }
