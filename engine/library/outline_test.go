package library_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/scenarios"
)

// At a glance the built-in content is what it is when all of it is read, so
// that the page drawn first doesn't change a moment later.
func TestGlanceIsTheOutlineOfAll(t *testing.T) {
	seen, err := library.Glance(scenarios.FS())
	if err != nil {
		t.Fatal(err)
	}
	l, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(l.Outline(), seen); diff != "" {
		t.Errorf("all of it (-) and at a glance (+):\n%s", diff)
	}
	if len(seen.Incidents) < 4 || seen.Norms < 100 || seen.Incidents[0].Steps == 0 || seen.Incidents[0].Summary == "" {
		t.Errorf("%+v", seen)
	}
}

func TestGlanceAtWhatIsNoTOML(t *testing.T) {
	if _, err := library.Glance(fstest.MapFS{"a.toml": {Data: []byte("title = \n")}}); err == nil || !strings.HasPrefix(err.Error(), "built-in/a.toml:1:") {
		t.Errorf("%v", err)
	}
}

func BenchmarkGlance(b *testing.B) {
	for b.Loop() {
		if _, err := library.Glance(scenarios.FS()); err != nil {
			b.Fatal(err)
		}
	}
}
