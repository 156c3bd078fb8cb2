package cexf_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/normwalk/normwalk/engine/cexf"
	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/scenarios"
)

func content(t testing.TB) *library.Library {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func write(t testing.TB, s *scenario.Scenario, o cexf.Options) ([]byte, []draft.Left) {
	t.Helper()
	var b bytes.Buffer
	left, err := cexf.Write(&b, s, o)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), left
}

// read makes a scenario of a file, with its material.
func read(t testing.TB, lib *library.Library, id string, data []byte) (*scenario.Scenario, *draft.Draft) {
	t.Helper()
	m, err := cexf.Read("x.json", data)
	if err != nil {
		t.Fatal(err)
	}
	d, err := draft.Make(id, m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := scenario.Load(id+".toml", d.TOML, lib.Norms())
	if err != nil {
		t.Fatalf("%v\n%s", err, d.TOML)
	}
	return s, d
}

// What the format carries comes back as it was.
func TestRoundTrip(t *testing.T) {
	lib := content(t)
	for _, s := range lib.Scenarios() {
		data, _ := write(t, s, cexf.Options{})
		got, _ := read(t, lib, "again", data)
		if got.Title != s.Title || got.Summary != s.Summary || got.Background != s.Background || got.Region != s.Region ||
			got.Date != s.Date || got.Licence != s.Licence || !reflect.DeepEqual(got.Authors, s.Authors) {
			t.Errorf("%s: the exercise comes back as %+v", s.ID, got)
		}
		if len(got.Steps) != len(s.Steps) {
			t.Fatalf("%s: %d steps of %d", s.ID, len(got.Steps), len(s.Steps))
		}
		for i, want := range s.Steps {
			st := got.Steps[i]
			if st.Title != want.Title || st.When.From != want.When.From || st.When.To != want.When.To || st.Question != want.Question || st.Notes != "" {
				t.Errorf("%s: the step comes back as %+v", want.ID, st)
			}
			if !reflect.DeepEqual(facts(got, st), facts(s, want)) {
				t.Errorf("%s: %q, want %q", want.ID, facts(got, st), facts(s, want))
			}
		}
		if n := len(got.Tracks); n != 1 || got.Tracks[0].Minutes != full(s).Minutes {
			t.Errorf("%s: tracks %v", s.ID, got.Tracks)
		}
		// From the second time on nothing changes but the ids.
		once, _ := write(t, got, cexf.Options{})
		twice, _ := read(t, lib, "again", once)
		got.Tracks[0].Minutes, twice.Tracks[0].Minutes = 0, 0
		if !reflect.DeepEqual(twice, got) {
			t.Errorf("%s changes the second time", s.ID)
		}
	}
}

func full(s *scenario.Scenario) scenario.Track {
	t, _ := s.Track(scenario.FullTrack)
	return t
}

// facts are texts and the addresses that they rest on.
func facts(s *scenario.Scenario, st scenario.Step) (out [][]string) {
	for _, f := range st.Facts {
		line := []string{f.Text}
		for _, id := range f.Sources {
			x, _ := s.Source(id)
			line = append(line, x.URL)
		}
		out = append(out, line)
	}
	return out
}

// The structure that the tools of the MISP project check for, in our words: see
// schema_cexf.json in the repository MISP/SkillAegis-Editor.
func structure(t *testing.T) *jsonschema.Schema {
	t.Helper()
	obj := func(required string, properties map[string]any) map[string]any {
		r := []any{}
		for _, k := range strings.Fields(required) {
			r = append(r, k)
		}
		return map[string]any{"type": "object", "required": r, "properties": properties}
	}
	str := map[string]any{"type": "string"}
	id := map[string]any{"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"}
	array := func(items any) map[string]any { return map[string]any{"type": "array", "items": items} }
	free := map[string]any{"type": []any{"number", "null"}}
	top := obj("exercise inject_flow inject_payloads injects", map[string]any{
		"exercise": obj("description meta name namespace uuid version", map[string]any{
			"description": str, "expanded": str, "name": str, "namespace": str, "tags": array(str), "total_duration": str, "uuid": id, "version": str,
			"meta": obj("author level priority", map[string]any{
				"author": str, "level": map[string]any{"enum": []any{"beginner", "advanced", "expert"}}, "priority": map[string]any{"type": "integer", "minimum": 0},
			}),
		}),
		"inject_flow": array(obj("description inject_uuid requirements sequence timing", map[string]any{
			"description": str, "inject_uuid": id, "reporting_callback": array(str),
			"requirements": map[string]any{"type": "object", "additionalProperties": false, "properties": map[string]any{"inject_uuid": id, "resolution_requirement": str}},
			"sequence":     obj("completion_trigger followed_by trigger", map[string]any{"completion_trigger": array(str), "followed_by": array(str), "trigger": array(str)}),
			"timing":       obj("triggered_at periodic_run_every", map[string]any{"triggered_at": free, "periodic_run_every": free}),
		})),
		"inject_payloads": array(map[string]any{"type": "object"}),
		"injects": array(obj("action inject_evaluation name target_tool uuid", map[string]any{
			"action": str, "inject_evaluation": array(map[string]any{"type": "object"}), "name": str,
			"target_tool": map[string]any{"enum": []any{"MISP", "suricata", "webhook"}}, "uuid": id,
		})),
	})
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("cexf", any(top)); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("cexf")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestWhatIsWrittenIsValid(t *testing.T) {
	schema := structure(t)
	for _, s := range content(t).Scenarios() {
		for _, track := range s.AllTracks() {
			data, left := write(t, s, cexf.Options{Track: track.ID, Version: "20261121"})
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Errorf("%s, track %s: %v", s.ID, track.ID, err)
			}
			again, _ := write(t, s, cexf.Options{Track: track.ID, Version: "20261121"})
			if !bytes.Equal(again, data) {
				t.Errorf("%s is written in two ways", s.ID)
			}
			var f struct {
				Exercise map[string]any   `json:"exercise"`
				Flow     []map[string]any `json:"inject_flow"`
				Payloads []struct {
					Parameters map[string]string
				} `json:"inject_payloads"`
			}
			if err := json.Unmarshal(data, &f); err != nil {
				t.Fatal(err)
			}
			if len(f.Flow) != len(track.Steps) || f.Exercise["version"] != "20261121" {
				t.Errorf("%s, track %s: %d injects, version %v", s.ID, track.ID, len(f.Flow), f.Exercise["version"])
			}
			// What only the facilitator may see never leaves.
			whole := string(data)
			for _, p := range f.Payloads {
				raw, err := base64.StdEncoding.DecodeString(p.Parameters["content"])
				if err != nil {
					t.Fatal(err)
				}
				whole += string(raw)
				if strings.Contains(string(raw), "For discussion") {
					t.Errorf("%s: the participants get the question before the vote", s.ID)
				}
			}
			for _, st := range s.Steps {
				for _, r := range st.Readings {
					if strings.Contains(whole, r.Reason) || strings.Contains(whole, r.Counter) {
						t.Errorf("%s: a reading leaves", st.ID)
					}
				}
				if st.Notes != "" && strings.Contains(whole, st.Notes) {
					t.Errorf("%s: the notes leave", st.ID)
				}
			}
			names := map[string]bool{}
			for _, l := range left {
				names[l.Where] = true
			}
			for _, must := range []string{"readings", "requests", "flows", "sources", "claims", "id"} {
				if !names[must] {
					t.Errorf("%s: %s isn't listed as left out: %v", s.ID, must, left)
				}
			}
		}
	}
	if _, err := cexf.Write(&bytes.Buffer{}, content(t).Scenarios()[0], cexf.Options{Track: "none"}); err == nil {
		t.Error("a track that isn't there is written")
	}
}

// An exercise for a platform becomes steps, and the platform's part is listed.
func TestReadAForeignExercise(t *testing.T) {
	data, err := os.ReadFile("testdata/foreign.json")
	if err != nil {
		t.Fatal(err)
	}
	s, d := read(t, content(t), "a-letter", data)
	if s.Title != "A letter" || s.Background != "# A fraudster\n\nwrites to a bank." || s.Tracks[0].Minutes != 120 || len(s.Steps) != 2 {
		t.Errorf("%+v", s)
	}
	var texts []string
	for _, f := range s.Steps[0].Facts {
		texts = append(texts, f.Text)
	}
	if want := []string{"The first letter.", "Dear bank,", "please pay [1]."}; !reflect.DeepEqual(texts, want) {
		t.Errorf("facts %q, want %q", texts, want)
	}
	if s.Steps[0].Notes != "The exercise that this was imported from looked for: event made; published." {
		t.Errorf("notes %q", s.Steps[0].Notes)
	}
	var left []string
	for _, l := range d.Left {
		left = append(left, l.String())
	}
	want := []string{
		`exercise.meta.level: the key "level"`,
		`exercise.meta.priority: the key "priority"`,
		`exercise.namespace: the key "namespace"`,
		`exercise.tags: the key "tags"`,
		`exercise.uuid: the key "uuid"`,
		`exercise.version: the key "version"`,
		`inject_payloads[1]: a payload that isn't a text; nothing is handed out`,
		`injects[0].target_tool: the tool that is watched`,
		`injects[0].inject_evaluation: what a tool evaluates and how it scores; the results it looks for are in the notes`,
		`injects[1].action: the action; the facilitator reads the facts out`,
		`inject_flow[0].sequence.completion_trigger: completion_trigger: the facilitator says when a step begins and ends (in 2 places; this is the first)`,
		`inject_flow[1].requirements: requirements: steps come one after another, whatever came of those before`,
		`inject_flow[1].sequence.trigger: trigger: the facilitator says when a step begins and ends`,
		`inject_flow[1].timing.triggered_at: triggered_at: the facilitator says when a step begins`,
	}
	if !reflect.DeepEqual(left, want) {
		t.Errorf("left out:\n%s\nwant:\n%s", strings.Join(left, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatIsWrongIsSaidWithItsPlace(t *testing.T) {
	const uuid = "11111111-1111-4111-8111-111111111111"
	for _, c := range []struct{ name, in, want string }{
		{"empty", " ", "x.json:1:1: the file is empty; an exercise is a JSON object"},
		{"no JSON", "{\n  \"a\": }", "x.json:2:8: this isn't JSON: invalid character '}' looking for beginning of value"},
		{"cut off", "{\"a\"", "x.json:1:4: this isn't JSON: unexpected end of JSON input"},
		{"two values", "{} {}", "x.json:1:4: this isn't JSON: invalid character '{' after top-level value"},
		{"bytes", "{\"a\": \"\xff\"}", "x.json:1:8: this is no text in UTF-8; save the file as UTF-8"},
		{"UTF-16", "\xff\xfe{\x00", "x.json:1:1: this is no text in UTF-8; save the file as UTF-8"},
		{"a list", "[]", "x.json:1:1: the file is a list; it must be an object"},
		{"twice", "{\"a\":1,\n\"a\":2}", "x.json:2:5: the key \"a\" stands twice in one object, and one of the two would be lost; keep one"},
		{"deep", strings.Repeat("[", 100) + strings.Repeat("]", 100), "x.json:1:66: lists and objects are nested too deeply; an exercise is six deep"},
		{"parts", "{}", "x.json:1:1: the file has no exercise; add it, an object\nx.json:1:1: the file has no inject_payloads; add it, a list\n" +
			"x.json:1:1: the file has no injects; add it, a list\nx.json:1:1: the file has no inject_flow; add it, a list"},
		{"wrong", `{"exercise": {"name": 3, "total_duration": "long", "meta": []},
			"inject_flow": [{"inject_uuid": "` + uuid + `"}, 7, {}], "inject_payloads": {},
			"injects": [{"uuid": "x", "name": "a"}, {"uuid": "X"}]}`,
			`x.json:1:23: exercise.name is a number; it must be a text
x.json:1:44: total_duration is "long"; write a number of seconds
x.json:2:36: there is no inject "` + uuid + `"; add it to injects, or correct the uuid
x.json:2:77: inject_flow[1] is a number; it must be an object
x.json:2:80: inject_flow[2] has no inject_uuid; add it, a text
x.json:2:104: inject_payloads is an object; it must be a list
x.json:3:44: injects[1] has no name; add it, a text
x.json:3:53: the uuid is that of injects[0]; give each its own`},
	} {
		m, err := cexf.Read("x.json", []byte(c.in))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v\n%v\nwant\n%s", c.name, m, err, c.want)
		}
	}
	if _, err := cexf.Read("x.json", bytes.Repeat([]byte(" "), cexf.MaxSize+1)); err == nil || !strings.Contains(err.Error(), "more than 8 MB") {
		t.Error(err)
	}
	many := `{"exercise": {"name": "x"}, "inject_payloads": [` + strings.Repeat("1,", 300_000) + `1], "injects": []}`
	if _, err := cexf.Read("x.json", []byte(many)); err == nil || !strings.Contains(err.Error(), "too many values") {
		t.Error(err)
	}
}

// Any bytes give a scenario that checks, or problems with their places.
func FuzzRead(f *testing.F) {
	lib := content(f)
	foreign, err := os.ReadFile("testdata/foreign.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(foreign)
	own, _ := write(f, lib.Scenarios()[0], cexf.Options{Track: "60-minutes"})
	f.Add(own)
	f.Add([]byte(`{"exercise":{"name":"\u0000\u202e"},"inject_flow":[],"inject_payloads":[],"injects":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := cexf.Read("x.json", data)
		var problems document.Problems
		switch {
		case errors.As(err, &problems):
			for _, p := range problems {
				if p.Line < 1 || p.Col < 1 || p.Message == "" {
					t.Errorf("a problem without a place: %v", p)
				}
			}
			return
		case err != nil:
			t.Fatalf("an error of another kind: %v", err)
		}
		d, err := draft.Make("fuzz", m)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := scenario.Load("fuzz.toml", d.TOML, lib.Norms()); err != nil {
			t.Fatalf("%v\n%s", err, d.TOML)
		}
	})
}
