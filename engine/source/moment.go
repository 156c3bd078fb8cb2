package source

import (
	"fmt"
	"strings"
	"time"
)

// Precision is the smallest unit of time that a source supports.
type Precision int

// The precisions, coarse to fine. The zero value means that nothing is known.
const (
	Unknown Precision = iota
	Year
	Month
	Day
	Hour
	Minute
	Second
)

// forms are the spellings of a moment, in the notation of ISO 8601 with
// reduced precision. One with a time of day ends in Z or an offset.
var forms = [...]struct {
	layout    string
	precision Precision
}{
	{"2006", Year},
	{"2006-01", Month},
	{"2006-01-02", Day},
	{"2006-01-02T15Z07:00", Hour},
	{"2006-01-02T15:04Z07:00", Minute},
	{"2006-01-02T15:04:05Z07:00", Second},
}

// A Moment is a point in time that is known only as precisely as it was
// written: "2017-05", "2017-05-12", "2017-05-12T13:30Z". The zero Moment is
// unknown.
type Moment struct {
	Time      time.Time // the start of the stretch that the precision leaves open, in UTC
	Precision Precision
}

// The years that a moment may lie in. Incidents don't lie outside; a year
// with a digit missing does.
const (
	firstYear = 1900
	lastYear  = 2199
)

// ParseMoment reads one of the spellings above. The error says how to write it.
func ParseMoment(s string) (Moment, error) {
	for _, f := range forms {
		t, err := time.Parse(f.layout, s)
		if err != nil {
			continue
		}
		t = t.UTC().Truncate(time.Second)
		if y := t.Year(); y < firstYear || y > lastYear {
			return Moment{}, fmt.Errorf("the year of %q can't be right; write it with four digits", s)
		}
		if f.precision == Hour && t.Minute() != 0 {
			return Moment{}, fmt.Errorf("the offset of %q isn't a whole number of hours; write the minutes too", s)
		}
		return Moment{t, f.precision}, nil
	}
	if err := almost(s); err != nil {
		return Moment{}, err
	}
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return Moment{}, fmt.Errorf(`%q is not a date; write "2017", "2017-05", "2017-05-12" or "2017-05-12T13:30Z"`, s)
}

// IsZero reports whether nothing is known of the moment.
func (m Moment) IsZero() bool { return m.Precision == Unknown }

// String spells the moment as it may be written in a file; empty if unknown.
func (m Moment) String() string {
	if m.Precision < Year || m.Precision > Second {
		return ""
	}
	return m.Time.UTC().Format(forms[m.Precision-1].layout)
}

// End is the first instant after the stretch that the precision leaves open:
// for "2017-05" it is the start of June.
func (m Moment) End() time.Time {
	switch m.Precision {
	case Year:
		return m.Time.AddDate(1, 0, 0)
	case Month:
		return m.Time.AddDate(0, 1, 0)
	case Day:
		return m.Time.AddDate(0, 0, 1)
	case Hour:
		return m.Time.Add(time.Hour)
	case Minute:
		return m.Time.Add(time.Minute)
	case Second:
		return m.Time.Add(time.Second)
	}
	return m.Time
}

// Before reports whether the whole of m lies before the whole of other, so
// that no reading of the two could put them the other way round.
func (m Moment) Before(other Moment) bool {
	return !m.IsZero() && !other.IsZero() && !m.End().After(other.Time)
}

// MarshalText spells the moment for JSON.
func (m Moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Moment) UnmarshalText(b []byte) error {
	if strings.TrimSpace(string(b)) == "" {
		*m = Moment{}
		return nil
	}
	var err error
	*m, err = ParseMoment(string(b))
	return err
}
