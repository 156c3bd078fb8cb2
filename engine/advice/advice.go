// Package advice reads a scenario as an experienced facilitator would before
// a session. What it finds is no mistake, and stops nothing: it is what tends
// to go wrong in a room. [Of] reads a scenario that has no problems, [Read] a
// file as somebody is writing it, with problems and advice together.
package advice

import (
	"fmt"
	"slices"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// An Advice is one thing to look at again. Its parts are sentences without
// their full stop, for the author.
type Advice struct {
	File      string
	Line, Col int    // from 1
	Step      string // id of the step that it is about; empty for the scenario
	What      string // what was found
	Why       string // why it matters in a room
	Do        string // what to do
	Brief     bool   // beside the step that it is about What is enough

	unread unread
}

// String is the form that editors can jump to, on one line.
func (a Advice) String() string {
	return fmt.Sprintf("%s: advice: %s. %s. %s.", a.Place(), a.What, a.Why, a.Do)
}

// Place is the position in the form that editors can jump to.
func (a Advice) Place() string {
	p := document.Problem{File: a.File, Line: a.Line, Col: a.Col}.String()
	return p[:len(p)-len(": ")]
}

// Of lists the advice on a scenario in the order of its file, which is the
// one that it was loaded from.
func Of(f *document.File, s *scenario.Scenario, norms *norm.Set) []Advice {
	a := &adviser{Scenario: s, norms: norms, file: f.Name(), top: f.Root()}
	a.placeholders(f.Text())
	a.whole()
	middle := a.middle()
	for i := range s.Steps {
		a.step = &s.Steps[i]
		a.one(a.top.At("steps").Index(i), middle)
	}
	slices.SortStableFunc(a.found, func(x, y Advice) int {
		if x.Line != y.Line {
			return x.Line - y.Line
		}
		return x.Col - y.Col
	})
	return a.found
}

// OfCatalogue lists the advice on the file of a norm catalogue.
func OfCatalogue(f *document.File) []Advice {
	a := &adviser{file: f.Name(), top: f.Root()}
	a.placeholders(f.Text())
	return a.found
}

// An adviser goes through a scenario once.
type adviser struct {
	*scenario.Scenario
	norms *norm.Set
	file  string
	top   document.Node
	step  *scenario.Step // the one that is read; nil for the scenario
	found []Advice
}

func (a *adviser) say(at document.Node, what, why, do string) {
	x := Advice{File: a.file, What: what, Why: why, Do: do}
	x.Line, x.Col = at.Position()
	if a.step != nil {
		x.Step = a.step.ID
	}
	a.found = append(a.found, x)
}
