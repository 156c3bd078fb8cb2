package scenario_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

func TestLookup(t *testing.T) {
	norms := miniNorms(t)
	s, err := scenario.Load("tale-2020.toml", []byte(tale(t)), norms)
	if err != nil {
		t.Fatal(err)
	}
	if step, ok := s.Step("st-02"); !ok || step != &s.Steps[1] || s.StepIndex("st-02") != 1 {
		t.Errorf("Step: %v %v", step, ok)
	}
	if step, ok := s.Step("st-2"); ok || step != nil || s.StepIndex("st-2") != -1 {
		t.Errorf("Step: %v %v", step, ok)
	}
	if a, ok := s.Actor("cert"); !ok || a.Kind != "csirt" {
		t.Errorf("Actor: %v %v", a, ok)
	}
	if p, ok := s.Phase("B"); !ok || p.Title != "Answers" {
		t.Errorf("Phase: %v %v", p, ok)
	}
	if x, ok := s.Source("S2"); !ok || x.Title != "A rumour" {
		t.Errorf("Source: %v %v", x, ok)
	}
	if _, ok := s.Actor(""); ok {
		t.Error("there is an actor without an id")
	}
	if got := s.Names([]string{"cert", "nobody"}); len(got) != 2 || got[0] == "cert" || got[1] != "nobody" {
		t.Errorf("Names: %q", got)
	}
	if r, ok := s.Steps[1].Reading("mini/b"); !ok || r.Norm != "mini/b" {
		t.Errorf("Reading: %v %v", r, ok)
	}
	if _, ok := s.Steps[1].Reading("mini/z"); ok {
		t.Error("there is a reading of a norm that the step has none of")
	}
	if got := s.Steps[1].Candidates(); !slices.Equal(got, []norm.ID{"mini/a", "mini/b"}) {
		t.Errorf("Candidates: %v", got)
	}
}

func TestTracks(t *testing.T) {
	s, err := scenario.Load("tale-2020.toml", []byte(tale(t)), miniNorms(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id, steps string
		minutes   int
	}{{"full", "st-01 st-02 st-03", 35}, {"60-minutes", "st-01 st-03", 60}, {"90-minutes", "", 0}} {
		track, ok := s.Track(c.id)
		if ok != (c.steps != "") || strings.Join(track.Steps, " ") != c.steps || track.Minutes != c.minutes {
			t.Errorf("Track(%s): %+v", c.id, track)
		}
	}
	if all := s.AllTracks(); len(all) != 2 || all[1].ID != scenario.FullTrack || len(s.Tracks) != 1 {
		t.Errorf("AllTracks: %v", all)
	}
}

func TestUnverified(t *testing.T) {
	s, err := scenario.Load("tale-2020.toml", []byte(tale(t)), miniNorms(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		ids  string
		want bool
	}{{"", false}, {"S1", false}, {"S2", true}, {"S1 S2", false}, {"S2 S1", false}, {"S9", true}} {
		if got := s.Unverified(strings.Fields(c.ids)); got != c.want {
			t.Errorf("Unverified(%s) = %v", c.ids, got)
		}
	}
}

func TestCounterfactual(t *testing.T) {
	s := &scenario.Scenario{}
	for _, c := range []struct {
		from, adopted string
		want          bool
	}{
		{"2007-04-27", "2015-07-22", true},
		{"2015-07-21", "2015-07-22", true},
		{"2015-07-22", "2015-07-22", false},
		{"2015-07-21T23:59Z", "2015-07-22", true},
		{"2015-07", "2015-07-22", false},
		{"2014", "2015", true},
		{"2017-05-12", "2015-07-22", false},
	} {
		step := &scenario.Step{When: scenario.When{From: moment(t, c.from)}}
		if got := s.Counterfactual(step, moment(t, c.adopted)); got != c.want {
			t.Errorf("Counterfactual(%s, %s) = %v", c.from, c.adopted, got)
		}
	}
}
