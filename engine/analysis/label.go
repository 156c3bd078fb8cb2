package analysis

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A Label puts a room's agreement on one item into words. It is a
// description: divided is a result, not a fault. The empty Label says nothing,
// where there is no room or its counts are held back.
type Label string

// The labels.
const (
	TooFew  Label = "too few"         // fewer than [exercise.Few] verdicts
	Divided Label = "divided"         // close to an even split
	Leaning Label = "leaning"         // between the two
	Broad   Label = "broad agreement" // one verdict has more than half, even with due caution for small numbers
)

// evenSplit is the [Consensus] below which a room counts as divided.
const evenSplit = 0.10

// String is the label as a screen says it.
func (l Label) String() string { return string(l) }

// LabelOf is the label of an item: [Broad] if the lower end of the 95 %
// [Wilson] interval of the leading category is above one half, [Divided] if
// the [Consensus] is below 0.10, [Leaning] otherwise, and [TooFew] below five
// ballots whatever they are. Counts that are none are TooFew as well.
//
// Source: this project's own rule, a convention without further authority.
func LabelOf(c Counts) Label {
	m := c.Total()
	if !c.valid() || m < exercise.Few {
		return TooFew
	}
	if wilson(float64(slices.Max(c)), m, Z95).Low > 0.5 {
		return Broad
	}
	if x, ok := Consensus(c).Get(); ok && x < evenSplit {
		return Divided
	}
	return Leaning
}
