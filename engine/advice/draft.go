package advice

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A Draft is a scenario file as somebody is writing it.
type Draft struct {
	Scenario *scenario.Scenario // nil while there are problems
	Norms    *norm.Set          // those that it may refer to; nil if there are none
	Remarks  []Remark           // in the order of the file
}

// A Remark is a problem or an advice, at the step that it belongs to.
type Remark struct {
	Advice      // of a problem only What is there
	Wrong  bool // it is a problem: the file can't be used before it is mended
}

// Problems counts the remarks that are problems.
func (d Draft) Problems() int {
	n := 0
	for _, r := range d.Remarks {
		if r.Wrong {
			n++
		}
	}
	return n
}

// Read reads a scenario file. Its references to norms may be to the catalogues
// in beside, whose own problems are listed too, and to the built-in ones.
func Read(builtin fs.FS, file library.File, beside ...library.File) Draft {
	good, norms, err := library.Check(builtin, append([]library.File{file}, beside...)...)
	d := Draft{Norms: norms}
	var problems document.Problems
	for _, p := range problems.Collect(file.Name, err) {
		r := Remark{Wrong: true, Advice: Advice{File: p.File, Line: p.Line, Col: p.Col, What: p.Message}}
		if p.File == file.Name {
			r.Step = StepAt(file.Body, p.Line)
		}
		d.Remarks = append(d.Remarks, r)
	}
	i := slices.IndexFunc(good, func(c library.Checked) bool { return c.Document.Name() == file.Name })
	switch {
	case i < 0 || len(d.Remarks) > 0:
	case good[i].Scenario == nil:
		d.Remarks = append(d.Remarks, Remark{Wrong: true, Advice: Advice{
			File: file.Name, Line: 1, Col: 1, What: "this is a norm catalogue; a preview shows a scenario, which has [[steps]]",
		}})
	default:
		d.Scenario = good[i].Scenario
		for _, x := range Of(good[i].Document, d.Scenario, norms) {
			d.Remarks = append(d.Remarks, Remark{Advice: x})
		}
	}
	return d
}

// Unread is the draft of a file that can't be read, with the reason.
func Unread(name string, err error) Draft {
	var d Draft
	for _, p := range document.Problems(nil).Collect(name, err) {
		d.Remarks = append(d.Remarks, Remark{Wrong: true, Advice: Advice{File: p.File, Line: p.Line, Col: p.Col, What: p.Message}})
	}
	return d
}

var (
	headingLine = regexp.MustCompile(`^\s*\[\[?\s*([A-Za-z0-9_.-]+)\s*\]`)
	idLine      = regexp.MustCompile(`^\s*id\s*=\s*["']([^"']*)["']`)
)

// StepAt is the id of the step that a line of a scenario file, counted from 1,
// belongs to; empty if to none. It goes by headings alone, so that it can tell
// in a file that is no TOML yet.
func StepAt(body []byte, line int) string {
	step, heading, inside := "", "", false
	i := 0
	for text := range strings.Lines(string(body)) {
		i++
		if m := headingLine.FindStringSubmatch(text); m != nil {
			if i > line {
				break // but not before the id below the heading that the line is
			}
			if heading = m[1]; heading == "steps" || !strings.HasPrefix(heading, "steps.") {
				step, inside = "", heading == "steps"
			}
		} else if m := idLine.FindStringSubmatch(text); m != nil && inside && heading == "steps" && step == "" {
			step = m[1]
		}
	}
	return step
}
