// Package bundle puts content into one file that can be handed on: scenarios
// with the norm catalogues that they refer to.
//
// A bundle is a zip archive. It begins with manifest.json, which lists the
// documents with their hashes and licences; then come the documents, as they
// lie in a content folder: id.toml for a scenario, norms/id.toml for a
// catalogue. The same content makes the same bytes.
//
// A bundle comes from somebody else, so that nothing in it is believed:
// [Read] goes by what it reads, never by what a header says, and takes
// nothing that it doesn't know.
package bundle

import "errors"

// ErrUnusable: a file isn't a bundle, or not one that may be taken in.
var ErrUnusable = errors.New("the bundle can't be used")

// The bounds of a bundle. All of the built-in content would fit twice.
const (
	MaxSize      = 16 << 20  // bytes of the file, and of the documents together
	MaxDocuments = 64        // scenarios and catalogues together
	maxManifest  = 256 << 10 // bytes
)
