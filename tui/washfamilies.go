package tui

import (
	"fmt"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
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
// work, or those of another family?
func (p *washPage) families(a *App, e *analysis.Exercise, width int) []string {
	st, text := a.style, min(width-4, widest)
	out := append(paint(st.accent, hang(" ", "Which norms did the work, step by step: those of the UN, or those of others?", width-2)), "")
	shown := 0
	for i, at := range e.Sides() {
		if len(at.Sides) == 0 {
			continue
		}
		shown++
		out = append(out, " "+st.strong.Render(cut(fmt.Sprintf("Step %d, %s", i+1, e.Steps[i].Title), text)))
		column := 0
		for k := range at.Sides {
			column = max(column, len([]rune(a.shortFamily(at.Sides[k].Catalogue))))
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
		out = append(out, "   "+st.accent.Render(a.work(at.Work(e.Mode), len(at.Sides))), "")
	}
	if shown == 0 {
		return append(out, st.dim.Render("   Nothing was judged yet."))
	}
	return append(out, paint(st.dim, hang(" ", "Verdicts on the norms of one family at a step are added up. The same people judged several norms: the numbers describe and prove nothing.", text))...)
}

func (a *App) shortFamily(id string) string {
	if c, ok := a.session.room.Content().Norms().Catalogue(id); ok {
		return c.Short
	}
	return id
}

// work says in a line which families helped at a step.
func (a *App) work(helped []analysis.Side, of int) string {
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
	switch {
	case len(helped) == 0:
		return "→ of none do more than half say that it helped, or would have"
	case len(helped) == of && of > 1:
		return "→ more than half say that each " + did + ": " + names
	}
	return "→ more than half say that it " + did + ": " + names
}
