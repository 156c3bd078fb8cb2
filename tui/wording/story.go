package wording

import (
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// Step is a step of the scenario; one that isn't in it goes by its id, so that
// an old exercise can still be shown.
func Step(s *scenario.Scenario, id string) *scenario.Step {
	if step, ok := s.Step(id); ok {
		return step
	}
	return &scenario.Step{ID: id, Title: id}
}

// Channel is a channel's id as people say it.
func Channel(id string) string { return scenario.ChannelTitle(id) }

// Moment is a time of a request, which nobody may know.
func Moment(m source.Moment) string {
	if m.IsZero() {
		return "not known"
	}
	return m.Text()
}

// Source says who published what, and when if that is known.
func Source(s source.Source) string {
	text := s.Publisher + ", " + s.Title
	if !s.Date.IsZero() {
		text += ", " + s.Date.Text()
	}
	return text
}

// Status says how well the author knows a source.
func Status(s source.Status) string {
	switch s {
	case source.Read:
		return "read"
	case source.Copy:
		return "read through a copy"
	}
	return "not read: what rests on it alone is unverified"
}
