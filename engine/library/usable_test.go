package library_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/library"
)

// renamed is a text with another id.
func renamed(f *fstest.MapFile, old, id string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(f.Data), old, id))}
}

// What is wrong with one file of a folder doesn't take the others away.
func TestLoadUsable(t *testing.T) {
	all := content(t)
	builtin := fstest.MapFS{"norms/mini.toml": all["norms/mini.toml"], "tale-2020.toml": all["tale-2020.toml"]}
	good := renamed(all["tale-2020.toml"], "tale-2020", "good")
	bad := fstest.MapFile{Data: []byte(strings.Replace(string(all["norms/mini.toml"].Data), `id = "mini"`, `id = "own"`, 1))}
	user := fstest.MapFS{
		"good.toml":         good,
		"good-backup.toml":  good, // says "good" and is called otherwise
		"draft.toml":        {Data: []byte("id = \"draft\"\n")},
		"broken.toml":       {Data: []byte("[[")},
		"needs.toml":        renamed(renamed(good, `"good"`, `"needs"`), "mini/", "own/"),
		"norms/own.toml":    {Data: []byte(strings.Replace(string(bad.Data), "kind = \"do\"\n", "", 1))},
		"norms/mini.toml":   all["norms/mini.toml"], // built-in
		"norms/a-mini.toml": all["norms/mini.toml"], // a copy of it
		"norms/fine.toml":   renamed(all["norms/mini.toml"], `"mini"`, `"fine"`),
		"uses.toml":         renamed(renamed(good, `"good"`, `"uses"`), "mini/", "fine/"),
		"pipe.toml":         {Mode: fs.ModeNamedPipe},
	}
	l, err := library.LoadUsable(builtin, named{user, "my/folder"})
	if err != nil {
		t.Fatal(err)
	}
	var ids, left []string
	for _, s := range l.Scenarios() {
		ids = append(ids, s.ID)
	}
	for _, f := range l.LeftOut() {
		left = append(left, fmt.Sprintf("%s (%s)", f.Path, f.ID))
		if f.Name != "my/folder/"+f.Path || len(f.Problems) == 0 || f.Problems[0].File != f.Name {
			t.Errorf("%+v", f)
		}
	}
	if got, want := strings.Join(ids, " "), "good tale-2020 uses"; got != want {
		t.Errorf("loaded %s, want %s", got, want)
	}
	if got, want := strings.Join(left, ", "), "broken.toml (), draft.toml (draft), good-backup.toml (good), needs.toml (needs), "+
		"norms/a-mini.toml (mini), norms/mini.toml (mini), norms/own.toml (own), pipe.toml ()"; got != want {
		t.Errorf("left out\n%s, want\n%s", got, want)
	}
	if _, ok := l.Norms().Catalogue("own"); ok {
		t.Error("a catalogue that was left out is among the norms")
	}
	if d, ok := l.Document("good"); !ok || string(d.Body) != string(good.Data) {
		t.Errorf("the document: %t %+v", ok, d)
	}

	for query, file := range map[string]string{"draft": "draft.toml:1:1", "needs": "needs.toml:", "brok": "broken.toml:1:3", "good-backup": "good-backup.toml:"} {
		_, err := l.Scenario(query)
		if !errors.Is(err, library.ErrLeftOut) || !strings.Contains(err.Error(), "my/folder/"+file) || strings.Contains(err.Error(), "unknown") {
			t.Errorf("%s: %v", query, err)
		}
	}
	if s, err := l.Scenario("good"); err != nil || s.ID != "good" {
		t.Errorf("the one whose name is the id: %v", err)
	}
}

// Problems of the built-in content are nobody's to leave out.
func TestLoadUsableBuiltIn(t *testing.T) {
	var problems document.Problems
	builtin := fstest.MapFS{"x.toml": {Data: []byte("[[")}}
	if _, err := library.LoadUsable(builtin, fstest.MapFS{"y.toml": {Data: []byte("[[")}}); !errors.As(err, &problems) || len(problems) != 1 {
		t.Error(err)
	}
	l, err := library.LoadUsable(content(t), nil)
	if err != nil || len(l.LeftOut()) > 0 {
		t.Errorf("%v %v", l, err)
	}
}
