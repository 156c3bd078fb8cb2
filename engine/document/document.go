// Package document reads the content files that authors write: one TOML
// document into one Go struct, strictly, with every problem reported at its
// line and column in one run.
//
// [Parse] refuses what is no text or no TOML. [File.Bind] then assigns the
// document to a struct by its toml tags and reports unknown keys, wrong types
// and characters that have no place in a text. What the values mean is for
// the caller to check, with a [Node] that knows where each value stands and
// a [Register] for the ids of a list. [File.Err] is the outcome.
//
// A text may run over several lines: line breaks inside it become spaces, and
// an empty line separates paragraphs (kept as "\n\n").
package document

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// MaxSize is the size above which a file is refused, in bytes. The largest
// scenario that we know has 100 kB.
const MaxSize = 4 << 20

// maxProblems bounds what is listed of one file. A file with more isn't a
// content file, and nobody reads that far.
const maxProblems = 1000

// A File is one document with the problems found in it so far.
type File struct {
	name     string
	data     []byte
	tree     map[string]any
	found    []finding
	place    *place    // worked out when first needed
	recorder *recorder // nil unless [Rules] is at work
}

// A finding is a problem whose line and column aren't worked out yet: that
// takes a second parse, which a file without problems is spared.
type finding struct {
	at      Node
	key     bool // at the key rather than the value
	char    rune // at this character inside the value; 0 for none
	message string
}

// Parse reads the TOML text. The name is for messages only. The error, if
// any, is of type [Problems], and then there is nothing to go on with.
func Parse(name string, data []byte) (*File, error) {
	fail := func(offset int, format string, args ...any) (*File, error) {
		line, col := newLines(data).position(offset)
		return nil, Problems{{name, line, col, fmt.Sprintf(format, args...)}}
	}
	if len(data) > MaxSize {
		return nil, TooLarge(name)
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil, Problems{{name, 1, 1, "the text is in UTF-16; save the file as UTF-8"}}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // the mark that some editors put first
	if !bytes.HasSuffix(data, []byte("\n")) {
		data = append(slices.Clip(data), '\n') // what ends too early then does so at the end of a line
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return fail(i, "this isn't a text file (byte 0x00); write the content as UTF-8 text")
	}
	if i := invalidUTF8(data); i >= 0 {
		return fail(i, "byte 0x%02x isn't valid UTF-8; save the file as UTF-8", data[i])
	}
	if offset, message := tooMuch(data); message != "" {
		return fail(offset, "%s", message)
	}
	f := &File{name: name, data: data}
	if _, err := toml.NewDecoder(bytes.NewReader(data)).Decode(&f.tree); err != nil {
		offset, message := explain(err, data)
		return fail(offset, "%s", message)
	}
	f.tree = plain(f.tree).(map[string]any)
	return f, nil
}

// Text is what was parsed, without a byte order mark.
func (f *File) Text() []byte { return f.data }

// plain makes every list a []any: the decoder has a type of its own for lists
// of tables, and nobody above needs to know which list was written how.
func plain(raw any) any {
	switch raw := raw.(type) {
	case map[string]any:
		for k, v := range raw {
			switch v.(type) {
			case map[string]any, []map[string]any, []any:
				raw[k] = plain(v)
			}
		}
	case []map[string]any:
		list := make([]any, len(raw))
		for i, t := range raw {
			list[i] = plain(t)
		}
		return list
	case []any:
		for i, v := range raw {
			raw[i] = plain(v)
		}
	}
	return raw
}

// TooLarge is the problem of a file over [MaxSize], for a caller that can
// tell without reading it.
func TooLarge(name string) Problems {
	return Problems{{name, 1, 1, "the file is larger than 4 MiB; a content file is a text of at most some hundred kB"}}
}

// Name is the name that the file was parsed under.
func (f *File) Name() string { return f.name }

// Root is the top of the document.
func (f *File) Root() Node { return Node{file: f, raw: f.tree} }

// Err is nil if nothing was found wrong, and of type [Problems] otherwise.
func (f *File) Err() error {
	if len(f.found) == 0 {
		return nil
	}
	places, lines := f.where(), newLines(f.data)
	seen := make(map[Problem]bool)
	var problems Problems
	for _, x := range f.found {
		line, col := lines.position(places.offset(x, f.data))
		p := Problem{f.name, line, col, x.message}
		if !seen[p] {
			seen[p] = true
			problems = append(problems, p)
		}
	}
	problems.Sort()
	if len(f.found) == maxProblems {
		last := problems[len(problems)-1]
		last.Message = fmt.Sprintf("there are more than %d problems; the others aren't listed", maxProblems)
		problems = append(problems, last)
	}
	return problems
}

func (f *File) where() *place {
	if f.place == nil {
		f.place = locate(f.data)
	}
	return f.place
}

func (f *File) report(x finding) {
	if f.recorder == nil && len(f.found) < maxProblems {
		f.found = append(f.found, x)
	}
}

// full reports whether further problems would be dropped, so that the work of
// wording them can be saved.
func (f *File) full() bool { return len(f.found) >= maxProblems }

// invalidUTF8 is the offset of the first byte that isn't UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
	return -1
}
