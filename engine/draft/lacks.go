package draft

import (
	"fmt"
	"slices"

	"github.com/normwalk/normwalk/engine/scenario"
)

// A Part is something that a scenario has and another format may not.
type Part string

// The parts of a scenario, by the key that they have in a file. The steps' titles,
// the facts' texts and their order are carried by every format and aren't here.
const (
	Title          Part = "title"
	Region         Part = "region"
	Date           Part = "date"
	Summary        Part = "summary"
	Background     Part = "background"
	Grounds        Part = "background_sources"
	Impact         Part = "impact"
	Licence        Part = "licence"
	Authors        Part = "authors"
	Clock          Part = "clock"
	Header         Part = "header"
	Claims         Part = "claims"
	Actors         Part = "actors"
	Phases         Part = "phases"
	Tracks         Part = "tracks"
	Sources        Part = "sources"
	Misconceptions Part = "misconceptions"
	IDs            Part = "id"
	When           Part = "when"
	Zone           Part = "when.zone"
	WhenNote       Part = "when.note"
	Confidence     Part = "confidence"
	Question       Part = "question"
	Notes          Part = "notes"
	Flows          Part = "flows"
	FlowWhat       Part = "flows.what"
	Spans          Part = "spans"
	Requests       Part = "requests"
	Disputes       Part = "disputes"
	Readings       Part = "readings"
)

// Lacks lists what of a scenario and the steps of it that are written isn't
// carried by a format that carries the given parts. What the scenario doesn't
// have isn't listed.
func Lacks(s *scenario.Scenario, steps []*scenario.Step, carried ...Part) []Left {
	n := count(s, steps)
	var left []Left
	for _, x := range []struct {
		part Part
		what string
	}{
		{IDs, "the ids of the scenario and its steps"},
		{Title, "the title of the scenario"},
		{Date, "the date of the incident"},
		{Region, "the region"},
		{Summary, "the summary"},
		{Background, "the background"},
		{Grounds, "what the background rests on"},
		{Impact, "who was hit, of the incident and of its steps"},
		{Licence, "the licence"},
		{Authors, "the authors"},
		{Clock, "the incident's own clock"},
		{Header, "the incident card"},
		{Actors, "the kinds and roles of actors"},
		{Phases, "the phases, with their questions and notes"},
		{Tracks, "the tracks"},
		{Sources, "titles, publishers, dates and status of the sources"},
		{Misconceptions, "misconceptions"},
		{When, "the times of the events"},
		{Zone, "local times beside UTC"},
		{WhenNote, "notes on the times"},
		{Confidence, "how sure the authors are of a step"},
		{Question, "the questions after the vote"},
		{Notes, "the facilitator's notes"},
		{Flows, "who acted toward whom, and the channel"},
		{FlowWhat, "what went from one to the other"},
		{Spans, "stretches of latency"},
		{Requests, "requests for assistance, with their times"},
		{Claims, "claims about who did it, and the denials"},
		{Disputes, "what is disputed"},
		{Readings, "the analyst's readings of the norms"},
	} {
		if n[x.part] > 0 && !slices.Contains(carried, x.part) {
			what := x.what
			if n[x.part] > 1 {
				what += fmt.Sprintf(" (%d)", n[x.part])
			}
			left = append(left, Left{string(x.part), what})
		}
	}
	if more := len(s.Steps) - len(steps); more > 0 {
		left = append(left, Left{"steps", fmt.Sprintf("%d steps that aren't in the track", more)})
	}
	return left
}

// count says how much a scenario has of each part.
func count(s *scenario.Scenario, steps []*scenario.Step) map[Part]int {
	n := map[Part]int{
		IDs: 1, Title: 1, Date: 1, Region: 1, Summary: 1, Background: 1, Impact: 1, Licence: 1, Authors: len(s.Authors), Clock: 1, Header: 1,
		Claims: len(s.Claims), Actors: len(s.Actors), Phases: len(s.Phases), Tracks: len(s.Tracks), Sources: len(s.Sources),
		Misconceptions: len(s.Misconceptions), Grounds: min(len(s.Grounds), 1), When: len(steps), Confidence: len(steps),
	}
	one := func(p Part, text string) {
		if text != "" {
			n[p]++
		}
	}
	for _, st := range steps {
		one(Zone, st.When.Zone)
		one(WhenNote, st.When.Note)
		one(Question, st.Question)
		one(Notes, st.Notes)
		n[Flows] += len(st.Flows)
		for _, f := range st.Flows {
			one(FlowWhat, f.What)
		}
		n[Spans] += len(st.Spans)
		n[Requests] += len(st.Requests)
		n[Claims] += len(st.Claims)
		n[Disputes] += len(st.Disputes)
		n[Readings] += len(st.Readings)
	}
	return n
}

// Steps are the steps of a track; an error says which tracks there are.
func Steps(s *scenario.Scenario, track string) ([]*scenario.Step, scenario.Track, error) {
	if track == "" {
		track = scenario.FullTrack
	}
	t, ok := s.Track(track)
	if !ok {
		var ids []string
		for _, x := range s.AllTracks() {
			ids = append(ids, x.ID)
		}
		return nil, t, fmt.Errorf("%s has no track %q; it has %v", s.ID, track, ids)
	}
	var steps []*scenario.Step
	for _, id := range t.Steps {
		if st, ok := s.Step(id); ok {
			steps = append(steps, st)
		}
	}
	return steps, t, nil
}
