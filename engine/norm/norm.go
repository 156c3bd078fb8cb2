// Package norm says what a norm of responsible behaviour is, and finds one
// however people write its name.
//
// A norm lives in a [Catalogue], one TOML file whose fields are described in
// scenarios/README.md. Norms are restated in the authors' own words; the
// official text is only ever linked to.
package norm

import "github.com/normwalk/normwalk/engine/source"

// ID names a norm across catalogues: the catalogue's id, a slash and the
// item, for example "un-gge-2015/h".
type ID string

// Kind says whether a norm asks for an act or for its absence.
type Kind string

// The two kinds of norm.
const (
	Do      Kind = "do"
	Refrain Kind = "refrain"
)

// UNEleven is the id of the catalogue of the UN norms. It stands before the
// others, and a bare name such as "8" means one of its norms if it can.
const UNEleven = "un-gge-2015"

// A Catalogue is one family of norms, as one body adopted it. Its date, type
// and legal nature are those of the norms that don't have their own; see
// [Set.AdoptedOf], [Set.TypeOf] and [Set.LegalNatureOf].
type Catalogue struct {
	Schema      int             `toml:"schema" json:"schema"`
	ID          string          `toml:"id" json:"id"`
	Title       string          `toml:"title" json:"title"`
	Short       string          `toml:"short" json:"short"`
	Prefix      string          `toml:"prefix" json:"prefix,omitempty"` // what its norms are called by: "GCSC"
	Publisher   string          `toml:"publisher" json:"publisher"`
	Adopted     source.Moment   `toml:"adopted" json:"adopted"` // before it, a verdict is counterfactual
	Type        string          `toml:"type" json:"type"`
	LegalNature string          `toml:"legal_nature" json:"legal_nature"`
	Addressees  string          `toml:"addressees" json:"addressees"`
	Summary     string          `toml:"summary" json:"summary"`
	Cautions    []string        `toml:"cautions" json:"cautions,omitempty"`
	URL         string          `toml:"url" json:"url"`
	Licence     string          `toml:"licence" json:"licence"`
	Sources     []source.Source `toml:"sources" json:"sources"`
	Items       []Norm          `toml:"items" json:"items"`
}

// Unverified reports whether a statement of the catalogue rests only on sources
// that its authors didn't read; see [source.Unverified].
func (c *Catalogue) Unverified(sourceIDs []string) bool {
	return source.Unverified(c.Sources, sourceIDs)
}

// A Norm is one item of a catalogue.
type Norm struct {
	ID            ID         `toml:"-" json:"id"`                // set by the loader
	Item          string     `toml:"item" json:"item"`           // as the catalogue spells it: "h"
	Reference     string     `toml:"reference" json:"reference"` // as people cite it: "13(h)"
	Position      int        `toml:"position" json:"position"`   // from 1, in the catalogue's order
	Label         string     `toml:"label" json:"label"`
	Restatement   string     `toml:"restatement" json:"restatement"`
	Kind          Kind       `toml:"kind" json:"kind"`
	KindNote      string     `toml:"kind_note" json:"kind_note,omitempty"`
	Addressee     string     `toml:"addressee" json:"addressee"`
	Terms         []Term     `toml:"terms" json:"terms,omitempty"`
	Guidance      []Guidance `toml:"guidance" json:"guidance,omitempty"`
	Actions       []string   `toml:"actions" json:"actions,omitempty"`
	Bodies        []string   `toml:"bodies" json:"bodies,omitempty"`
	LookFor       string     `toml:"look_for" json:"look_for"`
	Critiques     []Remark   `toml:"critiques" json:"critiques,omitempty"`
	Practitioners []Remark   `toml:"practitioners" json:"practitioners,omitempty"`
	Related       []string   `toml:"related" json:"related,omitempty"`
	Aliases       []Alias    `toml:"aliases" json:"aliases,omitempty"`
	Links         []Link     `toml:"links" json:"links"`

	// The norm's own, where it differs from its catalogue; otherwise zero.
	Adopted     source.Moment `toml:"adopted" json:"adopted,omitzero"`
	Type        string        `toml:"type" json:"type,omitempty"`
	LegalNature string        `toml:"legal_nature" json:"legal_nature,omitempty"`

	Ideas            []Idea   `toml:"ideas" json:"ideas,omitempty"`                     // what it shares with norms of other catalogues
	IncidentResponse bool     `toml:"incident_response" json:"incident_response"`       // it touches the response to incidents
	Sources          []string `toml:"sources" json:"sources,omitempty"`                 // what the restatement rests on
	Confidence       string   `toml:"confidence" json:"confidence,omitempty"`           // that item, order and restatement are right: high, medium or low
	ConfidenceNote   string   `toml:"confidence_note" json:"confidence_note,omitempty"` // what isn't sure
}

// A Term is a word of the norm that people read differently.
type Term struct {
	Term    string `toml:"term" json:"term"`
	Meaning string `toml:"meaning" json:"meaning"`
}

// Guidance is what a later report adds, cited by section.
type Guidance struct {
	Document string   `toml:"document" json:"document"`
	Section  string   `toml:"section" json:"section"`
	Text     string   `toml:"text" json:"text"`
	Sources  []string `toml:"sources" json:"sources"`
}

// A Remark is somebody's view of a norm; without sources it is the authors'.
type Remark struct {
	Text    string   `toml:"text" json:"text"`
	Sources []string `toml:"sources" json:"sources,omitempty"`
}

// An Alias is another name under which people look for a norm. A bare number
// means nothing without its scheme.
type Alias struct {
	Scheme string `toml:"scheme" json:"scheme"`
	Value  string `toml:"value" json:"value"`
	Note   string `toml:"note" json:"note,omitempty"`
}

// A Link leads to the official document or to a reading of it.
type Link struct {
	Title  string        `toml:"title" json:"title"`
	URL    string        `toml:"url" json:"url"`
	Status source.Status `toml:"status" json:"status"`
}
