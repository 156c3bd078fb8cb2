// Package library holds the content that a run of normwalk works with: the
// scenarios and norm catalogues that are compiled into the program, and those
// of a user's folder. Both go through the same loaders.
package library

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

var (
	// ErrUnknownScenario: no scenario has the name that was looked for.
	ErrUnknownScenario = errors.New("unknown scenario")
	// ErrAmbiguousScenario: several scenarios have the name that was looked for.
	ErrAmbiguousScenario = errors.New("several scenarios match")
)

// A Library is content that was loaded together and refers only to itself. It
// doesn't change, and may be used by many at once.
type Library struct {
	scenarios []*scenario.Scenario
	norms     *norm.Set
	documents map[string]stored
	left      []LeftOut
}

// Scenarios lists the scenarios by the date of the incident, the oldest first.
func (l *Library) Scenarios() []*scenario.Scenario { return slices.Clone(l.scenarios) }

// Norms is the norms of all catalogues: the UN eleven first, the others in the
// order of their adoption.
func (l *Library) Norms() *norm.Set { return l.norms }

// Document is the file that a scenario or catalogue was loaded from, by the
// id of either.
func (l *Library) Document(id string) (Document, bool) {
	d, ok := l.documents[id]
	if ok && d.stays != nil {
		var err error
		d.Body, err = fs.ReadFile(d.stays, d.path)
		ok = err == nil && hash(d.Body) == d.Hash
	}
	return d.Document, ok
}

// Scenario finds a scenario by its id, the start of it or any part of it that
// no other scenario has: "wannacry" for "wannacry-2017". Errors wrap
// [ErrUnknownScenario], [ErrAmbiguousScenario] or, for a scenario that isn't
// loaded as its file has problems, [ErrLeftOut]; they name what comes near.
func (l *Library) Scenario(query string) (*scenario.Scenario, error) {
	q := strings.ToLower(strings.TrimSpace(query))
	ids := make([]string, len(l.scenarios))
	for i, s := range l.scenarios {
		ids[i] = s.ID
	}
	for _, match := range []func(string) bool{
		func(id string) bool { return id == q },
		func(id string) bool { return q != "" && strings.HasPrefix(id, q) },
		func(id string) bool { return q != "" && strings.Contains(id, q) },
	} {
		var found []*scenario.Scenario
		var names []string
		for _, s := range l.scenarios {
			if match(s.ID) {
				found, names = append(found, s), append(names, s.ID)
			}
		}
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return nil, fmt.Errorf("%w %s: %s; write more of the name", ErrAmbiguousScenario, document.Quote(query), strings.Join(names, ", "))
		}
		if f, ok := l.asked(match); ok {
			return nil, fmt.Errorf("%s isn't loaded: %w: %s", document.Quote(query), ErrLeftOut, f.Problems[0])
		}
	}
	if near := document.Nearest(q, ids, 3); len(near) > 0 {
		return nil, fmt.Errorf("%w %s; did you mean %s?", ErrUnknownScenario, document.Quote(query), strings.Join(near, " or "))
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("%w %s; no scenarios are loaded", ErrUnknownScenario, document.Quote(query))
	}
	return nil, fmt.Errorf("%w %s; there are %s", ErrUnknownScenario, document.Quote(query), strings.Join(ids, ", "))
}

func byDate(a, b *scenario.Scenario) int {
	return cmp.Or(a.Date.Time.Compare(b.Date.Time), cmp.Compare(a.ID, b.ID))
}

func inOrder(a, b *norm.Catalogue) int {
	later := func(c *norm.Catalogue) int {
		if c.ID == norm.UNEleven {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(later(a), later(b)), a.Adopted.Time.Compare(b.Adopted.Time), cmp.Compare(a.ID, b.ID))
}
