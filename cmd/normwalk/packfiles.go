package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/normwalk/normwalk/engine/pack"
)

// writePack writes the files of a pack into a folder. It looks at all of them
// before it writes the first, so that what would be refused leaves no half of a
// pack.
func writePack(folder string, force bool, files []pack.File) error {
	if err := packFolder(folder, force); err != nil {
		return err
	}
	for _, f := range files {
		if err := ownFile(filepath.Join(folder, f.Name)); err != nil {
			return err
		}
	}
	if err := os.Mkdir(folder, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("the folder %s can't be made: %w", folder, err)
	}
	for _, f := range files {
		err := writeFile(output{filepath.Join(folder, f.Name), true}, func(w io.Writer) error {
			_, err := w.Write(f.Body)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// packFolder refuses a folder that isn't empty, unless that is wanted.
func packFolder(folder string, force bool) error {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s can't be read as a folder; choose another with -o: %w", folder, err)
	case len(entries) > 0 && !force:
		return fmt.Errorf("the folder %s isn't empty, and was left as it is; choose another with -o, or write into it with --force", folder)
	}
	return nil
}

// ownFile refuses a file that is there and isn't of an earlier pack. A link is
// refused too: what it leads to is elsewhere.
func ownFile(name string) error {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no plain file, and nothing was written; choose another folder with -o", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // it was only read
	const head = 512
	start, err := io.ReadAll(io.LimitReader(f, head))
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if !bytes.Contains(start, []byte(pack.Mark)) {
		return fmt.Errorf("%s isn't of an earlier pack, and nothing was written; move it away, or choose another folder with -o", name)
	}
	return nil
}
