package library_test

import (
	"errors"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/scenarios"
)

func file(t testing.TB, name string) *fstest.MapFile {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: data}
}

const (
	tale = "../scenario/testdata/tale-2020.toml"
	mini = "../norm/testdata/mini.toml"
)

// content is one catalogue and two scenarios, the later one earlier by name.
func content(t testing.TB) fstest.MapFS {
	other := strings.NewReplacer("tale-2020", "a-tale-2021", `date = "2020-03-01"`, `date = "2021"`)
	return fstest.MapFS{
		"norms/mini.toml":  file(t, mini),
		"tale-2020.toml":   file(t, tale),
		"a-tale-2021.toml": {Data: []byte(other.Replace(string(file(t, tale).Data)))},
		"README.md":        {Data: []byte("not content")},
	}
}

type named struct {
	fs.FS
	name string
}

func (n named) Name() string { return n.name }

func TestLoad(t *testing.T) {
	l, err := library.Load(content(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, s := range l.Scenarios() {
		ids = append(ids, s.ID)
	}
	if got := strings.Join(ids, " "); got != "tale-2020 a-tale-2021" {
		t.Errorf("Scenarios: %s", got)
	}
	if _, ok := l.Norms().Get("mini/b"); !ok {
		t.Error("a norm is missing")
	}
	d, ok := l.Document("mini")
	if !ok || d.Kind != library.KindCatalogue || d.Name != "mini.toml" || d.ID != "mini" || len(d.Hash) != 64 || string(d.Body) != string(file(t, mini).Data) {
		t.Errorf("Document: %+v", d)
	}
	if d, ok := l.Document("tale-2020"); !ok || d.Kind != library.KindScenario || d.Name != "tale-2020.toml" {
		t.Errorf("Document: %+v", d)
	}
	if _, ok := l.Document("tale"); ok {
		t.Error("Document finds more than ids")
	}
}

// An exercise keeps the documents that it was run with. A user may go on
// writing them meanwhile.
func TestDocumentsAreThoseThatWereLoaded(t *testing.T) {
	builtin := content(t)
	user := fstest.MapFS{"b-tale.toml": {Data: []byte(strings.ReplaceAll(string(file(t, tale).Data), "tale-2020", "b-tale"))}}
	l, err := library.Load(builtin, user)
	if err != nil {
		t.Fatal(err)
	}
	before := string(user["b-tale.toml"].Data)
	user["b-tale.toml"].Data = []byte("something else")
	if d, ok := l.Document("b-tale"); !ok || string(d.Body) != before {
		t.Errorf("Document: %t, %.40q", ok, d.Body)
	}
	builtin["tale-2020.toml"].Data = []byte("something else")
	if d, ok := l.Document("tale-2020"); ok {
		t.Errorf("a document that isn't the one that was loaded: %.40q", d.Body)
	}
}

func TestLoadUser(t *testing.T) {
	all := content(t)
	builtin := fstest.MapFS{"norms/mini.toml": all["norms/mini.toml"], "tale-2020.toml": all["tale-2020.toml"]}
	l, err := library.Load(builtin, fstest.MapFS{"a-tale-2021.toml": all["a-tale-2021.toml"]})
	if err != nil || len(l.Scenarios()) != 2 {
		t.Fatalf("%v %v", l, err)
	}

	bad := fstest.MapFS{
		"tale-2020.toml":   all["tale-2020.toml"],
		"a-tale-2021.toml": {Data: []byte("schema = 2")},
		"norms/mini.toml":  all["norms/mini.toml"],
		"norms/tale.toml":  {Data: []byte("[[")},
		"big.toml":         {Data: make([]byte, document.MaxSize+1)},
		"pipe.toml":        {Mode: fs.ModeNamedPipe},
		"esc\x1b[2J.toml":  {Data: []byte("x")},
	}
	_, err = library.Load(builtin, named{bad, "my/folder"})
	want := strings.Join([]string{
		`my/folder/a-tale-2021.toml:1:10: schema 2 is newer than this program, which knows 1; update normwalk`,
		`my/folder/big.toml:1:1: the file is larger than 4 MiB; a content file is a text of at most some hundred kB`,
		"my/folder/esc\ufffd[2J.toml:1:2: expected = after the key, found the end of the line; write key = \"value\"",
		`my/folder/norms/mini.toml:1:1: the id "mini" is also that of built-in/norms/mini.toml; give one of the two another id and file name`,
		`my/folder/norms/tale.toml:1:3: expected a key, found the end of the line; write key = "value", [heading] or [[list]], in plain letters`,
		`my/folder/pipe.toml:1:1: this isn't a file; take it away, or call it something that doesn't end in .toml`,
		`my/folder/tale-2020.toml:1:1: the id "tale-2020" is also that of built-in/tale-2020.toml; give one of the two another id and file name`,
	}, "\n")
	var problems document.Problems
	if !errors.As(err, &problems) || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestScenario(t *testing.T) {
	l, err := library.Load(content(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		query, want string
		err         error
		text        string
	}{
		{"tale-2020", "tale-2020", nil, ""},
		{" Tale-2020 ", "tale-2020", nil, ""},
		{"a-", "a-tale-2021", nil, ""},
		{"tale", "tale-2020", nil, ""}, // the beginning of one, a part of the other
		{"2021", "a-tale-2021", nil, ""},
		{"20", "", library.ErrAmbiguousScenario, `several scenarios match "20": tale-2020, a-tale-2021; write more of the name`},
		{"tail-2020", "", library.ErrUnknownScenario, `unknown scenario "tail-2020"; did you mean tale-2020?`},
		{"wannacry", "", library.ErrUnknownScenario, `unknown scenario "wannacry"; there are tale-2020, a-tale-2021`},
		{"", "", library.ErrUnknownScenario, `unknown scenario ""; there are tale-2020, a-tale-2021`},
		{"\x1b[2J", "", library.ErrUnknownScenario, `unknown scenario "\x1b[2J"; there are tale-2020, a-tale-2021`},
	} {
		s, err := l.Scenario(c.query)
		if c.err != nil {
			if !errors.Is(err, c.err) || err.Error() != c.text {
				t.Errorf("Scenario(%q): %v, want %s", c.query, err, c.text)
			}
		} else if err != nil || s.ID != c.want {
			t.Errorf("Scenario(%q): %v, %v, want %s", c.query, s, err, c.want)
		}
	}
	empty, err := library.Load(fstest.MapFS{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := empty.Scenario("x"); err == nil || err.Error() != `unknown scenario "x"; no scenarios are loaded` {
		t.Error(err)
	}
}

func TestRebuild(t *testing.T) {
	l, err := library.Load(content(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	var docs []library.Document
	for _, id := range []string{"tale-2020", "mini"} {
		d, _ := l.Document(id)
		docs = append(docs, d)
	}
	again, err := library.Rebuild(docs)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Scenarios()) != 1 || len(again.Norms().All()) != 2 {
		t.Errorf("rebuilt: %v", again)
	}
	if d, ok := again.Document("mini"); !ok || d.Hash != docs[1].Hash {
		t.Errorf("rebuilt: %v", d)
	}

	docs[1].Body = append(append([]byte(nil), docs[1].Body...), '\n')
	docs[0].Kind = "poem"
	want := `mini.toml:1:1: the stored document "mini" was altered: its SHA-256 differs from the recorded one` + "\n" +
		`tale-2020.toml:1:1: the stored document "tale-2020" is neither a scenario nor a catalogue`
	if _, err := library.Rebuild(docs); err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	docs[1].Hash = ""
	if _, err := library.Rebuild(docs[1:]); err != nil {
		t.Error(err)
	}
}

func TestCheckFiles(t *testing.T) {
	all := content(t)
	builtin := fstest.MapFS{"norms/mini.toml": all["norms/mini.toml"]}
	scenario := library.File{Name: "x/tale-2020.toml", Body: all["tale-2020.toml"].Data}
	catalogue := library.File{Name: "y/mini.toml", Body: all["norms/mini.toml"].Data}
	edited := library.File{Name: "mini.toml", Body: []byte(strings.ReplaceAll(string(catalogue.Body), `"b"`, `"c"`))}
	for _, c := range []struct {
		name  string
		files []library.File
		want  string
	}{
		{"with the built-in catalogue", []library.File{scenario}, ""},
		{"a built-in catalogue itself", []library.File{catalogue, scenario}, ""},
		{"the given catalogue wins", []library.File{scenario, edited}, `x/tale-2020.toml:142:8: there is no norm "mini/b"; did you mean "mini/a"?`},
		{"the same twice", []library.File{scenario, {Name: "z/tale-2020.toml", Body: scenario.Body}},
			`z/tale-2020.toml:1:1: the id "tale-2020" is also that of x/tale-2020.toml; give one of the two another id and file name`},
		{"neither", []library.File{{Name: "n.toml", Body: []byte("schema = 1")}}, `n.toml:1:1: the file has neither [[steps]], as a scenario, nor [[items]], as a norm catalogue; add them`},
		{"both", []library.File{{Name: "n.toml", Body: []byte("steps = 1\nitems = 1")}}, `n.toml:1:1: the file has both [[items]] and [[steps]]; a catalogue and a scenario are two files`},
		{"broken", []library.File{{Name: "n.toml", Body: []byte("\xff")}, scenario}, `n.toml:1:1: byte 0xff isn't valid UTF-8; save the file as UTF-8`},
		{"nothing", nil, ""},
	} {
		got := ""
		if err := library.CheckFiles(builtin, c.files...); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// A catalogue that can't be used as it is still tells which norms there are.
func TestCheckFilesWithBrokenCatalogue(t *testing.T) {
	all := content(t)
	builtin := fstest.MapFS{"norms/mini.toml": {Data: []byte(strings.Replace(string(all["norms/mini.toml"].Data), "kind = \"do\"\n", "", 1))}}
	if err := library.CheckFiles(builtin, library.File{Name: "tale-2020.toml", Body: all["tale-2020.toml"].Data}); err != nil {
		t.Error(err)
	}
}

// The UN eleven stand first, though others are older.
func TestOrder(t *testing.T) {
	as := func(id, adopted string) *fstest.MapFile {
		r := strings.NewReplacer(`id = "mini"`, `id = "`+id+`"`, `adopted = "2015-07-22"`, `adopted = "`+adopted+`"`)
		return &fstest.MapFile{Data: []byte(r.Replace(string(file(t, mini).Data)))}
	}
	l, err := library.Load(fstest.MapFS{
		"norms/a.toml": as("a", "2001"), "norms/b.toml": as("b", "1998"), "norms/un-gge-2015.toml": as("un-gge-2015", "2015"), "norms/c.toml": as("c", "2001"),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, c := range l.Norms().Catalogues() {
		got += c.ID + " "
	}
	if got != "un-gge-2015 b a c " {
		t.Errorf("got %s", got)
	}
}

// Every built-in norm says how sure we are of it and what it rests on, and
// the short lists have something on them.
func TestBuiltinNorms(t *testing.T) {
	l, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	set := l.Norms()
	for _, n := range set.All() {
		if n.Confidence == "" || len(n.Sources) == 0 || len(n.Actions) == 0 || set.StandingOf(n) == "" || set.AdoptedOf(n).IsZero() {
			t.Errorf("%s: confidence %q, sources %v, %d actions, %s, of %s", n.ID, n.Confidence, n.Sources, len(n.Actions), set.StandingOf(n), set.AdoptedOf(n))
		}
		if m, err := set.Find(string(n.ID)); err != nil || m.Norm != n {
			t.Errorf("%s isn't found by its id: %v", n.ID, err)
		}
		if m, err := set.Find(n.Reference); err != nil || m.Norm != n {
			t.Errorf("%s isn't found by its reference %s: %v", n.ID, n.Reference, err)
		}
	}
	for _, list := range norm.ShortLists() {
		if len(set.ShortList(list.ID)) == 0 {
			t.Errorf("nothing is on the short list %s", list.ID)
		}
	}
	// By a name that other families use too, the UN's is meant.
	for query, want := range map[string]norm.ID{
		"8": "un-gge-2015/h", "norm 8": "un-gge-2015/h", "h": "un-gge-2015/h", "13h": "un-gge-2015/h", "8/H": "un-gge-2015/h", "7": "un-gge-2015/g",
	} {
		if m, err := set.Find(query); err != nil || m.Norm.ID != want {
			t.Errorf("%s: %+v %v, want %s", query, m.Norm, err, want)
		}
	}
}

func TestBuiltin(t *testing.T) {
	l, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range l.Scenarios() {
		for i := range s.Steps {
			if w := s.Steps[i].When; w.UTC() == "" || s.Elapsed(w) == "" {
				t.Errorf("%s: the time of %s can't be shown", s.ID, s.Steps[i].ID)
			}
		}
	}
}

// The bar is 40 ms. Memory is collected as seldom as when the program starts.
func BenchmarkLoad(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	for b.Loop() {
		if _, err := library.Load(scenarios.FS(), nil); err != nil {
			b.Fatal(err)
		}
	}
}

// The bar is 5 ms for a key.
func BenchmarkSearch(b *testing.B) {
	l, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"s", "state", "response team contact", "13(h)", "zzz"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				l.Norms().Search(text, norm.Filter{Addressee: "o"})
			}
		})
	}
}
