package web

import (
	"strings"

	"github.com/normwalk/normwalk/engine/norm"
)

// nature says of the norms on the table what binds and whom they speak to.
func (s *Server) nature() string {
	return s.Room.Content().Norms().Nature(s.Room.State().Norms())
}

// reference is a norm as people cite it, with its family where norms of several
// lie on the table.
func (s *Server) reference(n *norm.Norm) string {
	set := s.Room.Content().Norms()
	if len(set.Homes(s.Room.State().Norms())) > 1 {
		return set.Cite(n)
	}
	return n.Reference
}

// kin says what a norm is, and where the same idea stands elsewhere.
func kin(set *norm.Set, n *norm.Norm) string {
	const most = 4
	near, more := set.Relatives(n.ID, most)
	text := set.StandingOf(n)
	if len(near) == 0 {
		return text
	}
	names := make([]string, len(near))
	for i, o := range near {
		names[i] = set.Cite(o)
	}
	text += " · the same idea elsewhere: " + strings.Join(names, ", ")
	if more > 0 {
		text += " …"
	}
	return text
}
