package scenario_test

import (
	"testing"

	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

func moment(t testing.TB, s string) source.Moment {
	t.Helper()
	if s == "" {
		return source.Moment{}
	}
	m, err := source.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWhen(t *testing.T) {
	for _, c := range []struct{ from, to, zone, utc, local string }{
		// One moment, coarse to fine.
		{"", "", "", "", ""},
		{"2017", "", "Europe/London", "2017", ""},
		{"2017-05", "", "Europe/London", "May 2017", ""},
		{"2017-05-12", "", "Europe/London", "Fri 12 May 2017", ""},
		{"2017-05-12T13Z", "", "Europe/London", "Fri 12 May 2017, about 13:00 UTC", "about 14:00 London time"},
		{"2017-05-12T13Z", "", "Asia/Kolkata", "Fri 12 May 2017, about 13:00 UTC", "about 18:30 Kolkata time"},
		{"2017-05-12T13:30Z", "", "Europe/London", "Fri 12 May 2017, 13:30 UTC", "14:30 London time"},
		{"2017-05-12T13:30:05Z", "", "Europe/London", "Fri 12 May 2017, 13:30:05 UTC", "14:30:05 London time"},
		{"2017-05-12T13:30Z", "", "", "Fri 12 May 2017, 13:30 UTC", ""},
		{"2017-05-12T13:30Z", "", "Etc/UTC", "Fri 12 May 2017, 13:30 UTC", ""},
		{"2017-05-12T13:30Z", "2017-05-12T13:30Z", "", "Fri 12 May 2017, 13:30 UTC", ""},

		// A stretch within a day.
		{"2017-05-12T13:30Z", "2017-05-12T15:08Z", "Europe/London", "Fri 12 May 2017, 13:30–15:08 UTC", "14:30–16:08 London time"},
		{"2017-01-12T13:30Z", "2017-01-12T15:08Z", "Europe/London", "Thu 12 Jan 2017, 13:30–15:08 UTC", "13:30–15:08 London time"},
		{"2017-05-12T13Z", "2017-05-12T15Z", "Europe/London", "Fri 12 May 2017, about 13:00–15:00 UTC", "about 14:00–16:00 London time"},
		{"2017-05-12T13Z", "2017-05-12T15:08Z", "", "Fri 12 May 2017, about 13:00 – 15:08 UTC", ""},
		{"2017-05-12T13:30Z", "2017-05-12T15Z", "", "Fri 12 May 2017, 13:30 – about 15:00 UTC", ""},
		{"2017-06-27T08:30Z", "2017-06-27T10:30Z", "Europe/Kyiv", "Tue 27 Jun 2017, 08:30–10:30 UTC", "11:30–13:30 Kyiv time"},
		{"2016-02-04T14:00Z", "2016-02-04T17:00Z", "Asia/Dhaka", "Thu 4 Feb 2016, 14:00–17:00 UTC", "20:00–23:00 Dhaka time"},
		{"2016-02-04T14:00Z", "", "Asia/Kathmandu", "Thu 4 Feb 2016, 14:00 UTC", "19:45 Kathmandu time"},
		{"2016-02-04T14:00Z", "", "America/Sao_Paulo", "Thu 4 Feb 2016, 14:00 UTC", "12:00 Sao Paulo time"},

		// The local date differs.
		{"2016-02-04T19:00Z", "", "Asia/Dhaka", "Thu 4 Feb 2016, 19:00 UTC", "Fri 5 Feb, 01:00 Dhaka time"},
		{"2016-02-04T19:00Z", "2016-02-04T20:00Z", "Asia/Manila", "Thu 4 Feb 2016, 19:00–20:00 UTC", "Fri 5 Feb, 03:00–04:00 Manila time"},
		{"2016-02-04T17:00Z", "2016-02-04T20:00Z", "Asia/Dhaka", "Thu 4 Feb 2016, 17:00–20:00 UTC", "Thu 4 Feb, 23:00 – Fri 5 Feb, 02:00 Dhaka time"},

		// The clocks change in between.
		{"2017-10-29T00:30Z", "2017-10-29T02:30Z", "Europe/London", "Sun 29 Oct 2017, 00:30–02:30 UTC", "01:30–02:30 London time"},

		// Several days.
		{"2017-05-12T22:00Z", "2017-05-13T03:00Z", "Europe/London", "Fri 12 May, 22:00 – Sat 13 May 2017, 03:00 UTC", "Fri 12 May, 23:00 – Sat 13 May, 04:00 London time"},
		{"2016-12-31T22:00Z", "2017-01-01T03:00Z", "", "Sat 31 Dec 2016, 22:00 – Sun 1 Jan 2017, 03:00 UTC", ""},
		{"2017-05-12", "2017-05-14", "Europe/London", "Fri 12 – Sun 14 May 2017", ""},
		{"2017-05-12", "2017-06-01", "", "Fri 12 May – Thu 1 Jun 2017", ""},
		{"2016-12-31", "2017-01-01", "", "Sat 31 Dec 2016 – Sun 1 Jan 2017", ""},
		{"2017-05", "2017-06", "", "May – June 2017", ""},
		{"2016-12", "2017-01", "", "December 2016 – January 2017", ""},
		{"2016", "2017", "", "2016–2017", ""},

		// Ends that are known unequally well.
		{"2017-05-12", "2017-05-12T15:08Z", "Europe/London", "Fri 12 May 2017, until 15:08 UTC", "until 16:08 London time"},
		{"2017-05-12T13:30Z", "2017-05-12", "Europe/London", "Fri 12 May 2017, from 13:30 UTC", "from 14:30 London time"},
		{"2017-05-12T13:30Z", "2017-05-14", "Europe/London", "Fri 12 May 2017, 13:30 UTC – Sun 14 May 2017", "from 14:30 London time"},
		{"2017-05-11", "2017-05-12T13Z", "", "Thu 11 May 2017 – Fri 12 May 2017, about 13:00 UTC", ""},
		{"2017-05", "2017-06-03", "", "May 2017 – Sat 3 Jun 2017", ""},
		{"2016", "2017-06", "", "2016 – June 2017", ""},
	} {
		w := scenario.When{From: moment(t, c.from), To: moment(t, c.to), Zone: c.zone}
		if got := w.UTC(); got != c.utc {
			t.Errorf("%s to %s: UTC() = %q, want %q", c.from, c.to, got, c.utc)
		}
		if got := w.Local(); got != c.local {
			t.Errorf("%s to %s in %s: Local() = %q, want %q", c.from, c.to, c.zone, got, c.local)
		}
	}
}

func TestElapsed(t *testing.T) {
	for _, c := range []struct{ start, from, to, want string }{
		{"2017-05-12T07:24Z", "2017-05-12T07:24Z", "", "at the start"},
		{"2017-05-12T07:24Z", "2017-05-12T07:24:20Z", "", "at the start"},
		{"2017-05-12T07:24Z", "2017-05-12T07:25Z", "", "1 min after the first infections"},
		{"2017-05-12T07:24Z", "2017-05-12T13:30Z", "2017-05-12T15:08Z", "6–8 h after the first infections"},
		{"2017-05-12T07:24Z", "2017-05-12T13:30Z", "2017-05-12T13:40Z", "6 h after the first infections"},
		{"2017-05-12T07:24Z", "2017-05-12T07:24Z", "2017-05-12T15:08Z", "up to 8 h after the first infections"},
		{"2017-05-12T07:24Z", "2017-05-12T06:24Z", "2017-05-12T15:08Z", "from 1 h before to 8 h after the first infections"},
		{"2017-05-12T07:24Z", "2017-05-12T01:00Z", "2017-05-12T03:30Z", "4–6 h before the first infections"},
		{"2017-05-12T07:24Z", "2017-05-11T20:00Z", "2017-05-12T07:24Z", "up to 11 h before the first infections"},
		{"2017-05-12T07:24Z", "2017-05-12T08Z", "", "1 h after the first infections"},
		{"2017-05-12T07:24Z", "2017-05-12T07Z", "", "at the start"},
		{"2017-05-12T07:24Z", "2017-05-12", "", "on the day of the first infections"},
		{"2017-05-12T07:24Z", "2017-05-13", "", "1 day after the first infections"},
		{"2017-05-12T23:24Z", "2017-05-13", "", "1 day after the first infections"},
		{"2017-05-12T07:24Z", "2017-03-14", "", "59 days before the first infections"},
		{"2017-05-12T07:24Z", "2017-05-12", "2017-05-14", "up to 2 days after the first infections"},
		{"2017-05-12T07:24Z", "2017-05-15T12:00Z", "", "3 days after the first infections"},
		{"2017-05-12T07:24Z", "2017-05", "", "in the month of the first infections"},
		{"2017-05-12T07:24Z", "2017-04", "", "1 month before the first infections"},
		{"2017-05-12T07:24Z", "2017-12-19", "", "7 months after the first infections"},
		{"2017-05-12T07:24Z", "2018-09-06", "", "16 months after the first infections"},
		{"2017-05-12T07:24Z", "2017", "", "in the year of the first infections"},
		{"2017-05-12T07:24Z", "2013", "", "4 years before the first infections"},
		{"2017-05-12T07:24Z", "2021-02-17", "", "4 years after the first infections"},
		{"2017", "2018-09-06", "", "1 year after the first infections"},
		{"", "2017", "", ""},
	} {
		s := &scenario.Scenario{Clock: scenario.Clock{Start: moment(t, c.start), Event: "the first infections"}}
		got := s.Elapsed(scenario.When{From: moment(t, c.from), To: moment(t, c.to)})
		if got != c.want {
			t.Errorf("%s to %s from %s: %q, want %q", c.from, c.to, c.start, got, c.want)
		}
	}
}

// The short form leaves out the event alone.
func TestElapsedShort(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2017-05-12T07:24Z", "", "at the start"},
		{"2017-05-12T13:30Z", "2017-05-12T15:08Z", "after 6–8 h"},
		{"2017-05-12T07:24Z", "2017-05-12T15:08Z", "after up to 8 h"},
		{"2017-03-14", "", "59 days before"},
		{"2017-05-12", "", ""},
		{"2017-05-12T06:24Z", "2017-05-12T15:08Z", ""},
	} {
		s := &scenario.Scenario{Clock: scenario.Clock{Start: moment(t, "2017-05-12T07:24Z"), Event: "the first infections"}}
		if got := s.ElapsedShort(scenario.When{From: moment(t, c.from), To: moment(t, c.to)}); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
