// Package wording puts into words what both players say: the full-screen one
// and the one in lines. It has no looks and no rules; where the two say a thing
// differently, because one is seen and the other heard, each has its own words.
package wording

import (
	"fmt"
	"time"
)

// Count is a number with its noun, in the right number.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Instant is a time of the exercise's own, to the minute.
func Instant(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }
