package library

import (
	"io/fs"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A File is a content file to check, under the name that messages show.
type File struct {
	Name string
	Body []byte
}

// CheckFiles reports what is wrong with the files, as [Check] does.
func CheckFiles(builtin fs.FS, given ...File) error {
	_, _, err := Check(builtin, given...)
	return err
}

// A Checked is a content file that has no problems of its own: either a
// scenario or a catalogue, with the document that it was read from.
type Checked struct {
	Document  *document.File
	Scenario  *scenario.Scenario
	Catalogue *norm.Catalogue
}

// Check reads the files and reports what is wrong with them. One with
// [[items]] is a catalogue, one with [[steps]] a scenario. Their references to
// norms may be to the catalogues among them and to the built-in ones, whose own
// problems aren't reported. It returns those that have no problems, and all
// norms that were found. The error is of type [document.Problems].
func Check(builtin fs.FS, given ...File) ([]Checked, *norm.Set, error) {
	var problems document.Problems
	var files []file
	for _, g := range given {
		f := file{name: g.Name, body: g.Body}
		f.parse()
		err := f.err
		if err == nil {
			f.kind, err = kindOf(f.parsed)
		}
		if problems = problems.Collect(g.Name, err); err == nil {
			files = append(files, f)
		}
	}
	own, _ := list(builtin, builtinName, nil)
	each(own, KindCatalogue, (*file).parse)
	each(own, KindCatalogue, (*file).loadCatalogue)
	each(files, KindCatalogue, (*file).loadCatalogue)
	norms, err := set(append(files[:len(files):len(files)], own...))
	if err != nil {
		return nil, nil, err
	}
	each(files, KindScenario, func(f *file) { f.loadScenario(norms) })
	_, problems = gather(files, problems)
	var good []Checked
	for _, f := range files {
		if f.err == nil {
			good = append(good, Checked{f.parsed, f.scenario, f.catalogue})
		}
	}
	return good, norms, problems.Err()
}

// kindOf tells a catalogue from a scenario by the list that only it has.
func kindOf(d *document.File) (string, error) {
	switch top := d.Root(); {
	case top.Has("items") && top.Has("steps"):
		top.Problem("the file has both [[items]] and [[steps]]; a catalogue and a scenario are two files")
	case top.Has("items"):
		return KindCatalogue, nil
	case top.Has("steps"):
		return KindScenario, nil
	default:
		top.Problem("the file has neither [[steps]], as a scenario, nor [[items]], as a norm catalogue; add them")
	}
	return "", d.Err()
}
