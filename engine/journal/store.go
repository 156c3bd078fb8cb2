package journal

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

const exerciseColumns = "id, scenario, title, mode, track, opened, changed, finished, step, done, total, entries"

// Exercises returns all exercises, the one that was opened last first.
func (s *Store) Exercises(ctx context.Context) ([]Exercise, error) {
	var list []Exercise
	err := s.view(ctx, "list the exercises", func(tx *sql.Tx) (err error) {
		list, err = exercises(ctx, tx, s.path, "1")
		return err
	})
	return list, err
}

// Exercise returns the exercise of that id, or else the only one whose id
// begins so. It fails with [ErrUnknown] or [ErrAmbiguous].
func (s *Store) Exercise(ctx context.Context, idOrPrefix string) (Exercise, error) {
	if !validID(idOrPrefix) {
		return Exercise{}, unknown(s.path, idOrPrefix)
	}
	var list []Exercise
	err := s.view(ctx, "look for the exercise", func(tx *sql.Tx) (err error) {
		// "~" sorts behind every character of an id.
		list, err = exercises(ctx, tx, s.path, "id >= ?1 AND id < ?1 || '~'", idOrPrefix)
		return err
	})
	if err != nil {
		return Exercise{}, err
	}
	var ids []string
	for _, e := range list {
		if e.ID == idOrPrefix {
			return e, nil
		}
		ids = append(ids, e.ID)
	}
	switch len(list) {
	case 0:
		return Exercise{}, unknown(s.path, idOrPrefix)
	case 1:
		return list[0], nil
	}
	const few = 5
	if len(ids) > few {
		ids = append(ids[:few], "…")
	}
	return Exercise{}, problemf(ErrAmbiguous, "journal %s has %d exercises whose id begins with %q: type more of it (%s)", s.path, len(list), idOrPrefix, strings.Join(ids, ", "))
}

// Entries returns what happened in an exercise, in order. It fails with
// [ErrUnknown], and with [ErrDamaged] if an entry is missing.
func (s *Store) Entries(ctx context.Context, id string) ([]Entry, error) {
	var list []Entry
	err := s.view(ctx, "read the exercise", func(tx *sql.Tx) error {
		e, err := exercise(ctx, tx, s.path, id)
		if err != nil {
			return err
		}
		list = make([]Entry, 0, e.Entries)
		return eachEntry(ctx, tx, s.path, e, func(entry Entry) error {
			list = append(list, entry)
			return nil
		})
	})
	return list, err
}

// Documents returns the documents an exercise was run with, in the order
// they were handed over. It fails with [ErrUnknown], and with [ErrDamaged]
// if a text doesn't fit its hash.
func (s *Store) Documents(ctx context.Context, id string) ([]Document, error) {
	var list []Document
	err := s.view(ctx, "read the documents", func(tx *sql.Tx) error {
		e, err := exercise(ctx, tx, s.path, id)
		if err != nil {
			return err
		}
		return eachDocument(ctx, tx, s.path, e, func(d Document) error {
			list = append(list, d)
			return nil
		})
	})
	return list, err
}

// exercise returns the exercise of exactly that id.
func exercise(ctx context.Context, tx querier, path, id string) (Exercise, error) {
	list, err := exercises(ctx, tx, path, "id = ?1", id)
	if err != nil {
		return Exercise{}, err
	}
	if len(list) == 0 {
		return Exercise{}, unknown(path, id)
	}
	return list[0], nil
}

// exercises returns those that fit the condition, the newest first.
func exercises(ctx context.Context, tx querier, path, condition string, args ...any) (list []Exercise, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT "+exerciseColumns+" FROM exercise WHERE "+condition+" ORDER BY opened DESC, id", args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	place := map[string]int{}
	for rows.Next() {
		var e Exercise
		var opened, changed string
		p := &e.Progress
		if err := rows.Scan(&e.ID, &e.Scenario, &e.Title, &e.Mode, &e.Track, &opened, &changed, &p.Finished, &p.Step, &p.Done, &p.Total, &e.Entries); err != nil {
			return nil, err
		}
		if e.Opened, err = parseTime(opened); err == nil {
			e.Changed, err = parseTime(changed)
		}
		if err != nil {
			return nil, damaged(path, fmt.Sprintf("a time of exercise %s: %v", e.ID, err))
		}
		place[e.ID] = len(list)
		list = append(list, e)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return list, addHashes(ctx, tx, list, place, condition, args...)
}

// addHashes puts the hashes of their documents into the exercises.
func addHashes(ctx context.Context, tx querier, list []Exercise, place map[string]int, condition string, args ...any) (err error) {
	rows, err := tx.QueryContext(ctx, "SELECT exercise, hash FROM document WHERE exercise IN (SELECT id FROM exercise WHERE "+condition+") ORDER BY exercise, position", args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id, hash string
		if err := rows.Scan(&id, &hash); err != nil {
			return err
		}
		e := &list[place[id]]
		e.Documents = append(e.Documents, hash)
	}
	return rows.Err()
}

// eachEntry calls fn for each entry of e, and makes sure that none is
// missing.
func eachEntry(ctx context.Context, tx querier, path string, e Exercise, fn func(Entry) error) (err error) {
	rows, err := tx.QueryContext(ctx, "SELECT seq, at, kind, data FROM entry WHERE exercise = ? ORDER BY seq", e.ID)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var last int64
	for rows.Next() {
		var entry Entry
		var at, data string
		if err := rows.Scan(&entry.Seq, &at, &entry.Kind, &data); err != nil {
			return err
		}
		entry.Data = json.RawMessage(data)
		if entry.At, err = parseTime(at); err != nil {
			return damaged(path, fmt.Sprintf("the time of entry %d of exercise %s: %v", entry.Seq, e.ID, err))
		}
		if entry.Seq != last+1 {
			return damaged(path, fmt.Sprintf("entry %d of exercise %s is missing", last+1, e.ID))
		}
		last = entry.Seq
		if err := fn(entry); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if last != e.Entries {
		return damaged(path, fmt.Sprintf("exercise %s has %d entries where there should be %d", e.ID, last, e.Entries))
	}
	return nil
}

// eachDocument calls fn for each document of e, and makes sure that its text
// is what it was.
func eachDocument(ctx context.Context, tx querier, path string, e Exercise, fn func(Document) error) (err error) {
	rows, err := tx.QueryContext(ctx, "SELECT d.hash, d.kind, d.id, d.name, b.body FROM document d LEFT JOIN body b USING (hash) WHERE d.exercise = ? ORDER BY d.position", e.ID)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var d Document
		if err := rows.Scan(&d.Hash, &d.Kind, &d.ID, &d.Name, &d.Body); err != nil {
			return err
		}
		if Hash(d.Body) != d.Hash {
			return damaged(path, fmt.Sprintf("the text of document %s of exercise %s doesn't fit its hash", d.ID, e.ID))
		}
		if d.Body == nil {
			d.Body = []byte{}
		}
		if err := fn(d); err != nil {
			return err
		}
	}
	return rows.Err()
}
