package scenario_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

func tale(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("testdata/tale-2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func miniNorms(t testing.TB) *norm.Set {
	t.Helper()
	s, err := norm.NewSet(&norm.Catalogue{ID: "mini", Adopted: moment(t, "2020-03-02"), Items: []norm.Norm{{ID: "mini/a"}, {ID: "mini/b"}}},
		&norm.Catalogue{ID: "tiny-family-2019", Items: []norm.Norm{{ID: "tiny-family-2019/h"}}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// load returns the problems without the file's name.
func load(t *testing.T, data string) string {
	t.Helper()
	_, err := scenario.Load("tale-2020.toml", []byte(data), miniNorms(t))
	if err == nil {
		return ""
	}
	var problems document.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("the error is a %T: %v", err, err)
	}
	return strings.ReplaceAll("\n"+err.Error(), "\ntale-2020.toml:", "\n")[1:]
}

func TestLoad(t *testing.T) {
	s, err := scenario.Load("content/tale-2020.toml", []byte(tale(t)), miniNorms(t))
	if err != nil {
		t.Fatal(err)
	}
	if s.ID != "tale-2020" || len(s.Steps) != 3 || s.Steps[0].Requests[0].Acted.String() != "2020-03-01T10Z" {
		t.Errorf("got %+v", s)
	}
}

func TestLoadProblems(t *testing.T) {
	const step1 = "id = \"st-01\"\nphase = \"A\"\n"
	for _, c := range []struct{ name, old, new, want string }{
		{"file name", `id = "tale-2020"`, `id = "tale"`, `2:6: id "tale" differs from the file's name; call the file tale.toml or change the id`},
		{"no region", "region = \"Nowhere\"\n", "", `1:1: region is missing; add region = "…"`},
		{"impact", `impact = ["people", "ci"]`, `impact = ["people", "peple", "people"]`, `8:21: "peple" isn't a word for impact; did you mean "people"?
8:30: "people" stands twice in impact; keep one`},
		{"no impact", `impact = ["people", "ci"]`, `impact = []`, `8:10: impact is an empty list; at least one entry is needed`},
		{"no clock", "[clock]\nstart = \"2020-03-01T08:00Z\"\nevent = \"the first call\"\n", "",
			`1:1: clock is missing; add [clock] with start = "2017-05-12T07:24Z" and event = "the first infections"`},
		{"clock without a start", "start = \"2020-03-01T08:00Z\"\n", "", `12:1: start is missing; add start = "2017-05-12", as precise as the source`},
		{"header without a result", "result = \"Delay\"\n", "", `16:1: result is missing; add result = "…"`},
		{"claim without a denial", "denial = \"No public denial found.\"\n", "", `24:1: denial is missing; add the accused's answer, or denial = "No public denial found."`},
		{"claim without a date", "date = \"2020-04\"\n", "", `24:1: date is missing; add date = "2017-05-12", as precise as the source`},

		{"actor kind", `kind = "csirt"`, `kind = "csrit"`, `34:8: "csrit" isn't a word for kind; did you mean "csirt"?`},
		{"actor twice", `id = "bank"`, `id = "cert"`, `38:6: there are two actors "cert"; give each its own id
93:21: there is no actor "bank"; add it, or use one that exists
98:9: there is no actor "bank"; add it, or use one that exists
156:36: there is no actor "bank"; add it, or use one that exists`},
		{"unused actor", "[[phases]]\nid = \"A\"", "[[actors]]\nid = \"gov\"\nname = \"x\"\nkind = \"ministry\"\nrole = \"x\"\n[[phases]]\nid = \"A\"",
			`44:6: actor "gov" is never used; name it in a flow or request, or take it out`},
		{"unused phase", "[[tracks]]", "[[phases]]\nid = \"C\"\ntitle = \"x\"\nquestions = [\"x\"]\n[[tracks]]",
			`55:6: phase "C" is never used; put a step into it or take it out`},
		{"phase without questions", "questions = [\"Who answers?\"]\n", "", `49:1: questions is missing; at least one entry is needed`},
		{"unknown phase", step1, "id = \"st-01\"\nphase = \"C\"\n", `81:9: there is no phase "C"; did you mean "A"?`},
		{"no phase", step1, "id = \"st-01\"\n", `79:1: phase is missing; write the id of a phase`},

		{"track full", `id = "60-minutes"`, `id = "full"`, `55:6: the track "full" is always there, with all steps; take this one out`},
		{"track without minutes", "minutes = 60\n", "", `54:1: minutes is missing; add minutes = 1`},
		{"track of no length", "minutes = 60", "minutes = -5", `57:11: minutes is -5; it must lie between 1 and 1,440`},
		{"track names no step", `["st-01", "st-03"]`, `["st-01", "st-1", "st-03"]`, `58:19: there is no step "st-1"; did you mean "st-01"?`},
		{"track out of order", `["st-01", "st-03"]`, `["st-03", "st-01"]`, `58:19: step "st-01" comes before "st-03" in the scenario; keep its order`},
		{"track with a step twice", `["st-01", "st-03"]`, `["st-01", "st-03", "st-03"]`, `58:28: step "st-03" stands twice in steps; keep one`},
		{"empty track", `["st-01", "st-03"]`, `[]`, `58:9: steps is an empty list; at least one entry is needed`},

		{"step twice", `id = "st-02"`, `id = "st-01"`, `125:6: there are two steps "st-01"; give each its own id`},
		{"step id", `id = "st-02"`, `id = "st 02"`, `125:6: "st 02" isn't a valid id; write lower-case letters, digits and single hyphens, at most 64`},
		{"no when", "when = { from = \"2020-03-02\" }\n", "", `124:1: when is missing; add when = { from = "2017-05-12T13:30Z" }`},
		{"when is a text", `when = { from = "2020-03-02" }`, `when = "2020-03-02"`, `128:8: when must be a table, written under a heading [steps.when], not text`},
		{"when without from", `when = { from = "2020-03-02" }`, `when = { note = "x" }`, `128:8: from is missing; add from = "2017-05-12", as precise as the source`},
		{"to before from", `to = "2020-03-01T09:30Z"`, `to = "2020-03-01T07:59Z"`, `83:43: to (2020-03-01T07:59Z) lies before from (2020-03-01T08:00Z); correct one of them`},
		{"to on the day before", `to = "2020-03-01T09:30Z"`, `to = "2020-02-29"`, `83:43: to (2020-02-29) lies before from (2020-03-01T08:00Z); correct one of them`},
		{"to is imprecise", `to = "2020-03-01T09:30Z"`, `to = "2020-03-01"`, ``},
		{"zone", `"Europe/Tallinn"`, `"Europe/Talinn"`, `83:71: there is no time zone "Europe/Talinn"; write its name in the tz database, such as "Europe/London"`},
		{"zone Local", `"Europe/Tallinn"`, `"Local"`, `83:71: there is no time zone "Local"; write its name in the tz database, such as "Europe/London"`},
		{"zone outside", `"Europe/Tallinn"`, `"../../etc/passwd"`, `83:71: there is no time zone "../../etc/passwd"; write its name in the tz database, such as "Europe/London"`},
		{"confidence", `confidence = "medium"` + "\nfacts", `confidence = "mediun"` + "\nfacts", `129:14: "mediun" isn't a word for confidence; did you mean "medium"?`},

		{"fact without sources", `{ text = "The bank calls the team.", sources = ["S1"] }`, `{ text = "The bank calls the team." }`, `90:3: sources is missing; at least one entry is needed`},
		{"fact with no sources", `{ text = "The bank calls the team.", sources = ["S1"] }`, `{ text = "The bank calls the team.", sources = [] }`, `90:50: sources is an empty list; at least one entry is needed`},
		{"fact with an unknown source", `sources = ["S1", "S2"]`, `sources = ["S1", "S22"]`, `91:57: there is no source "S22"; did you mean "S2"?`},
		{"seven facts", `  { text = "The bank calls the team.", sources = ["S1"] },`, strings.Repeat(`  { text = "x", sources = ["S1"] },`+"\n", 6), `97:3: facts has 7 entries; at most 6 are allowed`},
		{"no facts", `facts = [ { text = "Nothing happens.", sources = ["S2"] } ]` + "\n", "", `124:1: facts is missing; 1 to 6 entries are needed`},
		{"facts too long together", `  { text = "The bank calls the team.", sources = ["S1"] },`, strings.Repeat(`  { text = "`+strings.Repeat("x", 255)+`", sources = ["S1"] },`+"\n", 5),
			`89:9: the facts of the step have 1299 characters together; shorten them to 1,200`},
		{"no flows", `flows = [ { from = ["cert"], to = ["bank"], channel = "media" } ]` + "\n", "", `149:1: flows is missing; 1 to 5 entries are needed`},
		{"flow to nobody", `to = ["cert"], channel = "internal"`, `to = [], channel = "internal"`, `131:35: to is an empty list; at least one entry is needed`},
		{"flow to a stranger", `to = ["cert"], channel = "internal"`, `to = ["crt"], channel = "internal"`, `131:36: there is no actor "crt"; did you mean "cert"?`},
		{"channel", `channel = "internal"`, `channel = "interna"`, `131:55: "interna" isn't a word for channel; did you mean "internal"?`},
		{"misspelt key", `channel = "internal"`, `chanel = "internal"`, `131:11: channel is missing; write one of csirt, trust-group, operator, vendor, bank, insurer, law-enforcement, mlat, court, diplomatic, military, intelligence, regulator, parliament, research, media, public, internal
131:45: unknown key "chanel" in [[steps.flows]]; did you mean "channel"?`},
		{"span without sources", `took = "5 minutes", sources = ["S1"]`, `took = "5 minutes"`, `94:11: sources is missing; at least one entry is needed`},
		{"six spans", `spans = [ `, `spans = [ ` + strings.Repeat(`{ what = "x", took = "x", sources = ["S1"] }, `, 5), `94:241: spans has 6 entries; at most 5 are allowed`},

		{"request from a stranger", `asker = "bank"`, `asker = "nobody"`, `98:9: there is no actor "nobody"; add it, or use one that exists`},
		{"request kind", `kind = "assistance"`, `kind = "help"`, `100:8: "help" isn't a word for kind; write one of assistance, mitigation, information, preservation, identification, funds`},
		{"acknowledged before sent", `acknowledged = "2020-03-01T08:05Z"`, `acknowledged = "2020-03-01T07:05Z"`, `104:16: acknowledged (2020-03-01T07:05Z) lies before sent (2020-03-01T08:00Z); correct one of them`},
		{"acted before sent", `acted = "2020-03-01T10Z"`, `acted = "2020-02"`, `105:9: acted (2020-02) lies before sent (2020-03-01T08:00Z); correct one of them
105:9: acted (2020-02) lies before acknowledged (2020-03-01T08:05Z); correct one of them`},
		{"acted before acknowledged", "sent = \"2020-03-01T08:00Z\"\nacknowledged = \"2020-03-01T08:05Z\"", `acknowledged = "2020-03-01T11:05Z"`,
			`104:9: acted (2020-03-01T10Z) lies before acknowledged (2020-03-01T11:05Z); correct one of them`},
		{"acted within the hour", `acted = "2020-03-01T10Z"`, `acted = "2020-03-01T08Z"`, ``},
		{"no times", "sent = \"2020-03-01T08:00Z\"\nacknowledged = \"2020-03-01T08:05Z\"\nacted = \"2020-03-01T10Z\"\n", ``, ``},
		{"request without outcome", "outcome = \"Advice.\"\n", ``, `97:1: outcome is missing; add outcome = "…"`},

		{"reading without reason", "reason = \"They waited for a form.\"\n", "", `133:1: reason is missing; add reason = "…"`},
		{"reading with an empty counter", `counter = "The form was useful."`, `counter = ""`, `138:11: counter is empty; write a text`},
		{"verdict", `verdict = "irrelevant"`, `verdict = "irelevant"`, `143:11: "irelevant" isn't a word for verdict; did you mean "irrelevant"?`},
		{"observed", `observed = "unknown"`, `observed = "maybe"`, `144:12: "maybe" isn't a word for observed; write one of yes, no, partly, unknown`},
		{"norm read twice", `norm = "mini/b"`, `norm = "mini/a"`, `142:8: the step has two readings of "mini/a"; keep one`},
		{"unknown norm", `norm = "mini/b"`, `norm = "mini/c"`, `142:8: there is no norm "mini/c"; did you mean "mini/a"?`},
		{"norm without catalogue", `norm = "mini/b"`, `norm = "13h"`, `142:8: there is no norm "13h"; write catalogue/item, for example "un-gge-2015/h"`},
		{"a family without its year", `norm = "mini/b"`, `norm = "tiny/h"`, `142:8: there is no norm "tiny/h"; did you mean "tiny-family-2019/h"?`},
		{"catalogue isn't loaded", `norm = "mini/b"`, `norm = "paris-call-2018/4"`, `142:8: the catalogue "paris-call-2018" isn't loaded, so its norms can't be looked up; check it together with its file`},
		{"unused source", `disputes = [ { text = "The minute.", sources = ["S2"] } ]`, "\n[[sources]]\nid = \"S3\"\ntitle = \"x\"\npublisher = \"x\"\nurl = \"https://x.org\"\nstatus = \"read\"",
			`97:6: source "S3" is never used; cite it or take it out`},
		{"escape in a title", `title = "A tale"`, `title = "A \u001b[31mtale"`, `3:12: the text contains U+001B, the escape character, which steers terminals; take it out`},
	} {
		data := tale(t)
		if !strings.Contains(data, c.old) {
			t.Fatalf("%s: %q isn't in the file", c.name, c.old)
		}
		if got := load(t, strings.Replace(data, c.old, c.new, 1)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// A step takes ten readings, so that the norms of several families fit, and
// not one more.
func TestReadingsOfAStep(t *testing.T) {
	const limit, first = 10, "[[steps.readings]]\nnorm = \"mini/b\""
	for _, count := range []int{limit, limit + 1} {
		more := strings.Repeat("[[steps.readings]]\n", count-2) // the step has two
		got := load(t, strings.Replace(tale(t), first, more+first, 1))
		if said := strings.Contains(got, "readings has 11 entries; at most 10 are allowed"); said != (count > limit) {
			t.Errorf("%d readings: got\n%s", count, got)
		}
	}
}

// The limits of scenarios/README.md: a text of the length is taken, and one
// character more is a problem.
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		old   string // key = "value"
		limit int
	}{
		{`title = "A tale"`, 48}, {`region = "Nowhere"`, 60}, {`summary = "Something happens."`, 420},
		{`background = "Nothing had happened before."`, 1800}, {`event = "the first call"`, 48}, {`target = "A bank"`, 260},
		{`systems = "Its mail"`, 260}, {`method = "Letters"`, 260}, {`purpose = "Money, as claimed"`, 260},
		{`result = "Delay"`, 260}, {`aftermath = "A report"`, 260}, {`by = "A ministry"`, 120}, {`text = "It was them."`, 300},
		{`denial = "No public denial found."`, 300}, {`name = "The national team"`, 48}, {`role = "Answers calls."`, 160},
		{`title = "Calls"`, 40}, {`facilitator_notes = "Wait."`, 900}, {`title = "One hour"`, 40}, {`title = "A report"`, 160},
		{`publisher = "Somebody"`, 80}, {`belief = "Nobody called."`, 120}, {`correction = "Somebody did."`, 420},
		{`title = "A call"`, 48}, {`note = "by the log"`, 80}, {`confidence_note = "The log is public."`, 160},
		{`question = "Would you have called?"`, 240}, {`notes = "Let them talk."`, 900}, {`text = "The bank calls the team."`, 260},
		{`what = "a call"`, 100}, {`what = "call to note"`, 48}, {`took = "5 minutes"`, 32}, {`text = "The minute."`, 300},
		{`what = "Help with the letters."`, 160}, {`outcome = "Advice."`, 200}, {`by = "The bank"`, 120},
		{`reason = "The call was answered."`, 280}, {`counter = "It would have been answered anyway."`, 280},
	} {
		key, _, _ := strings.Cut(c.old, " ")
		data := tale(t)
		if !strings.Contains(data, c.old) {
			t.Fatalf("%s isn't in the file", c.old)
		}
		with := func(n int) string {
			return load(t, strings.Replace(data, c.old, fmt.Sprintf("%s = %q", key, strings.Repeat("é", n)), 1))
		}
		if got := with(c.limit); got != "" {
			t.Errorf("%s of %d: %s", c.old, c.limit, got)
		}
		got := strings.ReplaceAll(with(c.limit+1), ",", "")
		if want := fmt.Sprintf("%s has %d characters; shorten it to %d", key, c.limit+1, c.limit); !strings.HasSuffix(got, want) || strings.Contains(got, "\n") {
			t.Errorf("%s of %d: got %q, want %q", c.old, c.limit+1, got, want)
		}
	}
}

func TestCatalogueReportedOnce(t *testing.T) {
	got := load(t, strings.ReplaceAll(tale(t), "mini/", "absent/"))
	if want := `117:8: the catalogue "absent" isn't loaded, so its norms can't be looked up; check it together with its file`; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(tale(f)))
	f.Add([]byte("schema = 1\n[[steps]]\nwhen = {}\nfacts = [{}, 1]\n[[steps.requests]]\n[[steps]]\nreadings = [[]]\nflows = [{from = [1]}]"))
	f.Add([]byte("id = \"tale-2020\"\n[[tracks]]\nid = \"full\"\nsteps = [\"\", \"a\", 1]\n[clock]\nstart = 2020-03-01T08:00:00Z\n[[clock.start]]"))
	norms := miniNorms(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := scenario.Load("tale-2020.toml", data, norms)
		if err == nil {
			for i := range s.Steps {
				w := s.Steps[i].When
				_, _, _ = w.UTC(), w.Local(), s.Elapsed(w)
				if w.UTC() == "" {
					t.Errorf("step %s has no time", s.Steps[i].ID)
				}
			}
			return
		}
		var problems document.Problems
		if !errors.As(err, &problems) || len(problems) == 0 {
			t.Fatalf("the error is a %T: %v", err, err)
		}
		for _, p := range problems {
			if p.Line < 1 || p.Col < 1 || p.Message == "" || strings.ContainsFunc(p.Message, unprintable) {
				t.Errorf("%#v", p)
			}
		}
	})
}

func unprintable(r rune) bool { return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u202e' }
