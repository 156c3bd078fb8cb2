package document

import "regexp"

// A Form is a rule for the spelling of ids and other short words.
type Form struct {
	pattern *regexp.Regexp
	hint    string // what to write
}

// The forms of ids. They become parts of other ids and names of files.
var (
	// PlainID is the form of most ids.
	PlainID = Form{
		regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`),
		"write lower-case letters, digits and single hyphens, at most 64",
	}
	// SourceID is the form of source ids, which may also be "S30" or "S30a".
	SourceID = Form{
		regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*|S[0-9]+[a-z]?)$`),
		"write S1, S2, … or lower-case letters, digits and single hyphens",
	}
	// ShortID is the form of the names that a document gives to its parts: the
	// letter of a phase, the item of a catalogue.
	ShortID = Form{
		regexp.MustCompile(`^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$`),
		"write letters and digits, with single dots or hyphens between them",
	}

	language = Form{
		regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`),
		`write a code such as "en", "et" or "pt-BR"`,
	}
)

// longestID bounds what has a form, in characters.
const longestID = 64

// Check checks a text that must be there and have the form, and reports
// whether it has.
func (f Form) Check(n Node, key, value string) bool {
	if r := n.rule(key); r != nil {
		r.form(f)
	}
	if !n.needs(key, isText, "%s", f.hint) {
		return false
	}
	if !f.Fits(value) {
		n.At(key).Problem("%s isn't a valid %s; %s", Quote(value), key, f.hint)
		return false
	}
	return true
}

// Fits reports whether a text has the form.
func (f Form) Fits(value string) bool { return len(value) <= longestID && f.pattern.MatchString(value) }
