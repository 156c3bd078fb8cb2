package dataset

import (
	"fmt"
	"io"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// A Count is a row of a table of ballots: how a group answered on an item.
type Count struct {
	Row    int // in the table
	Item   exercise.Item
	Group  string // empty: everybody else
	Tally  exercise.Tally
	Reason exercise.Reason
	Delay  exercise.Delay
	Remark string
}

// Ballots are a table of ballots that fits an exercise.
type Ballots struct {
	Counts   []Count
	Commands []exercise.Command // what records them; none if all are recorded already
	Replaced int                // counts that take the place of others, which stay in the journal
	Notices  []string           // what isn't wrong and yet should be looked at
}

// ReadBallots reads a table of counts for an exercise with a show of hands, or
// a room with hands beside the ballots. The first row names the columns as
// [WriteTemplate] does, in any order; step, norm, helped, latency and
// irrelevant have to be there. A row whose counts are all empty is passed over:
// its item was not asked. For the rest:
//
//	step        its id, or its number in this exercise
//	norm        its id, or any name that [norm.Set.Find] knows; it must be on the table
//	round       1 or 2; empty is 1
//	group       one of the exercise's; empty is everybody else
//	helped, latency, irrelevant, abstained
//	            whole numbers up to [exercise.MaxCount]; empty is 0
//	reason, delay, remark
//	            as in package exercise; empty is not given
//	about       not read
//
// Fields may be parted by commas, semicolons or tabs. name is what the file is
// called in messages. With reveal, each step is revealed after its counts, which
// a table with both rounds of a step needs. The commands were tried on s one after another, so that
// the rules will not refuse one halfway. Counts that are recorded already lead
// to none: an import that was interrupted can be done again.
//
// The error is [Faults] if anything is wrong with the table, with all that is;
// it wraps an error of package exercise if the exercise takes no counts at all;
// otherwise it is r's.
func ReadBallots(r io.Reader, name string, s *exercise.State, norms *norm.Set, reveal bool) (*Ballots, error) {
	if err := countable(s); err != nil {
		return nil, err
	}
	lines, faults, err := readSheet(r, name)
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		if len(faults) == 0 {
			faults = Faults{{File: name, Message: "the file has no rows; normwalk import-ballots --template prints a table to fill in"}}
		}
		return nil, faults.err()
	}
	h, more := readHeader(name, lines[0])
	faults = append(faults, more...)
	if len(more) > 0 {
		return nil, faults.err() // without its columns nothing is to be understood
	}
	b := &Ballots{}
	in := reader{name: name, state: s, norms: norms, header: h, seen: map[place]int{}, first: map[string]bool{}, faults: faults, ballots: b}
	for _, l := range lines[1:] {
		in.read(l)
	}
	p := planner{reader: &in, state: s, reveal: reveal}
	p.plan()
	if err := in.faults.err(); err != nil {
		return nil, err
	}
	return b, nil
}

// countable refuses an exercise that takes no counts.
func countable(s *exercise.State) error {
	switch {
	case s.Phase() == exercise.Unopened:
		return exercise.ErrNotOpen
	case s.Setup().Mode == exercise.Solo:
		return fmt.Errorf("this is a solo exercise, and has nobody to count; open one with normwalk walk SCENARIO --mode hands: %w", exercise.ErrMode)
	case s.Phase() == exercise.Ended:
		return exercise.ErrFinished
	}
	return nil
}
