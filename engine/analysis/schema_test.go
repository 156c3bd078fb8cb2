package analysis

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/scenarios"
)

// validator checks documents against the published schema, formats included.
func validator(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("analysis.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("analysis.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tree is a value as it comes back from JSON.
func tree(t testing.TB, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func labelled(e *Exercise) Labelled {
	e.Scenario.Hash = strings.Repeat("0a", 32) // a test's setup has short ones
	for i := range e.Catalogues {
		e.Catalogues[i].Hash = strings.Repeat("1b", 32)
	}
	return Labelled{TLP: "AMBER", ChathamHouse: true, Exercise: e}
}

// realWalk takes a real incident, with every norm of the default plan.
func realWalk(t testing.TB, id string, mode exercise.Mode, shift int) Labelled {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := lib.Scenario(id)
	if err != nil {
		t.Fatal(err)
	}
	w := &walk{t: t, state: &exercise.State{}, scenario: s, norms: lib.Norms()}
	setup := testSetup(s, w.norms, mode, "Policy", "Technical community")
	setup.Exercise = fmt.Sprint(id, mode, shift)
	w.must(exercise.Open{Setup: setup})
	for i, st := range s.Steps {
		w.must(exercise.Enter{Step: st.ID})
		for round := range 1 + i%2 {
			if round == 1 {
				w.must(exercise.SecondRound{Step: st.ID})
			}
			for j, id := range setup.Plan[i].Norms {
				n := i + j + shift + round
				w.must(exercise.Count{Step: st.ID, Norm: id, Group: "Policy", Tally: exercise.Tally{Helped: n % 7, Latency: 6 - n%7, Abstained: n % 2}, Reason: "trust", Delay: "hours"},
					hands(st.ID, id, "Technical community", 8-n%5, 1, n%5, 0))
			}
			w.must(exercise.Reveal{Step: st.ID})
		}
	}
	return labelled(w.must(exercise.Finish{}).of())
}

// exports are documents of every kind.
func exports(t testing.TB) map[string]Document {
	t.Helper()
	solo := newWalk(t, exercise.Solo).must(
		exercise.Enter{Step: "one"}, exercise.Cast{Participant: "p0", Step: "one", Norm: "c/a", Ballot: exercise.Ballot{Answer: exercise.Latency, Reason: "time", Delay: "days"}},
		exercise.SetAside{Step: "one", Norm: "c/b"}, exercise.Reveal{Step: "one"}, exercise.SecondRound{Step: "one"},
		exercise.Cast{Participant: "p0", Step: "one", Norm: "c/a", Ballot: exercise.Ballot{Answer: exercise.Abstain}}, exercise.Reveal{Step: "one"}, exercise.Finish{})
	room := roomWalk(t).cast("one", "c/a", "Academia", 8, 1, 0, 0).cast("one", "c/a", "Government", 1, 4, 1, 0).cast("one", "c/a", "Youth", 0, 0, 0, 3).must(exercise.Reveal{Step: "one"})
	interim := roomWalk(t).cast("one", "c/a", "Academia", 8, 1, 0, 0)
	other := handsWalk(t).of()
	other.ID, other.Scenario.ID = "e2", "s"
	edited := labelled(handsWalk(t).of())
	edited.ID, edited.Scenario.Hash = "e3", strings.Repeat("2c", 32)
	edited.Catalogues[0].Hash = strings.Repeat("3d", 32)
	return map[string]Document{
		"solo":    Publish(labelled(solo.of())),
		"hands":   Publish(labelled(handsWalk(t).of())),
		"room":    Publish(labelled(room.of())),
		"interim": Publish(labelled(interim.of())),
		"shared":  Publish(labelled(interim.shared())),
		"empty":   Publish(labelled(newWalk(t, exercise.Hands).of())),
		"none":    Publish(Labelled{Exercise: labelled(Of(nil, nil, nil)).named("none")}),
		"two":     Publish(labelled(handsWalk(t).of()), labelled(other), edited, labelled(room.of()).as("e4")),
		"real":    Publish(realWalk(t, "wannacry-2017", exercise.Hands, 0), realWalk(t, "wannacry-2017", exercise.Hands, 3), realWalk(t, "estonia-2007", exercise.Room, 1)),
	}
}

func (l Labelled) as(id string) Labelled {
	l.ID = id
	return l
}

// named fills in what an exercise that was never opened doesn't have.
func (l Labelled) named(id string) *Exercise {
	l.ID, l.Scenario.ID, l.Mode = id, "s", exercise.Hands
	return l.Exercise
}

func TestSchemaAcceptsExports(t *testing.T) {
	schema := validator(t)
	for name, d := range exports(t) {
		if err := schema.Validate(tree(t, d)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if (d.Comparison != nil) != (len(d.Exercises) > 1) {
			t.Errorf("%s: %d exercises, comparison %v", name, len(d.Exercises), d.Comparison != nil)
		}
	}
}

// Wherever a document is changed, the schema has to notice.
func TestSchemaRejectsWhatIsNoExport(t *testing.T) {
	schema := validator(t)
	type mutation struct {
		what string
		undo func()
	}
	tried := map[string]bool{} // what there is in several places is changed in one
	all := exports(t)
	for _, name := range []string{"solo", "shared", "room", "hands", "two"} {
		root := tree(t, all[name])
		if name == "two" {
			thin(root)
		}
		check := func(m mutation) {
			if tried[m.what] {
				m.undo()
				return
			}
			tried[m.what] = true
			if schema.Validate(root) == nil {
				t.Errorf("%s: accepted with %s", name, m.what)
			}
			m.undo()
		}
		var visit func(path string, v any, set func(any))
		visit = func(path string, v any, set func(any)) {
			if set != nil {
				set(map[string]any{"surprise": true})
				check(mutation{path + " replaced by an object", func() { set(v) }})
			}
			switch v := v.(type) {
			case map[string]any:
				v["surprise"] = true
				check(mutation{path + ".surprise", func() { delete(v, "surprise") }})
				for _, key := range slices.Sorted(maps.Keys(v)) {
					visit(path+"."+key, v[key], func(x any) { v[key] = x })
				}
			case []any:
				for i := range v {
					visit(path+"[]", v[i], func(x any) { v[i] = x })
				}
			}
		}
		visit("", root, nil)
	}
	if len(tried) < 500 {
		t.Errorf("only %d changes were tried", len(tried))
	}
}

// thin leaves two of every list: the comparison is large, and much alike.
func thin(v any) {
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			if list, ok := x.([]any); ok && len(list) > 2 {
				v[key] = list[:2]
			}
			thin(v[key])
		}
	case []any:
		for _, x := range v {
			thin(x)
		}
	}
}

func TestSchemaRejectsWrongValues(t *testing.T) {
	schema, all := validator(t), exports(t)
	for _, c := range []struct {
		doc, what string
		change    func(d map[string]any, e map[string]any)
	}{
		{"hands", "another format", func(d, _ map[string]any) { d["format"] = "something else" }},
		{"hands", "another version", func(d, _ map[string]any) { d["version"] = json.Number("2") }},
		{"hands", "no exercises", func(d, _ map[string]any) { d["exercises"] = []any{} }},
		{"hands", "a label that there is not", func(_, e map[string]any) { e["tlp"] = "WHITE" }},
		{"hands", "no Chatham House field", func(_, e map[string]any) { delete(e, "chatham_house") }},
		{"hands", "a broken hash", func(_, e map[string]any) { e["scenario"].(map[string]any)["hash"] = "12" }},
		{"hands", "a negative count", func(_, e map[string]any) { e["totals"].(map[string]any)["judged"] = json.Number("-1") }},
		{"hands", "half a vote", func(_, e map[string]any) { e["totals"].(map[string]any)["judged"] = json.Number("0.5") }},
		{"hands", "a third round", func(_, e map[string]any) { first(e, "items")["round"] = json.Number("3") }},
		{"hands", "a share above 1", func(_, e map[string]any) { first(e, "items")["share"] = map[string]any{"value": json.Number("1.5")} }},
		{"hands", "a statistic without anything", func(_, e map[string]any) { first(e, "items")["share"] = map[string]any{} }},
		{"hands", "a value and a reason for none", func(_, e map[string]any) {
			first(e, "items")["share"] = map[string]any{"value": json.Number("0.5"), "undefined": "no verdicts"}
		}},
		{"hands", "hidden answers of what was judged", func(_, e map[string]any) { first(e, "items")["hidden"] = json.Number("3") }},
		{"hands", "a hidden item without a number", func(_, e map[string]any) { first(e, "items")["standing"] = "hidden" }},
		{"hands", "a time without a zone", func(_, e map[string]any) { e["opened"] = "2026-11-21T09:00:00" }},
		{"hands", "no agreement in a room", func(_, e map[string]any) { delete(e, "agreement") }},
		{"solo", "agreement of one person", func(_, e map[string]any) { e["gaps"] = []any{} }},
		{"two", "several without comparison", func(d, _ map[string]any) { delete(d, "comparison") }},
	} {
		d := tree(t, all[c.doc]).(map[string]any)
		c.change(d, d["exercises"].([]any)[0].(map[string]any))
		if schema.Validate(d) == nil {
			t.Errorf("%s: accepted with %s", c.doc, c.what)
		}
	}
}

func first(e map[string]any, list string) map[string]any {
	return e[list].([]any)[0].(map[string]any)
}

// definition is an object of the schema, as far as this test reads it.
type definition struct {
	Properties map[string]json.RawMessage
	Required   []string
}

// The schema has the fields of the Go types, and requires those that are
// always there.
func TestSchemaFollowsTheTypes(t *testing.T) {
	var schema struct {
		definition
		Defs map[string]definition `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	types := map[string]reflect.Type{
		"exercise": reflect.TypeFor[Labelled](), "document_ref": reflect.TypeFor[exercise.Ref](), "totals": reflect.TypeFor[Totals](), "tally": reflect.TypeFor[exercise.Tally](),
		"step": reflect.TypeFor[Step](), "item": reflect.TypeFor[Item](), "reason_mention": reflect.TypeFor[Mention[exercise.Reason]](), "delay_mention": reflect.TypeFor[Mention[exercise.Delay]](),
		"group_tally": reflect.TypeFor[GroupTally](), "reading": reflect.TypeFor[Reading](), "norm": reflect.TypeFor[Norm](), "worth": reflect.TypeFor[Worth](), "shares": reflect.TypeFor[Shares](),
		"agreement": reflect.TypeFor[Agreement](), "group": reflect.TypeFor[Group](), "gap": reflect.TypeFor[Gap](), "group_gap": reflect.TypeFor[GroupGap](), "shift": reflect.TypeFor[Shift](),
		"shifted": reflect.TypeFor[Shifted](), "item_ref": reflect.TypeFor[Ref](), "point": reflect.TypeFor[Point](), "latency": reflect.TypeFor[Latency](), "request": reflect.TypeFor[Request](),
		"perceived": reflect.TypeFor[Perceived](), "row": reflect.TypeFor[Row](), "summary": reflect.TypeFor[Summary](), "comparison": reflect.TypeFor[Comparison](), "run": reflect.TypeFor[Run](),
		"of_scenario": reflect.TypeFor[OfScenario](), "version": reflect.TypeFor[Version](), "of_item": reflect.TypeFor[OfItem](), "room_tally": reflect.TypeFor[RoomTally](), "spread": reflect.TypeFor[Spread](),
		"range": reflect.TypeFor[Range](), "room_gap": reflect.TypeFor[RoomGap](), "of_norm": reflect.TypeFor[OfNorm](), "pooled": reflect.TypeFor[Pooled](), "place": reflect.TypeFor[Place](),
		"across_rooms": reflect.TypeFor[AcrossRooms](), "catalogue_drift": reflect.TypeFor[CatalogueDrift](), "interval": reflect.TypeFor[Interval](), "span": reflect.TypeFor[spanJSON](),
		"statistic": reflect.TypeFor[statisticJSON](), "change_of_shares": reflect.TypeFor[Shares](), "change_of_net": reflect.TypeFor[exercise.Tally](),
	}
	schema.Defs["document"] = schema.definition
	types["document"] = reflect.TypeFor[Document]()
	for name, def := range schema.Defs {
		rt, ok := types[name]
		if !ok {
			if len(def.Required) > 0 {
				t.Errorf("$defs/%s describes no type", name)
			}
			continue
		}
		fields, required := jsonFields(rt)
		if diff := cmp.Diff(fields, slices.Sorted(maps.Keys(def.Properties))); diff != "" {
			t.Errorf("properties of %s (-type +schema):\n%s", name, diff)
		}
		slices.Sort(def.Required)
		if diff := cmp.Diff(required, def.Required); diff != "" {
			t.Errorf("required of %s (-type +schema):\n%s", name, diff)
		}
	}
	for name := range types {
		if _, ok := schema.Defs[name]; !ok {
			t.Errorf("no $defs/%s", name)
		}
	}
}

func jsonFields(rt reflect.Type) (all, always []string) {
	for _, f := range reflect.VisibleFields(rt) {
		if f.Anonymous || !f.IsExported() {
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		all = append(all, name)
		if !strings.Contains(options, "omit") {
			always = append(always, name)
		}
	}
	slices.Sort(all)
	slices.Sort(always)
	return all, always
}

// The words of the schema are those of the program.
func TestSchemaKnowsEveryWord(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	at := func(path string) any {
		var v any = schema
		for _, key := range strings.Split(path, "/") {
			m, ok := v.(map[string]any)
			if !ok {
				t.Fatalf("no %s", path)
			}
			v = m[key]
		}
		return v
	}
	words := func(v any) any { return tree(t, v) }
	for path, want := range map[string]any{
		"properties/tlp/enum":                       exercise.TLPs(),
		"$defs/exercise/properties/tlp/enum":        exercise.TLPs(),
		"$defs/exercise/properties/mode/enum":       exercise.Modes(),
		"$defs/exercise/properties/phase/enum":      []exercise.Phase{exercise.Unopened, exercise.Running, exercise.Ended},
		"$defs/step/properties/phase/enum":          []exercise.StepPhase{exercise.Pending, exercise.Voting, exercise.Discussing, exercise.Skipped},
		"$defs/reason_mention/properties/word/enum": exercise.Reasons(),
		"$defs/delay_mention/properties/word/enum":  exercise.Delays(),
		"$defs/item/properties/modal/enum":          exercise.Verdicts(),
		"$defs/item/properties/label/enum":          []Label{TooFew, Divided, Leaning, Broad},
		"$defs/item/properties/standing/enum":       []Standing{Judged, Abstained, Hidden, NotAsked, SetAside},
		"$defs/reading/properties/observed/enum":    scenario.Observations(),
		"$defs/reading/properties/confidence/enum":  scenario.Confidences(),
		"$defs/reading/properties/room/enum":        []View{Same, Parted, NoView},
		"$defs/point/properties/kind/enum":          []PointKind{RoomFindsHelp, ReadingFindsHelp, RoomFindsLatency, ReadingFindsLatency, RoomSetAside, RoomAdded},
		"$defs/request/properties/family/enum":      []Family{Response, Pursuit},
		"$defs/request/properties/kind/enum":        scenario.RequestKinds(),
		"$defs/row/properties/kind/enum":            scenario.RequestKinds(),
		"$defs/request/properties/channel/enum":     scenario.Channels(),
		"$defs/row/properties/channel/enum":         scenario.Channels(),
		"$defs/statistic/properties/undefined/enum": []Undefined{NoVerdicts, OneVerdict, NoPairs, NoVariation, NeverUsed, FewItems, Unequal, OneCategory, NotCounts, OnePerson, NotRevealed, FewRooms, NoRoom},
		"properties/format/const":                   FormatName,
		"properties/version/const":                  Format,
		"$defs/exercise/properties/format/const":    Format,
		"$defs/comparison/properties/format/const":  Format,
		"$defs/comparison/additionalProperties":     false,
		"$defs/exercise/additionalProperties":       false,
	} {
		if diff := cmp.Diff(words(want), words(at(path))); diff != "" {
			t.Errorf("%s (-program +schema):\n%s", path, diff)
		}
	}
}

func TestTheStrictestLabelHolds(t *testing.T) {
	a, b := handsWalk(t).of(), handsWalk(t).of()
	b.ID = "e2"
	d := Publish(Labelled{TLP: "GREEN", Exercise: a}, Labelled{TLP: "AMBER+STRICT", Exercise: b}, Labelled{ChathamHouse: true, Exercise: b})
	if d.TLP != "AMBER+STRICT" || !d.ChathamHouse {
		t.Errorf("got %q, Chatham House %v", d.TLP, d.ChathamHouse)
	}
}
