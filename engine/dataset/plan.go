package dataset

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A planner makes commands of counts, and tries each of them out: state is the
// exercise as it will be after them.
type planner struct {
	*reader
	state  *exercise.State
	reveal bool
}

// plan goes through the steps in their order, and returns to where the room was.
func (p *planner) plan() {
	start := p.state
	counts := p.ballots.Counts
	slices.SortStableFunc(counts, func(a, b Count) int { return cmp.Compare(a.Item.Round, b.Item.Round) })
	for _, st := range start.Steps() {
		var rounds [2][]Count
		for _, c := range counts {
			if c.Item.Step == st.ID {
				rounds[c.Item.Round-1] = append(rounds[c.Item.Round-1], c)
			}
		}
		if len(rounds[0])+len(rounds[1]) > 0 {
			p.visit(st.ID, rounds)
		}
	}
	p.back(start)
	p.headcount()
	slices.SortFunc(counts, func(a, b Count) int { return cmp.Compare(a.Row, b.Row) })
}

// visit plans the counts of one step.
func (p *planner) visit(id string, rounds [2][]Count) {
	if new1 := p.unrecorded(rounds[0]); len(new1) > 0 && p.openFirst(id, new1) {
		p.count(new1)
	}
	if new2 := p.unrecorded(rounds[1]); len(new2) > 0 && p.openSecond(id, new2) {
		p.count(new2)
	}
	st, _ := p.state.Step(id)
	if p.reveal && st.Phase == exercise.Voting && len(rounds[st.Round-1]) > 0 {
		p.do(rounds[st.Round-1][0].Row, exercise.Reveal{Step: id})
	}
}

// openFirst makes the first round of a step take counts, or refuses the rows.
func (p *planner) openFirst(id string, rows []Count) bool {
	st, _ := p.state.Step(id)
	switch {
	case st.Phase == exercise.Pending || st.Phase == exercise.Skipped:
		return p.do(rows[0].Row, exercise.Enter{Step: id})
	case st.Phase == exercise.Voting && st.Round == 1:
		return true
	}
	advice := "resume the exercise and undo the reveal there, or write 2 in this column to count a vote after the discussion"
	if st.Round > 1 {
		advice = "take the row out, or write 2 in this column if it is of the vote after the discussion"
	}
	for _, c := range rows {
		p.fault(c.Row, colRound, "round 1 of step %d is revealed already, with other counts; %s", st.Index+1, advice)
	}
	return false
}

// openSecond makes the second round of a step take counts, or refuses the rows.
func (p *planner) openSecond(id string, rows []Count) bool {
	st, _ := p.state.Step(id)
	refuse := func(what string) bool {
		for _, c := range rows {
			p.fault(c.Row, colRound, what, st.Index+1)
		}
		return false
	}
	row := rows[0].Row
	switch {
	case st.Round == 2 && st.Phase == exercise.Voting:
		return true
	case st.Round == 2:
		return refuse("both rounds of step %d are revealed already, with other counts; resume the exercise and undo the reveal there, or take the row out")
	case st.Phase == exercise.Discussing:
		return p.do(row, exercise.SecondRound{Step: id})
	case st.Votes == 0 && !p.first[id]:
		return refuse("round 1 of step %d has no counts; add them, or write 1 in this column if this was the only vote")
	case !p.reveal:
		return refuse("round 1 of step %d isn't revealed yet, and round 2 comes after that; reveal the step first, or add --reveal to do it on the way")
	case st.Votes == 0:
		return false // the rows of round 1 are at fault
	}
	return p.do(row, exercise.Reveal{Step: id}) && p.do(row, exercise.SecondRound{Step: id})
}

// unrecorded are the counts that the exercise doesn't have yet.
func (p *planner) unrecorded(counts []Count) []Count {
	return slices.DeleteFunc(slices.Clone(counts), func(c Count) bool {
		return slices.Contains(p.state.Votes(c.Item).Hands, c.hands())
	})
}

func (c Count) hands() exercise.HandCount {
	return exercise.HandCount{Group: c.Group, Tally: c.Tally, Reason: c.Reason, Delay: c.Delay, Note: c.Remark}
}

func (p *planner) count(counts []Count) {
	for _, c := range counts {
		there := slices.ContainsFunc(p.state.Votes(c.Item).Hands, func(h exercise.HandCount) bool { return h.Group == c.Group })
		if p.do(c.Row, exercise.Count{
			Step: c.Item.Step, Norm: c.Item.Norm, Group: c.Group, Tally: c.Tally, Reason: c.Reason, Delay: c.Delay, Note: c.Remark,
		}) && there {
			p.ballots.Replaced++
		}
	}
}

// back returns to the step that the room was at. Entering a step that was
// skipped would ask it, so that one is skipped again.
func (p *planner) back(start *exercise.State) {
	was := start.Current()
	if was == "" || p.state.Current() == was {
		return
	}
	st, _ := p.state.Step(was)
	if p.do(0, exercise.Enter{Step: was}) && st.Phase == exercise.Skipped {
		p.do(0, exercise.Skip{Step: was})
	}
}

// headcount notices items with more answers than there are people.
func (p *planner) headcount() {
	people := p.state.Setup().People
	seen := map[exercise.Item]bool{}
	for _, c := range p.ballots.Counts {
		n := p.state.Votes(c.Item).Total.Answered()
		if people == 0 || n <= people || seen[c.Item] {
			continue
		}
		seen[c.Item] = true
		st, _ := p.state.Step(c.Item.Step)
		p.ballots.Notices = append(p.ballots.Notices,
			fmt.Sprintf("step %d, %s, round %d has %d answers, and there were %d people; look at the counts again", st.Index+1, c.Item.Norm, c.Item.Round, n, people))
	}
}

// do tries a command that a row of the table needs, and keeps it if the rules
// allow it and something comes of it.
func (p *planner) do(row int, c exercise.Command) bool {
	events, err := p.state.Decide(c)
	for _, e := range events {
		if err != nil {
			break
		}
		var next *exercise.State
		next, err = p.state.Apply(exercise.Record{Seq: p.state.Seq() + 1, At: p.state.Last(), Event: e})
		if err == nil {
			p.state = next
		}
	}
	if err != nil {
		p.fault(row, culprit(err), "%v; change the row, or take it out", err)
		return false
	}
	if len(events) > 0 {
		p.ballots.Commands = append(p.ballots.Commands, c)
	}
	return true
}

// culprit is the column that a refusal is about.
func culprit(err error) string {
	for _, c := range []struct {
		err    error
		column string
	}{
		{exercise.ErrStep, colStep}, {exercise.ErrNorm, colNorm}, {exercise.ErrVoter, colGroup}, {exercise.ErrAnswer, colHelped},
		{exercise.ErrText, colRemark}, {exercise.ErrClosed, colRound}, {exercise.ErrRounds, colRound}, {exercise.ErrNotClosed, colRound},
	} {
		if errors.Is(err, c.err) {
			return c.column
		}
	}
	return ""
}
