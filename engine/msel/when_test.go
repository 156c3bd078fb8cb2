package msel_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/msel"
)

// The usual spellings are understood; what can mean two days is no time at all,
// and never that of the step before.
func TestTimes(t *testing.T) {
	norms := content(t).Norms()
	for in, want := range map[string]string{
		"7 May 2021 08:00": "2021-05-07T08:00Z", "07 may 2021, 8:05": "2021-05-07T08:05Z", "Fri 7 May 2021 at 08:00": "2021-05-07T08:00Z",
		"2021-05-07 08:00": "2021-05-07T08:00Z", "2021-05-07T08:00:09": "2021-05-07T08:00:09Z", "2021/5/7 08:00 Z": "2021-05-07T08:00Z",
		"May 7, 2021 15:04": "2021-05-07T15:04Z", "Jan 2, 2006 3:04 PM": "2006-01-02T15:04Z", "12:30": "", "7th Sept. 2021 12:30 a.m.": "2021-09-07T00:30Z",
		"7-May-2021 08:00+02:00": "2021-05-07T06:00Z", "13/05/2021 08:00": "2021-05-13T08:00Z", "05/13/2021 08:00": "2021-05-13T08:00Z",
		"05/05/2021": "2021-05-05", "7.5.2021 08:00": "2021-05-07T08:00Z", "May 7, 2021": "2021-05-07", "071430ZMAY21": "2021-05-07T14:30Z", "071430Z May 2021": "2021-05-07T14:30Z",
		"07/05/2021 08:00": "", "7 May 21 08:00": "", "31 February 2021": "", "7 May 2021 25:00": "", "13:04 PM 7 May 2021": "", "H+4": "", "soon": "", "7 May 2921": "",
	} {
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.WriteAll([][]string{{"Time", "Inject"}, {"2020-02-02T02:02Z", "First"}, {in, "Second"}})
		m, err := msel.ReadCSV("x", []byte(b.String()))
		s, d := load(t, norms, m, err)
		switch got := s.Steps[1].When; {
		case want != "" && (got.From.String() != want || got.Note != "" || len(d.Doubts) > 0):
			t.Errorf("%s is read as %s (%s), %v", in, got.From, got.Note, d.Doubts)
		case want == "" && (got.From.String() != "2020" || !strings.HasPrefix(got.Note, "REPLACE: ") || len(d.Doubts) != 1 || !strings.Contains(d.Doubts[0].String(), in)):
			t.Errorf("%s can't be read, and becomes %s (%s), %v", in, got.From, got.Note, d.Doubts)
		}
	}
}
