package practice_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/practice"
	"github.com/normwalk/normwalk/scenarios"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

func TestBoxes(t *testing.T) {
	var c practice.Card
	now := noon
	for i, days := range []time.Duration{1, 2, 4, 8, 16, 16} {
		c = c.After(true, now)
		if want := (practice.Card{Box: min(i+1, 5), Due: now.Add(days * day), Right: i + 1}); c != want {
			t.Fatalf("after %d right answers: %+v, want %+v", i+1, c, want)
		}
		now = c.Due
	}
	early := c.After(true, now.Add(-day))
	if early.Box != c.Box || early.Due != c.Due || early.Right != c.Right+1 {
		t.Errorf("a right answer too early: %+v", early)
	}
	wrong := c.After(false, now.Add(-day))
	if want := (practice.Card{Box: 1, Due: now, Right: 6, Wrong: 1}); wrong != want {
		t.Errorf("a wrong answer: %+v, want %+v", wrong, want)
	}
	if first := (practice.Card{}).After(false, noon); first.Box != 1 || first.Due != noon.Add(day) || !first.Known() {
		t.Errorf("wrong at once: %+v", first)
	}
}

func TestKept(t *testing.T) {
	c := practice.Card{}.After(true, noon)
	data, err := c.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got := practice.Decode(map[string]json.RawMessage{"x/a": data, "x/b": json.RawMessage(`[`), "x/c": json.RawMessage(`{"box":99,"right":-1}`)})
	if len(got) != 2 || got["x/a"] != c || got["x/c"] != (practice.Card{Box: practice.Boxes}) {
		t.Errorf("read back: %+v", got)
	}
}

func content(t testing.TB) *norm.Set {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return lib.Norms()
}

func session(set *norm.Set, pool []norm.ID, cards practice.Cards, length int, seed uint64) []practice.Question {
	return practice.Session(set, pool, cards, length, noon, rand.New(rand.NewPCG(seed, 1)))
}

// Whatever is asked, there is one right answer among different ones, and the
// nearest is a wrong one of them.
func TestQuestions(t *testing.T) {
	set := content(t)
	var all []norm.ID
	for _, n := range set.All() {
		all = append(all, n.ID)
	}
	for seed := range uint64(5) {
		questions := session(set, all, nil, len(all), seed)
		if len(questions) != len(all) {
			t.Fatalf("%d questions on %d norms", len(questions), len(all))
		}
		for _, q := range questions {
			unique := slices.Compact(slices.Sorted(slices.Values(q.Choices)))
			if len(unique) != practice.Choices || len(q.Choices) != practice.Choices || !slices.Contains(q.Choices, q.Norm) {
				t.Errorf("%s: the choices are %v", q.Norm, q.Choices)
			}
			if q.Nearest == q.Norm || !slices.Contains(q.Choices, q.Nearest) {
				t.Errorf("%s: the nearest is %s of %v", q.Norm, q.Nearest, q.Choices)
			}
		}
	}
	if got := session(set, all[:3], nil, 10, 1); len(got) != 3 {
		t.Errorf("%d questions on three norms", len(got))
	}
	if got := session(set, []norm.ID{"gone/x"}, nil, 10, 1); len(got) != 0 {
		t.Errorf("asked is what isn't there: %v", got)
	}
	if a, b := session(set, all, nil, 10, 7), session(set, all, nil, 10, 7); fmt.Sprint(a) != fmt.Sprint(b) {
		t.Error("the same chance makes other questions")
	}
}

// Beside 13(h) stand two of its family and one that has its idea elsewhere.
func TestChoicesAreNear(t *testing.T) {
	set := content(t)
	const h = norm.UNEleven + "/h"
	right, _ := set.Get(h)
	places := map[int]bool{}
	for seed := range uint64(20) {
		q := session(set, []norm.ID{h}, nil, 1, seed)[0]
		places[slices.Index(q.Choices, h)] = true
		family, shared := 0, 0
		for _, id := range q.Choices {
			n, _ := set.Get(id)
			c, _ := set.CatalogueOf(id)
			if c.ID == norm.UNEleven {
				family++
			} else if len(right.Shared(n)) > 0 {
				shared++
			}
		}
		if family != 3 || shared != 1 {
			t.Errorf("choices %v", q.Choices)
		}
	}
	if len(places) != practice.Choices {
		t.Errorf("the right one stands only at %v", places)
	}
}

func TestDueFirst(t *testing.T) {
	set := content(t)
	pool := set.ShortList(norm.ListEleven)
	cards := practice.Cards{
		pool[0]: {Box: 1, Due: noon.Add(time.Hour)},  // not yet
		pool[1]: {Box: 2, Due: noon.Add(-time.Hour)}, // due
		pool[2]: {Box: 3, Due: noon.Add(-2 * day)},   // due longest
		pool[3]: {Box: 5, Due: noon},                 // due now
	}
	if due, fresh := practice.Due(pool, cards, noon); due != 3 || fresh != 7 {
		t.Errorf("%d due, %d fresh", due, fresh)
	}
	for length, want := range map[int][]norm.ID{
		1: {pool[2]}, 2: {pool[1], pool[2]}, 3: pool[1:4], 4: pool[1:5], 10: pool[1:], 11: pool, -1: nil,
	} {
		var got []norm.ID
		for _, q := range session(set, pool, cards, length, 3) {
			got = append(got, q.Norm)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("of %d are asked %v, want %v", length, got, want)
		}
	}
}

func BenchmarkSession(b *testing.B) {
	set := content(b)
	var all []norm.ID
	for _, n := range set.All() {
		all = append(all, n.ID)
	}
	for b.Loop() {
		session(set, all, nil, practice.Length, 1)
	}
}
