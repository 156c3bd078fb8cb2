package journal

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFullFileSystem fills a real one, where room can run out at other
// moments than TestFullDisk knows: while the log or its index grows.
func TestFullFileSystem(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=512k"); err != nil {
		t.Skipf("can't mount: %v", err)
	}
	defer syscall.Unmount(mount, syscall.MNT_DETACH)
	ctx := t.Context()
	path := filepath.Join(mount, "normwalk.db")
	s, err := Open(ctx, path, Options{})
	must(t, err)
	defer s.Close()
	w, err := s.Create(ctx, exerciseOf("x"), nil, entriesFrom(1, 2))
	must(t, err)
	defer w.Close()

	ballast := filepath.Join(mount, "ballast")
	must(t, os.WriteFile(ballast, make([]byte, 64<<10), 0o600))
	seq := fill(t, w, 3)
	nothingOf(t, s, w, seq)
	must(t, os.Remove(ballast))
	must(t, w.Append(ctx, heavy(seq), Progress{Done: int(seq)}))
	must(t, w.Close())
	must(t, s.Close())

	s, err = Open(ctx, path, Options{})
	must(t, err)
	defer s.Close()
	if e, err := s.Exercise(ctx, "x"); err != nil || e.Entries != seq {
		t.Errorf("there are %d entries, %v; want %d", e.Entries, err, seq)
	}
}

// TestNoRoomToBegin has a disk too full for a new journal.
func TestNoRoomToBegin(t *testing.T) {
	mount := t.TempDir()
	if err := syscall.Mount("tmpfs", mount, "tmpfs", 0, "size=24k"); err != nil {
		t.Skipf("can't mount: %v", err)
	}
	defer syscall.Unmount(mount, syscall.MNT_DETACH)
	path := filepath.Join(mount, "normwalk.db")
	s, err := Open(t.Context(), path, Options{})
	if err == nil {
		s.Close()
		t.Fatal("it opened")
	}
	t.Log(err)
	must(t, syscall.Mount("", mount, "", syscall.MS_REMOUNT, "size=1m"))
	s, err = Open(t.Context(), path, Options{})
	must(t, err)
	must(t, s.Close())
}
