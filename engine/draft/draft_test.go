package draft_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
	"github.com/normwalk/normwalk/scenarios"
)

func norms(t testing.TB) *norm.Set {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return lib.Norms()
}

// Whatever another format says, what comes of it checks.
func TestEveryDraftChecks(t *testing.T) {
	set := norms(t)
	text := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{"", " ", "\"\"\"", `\`, `ends in "`, `a"""b\`, "\u00a0", "\u200d", "\u2800", "\x1b[2J", "\ue000", "\xff", "= [", "#", "a\n\nb", "REPLACE", "\r", "–"}),
		rapid.Custom(func(t *rapid.T) string {
			return strings.Repeat(rapid.SampledFrom([]string{"word ", "Sentence. ", "x", "é", "\n\n", "\""}).Draw(t, "piece"), rapid.IntRange(0, 3000).Draw(t, "n"))
		}),
	)
	moment := rapid.SampledFrom([]source.Moment{{}, at(t, "2017"), at(t, "2017-05-12"), at(t, "2017-05-12T13:30Z"), at(t, "2018-01")})
	rapid.Check(t, func(rt *rapid.T) {
		texts := func(name string, most int) []string { return rapid.SliceOfN(text, 0, most).Draw(rt, name) }
		m := &draft.Material{
			Format: "CEXF", File: text.Draw(rt, "file"), Title: text.Draw(rt, "title"), Summary: text.Draw(rt, "summary"),
			Background: text.Draw(rt, "background"), Region: text.Draw(rt, "region"), Licence: text.Draw(rt, "licence"),
			Authors: texts("authors", 3), Date: moment.Draw(rt, "date"), Minutes: rapid.IntRange(0, 2000).Draw(rt, "minutes"),
		}
		for range rapid.IntRange(0, 3).Draw(rt, "sources") {
			m.Sources = append(m.Sources, draft.Source{
				Key:   rapid.OneOf(text, rapid.SampledFrom([]string{"1", "S1", "imported"})).Draw(rt, "key"),
				Title: text.Draw(rt, "source"),
				URL:   rapid.OneOf(text, rapid.SampledFrom([]string{"https://example.org/a\"b", "http://ü.example/#", "doi:10.1/x", "doi:10."})).Draw(rt, "url"),
			})
		}
		for range rapid.IntRange(1, 4).Draw(rt, "steps") {
			x := draft.Step{
				ID: text.Draw(rt, "id"), Title: text.Draw(rt, "step"), Question: text.Draw(rt, "question"), Notes: text.Draw(rt, "notes"),
				When: scenario.When{From: moment.Draw(rt, "from"), To: moment.Draw(rt, "to")},
			}
			for _, p := range texts("text", 8) {
				var cites []string
				for _, s := range m.Sources {
					if rapid.Bool().Draw(rt, "cite") {
						cites = append(cites, s.Key)
					}
				}
				x.Text = append(x.Text, draft.Paragraph{Text: p, Cites: cites})
			}
			for range rapid.IntRange(0, 6).Draw(rt, "flows") {
				x.Flows = append(x.Flows, draft.Flow{From: texts("from", 3), To: texts("to", 14), Channel: rapid.OneOf(text, rapid.SampledFrom(scenario.Channels())).Draw(rt, "channel")})
			}
			m.Steps = append(m.Steps, x)
		}
		d, err := draft.Make("a-draft", m)
		if err != nil {
			rt.Fatal(err)
		}
		s, err := scenario.Load("a-draft.toml", d.TOML, set)
		if err != nil {
			rt.Fatalf("%v\n%s", err, d.TOML)
		}
		if len(s.Steps) != len(m.Steps) || d.Replace == 0 {
			rt.Fatalf("%d steps of %d, %d placeholders", len(s.Steps), len(m.Steps), d.Replace)
		}
	})
}

func at(t testing.TB, s string) source.Moment {
	t.Helper()
	m, err := source.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The largest draft is still a content file.
func TestTheLargestDraftChecks(t *testing.T) {
	long := strings.Repeat(`A "long" sentence, isn't it. `, 2000)
	var names, keys []string
	m := &draft.Material{Format: "CEXF", File: "x", Title: long, Summary: long, Background: long}
	for i := range 400 {
		name := strings.Repeat("n", i%90+1) + strings.Repeat("m", i/90)
		names, keys = append(names, name), append(keys, name)
		m.Sources = append(m.Sources, draft.Source{Key: name, URL: "https://example.org/" + name})
	}
	for i := range draft.MaxSteps + 5 {
		x := draft.Step{Title: long, Question: long, Notes: long}
		for j := range 6 {
			x.Text = append(x.Text, draft.Paragraph{Text: strings.Repeat("fact ", 38), Cites: keys[(i+j)%100:]})
			x.Flows = append(x.Flows, draft.Flow{From: names[i%50:], To: names[j:], Channel: "csirt"})
		}
		x.Text = append(x.Text, draft.Paragraph{Text: long})
		m.Steps = append(m.Steps, x)
	}
	d, err := draft.Make("large", m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Load("large.toml", d.TOML, norms(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Steps) != draft.MaxSteps {
		t.Errorf("%d steps", len(s.Steps))
	}
}

// What fits is kept word for word; what doesn't is in a comment, and listed.
func TestWhatDoesNotFitIsKept(t *testing.T) {
	m := &draft.Material{Format: "CEXF", File: "x.json", Title: strings.Repeat("word ", 12) + "end", Steps: []draft.Step{{
		Where: "injects[0]", ID: "st-1", Title: "A call", Text: []draft.Paragraph{
			{Text: "One. [sic]"}, {Text: "2"}, {Text: "3"}, {Text: "4"}, {Text: "5"}, {Text: "6"}, {Text: "The seventh."}, {Text: "The eighth."},
		},
		Flows: []draft.Flow{{From: []string{"A bank", "A bank"}, To: []string{"The team"}, Channel: "Phone"}, {From: []string{"The team"}, Channel: "Trust group"}},
	}}}
	d, err := draft.Make("short", m)
	if err != nil {
		t.Fatal(err)
	}
	file := string(d.TOML)
	for _, want := range []string{
		"# The rest of the title, which doesn't fit: word word word end\n", "# The rest of the description, which doesn't fit: The seventh. The eighth.\n",
		`  { text = "One. [sic]", sources = ["imported"] },`, `from = ["a-bank"], to = ["the-team"], channel = "public", what = "by Phone"`,
		`channel = "trust-group"`, `title = "CEXF file x.json"`,
	} {
		if !strings.Contains(file, want) {
			t.Errorf("the file lacks %q:\n%s", want, file)
		}
	}
	want := []draft.Left{
		{"", "the end of the title, 18 characters, is too long for a scenario; it is kept as a comment"},
		{"injects[0]", "the end of the description, 24 characters, is too long for a scenario; it is kept as a comment"},
	}
	if !reflect.DeepEqual(d.Left, want) {
		t.Errorf("%q", d.Left)
	}
}

// Each field of a scenario is carried by every format, or is a part that Lacks
// knows: a new one must be given its place.
func TestLacksKnowsEveryField(t *testing.T) {
	everywhere := []string{"schema", "steps", "phase", "confidence_note", "facts"} // the phase goes with the phases, the note with confidence
	parts := map[string]bool{}
	full := &scenario.Scenario{
		Claims: make([]scenario.Claim, 1), Actors: make([]scenario.Actor, 1), Phases: make([]scenario.Phase, 1), Tracks: make([]scenario.Track, 1),
		Sources: make([]source.Source, 1), Misconceptions: make([]scenario.Misconception, 1), Authors: []string{""}, Grounds: []string{""},
		Steps: []scenario.Step{{
			When: scenario.When{Zone: "x", Note: "x"}, Question: "x", Notes: "x", Flows: []scenario.Flow{{What: "x"}},
			Spans: make([]scenario.Span, 1), Requests: make([]scenario.Request, 1), Disputes: make([]scenario.Fact, 1), Readings: make([]scenario.Reading, 1),
		}},
	}
	for _, l := range draft.Lacks(full, []*scenario.Step{&full.Steps[0]}) {
		parts[l.Where] = true
	}
	for _, typ := range []reflect.Type{reflect.TypeFor[scenario.Scenario](), reflect.TypeFor[scenario.Step](), reflect.TypeFor[scenario.When]()} {
		for i := range typ.NumField() {
			key := typ.Field(i).Tag.Get("toml")
			known := parts[key] || parts["when."+key] || key == "from" || key == "to"
			for _, k := range everywhere {
				known = known || k == key
			}
			if !known {
				t.Errorf("%s.%s: no format is asked whether it carries %q", typ.Name(), typ.Field(i).Name, key)
			}
		}
	}
	if got := draft.Lacks(full, nil, draft.Readings); len(got) == 0 || got[len(got)-1].String() != "steps: 1 steps that aren't in the track" {
		t.Errorf("%q", got)
	}
}
