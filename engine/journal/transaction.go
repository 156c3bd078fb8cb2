package journal

import (
	"context"
	"database/sql"
)

// fault translates an error, and knows that a closed journal is no trouble
// with the disk.
func (s *Store) fault(doing string, err error) error {
	if err != nil && s.closed.Load() {
		return problemf(ErrClosed, "journal %s: can't %s: it was closed", s.path, doing).because(err)
	}
	return fault(s.path, doing, err)
}

// view runs fn on one consistent state of the journal.
func (s *Store) view(ctx context.Context, doing string, fn func(tx *sql.Tx) error) error {
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.fault(doing, err)
	}
	defer tx.Rollback() // nothing was written
	return s.fault(doing, fn(tx))
}

// change runs fn in a transaction that is durable when change returns nil
// and has left no trace when it returns an error. A context that ends stops
// it before it begins, never halfway, so that the outcome is always known.
func (s *Store) change(ctx context.Context, doing string, fn func(ctx context.Context, tx *sql.Tx) error) error {
	if s.write == nil {
		return problemf(ErrReadOnly, "journal %s: can't %s: it was opened for reading only", s.path, doing)
	}
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return s.fault(doing, err)
	}
	defer conn.Close() // gives it back to the pool
	ctx = context.WithoutCancel(ctx)
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return s.fault(doing, err)
	}
	defer tx.Rollback() // after Commit it says so and does nothing
	if err := fn(ctx, tx); err != nil {
		return s.fault(doing, err)
	}
	return s.fault(doing, tx.Commit())
}
