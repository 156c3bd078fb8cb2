package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"syscall"
	"time"
	"unicode/utf8"
)

// An Archive is an exercise outside any journal, with all that belongs to
// it.
//
// Written down it is JSON Lines: a line with the exercise, one for each
// document, one for each entry, and a last one that counts them and has the
// SHA-256 of all bytes before it. There is exactly one way to write an
// archive, and [ReadArchive] accepts no other.
type Archive struct {
	Exercise  Exercise
	Documents []Document
	Entries   []Entry
}

const (
	archiveFormat  = "normwalk exercise"
	archiveVersion = 1

	// maxLine is the most bytes a line may have, its end included. What
	// would need a longer one is not kept in a journal either.
	maxLine = 8 << 20
)

// A head is the first line: what it is, and the exercise without what can be
// counted from the other lines.
type head struct {
	Format   string       `json:"format"`
	Version  int          `json:"version"`
	ID       string       `json:"id"`
	Scenario string       `json:"scenario"`
	Title    string       `json:"title"`
	Mode     string       `json:"mode"`
	Track    string       `json:"track"`
	Opened   time.Time    `json:"opened"`
	Progress headProgress `json:"progress"`
}

type headProgress struct {
	Finished bool   `json:"finished"`
	Step     string `json:"step"`
	Done     int    `json:"done"`
	Total    int    `json:"total"`
}

// A line is any other one; it has exactly one of these.
type line struct {
	Document *lineDocument `json:"document,omitempty"`
	Entry    *lineEntry    `json:"entry,omitempty"`
	End      *lineEnd      `json:"end,omitempty"`
}

type lineDocument struct {
	Hash   string  `json:"hash"`
	Kind   string  `json:"kind"`
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Body   *string `json:"body,omitempty"`   // if it is valid UTF-8
	Base64 []byte  `json:"base64,omitempty"` // if not
}

type lineEntry struct {
	Seq  int64           `json:"seq"`
	At   time.Time       `json:"at"`
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

type lineEnd struct {
	Documents int    `json:"documents"`
	Entries   int    `json:"entries"`
	SHA256    string `json:"sha256"`
}

func headLine(e Exercise) head {
	return head{
		Format: archiveFormat, Version: archiveVersion,
		ID: e.ID, Scenario: e.Scenario, Title: e.Title, Mode: e.Mode, Track: e.Track,
		Opened: e.Opened.UTC(), Progress: headProgress(e.Progress),
	}
}

func documentLine(d Document) line {
	l := &lineDocument{Hash: d.Hash, Kind: d.Kind, ID: d.ID, Name: d.Name}
	if utf8.Valid(d.Body) {
		text := string(d.Body)
		l.Body = &text
	} else {
		l.Base64 = d.Body
	}
	return line{Document: l}
}

func entryLine(e Entry) line {
	return line{Entry: &lineEntry{Seq: e.Seq, At: e.At.UTC(), Kind: e.Kind, Data: e.Data}}
}

// encodeLine writes a line, its end included.
func encodeLine(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// An exporter writes an archive line by line.
type exporter struct {
	w    io.Writer
	sum  hash.Hash
	seen lineEnd
}

func newExporter(w io.Writer) *exporter { return &exporter{w: w, sum: sha256.New()} }

func (x *exporter) head(e Exercise) error { return x.line(headLine(e)) }

func (x *exporter) document(d Document) error {
	x.seen.Documents++
	return x.line(documentLine(d))
}

func (x *exporter) entry(e Entry) error {
	x.seen.Entries++
	return x.line(entryLine(e))
}

func (x *exporter) end() error {
	x.seen.SHA256 = hex.EncodeToString(x.sum.Sum(nil))
	return x.line(line{End: &x.seen})
}

func (x *exporter) line(v any) error {
	text, err := encodeLine(v)
	if err != nil {
		return problemf(ErrInvalid, "the exercise can't be exported: %v", err).because(err)
	}
	x.sum.Write(text)
	if _, err := x.w.Write(text); err != nil {
		return unwritten(err)
	}
	return nil
}

// unwritten tells that the place an export goes to won't have it.
func unwritten(err error) *problem {
	kind := ErrIO
	if errors.Is(err, syscall.ENOSPC) {
		kind = ErrFull
	}
	return problemf(kind, "the export can't be written (%v): check the disk or choose another place for it, and export again", err).because(err)
}

// writeTo writes the whole record as an archive.
func (r record) writeTo(w io.Writer) error {
	x := newExporter(w)
	if err := x.head(r.exercise); err != nil {
		return err
	}
	for _, d := range r.documents {
		if err := x.document(d); err != nil {
			return err
		}
	}
	for _, e := range r.entries {
		if err := x.entry(e); err != nil {
			return err
		}
	}
	return x.end()
}
