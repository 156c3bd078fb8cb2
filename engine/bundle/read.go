package bundle

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"io/fs"

	"github.com/normwalk/normwalk/engine/document"
)

// Read reads a bundle and everything in it, and refuses one of which anything
// isn't as it should be. Messages call it by the name. The error is of type [document.Problems] where a
// document has problems, and otherwise wraps [ErrUnusable].
func Read(builtin fs.FS, name string, data []byte) (*Bundle, error) {
	parts, err := open(data)
	if err != nil {
		return nil, err
	}
	m, files, err := unpack(parts)
	if err != nil {
		return nil, err
	}
	if err := m.lists(files); err != nil {
		return nil, err
	}
	b, err := build(builtin, name, m.Program, files)
	if err != nil {
		return nil, err
	}
	for _, d := range b.Documents {
		if e := d.entry(); m.entry(d.Path) != e {
			return nil, unusable("its list doesn't describe %s as it is; the file was changed after it was made", d.Path)
		}
	}
	return b, nil
}

// open opens the archive. Its end is looked at first: it bounds how much of a
// directory there is to read.
func open(data []byte) ([]*zip.File, error) {
	const (
		endSize      = 22
		maxDirectory = 64 << 10 // 600 bytes a document would do
	)
	le := binary.LittleEndian
	if len(data) > MaxSize {
		return nil, unusable("it is larger than %d MiB", MaxSize>>20)
	}
	if len(data) < endSize || !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil, unusable("it isn't a zip archive")
	}
	end := data[len(data)-endSize:]
	size, offset := le.Uint32(end[12:]), le.Uint32(end[16:])
	switch {
	case !bytes.HasPrefix(end, []byte("PK\x05\x06")), le.Uint16(end[20:]) != 0,
		uint64(size)+uint64(offset) != uint64(len(data)-endSize):
		return nil, unusable("it is cut off, or something follows its end; get it again from whoever made it")
	case le.Uint16(end[10:]) > MaxDocuments+1, size > maxDirectory:
		return nil, unusable("it has too many files; at most %d documents are allowed", MaxDocuments)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, unusable("it isn't a zip archive that can be read: %w", err)
	}
	if len(z.File) > MaxDocuments+1 {
		return nil, unusable("it has too many files; at most %d documents are allowed", MaxDocuments)
	}
	return z.File, nil
}

// unpack reads the files, each and all of them together within the bounds.
func unpack(parts []*zip.File) (m manifest, files []File, err error) {
	seen := make(map[string]bool)
	left := MaxSize
	for i, part := range parts {
		if i == 0 && part.Name != manifestPath {
			return m, nil, unusable("it doesn't begin with %s; it may be a zip archive of something else", manifestPath)
		}
		if seen[part.Name] {
			return m, nil, unusable("it has two files %s", document.Quote(part.Name))
		}
		seen[part.Name] = true
		if i > 0 {
			if err := allowed(part.Name); err != nil {
				return m, nil, unusable("%w", err)
			}
		}
		limit := min(left, document.MaxSize)
		if i == 0 {
			limit = maxManifest
		}
		body, err := content(part, limit)
		if err != nil {
			return m, nil, err
		}
		if i == 0 {
			if m, err = readManifest(body); err != nil {
				return m, nil, err
			}
			continue
		}
		left -= len(body)
		files = append(files, File{part.Name, body})
	}
	return m, files, nil
}

// content reads a file of the archive, at most so many bytes of it, whatever
// its header says.
func content(part *zip.File, limit int) ([]byte, error) {
	name := document.Quote(part.Name)
	switch {
	case part.Flags&1 != 0:
		return nil, unusable("%s is encrypted; ask for a bundle without a password", name)
	case !part.Mode().IsRegular():
		return nil, unusable("%s is no plain file", name)
	case part.Method != zip.Store && part.Method != zip.Deflate:
		return nil, unusable("%s is packed in a way that isn't known", name)
	}
	r, err := part.Open()
	if err != nil {
		return nil, unusable("%s can't be unpacked: %w", name, err)
	}
	body, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if len(body) > limit {
		return nil, errors.Join(unusable("%s is too large; a document has at most %d MiB, and all together %d", name, document.MaxSize>>20, MaxSize>>20), r.Close())
	}
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, unusable("%s can't be unpacked: %w; get the bundle again from whoever made it", name, err)
	}
	return body, nil
}

func readManifest(body []byte) (manifest, error) {
	var head struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	var m manifest
	if err := json.Unmarshal(body, &head); err != nil || head.Format != formatName {
		return m, unusable("its %s isn't that of a normwalk bundle", manifestPath)
	}
	if head.Version > version {
		return m, unusable("a newer normwalk made it (version %d of the form, this program knows %d); update normwalk", head.Version, version)
	}
	if head.Version != version {
		return m, unusable("version %d of the form isn't known", head.Version)
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return m, unusable("its %s isn't understood: %w", manifestPath, err)
	}
	return m, nil
}

// lists checks that the list names the files that are there, each once and
// with its hash, and no others.
func (m manifest) lists(files []File) error {
	if len(files) == 0 {
		return unusable("there is nothing in it")
	}
	listed := make(map[string]bool)
	for _, e := range m.Documents {
		if listed[e.Path] {
			return unusable("its list names %s twice", document.Quote(e.Path))
		}
		listed[e.Path] = true
	}
	for _, f := range files {
		switch e := m.entry(f.Path); {
		case !listed[f.Path]:
			return unusable("it has a file %s that its list doesn't name", f.Path)
		case e.SHA256 != f.Hash():
			return unusable("%s was changed after the bundle was made: its SHA-256 differs from the listed one", f.Path)
		}
		delete(listed, f.Path)
	}
	for _, e := range m.Documents {
		if listed[e.Path] {
			return unusable("its list names %s, which isn't there", document.Quote(e.Path))
		}
	}
	return nil
}

func (m manifest) entry(path string) entry {
	for _, e := range m.Documents {
		if e.Path == path {
			return e
		}
	}
	return entry{}
}
