// Package journal keeps exercises on disk: what happened in each, event by
// event, and the documents it was run with.
//
// A journal knows nothing of an exercise's rules. An event is an [Entry]
// whose data it stores and gives back; a scenario or a catalogue is a
// [Document] that it recognises by the hash of its text. Of an exercise
// nothing is ever changed but its [Progress], which is there so that a list
// can be shown without replaying anything, and nothing is deleted but a whole
// exercise.
//
// One [Store] is one file. Any number of processes may read it; an exercise
// is written through the one [Writer] that holds its lock. The operating
// system frees that lock when a process dies, however it dies. When
// [Writer.Append] returns nil, the entries have reached the disk and survive
// a crash; when it returns an error, none of them is there and the same call
// may be tried again.
//
// An exercise leaves one journal with [Store.Export] and enters another with
// [ReadArchive] and [Store.Import], without loss: the second journal exports
// the same bytes.
//
// Beside the exercises a journal keeps small secrets, so that a room that is
// started again has the same code and keys: [Store.KeepSecret]. They are kept
// as they are, in a file made for the user's eyes only. No export has them,
// and those of an exercise are deleted with it; a copy of the file has them.
// It also keeps what somebody who practises has learned: [Store.KeepPractice].
// That belongs to no exercise, and no export has it either.
package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// An Entry is one event of an exercise, as it is kept.
type Entry struct {
	Seq  int64           // from 1, without gaps, per exercise
	At   time.Time       // kept in UTC, to the nanosecond
	Kind string          // what happened, for whoever reads Data
	Data json.RawMessage // one JSON value; kept without insignificant white space
}

// A Document is a text that an exercise was run with.
type Document struct {
	Hash string // of Body, as [Hash] gives it; checked on writing and reading
	Kind string // "scenario", "catalogue"
	ID   string // as the document names itself
	Name string // of the file it came from
	Body []byte
}

// An Exercise is what is known of an exercise without replaying its entries.
type Exercise struct {
	ID       string // 1 to 64 of a-z, 0-9 and "-"
	Scenario string
	Title    string
	Mode     string
	Track    string
	Opened   time.Time
	Progress Progress

	// The store keeps these up to date; what a caller puts there is ignored.
	Changed   time.Time // the latest time among Opened and the entries
	Entries   int64     // how many there are, and so the last Seq
	Documents []string  // their hashes, in the order they were handed over
}

// Progress says how far an exercise has come.
type Progress struct {
	Finished bool
	Step     string
	Done     int // steps that were revealed or have an answer
	Total    int // steps altogether
}

// Hash returns the name a document's body goes by: its SHA-256 in lower-case
// hexadecimal.
func Hash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
