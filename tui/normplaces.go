package tui

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// places lists the steps of the loaded incidents at which an analyst reads the
// norm, by verdict. During an exercise the verdicts wait for the reveal.
func (p *normsPage) places(a *App, t *normText, n *norm.Norm) {
	var out []string
	for _, s := range a.Library.Scenarios() {
		if said := placesIn(a, t.st, s, n.ID); said != "" {
			out = append(out, t.st.strong.Render(s.Title)+": "+said)
		}
	}
	if len(out) == 0 {
		t.para("Where it comes up", "At no step of the loaded incidents. Any norm can be put on the table with +.")
		return
	}
	t.list("Where it comes up, and how an analyst reads it there", out)
}

// placesIn are the steps of one incident; empty if there are none. A few have
// their titles.
func placesIn(a *App, st *styles, s *scenario.Scenario, id norm.ID) string {
	const few = 3
	by, found := map[exercise.Answer][]int{}, 0
	for i := range s.Steps {
		if _, ok := s.Steps[i].Reading(id); ok {
			found++
		}
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		r, ok := step.Reading(id)
		if !ok {
			continue
		}
		verdict := exercise.Answer(r.Verdict)
		if !readable(a, s, step.ID) {
			verdict = ""
		}
		by[verdict] = append(by[verdict], i)
	}
	named := func(steps []int) string {
		if found > few {
			return runs(steps)
		}
		names := make([]string, len(steps))
		for i, n := range steps {
			names[i] = fmt.Sprintf("%d (%s)", n+1, s.Steps[n].Title)
		}
		return strings.Join(names, ", ")
	}
	var parts []string
	for _, v := range exercise.Verdicts() {
		if len(by[v]) > 0 {
			parts = append(parts, st.verdict[v].Render(v.Label())+" at "+named(by[v]))
		}
	}
	if open := by[""]; len(open) > 0 {
		parts = append(parts, st.dim.Render("read at the reveal: ")+named(open))
	}
	return strings.Join(parts, "; ")
}

// runs numbers steps from 1, those that follow one another together: "1–3, 5".
func runs(steps []int) string {
	var out []string
	for i := 0; i < len(steps); {
		j := i
		for j+1 < len(steps) && steps[j+1] == steps[j]+1 {
			j++
		}
		if j > i+1 {
			out = append(out, fmt.Sprintf("%d–%d", steps[i]+1, steps[j]+1))
		} else {
			for _, n := range steps[i : j+1] {
				out = append(out, fmt.Sprint(n+1))
			}
		}
		i = j + 1
	}
	return strings.Join(out, ", ")
}

// readable reports whether an analyst's verdict may be seen now. During an
// exercise that is only what was revealed in it: the same people may walk
// another incident next.
func readable(a *App, s *scenario.Scenario, step string) bool {
	if a.session == nil {
		return true
	}
	if a.session.scenario().ID != s.ID {
		return false
	}
	x, ok := a.session.state.Step(step)
	return a.session.state.Phase() == exercise.Ended || ok && (x.Phase == exercise.Discussing || x.Round > 1)
}

// judgements is what the exercises in the journal say of each norm. They are
// read behind the browser, some at a time.
type judgements struct {
	ids    []string // of the exercises, as the journal listed them
	loaded []*analysis.Exercise
	norms  map[norm.ID]analysis.OfNorm // nil until all are read
	failed int                         // exercises that could not be read
}

// judgedMsg brings the list of exercises, or some of them.
type judgedMsg struct {
	of     *judgements
	list   []*analysis.Exercise
	failed int
	err    error
}

// judge begins to read the exercises. A console elsewhere doesn't: it is there
// for one room.
func (a *App) judge() tea.Cmd {
	if a.Shared || a.Host == nil {
		return nil
	}
	a.judged = nil
	host, ctx := a.Host, a.ctx
	return func() tea.Msg {
		list, err := host.Journal.Exercises(ctx)
		j := &judgements{}
		for _, e := range list {
			j.ids = append(j.ids, e.ID)
		}
		return judgedMsg{of: j, err: err}
	}
}

// judging takes what was read and asks for more while the browser is open.
func (a *App) judging(msg judgedMsg) tea.Cmd {
	j := msg.of
	if msg.err != nil || a.judged != nil && a.judged != j {
		return nil // a newer reading is under way; without a journal there is nothing to say
	}
	a.judged = j
	j.loaded, j.failed = append(j.loaded, msg.list...), j.failed+msg.failed
	done := len(j.loaded) + j.failed
	if done == len(j.ids) {
		j.norms = map[norm.ID]analysis.OfNorm{}
		for _, n := range analysis.Norms(j.loaded...) {
			j.norms[n.ID] = n
		}
		j.loaded = nil
		return nil
	}
	if _, ok := a.top().(*normsPage); !ok {
		a.judged = nil // nobody is looking; it begins anew with the next look
		return nil
	}
	ids, host, ctx := j.ids[done:min(len(j.ids), done+piece)], a.Host, a.ctx
	return func() tea.Msg {
		out := judgedMsg{of: j}
		for _, id := range ids {
			past, err := host.Read(ctx, id)
			if err != nil {
				out.failed++
				continue
			}
			// What everybody may see: no votes that are still open.
			out.list = append(out.list, analysis.Shared(past.State, past.Scenario, past.Content.Norms()))
		}
		return out
	}
}

// judged says how the exercises in the journal judged the norm, added up.
func (p *normsPage) judged(a *App, t *normText, n *norm.Norm) {
	const title = "How the exercises in your journal judged it"
	j := a.judged
	if j == nil || len(j.ids) == 0 {
		return
	}
	if j.norms == nil {
		t.para(title, fmt.Sprintf("reading %s …", wording.Count(len(j.ids), "exercise")))
		return
	}
	x := j.norms[n.ID]
	var out []string
	for _, w := range []struct {
		pooled analysis.Pooled
		what   string
	}{{x.Actual, ""}, {x.Counterfactual, "would have: "}} {
		if w.pooled.Applied == 0 {
			continue
		}
		line := fmt.Sprintf("%s%s in %s, %s", w.what, wording.Count(w.pooled.Applied, "step"), wording.Count(len(w.pooled.Rooms), "exercise"), tallyWords(t.st, w.pooled.Tally))
		out = append(out, line)
	}
	if len(out) == 0 {
		out = []string{fmt.Sprintf("Not judged so far, in %s.", wording.Count(len(j.ids), "exercise"))}
	}
	if j.failed > 0 {
		out = append(out, t.st.warn.Render(wording.Count(j.failed, "exercise")+" could not be read"))
	}
	t.list(title, out)
}

// tallyWords are the verdicts of a sum as shares; of fewer than five there is
// nothing to say.
func tallyWords(st *styles, t exercise.Tally) string {
	if t.Judged() < exercise.Few {
		return "fewer than five verdicts: too few to say"
	}
	var parts []string
	for _, v := range exercise.Verdicts() {
		parts = append(parts, st.verdict[v].Render(fmt.Sprintf("%s %d (%.0f%%)", v.Letter(), t.Of(v), 100*t.Share(v))))
	}
	return strings.Join(parts, "  ")
}
