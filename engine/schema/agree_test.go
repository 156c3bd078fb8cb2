package schema

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

const goodCatalogue = `
schema = 1
id = "mini"
title = "T"
short = "M"
prefix = "X"
cautions = ["C"]
publisher = "P"
adopted = "2015"
type = "norm"
legal_nature = "voluntary"
addressees = "States"
summary = "S"
url = "https://example.org"
licence = "CC0-1.0"
[[sources]]
id = "S1"
title = "T"
publisher = "P"
date = "2015-07"
url = "doi:10.1/x"
via = "a library"
status = "copy"
language = "pt-BR"
note = "N"
[[items]]
item = "a"
reference = "1(a)"
position = 1
label = "L"
restatement = "R"
kind = "do"
kind_note = "N"
addressee = "States"
terms = [{ term = "T", meaning = "M" }]
guidance = [{ document = "D", section = "S", text = "T", sources = ["S1"] }]
actions = ["A"]
bodies = ["B"]
look_for = "L"
critiques = [{ text = "T", sources = ["S1"] }]
practitioners = [{ text = "T" }]
related = ["b"]
aliases = [{ scheme = "s", value = "v", note = "n" }]
links = [{ title = "T", url = "https://example.org/a", status = "read" }]
adopted = "2016-01"
type = "duty"
legal_nature = "binding"
ideas = ["crime"]
incident_response = true
sources = ["S1"]
confidence = "medium"
confidence_note = "N"
[[items]]
item = "b"
reference = "1(b)"
position = 2
label = "L"
restatement = "R"
kind = "refrain"
addressee = "States"
look_for = "L"
links = [{ title = "T", url = "https://example.org/b", status = "unread" }]
`

// What only the loader can say; everything else the schema must say too.
var beyond = regexp.MustCompile(strings.Join([]string{
	`there is no `, `never used`, `differs from the file's name`, `lies before`, `there are two `, `together; shorten`, `comes before`,
	`two readings`, `related to itself`, `this is item`, `the catalogue .* isn't loaded`, `the alias`, `^the file has neither`,
}, "|"))

// The schema and the loader are walked against each other: wherever a good
// file is changed, both accept what comes of it or both refuse it.
func TestSchemaAndLoaderAgree(t *testing.T) {
	tale, err := os.ReadFile("../scenario/testdata/tale-2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	mini, err := norm.Load("mini.toml", []byte(goodCatalogue))
	if err != nil {
		t.Fatal(err)
	}
	norms, err := norm.NewSet(mini)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		kind, body string
		load       func([]byte) error
	}{
		{"scenario", string(tale), func(b []byte) error { _, err := scenario.Load("tale-2020.toml", b, norms); return err }},
		{"catalogue", goodCatalogue, func(b []byte) error { _, err := norm.Load("mini.toml", b); return err }},
	} {
		t.Run(c.kind, func(t *testing.T) {
			w := &walk{t: t, root: tree(t, c.body).(map[string]any), schema: validator(t, c.kind), load: c.load, tried: make(map[string]bool)}
			w.compare("nothing changed")
			if w.accepted != 1 {
				t.Fatal("the file isn't good to begin with")
			}
			w.visit("", w.root, nil)
			if w.accepted < 100 || w.refused < 500 {
				t.Errorf("only %d changes were accepted and %d refused", w.accepted, w.refused)
			}
		})
	}
}

type walk struct {
	t                 *testing.T
	root              map[string]any
	schema            *jsonschema.Schema
	load              func([]byte) error
	tried             map[string]bool // places; what is alike is changed once
	accepted, refused int
}

func (w *walk) compare(what string) {
	w.t.Helper()
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(w.root); err != nil {
		w.t.Fatalf("%s: %v", what, err)
	}
	var problems document.Problems
	if err := w.load(b.Bytes()); err != nil && !errors.As(err, &problems) {
		w.t.Fatalf("%s: %v", what, err)
	}
	var said []string
	for _, p := range problems {
		if !beyond.MatchString(p.Message) {
			said = append(said, p.Message)
		}
	}
	err := w.schema.Validate(w.root)
	switch {
	case err == nil && said != nil:
		w.t.Errorf("%s: the loader says %q, the schema nothing", what, said)
	case err != nil && problems == nil:
		w.t.Errorf("%s: the loader says nothing, the schema %v", what, err)
	case err == nil:
		w.accepted++
	default:
		w.refused++
	}
}

func (w *walk) visit(place string, v any, set func(any)) {
	if set != nil && !w.tried[place] {
		w.tried[place] = true
		for what, other := range w.others(place, v) {
			set(other)
			w.compare(fmt.Sprintf("%s = %s", place, what))
		}
		set(v)
	}
	switch v := v.(type) {
	case map[string]any:
		if !w.tried[place+".surprise"] {
			w.tried[place+".surprise"] = true
			v["surprise"] = "x"
			w.compare(place + ".surprise added")
			delete(v, "surprise")
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			old := v[key]
			if !w.tried[place+"."+key+" gone"] {
				w.tried[place+"."+key+" gone"] = true
				delete(v, key)
				w.compare(place + "." + key + " gone")
				v[key] = old
			}
			w.visit(place+"."+key, old, func(x any) { v[key] = x })
		}
	case []any:
		for i := range v {
			w.visit(place+"[]", v[i], func(x any) { v[i] = x })
		}
	}
}

// others are values to put where v stands.
func (w *walk) others(place string, v any) map[string]any {
	all := map[string]any{
		"empty text": "", "a word": "x", "capitals": "Some Words", "a number": int64(1), "a large number": int64(5000), "zero": int64(0),
		"true": true, "an empty list": []any{}, "a list of a text": []any{"x"}, "an empty table": map[string]any{}, "a date": "2017-05-12",
		"a day too many": "2017-05-42", "an address": "https://example.org/x", "no address": "example.org",
	}
	switch v := v.(type) {
	case string:
		for _, limit := range []int{16, 24, 32, 40, 48, 60, 64, 80, 100, 120, 160, 200, 240, 260, 280, 300, 420, 480, 600, 900, 1800} {
			if limit > 64 {
				all[fmt.Sprint(limit, " characters")] = strings.Repeat("é", limit)
			} else {
				all[fmt.Sprint(limit, " letters")] = strings.Repeat("e", limit)
			}
		}
		for _, limit := range []int{16, 48, 64, 160, 260, 300, 1800} {
			all[fmt.Sprint(limit+1, " letters")] = strings.Repeat("e", limit+1)
		}
	case []any:
		all["the first entry twice"] = append(slices.Clone(v), v[0])
		all["twelve entries"] = slices.Repeat(v[:1], 12)
	}
	return all
}

// Each line of the format's list of rules that a schema can say.
func TestSchemaRefuses(t *testing.T) {
	s := validator(t, "catalogue")
	for what, change := range map[string]func(top, source, item map[string]any){
		"a copy without its place":        func(_, source, _ map[string]any) { delete(source, "via") },
		"a copy with an empty place":      func(_, source, _ map[string]any) { source["via"] = " " },
		"an unsure item without its note": func(_, _, item map[string]any) { delete(item, "confidence_note") },
		"a note on no confidence":         func(_, _, item map[string]any) { delete(item, "confidence") },
		"a newer format":                  func(top, _, _ map[string]any) { top["schema"] = 2 },
		"an id with blanks":               func(top, _, _ map[string]any) { top["id"] = "a b" },
		"a day that is none":              func(top, _, _ map[string]any) { top["adopted"] = "2015-02-32" },
		"a time without a zone":           func(top, _, _ map[string]any) { top["adopted"] = "2015-02-03T10:00" },
		"an idea twice":                   func(_, _, item map[string]any) { item["ideas"] = []any{"crime", "crime"} },
		"an idea that there is not":       func(_, _, item map[string]any) { item["ideas"] = []any{"kindness"} },
		"no items":                        func(top, _, _ map[string]any) { top["items"] = []any{} },
	} {
		top := tree(t, goodCatalogue).(map[string]any)
		change(top, top["sources"].([]any)[0].(map[string]any), top["items"].([]any)[0].(map[string]any))
		if s.Validate(top) == nil {
			t.Errorf("accepted with %s", what)
		}
	}
}
