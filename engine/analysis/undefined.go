package analysis

import (
	"encoding/json"
	"math"
)

// Undefined is the reason why a statistic has no value. As an error it can be
// compared with ==, and found with errors.Is.
type Undefined string

// The reasons.
const (
	NoVerdicts  Undefined = "no verdicts"
	OneVerdict  Undefined = "fewer than two verdicts"
	NoPairs     Undefined = "no item with two verdicts"
	NoVariation Undefined = "no variation"           // all verdicts are the same: nothing could agree by chance
	NeverUsed   Undefined = "category never used"    // or always: it has no kappa of its own
	FewItems    Undefined = "fewer than three items" // over items, for a room's summary
	Unequal     Undefined = "unequal ballots"        // Fleiss' kappa needs as many on every item
	OneCategory Undefined = "only one category"      // there was no choice
	NotCounts   Undefined = "not counts"             // negative, or more of a part than of the whole
	OnePerson   Undefined = "one person's verdict"   // solo: nobody to agree with
	NotRevealed Undefined = "not revealed"           // the counts are held back
	FewRooms    Undefined = "fewer than two rooms"   // nothing to compare
	NoRoom      Undefined = "defined in no room"     // a mean of nothing
)

// Error is the reason in words.
func (u Undefined) Error() string { return string(u) }

// A Statistic is a number, or the reason why there is none. In JSON it is
// {"value": 0.5} or {"undefined": "no variation"}.
type Statistic struct {
	Value     float64
	Undefined Undefined // empty if the value is defined
}

// Get is the value; ok is false if there is none.
func (s Statistic) Get() (value float64, ok bool) { return s.Value, s.Undefined == "" }

func number(x float64) Statistic      { return Statistic{Value: x} }
func missing(why Undefined) Statistic { return Statistic{Undefined: why} }

type statisticJSON struct {
	Value     *float64  `json:"value,omitempty"`
	Undefined Undefined `json:"undefined,omitempty"`
}

// MarshalJSON writes the value to twelve decimal places.
func (s Statistic) MarshalJSON() ([]byte, error) {
	if s.Undefined != "" {
		return json.Marshal(statisticJSON{Undefined: s.Undefined})
	}
	x := published(s.Value)
	return json.Marshal(statisticJSON{Value: &x})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Statistic) UnmarshalJSON(b []byte) error {
	var j statisticJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*s = Statistic{Undefined: j.Undefined}
	switch {
	case j.Undefined != "":
	case j.Value == nil:
		s.Undefined = NoVerdicts
	default:
		s.Value = *j.Value
	}
	return nil
}

// published rounds a number for JSON. Processors differ in the last digit of a
// logarithm or of a fused product, and the same exercise has to give the same
// file on all of them.
func published(x float64) float64 {
	const places = 1e12
	if math.Abs(x) > 1e3 {
		return x
	}
	return math.Round(x*places)/places + 0 // adding 0 makes -0 a 0
}
