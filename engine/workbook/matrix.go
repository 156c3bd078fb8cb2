package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// matrix is a row per norm and a column per step. Every cell has a letter, so
// that the shades can be done without; the letters are those of the report.
func (b *book) matrix() {
	widths := []float64{44}
	names, heads := []any{"Norm"}, []form{head}
	for i, st := range b.of.Steps {
		widths = append(widths, 5)
		names = append(names, fmt.Sprintf("%d  %s", i+1, st.Title))
		heads = append(heads, upright)
	}
	s := b.sheet("Matrix", "Norms by steps, each in its latest round. The letter says which verdict has the most votes, the shade how many of all it has; the signs are explained below.", widths...)
	s.put(names, heads)
	b.check(b.file.SetRowHeight(s.name, s.row, 170))
	s.freeze(s.row)
	cells := map[analysis.Place]*analysis.Item{}
	for i := range b.of.Items {
		if x := &b.of.Items[i]; x.Latest {
			cells[analysis.Place{Step: x.Step, Norm: x.Norm}] = x
		}
	}
	for _, n := range b.of.Norms {
		s.put([]any{name(n)}, nil)
		for i, st := range b.of.Steps {
			s.mark(i+2, cells[analysis.Place{Step: st.ID, Norm: n.ID}])
		}
	}
	s.row++
	for _, line := range b.signs() {
		s.put([]any{line}, nil)
	}
}

// mark writes a cell of the matrix; x is nil where the norm wasn't on the
// table.
func (s *sheet) mark(column int, x *analysis.Item) {
	cell, err := excelize.CoordinatesToCellName(column, s.row)
	s.check(err)
	look, sign := style{form: letter}, "–"
	if x != nil {
		sign = letterOf(x)
		look.verdict = x.Modal
		look.depth = depth(x.Tally, s.of.Mode)
		if x.Counterfactual && x.Tally.Answered() > 0 {
			sign += "†"
		}
	}
	s.set(cell, sign)
	s.format(cell, look)
}

func letterOf(x *analysis.Item) string {
	switch x.Standing {
	case analysis.SetAside:
		return "x"
	case analysis.Hidden:
		return "?"
	case analysis.NotAsked:
		return "·"
	case analysis.Abstained:
		return exercise.Abstain.Letter()
	}
	if len(x.Tied) > 0 {
		return "="
	}
	return x.Modal.Letter()
}

// depth is how deep the shade is: a larger part of the verdicts is deeper. One
// person's verdict is always all of them and says nothing by it.
func depth(t exercise.Tally, mode exercise.Mode) int {
	leading, _ := t.Leading()
	switch share := t.Share(leading); {
	case mode == exercise.Solo:
		return 1
	case share < 0.5:
		return 0
	case share < 0.75:
		return 1
	}
	return 2
}

func (b *book) signs() []string {
	out := []string{"H helped, L added latency, I irrelevant: the verdict with the most votes. = a tie. A only abstentions. Light: less than half of the verdicts; deep: three quarters or more."}
	if b.of.Mode == exercise.Solo {
		out = []string{"H helped, L added latency, I irrelevant: your verdict. A you abstained."}
	}
	return append(out,
		"· not asked. – not on the table. x set aside as not applying. ? answers that aren't revealed. † counterfactual: the norm is younger than the step.")
}

// name is a norm with its label.
func name(n analysis.Norm) string {
	if n.Reference == "" {
		return string(n.ID)
	}
	return n.Reference + " " + n.Label
}

// norm is what the exercise's analysis knows of a norm.
func (b *book) norm(id norm.ID) analysis.Norm {
	for _, n := range b.of.Norms {
		if n.ID == id {
			return n
		}
	}
	return analysis.Norm{ID: id}
}

// step is a step of the exercise with its number, from 1; 0 if there is none.
func (b *book) step(id string) (analysis.Step, int) {
	for i, st := range b.of.Steps {
		if st.ID == id {
			return st, i + 1
		}
	}
	return analysis.Step{ID: id}, 0
}
