package dataset

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// WriteTemplate writes a table of ballots to fill in, as [ReadBallots] reads
// it: a row for each step and norm on the table, and for each group if the
// exercise counts groups apart, with empty counts. The round is the one that
// can be counted next; items of which both rounds are revealed are left out.
// The column no numbers the rows from 1 as the sheets of package pack do, and
// about says in words what is asked; neither is read back.
//
// The error wraps one of package exercise if the exercise takes no counts;
// otherwise it is w's.
func WriteTemplate(w io.Writer, s *exercise.State, story *scenario.Scenario, norms *norm.Set) error {
	if err := countable(s); err != nil {
		return err
	}
	out := writer(w)
	rows := [][]string{ballotColumns()}
	number := 0
	for _, st := range s.Steps() {
		round := max(1, st.Round)
		if st.Phase == exercise.Discussing {
			round++
		}
		for _, id := range st.Norms {
			for _, g := range append(slices.Clip(s.Setup().Groups), "") {
				if number++; round > 2 {
					continue // and yet the others keep their numbers
				}
				rows = append(rows, []string{
					strconv.Itoa(number), safe(st.ID), safe(string(id)), strconv.Itoa(round), safe(g), "", "", "", "", "", "", "", safe(about(st, story, id, norms)),
				})
			}
		}
	}
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("write the template: %w", err)
	}
	return nil
}

// about names an item in words: "step 6, The kill switch: 13(h) Respond to …".
func about(st exercise.StepState, story *scenario.Scenario, id norm.ID, norms *norm.Set) string {
	text := fmt.Sprintf("step %d", st.Index+1)
	if x, ok := story.Step(st.ID); ok {
		text += ", " + x.Title
	}
	if n, ok := norms.Get(id); ok {
		text += ": " + n.Reference + " " + n.Label
	}
	return text
}
