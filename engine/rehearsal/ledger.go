package rehearsal

import (
	"fmt"
	"slices"
	"sync"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A ledger keeps what participants sent and what was acknowledged.
type ledger struct {
	mu    sync.Mutex
	lines map[place]*line
}

// place is where one participant's ballot on one item stands. The name is the
// rehearsal's own: a terminal doesn't know the id that the room gave it.
type place struct {
	name string
	item exercise.Item
}

type line struct {
	recorded *exercise.Ballot  // the last one that was acknowledged
	sent     []exercise.Ballot // since then, without an answer yet: may be there or not
}

func newLedger() *ledger { return &ledger{lines: map[place]*line{}} }

// send notes that a ballot is on its way.
func (l *ledger) send(name string, item exercise.Item, b exercise.Ballot) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := place{name, item}
	if l.lines[at] == nil {
		l.lines[at] = &line{}
	}
	l.lines[at].sent = append(l.lines[at].sent, b)
}

// record notes that the ballot sent last was acknowledged.
func (l *ledger) record(name string, item exercise.Item) {
	l.mu.Lock()
	defer l.mu.Unlock()
	x := l.lines[place{name, item}]
	x.recorded, x.sent = &x.sent[len(x.sent)-1], nil
}

// recorded counts the ballots of a step that were acknowledged, over all its
// norms and rounds; one that was changed counts once.
func (l *ledger) recorded(step string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for at, x := range l.lines {
		if at.item.Step == step && x.recorded != nil {
			n++
		}
	}
	return n
}

// An Audit is what the comparison of the ledger with the room came to.
type Audit struct {
	Acknowledged int      `json:"acknowledged"` // ballots; one that was changed counts once
	Lost         int      `json:"lost"`         // acknowledged, and gone or replaced by an older one
	Doubled      int      `json:"doubled"`      // counted though nobody sent them, or twice
	Examples     []string `json:"examples,omitempty"`
}

const mostExamples = 5

func (a *Audit) fault(count *int, format string, args ...any) {
	*count++
	if len(a.Examples) < mostExamples {
		a.Examples = append(a.Examples, fmt.Sprintf(format, args...))
	}
}

// audit compares the ledger with the ballots that count. id gives the
// participant behind a name.
func (l *ledger) audit(where string, found []exercise.Cast, id func(name string) string) Audit {
	l.mu.Lock()
	defer l.mu.Unlock()
	there := map[place][]exercise.Ballot{}
	for _, c := range found {
		at := place{c.Participant, exercise.Item{Step: c.Step, Norm: c.Norm, Round: c.Round}}
		there[at] = append(there[at], c.Ballot)
	}
	var a Audit
	for at, x := range l.lines {
		key := place{id(at.name), at.item}
		got := there[key]
		delete(there, key)
		if x.recorded != nil {
			a.Acknowledged++
			allowed := append(slices.Clone(x.sent), *x.recorded)
			if len(got) == 0 {
				a.fault(&a.Lost, "%s: the ballot of %s on %s at %s, round %d, is gone", where, key.name, at.item.Norm, at.item.Step, at.item.Round)
			} else if !slices.Contains(allowed, got[0]) {
				a.fault(&a.Lost, "%s: %s sent %v and has %v", where, key.name, *x.recorded, got[0])
			}
		} else if len(got) > 0 && !slices.Contains(x.sent, got[0]) {
			a.fault(&a.Doubled, "%s: %s never sent %v", where, key.name, got[0])
		}
		for range got[min(1, len(got)):] {
			a.fault(&a.Doubled, "%s: the ballot of %s on %s at %s is counted twice", where, key.name, at.item.Norm, at.item.Step)
		}
	}
	for at, got := range there {
		for range got {
			a.fault(&a.Doubled, "%s: there is a ballot of %s on %s at %s, which nobody sent", where, at.name, at.item.Norm, at.item.Step)
		}
	}
	return a
}

// plus adds another audit of the same ledger: what either of them misses counts.
func (a Audit) plus(b Audit) Audit {
	a.Lost, a.Doubled = max(a.Lost, b.Lost), max(a.Doubled, b.Doubled)
	for _, e := range b.Examples {
		if len(a.Examples) < mostExamples {
			a.Examples = append(a.Examples, e)
		}
	}
	return a
}
