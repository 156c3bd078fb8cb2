package analysis

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
	"github.com/normwalk/normwalk/scenarios"
)

func TestElapsedBetweenMoments(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		from, to string
		min, max time.Duration
	}{
		{"2017-05-12T13:30Z", "2017-05-12T15:08Z", 97 * time.Minute, 99 * time.Minute},
		{"2017-05-12T13:30:00Z", "2017-05-12T13:30:05Z", 4 * time.Second, 6 * time.Second},
		{"2017-05-12", "2017-05-12T15:00Z", 0, 15*time.Hour + time.Minute},
		{"2017-05-12", "2017-05-12", 0, day},
		{"2017-05-12", "2017-05-14", day, 3 * day},
		{"2017-05-12T13Z", "2017-05-13", 10 * time.Hour, 35 * time.Hour},
		{"2016-02", "2016-03", 0, 60 * day},
		{"2016", "2018", 365 * day, (366 + 365 + 365) * day},
		{"2017-05-14", "2017-05-12", 0, 0},
	} {
		got := Elapsed(moment(t, c.from), moment(t, c.to))
		if got == nil || got.Min != c.min || got.Max != c.max {
			t.Errorf("%s to %s: %+v, want %v to %v", c.from, c.to, got, c.min, c.max)
		}
	}
	known := moment(t, "2017")
	if Elapsed(source.Moment{}, known) != nil || Elapsed(known, source.Moment{}) != nil {
		t.Error("an unknown time became known")
	}
	if s := Elapsed(moment(t, "1900"), moment(t, "2199")); s.Min < 0 || s.Max < s.Min {
		t.Errorf("three centuries: %+v", s)
	}
}

// Whatever the true times were, the span holds what passed between them.
func TestElapsedHoldsTheTruth(t *testing.T) {
	layouts := []string{"2006", "2006-01", "2006-01-02", "2006-01-02T15Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"}
	rapid.Check(t, func(t *rapid.T) {
		from := time.Unix(rapid.Int64Range(0, 2_000_000_000).Draw(t, "sent"), 0).UTC()
		took := time.Duration(rapid.Int64Range(0, 100_000_000).Draw(t, "took")) * time.Second
		a, err := source.ParseMoment(from.Format(rapid.SampledFrom(layouts).Draw(t, "layout")))
		b, err2 := source.ParseMoment(from.Add(took).Format(rapid.SampledFrom(layouts).Draw(t, "layout")))
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		s := Elapsed(a, b)
		if s.Min < 0 || s.Min > took || took > s.Max || s.Mid() < s.Min || s.Mid() > s.Max {
			t.Fatalf("%v is not in %+v (%v to %v)", took, s, a, b)
		}
		text, err := json.Marshal(s)
		var back Span
		if err != nil || json.Unmarshal(text, &back) != nil || back != *s {
			t.Fatalf("%s is read back as %+v, %v", text, back, err)
		}
	})
}

func TestSummary(t *testing.T) {
	span := func(low, high time.Duration) *Span { return &Span{low * time.Hour, high * time.Hour} }
	got := summary([]*Span{span(5, 7), nil, span(0, 24), span(1, 3), span(9, 11)})
	want := Summary{Known: 4, Unknown: 1, Shortest: span(1, 3), Median: span(7, 9), Longest: span(0, 24)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := summary([]*Span{span(3, 3)}); *got.Median != *span(3, 3) || got.Shortest != nil && *got.Shortest != *span(3, 3) {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff(Summary{Unknown: 1}, summary([]*Span{nil})); diff != "" {
		t.Error(diff)
	}
}

func TestPerceivedBesideMeasured(t *testing.T) {
	e := handsWalk(t).of()
	if len(e.Latency.Requests) != 2 {
		t.Fatalf("%+v", e.Latency)
	}
	p := e.Latency.Requests[0].Perceived
	if p.Tally != (exercise.Tally{Helped: 12, Latency: 12, Irrelevant: 4, Abstained: 3}) || p.Steps != 1 {
		t.Errorf("%+v", p)
	}
	near(t, "share", p.Share.Value, 12./28, exact)
	early := newWalk(t, exercise.Hands).must(exercise.Enter{Step: "one"}, hands("one", "c/a", "", 5, 0, 0, 0)).of()
	if early.Latency != nil {
		t.Error("requests of a step that nobody came to are told")
	}
}

// What the built-in scenarios say of their requests.
func TestRequestsOfTheContent(t *testing.T) {
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	all := lib.Scenarios()
	latency := Requests(append(all, nil, all[0])...)
	n := 0
	for _, s := range all {
		for _, st := range s.Steps {
			n += len(st.Requests)
		}
	}
	if n == 0 || len(latency.Requests) != n {
		t.Errorf("%d requests, want %d", len(latency.Requests), n)
	}
	for _, rows := range [][]Row{latency.Channels, latency.Kinds} {
		sum := 0
		for _, r := range rows {
			sum += r.Requests
			if r.Family == "" || r.Acted.Known+r.Acted.Unknown != r.Requests || (r.Channel == "") == (r.Kind == "") {
				t.Errorf("%+v", r)
			}
		}
		if sum != n {
			t.Errorf("the rows have %d requests, want %d", sum, n)
		}
	}
	for _, q := range latency.Requests {
		for _, s := range []*Span{q.Acknowledged, q.Acted} {
			if s != nil && (s.Min < 0 || s.Max <= 0) {
				t.Errorf("%s: %+v", q.What, s)
			}
		}
	}
	if len(Requests().Requests) != 0 || Requests().Channels == nil {
		t.Error("no scenarios have requests, or null for none")
	}
	reversed := append([]*scenario.Scenario{}, all...)
	for i, j := 0, len(reversed)-1; i < j; i, j = i+1, j-1 {
		reversed[i], reversed[j] = reversed[j], reversed[i]
	}
	if diff := cmp.Diff(marshal(t, latency), marshal(t, Requests(reversed...))); diff != "" {
		t.Errorf("the order of the scenarios matters:\n%s", diff)
	}
}

// Kinds of different families never share a row.
func TestFamilies(t *testing.T) {
	got := map[Family]int{}
	for _, k := range scenario.RequestKinds() {
		got[FamilyOf(k)]++
	}
	if diff := cmp.Diff(map[Family]int{Response: 3, Pursuit: 3}, got); diff != "" {
		t.Error(diff)
	}
	if FamilyOf("flowers") != "" || Family("").Title() == Response.Title() {
		t.Error("an unknown kind is pooled")
	}
}
