package journal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// fault translates what the driver or the system said while doing something
// ("open", "record the votes") to the journal at path. It is the one place
// that knows SQLite's result codes.
func fault(path, doing string, err error) error {
	var known *problem
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("journal %s: gave up trying to %s: %w", path, doing, err)
	}
	return describe(path, doing, err).because(err)
}

func describe(path, doing string, err error) *problem {
	code := resultCode(err)
	switch code {
	case sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP:
		// The shared index beside the journal could not grow: the disk has no
		// room for one more page.
		return full(path, doing)
	}
	switch code & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return problemf(ErrLocked, "journal %s: can't %s while another program holds the file: close other programs that use it (a second normwalk, a backup, a sync folder) and try again", path, doing)
	case sqlite3.SQLITE_FULL:
		return full(path, doing)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return problemf(ErrReadOnly, "journal %s: can't %s: the file, its folder or its disk is read-only: allow writing, or choose another place with --db", path, doing)
	case sqlite3.SQLITE_CANTOPEN:
		return problemf(ErrReadOnly, "journal %s: can't %s: the file, or one beside it, can't be opened or made: allow reading and writing in its folder, or choose another place with --db", path, doing)
	case sqlite3.SQLITE_NOTADB:
		return foreign(path, "it is not a database")
	case sqlite3.SQLITE_CORRUPT:
		return damaged(path, "its pages don't fit together")
	case sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH:
		return problemf(ErrDamaged, "journal %s: can't %s, because its tables are not as they should be (%v): keep a copy of it, and ask normwalk's makers", path, doing, err)
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return full(path, doing)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return problemf(ErrReadOnly, "journal %s: can't %s: permission denied: allow writing in its folder, or choose another place with --db", path, doing)
	}
	return problemf(ErrIO, "journal %s: can't %s (%v): check that the disk is still there, and try again", path, doing, err)
}

// resultCode returns SQLite's extended result code, or 0 if err has none.
func resultCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func full(path, doing string) *problem {
	return problemf(ErrFull, "journal %s: can't %s: the disk is full: free some space and try again; everything recorded so far is safe", path, doing)
}

func foreign(path, why string) *problem {
	return problemf(ErrForeign, "%s is not a normwalk journal (%s); nothing in it was changed: choose another file with --db", path, why)
}

func damaged(path, why string) *problem {
	return problemf(ErrDamaged, "journal %s is damaged (%s): keep a copy of it and of the files beside it, then move them away to begin anew, or put back a backup", path, why)
}

func unknown(path, id string) *problem {
	return problemf(ErrUnknown, "journal %s has no exercise %q: look at the list of exercises for its id", path, id)
}
