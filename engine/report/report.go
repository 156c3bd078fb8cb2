package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"

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
	if state.Phase() == exercise.Unopened {
		return fmt.Errorf("write the report: %w", exercise.ErrNotOpen)
	}
	r := newReport(state, s, norms)
	r.overview()
	r.run()
	r.glance()
	r.divided()
	r.steps()
	r.notes()
	r.sources()
	r.method()
	if _, err := io.WriteString(w, r.b.String()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// report is a report in the making.
type report struct {
	page
	state    *exercise.State
	shared   *exercise.State // as everybody may see it: groups that are too small are merged
	scenario *scenario.Scenario
	norms    *norm.Set
	stops    []stop
	tabled   []norm.ID       // every norm that was on the table or set aside, in the catalogues' order
	cited    map[string]bool // ids of the sources cited so far
	solo     bool            // say "you": no room voted
	running  bool
}

func newReport(state *exercise.State, s *scenario.Scenario, norms *norm.Set) *report {
	r := &report{
		state: state, shared: state.For(exercise.Projector), scenario: s, norms: norms,
		cited:   map[string]bool{},
		solo:    state.Setup().Mode == exercise.Solo,
		running: state.Phase() == exercise.Running,
	}
	for _, st := range state.Steps() {
		stop := r.newStop(st)
		for _, id := range slices.Concat(st.Norms, st.Aside) {
			if !slices.Contains(r.tabled, id) {
				r.tabled = append(r.tabled, id)
			}
		}
		r.stops = append(r.stops, stop)
	}
	slices.SortFunc(r.tabled, r.compare)
	return r
}

// compare puts norms in the catalogues' order, and those of no loaded
// catalogue after them.
func (r *report) compare(a, b norm.ID) int {
	return cmp.Or(cmp.Compare(r.rank(a), r.rank(b)), cmp.Compare(a, b))
}

func (r *report) rank(id norm.ID) int {
	all := r.norms.All()
	if i := slices.IndexFunc(all, func(n *norm.Norm) bool { return n.ID == id }); i >= 0 {
		return i
	}
	return len(all)
}

// ref is a norm as people cite it: "13(h)", and with its catalogue where
// several are on the table.
func (r *report) ref(id norm.ID) text {
	n, ok := r.norms.Get(id)
	if !ok {
		return escape(string(id))
	}
	if c, ok := r.norms.CatalogueOf(id); ok && len(r.catalogues()) > 1 {
		return textf("%s %s", c.Short, n.Reference)
	}
	return escape(n.Reference)
}

// name is a norm with its label.
func (r *report) name(id norm.ID) text {
	if n, ok := r.norms.Get(id); ok {
		return textf("%s %s", r.ref(id), n.Label)
	}
	return r.ref(id)
}

// refs lists norms in a sentence.
func (r *report) refs(ids []norm.ID) text {
	ids = slices.SortedFunc(slices.Values(ids), r.compare)
	out := make([]text, len(ids))
	for i, id := range ids {
		out[i] = r.ref(id)
	}
	return and(out)
}

// catalogues are those with a norm on the table or set aside, in order.
func (r *report) catalogues() []*norm.Catalogue {
	var out []*norm.Catalogue
	for _, id := range r.tabled {
		if c, ok := r.norms.CatalogueOf(id); ok && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// cite marks the sources as used, and gives their numbers and, if nobody read
// any of them, the warning, with a space before.
func (r *report) cite(ids []string) text {
	if len(ids) == 0 {
		return ""
	}
	names := make([]text, len(ids))
	for i, id := range ids {
		r.cited[id] = true
		names[i] = escape(id)
	}
	mark := textf(" [%s]", join(names, ", "))
	if r.scenario.Unverified(ids) {
		mark += " (unverified)"
	}
	return mark
}
