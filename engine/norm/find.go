package norm

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Match is a norm that was looked for.
type Match struct {
	Norm      *Norm
	Catalogue *Catalogue
	// Notes say what else people mean by the name that was used, or by the
	// scheme that it belongs to. They are to be shown with the norm.
	Notes []string
}

// Find looks a norm up by any name that people use for it, in any case: its
// id, its item ("h"), its reference ("13(h)", "13h", "(h)"), its position
// ("8", "norm 8", "8/H"), an alias, its label or a part of that, each also
// after the name of its catalogue ("UNGGE-h").
//
// Official names win over aliases: where an alias of one norm is the item,
// reference or position of another, the other is found and the alias adds a
// note. The error is a [*LookupError].
func (s *Set) Find(query string) (Match, error) {
	var found []*Norm
	for _, by := range []func(string) []*Norm{s.byOfficialName, s.byAlias, s.byLabel} {
		if found = by(query); len(found) > 0 {
			break
		}
	}
	if len(found) != 1 {
		nearest := found
		if len(found) == 0 {
			nearest = s.nearest(query)
		}
		return Match{}, &LookupError{Query: query, Nearest: nearest, Ambiguous: len(found) > 1}
	}
	m := Match{Norm: found[0], Catalogue: s.home[found[0].ID]}
	for _, n := range s.norms {
		for _, a := range n.Aliases {
			if a.Note != "" && a.is(query) && !slices.Contains(m.Notes, a.Note) {
				m.Notes = append(m.Notes, a.Note)
			}
		}
	}
	return m, nil
}

// byOfficialName finds norms by what their catalogue calls them, tried in the
// order of how surely the catalogue is meant.
func (s *Set) byOfficialName(query string) []*Norm {
	whole := squash(query)
	if found := s.where(func(n *Norm) bool { return squash(string(n.ID)) == whole }); len(found) > 0 {
		return found
	}
	for i, r := range query {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			continue
		}
		catalogue, name := squash(query[:i]), squash(query[i+utf8.RuneLen(r):])
		if len(catalogue) < 2 || name == "" {
			continue
		}
		found := s.where(func(n *Norm) bool { return s.home[n.ID].called(catalogue) && n.called(name) })
		if len(found) > 0 {
			return found
		}
	}
	return s.where(func(n *Norm) bool { return n.called(whole) })
}

func (s *Set) byAlias(query string) []*Norm {
	return s.where(func(n *Norm) bool {
		return slices.ContainsFunc(n.Aliases, func(a Alias) bool { return a.is(query) })
	})
}

// byLabel prefers a whole label to the beginning of a word in it, and that to
// any part of it.
func (s *Set) byLabel(query string) []*Norm {
	q := strings.ToLower(strings.Join(strings.Fields(query), " "))
	if q == "" {
		return nil
	}
	if found := s.where(func(n *Norm) bool { return strings.ToLower(n.Label) == q }); len(found) > 0 {
		return found
	}
	if found := s.where(func(n *Norm) bool { return strings.Contains(" "+strings.ToLower(n.Label), " "+q) }); len(found) > 0 {
		return found
	}
	return s.where(func(n *Norm) bool { return strings.Contains(strings.ToLower(n.Label), q) })
}

func (s *Set) where(match func(*Norm) bool) []*Norm {
	var found []*Norm
	for _, n := range s.norms {
		if match(n) {
			found = append(found, n)
		}
	}
	return found
}

// called reports whether a squashed name is one of the catalogue's own for
// the norm: item, reference, position, or position and item.
func (n *Norm) called(name string) bool {
	item, position := squash(n.Item), strconv.Itoa(n.Position)
	return name != "" && (name == item || name == squash(n.Reference) || name == position || name == position+item)
}

// called reports whether a squashed name is the beginning of the catalogue's
// id, short name or title.
func (c *Catalogue) called(name string) bool {
	return strings.HasPrefix(squash(c.ID), name) || strings.HasPrefix(squash(c.Short), name) ||
		strings.HasPrefix(squash(c.Title), name)
}

// is reports whether the query is the alias, alone or after its scheme.
func (a Alias) is(query string) bool {
	q, value := squash(query), squash(a.Value)
	return value != "" && (q == value || q == squash(a.Scheme+" "+a.Value))
}

// squash reduces a name to what tells it from others: letters and digits in
// lower case, and a dot between digits. Words that only say that a norm
// follows are left out.
func squash(name string) string {
	name = strings.ToLower(name)
	var kept []string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\u00a0' }) {
		switch strings.Trim(word, ".:#§") {
		case "norm", "norms", "item", "number", "no", "nr", "para", "paragraph", "letter", "":
		default:
			kept = append(kept, word)
		}
	}
	runes := []rune(strings.Join(kept, " "))
	var b strings.Builder
	for i, r := range runes {
		dot := r == '.' && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])
		if dot || unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
