package journal

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

// applicationID marks the file as a normwalk journal, in its header: "nwlk".
const applicationID = 0x6e776c6b

//go:embed schema/*.sql
var schemaFiles embed.FS

// A schema is the migrations that lead from an empty file to the newest
// format, in order. The one at index i makes format i+1.
type schema []migration

type migration struct {
	name string // of its file, for messages
	sql  string
}

// ownSchema returns the formats that this program knows.
func ownSchema() (schema, error) {
	return readSchema(schemaFiles, "schema")
}

// readSchema reads a folder's migrations, named 0001_noun.sql and so on
// without a gap.
func readSchema(files fs.FS, folder string) (schema, error) {
	names, err := fs.Glob(files, folder+"/*.sql") // sorted
	if err != nil {
		return nil, err
	}
	var s schema
	for i, name := range names {
		if want := fmt.Sprintf("%s/%04d_", folder, i+1); len(name) < len(want) || name[:len(want)] != want {
			return nil, fmt.Errorf("migration %s is out of order: its name should begin with %s", name, want)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		s = append(s, migration{name: name, sql: string(text)})
	}
	return s, nil
}

// migrate brings the file to the newest format, all in one transaction, and
// does nothing to one that is there already. Before it changes a file that
// holds something it calls backup with the file's format; meanwhile nobody
// else can write.
func (s schema) migrate(ctx context.Context, db *sql.DB, path string, backup func(format int) (undo func(), err error)) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fault(path, "open it for writing", err)
	}
	defer tx.Rollback() // after Commit it says so and does nothing

	format, err := s.formatOf(ctx, tx, path)
	if err != nil {
		return err
	}
	// SQLite lets a transaction begin on a file that it can't write. This
	// shows it, and reaches the file only if the transaction does.
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return fault(path, "open it for writing", err)
	}
	if format == len(s) {
		return nil
	}
	undo := func() {}
	if format > 0 {
		if undo, err = backup(format); err != nil {
			return err
		}
	}
	if err := s.apply(ctx, tx, format); err != nil {
		// The file is as it was: a copy of it at each attempt would only
		// fill the disk.
		undo()
		return fault(path, fmt.Sprintf("bring it from format %d to %d; it was left as it was", format, len(s)), err)
	}
	return nil
}

func (s schema) apply(ctx context.Context, tx *sql.Tx, format int) error {
	for _, m := range s[format:] {
		if _, err := tx.ExecContext(ctx, m.sql); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(s))); err != nil {
		return err
	}
	return tx.Commit()
}

// formatOf returns the format of the file, 0 if it is empty, and refuses a
// file that isn't ours or is ahead of s.
func (s schema) formatOf(ctx context.Context, q querier, path string) (int, error) {
	h, err := readHeader(ctx, q)
	if err != nil {
		return 0, fault(path, "read it", err)
	}
	switch {
	case h.application == applicationID && h.format > len(s):
		return 0, problemf(ErrNewer, "journal %s was written by a newer normwalk (format %d, this one knows %d): update normwalk", path, h.format, len(s))
	case h.application == applicationID:
		return h.format, nil
	case h.application == 0 && h.format == 0 && h.objects == 0:
		return 0, nil
	}
	return 0, foreign(path, "it is the database of another program")
}
