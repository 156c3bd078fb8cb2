package bundle

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/normwalk/normwalk/engine/library"
)

const (
	formatName   = "normwalk bundle"
	version      = 1
	manifestPath = "manifest.json"
)

// A manifest says what a bundle holds.
type manifest struct {
	Format    string  `json:"format"`
	Version   int     `json:"version"`
	Program   string  `json:"program"`
	Documents []entry `json:"documents"`
}

type entry struct {
	Path    string `json:"path"`
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Title   string `json:"title"`
	Licence string `json:"licence"`
	SHA256  string `json:"sha256"`
}

func (d Document) entry() entry {
	return entry{d.Path, d.Kind, d.ID, d.Title, d.Licence, d.Hash()}
}

// Write writes the bundle. It says nothing of when and where it was made.
func (b *Bundle) Write(w io.Writer) error {
	m := manifest{formatName, version, b.Program, []entry{}}
	files := make([]File, 1, len(b.Documents)+1)
	for _, d := range b.Documents {
		m.Documents = append(m.Documents, d.entry())
		files = append(files, d.File)
	}
	var list bytes.Buffer
	e := json.NewEncoder(&list)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return fmt.Errorf("write the list of the bundle: %w", err)
	}
	files[0] = File{manifestPath, list.Bytes()}
	return archive(w, files)
}

// archive writes files into a zip archive.
func archive(w io.Writer, files []File) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		part, err := z.CreateHeader(&zip.FileHeader{
			Name: f.Path, Method: zip.Deflate,
			Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), // the first that the format knows
		})
		if err != nil {
			return fmt.Errorf("write %s into the bundle: %w", f.Path, err)
		}
		if _, err := part.Write(f.Body); err != nil {
			return fmt.Errorf("write %s into the bundle: %w", f.Path, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write the bundle: %w", err)
	}
	return nil
}

// Load loads files as if they were a user's content folder beside the built-in
// content. Messages call the folder by the name. The error is of type
// [document.Problems].
func Load(builtin fs.FS, name string, files ...File) (*library.Library, error) {
	// A zip archive of our own making is a folder in memory.
	var b bytes.Buffer
	if err := archive(&b, files); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return nil, err
	}
	return library.Load(builtin, named{z, name})
}

// named is a folder with the name that messages call it by.
type named struct {
	fs.FS
	name string
}

func (n named) Name() string { return n.name }
