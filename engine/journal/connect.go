package journal

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// A connection says how to open the file.
type connection struct {
	path      string
	wait      time.Duration // how long to wait for another program's lock
	write     bool
	immutable bool // take no locks and look at nothing but the file itself
	maxPages  int  // for tests: the size at which the disk is full; 0 for none
}

// open makes a pool. Nothing is read until it is used.
func (c connection) open() (*sql.DB, error) {
	db, err := sql.Open("sqlite", c.dsn())
	if err != nil {
		return nil, err
	}
	if c.write {
		db.SetMaxOpenConns(1)
	} else {
		db.SetMaxOpenConns(4)
	}
	return db, nil
}

// dsn spells the connection as the URI that SQLite and the driver share.
// The driver runs busy_timeout before the other pragmas, which may
// themselves have to wait for a lock.
func (c connection) dsn() string {
	path := filepath.ToSlash(c.path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/x
	}
	q := url.Values{}
	q.Add("_pragma", "busy_timeout("+strconv.FormatInt(c.wait.Milliseconds(), 10)+")")
	q.Add("_pragma", "trusted_schema(0)")
	q.Set("_dqs", "0")
	switch {
	case c.write:
		q.Set("mode", "rw")
		q.Set("_txlock", "immediate")
		q.Add("_pragma", "foreign_keys(1)")
		q.Add("_pragma", "synchronous(FULL)")
		// What is removed is overwritten: it may be a key.
		q.Add("_pragma", "secure_delete(1)")
		// Only macOS heeds it: there, plain fsync stops short of the disk.
		q.Add("_pragma", "fullfsync(1)")
		if c.maxPages > 0 {
			q.Add("_pragma", "max_page_count("+strconv.Itoa(c.maxPages)+")")
		}
	case c.immutable:
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	default:
		q.Set("mode", "ro")
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}).String()
}
