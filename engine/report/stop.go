package report

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A stop is a planned step with what is known of it and what came of it.
type stop struct {
	exercise.StepState
	step  *scenario.Step // never nil
	items []item         // of the norms on the table, in the catalogues' order
}

// An item is a norm at a step with the answers of the latest round that has
// any.
type item struct {
	norm  norm.ID
	votes exercise.Votes
	round int
	would bool // the step is older than the norm: a verdict is counterfactual
}

func (r *report) newStop(st exercise.StepState) stop {
	step, ok := r.scenario.Step(st.ID)
	if !ok {
		step = &scenario.Step{ID: st.ID, Title: st.ID}
	}
	out := stop{StepState: st, step: step}
	for _, id := range slices.SortedFunc(slices.Values(st.Norms), r.compare) {
		v, round := r.state.Latest(st.ID, id)
		out.items = append(out.items, item{id, v, round, r.would(step, id)})
	}
	return out
}

func (r *report) would(step *scenario.Step, id norm.ID) bool {
	c, ok := r.norms.CatalogueOf(id)
	return ok && r.scenario.Counterfactual(step, c)
}

// title is "3. The kill switch".
func (s stop) title() text { return textf("%d. %s", s.Index+1, s.step.Title) }

// place is "step 3 (“The kill switch”)", for a sentence.
func (s stop) place() text { return textf("step %d (“%s”)", s.Index+1, s.step.Title) }

// walked reports whether the room came to the step.
func (s stop) walked() bool {
	return s.Phase == exercise.Voting || s.Phase == exercise.Discussing
}

// revealed reports whether at least one round was closed and shown.
func (s stop) revealed() bool { return s.Phase == exercise.Discussing || s.Round > 1 }

// open reports whether a round was opened and not revealed.
func (s stop) open() bool { return s.Phase == exercise.Voting }

func (s stop) item(id norm.ID) (item, bool) {
	i := slices.IndexFunc(s.items, func(x item) bool { return x.norm == id })
	if i < 0 {
		return item{}, false
	}
	return s.items[i], true
}

// asked are the items with an answer, an abstention included.
func (s stop) asked() []item {
	return slices.DeleteFunc(slices.Clone(s.items), func(x item) bool { return !x.votes.Asked() })
}

// unasked are the norms that lay on the table and that nobody answered.
func (s stop) unasked() []norm.ID {
	var out []norm.ID
	for _, x := range s.items {
		if !x.votes.Asked() {
			out = append(out, x.norm)
		}
	}
	return out
}

// where are the stops in one of the phases.
func (r *report) where(phases ...exercise.StepPhase) []stop {
	return slices.DeleteFunc(slices.Clone(r.stops), func(s stop) bool { return !slices.Contains(phases, s.Phase) })
}

// asked counts the items with an answer in the whole exercise.
func (r *report) asked() int {
	n := 0
	for _, s := range r.stops {
		n += len(s.asked())
	}
	return n
}

// reading is the analyst's on a norm at a step, or nil where there is none and
// where it is held back: before a reveal nobody should see it.
func (s stop) reading(id norm.ID) *scenario.Reading {
	if !s.revealed() {
		return nil
	}
	x, ok := s.step.Reading(id)
	if !ok {
		return nil
	}
	return &x
}
