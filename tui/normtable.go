package tui

import (
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// table is what lies on the table anywhere in an exercise, as of one state.
type table struct {
	of      *exercise.State
	several bool // norms of more than one family
	refs    int  // cells of the longest reference, with a gap behind it
}

// table is that of the state that is shown.
func (s *session) table() table {
	if s.onTable.of == s.state {
		return s.onTable
	}
	set, ids := s.room.Content().Norms(), s.state.Norms()
	t := table{of: s.state, several: len(set.Homes(ids)) > 1, refs: 7}
	for _, id := range ids {
		if t.several {
			t.refs = max(t.refs, ansi.StringWidth(wording.NormAmong(set, id, true).Reference)+2)
		}
	}
	t.refs = min(t.refs, 18)
	s.onTable = t
	return t
}

// norm is a norm of the exercise's own catalogues. Where several families lie
// on the table its reference says whose it is.
func (s *session) norm(id norm.ID) *norm.Norm {
	return wording.NormAmong(s.room.Content().Norms(), id, s.table().several)
}

// ref is a norm's reference in a column.
func (s *session) ref(n *norm.Norm) string { return pad(n.Reference, s.table().refs) }

// kin is one line beside a norm: what it is, and where the same idea stands
// elsewhere, as far as it fits.
func (s *session) kin(id norm.ID, width int) string {
	set := s.room.Content().Norms()
	n, ok := set.Get(id)
	if !ok {
		return ""
	}
	standing := set.StandingOf(n)
	if text := wording.Elsewhere(set, id, width-ansi.StringWidth(standing)-3, ansi.StringWidth); text != "" {
		return standing + " · " + text
	}
	return cut(standing, width)
}
