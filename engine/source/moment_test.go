package source_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/source"
)

func TestParseMoment(t *testing.T) {
	for _, c := range []struct {
		in, out string
		p       source.Precision
		end     string
	}{
		{"2017", "2017", source.Year, "2018-01-01T00:00:00Z"},
		{"2017-12", "2017-12", source.Month, "2018-01-01T00:00:00Z"},
		{"2016-02-29", "2016-02-29", source.Day, "2016-03-01T00:00:00Z"},
		{"2017-05-12T13Z", "2017-05-12T13Z", source.Hour, "2017-05-12T14:00:00Z"},
		{"2017-05-12T13:30Z", "2017-05-12T13:30Z", source.Minute, "2017-05-12T13:31:00Z"},
		{"2017-05-12T13:30+05:45", "2017-05-12T07:45Z", source.Minute, "2017-05-12T07:46:00Z"},
		{"2017-05-12T00:30:05.9+02:00", "2017-05-11T22:30:05Z", source.Second, "2017-05-11T22:30:06Z"},
	} {
		m, err := source.ParseMoment(c.in)
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if m.String() != c.out || m.Precision != c.p || m.End().Format(time.RFC3339) != c.end {
			t.Errorf("%s: %v %v, end %v", c.in, m, m.Precision, m.End())
		}
	}
	for _, in := range []string{
		"", "17", "May 2017", "2017-5", "2017-13", "2017-02-30", "2017-05-12T13:30", "2017-05-12 13:30Z", "2017-05-12T24:00Z",
		"2017-05-12T13+05:30", "0217", "9999", "2017-05-12T13:30Z ", strings.Repeat("2", 10000),
	} {
		if m, err := source.ParseMoment(in); err == nil || len(err.Error()) > 200 {
			t.Errorf("%q: %v, %v", in, m, err)
		}
	}
}

// Who nearly wrote a moment is told what is missing, with an example.
func TestNearlyAMoment(t *testing.T) {
	for in, want := range map[string]string{
		"2017-05-12T13:30":     `lacks its time zone; write "2017-05-12T13:30Z" for UTC, or local time with its offset, such as "2017-05-12T13:30+02:00"`,
		"2017-05-12 13:30":     `lacks its time zone; write "2017-05-12T13:30Z" for`,
		"2017-05-12T13":        `lacks its time zone; write "2017-05-12T13Z" for`,
		"2017-05-12 13:30Z":    `write "2017-05-12T13:30Z"`,
		"2017-05-12 13:30 UTC": `write "2017-05-12T13:30Z"`,
		"12.05.2017":           `write year, month and day, as in "2017-05-12"`,
		"12 May 2017":          `write "2017-05-12"`,
		"May 2017":             `write "2017-05"`,
		"2017-5-12":            `write "2017-05-12"`,
		"soon":                 `"soon" is not a date; write "2017"`,
	} {
		_, err := source.ParseMoment(in)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", in, err)
		} else if parts := strings.Split(want, `"`); in != "soon" && len(parts) > 2 {
			if _, err := source.ParseMoment(parts[1]); err != nil {
				t.Errorf("the example can't be read: %v", err)
			}
		}
	}
}

func TestBefore(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2017-05-12", "2017-05-13", true},
		{"2017-05-12", "2017-05-12", false},
		{"2017-05-12", "2017-05", false},
		{"2017-04", "2017-05-12", true},
		{"2017-05-12T13Z", "2017-05-12T13:59Z", false},
		{"2017-05-12T13Z", "2017-05-12T14:00Z", true},
	} {
		a, _ := source.ParseMoment(c.a)
		b, _ := source.ParseMoment(c.b)
		if a.Before(b) != c.want || a.Before(source.Moment{}) || (source.Moment{}).Before(b) {
			t.Errorf("%s before %s: %v", c.a, c.b, !c.want)
		}
	}
}

// What is written to JSON is read back the same, and so is what String says.
func TestMomentRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		layouts := []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"}
		zone := time.FixedZone("", rapid.IntRange(-14, 14).Draw(t, "offset")*3600)
		at := time.Unix(rapid.Int64Range(-2_000_000_000, 7_000_000_000).Draw(t, "time"), 0).In(zone)
		m, err := source.ParseMoment(at.Format(rapid.SampledFrom(layouts).Draw(t, "layout")))
		if err != nil {
			t.Fatal(err)
		}
		again, err := source.ParseMoment(m.String())
		if err != nil || again != m {
			t.Fatalf("%v is read back as %v, %v", m, again, err)
		}
		data, err := json.Marshal(m)
		if err != nil || string(data) != fmt.Sprintf("%q", m) {
			t.Fatalf("%s %v", data, err)
		}
		var back source.Moment
		if err := json.Unmarshal(data, &back); err != nil || back != m {
			t.Fatalf("%s is read back as %v, %v", data, back, err)
		}
	})
}
