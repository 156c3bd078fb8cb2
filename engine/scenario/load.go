package scenario

import (
	"path"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
)

// schema is the version of the scenario format that this program knows.
const schema = 1

// Load reads a scenario from TOML. The name is the file's, for messages, and
// its base must be the scenario's id. The readings refer to the norms.
//
// The error is of type [document.Problems] and holds all that is wrong.
func Load(name string, data []byte, norms *norm.Set) (*Scenario, error) {
	f, err := document.Parse(name, data)
	if err != nil {
		return nil, err
	}
	return FromDocument(f, norms)
}

// FromDocument is Load for a document that has been parsed already.
func FromDocument(f *document.File, norms *norm.Set) (*Scenario, error) {
	s := new(Scenario)
	f.Bind(s)
	if top := f.Root(); top.Schema(s.Schema, schema) {
		check := newChecker(top, norms)
		check.top(s, strings.TrimSuffix(path.Base(f.Name()), ".toml"))
		check.cast(s)
		check.steps(s)
		check.tracks(s)
		check.unused()
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	return s, nil
}
