package library

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
)

// The kinds of documents.
const (
	KindScenario  = "scenario"
	KindCatalogue = "catalogue"
)

// A Document is a content file as it was loaded, byte for byte. An exercise
// keeps those that it was run with.
type Document struct {
	Hash string // SHA-256 of Body in lower-case hex
	Kind string // [KindScenario] or [KindCatalogue]
	ID   string // of the scenario or catalogue in it
	Name string // the file's name without its folder
	Body []byte // not to be changed
}

// A stored document is one as a library keeps it: the body of a compiled-in
// file isn't held in memory a second time, but read again when it is asked for.
type stored struct {
	Document
	stays fs.FS // where the body is; nil if it is in Body
	path  string
}

func hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
