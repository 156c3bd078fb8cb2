package scenario

import (
	"slices"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/source"
)

// FullTrack is the id of the track that every scenario has, with all steps.
const FullTrack = "full"

// The length of the full track: what a step takes when the room judges it and
// talks, and what the briefing and the hot wash take together.
const (
	minutesPerStep = 5
	minutesAround  = 20
)

// Step is the step with the id.
func (s *Scenario) Step(id string) (*Step, bool) {
	if i := s.StepIndex(id); i >= 0 {
		return &s.Steps[i], true
	}
	return nil, false
}

// StepIndex is the place of a step among all steps, from 0; -1 if there is
// none with the id.
func (s *Scenario) StepIndex(id string) int {
	return slices.IndexFunc(s.Steps, func(x Step) bool { return x.ID == id })
}

// Track is the track with the id. [FullTrack] is always there.
func (s *Scenario) Track(id string) (Track, bool) {
	if id == FullTrack {
		full := Track{ID: FullTrack, Title: "All steps", Minutes: minutesPerStep*len(s.Steps) + minutesAround}
		for _, step := range s.Steps {
			full.Steps = append(full.Steps, step.ID)
		}
		return full, true
	}
	return find(s.Tracks, func(x Track) bool { return x.ID == id })
}

// AllTracks lists the written tracks as they are, and then the full one.
func (s *Scenario) AllTracks() []Track {
	full, _ := s.Track(FullTrack)
	return append(slices.Clone(s.Tracks), full)
}

// Actor is the actor with the id.
func (s *Scenario) Actor(id string) (Actor, bool) {
	return find(s.Actors, func(x Actor) bool { return x.ID == id })
}

// Names are the names of the actors with the ids. One that isn't there goes by
// its id.
func (s *Scenario) Names(actorIDs []string) []string {
	names := make([]string, len(actorIDs))
	for i, id := range actorIDs {
		names[i] = id
		if a, ok := s.Actor(id); ok {
			names[i] = a.Name
		}
	}
	return names
}

// Phase is the phase with the id.
func (s *Scenario) Phase(id string) (Phase, bool) {
	return find(s.Phases, func(x Phase) bool { return x.ID == id })
}

// Source is the source with the id.
func (s *Scenario) Source(id string) (source.Source, bool) {
	return find(s.Sources, func(x source.Source) bool { return x.ID == id })
}

// Unverified reports whether a statement rests only on sources that its
// author didn't read. One without any sources is somebody's own view, and
// not unverified.
func (s *Scenario) Unverified(sourceIDs []string) bool {
	return source.Unverified(s.Sources, sourceIDs)
}

// Candidates lists the norms that the scenario proposes for a step: those of
// its readings, in order.
func (s *Step) Candidates() []norm.ID {
	ids := make([]norm.ID, len(s.Readings))
	for i, r := range s.Readings {
		ids[i] = r.Norm
	}
	return ids
}

// Reading is the analyst's reading of a norm at the step, if there is one.
func (s *Step) Reading(id norm.ID) (Reading, bool) {
	return find(s.Readings, func(x Reading) bool { return x.Norm == id })
}

// Cited are the ids of all sources that the step rests on, each once, in the
// order in which the step is read.
func (s *Step) Cited() []string {
	var ids []string
	add := func(more []string) {
		for _, id := range more {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	for _, f := range s.Facts {
		add(f.Sources)
	}
	for _, r := range s.Requests {
		add(r.Sources)
	}
	for _, x := range s.Spans {
		add(x.Sources)
	}
	for _, d := range s.Disputes {
		add(d.Sources)
	}
	for _, c := range s.Claims {
		add(c.Sources)
	}
	return ids
}

// Counterfactual reports whether the step lies before the adoption of a norm
// (see [norm.Set.AdoptedOf]), so that a verdict answers "would it have …?".
// Where the times are too imprecise to tell it isn't.
func (s *Scenario) Counterfactual(step *Step, adopted source.Moment) bool {
	return step.When.From.Before(adopted)
}

func find[T any](list []T, match func(T) bool) (T, bool) {
	if i := slices.IndexFunc(list, match); i >= 0 {
		return list[i], true
	}
	var zero T
	return zero, false
}
