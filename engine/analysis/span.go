package analysis

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"time"

	"github.com/normwalk/normwalk/engine/source"
)

// A Span is a time that passed, known only to lie between Min and Max: a
// moment written as a day leaves a day open. 0 ≤ Min ≤ Max. In JSON it is in
// whole seconds.
type Span struct {
	Min, Max time.Duration
}

// Elapsed is the span from one moment to another, the widest that their
// precisions allow. Where they overlap Min is 0, for nobody answers before
// being asked. It is nil if one of the moments is unknown: a time that isn't
// known is not a long time.
func Elapsed(from, to source.Moment) *Span {
	if from.IsZero() || to.IsZero() {
		return nil
	}
	s := Span{Min: max(to.Time.Sub(from.End()), 0), Max: max(to.End().Sub(from.Time), 0)}
	return &s
}

// Mid is the middle of the span, for putting spans in order.
func (s Span) Mid() time.Duration { return s.Min + (s.Max-s.Min)/2 }

type spanJSON struct {
	Min int64 `json:"min_s"`
	Max int64 `json:"max_s"`
	Mid int64 `json:"mid_s"`
}

// MarshalJSON writes seconds.
func (s Span) MarshalJSON() ([]byte, error) {
	return json.Marshal(spanJSON{seconds(s.Min), seconds(s.Max), seconds(s.Mid())})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Span) UnmarshalJSON(b []byte) error {
	var j spanJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	const most = math.MaxInt64 / int64(time.Second)
	bound := func(x int64) time.Duration { return time.Duration(min(max(x, 0), most)) * time.Second }
	*s = Span{bound(j.Min), bound(j.Max)}
	return nil
}

// A Summary describes several spans by their middles. Each of the three is a
// span itself, so that nobody takes a day's precision for a minute's. The
// median of an even number is halfway between the two in the middle, and as
// imprecise as they are on average.
type Summary struct {
	Known    int   `json:"known"`
	Unknown  int   `json:"unknown"` // not in the three below
	Shortest *Span `json:"shortest,omitempty"`
	Median   *Span `json:"median,omitempty"`
	Longest  *Span `json:"longest,omitempty"`
}

func summary(spans []*Span) Summary {
	var known []Span
	for _, s := range spans {
		if s != nil {
			known = append(known, *s)
		}
	}
	out := Summary{Known: len(known), Unknown: len(spans) - len(known)}
	if len(known) == 0 {
		return out
	}
	slices.SortFunc(known, func(a, b Span) int {
		return cmp.Or(cmp.Compare(a.Mid(), b.Mid()), cmp.Compare(a.Min, b.Min))
	})
	n := len(known)
	low, high := known[(n-1)/2], known[n/2]
	median := Span{low.Min + (high.Min-low.Min)/2, low.Max + (high.Max-low.Max)/2}
	out.Shortest, out.Median, out.Longest = &known[0], &median, &known[n-1]
	return out
}
