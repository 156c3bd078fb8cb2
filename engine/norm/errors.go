package norm

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
)

var (
	// ErrUnknown: no norm has the name that was looked for.
	ErrUnknown = errors.New("unknown norm")
	// ErrAmbiguous: several norms have the name that was looked for.
	ErrAmbiguous = errors.New("several norms match")
	// ErrFamily: no family of norms has the name that was looked for, or several have.
	ErrFamily = errors.New("unknown family of norms")
	// ErrDuplicate: two catalogues of a set have the same id.
	ErrDuplicate = errors.New("two catalogues have the id")
)

// A LookupError says that a query doesn't name one norm. It wraps
// [ErrUnknown] or [ErrAmbiguous].
type LookupError struct {
	Query     string
	Nearest   []*Norm // all that match if ambiguous; otherwise what was perhaps meant
	Ambiguous bool
}

// mostListed bounds the norms in a message: it goes into a line or two.
const mostListed = 6

func (e *LookupError) Error() string {
	names := make([]string, 0, mostListed)
	for _, n := range e.Nearest[:min(len(e.Nearest), mostListed)] {
		names = append(names, fmt.Sprintf("%s (%s)", n.ID, n.Label))
	}
	list := strings.Join(names, ", ")
	switch {
	case e.Ambiguous:
		if more := len(e.Nearest) - len(names); more > 0 {
			list += fmt.Sprintf(" and %d more", more)
		}
		return fmt.Sprintf("%v %s: %s; write one of these", ErrAmbiguous, document.Quote(e.Query), list)
	case list == "":
		return fmt.Sprintf("%v %s; no norms are loaded", ErrUnknown, document.Quote(e.Query))
	}
	return fmt.Sprintf("%v %s; the nearest are %s", ErrUnknown, document.Quote(e.Query), list)
}

// Unwrap is the sentinel that the error belongs to.
func (e *LookupError) Unwrap() error {
	if e.Ambiguous {
		return ErrAmbiguous
	}
	return ErrUnknown
}

// nearest lists some norms for a query that matches none, the likeliest
// first.
func (s *Set) nearest(query string) []*Norm {
	const most = 3
	q := squash(query)
	score := func(n *Norm) int {
		best := document.Distance(q, squash(n.Item))
		for _, name := range []string{string(n.ID), n.Reference} {
			best = min(best, document.Distance(q, squash(name)))
		}
		for word := range strings.FieldsSeq(n.Label) {
			best = min(best, document.Distance(q, squash(word)))
		}
		return best
	}
	norms := slices.Clone(s.norms)
	scores := make(map[*Norm]int, len(norms))
	for _, n := range norms {
		scores[n] = score(n)
	}
	slices.SortStableFunc(norms, func(a, b *Norm) int { return cmp.Compare(scores[a], scores[b]) })
	return norms[:min(most, len(norms))]
}
