package pack

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	_ "time/tzdata" // local times must not depend on the machine

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/scenarios"
)

var update = flag.Bool("update", false, "write the golden packs")

// tale is a short exercise on content made for tests, which nobody rewrites.
func tale(t testing.TB, groups ...string) Exercise {
	t.Helper()
	content := fstest.MapFS{}
	for to, from := range map[string]string{"tale-2020.toml": "../scenario/testdata/tale-2020.toml", "norms/mini.toml": "../norm/testdata/mini.toml"} {
		data, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		content[to] = &fstest.MapFile{Data: data}
	}
	lib, err := library.Load(content, nil)
	if err != nil {
		t.Fatal(err)
	}
	e := planned(lib.Scenarios()[0], lib.Norms(), "60-minutes")
	e.Groups, e.People = groups, 20
	return e
}

func planned(s *scenario.Scenario, norms *norm.Set, track string, families ...string) Exercise {
	tr, _ := s.Track(track)
	return Exercise{
		Scenario: s, Norms: norms, Track: tr, Minutes: tr.Minutes, Walk: "normwalk walk " + s.ID + " --mode hands --track " + track,
		Plan: exercise.PlanFor(s, tr.Steps, norms, exercise.Selection{Families: families}),
	}
}

// builtins are packs of every scenario and track, with the usual norms and with
// those of all families.
func builtins(t testing.TB) []Exercise {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var families []string
	for _, c := range lib.Norms().Catalogues() {
		families = append(families, c.ID)
	}
	var all []Exercise
	for _, s := range lib.Scenarios() {
		for _, track := range s.AllTracks() {
			all = append(all, planned(s, lib.Norms(), track.ID), planned(s, lib.Norms(), track.ID, families...))
		}
	}
	return all
}

func written(t testing.TB, e Exercise, f Format) []File {
	t.Helper()
	files, err := Files(e, f)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestGolden(t *testing.T) {
	for _, f := range written(t, tale(t, "Banks", "Teams"), Markdown) {
		name := filepath.Join("testdata", "tale", f.Name)
		if *update {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, f.Body, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(f.Body)); diff != "" {
			t.Errorf("%s isn't as it was (-was +is); if it should be, run go test -update\n%s", f.Name, diff)
		}
	}
}

// A folder lists the files in the order of use, with the index after them; the
// index names each; and the same exercise gives the same bytes.
func TestOrder(t *testing.T) {
	for _, format := range Formats() {
		files, again := written(t, tale(t), format), written(t, tale(t), format)
		var names []string
		for i, f := range files {
			names = append(names, f.Name)
			if string(f.Body) != string(again[i].Body) {
				t.Errorf("%s differs between two packs of one exercise", f.Name)
			}
			if !strings.Contains(string(f.Body[:512]), Mark) {
				t.Errorf("%s has no mark near its start", f.Name)
			}
		}
		last := files[len(files)-1]
		for _, name := range names[:len(names)-1] {
			if !strings.Contains(string(last.Body), name) {
				t.Errorf("%s doesn't name %s", last.Name, name)
			}
		}
		if !slices.IsSorted(names) {
			t.Errorf("a folder lists them otherwise: %v", names)
		}
	}
}

func TestRefused(t *testing.T) {
	for what, change := range map[string]func(*Exercise){
		"no content": func(e *Exercise) { e.Scenario = nil },
		"no norms":   func(e *Exercise) { e.Norms = nil },
		"no steps":   func(e *Exercise) { e.Plan = nil },
		"no time":    func(e *Exercise) { e.Minutes = 0 },
		"a step":     func(e *Exercise) { e.Plan = []exercise.Planned{{Step: "nosuch"}} },
		"a norm":     func(e *Exercise) { e.Plan = []exercise.Planned{{Step: "st-01", Norms: []norm.ID{"no/such"}}} },
	} {
		e := tale(t)
		change(&e)
		if _, err := Files(e, HTML); !errors.Is(err, ErrExercise) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := Files(tale(t), "docx"); !errors.Is(err, ErrExercise) {
		t.Errorf("docx: %v", err)
	}
}

// A step without norms is still a step: the room chooses.
func TestNoNorms(t *testing.T) {
	e := tale(t)
	e.Plan = []exercise.Planned{{Step: "st-01"}}
	for _, format := range Formats() {
		for _, f := range written(t, e, format) {
			if format == HTML {
				safe(t, f.Name, string(f.Body))
			}
		}
	}
}
