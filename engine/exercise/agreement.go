package exercise

// Agreement says how far several people's verdicts on an item agree, as a
// matter of counts alone.
type Agreement int

// The degrees of agreement. Fewer than [Few] verdicts are never called more
// than TooFew.
const (
	NoVerdict Agreement = iota
	TooFew
	Split     // two or three verdicts lead together
	Ahead     // one leads, with half or less
	Leaning   // more than half, less than two thirds
	Most      // two thirds or more
	Unanimous // all
)

// Few is the number of verdicts below which a room's counts say too little,
// and a group is too small to be shown apart.
const Few = 5

// Agreement is the degree to which the tally's verdicts agree.
func (t Tally) Agreement() Agreement {
	leading, tie := t.Leading()
	best, n := t.Of(leading), t.Judged()
	switch {
	case n == 0:
		return NoVerdict
	case n < Few:
		return TooFew
	case best == n:
		return Unanimous
	case 3*best >= 2*n:
		return Most
	case 2*best > n:
		return Leaning
	case tie:
		return Split
	}
	return Ahead
}
