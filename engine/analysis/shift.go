package analysis

import "github.com/normwalk/normwalk/engine/exercise"

// A Shift is how the answers to an item moved from the first round to the
// second.
type Shift struct {
	Ref
	Before exercise.Tally `json:"before"`
	After  exercise.Tally `json:"after"`
	Net    exercise.Tally `json:"net"`    // After less Before; each may be negative
	Shares Shares         `json:"shares"` // change of each verdict's share, from −1 to 1; [NoVerdicts] if a round had none
	Moved  int            `json:"moved"`  // at least so many people gave another answer, or came or went
	From   Label          `json:"from,omitempty"`
	To     Label          `json:"to,omitempty"`
	Turned bool           `json:"turned"` // the leading verdict is another, or there is a tie where there was none, or the reverse
}

// Shifted sums up the items that were voted on twice by about as many people,
// and only these; see [Comparable].
type Shifted struct {
	Items     int            `json:"items"`
	Before    exercise.Tally `json:"before"`
	After     exercise.Tally `json:"after"`
	Net       exercise.Tally `json:"net"`
	Shares    Shares         `json:"shares"`
	Moved     int            `json:"moved"`     // sum over the items
	Turned    int            `json:"turned"`    // items
	Relabeled int            `json:"relabeled"` // items with another label; 0 in solo mode
	First     *Agreement     `json:"first,omitempty"`
	Second    *Agreement     `json:"second,omitempty"`
}

// Comparable reports whether two votes on an item can show movement: one has at
// least four fifths of the answers of the other. Where hands were counted in one
// vote only, say, a change tells who was asked and not who thought again.
func Comparable(before, after exercise.Tally) bool {
	less, more := before.Answered(), after.Answered()
	if less > more {
		less, more = more, less
	}
	return 5*less >= 4*more
}

// shifts compares the two rounds where both have answers that may be seen.
// Items come by step, norm and round.
func shifts(items []Item, mode exercise.Mode) ([]Shift, *Shifted) {
	var out []Shift
	var all Shifted
	var before, after []exercise.Tally
	for n := 1; n < len(items); n++ {
		a, b := &items[n-1], &items[n]
		if !twice(a, b) || !Comparable(a.Tally, b.Tally) {
			continue
		}
		s := Shift{Ref: b.ref(), Before: a.Tally, After: b.Tally, From: a.Label, To: b.Label}
		s.Net, s.Shares, s.Moved = moved(s.Before, s.After)
		s.Turned = a.Modal != b.Modal
		out = append(out, s)

		all.Items++
		all.Before, all.After = all.Before.Plus(a.Tally), all.After.Plus(b.Tally)
		all.Moved += s.Moved
		if s.Turned {
			all.Turned++
		}
		if s.From != s.To {
			all.Relabeled++
		}
		before, after = append(before, a.Tally), append(after, b.Tally)
	}
	if len(out) == 0 {
		return nil, nil
	}
	all.Net, all.Shares, _ = moved(all.Before, all.After)
	if mode != exercise.Solo {
		first, second := agreementOf(before), agreementOf(after)
		all.First, all.Second = &first, &second
	}
	return out, &all
}

// A Twice is an item that was voted on twice by so different numbers of people
// that the two votes show no movement; see [Comparable].
type Twice struct {
	Ref
	Before exercise.Tally
	After  exercise.Tally
}

// Unlike lists the items whose two votes can be set side by side and no more.
// They are among neither [Exercise.Shifts] nor the sum of them.
func (e *Exercise) Unlike() []Twice {
	var out []Twice
	for n := 1; n < len(e.Items); n++ {
		a, b := &e.Items[n-1], &e.Items[n]
		if twice(a, b) && a.Tally.Answered() > 0 && b.Tally.Answered() > 0 && !Comparable(a.Tally, b.Tally) {
			out = append(out, Twice{b.ref(), a.Tally, b.Tally})
		}
	}
	return out
}

// twice reports whether two items are the rounds of one, both to be seen.
func twice(a, b *Item) bool {
	return a.Step == b.Step && a.Norm == b.Norm && a.Standing != Hidden && b.Standing != Hidden
}

// moved is the difference of two tallies. Nobody can be followed from one to
// the other, so it gives the least number of answers that must have changed:
// what some answers gained or what others lost, whichever is more.
func moved(before, after exercise.Tally) (net exercise.Tally, shares Shares, least int) {
	gained, lost := 0, 0
	for _, a := range exercise.Answers() {
		d := after.Of(a) - before.Of(a)
		net = net.With(a, d)
		gained, lost = gained+max(d, 0), lost+max(-d, 0)
	}
	if before.Judged() == 0 || after.Judged() == 0 {
		return net, SharesOf(exercise.Tally{}), max(gained, lost)
	}
	change := func(a exercise.Answer) Statistic { return number(after.Share(a) - before.Share(a)) }
	return net, Shares{change(exercise.Helped), change(exercise.Latency), change(exercise.Irrelevant)}, max(gained, lost)
}
