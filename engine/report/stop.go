package report

import (
	"fmt"
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A stop is a planned step with what is known of it and what came of it.
type stop struct {
	exercise.StepState
	step  *scenario.Step   // never nil
	items []*analysis.Item // of all rounds, in the catalogues' order
}

func (r *report) newStop(st exercise.StepState, items []*analysis.Item) stop {
	step, ok := r.scenario.Step(st.ID)
	if !ok {
		step = &scenario.Step{ID: st.ID, Title: st.ID}
	}
	return stop{st, step, items}
}

// title is "3. The kill switch".
func (s stop) title() text { return textf("%d. %s", s.Index+1, s.step.Title) }

// place is "step 3 (“The kill switch”)", for a sentence.
func (s stop) place() text { return textf("step %d (“%s”)", s.Index+1, s.step.Title) }

// number is "step 3", for where the title would be too much.
func (s stop) number() text { return textf("step %d", s.Index+1) }

func (s stop) anchor() string { return fmt.Sprintf("step-%d", s.Index+1) }

// entered reports whether the room came to the step, if only to look at it.
// Whether it was walked says [exercise.StepState.Walked].
func (s stop) entered() bool {
	return s.Phase == exercise.Voting || s.Phase == exercise.Discussing
}

// lookedAt reports whether the room came to the step and did nothing there.
func (s stop) lookedAt() bool { return s.entered() && !s.Walked() }

// waits reports whether a round was opened, has answers, and was not revealed.
func (s stop) waits() bool {
	return s.open() && slices.ContainsFunc(s.items, func(x *analysis.Item) bool {
		return x.Round == s.Round && !x.Revealed && (x.Tally.Answered() > 0 || x.Hidden > 0)
	})
}

// revealed reports whether at least one round was closed and shown.
func (s stop) revealed() bool { return s.Phase == exercise.Discussing || s.Round > 1 }

// open reports whether a round was opened and not revealed.
func (s stop) open() bool { return s.Phase == exercise.Voting }

// latest are the items in their latest round that have one of the standings.
func (s stop) latest(standings ...analysis.Standing) []*analysis.Item {
	var out []*analysis.Item
	for _, x := range s.items {
		if x.Latest && slices.Contains(standings, x.Standing) {
			out = append(out, x)
		}
	}
	return out
}

// asked are the items with an answer, an abstention included.
func (s stop) asked() []*analysis.Item {
	return s.latest(analysis.Judged, analysis.Abstained, analysis.Hidden)
}

// item is a norm's in its latest round, or nil.
func (s stop) item(id norm.ID) *analysis.Item {
	for _, x := range s.items {
		if x.Latest && x.Norm == id {
			return x
		}
	}
	return nil
}

// would reports whether every norm on the step's table is younger than it.
func (s stop) would() bool {
	table := s.table()
	return len(table) > 0 && !slices.ContainsFunc(table, func(x *analysis.Item) bool { return !x.Counterfactual })
}

// table are the items of the norms that lay on the table.
func (s stop) table() []*analysis.Item {
	return s.latest(analysis.Judged, analysis.Abstained, analysis.Hidden, analysis.NotAsked)
}

// where are the stops in one of the phases.
func (r *report) where(phases ...exercise.StepPhase) []stop {
	return slices.DeleteFunc(slices.Clone(r.stops), func(s stop) bool { return !slices.Contains(phases, s.Phase) })
}

// stop is the one with the step's id.
func (r *report) stop(id string) stop {
	if i := slices.IndexFunc(r.stops, func(s stop) bool { return s.ID == id }); i >= 0 {
		return r.stops[i]
	}
	return stop{step: &scenario.Step{ID: id, Title: id}}
}

// spot is a norm at a step: "13(h) Respond to requests at step 3 (“Title”)".
func (r *report) spot(at analysis.Ref) text {
	return textf("%s at %s", strong(r.name(at.Norm)), r.stop(at.Step).place())
}

// brief is the same where there is little room: "13(h) at step 3".
func (r *report) brief(at analysis.Ref) text {
	return textf("%s at %s", r.ref(at.Norm), r.stop(at.Step).number())
}

// judged are all items with a verdict, in their latest round.
func (r *report) judged() []*analysis.Item {
	var out []*analysis.Item
	for _, s := range r.stops {
		out = append(out, s.latest(analysis.Judged)...)
	}
	return out
}

func refOf(x *analysis.Item) analysis.Ref {
	return analysis.Ref{Step: x.Step, Norm: x.Norm, Round: x.Round}
}
