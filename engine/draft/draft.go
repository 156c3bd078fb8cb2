// Package draft makes a scenario file of what another format says of an
// exercise. The file checks, and is no more than a beginning: what the format
// has no field for is a placeholder that begins with REPLACE, or has a comment
// that does, as in the files of "normwalk new".
//
// The readers of formats fill in a [Material]; [Make] fits it to what a scenario
// may hold and writes it down. What doesn't fit stays in the file as a comment
// where it would have stood, and is listed. [Lacks] lists the opposite: what of
// a scenario another format has no field for.
//
// The writer is the package's own. An encoder for TOML writes a struct, and so
// neither comments nor the form that authors know from the other files: long
// texts folded between """ marks, facts and flows a line each. And it needs to
// know a draft's fields only, not all of TOML.
package draft

import (
	"fmt"
	"regexp"

	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// MaxSteps bounds the steps of a draft. The longest scenario that we know has 24.
const MaxSteps = 100

// Bounds of what a person could want in one place, so that a draft stays a
// content file whatever it was made from.
const (
	maxActors   = 100
	maxSources  = 300
	maxNames    = 8  // of a flow, at each end
	maxCited    = 12 // of a fact
	maxComment  = 4000
	maxComments = 1 << 20 // all of them, in bytes
)

// A Material is what a format says of an exercise. What is empty becomes a
// placeholder. Texts may be of any length and hold any characters.
type Material struct {
	Format string // as people call it: "CEXF"
	File   string // its name, for the source that the draft cites

	Title, Summary, Background, Region, Licence string

	Authors []string
	Date    source.Moment
	Minutes int // the planned length; 0 if the format doesn't say
	Sources []Source
	Steps   []Step
	Left    []Left // what the reader of the format had no place for
	Assumed []Left // what the reader took for granted
	Doubts  []Left // what the reader could make nothing of
}

// A Source is a publication, as far as a list of events names it.
type Source struct {
	Key   string // by which paragraphs cite it
	Title string
	URL   string
}

// A Step is an event.
type Step struct {
	Where    string // in the file that it was read from, for the list of what is left out
	ID       string // wished for
	Title    string
	When     scenario.When
	Unread   string // a time that nobody could read, as the file has it
	Text     []Paragraph
	Question string
	Notes    string
	Flows    []Flow
}

// A Paragraph becomes one or more facts.
type Paragraph struct {
	Text  string
	Cites []string // keys of sources
}

// A Flow says who acted toward whom, by their names.
type Flow struct {
	From, To []string
	Channel  string // one of [scenario.Channels], or what the list has instead
}

// A Draft is a scenario file.
type Draft struct {
	TOML    []byte
	Steps   int
	Replace int // how many places say REPLACE
	Left    []Left
	Assumed []Left // to be checked
	Doubts  []Left // to be written by hand
}

// maker makes one draft.
type maker struct {
	material *Material
	scenario scenario.Scenario
	remarks  map[string][]string // comments by the place that they stand above
	size     int                 // of the comments
	left     []Left
	doubts   []Left
	keys     map[string]string // ids of sources by their key
	actors   map[string]string // ids of actors by their name
	ids      map[string]bool   // of steps
	cited    map[string]bool   // ids of sources
}

// Make writes a draft under the id. The norms that the draft is loaded with must
// have [Norm].
func Make(id string, m *Material) (*Draft, error) {
	if !IsID(id) {
		return nil, fmt.Errorf("%q can't be an id; write lower-case letters, digits and single hyphens, at most 64", id)
	}
	if len(m.Steps) == 0 {
		return nil, fmt.Errorf("%s has no events, and a scenario has at least one step", m.Format)
	}
	d := &maker{
		material: m, remarks: map[string][]string{}, keys: map[string]string{}, actors: map[string]string{},
		ids: map[string]bool{}, cited: map[string]bool{}, left: append([]Left(nil), m.Left...), doubts: append([]Left(nil), m.Doubts...),
	}
	d.top(id)
	d.sources()
	for i := range m.Steps {
		if i == MaxSteps {
			d.leave(m.Steps[i].Where, "this event and all after it: a draft takes %d", MaxSteps)
			break
		}
		d.step(&m.Steps[i])
	}
	d.finish()
	w := &writer{remarks: d.remarks}
	w.scenario(&d.scenario)
	return &Draft{TOML: w.b.Bytes(), Steps: len(d.scenario.Steps), Replace: w.replace, Left: d.left, Assumed: m.Assumed, Doubts: d.doubts}, nil
}

func (d *maker) leave(where, format string, args ...any) {
	d.left = append(d.left, Left{where, fmt.Sprintf(format, args...)})
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// IsID reports whether a scenario may have the id.
func IsID(id string) bool {
	const longest = 64
	return len(id) <= longest && idForm.MatchString(id)
}
