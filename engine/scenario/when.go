package scenario

import (
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/source"
)

// UTC is the time as text, as precise as it is known: "May 2017",
// "Fri 12 May 2017", "Fri 12 May 2017, about 13:00 UTC" (the hour),
// "Fri 12 May 2017, 13:30–15:08 UTC". Days and longer stretches have no zone.
func (w When) UTC() string {
	from, to := w.ends(time.UTC)
	switch {
	case from.IsZero():
		return ""
	case to.IsZero():
		return from.whole()
	case from.timed() && to.timed():
		if from.sameDay(to) {
			return from.date(true) + ", " + clocks(from, to) + " UTC"
		}
		return from.date(from.t.Year() != to.t.Year()) + ", " + from.clock() + " – " + to.whole()
	case from.timed() && from.sameDay(to):
		return from.date(true) + ", from " + from.clock() + " UTC"
	case to.timed() && from.sameDay(to):
		return from.date(true) + ", until " + to.clock() + " UTC"
	case from.Precision == to.Precision:
		return from.through(to)
	}
	return from.whole() + " – " + to.whole()
}

// Local is the clock time in the step's zone, for showing beside UTC:
// "14:30–16:08 London time", with the date where it differs from the one in UTC. It
// is empty without a zone, or where the time isn't known to the hour.
func (w When) Local() string {
	if w.Zone == "" {
		return ""
	}
	zone, err := time.LoadLocation(w.Zone)
	if err != nil {
		return "" // the loader knew the zone; this machine doesn't
	}
	from, to := w.ends(zone)
	if !from.timed() && !to.timed() || from.timed() && strings.HasPrefix(from.zone(), "UTC") {
		return ""
	}
	utcFrom, utcTo := w.ends(time.UTC)
	dated := from.timed() && !from.sameDay(utcFrom) || to.timed() && !to.sameDay(utcTo)
	one := func(x instant) string {
		if dated {
			return x.date(false) + ", " + x.clock() + " " + x.zone()
		}
		return x.clock() + " " + x.zone()
	}
	switch {
	case to.IsZero():
		return one(from)
	case !from.timed():
		return "until " + one(to)
	case !to.timed():
		return "from " + one(from)
	case !from.sameDay(to):
		dated = true
		if from.zone() == to.zone() {
			return from.date(false) + ", " + from.clock() + " – " + one(to)
		}
		return one(from) + " – " + one(to)
	case from.zone() != to.zone():
		return one(from) + " – " + one(to)
	case dated:
		return from.date(false) + ", " + clocks(from, to) + " " + to.zone()
	}
	return clocks(from, to) + " " + to.zone()
}

// ends are the two ends as seen in a zone; the second is zero if it adds
// nothing to the first.
func (w When) ends(zone *time.Location) (from, to instant) {
	from = instant{w.From, w.From.Time.In(zone)}
	if !w.To.IsZero() && w.To != w.From {
		to = instant{w.To, w.To.Time.In(zone)}
	}
	if !to.timed() {
		to.t = w.To.Time.UTC() // a day is a day of the calendar, in no zone
	}
	if !from.timed() {
		from.t = w.From.Time.UTC()
	}
	return from, to
}

// An instant is a moment as a clock and calendar somewhere show it.
type instant struct {
	source.Moment
	t time.Time
}

func (x instant) timed() bool { return x.Precision >= source.Hour }

func (x instant) sameDay(y instant) bool {
	return x.Precision >= source.Day && y.Precision >= source.Day && x.t.Format(time.DateOnly) == y.t.Format(time.DateOnly)
}

// whole is the moment by itself, with all that it needs.
func (x instant) whole() string {
	if x.timed() {
		return x.date(true) + ", " + x.clock() + " " + x.zone()
	}
	return x.date(true)
}

func (x instant) date(year bool) string {
	layout := "Mon 2 Jan"
	switch x.Precision {
	case source.Year:
		return x.t.Format("2006")
	case source.Month:
		layout = "January"
	}
	if year {
		layout += " 2006"
	}
	return x.t.Format(layout)
}

func (x instant) clock() string {
	switch x.Precision {
	case source.Second:
		return x.t.Format("15:04:05")
	case source.Hour:
		return "about " + x.t.Format("15:04")
	}
	return x.t.Format("15:04")
}

// zone names the zone by its city, because abbreviations mislead: the one of
// Manila is also that of California.
func (x instant) zone() string {
	name := x.t.Location().String()
	if name == "UTC" {
		return name
	}
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ") + " time"
}

// clocks is a stretch within a day.
func clocks(from, to instant) string {
	switch a, b := from.clock(), to.clock(); {
	case from.Precision == source.Hour && to.Precision == source.Hour:
		return a + "–" + strings.TrimPrefix(b, "about ")
	case from.Precision == source.Hour || to.Precision == source.Hour:
		return a + " – " + b
	default:
		return a + "–" + b
	}
}

// through is a stretch of days, months or years, without saying twice what
// both ends have in common.
func (x instant) through(to instant) string {
	sameYear := x.t.Year() == to.t.Year()
	switch {
	case x.Precision == source.Year:
		return x.date(true) + "–" + to.date(true)
	case x.Precision == source.Day && sameYear && x.t.Month() == to.t.Month():
		return x.t.Format("Mon 2") + " – " + to.date(true)
	}
	return x.date(!sameYear) + " – " + to.date(true)
}
