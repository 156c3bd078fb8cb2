package library

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/scenario"
)

// ErrLeftOut: the scenario that was looked for is in a file that has problems.
var ErrLeftOut = errors.New("the file has problems and is left out")

// A LeftOut is a file of a user's folder that isn't in the library.
type LeftOut struct {
	Path     string // in the folder, such as norms/mini.toml
	Name     string // for messages
	ID       string // that it gives itself; empty if that can't be read
	Problems document.Problems
}

// LoadUsable is [Load] but for what is wrong in the user's folder: a file with
// problems is left out, and with it what depends on it; the others load. Of two
// files with one id the built-in one stays, or the one that has the id for a
// name. The error is about the built-in content alone.
func LoadUsable(builtin, user fs.FS) (*Library, error) {
	l, err := Load(builtin, user)
	if err == nil || user == nil {
		return l, err
	}
	own, problems := list(builtin, builtinName, nil)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	for i := range own {
		own[i].stays = builtin
	}
	more, unread := list(user, nameOf(user), nil)
	s := sieve{left: unreadable(user, unread)}
	files := append(own, more...)
	// Catalogues first: a scenario is checked against those that stay.
	if files, err = s.sift(files, func(f file) bool { return f.kind == KindCatalogue }); err != nil {
		return nil, err
	}
	if files, err = s.sift(files, func(file) bool { return true }); err != nil {
		return nil, err
	}
	if l, err = build(fresh(files), nil); err != nil {
		return nil, err
	}
	slices.SortFunc(s.left, func(a, b LeftOut) int { return strings.Compare(a.Path, b.Path) })
	l.left = s.left
	return l, nil
}

// LeftOut lists the files of the user's folder that aren't in the library, by
// path.
func (l *Library) LeftOut() []LeftOut { return slices.Clone(l.left) }

// A sieve keeps the files that load together and remembers the others.
type sieve struct{ left []LeftOut }

// sift loads the files of a part, and returns all files but those of them that
// have problems.
func (s *sieve) sift(files []file, part func(file) bool) ([]file, error) {
	trial := fresh(slices.DeleteFunc(slices.Clone(files), func(f file) bool { return !part(f) }))
	if _, err := loadAll(trial); err != nil {
		return nil, err
	}
	var builtin document.Problems
	owner := make(map[string]string)
	out := make(map[string]bool) // by path; none of the built-in
	for _, f := range trial {
		problems := document.Problems(nil).Collect(f.name, f.err)
		if f.err == nil {
			if other, taken := owner[f.id()]; taken {
				problems = append(problems, sameID(f, other))
			} else {
				owner[f.id()] = f.name
			}
		}
		switch {
		case len(problems) == 0:
		case f.stays != nil:
			builtin = append(builtin, problems...)
		default:
			out[f.path] = true
			s.left = append(s.left, LeftOut{f.path, f.name, f.saysID(), problems})
		}
	}
	return slices.DeleteFunc(files, func(f file) bool { return f.stays == nil && out[f.path] }), builtin.Err()
}

// fresh are the files as they were before anything was made of them.
func fresh(files []file) []file {
	out := make([]file, len(files))
	for i, f := range files {
		out[i] = file{name: f.name, path: f.path, kind: f.kind, body: f.body, stays: f.stays}
	}
	return out
}

// saysID is the id in a file that may have problems.
func (f *file) saysID() string {
	doc, err := document.Parse(f.name, f.body)
	if err != nil {
		return ""
	}
	s := new(scenario.Scenario) // catalogues have their id in the same place
	doc.Bind(s)
	return s.ID
}

// unreadable are the files that list could not read, by the names in its
// problems.
func unreadable(user fs.FS, problems document.Problems) []LeftOut {
	var left []LeftOut
	for _, p := range problems {
		inside := strings.TrimPrefix(strings.TrimPrefix(p.File, nameOf(user)), "/")
		left = append(left, LeftOut{Path: inside, Name: p.File, Problems: document.Problems{p}})
	}
	return left
}

// asked finds the file that a name is about, as far as match goes: by its id
// or by its own name.
func (l *Library) asked(match func(string) bool) (LeftOut, bool) {
	for _, f := range l.left {
		if path.Dir(f.Path) == "." && (match(f.ID) || match(strings.TrimSuffix(f.Path, ".toml"))) {
			return f, true
		}
	}
	return LeftOut{}, false
}
