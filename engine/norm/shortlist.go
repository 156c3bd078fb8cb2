package norm

import "slices"

// A ShortList is a choice of norms that a set-up offers under one name.
type ShortList struct {
	ID    string
	Title string
	About string // what is on it, in a sentence
}

// The ids of the short lists.
const (
	ListEleven     = "un-eleven"
	ListResponse   = "un-incident-response"
	ListTechnical  = "technical"
	ListAssistance = "assistance"
)

// technicalFamilies are the catalogues of the technical community, by id.
func technicalFamilies() []string {
	return []string{"manrs-operators", "ethicsfirst-2020", "ietf", "rir-abuse-contact", "tlp-2-0"}
}

// ShortLists lists the short lists in the order in which they are offered.
func ShortLists() []ShortList {
	return []ShortList{
		{ListEleven, "the UN eleven", "The eleven norms that the UN's group of governmental experts agreed on in 2015."},
		{ListResponse, "UN norms that touch incident response", "Those of the UN eleven that bear on what responders do."},
		{ListTechnical, "the technical community's norms", "Those of network operators, response teams, the IETF and the address registries that touch incident response."},
		{ListAssistance, "assistance: 13(h) and its relatives", "The UN norm on requests for assistance, and what other families say about answering a call for help."},
	}
}

// ShortList lists the norms of a short list, as far as they are loaded, in the
// order in which they are to be shown. Nil if there is no such list.
func (s *Set) ShortList(id string) []ID {
	const h = UNEleven + "/h"
	var found []*Norm
	switch id {
	case ListEleven:
		found = s.where(func(n *Norm) bool { return s.home[n.ID].ID == UNEleven })
	case ListResponse:
		found = s.where(func(n *Norm) bool { return s.home[n.ID].ID == UNEleven && n.IncidentResponse })
	case ListTechnical:
		found = s.where(func(n *Norm) bool {
			return n.IncidentResponse && slices.Contains(technicalFamilies(), s.home[n.ID].ID)
		})
	case ListAssistance:
		found = s.where(func(n *Norm) bool { return n.ID == h })
		found = append(found, s.where(func(n *Norm) bool { return n.ID != h && slices.Contains(n.Ideas, AnswerACall) })...)
	}
	return ids(found)
}

func ids(norms []*Norm) []ID {
	var out []ID
	for _, n := range norms {
		out = append(out, n.ID)
	}
	return out
}
