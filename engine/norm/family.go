package norm

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/normwalk/normwalk/engine/document"
)

// Named lists the catalogues that have exactly this name, in any case: their
// id, short name or prefix, or what their id begins with before a hyphen.
// Several programmes of one family share that: "manrs".
func (s *Set) Named(query string) []*Catalogue {
	q := letters(query)
	var found []*Catalogue
	for _, c := range s.catalogues {
		first, _, _ := strings.Cut(c.ID, "-")
		if q != "" && slices.Contains([]string{letters(c.ID), letters(c.Short), letters(c.Prefix), first}, q) {
			found = append(found, c)
		}
	}
	return found
}

// Family finds a family of norms by its name or the beginning of it; see
// [Set.Named]. It is more than one catalogue where they share the name. The
// error wraps [ErrFamily] and names what there is.
func (s *Set) Family(query string) ([]*Catalogue, error) {
	if found := s.Named(query); len(found) > 0 {
		return found, nil
	}
	var found []*Catalogue
	if q := squash(query); len(q) > 1 {
		for _, c := range s.catalogues {
			if c.called(q) {
				found = append(found, c)
			}
		}
	}
	if len(found) == 1 {
		return found, nil
	}
	among, say := found, "the families are"
	if len(found) > 0 {
		say = "several begin so:"
	} else {
		among = s.catalogues
	}
	names := make([]string, len(among))
	for i, c := range among {
		names[i] = c.ID
	}
	return nil, fmt.Errorf("%w %s; %s %s", ErrFamily, document.Quote(query), say, strings.Join(names, ", "))
}

// Pool lists the norms of some families, given as ids of catalogues or of
// short lists, each norm once and in the order of the families. The error
// wraps [ErrFamily].
func (s *Set) Pool(families []string) ([]ID, error) {
	var out []ID
	for _, f := range families {
		norms := s.ShortList(f)
		if c, ok := s.Catalogue(f); ok {
			norms = ids(s.where(func(n *Norm) bool { return s.home[n.ID] == c }))
		} else if !slices.ContainsFunc(ShortLists(), func(l ShortList) bool { return l.ID == f }) {
			return nil, fmt.Errorf("%w %s", ErrFamily, document.Quote(f))
		}
		for _, id := range norms {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out, nil
}

// Cite is the norm as people cite it where several families are shown: "GCSC
// 4", "RIPE-705". A reference that doesn't say by itself what it belongs to
// comes after its family's name: "UN 13(h)".
func (s *Set) Cite(n *Norm) string {
	c, ok := s.home[n.ID]
	if !ok || !bare(n.Reference) {
		return n.Reference
	}
	return cmp.Or(c.Prefix, c.Short) + " " + n.Reference
}

// bare reports whether a reference is only a number or a letter, or both.
func bare(reference string) bool {
	run := 0
	for _, r := range squash(reference) {
		if run++; !unicode.IsLetter(r) {
			run = 0
		}
		if run > 1 {
			return false
		}
	}
	return true
}

// letters reduces a name to its letters and digits in lower case.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if !isWord(r) {
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// Homes lists the catalogues of some norms, each once and in the set's order.
// Norms that aren't loaded have none.
func (s *Set) Homes(ids []ID) []*Catalogue {
	var out []*Catalogue
	for _, c := range s.catalogues {
		if slices.ContainsFunc(ids, func(id ID) bool { return s.home[id] == c }) {
			out = append(out, c)
		}
	}
	return out
}
