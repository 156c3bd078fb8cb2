// Package scenario says what a scenario is: a real incident told in steps,
// every fact with its sources. It loads one from TOML, strictly, and reports
// everything that is wrong with a file at once.
//
// The fields are described in scenarios/README.md, for authors.
package scenario

import (
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/source"
)

// A Scenario is one incident, ready to be walked through.
type Scenario struct {
	Schema         int             `toml:"schema" json:"schema"`
	ID             string          `toml:"id" json:"id"`
	Title          string          `toml:"title" json:"title"`
	Date           source.Moment   `toml:"date" json:"date"`
	Region         string          `toml:"region" json:"region"`
	Summary        string          `toml:"summary" json:"summary"`
	Background     string          `toml:"background" json:"background"`
	Grounds        []string        `toml:"background_sources" json:"background_sources,omitempty"` // of summary and background
	Impact         []string        `toml:"impact" json:"impact"`
	Licence        string          `toml:"licence" json:"licence"`
	Authors        []string        `toml:"authors" json:"authors,omitempty"`
	Clock          Clock           `toml:"clock" json:"clock"`
	Header         Header          `toml:"header" json:"header"`
	Claims         []Claim         `toml:"claims" json:"claims,omitempty"`
	Actors         []Actor         `toml:"actors" json:"actors"`
	Phases         []Phase         `toml:"phases" json:"phases"`
	Tracks         []Track         `toml:"tracks" json:"tracks,omitempty"`
	Sources        []source.Source `toml:"sources" json:"sources"`
	Misconceptions []Misconception `toml:"misconceptions" json:"misconceptions,omitempty"`
	Steps          []Step          `toml:"steps" json:"steps"`
}

// Clock is the zero of the incident's own time.
type Clock struct {
	Start source.Moment `toml:"start" json:"start"`
	Event string        `toml:"event" json:"event"` // "the first infections"
}

// Header is the incident card.
type Header struct {
	Target    string   `toml:"target" json:"target"`
	Systems   string   `toml:"systems" json:"systems"`
	Method    string   `toml:"method" json:"method"`
	Purpose   string   `toml:"purpose" json:"purpose,omitempty"`
	Result    string   `toml:"result" json:"result"`
	Aftermath string   `toml:"aftermath" json:"aftermath"`
	Sources   []string `toml:"sources" json:"sources,omitempty"`
}

// A Claim is an attribution: somebody's, dated, with the denial beside it.
type Claim struct {
	By      string        `toml:"by" json:"by"`
	Date    source.Moment `toml:"date" json:"date"`
	Text    string        `toml:"text" json:"text"`
	Denial  string        `toml:"denial" json:"denial"`
	Sources []string      `toml:"sources" json:"sources"`
}

// An Actor took part in the incident; a private person only as a role.
type Actor struct {
	ID   string `toml:"id" json:"id"`
	Name string `toml:"name" json:"name"`
	Kind string `toml:"kind" json:"kind"`
	Role string `toml:"role" json:"role"`
}

// A Phase groups steps and carries the questions for the discussion.
type Phase struct {
	ID               string   `toml:"id" json:"id"`
	Title            string   `toml:"title" json:"title"`
	Questions        []string `toml:"questions" json:"questions"`
	FacilitatorNotes string   `toml:"facilitator_notes" json:"facilitator_notes,omitempty"`
}

// A Track is a choice of steps that fits a session's length.
type Track struct {
	ID      string   `toml:"id" json:"id"`
	Title   string   `toml:"title" json:"title"`
	Minutes int      `toml:"minutes" json:"minutes"`
	Steps   []string `toml:"steps" json:"steps"`
}

// A Misconception is what people believe, and what the sources support.
type Misconception struct {
	Belief     string   `toml:"belief" json:"belief"`
	Correction string   `toml:"correction" json:"correction"`
	Sources    []string `toml:"sources" json:"sources"`
}

// Confidence is an author's trust in what a step or reading says.
type Confidence string

// The three degrees of confidence.
const (
	High   Confidence = "high"
	Medium Confidence = "medium"
	Low    Confidence = "low"
)

// A Step is one dated event of the incident.
type Step struct {
	ID             string     `toml:"id" json:"id"`
	Phase          string     `toml:"phase" json:"phase"`
	Title          string     `toml:"title" json:"title"`
	When           When       `toml:"when" json:"when"`
	Confidence     Confidence `toml:"confidence" json:"confidence"`
	ConfidenceNote string     `toml:"confidence_note" json:"confidence_note,omitempty"`
	Impact         []string   `toml:"impact" json:"impact,omitempty"`
	Question       string     `toml:"question" json:"question,omitempty"`
	Notes          string     `toml:"notes" json:"notes,omitempty"` // for the facilitator alone
	Facts          []Fact     `toml:"facts" json:"facts"`
	Flows          []Flow     `toml:"flows" json:"flows"`
	Spans          []Span     `toml:"spans" json:"spans,omitempty"`
	Requests       []Request  `toml:"requests" json:"requests,omitempty"`
	Claims         []Claim    `toml:"claims" json:"claims,omitempty"`
	Disputes       []Fact     `toml:"disputes" json:"disputes,omitempty"`
	Readings       []Reading  `toml:"readings" json:"readings"`
}

// When is the stretch of time that a step covers.
type When struct {
	From source.Moment `toml:"from" json:"from"`
	To   source.Moment `toml:"to" json:"to,omitzero"`
	Zone string        `toml:"zone" json:"zone,omitempty"` // IANA name of the local time shown beside UTC
	Note string        `toml:"note" json:"note,omitempty"`
}

// A Fact is a statement and what it rests on. A dispute has the same shape.
type Fact struct {
	Text    string   `toml:"text" json:"text"`
	Sources []string `toml:"sources" json:"sources"`
}

// A Flow says who acted toward whom, and how.
type Flow struct {
	From    []string `toml:"from" json:"from"`
	To      []string `toml:"to" json:"to"`
	Channel string   `toml:"channel" json:"channel"`
	What    string   `toml:"what" json:"what,omitempty"`
}

// A Span is a stretch of latency in words.
type Span struct {
	What    string   `toml:"what" json:"what"`
	Took    string   `toml:"took" json:"took"`
	Sources []string `toml:"sources" json:"sources,omitempty"`
}

// A Request is somebody asking somebody else for something: the matter of
// norm 13(h). A time that nobody knows is the zero Moment.
type Request struct {
	Asker        string        `toml:"asker" json:"asker"`
	Asked        string        `toml:"asked" json:"asked"`
	Kind         string        `toml:"kind" json:"kind"`
	Channel      string        `toml:"channel" json:"channel"`
	What         string        `toml:"what" json:"what"`
	Sent         source.Moment `toml:"sent" json:"sent,omitzero"`
	Acknowledged source.Moment `toml:"acknowledged" json:"acknowledged,omitzero"`
	Acted        source.Moment `toml:"acted" json:"acted,omitzero"`
	Outcome      string        `toml:"outcome" json:"outcome"`
	Sources      []string      `toml:"sources" json:"sources"`
}

// A Reading is the analyst's: one argued opinion, hidden until the reveal.
type Reading struct {
	Norm       norm.ID    `toml:"norm" json:"norm"`
	Verdict    string     `toml:"verdict" json:"verdict"`
	Observed   string     `toml:"observed" json:"observed"`
	Reason     string     `toml:"reason" json:"reason"`
	Counter    string     `toml:"counter" json:"counter"`
	Confidence Confidence `toml:"confidence" json:"confidence"`
}
