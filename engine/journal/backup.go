package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// backUp copies the journal to a new file beside it, named after its format:
// normwalk.db.format-1.bak, or normwalk.db.format-1.2.bak if that name is
// taken, and so on. It returns a function that removes the copy.
//
// The copy is consistent: it is made by SQLite, in one read transaction. The
// caller sees to it that nobody writes meanwhile.
func backUp(ctx context.Context, db *sql.DB, path string, format int) (undo func(), err error) {
	const doing = "keep a copy before bringing it up to date"
	copied, err := reserve(fmt.Sprintf("%s.format-%d", path, format), ".bak")
	if err != nil {
		return nil, fault(path, doing, err)
	}
	undo = func() {
		os.Remove(copied) // a copy too many does no harm
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", copied); err != nil {
		undo()
		return nil, fault(path, doing, err)
	}
	if err := syncFile(copied); err != nil {
		undo()
		return nil, fault(path, doing, err)
	}
	return undo, nil
}

// reserve makes an empty file of a name that nobody has yet, for the user's
// eyes only. SQLite copies into an empty file, but not over a full one.
func reserve(stem, ext string) (string, error) {
	for n := 1; ; n++ {
		name := stem + ext
		if n > 1 {
			name = fmt.Sprintf("%s.%d%s", stem, n, ext)
		}
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		return name, f.Close()
	}
}

// syncFile brings a file to the disk, and its name where the system can.
func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	folder.Sync() // Windows can't, and needs not
	return folder.Close()
}
