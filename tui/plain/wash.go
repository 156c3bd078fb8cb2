package plain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// wash reads the hot wash.
func (p *player) wash() {
	s := p.state()
	p.out.blank()
	p.out.say("Hot wash of " + stop(s.Setup().Title) + " " + sentence(used(s.Used(p.Now()), s.Setup().Minutes)))
	view{s, p.Room.Content().Norms(), p.titles(), p.out}.results()
	families := ""
	if p.several() {
		families = "families, "
	}
	p.out.say("More: divided, gaps, shift, latency, norms, " + families + "and cell NORM STEP.")
}

func (p *player) titles() func(step string) string {
	return func(id string) string {
		x, _ := p.at(id)
		if x.step == nil {
			return id
		}
		return x.step.Title
	}
}

// A view reads out what an exercise came to, step numbers instead of a matrix.
type view struct {
	state *exercise.State
	norms *norm.Set
	title func(step string) string
	out   *printer
}

func (v view) results() {
	for _, line := range v.perNorm() {
		v.out.say(line)
	}
	if lines := v.divided(); len(lines) > 0 {
		v.out.say("Where the answers differ most:")
		for _, line := range lines {
			v.out.say(line)
		}
	}
	v.remembered()
}

// remembered are the notes and proposals, each with its number.
func (v view) remembered() {
	notes := v.state.Notes()
	if len(notes) == 0 {
		v.out.say("No notes yet.")
	}
	for _, n := range notes {
		v.out.say(fmt.Sprintf("Note %d, %s", n.ID, stop(noteText(n.Note)+v.raised(n.Step))))
	}
	for _, x := range v.state.Proposals() {
		v.out.say("Norm that was missing: " + stop(inert.Line(x.Text)+v.raised(x.Step)))
	}
}

func (v view) raised(id string) string {
	if st, ok := v.state.Step(id); ok {
		return fmt.Sprintf(" (step %d)", st.Index+1)
	}
	return ""
}

// perNorm says of each norm at which steps it came out how: "13(h) Respond to
// requests for assistance: helped at steps 1 and 4; not asked at step 2."
func (v view) perNorm() []string {
	order := []string{
		"helped", "added latency", "irrelevant", "split", "only abstentions", "abstained",
		"answered, not revealed", "not asked", "not reached", "set aside",
	}
	var lines []string
	var home *norm.Catalogue
	for _, n := range v.norms.All() {
		at := map[string][]int{}
		for _, x := range v.state.Steps() {
			if word := v.cell(x, n.ID); word != "" {
				at[word] = append(at[word], x.Index+1)
			}
		}
		var parts []string
		for _, word := range order {
			if steps := at[word]; len(steps) > 0 {
				parts = append(parts, word+" at "+numbered(steps))
			}
		}
		if len(parts) == 0 {
			continue
		}
		if c, ok := v.norms.CatalogueOf(n.ID); ok && c != home && v.several() {
			home = c
			lines = append(lines, "Of "+c.Short+":")
		}
		lines = append(lines, fmt.Sprintf("%s %s: %s.", v.ref(n.ID), n.Label, strings.Join(parts, "; ")))
	}
	return lines
}

// several reports whether norms of more than one family were on the table.
func (v view) several() bool { return len(v.norms.Homes(v.state.Norms())) > 1 }

// ref cites a norm; where several families were on the table, with its own.
func (v view) ref(id norm.ID) string { return wording.NormAmong(v.norms, id, v.several()).Reference }

// cell is the outcome of a norm at a step; empty where it wasn't on the table.
func (v view) cell(x exercise.StepState, id norm.ID) string {
	switch {
	case slices.Contains(x.Aside, id):
		return "set aside"
	case !slices.Contains(x.Norms, id):
		return ""
	}
	votes, _ := v.state.Latest(x.ID, id)
	leading, tie := votes.Total.Leading()
	switch {
	case x.Phase == exercise.Pending:
		return "not reached"
	case !votes.Asked():
		return "not asked"
	case x.Phase == exercise.Voting && x.Round == 1, votes.Hidden > 0:
		return "answered, not revealed"
	case leading == "" && v.state.Setup().Mode == exercise.Solo:
		return "abstained"
	case leading == "":
		return "only abstentions"
	case tie:
		return "split"
	}
	return leading.Label()
}

// divided says on which items a room agrees least, at most five.
func (v view) divided() []string {
	if v.state.Setup().Mode == exercise.Solo {
		return nil
	}
	type contested struct {
		line  string
		share float64
	}
	var all []contested
	for _, x := range v.state.Steps() {
		if x.Phase != exercise.Discussing {
			continue
		}
		for _, id := range x.Norms {
			votes, _ := v.state.Latest(x.ID, id)
			leading, _ := votes.Total.Leading()
			share := votes.Total.Share(leading)
			if votes.Total.Judged() < 2 || share == 1 {
				continue
			}
			over := ""
			if u := v.state.Setup(); analysis.Overcount(u.Mode, votes.Total, u.People) != "" {
				over = "; " + analysis.Overcount(u.Mode, votes.Total, u.People)
			}
			all = append(all, contested{fmt.Sprintf("%s at step %d, %s: %s%s.", v.ref(id), x.Index+1, v.title(x.ID), tally(votes.Total), over), share})
		}
	}
	slices.SortStableFunc(all, func(a, b contested) int {
		switch {
		case a.share < b.share:
			return -1
		case a.share > b.share:
			return 1
		}
		return 0
	})
	var lines []string
	for _, c := range all[:min(5, len(all))] {
		lines = append(lines, c.line)
	}
	return lines
}
