package journal

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// lock takes an exercise's lock without waiting. Whoever holds it is the
// only one to write that exercise: in this process, through whichever Store,
// and in any other. The system frees it when the process ends.
//
// The lock is on a small empty file. It stays when the lock is given up: a
// file that is removed while somebody else is about to lock it would let two
// of them in, each with a file of the same name.
func (s *Store) lock(id, doing string) (*flock.Flock, error) {
	if s.write == nil {
		return nil, problemf(ErrReadOnly, "journal %s: can't %s: it was opened for reading only", s.path, doing)
	}
	if s.closed.Load() {
		return nil, s.fault(doing, ErrClosed)
	}
	folder := s.path + ".locks"
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, s.fault(doing, err)
	}
	l := flock.New(filepath.Join(folder, id+".lock"), flock.SetPermissions(0o600))
	held, err := l.TryLock()
	switch {
	case err != nil:
		return nil, s.fault(doing, err)
	case !held:
		return nil, problemf(ErrInUse, "journal %s: can't %s: exercise %s is open elsewhere: close the other window or program that runs it, then try again", s.path, doing, id)
	}
	return l, nil
}

// claim takes the lock of an exercise that is in the journal.
func (s *Store) claim(ctx context.Context, id, doing string) (*flock.Flock, error) {
	known := func(tx *sql.Tx) error {
		there, err := exists(ctx, tx, id)
		if err == nil && !there {
			err = unknown(s.path, id)
		}
		return err
	}
	// Once before, so that a mistyped id leaves no lock file, and once after,
	// because somebody may have removed it meanwhile.
	if err := s.view(ctx, doing, known); err != nil {
		return nil, err
	}
	l, err := s.lock(id, doing)
	if err != nil {
		return nil, err
	}
	if err := s.view(ctx, doing, known); err != nil {
		l.Close() // what went wrong before matters more
		return nil, err
	}
	return l, nil
}

func exists(ctx context.Context, tx querier, id string) (bool, error) {
	var there bool
	err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM exercise WHERE id = ?)", id).Scan(&there)
	return there, err
}
