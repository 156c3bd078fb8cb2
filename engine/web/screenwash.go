package web

import (
	"fmt"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// mostDivided is how many divided items the projector shows.
const mostDivided = 3

// A screenWash is the hot wash as the projector shows it: each norm at each step
// that was revealed, and where the room is most divided. It has no groups, no
// reading of the analyst's and no notes.
type screenWash struct {
	Steps   []washStep
	Rows    []washRow
	Divided []washItem
	People  int // took part, whether or not they are still there
	Judged  int // cells with a verdict
	Hands   bool
	Would   bool // some steps are older than the norm
	Legend  string
}

type washStep struct {
	Nth    int
	Title  string
	People int // who voted, on the norm that most voted on
	Hands  int // that went up, likewise
}

type washRow struct {
	Reference, Label string
	Cells            []washCell
	Bars             []bar // as long as there are answers, of the norm with the most
}

type washCell struct {
	Mark, Class, Said string
	Broad             bool
	Would             bool
}

type washItem struct {
	Nth                               int
	Title, Reference, Label, Sentence string
	Bars                              []bar
}

// wash makes the hot wash; nil while nothing is revealed.
func (s *Server) wash(state *exercise.State) *screenWash {
	scn, set := s.Room.Scenario(), s.Room.Content().Norms()
	e := analysis.Shared(state, scn, set)
	b := e.Board(mostDivided)
	if len(b.Steps) == 0 {
		return nil
	}
	out := &screenWash{People: state.TookPart(), Judged: b.Judged(), Legend: b.Legend()}
	for c, n := range b.Steps {
		step := washStep{Nth: n + 1, Title: e.Steps[n].Title}
		for _, r := range b.Rows {
			if i := r.Cells[c]; i != nil {
				people, hands := state.Heads(exercise.Item{Step: i.Step, Norm: i.Norm, Round: i.Round})
				step.People, step.Hands = max(step.People, people), max(step.Hands, hands)
			}
		}
		out.Hands = out.Hands || step.Hands > 0
		out.Steps = append(out.Steps, step)
	}
	most := 0
	for _, r := range b.Rows {
		most = max(most, r.Tally.Answered())
	}
	for _, r := range b.Rows {
		row := washRow{Reference: string(r.Norm.ID), Label: "a norm that is not loaded", Bars: barsOf(r.Tally, most)}
		if n, ok := set.Get(r.Norm.ID); ok {
			row.Reference, row.Label = s.reference(n), n.Label
		}
		for _, i := range r.Cells {
			cell := washCellOf(e, i)
			out.Would = out.Would || cell.Would
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	for _, i := range b.Divided {
		item := washItem{Sentence: i.Sentence(e.Mode), Bars: bars(i.Tally), Reference: string(i.Norm)}
		for n, st := range e.Steps {
			if st.ID == i.Step {
				item.Nth, item.Title = n+1, st.Title
			}
		}
		if n, ok := set.Get(i.Norm); ok {
			item.Reference, item.Label = s.reference(n), n.Label
		}
		out.Divided = append(out.Divided, item)
	}
	return out
}

func washCellOf(e *analysis.Exercise, i *analysis.Item) washCell {
	if i == nil {
		return washCell{Said: "not on the table"}
	}
	out := washCell{Mark: i.Mark(), Said: i.Sentence(e.Mode)}
	if i.Standing == analysis.Judged && i.Revealed {
		out.Class, out.Broad, out.Would = string(i.Modal), i.Label == analysis.Broad, i.Counterfactual
	}
	return out
}

// Seen says how much of the exercise the board is made of.
func (d *screenPage) Seen() string {
	return fmt.Sprintf("%s took part · %d of %d steps revealed", people(d.Wash.People), len(d.Wash.Steps), d.Of)
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}
