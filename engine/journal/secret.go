package journal

import (
	"context"
	"database/sql"
	"errors"
	"unicode/utf8"
)

// maxSecret is the most bytes a secret may have. The longest there are, keys,
// have a few thousand.
const maxSecret = 64 << 10

// KeepSecret keeps value under owner and name unless there is one already,
// and returns the one that is kept: of two that come at once, in this process
// or in another, both get the same. It is on the disk when KeepSecret
// returns. owner is an exercise's id, or empty for the journal itself; value
// may have up to 64 KiB.
//
// It fails with [ErrUnknown] if there is no such exercise, with [ErrInvalid]
// if name or value can't be kept, and as [Writer.Append] does. It needs no
// [Writer].
func (s *Store) KeepSecret(ctx context.Context, owner, name string, value []byte) ([]byte, error) {
	kept := append([]byte{}, value...) // never nil, and the caller's own
	err := s.changeSecret(ctx, owner, name, value, func(ctx context.Context, tx *sql.Tx) error {
		earlier, ok, err := secret(ctx, tx, owner, name)
		if err != nil {
			return err
		}
		if ok {
			kept = earlier
			return nil
		}
		return insertSecret(ctx, tx, owner, name, kept)
	})
	if err != nil {
		return nil, err
	}
	return kept, nil
}

// ReplaceSecret keeps value under owner and name, in place of the one that
// may be there: it is for settings that may change. It fails as
// [Store.KeepSecret] does.
func (s *Store) ReplaceSecret(ctx context.Context, owner, name string, value []byte) error {
	return s.changeSecret(ctx, owner, name, value, func(ctx context.Context, tx *sql.Tx) error {
		return insertSecret(ctx, tx, owner, name, value)
	})
}

// RemoveSecret forgets what is kept under owner and name, if anything is. What
// it was stays nowhere in the file once the journal is closed. It fails as
// [Store.KeepSecret] does.
func (s *Store) RemoveSecret(ctx context.Context, owner, name string) error {
	return s.changeSecret(ctx, owner, name, nil, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM secret WHERE owner = ? AND name = ?", owner, name)
		return err
	})
}

// Secret returns what is kept under owner and name; ok is false if nothing
// is, as it is for an exercise that isn't there.
func (s *Store) Secret(ctx context.Context, owner, name string) (value []byte, ok bool, err error) {
	err = s.view(ctx, "look up a secret", func(tx *sql.Tx) (err error) {
		value, ok, err = secret(ctx, tx, owner, name)
		return err
	})
	return value, ok, err
}

// changeSecret checks what is to be kept, and runs fn in a transaction in
// which its owner is there. So a secret can't outlive its exercise, nor wait
// for another one of the same id.
func (s *Store) changeSecret(ctx context.Context, owner, name string, value []byte, fn func(ctx context.Context, tx *sql.Tx) error) error {
	// An error names the secret, and never tells it.
	switch {
	case owner != "" && !validID(owner):
		return unknown(s.path, owner)
	case name == "" || !utf8.ValidString(name):
		return problemf(ErrInvalid, "a secret can't be kept under the name %q: use a short text in valid UTF-8", name)
	case len(value) > maxSecret:
		return problemf(ErrInvalid, "secret %q can't be kept, because it is larger than %d KiB", name, maxSecret>>10)
	}
	return s.change(ctx, "keep a secret", func(ctx context.Context, tx *sql.Tx) error {
		if owner != "" {
			if there, err := exists(ctx, tx, owner); err != nil {
				return err
			} else if !there {
				return unknown(s.path, owner)
			}
		}
		return fn(ctx, tx)
	})
}

func secret(ctx context.Context, tx querier, owner, name string) (value []byte, ok bool, err error) {
	err = tx.QueryRowContext(ctx, "SELECT value FROM secret WHERE owner = ? AND name = ?", owner, name).Scan(&value)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case value == nil:
		value = []byte{}
	}
	return value, true, nil
}

// insertSecret puts a secret into the journal, over the one that may be
// there.
func insertSecret(ctx context.Context, tx *sql.Tx, owner, name string, value []byte) error {
	if value == nil {
		value = []byte{} // nil would be NULL
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO secret (owner, name, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", owner, name, value)
	return err
}
