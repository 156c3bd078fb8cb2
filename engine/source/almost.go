package source

import (
	"fmt"
	"strings"
	"time"
)

// almost says what is missing in a text that is nearly a moment, with the text
// as it may be written; nil for any other text.
func almost(s string) error {
	const longest = 40
	if len(s) > longest {
		return nil
	}
	spaced := strings.Replace(strings.TrimSpace(s), " ", "T", 1)
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02T15"} {
		if t, err := time.Parse(layout, strings.ToUpper(spaced)); err == nil {
			right := t.Format(layout)
			return fmt.Errorf(`%q lacks its time zone; write "%sZ" for UTC, or local time with its offset, such as "%s+02:00"`, s, right, right)
		}
	}
	for _, f := range forms {
		name := strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(strings.ToUpper(spaced), "UTC", "Z"), "GMT", "Z"), " ", "")
		if t, err := time.Parse(f.layout, name); err == nil {
			return fmt.Errorf(`%q isn't spelled as times are here; write %q`, s, t.Format(f.layout))
		}
	}
	for _, l := range []struct{ layout, spelled string }{
		{"2 January 2006", "2006-01-02"}, {"January 2, 2006", "2006-01-02"}, {"2 Jan 2006", "2006-01-02"}, {"Jan 2, 2006", "2006-01-02"},
		{"January 2006", "2006-01"}, {"Jan 2006", "2006-01"}, {"2006/1/2", "2006-01-02"}, {"2006.1.2", "2006-01-02"}, {"2006-1-2", "2006-01-02"},
	} {
		if t, err := time.Parse(l.layout, s); err == nil {
			return fmt.Errorf("%q isn't spelled as dates are here; write %q", s, t.Format(l.spelled))
		}
	}
	for _, layout := range []string{"2.1.2006", "2/1/2006", "1/2/2006"} { // day and month may be the other way round
		if _, err := time.Parse(layout, s); err == nil {
			return fmt.Errorf(`%q can be read in two ways; write year, month and day, as in "2017-05-12"`, s)
		}
	}
	return nil
}
