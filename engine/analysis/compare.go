package analysis

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// A Comparison puts exercises side by side: those on the same scenario item by
// item, and all of them norm by norm. Items are matched by the ids of step and
// norm, in their latest round.
type Comparison struct {
	Format    int              `json:"format"`
	Exercises []Run            `json:"exercises"` // by the time they were opened, then by id
	Scenarios []OfScenario     `json:"scenarios"` // by id
	Norms     []OfNorm         `json:"norms"`     // over all scenarios
	Agreement AcrossRooms      `json:"agreement"` // over all scenarios
	Groups    []Group          `json:"groups,omitempty"`
	Catalogue []CatalogueDrift `json:"catalogues,omitempty"` // catalogues of which the exercises used different texts
}

// A Run is one of the exercises that are compared.
type Run struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Mode      exercise.Mode  `json:"mode"`
	Phase     exercise.Phase `json:"phase"`
	Scenario  exercise.Ref   `json:"scenario"`
	Track     string         `json:"track"`
	Opened    time.Time      `json:"opened,omitzero"`
	Judged    int            `json:"judged"` // items
	Tally     exercise.Tally `json:"tally"`
	Agreement *Agreement     `json:"agreement,omitempty"` // nil in solo mode
}

// OfScenario is what rooms made of the same scenario.
type OfScenario struct {
	ID        string      `json:"id"`
	Exercises []string    `json:"exercises"` // ids
	Versions  []Version   `json:"versions"`  // by hash; several mean that not all rooms read the same text
	Differ    bool        `json:"differ"`    // there are several versions: say so
	Items     []OfItem    `json:"items"`     // in the order of the story
	Norms     []OfNorm    `json:"norms"`
	Apart     []Place     `json:"apart"` // items on which rooms differ, the most different first
	Agreement AcrossRooms `json:"agreement"`
	Groups    []Group     `json:"groups,omitempty"`
}

// A Version is a text of a scenario or catalogue, and the exercises that used
// it.
type Version struct {
	Hash      string   `json:"hash"`
	Exercises []string `json:"exercises"`
}

// A CatalogueDrift names a catalogue of which exercises used different texts.
type CatalogueDrift struct {
	ID       string    `json:"id"`
	Versions []Version `json:"versions"`
}

// A Place is a norm at a step.
type Place struct {
	Step string  `json:"step"`
	Norm norm.ID `json:"norm"`
}

// OfItem is what rooms said of the same item.
type OfItem struct {
	Place
	Counterfactual bool           `json:"counterfactual"` // in every room
	Mixed          bool           `json:"mixed"`          // in some rooms and not in others, after an edit of the dates
	Pooled         exercise.Tally `json:"pooled"`
	Figures                       // of the pooled counts
	Rooms          []RoomTally    `json:"rooms"` // with an answer
	Spread         Spread         `json:"spread"`
	Gap            *RoomGap       `json:"gap,omitempty"` // nil if no two rooms with five verdicts differ
	NotAsked       int            `json:"not_asked"`     // exercises that planned it and didn't ask
	SetAside       int            `json:"set_aside"`     // exercises
	Hidden         int            `json:"hidden"`        // exercises that hold it back

	pool *Item // its groups, put together
}

// OfNorm is what a norm was worth in several exercises.
type OfNorm struct {
	ID             norm.ID `json:"id"`
	Catalogue      string  `json:"catalogue"`
	Reference      string  `json:"reference"`
	Label          string  `json:"label"`
	Position       int     `json:"position"`
	Actual         Pooled  `json:"actual"`
	Counterfactual Pooled  `json:"counterfactual"`
}

// Pooled is what a norm was worth in all exercises together and in each.
type Pooled struct {
	Worth
	Rooms  []RoomTally `json:"rooms"` // with an answer
	Spread Spread      `json:"spread"`
}

// AcrossRooms compares agreement among rooms with agreement within them. If the
// pooled alpha is well below the mean of the rooms, the rooms agree with
// themselves and not with one another.
type AcrossRooms struct {
	Pooled Agreement `json:"pooled"` // all verdicts on an item together, from whichever room
	Rooms  int       `json:"rooms"`  // rooms in which alpha is defined
	Mean   Statistic `json:"mean"`   // of their alphas; [NoRoom] without any, as are the next two
	Low    Statistic `json:"low"`
	High   Statistic `json:"high"`
}

// Compare puts exercises side by side. Two with the same id are the same
// exercise: the one with more records counts. The work grows in proportion to
// the items of all exercises, whatever the number of ballots.
//
// Groups are pooled before the small-cell rule, see [Group]; an Exercise that
// was read back from JSON can give only what its items show.
func Compare(exercises ...*Exercise) *Comparison {
	all := distinct(exercises)
	c := &Comparison{Format: Format, Exercises: []Run{}, Scenarios: []OfScenario{}}
	scenarios := map[string][]*Exercise{}
	for _, e := range all {
		c.Exercises = append(c.Exercises, Run{
			e.ID, e.Title, e.Mode, e.Phase, e.Scenario, e.Track, e.Opened, e.Totals.Judged, e.Totals.Tally, e.Agreement,
		})
		scenarios[e.Scenario.ID] = append(scenarios[e.Scenario.ID], e)
	}
	var items []OfItem
	for _, id := range slices.Sorted(maps.Keys(scenarios)) {
		s := ofScenario(id, scenarios[id])
		c.Scenarios = append(c.Scenarios, s)
		items = append(items, s.Items...)
	}
	c.Norms = ofNorms(all)
	c.Agreement = acrossRooms(items, all)
	c.Groups = pooledGroups(items)
	c.Catalogue = drift(all)
	return c
}

// distinct are the exercises without repetitions, in a fixed order.
func distinct(exercises []*Exercise) []*Exercise {
	byID := map[string]*Exercise{}
	for _, e := range exercises {
		if e != nil && (byID[e.ID] == nil || e.Seq > byID[e.ID].Seq) {
			byID[e.ID] = e
		}
	}
	return slices.SortedFunc(maps.Values(byID), func(a, b *Exercise) int {
		return cmp.Or(a.Opened.Compare(b.Opened), cmp.Compare(a.ID, b.ID))
	})
}

func ids(exercises []*Exercise) []string {
	out := make([]string, len(exercises))
	for i, e := range exercises {
		out[i] = e.ID
	}
	return out
}

func ofScenario(id string, rooms []*Exercise) OfScenario {
	s := OfScenario{ID: id, Exercises: ids(rooms), Apart: []Place{}}
	hashes := map[string][]string{}
	for _, e := range rooms {
		hashes[e.Scenario.Hash] = append(hashes[e.Scenario.Hash], e.ID)
	}
	s.Versions = versions(hashes)
	s.Differ = len(s.Versions) > 1
	s.Items = ofItems(rooms)
	s.Norms = ofNorms(rooms)
	s.Agreement = acrossRooms(s.Items, rooms)
	s.Groups = pooledGroups(s.Items)
	var apart []*OfItem
	for i := range s.Items {
		if s.Items[i].Gap != nil {
			apart = append(apart, &s.Items[i])
		}
	}
	slices.SortStableFunc(apart, func(a, b *OfItem) int { return cmp.Compare(b.Gap.Distance.Value, a.Gap.Distance.Value) })
	for _, i := range apart {
		s.Apart = append(s.Apart, i.Place)
	}
	return s
}

func versions(hashes map[string][]string) []Version {
	var out []Version
	for _, h := range slices.Sorted(maps.Keys(hashes)) {
		out = append(out, Version{h, hashes[h]})
	}
	return out
}

// drift finds the catalogues that were not the same everywhere.
func drift(rooms []*Exercise) []CatalogueDrift {
	used := map[string]map[string][]string{}
	for _, e := range rooms {
		for _, ref := range e.Catalogues {
			if used[ref.ID] == nil {
				used[ref.ID] = map[string][]string{}
			}
			used[ref.ID][ref.Hash] = append(used[ref.ID][ref.Hash], e.ID)
		}
	}
	var out []CatalogueDrift
	for _, id := range slices.Sorted(maps.Keys(used)) {
		if len(used[id]) > 1 {
			out = append(out, CatalogueDrift{id, versions(used[id])})
		}
	}
	return out
}
