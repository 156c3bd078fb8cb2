package journal

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// Options adjust [Open]. The zero value is right for nearly everybody.
type Options struct {
	// Wait is how long to wait for another program that holds the file; 0
	// means three seconds.
	Wait time.Duration

	maxPages int // for tests: the size at which the disk is full; 0 for none
}

const defaultWait = 3 * time.Second

// A Store is an open journal. It is safe for concurrent use.
type Store struct {
	path   string
	read   *sql.DB
	write  *sql.DB // nil if opened read-only
	closed atomic.Bool
}

// Open opens the journal at path for reading and writing. It makes the file,
// and its folder, if they are missing, for the user's eyes only; it checks
// an existing one for damage and brings it to the newest format, after
// leaving a copy beside it.
//
// It fails with [ErrForeign], [ErrNewer] or [ErrDamaged] without having
// altered the file, and with [ErrReadOnly], [ErrLocked], [ErrFull] or
// [ErrIO].
func Open(ctx context.Context, path string, opts Options) (*Store, error) {
	own, err := ownSchema()
	if err != nil {
		return nil, err
	}
	return open(ctx, path, opts, own)
}

func open(ctx context.Context, path string, opts Options, own schema) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fault(path, "find its folder", err)
	}
	p, err := look(path)
	if err != nil {
		return nil, err
	}
	if !p.file && p.log == 0 {
		if err := makeFile(path); err != nil {
			return nil, fault(path, "make it", err)
		}
	}
	// One journal, one name: the locks lie beside the file itself, not
	// beside a link to it.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if err := inspect(ctx, path, p); err != nil {
		return nil, err
	}
	if opts.Wait == 0 {
		opts.Wait = defaultWait
	}
	s := &Store{path: path}
	if s.write, err = (connection{path: path, wait: opts.Wait, write: true, maxPages: opts.maxPages}).open(); err != nil {
		return nil, fault(path, "open it", err)
	}
	if s.read, err = (connection{path: path, wait: opts.Wait}).open(); err != nil {
		return nil, errors.Join(fault(path, "open it", err), s.Close())
	}
	if err := s.prepare(ctx, p, own, opts.Wait); err != nil {
		s.Close() // what went wrong before matters more
		return nil, err
	}
	return s, nil
}

// prepare makes sure that the file is sound, ours and in the newest format.
func (s *Store) prepare(ctx context.Context, p presence, own schema, wait time.Duration) error {
	if err := checkPages(ctx, s.write, s.path, p.size); err != nil {
		return err
	}
	err := own.migrate(ctx, s.write, s.path, func(format int) (func(), error) {
		return backUp(ctx, s.read, s.path, format)
	})
	if err != nil {
		return err
	}
	// Only now: until it has its mark, a new file is not put in WAL mode, so
	// that the mark is always in the file itself, where inspect looks.
	mode, err := s.share(ctx, wait)
	if err != nil {
		return err
	}
	if mode != "wal" {
		return problemf(ErrIO, "journal %s: its disk can't be shared by several programs, as some network drives can't: choose a place on this computer with --db", s.path)
	}
	return nil
}

// share puts the file in WAL mode, in which others can read while one writes.
// Where several do so at the same moment SQLite gives up at once instead of
// waiting, so the waiting is done here.
func (s *Store) share(ctx context.Context, wait time.Duration) (mode string, err error) {
	patience := time.NewTimer(wait)
	defer patience.Stop()
	for {
		err = s.write.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode)
		if err == nil {
			return mode, nil
		}
		if err = fault(s.path, "open it for writing", err); !errors.Is(err, ErrLocked) {
			return "", err
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-patience.C:
			return "", err
		case <-ctx.Done():
			return "", err
		}
	}
}

// makeFile makes an empty file that only the user can read, and its folder.
// It is no error if somebody else was faster.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// OpenReadOnly opens the journal at path for reading, also while another
// process writes to it, and also in a folder where nothing may be written.
// It fails with [ErrNoJournal] if there is none yet, and otherwise like
// [Open].
//
// In a folder where nothing may be written, and where nobody had the journal
// open, the Store takes no locks and shows the journal as it was: close it
// before somebody else writes.
func OpenReadOnly(ctx context.Context, path string) (*Store, error) {
	own, err := ownSchema()
	if err != nil {
		return nil, err
	}
	return openReadOnly(ctx, path, own)
}

func openReadOnly(ctx context.Context, path string, own schema) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fault(path, "find its folder", err)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	p, err := look(path)
	if err != nil {
		return nil, err
	}
	if !p.file && p.log == 0 {
		return nil, noJournal(path)
	}
	if err := inspect(ctx, path, p); err != nil {
		return nil, err
	}
	s := &Store{path: path}
	if s.read, err = (connection{path: path, wait: defaultWait}).open(); err != nil {
		return nil, fault(path, "open it", err)
	}
	err = s.readable(ctx, own)
	if code := resultCode(err) & 0xff; code != sqlite3.SQLITE_CANTOPEN && code != sqlite3.SQLITE_READONLY {
		return s.orClose(err)
	}
	// SQLite could not make its files beside the journal.
	s.read.Close() // it never held anything
	if p.log > 0 {
		return nil, problemf(ErrReadOnly, "journal %s can't be read where it is, because its newest part is still in %s-wal and its folder is read-only: copy all files whose names begin with %s to a folder you may write to, and open the copy", path, path, filepath.Base(path)).because(err)
	}
	if s.read, err = (connection{path: path, immutable: true}).open(); err != nil {
		return nil, fault(path, "open it", err)
	}
	return s.orClose(s.readable(ctx, own))
}

// readable tells whether the file can be read and is in the newest format.
func (s *Store) readable(ctx context.Context, own schema) error {
	format, err := own.formatOf(ctx, s.read, s.path)
	switch {
	case err != nil:
		return err
	case format == 0:
		return noJournal(s.path)
	case format < len(own):
		return problemf(ErrReadOnly, "journal %s is in an older format (%d, this normwalk needs %d) and was opened for reading only: start normwalk once without a command, which keeps a copy and brings it up to date; if nothing may be written where it is, copy it elsewhere first and name the copy with --db", s.path, format, len(own))
	}
	return nil
}

// orClose returns the store, or the error after closing it.
func (s *Store) orClose(err error) (*Store, error) {
	if err != nil {
		s.Close() // what went wrong before matters more
		return nil, err
	}
	return s, nil
}

func noJournal(path string) *problem {
	return problemf(ErrNoJournal, "there is no journal at %s yet: it is made when the first exercise is opened; if you have one elsewhere, name it with --db", path)
}

// Path returns where the journal is, as an absolute path.
func (s *Store) Path() string { return s.path }

// Close closes the journal. A [Writer] that is still open keeps its
// exercise's lock until it is closed too, but can't append any more.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	// Readers first: the last connection folds the log into the file.
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, fault(s.path, "close it", db.Close()))
		}
	}
	return errors.Join(errs...)
}
