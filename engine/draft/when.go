package draft

import (
	"strings"

	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// Interval is a time as formats without one of their own may have it, in ISO
// 8601: a moment, or two with a stroke between them.
func Interval(w scenario.When) string {
	if w.To.IsZero() {
		return w.From.String()
	}
	return w.From.String() + "/" + w.To.String()
}

// ParseInterval reads what [Interval] wrote; ok is false if it's something else.
func ParseInterval(s string) (w scenario.When, ok bool) {
	first, last, both := strings.Cut(strings.TrimSpace(s), "/")
	from, err := source.ParseMoment(first)
	if err != nil {
		return scenario.When{}, false
	}
	w.From = from
	if both {
		if w.To, err = source.ParseMoment(last); err != nil {
			return scenario.When{}, false
		}
	}
	return w, true
}
