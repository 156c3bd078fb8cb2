package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/normwalk/normwalk/engine/bundle"
	"github.com/normwalk/normwalk/engine/document"
)

// An addPlan is what adding a bundle to a folder comes to.
type addPlan struct {
	folder string
	there  map[string][]byte // what lies in the folder, by path
	fresh  []bundle.Document // not there yet
	other  []bundle.Document // there with another text
}

// files are the folder's, before or after the bundle comes in.
func (p *addPlan) files(after bool) []bundle.File {
	all := make(map[string][]byte, len(p.there))
	for name, body := range p.there {
		all[name] = body
	}
	if after {
		for _, d := range p.incoming() {
			all[d.Path] = d.Body
		}
	}
	var files []bundle.File
	for name, body := range all {
		files = append(files, bundle.File{Path: name, Body: body})
	}
	return files
}

// incoming are the documents to write, catalogues first.
func (p *addPlan) incoming() []bundle.Document {
	all := append(slices.Clone(p.fresh), p.other...)
	slices.SortStableFunc(all, func(a, b bundle.Document) int {
		switch {
		case a.Kind == b.Kind:
			return 0
		case a.Catalogue != nil:
			return -1
		}
		return 1
	})
	return all
}

// contentOf reads the content files of a folder, which may not be there yet.
func contentOf(folder string) (map[string][]byte, error) {
	all := make(map[string][]byte)
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return all, nil
	case err != nil:
		return nil, unreadable(folder, err)
	case !info.IsDir():
		return nil, fmt.Errorf("%q is no folder; name one with --to", folder)
	}
	own := os.DirFS(folder)
	for _, pattern := range []string{"*.toml", "norms/*.toml"} {
		names, err := fs.Glob(own, pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			full := filepath.Join(folder, filepath.FromSlash(name))
			if info, err := os.Stat(full); err != nil || !info.Mode().IsRegular() {
				return nil, fmt.Errorf("%q is no file that can be read; take it away, or name another folder with --to", full)
			}
			body, err := readContent(full)
			if err != nil && !errors.As(err, new(document.Problems)) {
				return nil, err
			}
			all[name] = body
		}
	}
	return all, nil
}

// carryOut writes the documents, all or none, and returns the files in which
// old texts are kept. Each is first written beside its place and then moved
// there, so that no half of one is ever read. It never leaves the folder, not
// through a link either.
func (p *addPlan) carryOut() (kept []string, err error) {
	if err := os.MkdirAll(filepath.Join(p.folder, "norms"), 0o755); err != nil {
		return nil, fmt.Errorf("the folder %s can't be made: %w", p.folder, err)
	}
	root, err := os.OpenRoot(p.folder)
	if err != nil {
		return nil, err
	}
	var undo []func() error
	defer func() {
		if err != nil {
			for _, u := range slices.Backward(undo) {
				err = errors.Join(err, u())
			}
		}
		err = errors.Join(err, root.Close())
	}()
	docs := p.incoming()
	for _, d := range docs {
		temporary := temporaryName(d)
		if err := root.RemoveAll(temporary); err != nil {
			return nil, err
		}
		undo = append(undo, func() error { return root.RemoveAll(temporary) })
		if err := writeSynced(root, temporary, d.Body); err != nil {
			return nil, fmt.Errorf("%s can't be written: %w", d.Path, err)
		}
	}
	for _, d := range docs {
		old, backup, err := p.move(root, d)
		if old != nil {
			undo = append(undo, old)
		}
		if err != nil {
			return nil, err
		}
		if backup != "" {
			kept = append(kept, filepath.Join(p.folder, filepath.FromSlash(backup)))
		}
	}
	return kept, nil
}

// temporaryName is where a document lies before it is moved to its place.
func temporaryName(d bundle.Document) string {
	return path.Join(path.Dir(d.Path), ".normwalk-add-"+d.ID+".tmp")
}

// move puts a written document in its place, and the text that was there into
// a backup. What is there must still be what was shown.
func (p *addPlan) move(root *os.Root, d bundle.Document) (undo func() error, backup string, err error) {
	shown, replaces := p.there[d.Path]
	info, err := root.Lstat(d.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !replaces:
		if err := root.Rename(temporaryName(d), d.Path); err != nil {
			return nil, "", err
		}
		return func() error { return root.Remove(d.Path) }, "", nil
	case err != nil:
		return nil, "", err
	case !info.Mode().IsRegular():
		return nil, "", fmt.Errorf("%s is no plain file; take it away first", d.Path)
	}
	now, err := root.ReadFile(d.Path)
	if err != nil {
		return nil, "", err
	}
	if !replaces || string(now) != string(shown) {
		return nil, "", fmt.Errorf("%s was changed meanwhile; add the bundle again", d.Path)
	}
	if backup, err = freeBackup(root, d.Path); err != nil {
		return nil, "", err
	}
	if err := writeSynced(root, backup, now); err != nil {
		return nil, "", errors.Join(err, root.RemoveAll(backup))
	}
	if err := root.Rename(temporaryName(d), d.Path); err != nil {
		return nil, "", errors.Join(err, root.Remove(backup))
	}
	return func() error { return root.Rename(backup, d.Path) }, backup, nil
}

// freeBackup is a name for an old text that no older one has.
func freeBackup(root *os.Root, document string) (string, error) {
	for i := 1; i < 1000; i++ {
		name := document + ".bak"
		if i > 1 {
			name = fmt.Sprintf("%s.bak%d", document, i)
		}
		if _, err := root.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
	}
	return "", fmt.Errorf("there are a thousand old texts of %s; take some away", document)
}

// writeSynced writes a file that isn't there yet.
func writeSynced(root *os.Root, name string, body []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return errors.Join(err, f.Sync(), f.Close())
}
