package document

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/source"
)

// Bind assigns the document to the struct that into points to, by the toml
// tags of its fields, and reports all that doesn't fit. Fields may be
// strings, ints, bools, [source.Moment]s, structs and slices of these; a
// field of another type is a mistake in the program and panics. What doesn't
// fit stays at its zero value; lists keep their length.
func (f *File) Bind(into any) {
	b := binder{shapes: make(map[reflect.Type]*shape)}
	b.bind(f.Root(), reflect.ValueOf(into).Elem(), nil)
}

type binder struct {
	shapes map[reflect.Type]*shape
	texts  keeper
}

// A shape is what the tags of a struct type say.
type shape struct {
	keys   []string
	fields []int
}

// A level is one of the tables around a value.
type level struct {
	node  Node
	shape *shape
	outer *level
}

var momentType = reflect.TypeFor[source.Moment]()

func (b *binder) shape(t reflect.Type) *shape {
	if s := b.shapes[t]; s != nil {
		return s
	}
	s := new(shape)
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("toml"); key != "" && key != "-" {
			s.keys, s.fields = append(s.keys, key), append(s.fields, i)
		}
	}
	b.shapes[t] = s
	return s
}

func (b *binder) bind(n Node, v reflect.Value, outer *level) {
	switch {
	case v.Type() == momentType:
		v.Set(reflect.ValueOf(b.moment(n)))
	case v.Kind() == reflect.Struct:
		b.table(n, v, outer)
	case v.Kind() == reflect.Slice:
		b.list(n, v, outer)
	case v.Kind() == reflect.String:
		if s, ok := n.raw.(string); ok {
			v.SetString(b.text(n, s))
		} else {
			n.Problem("%s must be text in quotes, not %s", n.name(), kind(n.raw))
		}
	case v.Kind() == reflect.Int:
		if i, ok := n.raw.(int64); ok && !v.OverflowInt(i) {
			v.SetInt(i)
		} else {
			n.Problem("%s must be a whole number without quotes, not %s", n.name(), kind(n.raw))
		}
	case v.Kind() == reflect.Bool:
		if x, ok := n.raw.(bool); ok {
			v.SetBool(x)
		} else {
			n.Problem("%s must be true or false without quotes, not %s", n.name(), kind(n.raw))
		}
	default:
		panic(fmt.Sprintf("document: can't bind a %s", v.Type()))
	}
}

func (b *binder) table(n Node, v reflect.Value, outer *level) {
	t, ok := n.raw.(map[string]any)
	if !ok {
		n.Problem("%s must be a table, written under a heading %s, not %s", n.name(), n.heading(), kind(n.raw))
		return
	}
	s := b.shape(v.Type())
	here := &level{n, s, outer}
	above := &n // one for all: [Node.At] would make one for each
	known := 0
	for i, key := range s.keys {
		if raw, ok := t[key]; ok {
			known++
			b.bind(Node{n.file, above, key, 0, raw}, v.Field(s.fields[i]), here)
		}
	}
	if known == len(t) {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(t)) {
		if n.file.full() {
			return
		}
		if !slices.Contains(s.keys, key) {
			n.file.report(finding{at: n.At(key), key: true, message: here.unknown(key)})
		}
	}
}

// unknown words the problem of a key that the table doesn't have. The usual
// reason, after a typing mistake, is that it stands below a later heading.
func (l *level) unknown(key string) string {
	where := "in " + l.node.heading()
	if l.outer == nil {
		where = "at " + l.node.heading()
	}
	message := fmt.Sprintf("unknown key %s %s", Quote(key), where)
	for o := l.outer; o != nil; o = o.outer {
		if slices.Contains(o.shape.keys, key) {
			return fmt.Sprintf("%s; it belongs to %s: move it above the heading %s", message, o.node.heading(), l.node.heading())
		}
	}
	return message + "; " + DidYouMean(key, l.shape.keys, "the keys here are "+strings.Join(l.shape.keys, ", "))
}

func (b *binder) list(n Node, v reflect.Value, outer *level) {
	entries, ok := n.raw.([]any)
	if !ok {
		how := fmt.Sprintf("%s = [ … ]", n.name())
		if s, ok := n.raw.(string); ok {
			how = fmt.Sprintf("%s = [%s]", n.name(), Quote(s))
		} else if e := v.Type().Elem(); e.Kind() == reflect.Struct && e != momentType {
			entry := n
			entry.key, entry.parent = "", &n
			how = "a heading " + entry.heading() + " above each entry"
		}
		n.Problem("%s must be a list, not %s; write %s", n.name(), kind(n.raw), how)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(entries), len(entries)))
	above := &n
	for i, raw := range entries {
		b.bind(Node{n.file, above, "", i, raw}, v.Index(i), outer)
	}
}

func (b *binder) text(n Node, s string) string {
	if r := misfit(s); r != 0 {
		n.file.report(finding{at: n, char: r, message: describe(r)})
	}
	return b.texts.clean(s)
}

// moment reads a date written as text, or one of TOML's own dates.
func (b *binder) moment(n Node) source.Moment {
	var written string
	switch raw := n.raw.(type) {
	case string:
		written = b.text(n, raw)
	case time.Time:
		written = bare(n)
	default:
		n.Problem(`%s must be a date such as "2017-05-12", not %s`, n.name(), kind(n.raw))
		return source.Moment{}
	}
	m, err := source.ParseMoment(written)
	if err != nil {
		n.Problem("%s: %v", n.name(), err)
	}
	return m
}

// bare is a date that was written without quotes, as it is spelled in the
// file: what the parser makes of it doesn't say whether it had seconds.
func bare(n Node) string {
	at, exact := n.file.where().find(n)
	if !exact || at.end <= at.value {
		return ""
	}
	return strings.ToUpper(strings.Replace(string(n.file.data[at.value:at.end]), " ", "T", 1))
}

// kind names what stands where something else should.
func kind(raw any) string {
	switch raw.(type) {
	case string:
		return "text"
	case int64, float64:
		return "a number"
	case bool:
		return "true or false"
	case time.Time:
		return "a date"
	case map[string]any:
		return "a table"
	case []any:
		return "a list"
	}
	return "nothing"
}
