package journal

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"
)

// BenchmarkAppend records one entry at a time on a real disk.
func BenchmarkAppend(b *testing.B) {
	ctx := b.Context()
	w := begin(b, openAt(b, journalPath(b), Options{}), "x")
	var took []time.Duration
	for seq := int64(3); b.Loop(); seq++ {
		entry := entriesFrom(seq, 1)
		start := time.Now()
		must(b, w.Append(ctx, entry, Progress{Done: int(seq)}))
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	for _, percent := range []int{50, 99} {
		b.ReportMetric(float64(took[len(took)*percent/100].Microseconds()), fmt.Sprintf("p%d-µs", percent))
	}
}

// BenchmarkAppendMany records a hundred entries in one transaction.
func BenchmarkAppendMany(b *testing.B) {
	ctx := b.Context()
	w := begin(b, openAt(b, journalPath(b), Options{}), "x")
	for seq := int64(3); b.Loop(); seq += 100 {
		must(b, w.Append(ctx, entriesFrom(seq, 100), Progress{}))
	}
}

// grown makes a closed journal of about that many bytes.
func grown(b *testing.B, bytes int64) string {
	b.Helper()
	path := journalPath(b)
	s := openAt(b, path, Options{})
	for i := 0; ; i++ {
		w, err := s.Create(b.Context(), exerciseOf(fmt.Sprint("e-", i)), nil, entriesFrom(1, 5000))
		must(b, err)
		must(b, w.Close())
		info, err := os.Stat(path)
		must(b, err)
		if info.Size() >= bytes {
			break
		}
	}
	must(b, s.Close())
	return path
}

func BenchmarkOpen(b *testing.B) {
	for _, megabytes := range []int64{0, 8, 31, 64} {
		b.Run(fmt.Sprint(megabytes, "MB"), func(b *testing.B) {
			path := grown(b, megabytes<<20)
			for b.Loop() {
				s, err := Open(b.Context(), path, Options{})
				must(b, err)
				must(b, s.Close())
			}
		})
	}
}

// BenchmarkQuickCheck measures the look for damage alone.
func BenchmarkQuickCheck(b *testing.B) {
	for _, megabytes := range []int64{1, 8, 31} {
		b.Run(fmt.Sprint(megabytes, "MB"), func(b *testing.B) {
			path := grown(b, megabytes<<20)
			s := openAt(b, path, Options{})
			info, err := os.Stat(path)
			must(b, err)
			b.SetBytes(info.Size())
			for b.Loop() {
				must(b, checkPages(b.Context(), s.write, path, info.Size()))
			}
		})
	}
}

func BenchmarkEntries(b *testing.B) {
	s := openAt(b, grown(b, 1), Options{})
	for b.Loop() {
		if _, err := s.Entries(b.Context(), "e-0"); err != nil {
			b.Fatal(err)
		}
	}
}
