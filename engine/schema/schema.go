package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// Scenario is the schema of a scenario file, as JSON.
func Scenario() ([]byte, error) {
	return write(format{
		name:  "scenario",
		about: "A real incident told in steps, every fact with its sources.",
		into:  new(scenario.Scenario),
		check: func(f *document.File) error {
			none, err := norm.NewSet()
			if err == nil {
				_, err = scenario.FromDocument(f, none)
			}
			return err
		},
	})
}

// Catalogue is the schema of a norm catalogue, as JSON.
func Catalogue() ([]byte, error) {
	return write(format{
		name:  "catalogue",
		about: "A family of norms, each restated in the authors' own words.",
		into:  new(norm.Catalogue),
		check: func(f *document.File) error {
			_, err := norm.FromDocument(f)
			return err
		},
	})
}

type format struct {
	name, about string
	into        any // points to the type
	check       func(*document.File) error
}

func write(f format) ([]byte, error) {
	var failed error
	rules := document.Rules(f.into, func(d *document.File) {
		if err := f.check(d); err != nil {
			failed = err
		}
	})
	if failed != nil {
		return nil, fmt.Errorf("find out the rules of a %s: %w", f.name, failed)
	}
	w := writer{rules}
	top := w.table(reflect.TypeOf(f.into).Elem(), "")
	top.Schema, top.ID = "https://json-schema.org/draft/2020-12/schema", "urn:normwalk:schema:"+f.name+":1"
	top.Title, top.Description = "normwalk "+f.name, f.about+" The format is described in scenarios/README.md."
	body, err := plain(top)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, body, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

type writer struct{ rules map[string]document.Rule }

var momentType = reflect.TypeFor[source.Moment]()

// value describes what may stand at the path.
func (w writer) value(t reflect.Type, path string) *Node {
	rule := w.rules[path]
	switch {
	case t == momentType:
		return &Node{Type: "string", Pattern: momentPattern, Examples: []string{"2017", "2017-05", "2017-05-12", "2017-05-12T13:30Z"}}
	case t.Kind() == reflect.Struct:
		return w.table(t, path+".")
	case t.Kind() == reflect.Slice:
		return &Node{Type: "array", MinItems: rule.Least, MaxItems: rule.Most, UniqueItems: rule.Unique, Items: w.value(t.Elem(), path+"[]")}
	case t.Kind() == reflect.Int && rule.Least == rule.Most:
		return &Node{Type: "integer", Const: rule.Least}
	case t.Kind() == reflect.Int:
		return &Node{Type: "integer", Minimum: rule.Least, Maximum: rule.Most}
	case t.Kind() == reflect.Bool:
		return &Node{Type: "boolean"}
	}
	n := &Node{Type: "string", Enum: rule.Words, Pattern: rule.Pattern, MaxLength: rule.MaxLength}
	switch {
	case rule.URL:
		n.Pattern = urlPattern
	case rule.Filled && n.Pattern == "":
		n.MinLength, n.Pattern = 1, `\S`
	}
	return n
}

// table describes a table whose keys' paths begin so.
func (w writer) table(t reflect.Type, prefix string) *Node {
	n := &Node{Type: "object", Additional: new(bool)}
	for i := range t.NumField() {
		key := t.Field(i).Tag.Get("toml")
		if key == "" || key == "-" {
			continue
		}
		path := prefix + key
		value := w.value(t.Field(i).Type, path)
		value.Title = strings.ToUpper(key[:1]) + strings.ReplaceAll(key[1:], "_", " ")
		value.Description = w.describe(t.Name()+"."+key, value)
		if w.rules[path].Needed {
			n.Required = append(n.Required, key)
		}
		n.Properties = append(n.Properties, property{key, value})
	}
	more(t.Name(), n)
	return n
}

// describe is the help that an editor shows: what a field is for, and its
// limits in words.
func (w writer) describe(field string, n *Node) string {
	text := about()[field]
	var limits []string
	if n.MaxLength > 0 {
		limits = append(limits, fmt.Sprintf("at most %s characters", thousands(n.MaxLength)))
	}
	if n.MinItems > 0 && n.MaxItems > 0 {
		limits = append(limits, fmt.Sprintf("%d to %d entries", n.MinItems, n.MaxItems))
	} else if n.MaxItems > 0 {
		limits = append(limits, fmt.Sprintf("at most %d entries", n.MaxItems))
	}
	if n.Items != nil && n.Items.MaxLength > 0 && n.Items.MaxLength != longID {
		limits = append(limits, fmt.Sprintf("each at most %s characters", thousands(n.Items.MaxLength)))
	}
	if len(limits) > 0 {
		l := strings.Join(limits, ", ")
		text += " " + strings.ToUpper(l[:1]) + l[1:] + "."
	}
	return text
}

// longID is the length of an id, which goes without saying in a list of them.
const longID = 64

func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}
