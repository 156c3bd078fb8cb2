package journal

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"io"
)

// Export writes an exercise to w as an [Archive], as it is at this moment.
// It fails with [ErrUnknown], and with [ErrIO] or [ErrFull] if w does.
func (s *Store) Export(ctx context.Context, id string, w io.Writer) error {
	buffered := bufio.NewWriter(w)
	err := s.view(ctx, "export the exercise", func(tx *sql.Tx) error {
		return export(ctx, tx, s.path, id, buffered)
	})
	if err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return unwritten(err)
	}
	return nil
}

func export(ctx context.Context, tx querier, path, id string, w io.Writer) error {
	e, err := exercise(ctx, tx, path, id)
	if err != nil {
		return err
	}
	x := newExporter(w)
	if err := x.head(e); err != nil {
		return err
	}
	if err := eachDocument(ctx, tx, path, e, x.document); err != nil {
		return err
	}
	if err := eachEntry(ctx, tx, path, e, x.entry); err != nil {
		return err
	}
	return x.end()
}

// Import puts an exercise into the journal, in one transaction, and returns
// it. It fails with [ErrExists] if there is one of that id, and says whether
// it is the same; with [ErrInvalid] or [ErrConflict] if the archive was not
// read by [ReadArchive] and can't be kept; and as [Writer.Append] does.
func (s *Store) Import(ctx context.Context, a *Archive) (Exercise, error) {
	r, err := newRecord(a.Exercise, a.Documents, a.Entries)
	if err != nil {
		return Exercise{}, err
	}
	err = s.change(ctx, "import the exercise", func(ctx context.Context, tx *sql.Tx) error {
		if there, err := exists(ctx, tx, r.exercise.ID); err != nil {
			return err
		} else if there {
			return r.compare(ctx, tx, s.path)
		}
		return r.insert(ctx, tx)
	})
	if err != nil {
		return Exercise{}, err
	}
	return r.exercise, nil
}

// compare returns the error that says whether the exercise in the journal is
// the one in r.
func (r record) compare(ctx context.Context, tx querier, path string) error {
	kept, brought := sha256.New(), sha256.New()
	if err := export(ctx, tx, path, r.exercise.ID, kept); err != nil {
		return err
	}
	if err := r.writeTo(brought); err != nil {
		return err
	}
	if bytes.Equal(kept.Sum(nil), brought.Sum(nil)) {
		return problemf(ErrExists, "journal %s has exercise %s already, and it is identical: there is nothing to import", path, r.exercise.ID)
	}
	return problemf(ErrExists, "journal %s has an exercise %s already, and it is not the same as the one to import: export and remove the one in the journal first, or import into another journal with --db", path, r.exercise.ID)
}
