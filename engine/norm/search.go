package norm

import (
	"slices"
	"strings"
	"unicode"
)

// A Filter narrows a search. What is left zero lets everything through.
type Filter struct {
	Families         []string // ids of catalogues
	Kind             Kind
	Type             string // one of [Types]
	LegalNature      string // one of [LegalNatures]
	Addressee        string // beginnings of words in whom the norm speaks to, in any case
	Idea             Idea
	IncidentResponse bool // only those that touch incident response
}

// Search lists the norms that the filter lets through and in which every word
// of the text begins a word, in any case: of their names, references, labels,
// restatements, terms, aliases, ideas, or of their family's name. Those whose
// reference and label have the whole text come first, then those where they have
// every word of it; among equals the set's order stays. It is quick enough to be
// called at every key.
func (s *Set) Search(text string, f Filter) []*Norm {
	words, addressee := phrases(text), phrases(f.Addressee)
	var texts []string
	if len(words) > 0 {
		texts = s.texts()
	}
	var found []*Norm
	for i, n := range s.norms {
		if s.passes(n, f) && (len(addressee) == 0 || hasAll(wordsOf(n.Addressee), addressee)) &&
			(len(words) == 0 || hasAll(texts[i], words)) {
			found = append(found, n)
		}
	}
	if len(words) > 0 {
		first(found, words)
	}
	return found
}

// first moves the norms to the front that are called what somebody looks for.
func first(found []*Norm, words []string) {
	whole := []string{strings.Join(words, "")}
	rank := make(map[*Norm]int, len(found))
	for _, n := range found {
		switch name := wordsOf(n.Reference + " " + n.Label); {
		case hasAll(name, whole):
		case hasAll(name, words):
			rank[n] = 1
		default:
			rank[n] = 2
		}
	}
	slices.SortStableFunc(found, func(x, y *Norm) int { return rank[x] - rank[y] })
}

// passes reports whether the filter lets the norm through but for its
// addressee.
func (s *Set) passes(n *Norm, f Filter) bool {
	if f.IncidentResponse && !n.IncidentResponse || f.Kind != "" && n.Kind != f.Kind ||
		f.Type != "" && s.TypeOf(n) != f.Type || f.LegalNature != "" && s.LegalNatureOf(n) != f.LegalNature {
		return false
	}
	return has(f.Families, s.home[n.ID].ID) && (f.Idea == "" || has(n.Ideas, f.Idea) && len(n.Ideas) > 0)
}

// has reports whether the list has the entry, or is empty.
func has[T comparable](list []T, entry T) bool {
	for _, x := range list {
		if x == entry {
			return true
		}
	}
	return len(list) == 0
}

func hasAll(text string, phrases []string) bool {
	for _, p := range phrases {
		if !strings.Contains(text, p) {
			return false
		}
	}
	return true
}

// searchable is what a search reads of each norm.
func (s *Set) searchable() []string {
	out := make([]string, len(s.norms))
	var b strings.Builder
	for i, n := range s.norms {
		c := s.home[n.ID]
		b.Reset()
		for _, part := range []string{string(n.ID), n.Reference, n.Label, n.Restatement, c.Short, c.Prefix} {
			b.WriteString(part + " ")
		}
		for _, t := range n.Terms {
			b.WriteString(t.Term + " " + t.Meaning + " ")
		}
		for _, a := range n.Aliases {
			b.WriteString(a.Value + " ")
		}
		for _, idea := range n.Ideas {
			b.WriteString(idea.Title() + " ")
		}
		out[i] = wordsOf(b.String())
	}
	return out
}

// wordsOf spells a text as lower-case words with one blank before each.
func wordsOf(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 1)
	blank := true
	b.WriteByte(' ')
	for _, r := range text {
		switch word := isWord(r); {
		case word:
			b.WriteRune(unicode.ToLower(r))
			blank = false
		case !blank:
			b.WriteByte(' ')
			blank = true
		}
	}
	return b.String()
}

// phrases are what a search looks for: each typed word, of which "13(h)" is
// one, as words that follow one another.
func phrases(text string) []string {
	var out []string
	for word := range strings.FieldsSeq(text) {
		if p := strings.TrimRight(wordsOf(word), " "); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
