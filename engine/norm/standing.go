package norm

import (
	"fmt"
	"strings"
)

// Types lists what a norm can be.
func Types() []string {
	return []string{"norm", "principle", "cbm", "duty", "standard", "treaty", "mechanism", "process"}
}

// LegalNatures lists what can stand behind a norm.
func LegalNatures() []string { return []string{"voluntary", "binding", "proposal", "contractual"} }

// Confidences lists how sure the authors of an entry may be, the surest first.
func Confidences() []string { return []string{"high", "medium", "low"} }

// Standing says in plain words what a norm of a type and legal nature is and
// whether it binds anybody: "voluntary norm", "binding treaty", "proposal, not
// adopted".
func Standing(kind, nature string) string {
	name := TypeTitle(kind)
	switch {
	case kind == "process" && nature != "binding":
		return name
	case nature == "proposal":
		return "proposal, not adopted"
	case nature == "contractual":
		return "contractual policy"
	case kind == "standard" && nature == "voluntary":
		return "community standard"
	case nature == "":
		return name
	case name == "":
		return nature
	}
	return nature + " " + name
}

// TypeTitle names a type in plain words.
func TypeTitle(kind string) string {
	switch kind {
	case "cbm":
		return "confidence-building measure"
	case "duty":
		return "professional duty"
	}
	return kind
}

// Nature says of some norms together what binds and whom they speak to, in a
// sentence or two with full stops. A room should hear it before it votes. It
// is empty if none of them is loaded.
func (s *Set) Nature(ids []ID) string {
	homes := s.Homes(ids)
	by := make(map[string][]string) // names of families by legal nature
	states := true
	for _, c := range homes {
		states = states && (c.Addressees == "States" || strings.HasPrefix(c.Addressees, "States,"))
		for _, nature := range LegalNatures() {
			if s.hasNature(c, ids, nature) {
				by[nature] = append(by[nature], c.Short)
			}
		}
	}
	speak := "They speak to States and to others; each says to whom."
	if states {
		speak = "They speak to States."
	}
	voluntary := len(by["voluntary"]) > 0
	var others []string
	for _, x := range []struct{ nature, words string }{
		{"binding", "some bind (%s)"}, {"contractual", "some are part of a contract (%s)"}, {"proposal", "some are proposals, not adopted (%s)"},
	} {
		if names := by[x.nature]; len(names) > 0 {
			others = append(others, fmt.Sprintf(x.words, among(names)))
		}
	}
	list := strings.Join(others, ", ")
	switch {
	case len(homes) == 0:
		return ""
	case len(others) == 0 && states:
		return "The norms are voluntary and speak to States."
	case len(others) == 0:
		return fmt.Sprintf("The norms are voluntary. %s", speak)
	case voluntary:
		return fmt.Sprintf("Not all the norms are voluntary: %s. %s", list, speak)
	}
	return fmt.Sprintf("None of the norms is voluntary: %s. %s", list, speak)
}

// hasNature reports whether one of the norms is of the family and the nature.
func (s *Set) hasNature(c *Catalogue, ids []ID, nature string) bool {
	for _, id := range ids {
		if n, ok := s.byID[id]; ok && s.home[id] == c && s.LegalNatureOf(n) == nature {
			return true
		}
	}
	return false
}

// among names a few, and how many more there are.
func among(names []string) string {
	const most = 3
	if more := len(names) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), more)
	}
	return strings.Join(names, ", ")
}
