package rehearsal

import (
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestAudit(t *testing.T) {
	item := exercise.Item{Step: "s", Norm: "n", Round: 1}
	ballot := func(a exercise.Answer) exercise.Ballot { return exercise.Ballot{Answer: a} }
	cast := func(who string, a exercise.Answer) exercise.Cast {
		return exercise.Cast{Participant: who, Step: "s", Norm: "n", Round: 1, Ballot: ballot(a)}
	}
	for _, c := range []struct {
		name          string
		play          func(*ledger)
		found         []exercise.Cast
		lost, doubled int
		says          string
	}{
		{"all is there", func(l *ledger) {
			l.send("a", item, ballot("helped"))
			l.record("a", item)
		}, []exercise.Cast{cast("A", "helped")}, 0, 0, ""},
		{"gone", func(l *ledger) {
			l.send("a", item, ballot("helped"))
			l.record("a", item)
		}, nil, 1, 0, "the ballot of A on n at s, round 1, is gone"},
		{"an older one", func(l *ledger) {
			for _, x := range []exercise.Answer{"helped", "latency"} {
				l.send("a", item, ballot(x))
				l.record("a", item)
			}
		}, []exercise.Cast{cast("A", "helped")}, 1, 0, "A sent {latency"},
		{"a newer one without an answer may be there", func(l *ledger) {
			l.send("a", item, ballot("helped"))
			l.record("a", item)
			l.send("a", item, ballot("latency"))
		}, []exercise.Cast{cast("A", "latency")}, 0, 0, ""},
		{"or not", func(l *ledger) {
			l.send("a", item, ballot("helped"))
			l.record("a", item)
			l.send("a", item, ballot("latency"))
		}, []exercise.Cast{cast("A", "helped")}, 0, 0, ""},
		{"twice", func(l *ledger) {
			l.send("a", item, ballot("helped"))
			l.record("a", item)
		}, []exercise.Cast{cast("A", "helped"), cast("A", "helped")}, 0, 1, "counted twice"},
		{"from nobody", func(*ledger) {}, []exercise.Cast{cast("B", "helped")}, 0, 1, "which nobody sent"},
		{"never sent", func(l *ledger) {
			l.send("a", item, ballot("helped"))
		}, []exercise.Cast{cast("A", "latency")}, 0, 1, "never sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLedger()
			c.play(l)
			a := l.audit("here", c.found, strings.ToUpper)
			if a.Lost != c.lost || a.Doubled != c.doubled || !strings.Contains(strings.Join(a.Examples, "\n"), c.says) {
				t.Errorf("%+v; want %d lost and %d doubled, with %q", a, c.lost, c.doubled, c.says)
			}
		})
	}
}

func TestTheLedgerCountsAChangedBallotOnce(t *testing.T) {
	l, item := newLedger(), exercise.Item{Step: "s", Norm: "n", Round: 1}
	for _, a := range exercise.Answers() {
		l.send("a", item, exercise.Ballot{Answer: a})
		l.record("a", item)
	}
	l.send("b", item, exercise.Ballot{Answer: exercise.Helped})
	if n := l.recorded("s"); n != 1 {
		t.Errorf("%d recorded, want 1", n)
	}
}
