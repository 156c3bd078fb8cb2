package journal

import (
	"context"
	"database/sql"
)

// Remove deletes an exercise for good, with its secrets and the documents
// that no other one uses. It fails with [ErrInUse] while somebody has it open for writing, and
// with [ErrUnknown] if there is none.
func (s *Store) Remove(ctx context.Context, id string) error {
	const doing = "remove the exercise"
	if !validID(id) {
		return unknown(s.path, id)
	}
	lock, err := s.claim(ctx, id, doing)
	if err != nil {
		return err
	}
	defer lock.Close() // the process's end frees it at the latest
	return s.change(ctx, doing, func(ctx context.Context, tx *sql.Tx) error {
		// Its entries and its list of documents go with it.
		if _, err := tx.ExecContext(ctx, "DELETE FROM exercise WHERE id = ?", id); err != nil {
			return err
		}
		// Secrets of the journal itself have no exercise, so these can't go
		// with theirs by a foreign key.
		if _, err := tx.ExecContext(ctx, "DELETE FROM secret WHERE owner = ?", id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM body WHERE hash NOT IN (SELECT hash FROM document)")
		return err
	})
}
