package report

import (
	"testing"
	_ "time/tzdata" // local times must not depend on the machine

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

func at(t testing.TB, s string) source.Moment {
	t.Helper()
	m, err := source.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// testNorms are two catalogues: one that is older than the incident's last
// steps, and one that nobody puts on the table unless a test does.
func testNorms(t testing.TB) *norm.Set {
	t.Helper()
	set, err := norm.NewSet(
		&norm.Catalogue{
			ID: "states-2015", Title: "Norms for States", Short: "States", Publisher: "A body of States", Adopted: at(t, "2015-07-22"),
			LegalNature: "voluntary", URL: "https://norms.example.org/2015?a=1&b=2", Licence: "CC-BY-4.0",
			Items: []norm.Norm{
				{ID: "states-2015/c", Item: "c", Reference: "13(c)", Position: 3, Label: "Territory"},
				{ID: "states-2015/d", Item: "d", Reference: "13(d)", Position: 4, Label: "Cooperate against crime"},
				{ID: "states-2015/h", Item: "h", Reference: "13(h)", Position: 8, Label: "Respond to requests for assistance"},
			},
		},
		&norm.Catalogue{
			ID: "firms-2018", Title: "Duties of firms", Short: "Firms", Publisher: "An association", Adopted: at(t, "2018-04"),
			LegalNature: "contractual", URL: "https://firms.example.org/", Licence: "CC-BY-4.0",
			Items: []norm.Norm{{ID: "firms-2018/1", Item: "1", Reference: "1", Position: 1, Label: "Protect all customers"}},
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func testScenario(t testing.TB) *scenario.Scenario {
	t.Helper()
	reading := func(item, verdict, observed string) scenario.Reading {
		return scenario.Reading{
			Norm: norm.ID("states-2015/" + item), Verdict: verdict, Observed: observed, Confidence: scenario.Medium,
			Reason:  "Analyst's reason for " + item + ".",
			Counter: "Analyst's counter-argument for " + item + ".",
		}
	}
	return &scenario.Scenario{
		Schema: 1, ID: "harbour-2014", Title: "The harbour at night", Date: at(t, "2014-03-02"), Licence: "CC-BY-4.0",
		Summary: "The gates of a harbour stopped opening. Two teams in two countries had to talk to each other.",
		Authors: []string{"The normwalk authors"},
		Clock:   scenario.Clock{Start: at(t, "2014-03-02T01:00Z"), Event: "the first gate stopped"},
		Actors: []scenario.Actor{
			{ID: "port", Name: "Harbour operator", Kind: "operator"},
			{ID: "team", Name: "National response team", Kind: "csirt"},
		},
		Tracks: []scenario.Track{{ID: "30-minutes", Title: "Half an hour", Minutes: 30, Steps: []string{"ha-01", "ha-02", "ha-03", "ha-04"}}},
		Sources: []source.Source{
			{ID: "S1", Title: "Report on the night", Publisher: "Harbour authority", Date: at(t, "2014-06"), URL: "https://harbour.example.org/report_(final).pdf", Status: source.Read},
			{ID: "S2", Title: "Nachtschicht", Publisher: "A newspaper", Date: at(t, "2014-03-03"), URL: "http://news.example.org/1", Via: "an archive's copy", Status: source.Copy, Language: "de"},
			{ID: "S3", Title: "A blog post", Publisher: "A blogger", URL: "doi:10.1000/182", Status: source.Unread, Note: "first part only"},
			{ID: "S4", Title: "Never cited in a short walk", Publisher: "Nobody", URL: "https://unused.example.org/", Status: source.Read},
		},
		Steps: []scenario.Step{
			{
				ID: "ha-01", Phase: "A", Title: "The gates stop", Confidence: scenario.High, ConfidenceNote: "The minute is less sure.",
				When:  scenario.When{From: at(t, "2014-03-02T01:00Z"), To: at(t, "2014-03-02T01:40Z"), Zone: "Europe/Tallinn"},
				Facts: []scenario.Fact{{Text: "The gates of two docks stopped.", Sources: []string{"S1", "S2"}}, {Text: "A guard had seen it before.", Sources: []string{"S3"}}},
				Spans: []scenario.Span{{What: "first stop to first call", Took: "40 minutes", Sources: []string{"S1"}}},
				Requests: []scenario.Request{{
					Asker: "port", Asked: "team", Kind: "assistance", Channel: "csirt", What: "somebody who knows the controllers",
					Sent: at(t, "2014-03-02T01:40Z"), Acted: at(t, "2014-03-02T09Z"), Outcome: "Two people came in the morning.", Sources: []string{"S1"},
				}},
				Disputes: []scenario.Fact{{Text: "A newspaper counts three docks.", Sources: []string{"S2"}}},
				Readings: []scenario.Reading{reading("h", "helped", "partly"), reading("d", "irrelevant", "no")},
			},
			{
				ID: "ha-02", Phase: "A", Title: "Who was it?", Confidence: scenario.Low, When: scenario.When{From: at(t, "2014-03-05")},
				Facts: []scenario.Fact{{Text: "Ministers spoke to the press.", Sources: []string{"S2"}}},
				Claims: []scenario.Claim{{
					By: "A minister", Date: at(t, "2014-03-05"), Text: "Said that a neighbour was behind it.", Denial: "The neighbour said no on the same day.", Sources: []string{"S2"},
				}},
				Readings: []scenario.Reading{reading("c", "latency", "unknown")},
			},
			{
				ID: "ha-03", Phase: "B", Title: "The update", Confidence: scenario.Medium, When: scenario.When{From: at(t, "2016-02"), Note: "one of several"},
				Facts:    []scenario.Fact{{Text: "The maker sent an update.", Sources: []string{"S1"}}},
				Readings: []scenario.Reading{reading("d", "helped", "yes"), reading("h", "irrelevant", "unknown")},
			},
			{
				ID: "ha-04", Phase: "B", Title: "Looking back", Confidence: scenario.Medium, When: scenario.When{From: at(t, "2017")},
				Facts:    []scenario.Fact{{Text: "A review was published.", Sources: []string{"S4"}}},
				Readings: []scenario.Reading{reading("h", "latency", "yes")},
			},
		},
	}
}
