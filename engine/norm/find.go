package norm

import (
	"errors"
	"fmt"
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
	// Others are the norms of other families that the name fits as well. The
	// last note is about them.
	Others []*Norm
}

// Find looks a norm up by any name that people use for it, in any case: its
// id, its item ("h"), its reference ("13(h)", "13h", "(h)"), its position
// ("8", "norm 8", "8/H"), an alias, its label or a part of that, each also
// after the name of its catalogue ("UNGGE-h", "gcsc 8").
//
// Official names win over aliases: where an alias of one norm is the item,
// reference or position of another, the other is found and the alias adds a
// note. Where several families have a norm of that name the one of
// [UNEleven] is found, and a note names the others; without one there the
// name is ambiguous. The error is a [*LookupError].
func (s *Set) Find(query string) (Match, error) {
	var found []*Norm
	for _, by := range []func(string) []*Norm{s.byOfficialName, s.byAlias, s.byLabel} {
		if found = by(query); len(found) > 0 {
			break
		}
	}
	n, others, ok := s.first(found)
	if !ok {
		nearest := found
		if len(found) == 0 {
			nearest = s.nearest(query)
		}
		return Match{}, &LookupError{Query: query, Nearest: nearest, Ambiguous: len(found) > 1}
	}
	m := Match{Norm: n, Catalogue: s.home[n.ID], Notes: s.aliasNotes(query), Others: others}
	if len(others) > 0 {
		m.Notes = append(m.Notes, s.alsoCalled(others))
	}
	return m, nil
}

// aliasNotes say what else people mean by a name.
func (s *Set) aliasNotes(query string) []string {
	var notes []string
	for _, n := range s.norms {
		for _, a := range n.Aliases {
			if a.Note != "" && a.is(query) && !slices.Contains(notes, a.Note) {
				notes = append(notes, a.Note)
			}
		}
	}
	return notes
}

// first chooses among norms of the same name: the only one, or the only one
// of the UN eleven.
func (s *Set) first(found []*Norm) (n *Norm, others []*Norm, ok bool) {
	if len(found) == 1 {
		return found[0], nil, true
	}
	for _, x := range found {
		if s.home[x.ID].ID == UNEleven {
			if n != nil {
				return nil, nil, false
			}
			n = x
		} else {
			others = append(others, x)
		}
	}
	return n, others, n != nil
}

// alsoCalled says that a name fits norms of other families too.
func (s *Set) alsoCalled(others []*Norm) string {
	const most = 3
	named := others[:min(most, len(others))]
	names := make([]string, len(named))
	for i, n := range named {
		names[i] = s.Cite(n)
	}
	list := strings.Join(names, ", ")
	switch more := len(others) - len(named); {
	case more > 0:
		list += fmt.Sprintf(" and %d more are others", more)
	case len(others) > 1:
		list += " are others"
	default:
		list += " is another"
	}
	return fmt.Sprintf("%s: write %s for that of %s.", list, s.shortID(others[0]), s.home[others[0].ID].Short)
}

// shortID is a short name that [Set.Find] understands for a norm.
func (s *Set) shortID(n *Norm) string {
	c := s.home[n.ID]
	first, _, _ := strings.Cut(c.ID, "-")
	if len(s.Named(first)) == 1 {
		return first + "/" + n.Item
	}
	return string(n.ID)
}

// FindAt is Find where some norms lie on a table: of several that fit the name
// and of which just one is there, that one is meant, and only what is there is
// noted. What is found needn't be on the table.
func (s *Set) FindAt(table []ID, query string) (Match, error) {
	m, err := s.Find(query)
	all := append([]*Norm{m.Norm}, m.Others...)
	if lookup := (*LookupError)(nil); errors.As(err, &lookup) && lookup.Ambiguous {
		all = lookup.Nearest
	} else if err != nil || len(m.Others) == 0 {
		return m, err
	}
	var there []*Norm
	for _, n := range all {
		if slices.Contains(table, n.ID) {
			there = append(there, n)
		}
	}
	switch {
	case len(there) == 1 && there[0] != m.Norm:
		return Match{Norm: there[0], Catalogue: s.home[there[0].ID], Notes: s.aliasNotes(query)}, nil
	case err != nil:
		return Match{}, err
	}
	m.Notes, m.Others = s.aliasNotes(query), slices.DeleteFunc(there, func(n *Norm) bool { return n == m.Norm })
	if len(m.Others) > 0 {
		m.Notes = append(m.Notes, s.alsoCalled(m.Others))
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
	if found := s.where(func(n *Norm) bool { return n.cited(whole) }); len(found) > 0 {
		return found
	}
	for i, r := range query {
		if isWord(r) {
			continue
		}
		catalogue, name := squash(query[:i]), squash(query[i+utf8.RuneLen(r):])
		if len(catalogue) < 2 || name == "" {
			continue
		}
		// The whole name of a family counts before the beginning of one.
		named := s.Named(query[:i])
		for _, of := range []func(*Catalogue) bool{
			func(c *Catalogue) bool { return slices.Contains(named, c) },
			func(c *Catalogue) bool { return c.called(catalogue) },
		} {
			if found := s.called(name, of); len(found) > 0 {
				return found
			}
		}
	}
	// Of the UN eleven people say the positions too. Of others a bare position
	// is the last that anybody would mean.
	var found []*Norm
	for _, c := range s.catalogues {
		here := c.named(whole)
		if len(here) == 0 && c.ID == UNEleven {
			here = c.placed(whole)
		}
		found = append(found, here...)
	}
	if len(found) > 0 {
		return found
	}
	return s.called(whole, func(*Catalogue) bool { return true })
}

// called finds norms by their names in their catalogues, of the catalogues
// that are meant. In each, items and references count before positions: a
// convention's article 2 needn't be its second norm.
func (s *Set) called(name string, meant func(*Catalogue) bool) []*Norm {
	var found []*Norm
	for _, c := range s.catalogues {
		if !meant(c) {
			continue
		}
		here := c.named(name)
		if len(here) == 0 {
			here = c.placed(name)
		}
		found = append(found, here...)
	}
	return found
}

// named finds norms by a squashed item or reference.
func (c *Catalogue) named(name string) []*Norm {
	return c.where(func(n *Norm) bool {
		return name != "" && (name == squash(n.Item) || name == squash(n.Reference))
	})
}

// placed finds norms by a squashed position, or position and item.
func (c *Catalogue) placed(name string) []*Norm {
	return c.where(func(n *Norm) bool {
		position := strconv.Itoa(n.Position)
		return name == position || name == position+squash(n.Item)
	})
}

func (c *Catalogue) where(match func(*Norm) bool) []*Norm {
	var found []*Norm
	for i := range c.Items {
		if n := &c.Items[i]; match(n) {
			found = append(found, n)
		}
	}
	return found
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

// cited reports whether a squashed name is the norm's reference, where that
// says more than its item or position.
func (n *Norm) cited(name string) bool {
	return name != "" && name == squash(n.Reference) && name != squash(n.Item) && name != strconv.Itoa(n.Position)
}

// called reports whether a squashed name is the beginning of the catalogue's
// id, short name, prefix or title.
func (c *Catalogue) called(name string) bool {
	return slices.ContainsFunc([]string{c.ID, c.Short, c.Prefix, c.Title}, func(s string) bool {
		return strings.HasPrefix(squash(s), name)
	})
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
