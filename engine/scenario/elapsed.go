package scenario

import (
	"fmt"
	"math"
	"time"

	"github.com/normwalk/normwalk/engine/source"
)

// Elapsed is a step's time on the incident's own clock, in coarse words and
// never finer than what is known: "6–8 h after the first infections",
// "59 days before the first infections", "at the start".
func (s *Scenario) Elapsed(w When) string {
	long, _ := s.elapsed(w)
	return long
}

// ElapsedShort is Elapsed without the event, for where a line is short: "after
// 6–8 h", "59 days before". It is empty where that would say nothing.
func (s *Scenario) ElapsedShort(w When) string {
	_, short := s.elapsed(w)
	return short
}

func (s *Scenario) elapsed(w When) (long, short string) {
	start, from, to := s.Clock.Start, w.From, w.To
	if start.IsZero() || from.IsZero() {
		return "", ""
	}
	if to.IsZero() {
		to = from
	}
	known := min(start.Precision, from.Precision, to.Precision)
	scale := scales()
	for scale[0].precision > known {
		scale = scale[1:]
	}
	u := scale[0]
	lo, hi := u.between(start, from, known), u.between(start, to, known)
	for len(scale) > 1 && max(-lo, hi, lo, -hi) > u.most {
		scale = scale[1:]
		u = scale[0]
		lo, hi = u.between(start, from, known), u.between(start, to, known)
	}
	event := s.Clock.Event
	switch {
	case lo == 0 && hi == 0:
		if u.precision >= source.Hour {
			return "at the start", "at the start"
		}
		return u.same + " " + event, ""
	case lo < 0 && hi > 0:
		return fmt.Sprintf("from %s before to %s after %s", u.count(-lo), u.count(hi), event), ""
	case hi > 0:
		return u.stretch(lo, hi) + " after " + event, "after " + u.stretch(lo, hi)
	}
	return u.stretch(-hi, -lo) + " before " + event, u.stretch(-hi, -lo) + " before"
}

// A unit is what elapsed time is counted in.
type unit struct {
	precision source.Precision
	one, many string
	same      string        // said where the count is zero
	length    time.Duration // on average
	most      int           // beyond it the next unit reads better
}

// scales lists the units, the finest first.
func scales() []unit {
	const day = 24 * time.Hour
	return []unit{
		{source.Minute, "min", "min", "", time.Minute, 119},
		{source.Hour, "h", "h", "", time.Hour, 47},
		{source.Day, "day", "days", "on the day of", day, 89},
		{source.Month, "month", "months", "in the month of", day * 36525 / 1200, 23},
		{source.Year, "year", "years", "in the year of", day * 36525 / 100, math.MaxInt},
	}
}

// between counts the units from a to b. Where the times are known only to the
// unit itself the calendar decides: the 12th and the 13th are a day apart.
func (u unit) between(a, b source.Moment, known source.Precision) int {
	from, to := a.Time, b.Time
	if known == u.precision {
		switch u.precision {
		case source.Year:
			return to.Year() - from.Year()
		case source.Month:
			return (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
		case source.Day:
			from, to = from.Truncate(u.length), to.Truncate(u.length)
		}
	}
	return int(math.Round(float64(to.Sub(from)) / float64(u.length)))
}

func (u unit) count(n int) string {
	if n == 1 {
		return "1 " + u.one
	}
	return fmt.Sprintf("%d %s", n, u.many)
}

// stretch counts from the smaller to the larger number.
func (u unit) stretch(small, large int) string {
	switch small {
	case large:
		return u.count(large)
	case 0:
		return "up to " + u.count(large)
	}
	return fmt.Sprintf("%d–%s", small, u.count(large))
}
