package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// familyName is a family and what its norms are: "IETF · community standard".
func (a *App) familyName(id string) string {
	set := a.session.room.Content().Norms()
	c, ok := set.Catalogue(id)
	if !ok {
		return id
	}
	return c.Short + " · " + familyStanding(set, c)
}

// families puts the families side by side at each step: did the UN norms do the
// work, or those of another family? First the answer, then a row for each
// family, then step by step.
func (p *washPage) families(a *App, e *analysis.Exercise, width int) []string {
	st, text, sides := a.style, min(width-4, widest), e.Sides()
	names := e.Families(sides)
	if len(names) == 0 {
		return []string{st.dim.Render("   Nothing was judged yet.")}
	}
	out := paint(st.accent, hang(" ", "Which norms did the work, step by step: those of the UN, or those of others?", width-2))
	out = append(out, a.workSplit(e.WorkOf(sides), sides, e.Mode, text)...)
	out = append(out, "")
	out = append(out, a.familyGrid(e, sides, names, width)...)
	out = append(out, "")
	var blocks [][]string
	column := width
	if width >= 140 { // two steps beside each other
		column = width / 2
	}
	for i, at := range sides {
		if len(at.Sides) > 0 {
			blocks = append(blocks, a.stepSides(e, i, &at, column))
		}
	}
	for i := 0; i < len(blocks); i++ {
		lines := blocks[i]
		if column < width && i+1 < len(blocks) {
			i++
			lines = beside(lines, blocks[i], column)
		}
		out = append(append(out, lines...), "")
	}
	return append(out, paint(st.dim, hang(" ", "Verdicts on the norms of one family at a step are added up. The same people judged several norms: the numbers describe and prove nothing.", text))...)
}

// workSplit is the answer in four lines, where the UN's norms and others were
// judged at the same steps.
func (a *App) workSplit(w analysis.WorkSplit, sides []analysis.StepSides, mode exercise.Mode, width int) []string {
	if w.Steps() == 0 {
		return nil
	}
	st := a.style
	rule := "A norm did the work where more than half say that it helped, or would have. Counted are steps at which both kinds were judged, by five people or more."
	if mode == exercise.Solo {
		rule = "Norms did the work where more than half of your verdicts on them are that they helped, or would have. Counted are steps at which you judged both kinds."
	}
	out := []string{""}
	for _, x := range []struct {
		name  string
		steps []int
	}{{"UN norms alone", w.Home}, {"others alone", w.Others}, {"both", w.Both}, {"neither", w.Neither}} {
		said := "at no step"
		if len(x.steps) > 0 {
			said = atSteps(x.steps)
			if len(x.steps) > 1 {
				said = fmt.Sprintf("at %d steps: %s", len(x.steps), runs(x.steps))
			}
		}
		if names := a.othersAt(x.steps, sides, mode); names != "" && x.name != "UN norms alone" {
			said += st.dim.Render(" · " + names)
		}
		out = append(out, hang("   "+st.strong.Render(pad(x.name, 16)), said, width)...)
	}
	return append(out, paint(st.dim, hang("   ", rule, width))...)
}

// othersAt names the families beside the UN's that helped at some steps, each
// with its steps.
func (a *App) othersAt(steps []int, sides []analysis.StepSides, mode exercise.Mode) string {
	at, order := map[string][]int{}, []string{}
	for _, i := range steps {
		for _, s := range sides[i].Work(mode) {
			if s.Catalogue == norm.UNEleven || slices.Contains(at[s.Catalogue], i) {
				continue
			}
			if at[s.Catalogue] == nil {
				order = append(order, s.Catalogue)
			}
			at[s.Catalogue] = append(at[s.Catalogue], i)
		}
	}
	var out []string
	for _, c := range order {
		out = append(out, a.shortFamily(c)+" "+atSteps(at[c]))
	}
	return strings.Join(out, " · ")
}

// atSteps is "at step 4" or "at steps 1–3, 5"; the steps are counted from 0.
func atSteps(steps []int) string {
	if len(steps) == 1 {
		return "at step " + runs(steps)
	}
	return "at steps " + runs(steps)
}

// familyGrid is family by step: the verdict that leads, as a letter, large where
// more than half gave it.
func (a *App) familyGrid(e *analysis.Exercise, sides []analysis.StepSides, names []string, width int) []string {
	const cell, tail = 4, 20
	st, column := a.style, 0
	for _, c := range names {
		column = max(column, ansi.StringWidth(a.shortFamily(c)))
	}
	column = min(column, 24)
	// Where not all steps fit into a line, they go on below.
	shown := max(1, (width-column-6-tail)/cell)
	var out []string
	for first := 0; first < len(sides); first += shown {
		part := sides[first:min(len(sides), first+shown)]
		last := first+shown >= len(sides)
		head := pad("", column+4)
		for i := range part {
			head += pad(padLeft(fmt.Sprint(first+i+1), 2), cell)
		}
		if last {
			head += "  helped at"
		}
		if first > 0 {
			out = append(out, "")
		}
		out = append(out, st.dim.Render(head))
		for _, c := range names {
			line := "   " + pad(a.shortFamily(c), column) + " "
			if c == norm.UNEleven {
				line = "   " + st.strong.Render(pad(a.shortFamily(c), column)) + " "
			}
			for i := range part {
				line += familyMark(st, part[i].Of(c), e.Mode) + " "
			}
			if last {
				line += "  " + helpedAt(sides, c, e.Mode)
			}
			out = append(out, line)
		}
	}
	legend := "H helped  L added latency  I irrelevant: capital and filled where more than half say so, small where it only leads.  = a tie  ? fewer than five  · none judged"
	return append(out, paint(st.dim, hang("   ", legend, min(width-2, widest+10)))...)
}

// familyMark is a family at a step as a mark of three cells.
func familyMark(st *styles, s *analysis.Side, mode exercise.Mode) string {
	switch {
	case s == nil:
		return st.dim.Render(" · ")
	case mode != exercise.Solo && s.Voters < exercise.Few:
		return st.dim.Render(" ? ")
	case s.Modal == "":
		return st.strong.Render(" = ")
	case 2*s.Tally.Of(s.Modal) > s.Tally.Judged():
		return st.block[s.Modal].Render(" " + s.Modal.Letter() + " ")
	}
	return st.verdict[s.Modal].Render(" " + strings.ToLower(s.Modal.Letter()) + " ")
}

// helpedAt counts the steps at which a family did the work: "3 of 8 steps".
func helpedAt(sides []analysis.StepSides, catalogue string, mode exercise.Mode) string {
	n, of := 0, 0
	for i := range sides {
		if sides[i].Of(catalogue) == nil {
			continue
		}
		of++
		if slices.ContainsFunc(sides[i].Work(mode), func(s analysis.Side) bool { return s.Catalogue == catalogue }) {
			n++
		}
	}
	return fmt.Sprintf("%d of %s", n, wording.Count(of, "step"))
}

// stepSides is a step with what each family came to.
func (a *App) stepSides(e *analysis.Exercise, i int, at *analysis.StepSides, width int) []string {
	st := a.style
	out := []string{" " + st.strong.Render(cut(fmt.Sprintf("Step %d, %s", i+1, e.Steps[i].Title), width-4))}
	column := 0
	for k := range at.Sides {
		column = max(column, ansi.StringWidth(a.shortFamily(at.Sides[k].Catalogue)))
	}
	for k := range at.Sides {
		s := &at.Sides[k]
		name := pad(a.shortFamily(s.Catalogue), column)
		if s.Catalogue == norm.UNEleven {
			name = st.strong.Render(name)
		}
		line := "   " + name + "  "
		if size := barSize(width); size > 0 && e.Mode != exercise.Solo {
			line += letterBar(st, s.Tally, min(size, 16)) + "  "
		}
		out = append(out, hang(line, s.Sentence(e.Mode), width-2)...)
	}
	return append(out, paint(st.accent, hang("   ", a.work(at.Work(e.Mode), len(at.Sides), e.Mode), width-2))...)
}

func (a *App) shortFamily(id string) string {
	if c, ok := a.session.room.Content().Norms().Catalogue(id); ok {
		return c.Short
	}
	return id
}

// work says in a line which families helped at a step.
func (a *App) work(helped []analysis.Side, of int, mode exercise.Mode) string {
	names, did := "", "helped"
	for i, s := range helped {
		if i > 0 {
			names += ", "
		}
		names += a.shortFamily(s.Catalogue)
		if s.Counterfactual {
			did = "helped, or would have"
		}
	}
	who := "more than half say"
	if mode == exercise.Solo {
		who = "you say"
	}
	switch {
	case len(helped) == 0 && mode == exercise.Solo:
		return "→ of none do you say that it helped, or would have"
	case len(helped) == 0:
		return "→ of none do more than half say that it helped, or would have"
	case len(helped) == of && of > 1:
		return "→ " + who + " that each " + did + ": " + names
	}
	return "→ " + who + " that it " + did + ": " + names
}
