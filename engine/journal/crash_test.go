package journal

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestKilledWhileAppending kills a process that records, again and again, and
// looks for what it had been promised.
func TestKilledWhileAppending(t *testing.T) {
	ctx := t.Context()
	path := journalPath(t)
	s := openAt(t, path, Options{})
	must(t, begin(t, s, "crash").Close())
	must(t, s.Close())

	kills := 40
	if testing.Short() {
		kills = 5
	}
	recorded := int64(2)
	for range kills {
		cmd, _, out := second(t, "append", path)
		if !out.Scan() {
			t.Fatal("the process recorded nothing")
		}
		// Counted from its first word, so that it dies at work and not while
		// it starts.
		time.AfterFunc(time.Duration(rand.Int64N(int64(25*time.Millisecond))), func() {
			cmd.Process.Kill()
		})
		acknowledged := recorded
		for more := true; more; more = out.Scan() {
			n, err := strconv.ParseInt(out.Text(), 10, 64)
			must(t, err)
			acknowledged = n
		}
		if err := cmd.Wait(); err == nil {
			t.Fatal("the process was not killed")
		}

		s, err := Open(ctx, path, Options{})
		must(t, err)
		w, err := s.Acquire(ctx, "crash")
		must(t, err)
		entries, err := s.Entries(ctx, "crash")
		must(t, err)
		if got := int64(len(entries)); got < acknowledged {
			t.Fatalf("%d entries were acknowledged, %d are there", acknowledged, got)
		}
		if diff := cmp.Diff(entriesFrom(1, len(entries)), entries); diff != "" {
			t.Fatal(diff)
		}
		recorded = int64(len(entries))
		must(t, w.Close())
		must(t, s.Close())
	}
	t.Logf("%d entries survived %d kills", recorded, kills)
}
