package tui

import (
	"slices"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
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

// Space puts several families together, and the exercise has them.
func TestSeveralFamilies(t *testing.T) {
	lib, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := newDriver(t, 100, 30).keys("down", "down", "enter", "down", "down", "space")
	d.shows("[x] UN eleven", "1 choice ticked").keys("space").shows("Nothing is ticked yet").hides("take these").keys("enter").shows("tick at least one")
	p := d.app.top().(*familiesPage)
	tick := func(id string) {
		t.Helper()
		i := slices.IndexFunc(p.rows, func(r familyRow) bool { return r.id == id })
		if i < 0 {
			t.Fatalf("%s can't be ticked", id)
		}
		for p.cursor > i {
			d.keys("up")
		}
		for p.cursor < i {
			d.keys("down")
		}
		d.keys("space")
	}
	tick(norm.UNEleven)
	tick("manrs-operators")
	d.shows("2 choices ticked", "At no step of this track: MANRS operators").fits()
	tick(norm.ListTechnical)
	d.shows("3 choices ticked", "More than about 5 norms at a step is a lot", "in the 7 minutes").fits()
	d.keys("esc").shows("UN norms · ", "norms a step")
	d.keys("space").hides("[x] EthicsfIRST")
	p = d.app.top().(*familiesPage)
	tick("ethicsfirst-2020")
	d.keys("enter").shows("‹ UN eleven + EthicsfIRST · ").keys("enter")
	homes := map[string]bool{}
	for _, c := range lib.Norms().Homes(d.app.session.state.Norms()) {
		homes[c.ID] = true
	}
	if len(homes) != 2 || !homes[norm.UNEleven] || !homes["ethicsfirst-2020"] {
		t.Errorf("the exercise has norms of %v", homes)
	}
}

// Somebody alone has the time for many norms; a room is told what it means.
func TestTooMany(t *testing.T) {
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	p := newSetup(lib.Scenarios()[2], lib.Norms())
	c := &p.choice
	if got := c.tooMany(p.scenario, p.norms); got != "" {
		t.Errorf("the author's own choice: %s", got)
	}
	c.norms = len(c.offers) - 1
	if got := c.tooMany(p.scenario, p.norms); got == "" {
		t.Error("all eleven are not too many")
	}
	if c.mode = exercise.Solo; c.tooMany(p.scenario, p.norms) != "" {
		t.Error("it warns somebody alone")
	}
}
