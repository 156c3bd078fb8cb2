package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// heavy is an entry of about a page.
func heavy(seq int64) []Entry {
	e := entriesFrom(seq, 1)
	e[0].Data = json.RawMessage(`"` + strings.Repeat("x", 4000) + `"`)
	return e
}

// fill appends until the disk is full, and returns the Seq that failed.
func fill(t *testing.T, w *Writer, from int64) int64 {
	t.Helper()
	for seq := from; ; seq++ {
		err := w.Append(t.Context(), heavy(seq), Progress{Done: int(seq)})
		if errors.Is(err, ErrFull) {
			t.Log(err)
			return seq
		}
		must(t, err)
		if seq > from+10_000 {
			t.Fatal("the disk never fills")
		}
	}
}

// nothingOf makes sure that a failed Append left nothing, and that it fails
// again in the same way.
func nothingOf(t *testing.T, s *Store, w *Writer, seq int64) {
	t.Helper()
	for range 3 {
		e, err := s.Exercise(t.Context(), "x")
		must(t, err)
		entries, err := s.Entries(t.Context(), "x")
		must(t, err)
		if e.Entries != seq-1 || int64(len(entries)) != seq-1 || e.Progress.Done != int(seq-1) {
			t.Fatalf("after %d was refused there are %d, %d entries and %+v", seq, e.Entries, len(entries), e.Progress)
		}
		if err := w.Append(t.Context(), heavy(seq), Progress{}); !errors.Is(err, ErrFull) {
			t.Fatalf("got %v, want ErrFull", err)
		}
	}
}

func TestFullDisk(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	s := openAt(t, path, Options{maxPages: 40})
	w := begin(t, s, "x")
	seq := fill(t, w, 3)
	nothingOf(t, s, w, seq)
	if _, err := s.Create(ctx, exerciseOf("y"), nil, heavy(1)); !errors.Is(err, ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
	pragma(t, s, fmt.Sprint("max_page_count = ", 1000))
	must(t, w.Append(ctx, heavy(seq), Progress{Done: int(seq)}))
	must(t, w.Close())
	must(t, s.Close())
	if e, err := openAt(t, path, Options{}).Exercise(ctx, "x"); err != nil || e.Entries != seq {
		t.Errorf("there are %d entries, %v; want %d", e.Entries, err, seq)
	}
}
