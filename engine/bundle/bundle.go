package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A File is a document at its place in a content folder: "id.toml", or
// "norms/id.toml" for a catalogue.
type File struct {
	Path string
	Body []byte
}

// Hash is the SHA-256 of the file in lower-case hex.
func (f File) Hash() string {
	sum := sha256.Sum256(f.Body)
	return hex.EncodeToString(sum[:])
}

// A Document is a file with what it says of itself.
type Document struct {
	File
	Kind      string // [library.KindScenario] or [library.KindCatalogue]
	ID        string
	Title     string
	Licence   string
	Scenario  *scenario.Scenario // nil for a catalogue
	Catalogue *norm.Catalogue    // nil for a scenario
}

// A Bundle is content to hand on: documents without problems, which refer to
// one another and to the built-in content only.
type Bundle struct {
	Program   string     // the version of normwalk that made it; it may say anything
	Documents []Document // catalogues first
	BuiltIn   []string   // ids of documents that were left out as normwalk has the very same
}

// Place finds out where a document belongs in a content folder. The name is
// the file's; the error is of type [document.Problems].
func Place(name string, body []byte) (File, error) {
	d, err := document.Parse(name, body)
	if err != nil {
		return File{}, err
	}
	base := path.Base(name)
	if d.Root().Has("items") {
		base = "norms/" + base
	}
	return File{base, body}, nil
}

// New makes a bundle. The program is its maker's version. The error is of type
// [document.Problems], or wraps [ErrUnusable].
func New(builtin fs.FS, program string, files ...File) (*Bundle, error) {
	return build(builtin, "", program, files)
}

func build(builtin fs.FS, name, program string, files []File) (*Bundle, error) {
	b := &Bundle{Program: program}
	files, err := b.without(builtin, files)
	if err != nil {
		return nil, err
	}
	if err := within(files); err != nil {
		return nil, err
	}
	lib, err := Load(builtin, name, files...)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		b.Documents = append(b.Documents, describe(lib, f))
	}
	return b, nil
}

// without leaves out what is built in, byte for byte, and refuses what calls
// itself like something built in. What is left is in order.
func (b *Bundle) without(builtin fs.FS, files []File) ([]File, error) {
	var left []File
	for _, f := range files {
		if err := allowed(f.Path); err != nil {
			return nil, unusable("%w", err)
		}
		id := idOf(f.Path)
		body, err := fs.ReadFile(builtin, f.Path)
		switch {
		case err == nil && bytes.Equal(body, f.Body):
			b.BuiltIn = append(b.BuiltIn, id)
			continue
		case has(builtin, id):
			return nil, unusable("it has a %s called %q, and normwalk has its own of that id; its author can give it another id and file name", kindOf(f.Path), id)
		}
		left = append(left, f)
	}
	slices.SortFunc(left, func(x, y File) int {
		// Catalogues come first: a scenario needs them.
		if c := strings.Compare(kindOf(x.Path), kindOf(y.Path)); c != 0 {
			return c
		}
		return strings.Compare(x.Path, y.Path)
	})
	return left, nil
}

// within checks the bounds.
func within(files []File) error {
	total := 0
	for i, f := range files {
		if i > 0 && f.Path == files[i-1].Path {
			return unusable("it has two files %s", f.Path)
		}
		if len(f.Body) > document.MaxSize {
			return unusable("%s is larger than %d MiB", f.Path, document.MaxSize>>20)
		}
		total += len(f.Body)
	}
	if len(files) > MaxDocuments {
		return unusable("it has %d documents; at most %d are allowed", len(files), MaxDocuments)
	}
	if total > MaxSize {
		return unusable("its documents are larger than %d MiB together", MaxSize>>20)
	}
	return nil
}

func describe(lib *library.Library, f File) Document {
	d := Document{File: f, Kind: kindOf(f.Path), ID: idOf(f.Path)}
	if c, ok := lib.Norms().Catalogue(d.ID); ok && d.Kind == library.KindCatalogue {
		d.Title, d.Licence, d.Catalogue = c.Title, c.Licence, c
	}
	for _, s := range lib.Scenarios() {
		if s.ID == d.ID && d.Kind == library.KindScenario {
			d.Title, d.Licence, d.Scenario = s.Title, s.Licence, s
		}
	}
	return d
}

// Needs are the ids of the catalogues that the scenario takes its norms from.
func (d Document) Needs() []string {
	var ids []string
	if d.Scenario == nil {
		return nil
	}
	for _, step := range d.Scenario.Steps {
		for _, n := range step.Candidates() {
			id, _, _ := strings.Cut(string(n), "/")
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// spelling is the only form that the path of a document may have.
var spelling = regexp.MustCompile(`^(norms/)?[a-z0-9]+(-[a-z0-9]+)*\.toml$`)

// reserved lists the names that mean a device to Windows, whatever follows
// the dot.
var reserved = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// allowed refuses every path but that of a document.
func allowed(p string) error {
	quoted := document.Quote(p)
	switch {
	case strings.HasPrefix(p, "/"), strings.HasPrefix(p, `\`), len(p) > 1 && p[1] == ':':
		return fmt.Errorf("it has a file %s, which would lie outside the content folder", quoted)
	case strings.Contains(p, ".."):
		return fmt.Errorf("it has a file %s, which leads out of the content folder", quoted)
	case !spelling.MatchString(p) || len(idOf(p)) > 64:
		return fmt.Errorf("it has a file %s; only id.toml and norms/id.toml are known", quoted)
	case reserved.MatchString(idOf(p)):
		return fmt.Errorf("it has a file %s, a name that Windows keeps for itself", quoted)
	}
	return nil
}

func idOf(p string) string { return strings.TrimSuffix(path.Base(p), ".toml") }

func kindOf(p string) string {
	if strings.HasPrefix(p, "norms/") {
		return library.KindCatalogue
	}
	return library.KindScenario
}

// has reports whether the built-in content uses the id.
func has(builtin fs.FS, id string) bool {
	for _, p := range []string{id + ".toml", "norms/" + id + ".toml"} {
		if _, err := fs.Stat(builtin, p); err == nil {
			return true
		}
	}
	return false
}

func unusable(format string, args ...any) error {
	return fmt.Errorf("%w: %w", ErrUnusable, fmt.Errorf(format, args...))
}
