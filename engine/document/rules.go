package document

import (
	"maps"
	"reflect"
	"slices"
	"strings"
)

// A Rule is what the checks ask of one place of a format. What it leaves at
// zero they don't ask.
type Rule struct {
	Needed    bool
	Filled    bool     // a text that isn't empty
	MaxLength int      // characters
	Words     []string // one of these
	Pattern   string   // a regular expression that the text matches
	URL       bool
	Least     int // of a number, or entries of a list
	Most      int // the same; 0 means any
	Unique    bool
}

// Rules finds out what a format asks of its fields, from the checks
// themselves: it lets them look at a specimen that has every field. into points
// to the struct of the format, check loads a document of it.
//
// The keys are paths from the top, "steps[].facts[].text"; the entries of a
// list of texts have a rule of their own, "authors[]". What depends on several
// fields at once isn't found.
func Rules(into any, check func(*File)) map[string]Rule {
	t := reflect.TypeOf(into).Elem()
	look := func(tree map[string]any) *recorder {
		f := &File{tree: tree, recorder: newRecorder()}
		check(f)
		return f.recorder
	}
	whole := look(specimen(t).(map[string]any))
	rules := make(map[string]Rule, len(whole.rules))
	for path, rule := range whole.rules {
		rules[path] = *rule
	}
	for _, path := range slices.Sorted(maps.Keys(whole.asked)) {
		tree := specimen(t).(map[string]any)
		drop(tree, path)
		r := rules[path]
		r.Needed = look(tree).missed[path]
		rules[path] = r
	}
	return rules
}

// A recorder takes down what checks ask. Problems don't matter meanwhile.
type recorder struct {
	rules  map[string]*Rule
	asked  map[string]bool // what a check looked at
	missed map[string]bool // what a check looked for in vain
}

func newRecorder() *recorder {
	return &recorder{make(map[string]*Rule), make(map[string]bool), make(map[string]bool)}
}

func (n Node) recording() bool { return n.file != nil && n.file.recorder != nil }

// rule is the rule of a key; nil unless rules are being found out. It makes no
// node of its own, so that loading a file pays next to nothing for it.
func (n Node) rule(key string) *Rule {
	if !n.recording() {
		return nil
	}
	return n.file.recorder.at(n.pathOf(key))
}

// entryRule is the rule of the entries of the list under a key; see rule.
func (n Node) entryRule(key string) *Rule {
	if !n.recording() {
		return nil
	}
	return n.file.recorder.at(n.pathOf(key) + "[]")
}

func (r *recorder) at(path string) *Rule {
	if r.rules[path] == nil {
		r.rules[path] = new(Rule)
	}
	return r.rules[path]
}

func (r *Rule) form(f Form) { r.Pattern, r.MaxLength = f.pattern.String(), longestID }

// ask records that a check looks for the key.
func (n Node) ask(key string) {
	path := n.pathOf(key)
	n.file.recorder.asked[path] = true
	if !n.Has(key) {
		n.file.recorder.missed[path] = true
	}
}

func (n Node) path() string {
	switch {
	case n.parent == nil:
		return ""
	case n.key == "":
		return n.parent.path() + "[]"
	}
	return n.parent.pathOf(n.key)
}

func (n Node) pathOf(key string) string { return strings.TrimPrefix(n.path()+"."+key, ".") }

// specimen is a value with every field that a type has, and one entry in each
// list.
func specimen(t reflect.Type) any {
	switch {
	case t == momentType:
		return "2017-05-12"
	case t.Kind() == reflect.Slice:
		return []any{specimen(t.Elem())}
	case t.Kind() == reflect.Struct:
		table := make(map[string]any)
		for i := range t.NumField() {
			if key := t.Field(i).Tag.Get("toml"); key != "" && key != "-" {
				table[key] = specimen(t.Field(i).Type)
			}
		}
		return table
	case t.Kind() == reflect.Int:
		return int64(1)
	case t.Kind() == reflect.Bool:
		return true
	}
	return "x"
}

// drop takes a key out of the only entry of the lists on its path.
func drop(tree map[string]any, path string) {
	keys := strings.Split(path, ".")
	for _, key := range keys[:len(keys)-1] {
		name, isEntry := strings.CutSuffix(key, "[]")
		next := tree[name]
		if isEntry {
			next = next.([]any)[0]
		}
		tree = next.(map[string]any)
	}
	delete(tree, keys[len(keys)-1])
}
