package msel

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// dates are the spellings of a day that mean one day only. What separates their
// parts is a blank by then.
var dates = []string{
	"2006 01 02", "2006 1 2", "2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006", "2006 January 2", "2006 Jan 2",
}

var (
	clock   = regexp.MustCompile(`(?i)^(.*?)(?:[T, ]\s*)(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?(?:\s*([ap])\.?m\.?)?(?:\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$`)
	weekday = regexp.MustCompile(`(?i)^(mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(day)?\.?,?\s+`)
	ordinal = regexp.MustCompile(`(?i)\b(\d{1,2})(st|nd|rd|th)\b`)
	sept    = regexp.MustCompile(`(?i)\bsept\b`)
	dotted  = regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$`) // always the day first
	slashed = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$`)   // either first
	// group is a date-time group: 071430ZMAY21.
	group = regexp.MustCompile(`(?i)^(\d{6})\s?Z\s?([a-z]{3})\s?(\d{2})?(\d{2})$`)
)

// time reads when the event happened. What can't be read is told, and the draft
// says so where the time would stand.
func (r *reader) time(x row, st *draft.Step) scenario.When {
	s := r.get(x, when)
	if s == "" {
		return scenario.When{}
	}
	if w, ok := draft.ParseInterval(s); ok {
		return w
	}
	at, zoned := r.serial(s), false
	if at.IsZero() {
		var ok bool
		if at, zoned, ok = parse(strings.Join(strings.Fields(s), " ")); !ok {
			st.Unread = s
			return scenario.When{}
		}
	}
	if at.Precision > source.Day && !zoned {
		r.assumed.Add(x.where(), "times without a zone are taken as UTC; write the offset in the list if they aren't")
	}
	return scenario.When{From: at}
}

// serial is a time as a workbook keeps it: the number of days since 1900.
func (r *reader) serial(s string) source.Moment {
	const earliest, latest = 18264, 73051 // 1950 and 2100; smaller ones are times of day
	days, err := strconv.ParseFloat(s, 64)
	if !r.book || err != nil || days < earliest || days >= latest {
		return source.Moment{}
	}
	at, err := excelize.ExcelDateToTime(days, false)
	if err != nil {
		return source.Moment{}
	}
	precision := source.Minute
	if days == float64(int(days)) {
		precision = source.Day
	}
	m, _ := spelled(at.Round(time.Minute), precision)
	return m
}

// spelled is a moment, spelled and read again so that it is one that a file may
// have.
func spelled(at time.Time, p source.Precision) (source.Moment, bool) {
	m, err := source.ParseMoment(source.Moment{Time: at, Precision: p}.String())
	return m, err == nil
}

// parse reads a day with or without a time of day, in a spelling that means one
// only. zoned reports whether the text says in which zone.
func parse(s string) (m source.Moment, zoned, ok bool) {
	if g := group.FindStringSubmatch(s); g != nil {
		at, err := time.Parse("021504 Jan 2006", g[1]+" "+g[2]+" "+century(g[3])+g[4])
		m, ok = spelled(at, source.Minute)
		return m, true, ok && err == nil
	}
	c := clock.FindStringSubmatch(s)
	if c == nil {
		at, ok := day(s)
		if !ok {
			return m, false, false
		}
		m, ok = spelled(at, source.Day)
		return m, false, ok
	}
	at, ok := day(c[1])
	hour, _ := strconv.Atoi(c[2]) // digits, as are the others
	minute, _ := strconv.Atoi(c[3])
	second, _ := strconv.Atoi(c[4])
	if c[5] != "" {
		if hour < 1 || hour > 12 {
			return m, false, false
		}
		hour %= 12
		if strings.EqualFold(c[5], "p") {
			hour += 12
		}
	}
	if !ok || hour > 23 || minute > 59 || second > 59 {
		return m, false, false
	}
	at = at.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second)
	if z := strings.Replace(c[6], ":", "", 1); len(z) == len("+0000") {
		zone, err := time.Parse("-0700", z)
		if err != nil {
			return m, false, false
		}
		_, offset := zone.Zone()
		at = at.Add(-time.Duration(offset) * time.Second)
	}
	precision := source.Minute
	if c[4] != "" {
		precision = source.Second
	}
	m, ok = spelled(at, precision)
	return m, c[6] != "", ok
}

func century(digits string) string {
	if digits == "" {
		return "20"
	}
	return digits
}

// day reads a day. Of 07/05/2021 nobody can tell which is the month, of
// 13/05/2021 everybody.
func day(s string) (time.Time, bool) {
	s = weekday.ReplaceAllString(strings.Trim(s, " ,"), "")
	if d := dotted.FindStringSubmatch(s); d != nil {
		at, err := time.Parse("2.1.2006", d[1]+"."+d[2]+"."+d[3])
		return at, err == nil
	}
	if d := slashed.FindStringSubmatch(s); d != nil {
		one, err1 := time.Parse("2/1/2006", d[1]+"/"+d[2]+"/"+d[3])
		other, err2 := time.Parse("1/2/2006", d[1]+"/"+d[2]+"/"+d[3])
		switch {
		case err1 != nil:
			return other, err2 == nil
		case err2 == nil && !one.Equal(other):
			return one, false
		}
		return one, true
	}
	s = sept.ReplaceAllString(ordinal.ReplaceAllString(s, "$1"), "Sep")
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,-/.", r) }), " ")
	for _, layout := range dates {
		if at, err := time.Parse(layout, s); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}
