package norm

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
