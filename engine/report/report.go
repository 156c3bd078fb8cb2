package report

import (
	"fmt"
	"io"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// Markdown writes the after-action report of an exercise, in GitHub's dialect
// and in UTF-8. s and norms are the content that it was run with. An exercise
// that is still running makes an interim report. A state that is redacted for
// a role, see [exercise.State.For], makes a report of what that role may see.
//
// The error is the writer's, or wraps [exercise.ErrNotOpen].
func Markdown(w io.Writer, state *exercise.State, s *scenario.Scenario, norms *norm.Set) error {
	return write(w, state, s, norms, (*report).parts, (*report).markdown)
}

func (r *report) markdown() string {
	var m markdown
	m.block(nonEmptyLines(strong(r.labels()).Markdown(true))...)
	for _, b := range r.blocks {
		b.markdown(&m)
	}
	m.block(nonEmptyLines(strong(r.labels()).Markdown(true))...)
	return m.String()
}

// HTML writes the same report as one HTML file in UTF-8 that needs nothing
// else: no script, and no style, font or picture from outside. It adds charts,
// each with its numbers in a table. Parameters and errors are those of
// [Markdown].
func HTML(w io.Writer, state *exercise.State, s *scenario.Scenario, norms *norm.Set) error {
	return write(w, state, s, norms, (*report).parts, (*report).html)
}

func write(w io.Writer, state *exercise.State, s *scenario.Scenario, norms *norm.Set, parts func(*report), format func(*report) string) error {
	if state.Phase() == exercise.Unopened {
		return fmt.Errorf("write the report: %w", exercise.ErrNotOpen)
	}
	r := newReport(state, s, norms)
	parts(r)
	if _, err := io.WriteString(w, format(r)); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

func nonEmptyLines(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// parts are in the order that exercise people know from after-action reports.
func (r *report) parts() {
	r.overview()
	r.objectives()
	r.happened()
	r.worth()
	if !r.solo {
		r.agreement()
		r.divided()
		r.groupGaps()
	}
	r.shifts()
	r.points()
	r.latency()
	r.strengths()
	r.improve()
	r.plan()
	r.notes()
	r.method()
	r.sources()
	r.licences()
}

// report is a report in the making.
type report struct {
	page
	state    *exercise.State
	setup    exercise.Setup
	a        *analysis.Exercise
	scenario *scenario.Scenario
	content  *norm.Set
	stops    []stop
	cited    map[string]bool // ids of the sources cited so far
	solo     bool            // say "you": no room voted
	running  bool
	inBrief  bool // a few pages, without a table of contents
}

func newReport(state *exercise.State, s *scenario.Scenario, norms *norm.Set) *report {
	setup := state.Setup()
	r := &report{
		state: state, setup: setup, scenario: s, content: norms, cited: map[string]bool{},
		solo: setup.Mode == exercise.Solo, running: state.Phase() == exercise.Running,
	}
	// A report leaves the room. Ballots of an open vote don't, while a show of
	// hands has been seen by everybody.
	if setup.Mode == exercise.Room {
		r.a = analysis.Shared(state, s, norms)
	} else {
		r.a = analysis.Of(state, s, norms)
	}
	at := map[string][]*analysis.Item{}
	for i := range r.a.Items {
		x := &r.a.Items[i]
		at[x.Step] = append(at[x.Step], x)
	}
	for _, st := range state.Steps() {
		r.stops = append(r.stops, r.newStop(st, at[st.ID]))
	}
	return r
}

// labels are the markings that stand at the top and the foot.
func (r *report) labels() text {
	var out []text
	for _, l := range r.setup.Labels() {
		out = append(out, plain(l))
	}
	return join(out, " · ")
}

// title is the report's name.
func (r *report) title() text {
	kind := text("After-action report")
	switch {
	case r.running:
		kind = "Interim report"
	case r.inBrief:
		kind = "After-action report in short"
	}
	return textf("%s: %s", kind, r.scenario.Title)
}
