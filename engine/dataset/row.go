package dataset

import (
	"cmp"
	"iter"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// Standing says what became of a norm at a step, in a round.
type Standing string

// The standings. Only rows that are Answered have an answer; a norm that is
// answered is one that the room says applied.
const (
	Answered   Standing = "answered"
	NotAsked   Standing = "not asked"    // on the table, without any answer
	SetAside   Standing = "set aside"    // the room says that it doesn't apply
	Skipped    Standing = "skipped"      // the room passed the whole step over
	Unrevealed Standing = "not revealed" // answers are in, but the room hasn't seen them
)

// Source says how an answer came in.
type Source string

// The sources.
const (
	FromBallot Source = "ballot" // a participant's own
	FromHands  Source = "hands"  // counted by the facilitator
)

// Merged stands for all groups that are too small to be shown at an item, and
// for people who named no group where these are put together with them.
const Merged = "merged"

// A Row is one ballot, the number of hands for one answer, or the absence of
// answers. What people typed is as they typed it: whoever writes it out makes
// it inert.
type Row struct {
	Step           exercise.StepState
	Story          *scenario.Step  // the step as the scenario tells it; nil if it doesn't
	Norm           norm.ID         // what was judged
	Entry          *norm.Norm      // the norm as its catalogue has it; nil if it doesn't
	Catalogue      *norm.Catalogue // nil as well then
	Round          int             // 1 or 2; 1 where there was no vote
	State          Standing
	Source         Source // empty without an answer, like all that follows
	Via            string // the channel of a ballot; empty if it isn't known or would tell who it was
	Group          string // empty: none said, or everybody else
	Voter          string // a pseudonym of a ballot's participant that is the same in every export
	Number         int    // the participant's number in this export, from 1
	Answer         exercise.Answer
	Count          int            // 1 for a ballot, the hands for this answer, or the answers not yet shown
	Tally          exercise.Tally // for hands: all answers of the count that this row is part of
	Reason         exercise.Reason
	Delay          exercise.Delay
	Remark         string
	Counterfactual bool   // the step is older than the norm: would it have …?
	Revealed       bool   // the round was revealed
	Verdict        string // the analyst's verdict, once the step was revealed
	Observed       string // observed, according to the analyst, likewise
}

// Rows are all rows of the exercise, in the order of steps, norms, rounds,
// groups and answers. The error wraps [ErrExercise].
func (e Exercise) Rows() (iter.Seq[Row], error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	return func(yield func(Row) bool) {
		b := newBook(e)
		for _, st := range e.State.Steps() {
			for _, id := range st.Norms {
				for round := 1; round <= max(1, st.Round); round++ {
					for _, r := range b.item(b.base(st, id, round)) {
						if !yield(r) {
							return
						}
					}
				}
			}
			for _, id := range st.Aside {
				r := b.base(st, id, 1)
				r.State = SetAside
				if !yield(r) {
					return
				}
			}
		}
	}, nil
}

// base is what all rows of an item have in common.
func (b *book) base(st exercise.StepState, id norm.ID, round int) Row {
	r := Row{Step: st, Norm: id, Round: round, State: NotAsked}
	r.Revealed = st.Phase == exercise.Discussing && round <= st.Round || round < st.Round
	r.Entry, _ = b.Norms.Get(id)
	r.Catalogue, _ = b.Norms.CatalogueOf(id)
	story, ok := b.Scenario.Step(st.ID)
	if !ok {
		return r
	}
	r.Story = story
	r.Counterfactual = r.Entry != nil && b.Scenario.Counterfactual(story, b.Norms.AdoptedOf(r.Entry))
	// A reading is seen with the first reveal, and can't be unseen.
	if st.Phase == exercise.Discussing || st.Round > 1 {
		if x, ok := story.Reading(id); ok {
			r.Verdict, r.Observed = x.Verdict, x.Observed
		}
	}
	return r
}

// item makes the rows of an item out of what they have in common.
func (b *book) item(r Row) []Row {
	item := exercise.Item{Step: r.Step.ID, Norm: r.Norm, Round: r.Round}
	v := b.State.Votes(item)
	switch {
	case r.Step.Phase == exercise.Skipped:
		r.State = Skipped
		return []Row{r}
	case !v.Asked():
		return []Row{r}
	case v.Hidden > 0 || b.room() && !r.Revealed:
		r.State, r.Count = Unrevealed, v.Hidden+v.Total.Answered()
		return []Row{r}
	}
	r.State = Answered
	groups := b.groups(item, v)
	rows := slices.Concat(b.ballots(r, item, v, groups), hands(r, v, groups))
	slices.SortFunc(rows, compare)
	return rows
}

// ballots are the rows of the ballots on an item.
func (b *book) ballots(r Row, item exercise.Item, v exercise.Votes, groups map[string]string) []Row {
	vias := b.vias(v, groups)
	numbers := b.numbers(item, v)
	rows := make([]Row, len(v.Ballots))
	for i, c := range v.Ballots {
		p := b.people[c.Participant]
		row := r
		row.Source, row.Group = FromBallot, groups[p.Group]
		if vias[row.Group] {
			row.Via = p.Via
		}
		row.Voter = b.pseudonym(item, c.Participant)
		row.Number = numbers[row.Voter]
		row.Answer, row.Count = c.Ballot.Answer, 1
		row.Reason, row.Delay, row.Remark = c.Ballot.Reason, c.Ballot.Delay, c.Ballot.Note
		rows[i] = row
	}
	return rows
}

// hands are the rows of the counted hands of an item. Counts that are put
// together lose what was said about each, since that would tell them apart.
func hands(r Row, v exercise.Votes, groups map[string]string) []Row {
	var rows []Row
	var merged exercise.Tally
	add := func(h exercise.HandCount) {
		for _, a := range exercise.Answers() {
			if n := h.Tally.Of(a); n > 0 {
				row := r
				row.Source, row.Group, row.Tally, row.Answer, row.Count = FromHands, h.Group, h.Tally, a, n
				row.Reason, row.Delay, row.Remark = h.Reason, h.Delay, h.Note
				rows = append(rows, row)
			}
		}
	}
	for _, h := range v.Hands {
		if groups[h.Group] != h.Group {
			merged = merged.Plus(h.Tally)
			continue
		}
		add(h)
	}
	add(exercise.HandCount{Group: Merged, Tally: merged})
	return rows
}

// compare orders the rows of an item by what stands in them.
func compare(a, b Row) int {
	return cmp.Or(
		cmp.Compare(a.Group, b.Group),
		cmp.Compare(slices.Index(exercise.Answers(), a.Answer), slices.Index(exercise.Answers(), b.Answer)),
		cmp.Compare(a.Source, b.Source),
		cmp.Compare(a.Reason, b.Reason),
		cmp.Compare(a.Delay, b.Delay),
		cmp.Compare(a.Remark, b.Remark),
		cmp.Compare(a.Number, b.Number),
	)
}
