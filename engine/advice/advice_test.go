package advice_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/normwalk/normwalk/engine/advice"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
)

// tale is a scenario on which there is no advice.
func tale(t testing.TB) string {
	t.Helper()
	body, err := os.ReadFile("testdata/tale-2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// eleven is content with the UN eleven alone, which is quick to read.
func eleven(t testing.TB) fs.FS {
	t.Helper()
	const name = "norms/un-gge-2015.toml"
	body, err := fs.ReadFile(scenarios.FS(), name)
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{name: {Data: body}}
}

func read(t testing.TB, body string) advice.Draft {
	t.Helper()
	return advice.Read(eleven(t), library.File{Name: "tale-2020.toml", Body: []byte(body)})
}

func TestNothingToSay(t *testing.T) {
	d := read(t, tale(t))
	for _, r := range d.Remarks {
		t.Errorf("%s", r)
	}
	if d.Scenario == nil || d.Norms == nil || d.Problems() != 0 {
		t.Error("the draft isn't complete")
	}
}

// Each change of the tale brings one piece of advice, at its place.
func TestAdvice(t *testing.T) {
	long := strings.Repeat("Everybody waits and nobody knows why the lights are out. ", 4)
	facts := strings.Repeat(`{ text = "`+long+`", sources = ["S1", "S2"] }, `, 4)
	hard := `{ text = "Notwithstanding intergovernmental considerations regarding infrastructural interdependencies, representatives subsequently acknowledged organisational responsibilities, thereby facilitating comprehensive understanding throughout administrations", sources = ["S1"] }`
	tests := []struct {
		name     string
		old, new string
		place    string // line and column of the old text, if empty, is looked for
		step     string
		what     string
	}{
		{
			"long", `{ text = "The lights go out.", sources = ["S1"] }`, facts,
			"facts = [ { text = \"Everybody", "t-1", "The facts have 160 words, read aloud in about 48 seconds",
		},
		{
			"hard", `{ text = "The lights go out.", sources = ["S1"] }`, hard + ", " + `{ text = "Nobody knew of it before that day and so nobody was there to help them when it began.", sources = ["S2"] }`,
			"facts = [ { text = \"Notw", "t-1", "The facts are much harder to read than those of other steps (LIX",
		},
		{"unread", `sources = ["S2"] }, # told`, `sources = ["S3"] }, # told`, `["S3"] }, # told`, "t-2", "The fact rests only on what nobody read: S3"},
		{"publisher", `{ text = "The port says that it will look.", sources = ["S2"] }`, `{ text = "The port says that it will look.", sources = ["S1"] }`, "facts = [ { text = \"Ships", "t-3", `All that the step says comes from one publisher: "The harbour"`},
		{"zone", `zone = "Europe/Tallinn" } # one`, `} # one`, `{ from = "2020-02-01T10Z", } # one`, "t-1", "The time has hours and no zone"},
		{"sure", `confidence = "high" # one`, `confidence = "low"`, `"low"`, "t-1", "The confidence is low, and nothing says why"},
		{"irrelevant", `verdict = "helped" # three`, `verdict = "irrelevant"`, "[[steps.readings]] # three", "t-3", "Every norm is read as irrelevant here"},
		{"same", `counter = "The team abroad would have answered its friends in any case."`, `counter = "the team abroad answered, because it had promised to"`, `"the team abroad answered, b`, "t-2", "The counter-reading says the same as the reason (UN 13(h))"},
		{"short", `counter = "The team abroad would have answered its friends in any case."`, `counter = "They would anyway."`, `"They would`, "t-2", "The counter-reading has only 3 words (UN 13(h))"},
		{"hurry", `minutes = 20`, `minutes = 8`, `8`, "", "The track short has 8 minutes for 2 steps, about 4 each"},
		{"idle", `minutes = 20`, `minutes = 31`, `31`, "", "The track short has 31 minutes for 2 steps, about 15.5 each"},
		{"blame", `denial = "On 3 February it denied."`, `denial = "No public denial found."`, `"No public`, "", "No claim in the scenario has an answer from the accused"},
		{"left", `title = "A small tale"`, `title = "REPLACE: a tale"`, `REPLACE: a`, "", "1 line still says REPLACE"},
		{"left in a comment", `title = "A small tale"`, "# REPLACE: a better title\ntitle = \"A small tale\"", "REPLACE: a", "", "1 line still says REPLACE"},
		{"background", `background_sources = ["S1"] # grounds`, ``, `"A harbour has`, "", "The background names no source"},
		{"card", `sources = ["S2"] # card`, ``, `[header]`, "", "The incident card names no source"},
		{"once", `norm = "un-gge-2015/h" # three`, `norm = "un-gge-2015/f" # three`, `"un-gge-2015/g" # once`, "", "Most norms come up only once: UN 13(g), UN 13(f)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body := tale(t)
			if strings.Count(body, tt.old) != 1 {
				t.Fatalf("%q stands %d times in the tale", tt.old, strings.Count(body, tt.old))
			}
			body = strings.Replace(body, tt.old, tt.new, 1)
			d := read(t, body)
			if len(d.Remarks) != 1 || d.Remarks[0].Wrong {
				t.Fatalf("%d remarks: %v", len(d.Remarks), d.Remarks)
			}
			r := d.Remarks[0]
			if r.Step != tt.step || !strings.HasPrefix(r.What, tt.what) {
				t.Errorf("at step %q: %q", r.Step, r.What)
			}
			if r.Why == "" || r.Do == "" || strings.HasSuffix(r.What+r.Why+r.Do, ".") {
				t.Errorf("not worded as all advice is: %s", r)
			}
			line := strings.Split(body, "\n")[r.Line-1]
			if at := string([]rune(line)[r.Col-1:]); !strings.HasPrefix(at, strings.TrimPrefix(tt.place, "facts = ")) {
				t.Errorf("stands at %q, not %q", at, tt.place)
			}
		})
	}
}

// A step that tells of a request and records none is named; a scenario in which
// nobody asks anything is told so once.
func TestNoRequest(t *testing.T) {
	body := tale(t)
	from := strings.Index(body, "[[steps.requests]]")
	to := from + strings.Index(body[from:], "[[steps.readings]]")
	body = body[:from] + body[to:]
	d := read(t, body)
	if len(d.Remarks) != 1 || d.Remarks[0].Step != "t-2" || !strings.Contains(d.Remarks[0].What, `records no request: "asks it to look"`) {
		t.Errorf("%v", d.Remarks)
	}
	d = read(t, strings.Replace(body, "asks it to look", "tells it so", 1))
	if len(d.Remarks) != 1 || d.Remarks[0].Step != "" || !strings.Contains(d.Remarks[0].What, "No step records a request") {
		t.Errorf("%v", d.Remarks)
	}
}

// What counts as asking, in a fact of a step without a request.
func TestAsking(t *testing.T) {
	const before = "The lights go out."
	for text, want := range map[string]string{
		"The port asked two firms for technical help.":         "asked two firms for technical help",
		"It sought assistance from abroad.":                    "sought assistance",
		"The ministry requested urgent support.":               "requested urgent support",
		"They appealed on the radio for help.":                 "appealed on the radio for help",
		"It asks the bank to freeze the account, on that day.": "asks the bank to freeze",
		"Then a request for logs came.":                        "request for logs",
		"Nobody asked the team for help.":                      "",
		"It didn't ask for help. The day ended.":               "",
		"A firm offered help, and the team called it helpful.": "",
		"The appeal failed in court, and help lines opened.":   "",
		"A norm speaks of requests for help.":                  "",
		"Reporters asked the port what had happened.":          "",
	} {
		var got []string
		for _, r := range read(t, strings.Replace(tale(t), before, text, 1)).Remarks {
			got = append(got, r.What)
		}
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || !strings.HasSuffix(got[0], `: "`+want+`"`)) {
			t.Errorf("%s: %q", text, got)
		}
	}
}

// Times of a request that a room would stumble over.
func TestRequestTimes(t *testing.T) {
	const sent = `sent = "2020-02-01"`
	for lines, want := range map[string]string{
		`acted = "2020-02-02"`: "The request has a time at which it was acted on, and none at which it was sent",
		`acknowledged = "2020-02-02"` + "\n" + `acted = "2020-02-02"`: "The request has a time at which it was acknowledged, and none",
		`sent = "2020-02-03"`: "The request was sent (2020-02-03) after the step's time ends (2020-02-01)",
		`sent = "2020-01-01"` + "\n" + `acted = "2020-01-31"`: "The request was acted on (2020-01-31) before the step begins (2020-02-01)",
		`sent = "2020-02-01"` + "\n" + `acted = "2020-02-09"`: "",
		`sent = "2020-01-01"`: "",
		`sent = "2020"`:       "",
	} {
		d := read(t, strings.Replace(tale(t), sent, lines, 1))
		if want == "" && len(d.Remarks) > 0 || want != "" && (len(d.Remarks) != 1 || !strings.HasPrefix(d.Remarks[0].What, want)) {
			t.Errorf("%s: %v", lines, d.Remarks)
		}
	}
	explained := strings.Replace(tale(t), sent, `acted = "2020-02-02"`, 1)
	explained = strings.Replace(explained, `outcome = "It was not"`, `outcome = "It was not; when it was asked is not public"`, 1)
	if d := read(t, explained); len(d.Remarks) > 0 {
		t.Errorf("%v", d.Remarks)
	}
}

// The facts of a step with many short lines fit the words, not the big screen.
func TestLines(t *testing.T) {
	body := strings.Replace(tale(t), `{ text = "The lights go out.", sources = ["S1"] }`,
		strings.Repeat(`{ text = "`+strings.Repeat("electroencephalographically ", 6)+`", sources = ["S1", "S2"] }, `, 5), 1)
	d := read(t, body)
	if len(d.Remarks) == 0 || !strings.HasPrefix(d.Remarks[0].What, "The facts take 15 lines; the big screen shows 14") {
		t.Errorf("%v", d.Remarks)
	}
}

// Problems stand at their step, also where the file is no TOML.
func TestProblems(t *testing.T) {
	tests := []struct {
		old, new, step, what string
	}{
		{`phase = "A" # two`, `phase = "B"`, "t-2", `there is no phase "B"`},
		{`id = "t-3"`, `id = "t-3`, "", "the text isn't closed"},
		{`title = "Ships wait"`, `title = "Ships wait`, "t-3", "the text isn't closed"},
		{`title = "A small tale"`, `titel = "x"`, "", `title is missing`},
		{`asker = "team"`, `asker = "crew"`, "t-2", `there is no actor "crew"`},
	}
	for _, tt := range tests {
		d := read(t, strings.Replace(tale(t), tt.old, tt.new, 1))
		if d.Scenario != nil || len(d.Remarks) == 0 || d.Problems() != len(d.Remarks) {
			t.Fatalf("%s: %v", tt.new, d.Remarks)
		}
		if r := d.Remarks[0]; r.Step != tt.step || !strings.Contains(r.What, tt.what) {
			t.Errorf("%s: at step %q: %q", tt.new, r.Step, r.What)
		}
	}
}

func TestCatalogueIsNoScenario(t *testing.T) {
	body, err := fs.ReadFile(scenarios.FS(), "norms/un-gge-2015.toml")
	if err != nil {
		t.Fatal(err)
	}
	d := advice.Read(scenarios.FS(), library.File{Name: "un-gge-2015.toml", Body: body})
	if d.Scenario != nil || d.Problems() != 1 || !strings.Contains(d.Remarks[0].What, "this is a norm catalogue") {
		t.Errorf("%v", d.Remarks)
	}
}

// The built-in scenarios are tuned by: what is said of them is meant.
func TestBuiltinGetsLittle(t *testing.T) {
	names, err := fs.Glob(scenarios.FS(), "*.toml")
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for _, name := range names {
		body, err := fs.ReadFile(scenarios.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		d := advice.Read(scenarios.FS(), library.File{Name: name, Body: body})
		if len(d.Remarks) > 6 || d.Problems() > 0 {
			t.Errorf("%s gets %d remarks: %v", name, len(d.Remarks), d.Remarks)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(tale(f))
	f.Add("[[steps]]\nid = \"x\"\n[[")
	none := fstest.MapFS{}
	f.Fuzz(func(t *testing.T, body string) {
		d := advice.Read(none, library.File{Name: "tale-2020.toml", Body: []byte(body)})
		for _, r := range d.Remarks {
			if r.Line < 1 || r.Col < 1 || r.What == "" {
				t.Errorf("%+v", r)
			}
		}
		if (d.Scenario == nil) != (d.Problems() > 0) {
			t.Error("a draft has a scenario or problems")
		}
	})
}
