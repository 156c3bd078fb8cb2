package cexf

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/document"
)

// MaxSize bounds a file, in bytes. Payloads may have files in them.
const MaxSize = 8 << 20

// Bounds of a file's structure: an exercise is six deep.
const (
	maxDepth  = 64
	maxValues = 200_000
)

// A value is a piece of JSON that knows where it stands.
type value struct {
	at     int    // the offset of its first byte
	path   string // "injects[2].name"
	kind   string // as a person would say: "a text", "a list" …
	text   string // of a text or a number
	list   []*value
	fields []field
}

type field struct {
	name  string
	value *value
}

// What a value may be.
const (
	text   = "a text"
	number = "a number"
	truth  = "true or false"
	null   = "null"
	list   = "a list"
	object = "an object"
)

// get is the value of a key; nil if there is none or the value is no object.
func (v *value) get(name string) *value {
	if v == nil {
		return nil
	}
	for _, f := range v.fields {
		if f.name == name {
			return f.value
		}
	}
	return nil
}

// empty reports whether nothing is said.
func (v *value) empty() bool {
	return v == nil || v.kind == null || v.kind != number && v.kind != truth && v.text == "" && len(v.list)+len(v.fields) == 0
}

// problem is an error at an offset of the file.
func problem(name string, data []byte, at int, format string, args ...any) document.Problem {
	before := data[:min(max(at, 0), len(data))]
	row := bytes.Count(before, []byte("\n"))
	col := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	return document.Problem{File: name, Line: row + 1, Col: col + 1, Message: fmt.Sprintf(format, args...)}
}

// parse reads a file as JSON. The error is of type [document.Problems].
func parse(name string, data []byte) (*value, error) {
	fail := func(at int, format string, args ...any) (*value, error) {
		return nil, document.Problems{problem(name, data, at, format, args...)}
	}
	if len(data) > MaxSize {
		return fail(0, "the file has more than %d MB, and an exercise has less; take large files out of its payloads", MaxSize>>20)
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || !utf8.Valid(data) {
		return fail(invalid(data), "this is no text in UTF-8; save the file as UTF-8")
	}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		data = append([]byte("   "), data[3:]...) // the mark that some editors put first
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return fail(0, "the file is empty; an exercise is a JSON object")
	}
	var syntax *json.SyntaxError
	if err := json.Unmarshal(data, new(json.RawMessage)); errors.As(err, &syntax) {
		return fail(int(syntax.Offset)-1, "this isn't JSON: %s", syntax)
	} else if err != nil {
		return fail(0, "this isn't JSON: %v", err)
	}
	p := &parser{data: data, in: json.NewDecoder(bytes.NewReader(data))}
	p.in.UseNumber()
	v, err := p.value("", 0)
	if err != nil {
		return fail(p.start(), "%v", err)
	}
	return v, nil
}

// invalid is the offset of the first byte that isn't UTF-8.
func invalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return 0
}

// A parser makes values of what is known to be JSON.
type parser struct {
	data  []byte
	in    *json.Decoder
	count int
}

// start is where the next value begins.
func (p *parser) start() int {
	at := int(p.in.InputOffset())
	for at < len(p.data) && bytes.IndexByte([]byte(" \t\r\n,:"), p.data[at]) >= 0 {
		at++
	}
	return at
}

func (p *parser) value(path string, depth int) (*value, error) {
	if p.count++; p.count > maxValues {
		return nil, fmt.Errorf("the file has too many values to be an exercise")
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("lists and objects are nested too deeply; an exercise is six deep")
	}
	v := &value{at: p.start(), path: path}
	token, err := p.in.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case string:
		v.kind, v.text = text, t
	case json.Number:
		v.kind, v.text = number, t.String()
	case bool:
		v.kind, v.text = truth, fmt.Sprint(t)
	case nil:
		v.kind = null
	case json.Delim:
		if t == '[' {
			v.kind = list
			err = p.entries(v, depth)
		} else {
			v.kind = object
			err = p.members(v, depth)
		}
	}
	return v, err
}

// pathLong bounds a path and a key in it, in bytes.
const pathLong = 200

func shorten(name string) string {
	if len(name) > pathLong {
		return strings.ToValidUTF8(name[:pathLong], "") + "…"
	}
	return name
}

func (p *parser) entries(v *value, depth int) error {
	for p.in.More() {
		x, err := p.value(fmt.Sprintf("%s[%d]", v.path, len(v.list)), depth+1)
		if err != nil {
			return err
		}
		v.list = append(v.list, x)
	}
	_, err := p.in.Token()
	return err
}

func (p *parser) members(v *value, depth int) error {
	seen := map[string]bool{}
	for p.in.More() {
		token, err := p.in.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		if seen[name] {
			return fmt.Errorf("the key %s stands twice in one object, and one of the two would be lost; keep one", document.Quote(name))
		}
		seen[name] = true
		path := v.path
		if len(path) < pathLong { // so that many long ones don't fill the memory
			path = strings.TrimPrefix(path+"."+shorten(name), ".")
		}
		x, err := p.value(path, depth+1)
		if err != nil {
			return err
		}
		v.fields = append(v.fields, field{name, x})
	}
	_, err := p.in.Token()
	return err
}
