package tui

import (
	"slices"
	"testing"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/scenarios"
)

// Every way of choosing the norms that the set-up offers can be had.
func TestNormChoices(t *testing.T) {
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	set := lib.Norms()
	offers := normChoices(set)
	if len(offers) != 8 || offers[0].families != nil || offers[0].norms != nil {
		t.Errorf("offered are %+v", offers)
	}
	for i, o := range offers {
		if pool, err := set.Pool(o.families); err != nil || (len(pool) > 0) == (len(o.norms) > 0) && i > 0 {
			t.Errorf("%s: %d of families, %d norms, %v", o.name, len(pool), len(o.norms), err)
		}
		c := newSetup(lib.Scenarios()[0], set).choice
		c.norms = i
		if got := c.choice(lib.Scenarios()[0]); !slices.Equal(got.Norms, o.norms) || !slices.Equal(got.Families, o.families) {
			t.Errorf("%s: %+v", o.name, got)
		}
	}
	empty, err := norm.NewSet()
	if err != nil {
		t.Fatal(err)
	}
	if got := normChoices(empty); len(got) != 1 {
		t.Errorf("without norms %+v are offered", got)
	}
}
