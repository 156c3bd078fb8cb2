package journal

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"
)

// idLength is the most characters an exercise's id may have.
const idLength = 64

// validID tells whether an exercise may be called that: the id becomes part
// of a file's name.
func validID(id string) bool {
	return id != "" && len(id) <= idLength && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// stamp is how times are kept: fixed width, so that their texts sort.
const stamp = "2006-01-02T15:04:05.000000000Z"

func formatTime(t time.Time) string { return t.UTC().Format(stamp) }

func parseTime(s string) (time.Time, error) { return time.Parse(stamp, s) }

// A record is an exercise with all that belongs to it, checked and in the
// form in which it is kept.
type record struct {
	exercise  Exercise
	documents []Document
	entries   []Entry
}

// newRecord checks what a caller wants kept, and counts what the store
// counts. Whatever passes can be exported and read again.
func newRecord(e Exercise, documents []Document, entries []Entry) (record, error) {
	if !validID(e.ID) {
		return record{}, problemf(ErrInvalid, "%q can't be an exercise's id: use 1 to %d of the characters a-z, 0-9 and -", e.ID, idLength)
	}
	r := record{exercise: e, documents: make([]Document, len(documents))}
	var err error
	if r.entries, err = keptEntries(entries, 1); err != nil {
		return record{}, err
	}
	r.exercise.Documents = nil
	for i, d := range documents {
		if r.documents[i], err = keptDocument(d); err != nil {
			return record{}, err
		}
		r.exercise.Documents = append(r.exercise.Documents, d.Hash)
	}
	r.exercise.Opened = e.Opened.UTC().Round(0)
	r.exercise.Entries = int64(len(entries))
	r.exercise.Changed = latest(r.exercise.Opened, r.entries)
	return r, fits(headLine(r.exercise), "exercise "+e.ID, e.Opened, e.Scenario, e.Title, e.Mode, e.Track, e.Progress.Step)
}

// keptEntries returns copies of entries in the form in which they are kept.
// The first must have the number next.
func keptEntries(entries []Entry, next int64) ([]Entry, error) {
	kept := make([]Entry, len(entries))
	for i, e := range entries {
		if e.Seq != next+int64(i) {
			return nil, problemf(ErrConflict, "entry %d can't be recorded where entry %d is due: read the exercise again and repeat what was done last", e.Seq, next+int64(i))
		}
		var data bytes.Buffer
		if err := json.Compact(&data, e.Data); err != nil {
			return nil, problemf(ErrInvalid, "entry %d can't be kept, because its data is no JSON: %v", e.Seq, err).because(err)
		}
		e.Data = data.Bytes()
		e.At = e.At.UTC().Round(0)
		if err := fits(entryLine(e), "entry", e.At, e.Kind, data.String()); err != nil {
			return nil, err
		}
		kept[i] = e
	}
	return kept, nil
}

func keptDocument(d Document) (Document, error) {
	if sum := Hash(d.Body); d.Hash != sum {
		return d, problemf(ErrInvalid, "document %s (%s) can't be kept: its text has the hash %s, not %s", d.ID, d.Name, sum, d.Hash)
	}
	if d.Body == nil {
		d.Body = []byte{}
	}
	return d, fits(documentLine(d), "document "+d.ID, time.Time{}, d.Kind, d.ID, d.Name)
}

// fits tells whether something can be written as a line of an archive and
// read back the same.
func fits(line any, what string, at time.Time, texts ...string) error {
	for _, text := range texts {
		if !utf8.ValidString(text) {
			return problemf(ErrInvalid, "%s can't be kept, because it isn't valid UTF-8: %q", what, text)
		}
	}
	if year := at.UTC().Year(); year < 0 || year > 9999 {
		return problemf(ErrInvalid, "%s can't be kept, because its year is %d: set the computer's clock", what, year)
	}
	text, err := encodeLine(line)
	switch {
	case err != nil:
		return problemf(ErrInvalid, "%s can't be kept: %v", what, err).because(err)
	case len(text) > maxLine:
		return problemf(ErrInvalid, "%s can't be kept, because it is larger than %d MiB", what, maxLine>>20)
	case !json.Valid(text):
		return problemf(ErrInvalid, "%s can't be kept, because its data is nested too deeply", what)
	}
	return nil
}

// latest returns the latest time among t and those of the entries.
func latest(t time.Time, entries []Entry) time.Time {
	for _, e := range entries {
		if e.At.After(t) {
			t = e.At
		}
	}
	return t
}
