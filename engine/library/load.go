package library

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// builtinName stands before the names of compiled-in files in messages.
const builtinName = "built-in"

// Load reads the scenarios (*.toml) and catalogues (norms/*.toml) of the
// built-in content and of a user's folder, which may be nil. If the user's
// folder has a method Name() string, messages show it before the names of its
// files. The error is of type [document.Problems] and holds what is wrong
// with any file; an id that two files use is a problem that names both.
func Load(builtin, user fs.FS) (*Library, error) {
	files, problems := list(builtin, builtinName, nil)
	for i := range files {
		files[i].stays = builtin
	}
	if user != nil {
		var more []file
		more, problems = list(user, nameOf(user), problems)
		files = append(files, more...)
	}
	return build(files, problems)
}

// nameOf is what messages call a user's folder; it may be empty.
func nameOf(user fs.FS) string {
	if named, ok := user.(interface{ Name() string }); ok {
		return named.Name()
	}
	return ""
}

// A file is a document on its way into a library.
type file struct {
	name  string // for messages
	path  string // in its folder
	kind  string
	body  []byte
	stays fs.FS // its folder, if the file is sure to be there again; otherwise nil

	parsed    *document.File
	catalogue *norm.Catalogue
	scenario  *scenario.Scenario
	err       error
}

func (f *file) id() string {
	switch {
	case f.catalogue != nil:
		return f.catalogue.ID
	case f.scenario != nil:
		return f.scenario.ID
	}
	return ""
}

// parse reads the TOML, which takes most of the time of loading.
func (f *file) parse() {
	if f.parsed == nil && f.err == nil {
		f.parsed, f.err = document.Parse(f.name, f.body)
	}
}

func (f *file) loadCatalogue() {
	if f.parsed != nil {
		f.catalogue, f.err = norm.FromDocument(f.parsed)
	}
}

func (f *file) loadScenario(norms *norm.Set) {
	if f.parsed != nil {
		f.scenario, f.err = scenario.FromDocument(f.parsed, norms)
	}
}

// list reads the content files of a folder in order. What can't be read is a
// problem like any other.
func list(folder fs.FS, name string, problems document.Problems) ([]file, document.Problems) {
	var files []file
	for _, part := range []struct{ pattern, kind string }{{"norms/*.toml", KindCatalogue}, {"*.toml", KindScenario}} {
		names, err := fs.Glob(folder, part.pattern)
		problems = problems.Collect(name, err)
		for _, n := range names {
			full := path.Join(name, n)
			body, err := read(folder, n, full)
			if problems = problems.Collect(full, err); err == nil {
				files = append(files, file{name: full, path: n, kind: part.kind, body: body})
			}
		}
	}
	return files, problems
}

// read reads a whole file unless it is too large, or nothing that can be
// read whole, such as a pipe.
func read(folder fs.FS, name, full string) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("this isn't a file; take it away, or call it something that doesn't end in .toml")
	case info.Size() > document.MaxSize:
		return nil, document.TooLarge(full)
	}
	return fs.ReadFile(folder, name)
}

// build loads the files and puts them together.
func build(files []file, problems document.Problems) (*Library, error) {
	norms, err := loadAll(files)
	if err != nil {
		return nil, err
	}
	documents, problems := gather(files, problems)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	l := &Library{norms: norms, documents: documents}
	for _, f := range files {
		if f.scenario != nil {
			l.scenarios = append(l.scenarios, f.scenario)
		}
	}
	slices.SortFunc(l.scenarios, byDate)
	return l, nil
}

// loadAll loads all files at once, the largest first, so that no processor is
// left with a large one at the end. A scenario is checked once all catalogues
// are there.
func loadAll(files []file) (*norm.Set, error) {
	var all, catalogues sync.WaitGroup
	norms := sync.OnceValues(func() (*norm.Set, error) {
		catalogues.Wait()
		return set(files)
	})
	order := make([]*file, len(files))
	for i := range files {
		order[i] = &files[i]
		if files[i].kind == KindCatalogue {
			catalogues.Add(1)
		}
	}
	slices.SortStableFunc(order, func(a, b *file) int { return cmp.Compare(len(b.body), len(a.body)) })
	for _, f := range order {
		all.Go(func() {
			f.parse()
			if f.kind == KindCatalogue {
				f.loadCatalogue()
				catalogues.Done()
			} else if known, err := norms(); err == nil {
				f.loadScenario(known)
			}
		})
	}
	all.Wait()
	return norms()
}

// gather collects what the loaded files hold and what is wrong with them.
func gather(files []file, problems document.Problems) (map[string]stored, document.Problems) {
	documents := make(map[string]stored)
	owner := make(map[string]string)
	for _, f := range files {
		if f.err != nil {
			problems = problems.Collect(f.name, f.err)
			continue
		}
		id := f.id()
		if other, ok := owner[id]; ok {
			problems = append(problems, sameID(f, other))
			continue
		}
		owner[id] = f.name
		d := Document{hash(f.body), f.kind, id, path.Base(f.name), f.body}
		if f.stays != nil {
			d.Body = nil
		}
		documents[id] = stored{d, f.stays, f.path}
	}
	problems.Sort()
	return documents, problems
}

// sameID is the problem of a file whose id another one has.
func sameID(f file, other string) document.Problem {
	return document.Problem{
		File: f.name, Line: 1, Col: 1,
		Message: fmt.Sprintf("the id %q is also that of %s; give one of the two another id and file name", f.id(), other),
	}
}

// each works on all files of a kind at once: they don't depend on one another.
func each(files []file, kind string, work func(*file)) {
	var wg sync.WaitGroup
	for i := range files {
		if f := &files[i]; f.kind == kind {
			wg.Go(func() { work(f) })
		}
	}
	wg.Wait()
}

// set puts the catalogues together, of two with the same id the first. One
// that has problems counts as far as it goes, so that the scenarios that
// refer to it aren't reported for its sake.
func set(files []file) (*norm.Set, error) {
	var catalogues []*norm.Catalogue
	seen := make(map[string]bool)
	for i := range files { // not copied: scenarios may be at work on the others
		if c := files[i].catalogue; c != nil && !seen[c.ID] {
			seen[c.ID] = true
			catalogues = append(catalogues, c)
		}
	}
	slices.SortFunc(catalogues, inOrder)
	return norm.NewSet(catalogues...)
}
