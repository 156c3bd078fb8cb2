package schema

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
	"github.com/normwalk/normwalk/scenarios"
)

var update = flag.Bool("update", false, "write the published schemas anew")

// kinds are the two formats with their makers.
func kinds() map[string]func() ([]byte, error) {
	return map[string]func() ([]byte, error){"scenario": Scenario, "catalogue": Catalogue}
}

// What is published is what the types and the checks say.
func TestPublished(t *testing.T) {
	for name, make := range kinds() {
		want, err := make()
		if err != nil {
			t.Fatal(err)
		}
		file := "../../scenarios/" + name + ".schema.json"
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(got), string(want)); diff != "" {
			t.Errorf("%s isn't what the program says (-file +program); run go test ./engine/schema -update\n%s", file, diff)
		}
	}
}

// validator is an independent reader of our schemas.
func validator(t testing.TB, name string) *jsonschema.Schema {
	t.Helper()
	body, err := kinds()[name]()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tree reads TOML as an editor's validator sees it: dates are texts.
func tree(t testing.TB, body string) any {
	t.Helper()
	var out map[string]any
	if _, err := toml.Decode(body, &out); err != nil {
		t.Fatal(err)
	}
	return jsonLike(out)
}

func jsonLike(v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.Format("2006-01-02")
	case map[string]any:
		for k := range v {
			v[k] = jsonLike(v[k])
		}
	case []map[string]any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = jsonLike(v[i])
		}
		return list
	case []any:
		for i := range v {
			v[i] = jsonLike(v[i])
		}
	}
	return v
}

// Each built-in file names its schema in its first line, and follows it.
func TestBuiltinFilesFollow(t *testing.T) {
	count := 0
	for pattern, kind := range map[string]struct{ name, line string }{
		"*.toml":       {"scenario", "#:schema ./scenario.schema.json\n"},
		"norms/*.toml": {"catalogue", "#:schema ../catalogue.schema.json\n"},
	} {
		names, err := fs.Glob(scenarios.FS(), pattern)
		if err != nil {
			t.Fatal(err)
		}
		s := validator(t, kind.name)
		for _, name := range names {
			body, err := fs.ReadFile(scenarios.FS(), name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(string(body), kind.line) {
				t.Errorf("%s doesn't begin with %q", name, kind.line)
			}
			if _, err := os.Stat(path.Join("../../scenarios", path.Dir(name), strings.TrimSpace(strings.TrimPrefix(kind.line, "#:schema ")))); err != nil {
				t.Error(err)
			}
			if err := s.Validate(tree(t, string(body))); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			count++
		}
	}
	if count < 20 {
		t.Errorf("only %d files", count)
	}
}

// Every field has its help, and no help is left over.
func TestEveryFieldHasHelp(t *testing.T) {
	left := about()
	var visit func(reflect.Type)
	seen := make(map[reflect.Type]bool)
	visit = func(x reflect.Type) {
		if x.Kind() == reflect.Slice {
			x = x.Elem()
		}
		if x.Kind() != reflect.Struct || x == momentType || seen[x] {
			return
		}
		seen[x] = true
		for i := range x.NumField() {
			if key := x.Field(i).Tag.Get("toml"); key != "" && key != "-" {
				name := x.Name() + "." + key
				if !strings.HasSuffix(left[name], ".") && !strings.HasSuffix(left[name], "…") {
					t.Errorf("%s has no help, or only part of a sentence", name)
				}
				delete(left, name)
				visit(x.Field(i).Type)
			}
		}
	}
	visit(reflect.TypeFor[scenario.Scenario]())
	visit(reflect.TypeFor[norm.Catalogue]())
	for name := range left {
		t.Errorf("there is no field %s", name)
	}
}

// What the loader reads as a moment has the pattern, and what it doesn't
// hasn't.
func TestMomentPattern(t *testing.T) {
	s := validator(t, "catalogue")
	fits := func(text string) bool {
		body := tree(t, goodCatalogue).(map[string]any)
		body["adopted"] = text
		return s.Validate(body) == nil
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`(19|20|21|18)[0-9][0-9](-[01][0-9](-[0-3][0-9](T[0-2][0-9](:[0-6][0-9](:[0-5][0-9])?)?(Z|[+-]0[0-9]:[03]0)?)?)?)?`).Draw(t, "moment")
		_, err := source.ParseMoment(text)
		switch got := fits(text); {
		case err == nil && !got && !strings.HasPrefix(text, "1899-12-31T") && !strings.HasPrefix(text, "2200-01-01T"):
			t.Fatalf("%q is refused", text)
		case err != nil && got && !impossible(text):
			t.Fatalf("%q is accepted: %v", text, err)
		}
	})
}

// impossible reports a day that its month doesn't have, which no pattern can
// tell, or a year that an offset moves.
func impossible(text string) bool {
	_, err := time.Parse("2006-01-02", text[:min(10, len(text))])
	return err != nil && len(text) >= 10 || strings.Contains(text, "-01-01T") || strings.Contains(text, "-12-31T")
}
