package library

import (
	"cmp"
	"fmt"

	"github.com/normwalk/normwalk/engine/document"
)

// Rebuild makes a library from stored documents: an exercise is resumed and
// reported with the very documents that it was run with. One whose body isn't
// the one that its hash was taken of is refused; an empty hash isn't compared.
// The error is of type [document.Problems].
func Rebuild(docs []Document) (*Library, error) {
	var problems document.Problems
	var files []file
	for _, d := range docs {
		if d.Kind != KindScenario && d.Kind != KindCatalogue {
			problems = problems.Collect(d.Name, fmt.Errorf("the stored document %q is neither a scenario nor a catalogue", d.ID))
			continue
		}
		if d.Hash != "" && d.Hash != hash(d.Body) {
			problems = problems.Collect(d.Name, fmt.Errorf("the stored document %q was altered: its SHA-256 differs from the recorded one", d.ID))
			continue
		}
		files = append(files, file{name: cmp.Or(d.Name, d.ID+".toml"), kind: d.Kind, body: d.Body})
	}
	return build(files, problems)
}
