package norm_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
)

func mini(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("testdata/mini.toml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestLoad(t *testing.T) {
	c, err := norm.Load("folder/mini.toml", []byte(mini(t)))
	if err != nil {
		t.Fatal(err)
	}
	if c.ID != "mini" || len(c.Items) != 2 || c.Items[1].ID != "mini/b" || c.Adopted.String() != "2015-07-22" {
		t.Errorf("got %+v", c)
	}
}

// full is every field of a norm that may be left out and has its own meaning.
const full = `adopted = "2018-11"
type = "duty"
legal_nature = "contractual"
ideas = ["answer-a-call", "crime"]
incident_response = true
sources = ["S1"]
confidence = "medium"
confidence_note = "The order isn't sure."
`

func TestLoadFull(t *testing.T) {
	data := strings.Replace(mini(t), `kind = "do"`, full+`kind = "do"`, 1)
	data = strings.Replace(data, `short = "Mini"`, "short = \"Mini\"\nprefix = \"M\"", 1)
	c, err := norm.Load("mini.toml", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	n := c.Items[0]
	if c.Prefix != "M" || n.Adopted.String() != "2018-11" || n.Type != "duty" || n.LegalNature != "contractual" || len(n.Ideas) != 2 ||
		!n.IncidentResponse || len(n.Sources) != 1 || n.Confidence != "medium" || n.ConfidenceNote == "" {
		t.Errorf("got %+v", n)
	}
}

func TestLoadProblems(t *testing.T) {
	long := strings.Repeat("é", 1000)
	for _, c := range []struct{ name, old, new, want string }{
		{"newer schema", `schema = 1`, "schema = 2\nfuture = 1", `1:10: schema 2 is newer than this program, which knows 1; update normwalk
2:1: unknown key "future" at the top of the file; the keys here are schema, id, title, short, prefix, publisher, adopted, type, legal_nature, addressees, summary, cautions, url, licence, sources, items`},
		{"old schema", `schema = 1`, `schema = 0`, `1:10: schema 0 isn't known; write schema = 1`},
		{"no schema", "schema = 1\n", "", `1:1: schema is missing; add schema = 1 at the top`},
		{"file name", `id = "mini"`, `id = "maxi"`, `2:6: id "maxi" differs from the file's name; call the file maxi.toml or change the id`},
		{"id form", `id = "mini"`, `id = "Mini one"`, `2:6: "Mini one" isn't a valid id; write lower-case letters, digits and single hyphens, at most 64`},
		{"no id", "id = \"mini\"\n", "", `1:1: id is missing; write lower-case letters, digits and single hyphens, at most 64`},
		{"title too long", "Two small norms", long[:162], `3:9: title has 81 characters; shorten it to 80`},
		{"title just fits", "Two small norms", long[:160], ``},
		{"empty title", `"Two small norms"`, `" "`, `3:9: title is empty; write a text`},
		{"no short", "short = \"Mini\"\n", "", `1:1: short is missing; add short = "…"`},
		{"short too long", `"Mini"`, `"1234567890123456789012345"`, `4:9: short has 25 characters; shorten it to 24`},
		{"no date", "adopted = \"2015-07-22\"\n", "", `1:1: adopted is missing; add adopted = "2017-05-12", as precise as the source`},
		{"type", `type = "norm"`, `type = "norms"`, `7:8: "norms" isn't a word for type; did you mean "norm"?`},
		{"no type", "type = \"norm\"\n", ``, `1:1: type is missing; write one of norm, principle, cbm, duty, standard, treaty, mechanism, process`},
		{"legal nature", `"voluntary"`, `"soft"`, `8:16: "soft" isn't a word for legal_nature; write one of voluntary, binding, proposal, contractual`},
		{"caution too long", "Only letters are official.", long[:602], `11:13: entry 1 of cautions has 301 characters; shorten it to 300`},
		{"empty caution", `"Only letters are official."`, `"x", ""`, `11:18: entry 2 of cautions is empty; write a text or take the entry out`},
		{"address", `"https://example.org/mini"`, `"example.org"`, `12:7: "example.org" isn't an address; write https://…, http://… or doi:…`},
		{"dangerous address", `"https://example.org/mini"`, `"javascript:alert(1)"`, `12:7: "javascript:alert(1)" isn't an address; write https://…, http://… or doi:…`},
		{"no licence", "licence = \"CC0-1.0\"\n", "", `1:1: licence is missing; add licence = "…"`},

		{"source twice", `id = "S2"`, `id = "S1"`, `24:6: there are two sources "S1"; give each its own id
47:55: there is no source "S2"; did you mean "S1"?`},
		{"source id", `id = "S2"`, `id = "s.2"`, `24:6: "s.2" isn't a valid id; write S1, S2, … or lower-case letters, digits and single hyphens
47:55: there is no source "S2"; did you mean "S1"?`},
		{"unused source", `sources = ["S2"]`, `sources = ["S1"]`, `24:6: source "S2" is never used; cite it or take it out`},
		{"copy without via", "via = \"https://example.org/copy\"\n", "", `23:1: via is missing; a source with status "copy" says where the copy was read`},
		{"status", `status = "copy"`, `status = "seen"`, `29:10: "seen" isn't a word for status; write one of read, copy, unread`},
		{"language", `language = "et"`, `language = "Estonian"`, `30:12: "Estonian" isn't a valid language; write a code such as "en", "et" or "pt-BR"`},

		{"item twice", `item = "b"`, `item = "a"`, `49:12: there is no item "b"; did you mean "a"?
57:8: there are two items "a"; give each its own item`},
		{"item form", `item = "b"`, `item = "b/c"`, `49:12: there is no item "b"; did you mean "a"?
57:8: "b/c" isn't a valid item; write letters and digits, with single dots or hyphens between them`},
		{"position", `position = 2`, `position = 3`, `59:12: position is 3; this is item 2 of the file: count 1, 2, 3, … in the catalogue's order`},
		{"position zero", `position = 2`, `position = 0`, `59:12: position is 0; it must lie between 1 and 999`},
		{"no position", "position = 2\n", ``, `56:1: position is missing; add position = 1`},
		{"kind", `kind = "refrain"`, `kind = "dont"`, `62:8: "dont" isn't a word for kind; write one of do, refrain`},
		{"label too long", "Leave response teams alone", long[:98], `60:9: label has 49 characters; shorten it to 48`},
		{"no terms", "terms = [ { term = \"team\", meaning = \"who responds\" } ]\n", ``, ``},
		{"empty terms", `terms = [ { term = "team", meaning = "who responds" } ]`, `terms = []`, ``},
		{"no actions", "actions = [\"Name the teams.\"]\n", ``, ``},
		{"no bodies", "bodies = [\"FIRST\"]\n", ``, ``},
		{"no practitioners", "practitioners = [ { text = \"It is seldom seen.\", sources = [] } ]\n", ``, ``},
		{"empty action", `"Name the teams."`, `""`, `65:12: entry 1 of actions is empty; write a text or take the entry out`},
		{"term without meaning", `{ term = "team", meaning = "who responds" }`, `{ term = "team" }`, `64:11: meaning is missing; add meaning = "…"`},
		{"guidance without a source", `text = "Name a contact.", sources = ["S1"]`, `text = "Name a contact.", sources = []`, `16:6: source "S1" is never used; cite it or take it out
43:93: sources is an empty list; at least one entry is needed`},
		{"source cited twice", `sources = ["S1"]`, `sources = ["S1", "S1"]`, `43:100: source "S1" stands twice in sources; keep one`},
		{"no critiques", "critiques = [ { text = \"Who is a team?\" } ]\n", "", ``},

		{"prefix too long", "short = \"Mini\"\n", "short = \"Mini\"\nprefix = \"12345678901234567\"\n", `5:10: prefix has 17 characters; shorten it to 16`},
		{"a type of its own", `kind = "refrain"`, "kind = \"refrain\"\ntype = \"rule\"", `63:8: "rule" isn't a word for type; write one of norm, principle, cbm, duty, standard, treaty, mechanism, process`},
		{"a nature of its own", `kind = "refrain"`, "kind = \"refrain\"\nlegal_nature = \"law\"", `63:16: "law" isn't a word for legal_nature; write one of voluntary, binding, proposal, contractual`},
		{"a date of its own", `kind = "refrain"`, "kind = \"refrain\"\nadopted = \"soon\"", `63:11: adopted: "soon" is not a date; write "2017", "2017-05", "2017-05-12" or "2017-05-12T13:30Z"`},
		{"idea", `kind = "refrain"`, "kind = \"refrain\"\nideas = [\"responder\"]", `63:10: "responder" isn't a word for ideas; did you mean "responders"?`},
		{"idea twice", `kind = "refrain"`, "kind = \"refrain\"\nideas = [\"crime\", \"crime\"]", `63:19: "crime" stands twice in ideas; keep one`},
		{"incident response", `kind = "refrain"`, "kind = \"refrain\"\nincident_response = \"yes\"", `63:21: incident_response must be true or false without quotes, not text`},
		{"confidence", `kind = "refrain"`, "kind = \"refrain\"\nconfidence = \"sure\"", `63:14: "sure" isn't a word for confidence; write one of high, medium, low`},
		{"a confidence that isn't high", `kind = "refrain"`, "kind = \"refrain\"\nconfidence = \"low\"", `56:1: confidence_note is missing; where the confidence is low it says what isn't sure`},
		{"confidence note alone", `kind = "refrain"`, "kind = \"refrain\"\nconfidence_note = \"The order.\"", `56:1: confidence is missing; write one of high, medium, low beside the confidence_note`},
		{"confidence note too long", `kind = "refrain"`, "kind = \"refrain\"\nconfidence = \"low\"\nconfidence_note = \"" + long[:322] + "\"", `64:19: confidence_note has 161 characters; shorten it to 160`},
		{"a source of a norm", `kind = "refrain"`, "kind = \"refrain\"\nsources = [\"S1\", \"S3\"]", `63:18: there is no source "S3"; did you mean "S1"?`},
		{"related", `related = ["b"]`, `related = ["a", "c"]`, `49:12: "a" is related to itself; take it out
49:17: there is no item "c"; did you mean "a"?`},
		{"alias twice", `{ scheme = "agenda", value = "2", note = "The agenda used 2 for 1(a)." }`, `{ scheme = "official-letter", value = "a" }`, `52:3: the alias "a" of the scheme "official-letter" stands twice; keep one`},
		{"alias scheme", `scheme = "agenda"`, `scheme = "The Agenda"`, `52:14: "The Agenda" isn't a valid scheme; write lower-case letters, digits and single hyphens, at most 64`},
		{"alias note", "The agenda used 2 for 1(a).", long[:322], `52:44: note has 161 characters; shorten it to 160`},
		{"link status", `status = "unread" } ]`, `status = "maybe" } ]`, `54:72: "maybe" isn't a word for status; write one of read, copy, unread`},
		{"items in an item", `item = "b"`, "items = 1", `49:12: there is no item "b"; did you mean "a"?
56:1: item is missing; write letters and digits, with single dots or hyphens between them
57:1: unknown key "items" in [[items]]; it belongs to the top of the file: move it above the heading [[items]]`},
	} {
		data := mini(t)
		if strings.Count(data, c.old) == 0 {
			t.Fatalf("%s: %q isn't in the file", c.name, c.old)
		}
		i := strings.LastIndex(data, c.old)
		if strings.HasPrefix(c.name, "source cited") || strings.HasPrefix(c.name, "no schema") {
			i = strings.Index(data, c.old)
		}
		_, err := norm.Load("mini.toml", []byte(data[:i]+c.new+data[i+len(c.old):]))
		var problems document.Problems
		if err != nil && !errors.As(err, &problems) {
			t.Fatalf("%s: the error is a %T", c.name, err)
		}
		var got []string
		for _, p := range problems {
			got = append(got, strings.TrimPrefix(p.String(), "mini.toml:"))
		}
		if got := strings.Join(got, "\n"); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(mini(f)))
	f.Add([]byte("schema = 1\n[[items]]\n[[items.terms]]\n[[items]]\nterms = [{}, 1, []]\nrelated = [1, \"\"]"))
	f.Add([]byte(strings.Replace(mini(f), "kind = \"do\"", full+"kind = \"do\"", 1)))
	f.Add([]byte("prefix = 1\n[[items]]\nideas = [\"crime\", 1, \"\", \"crime\"]\nsources = {}\nconfidence = []\nconfidence_note = \"\\u202e\"\nadopted = 2018-13-01\nincident_response = 1\ntype = \"\""))
	f.Add([]byte("sources = [ { id = \"S1\u202e\" }, 1 ]\nadopted = 2017-05-12\n\"\\u001b\".a = 1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := norm.Load("mini.toml", data)
		if err == nil {
			if _, err := norm.NewSet(c); err != nil {
				t.Fatal(err)
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
