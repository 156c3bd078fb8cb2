package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/bundle"
	"github.com/normwalk/normwalk/scenarios"
)

// tree lists the files of a folder with what is in them.
func tree(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		all[filepath.ToSlash(path[len(folder)+1:])] = string(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// When a document can't be put in its place the others go back, and the folder
// is as it was.
func TestAddIsAllOrNothing(t *testing.T) {
	var files []bundle.File
	for _, name := range []string{"../../engine/scenario/testdata/tale-2020.toml", "../../engine/norm/testdata/mini.toml"} {
		f, err := place(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	b, err := bundle.New(scenarios.FS(), "v1", files...)
	if err != nil {
		t.Fatal(err)
	}
	for what, before := range map[string]map[string]string{
		"a new catalogue":      {"other.txt": "left alone"},
		"a replaced catalogue": {"norms/mini.toml": "the old text", "norms/mini.toml.bak": "an older one"},
	} {
		t.Run(what, func(t *testing.T) {
			folder := t.TempDir()
			for name, body := range before {
				path := filepath.Join(folder, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(body), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			plan, err := planAdd(folder, b)
			if err != nil {
				t.Fatal(err)
			}
			// Somebody saves a scenario while the question is on the screen.
			late := filepath.Join(folder, "tale-2020.toml")
			if err := os.WriteFile(late, []byte("just saved"), 0o644); err != nil {
				t.Fatal(err)
			}
			want := tree(t, folder)
			if kept, err := plan.carryOut(); err == nil {
				t.Fatalf("carried out, kept %v", kept)
			}
			if diff := cmp.Diff(want, tree(t, folder)); diff != "" {
				t.Errorf("the folder changed (-before +after):\n%s", diff)
			}
			if err := os.Remove(late); err != nil {
				t.Fatal(err)
			}
			if _, err := plan.carryOut(); err != nil {
				t.Fatal(err)
			}
			after := tree(t, folder)
			for _, d := range b.Documents {
				if after[d.Path] != string(d.Body) {
					t.Errorf("%s isn't there", d.Path)
				}
			}
			if old, ok := before["norms/mini.toml"]; ok && (after["norms/mini.toml.bak2"] != old || after["norms/mini.toml.bak"] != "an older one") {
				t.Errorf("the old texts aren't kept: %v", after)
			}
		})
	}
}
