package analysis

import (
	"cmp"
	"slices"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A builder makes the analysis of one exercise.
type builder struct {
	state    *exercise.State
	setup    exercise.Setup
	scenario *scenario.Scenario
	norms    *norm.Set
	shared   bool
	group    map[string]string // by participant
	rank     map[norm.ID]int   // place in the catalogues
	counts   *Accumulator
	e        *Exercise
}

func build(state *exercise.State, s *scenario.Scenario, norms *norm.Set, shared bool) *Exercise {
	if state == nil {
		state = &exercise.State{}
	}
	if s == nil {
		s = &scenario.Scenario{}
	}
	if norms == nil {
		norms, _ = norm.NewSet() // an empty set can't hold an id twice
	}
	b := &builder{
		state: state, setup: state.Setup(), scenario: s, norms: norms, shared: shared,
		group: map[string]string{}, rank: map[norm.ID]int{},
	}
	b.counts = NewAccumulator(b.setup.Mode)
	for _, p := range state.Participants() {
		b.group[p.ID] = p.Group
	}
	for i, n := range norms.All() {
		b.rank[n.ID] = i - len(norms.All()) // below 0, so that norms of no catalogue come last
	}
	b.header()
	for _, st := range state.Steps() {
		b.step(st)
	}
	b.summarise()
	return b.e
}

func (b *builder) header() {
	b.e = &Exercise{
		Format: Format, ID: b.setup.Exercise, Title: b.setup.Title, Mode: b.setup.Mode, Phase: b.state.Phase(), Shared: b.shared,
		Seq: b.state.Seq(), Scenario: b.setup.Scenario, Catalogues: list(b.setup.Catalogues), Track: b.setup.Track,
		Opened: b.state.Opened(), Ended: b.state.Ended(), Last: b.state.Last(), Minutes: b.setup.Minutes,
		UsedS:   seconds(b.state.Used(b.state.Last())),
		Counted: list(b.setup.Groups),
		Totals:  Totals{Participants: len(b.group), People: b.setup.People},
	}
}

// list is a copy that JSON writes as [] if it is empty.
func list[T any](s []T) []T { return append([]T{}, s...) }

func seconds(d time.Duration) int64 { return int64(d / time.Second) }

func (b *builder) finished() bool { return b.state.Phase() == exercise.Ended }

// shown reports whether a round of a step was closed and shown.
func shown(st exercise.StepState, round int) bool {
	return st.Phase == exercise.Discussing && round <= st.Round || round < st.Round
}

func (b *builder) step(st exercise.StepState) {
	step := Step{ID: st.ID, Position: b.scenario.StepIndex(st.ID) + 1, Phase: st.Phase, Round: st.Round, UsedS: seconds(st.Used)}
	written, ok := b.scenario.Step(st.ID)
	if ok {
		step.Title = written.Title
	} else {
		written = &scenario.Step{ID: st.ID}
	}
	b.e.Steps = append(b.e.Steps, step)
	t := &b.e.Totals
	t.Steps++
	switch {
	case st.Phase == exercise.Pending:
		t.Pending++
	case st.Phase == exercise.Skipped:
		t.Skipped++
	case shown(st, 1):
		t.Revealed++
	default:
		t.Open++
	}
	ids := slices.Concat(st.Norms, st.Aside)
	slices.SortFunc(ids, func(x, y norm.ID) int { return cmp.Or(cmp.Compare(b.rank[x], b.rank[y]), cmp.Compare(x, y)) })
	for _, id := range ids {
		b.rounds(st, written, id)
	}
}

// rounds adds the items of a norm at a step: one for each round with answers,
// or one to say that there are none.
func (b *builder) rounds(st exercise.StepState, written *scenario.Step, id norm.ID) {
	first := len(b.e.Items)
	for round := 1; round <= 2; round++ {
		key := exercise.Item{Step: st.ID, Norm: id, Round: round}
		votes := b.state.Votes(key)
		if !votes.Asked() {
			continue
		}
		b.e.Totals.Answers += votes.Hidden + votes.Total.Answered()
		item := b.item(key, votes, b.shared && !b.finished() && !shown(st, round))
		item.Revealed = shown(st, round)
		b.e.Items = append(b.e.Items, item)
	}
	if len(b.e.Items) == first {
		item := b.counts.item(exercise.Item{Step: st.ID, Norm: id, Round: 1})
		if slices.Contains(st.Aside, id) {
			item.Standing = SetAside
		}
		b.e.Items = append(b.e.Items, item)
	}
	items := b.e.Items[first:]
	last := len(items) - 1
	if last > 0 && items[last].Standing == Hidden {
		last--
	}
	items[last].Latest = true
	for i := range items {
		b.context(&items[i], st, written)
	}
}

// item counts the answers of a round, or only their number if they are to be
// held back.
func (b *builder) item(key exercise.Item, votes exercise.Votes, hide bool) Item {
	if hide || votes.Hidden > 0 {
		return Item{
			Step: key.Step, Norm: key.Norm, Round: key.Round, Standing: Hidden,
			Hidden: votes.Hidden + votes.Total.Answered(), Figures: Figures{}.without(NotRevealed),
		}
	}
	// Every answer of a state was checked when it was given, so none is refused.
	for _, c := range votes.Ballots {
		_ = b.counts.Ballot(key, b.group[c.Participant], c.Ballot)
	}
	for _, h := range votes.Hands {
		_ = b.counts.Hands(key, h)
	}
	return b.counts.item(key)
}

// context adds what the scenario and the catalogues know of an item.
func (b *builder) context(i *Item, st exercise.StepState, written *scenario.Step) {
	if n, ok := b.norms.Get(i.Norm); ok {
		i.Counterfactual = b.scenario.Counterfactual(written, b.norms.AdoptedOf(n))
	}
	at := slices.IndexFunc(written.Readings, func(r scenario.Reading) bool { return r.Norm == i.Norm })
	if at < 0 || !shown(st, 1) && !b.finished() {
		return
	}
	r := &written.Readings[at]
	i.Reading = &Reading{Verdict: exercise.Answer(r.Verdict), Observed: r.Observed, Confidence: r.Confidence, Room: NoView}
	if view, ok := i.view(); ok {
		i.Reading.Room = Parted
		if view == i.Reading.Verdict {
			i.Reading.Room = Same
		}
	}
}

// view is the verdict that more than half of the verdicts are.
func (i *Item) view() (exercise.Answer, bool) {
	if i.Modal == "" || 2*i.Tally.Of(i.Modal) <= i.Tally.Judged() {
		return "", false
	}
	return i.Modal, true
}

func (b *builder) summarise() {
	e := b.e
	for _, i := range e.latest() {
		t := &e.Totals
		t.Tally = t.Tally.Plus(i.Tally)
		switch i.Standing {
		case Judged:
			t.Judged++
		case Abstained:
			t.Abstained++
		case Hidden:
			t.Hidden++
		case NotAsked:
			t.NotAsked++
		case SetAside:
			t.SetAside++
		}
	}
	e.Steps, e.Items, e.Norms = list(e.Steps), list(e.Items), b.worth()
	e.Points = b.points()
	e.Shifts, e.Shifted = shifts(e.Items, e.Mode)
	e.Latency = b.latency()
	if e.Mode == exercise.Solo {
		return
	}
	a := agreement(e.Items)
	e.Agreement = &a
	e.Groups = groups(e.latest())
	e.Gaps, e.GroupGaps = gaps(e.latest())
	e.Divided = divided(e.latest())
}
