package journal

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// A Writer appends to one exercise, whose lock it holds. It is safe for
// concurrent use.
type Writer struct {
	store *Store
	id    string

	mu   sync.Mutex
	lock *flock.Flock // nil once closed
}

// Create begins an exercise with its documents and first entries, in one
// transaction, and holds its lock. It fails with [ErrExists] if there is one
// of that id, with [ErrInvalid] or [ErrConflict] if something handed over
// can't be kept, and as [Writer.Append] does.
func (s *Store) Create(ctx context.Context, e Exercise, documents []Document, entries []Entry) (*Writer, error) {
	const doing = "begin the exercise"
	r, err := newRecord(e, documents, entries)
	if err != nil {
		return nil, err
	}
	lock, err := s.lock(e.ID, doing)
	if err != nil {
		return nil, err
	}
	w := &Writer{store: s, id: e.ID, lock: lock}
	err = s.change(ctx, doing, func(ctx context.Context, tx *sql.Tx) error {
		switch there, err := exists(ctx, tx, e.ID); {
		case err != nil:
			return err
		case there:
			return problemf(ErrExists, "journal %s has an exercise %s already: open that one, or choose another id", s.path, e.ID)
		}
		return r.insert(ctx, tx)
	})
	if err != nil {
		w.Close() // what went wrong before matters more
		return nil, err
	}
	return w, nil
}

// Acquire takes up an existing exercise. It fails with [ErrInUse] if somebody
// has it open for writing, in this process or another, and with
// [ErrUnknown] if there is none.
func (s *Store) Acquire(ctx context.Context, id string) (*Writer, error) {
	if !validID(id) {
		return nil, unknown(s.path, id)
	}
	lock, err := s.claim(ctx, id, "open the exercise")
	if err != nil {
		return nil, err
	}
	return &Writer{store: s, id: id, lock: lock}, nil
}

// Append records entries and how far the exercise has come, in one
// transaction. When it returns nil they are on the disk; when it returns an
// error nothing has changed. A context that ends stops it before it begins,
// never halfway.
//
// The first entry's Seq must follow the last one recorded, and there may be
// no gap, or it fails with [ErrConflict]. It fails with [ErrFull],
// [ErrReadOnly], [ErrLocked] or [ErrIO] if the disk won't have it; the
// Writer stays usable, and the same call succeeds once that is put right.
func (w *Writer) Append(ctx context.Context, entries []Entry, p Progress) error {
	const doing = "record what happened"
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return problemf(ErrClosed, "journal %s: can't %s: exercise %s was closed", w.store.path, doing, w.id)
	}
	if err := fits(p.Step, "the step", time.Time{}, p.Step); err != nil {
		return err
	}
	return w.store.change(ctx, doing, func(ctx context.Context, tx *sql.Tx) error {
		var last int64
		var changed string
		switch err := tx.QueryRowContext(ctx, "SELECT entries, changed FROM exercise WHERE id = ?", w.id).Scan(&last, &changed); {
		case errors.Is(err, sql.ErrNoRows):
			return unknown(w.store.path, w.id)
		case err != nil:
			return err
		}
		kept, err := keptEntries(entries, last+1)
		if err != nil {
			return err
		}
		if err := insertEntries(ctx, tx, w.id, kept); err != nil {
			return err
		}
		if len(kept) > 0 {
			// Their texts sort as the times do.
			changed = max(changed, formatTime(latest(kept[0].At, kept)))
		}
		_, err = tx.ExecContext(ctx, "UPDATE exercise SET entries = ?, changed = ?, finished = ?, step = ?, done = ?, total = ? WHERE id = ?",
			last+int64(len(kept)), changed, p.Finished, p.Step, p.Done, p.Total, w.id)
		return err
	})
}

// Close gives up the exercise's lock. Closing twice does nothing.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.lock == nil {
		return nil
	}
	err := w.lock.Close()
	w.lock = nil
	return fault(w.store.path, "let go of the exercise", err)
}

// insert puts a whole exercise into the journal.
func (r record) insert(ctx context.Context, tx *sql.Tx) error {
	e, p := r.exercise, r.exercise.Progress
	_, err := tx.ExecContext(ctx, "INSERT INTO exercise ("+exerciseColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		e.ID, e.Scenario, e.Title, e.Mode, e.Track, formatTime(e.Opened), formatTime(e.Changed), p.Finished, p.Step, p.Done, p.Total, e.Entries)
	if err != nil {
		return err
	}
	for i, d := range r.documents {
		if _, err := tx.ExecContext(ctx, "INSERT INTO body (hash, body) VALUES (?, ?) ON CONFLICT DO NOTHING", d.Hash, d.Body); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO document (exercise, position, hash, kind, id, name) VALUES (?, ?, ?, ?, ?, ?)", e.ID, i+1, d.Hash, d.Kind, d.ID, d.Name)
		if err != nil {
			return err
		}
	}
	return insertEntries(ctx, tx, e.ID, r.entries)
}

func insertEntries(ctx context.Context, tx *sql.Tx, id string, entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	insert, err := tx.PrepareContext(ctx, "INSERT INTO entry (exercise, seq, at, kind, data) VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer insert.Close() // the transaction tells what failed
	for _, e := range entries {
		if _, err := insert.ExecContext(ctx, id, e.Seq, formatTime(e.At), e.Kind, string(e.Data)); err != nil {
			return err
		}
	}
	return nil
}
