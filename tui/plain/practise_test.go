package plain_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/practice"
	"github.com/normwalk/normwalk/scenarios"
	"github.com/normwalk/normwalk/tui/plain"
)

// shelf keeps cards in memory.
type shelf struct {
	cards map[string]json.RawMessage
	err   error
}

func (s *shelf) Practice(context.Context) (map[string]json.RawMessage, error) { return s.cards, nil }
func (s *shelf) KeepPractice(_ context.Context, id string, card json.RawMessage) error {
	if s.err == nil {
		s.cards[id] = card
	}
	return s.err
}

// practised runs a practice of the UN eleven with these lines, and gives what
// was said.
func practised(t *testing.T, s *shelf, lines string) (out, trouble string, err error) {
	t.Helper()
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var o, e bytes.Buffer
	err = plain.Practise(t.Context(), plain.Practice{
		In: strings.NewReader(lines), Out: &o, Err: &e, Norms: lib.Norms(), Pool: practice.Pools(lib.Norms())[0], Store: s,
		Now: func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) }, Chance: rand.New(rand.NewPCG(1, 2)),
	})
	return strings.ReplaceAll(o.String(), "\n  ", " "), strings.ReplaceAll(e.String(), "\n  ", " "), err
}

// The same chance asks the same questions, so that the first run tells what
// the second has to answer.
func TestPractise(t *testing.T) {
	s := &shelf{cards: map[string]json.RawMessage{}}
	out, trouble, err := practised(t, s, "A\n5\n\n")
	if err != nil || !strings.Contains(trouble, "“5” is none of the answers") {
		t.Fatalf("%v, %q", err, trouble)
	}
	for want, times := range map[string]int{
		"Question 1 of 10.": 1, "Question 2 of 10.": 2, "It is UN 13(": 1, "here: https://": 1, "This one comes again tomorrow.": 1,
		" of 1 right.": 1, "0 due, 11 new": 1, "Of 11 norms, 10 still to come": 1,
	} {
		if got := strings.Count(out, want); got != times {
			t.Errorf("%q is said %d times, want %d, in:\n%s", want, got, times, out)
		}
	}
	cards := practice.Decode(s.cards)
	if len(cards) != 1 {
		t.Fatalf("kept is %v", cards)
	}

	// Each question has four choices; trying all of them knows the right one.
	right := map[string]string{}
	for _, choice := range []string{"1", "2", "3", "4"} {
		s := &shelf{cards: map[string]json.RawMessage{}}
		out, _, err := practised(t, s, strings.Repeat(choice+"\n", 10))
		if err != nil {
			t.Fatal(err)
		}
		for i, part := range strings.Split(out, "Question ")[1:] {
			if strings.Contains(part, "> "+choice+"\nRight. ") {
				right[fmt.Sprint(i+1)] = choice
			}
		}
		if len(s.cards) != 10 || !strings.Contains(out, " of 10 right.") || !strings.Contains(out, "hese come again tomorrow:") {
			t.Errorf("%d cards after:\n%s", len(s.cards), out)
		}
	}
	all := ""
	for i := range 10 {
		all += right[fmt.Sprint(i+1)] + "\n"
	}
	s = &shelf{cards: map[string]json.RawMessage{}}
	out, _, err = practised(t, s, all+"quit\n")
	if err != nil || !strings.Contains(out, "10 of 10 right.\nYou knew them all.") || strings.Contains(out, "Not this time") {
		t.Errorf("%v:\n%s", err, out)
	}
}

// What can't be kept ends a run that nobody watches.
func TestPractiseThatIsNotKept(t *testing.T) {
	full := errors.New("the disk is full")
	if out, _, err := practised(t, &shelf{err: full, cards: map[string]json.RawMessage{}}, "1\n1\n"); !errors.Is(err, full) || strings.Contains(out, "Question 2") {
		t.Errorf("%v:\n%s", err, out)
	}
	if _, _, err := practised(t, &shelf{cards: map[string]json.RawMessage{}}, ""); err != nil {
		t.Error(err)
	}
}
