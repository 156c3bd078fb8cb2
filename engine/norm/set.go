package norm

import (
	"fmt"
	"sync"

	"github.com/normwalk/normwalk/engine/source"
)

// A Set is the catalogues that are loaded together. It doesn't change, and
// may be used by many at once.
type Set struct {
	catalogues []*Catalogue
	norms      []*Norm
	byID       map[ID]*Norm
	home       map[ID]*Catalogue
	texts      func() []string // of the norms, as [Set.Search] reads them
}

// NewSet puts catalogues together, in the order in which they are to be
// shown. Two with the same id are an error.
func NewSet(cs ...*Catalogue) (*Set, error) {
	s := &Set{byID: make(map[ID]*Norm), home: make(map[ID]*Catalogue)}
	for _, c := range cs {
		if _, ok := s.Catalogue(c.ID); ok {
			return nil, fmt.Errorf("%w: %q", ErrDuplicate, c.ID)
		}
		s.catalogues = append(s.catalogues, c)
		for i := range c.Items {
			n := &c.Items[i]
			s.norms = append(s.norms, n)
			s.byID[n.ID], s.home[n.ID] = n, c
		}
	}
	s.texts = sync.OnceValue(s.searchable)
	return s, nil
}

// Catalogues lists the catalogues in order.
func (s *Set) Catalogues() []*Catalogue { return append([]*Catalogue(nil), s.catalogues...) }

// Catalogue is the one with the id.
func (s *Set) Catalogue(id string) (*Catalogue, bool) {
	for _, c := range s.catalogues {
		if c.ID == id {
			return c, true
		}
	}
	return nil, false
}

// CatalogueOf is the catalogue that a norm belongs to.
func (s *Set) CatalogueOf(id ID) (*Catalogue, bool) {
	c, ok := s.home[id]
	return c, ok
}

// Get is the norm with exactly this id; [Set.Find] is for what people type.
func (s *Set) Get(id ID) (*Norm, bool) {
	n, ok := s.byID[id]
	return n, ok
}

// All lists the norms of all catalogues in order.
func (s *Set) All() []*Norm { return append([]*Norm(nil), s.norms...) }

// IDs lists the ids of all norms in order.
func (s *Set) IDs() []string {
	ids := make([]string, len(s.norms))
	for i, n := range s.norms {
		ids[i] = string(n.ID)
	}
	return ids
}

// AdoptedOf is the date from which the norm counts: its own, or its
// catalogue's. A verdict on an older step is counterfactual.
func (s *Set) AdoptedOf(n *Norm) source.Moment {
	if c, ok := s.home[n.ID]; ok && n.Adopted.IsZero() {
		return c.Adopted
	}
	return n.Adopted
}

// TypeOf is one of [Types]: the norm's own, or its catalogue's.
func (s *Set) TypeOf(n *Norm) string {
	if c, ok := s.home[n.ID]; ok && n.Type == "" {
		return c.Type
	}
	return n.Type
}

// LegalNatureOf is one of [LegalNatures]: the norm's own, or its catalogue's.
func (s *Set) LegalNatureOf(n *Norm) string {
	if c, ok := s.home[n.ID]; ok && n.LegalNature == "" {
		return c.LegalNature
	}
	return n.LegalNature
}

// StandingOf says plainly what the norm is; see [Standing].
func (s *Set) StandingOf(n *Norm) string { return Standing(s.TypeOf(n), s.LegalNatureOf(n)) }

// Unverified reports whether the norm rests only on sources that its authors
// didn't read, and so is to be shown as unverified. One that names no sources
// isn't.
func (s *Set) Unverified(n *Norm) bool {
	c, ok := s.home[n.ID]
	return ok && c.Unverified(n.Sources)
}
