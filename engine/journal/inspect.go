package journal

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"

	sqlite3 "modernc.org/sqlite/lib"
)

// quickCheckBelow is the size in bytes up to which opening for writing reads
// the whole file to see whether it is sound: about a tenth of a second for
// the largest, as BenchmarkQuickCheck measures.
const quickCheckBelow = 32 << 20

// A querier is a pool, a connection or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// A header is what tells a journal from other files.
type header struct {
	application int
	format      int // user_version
	objects     int // tables and indexes
}

func readHeader(ctx context.Context, q querier) (header, error) {
	var h header
	for _, field := range []struct {
		query string
		value *int
	}{
		{"PRAGMA application_id", &h.application},
		{"PRAGMA user_version", &h.format},
		{"SELECT count(*) FROM sqlite_schema", &h.objects},
	} {
		if err := q.QueryRowContext(ctx, field.query).Scan(field.value); err != nil {
			return header{}, err
		}
	}
	return h, nil
}

// A presence is what the file system shows without opening anything.
type presence struct {
	file bool  // there is a file
	size int64 // its bytes
	log  int64 // bytes in the write-ahead log beside it
	undo int64 // bytes in the rollback journal beside it, while it is created
}

func look(path string) (presence, error) {
	// What lies beside it first: a journal that somebody is just creating has
	// its file before its log.
	var p presence
	if info, err := os.Stat(path + "-journal"); err == nil {
		p.undo = info.Size()
	}
	if info, err := os.Stat(path + "-wal"); err == nil {
		p.log = info.Size()
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return p, nil
	case err != nil:
		return p, fault(path, "look for it", err)
	case info.IsDir():
		return p, foreign(path, "it is a folder")
	case !info.Mode().IsRegular():
		return p, foreign(path, "it is not a plain file")
	}
	p.file, p.size = true, info.Size()
	return p, nil
}

// inspect refuses a file that is no journal before anything is done that
// could alter it: SQLite tidies up after a crash when it opens a file, and
// may not do so with somebody else's.
//
// It reads the header through SQLite rather than through os.Open, because on
// Unix closing any descriptor of a file drops all the locks that this
// process holds on it, those of another Store included.
func inspect(ctx context.Context, path string, p presence) error {
	if p.size == 0 && p.log > 0 {
		return problemf(ErrDamaged, "journal %s is missing or empty, but %s-wal holds what was recorded last: put both files back from a backup, or move the second away to begin anew", path, path)
	}
	if p.size == 0 {
		return nil
	}
	db, err := connection{path: path, immutable: true}.open()
	if err != nil {
		return fault(path, "read it", err)
	}
	defer db.Close() // it was only read
	h, err := readHeader(ctx, db)
	switch {
	case resultCode(err)&0xff == sqlite3.SQLITE_CORRUPT && p.log+p.undo > 0:
		// Not conclusive: without its log, a journal that was not closed, or
		// is being written right now, may look cut short.
		return nil
	case resultCode(err)&0xff == sqlite3.SQLITE_CORRUPT:
		return damaged(path, "it is shorter than it says")
	case resultCode(err) == sqlite3.SQLITE_CANTOPEN:
		return problemf(ErrIO, "journal %s can't be read: allow reading the file, or choose another one with --db", path).because(err)
	case err != nil:
		return fault(path, "read it", err)
	case h.application == applicationID:
		return nil
	case h != header{} || p.log > 0:
		return foreign(path, "it is the database of another program")
	case p.size < 512 || p.size%512 != 0:
		return damaged(path, "it is shorter than it says")
	}
	return nil // an empty database: creating this journal was interrupted
}

// checkPages reads the whole file for damage, unless it is large. That the
// file is as long as its header says is checked by SQLite at every opening.
func checkPages(ctx context.Context, q querier, path string, size int64) error {
	if size == 0 || size >= quickCheckBelow {
		return nil
	}
	var verdict string
	if err := q.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return fault(path, "check it for damage", err)
	}
	if verdict != "ok" {
		return damaged(path, "its pages don't fit together").because(errors.New(verdict))
	}
	return nil
}
