package library

import (
	"bytes"
	"io/fs"
	"slices"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// An Outline is what a list of contents says of a library.
type Outline struct {
	Incidents []Incident // in the order of [Library.Scenarios]
	Norms     int        // of all catalogues
	LeftOut   []LeftOut  // of the user's folder
}

// An Incident is a scenario as a list of contents names it.
type Incident struct {
	ID      string
	Title   string
	Summary string
	Date    source.Moment
	Steps   int
}

// Outline is what the library has in it.
func (l *Library) Outline() Outline {
	o := Outline{Norms: len(l.norms.All()), LeftOut: l.LeftOut()}
	for _, s := range l.scenarios {
		o.Incidents = append(o.Incidents, incident(s, len(s.Steps)))
	}
	return o
}

func incident(s *scenario.Scenario, steps int) Incident {
	return Incident{ID: s.ID, Title: s.Title, Summary: s.Summary, Date: s.Date, Steps: steps}
}

// Glance is the [Library.Outline] of content that nobody has read yet, in a
// small part of the time of [Load]. It reads no more of a file than stands
// above its first list, and counts the headings of the others; it is for the
// built-in content, which is known to be in order and writes them that way.
// What is wrong with the content is for [Load] to say.
func Glance(builtin fs.FS) (Outline, error) {
	files, problems := list(builtin, builtinName, nil)
	var o Outline
	var heads []*scenario.Scenario
	steps := make(map[*scenario.Scenario]int)
	for _, f := range files {
		if f.kind == KindCatalogue {
			o.Norms += bytes.Count(f.body, []byte("\n[[items]]\n"))
			continue
		}
		top, _, _ := bytes.Cut(f.body, []byte("\n[["))
		head, err := document.Parse(f.name, top)
		if problems = problems.Collect(f.name, err); err != nil {
			continue
		}
		s := new(scenario.Scenario)
		head.Bind(s)
		heads = append(heads, s)
		steps[s] = bytes.Count(f.body, []byte("\n[[steps]]\n"))
	}
	slices.SortFunc(heads, byDate)
	for _, s := range heads {
		o.Incidents = append(o.Incidents, incident(s, steps[s]))
	}
	return o, problems.Err()
}
