package exercise

import (
	"slices"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/norm"
)

// Phase says how far an exercise has come.
type Phase string

// The phases of an exercise.
const (
	Unopened Phase = "unopened"
	Running  Phase = "running"
	Ended    Phase = "ended" // finished, though it may be reopened
)

// StepPhase says how far a step has come.
type StepPhase string

// The phases of a step.
const (
	Pending    StepPhase = "pending"  // not reached yet
	Voting     StepPhase = "voting"   // entered, and a round is open
	Discussing StepPhase = "revealed" // the latest round is closed and shown
	Skipped    StepPhase = "skipped"  // passed over: its norms were not asked
)

// A State is an exercise at one moment. It never changes: Apply makes a new
// one that shares what stayed the same. The zero State is an unopened exercise.
type State struct {
	setup     Setup
	phase     Phase
	seq       int64
	redacted  bool
	veiled    bool // see For: a live room, as its facilitator sees it
	opened    time.Time
	ended     time.Time
	used      time.Duration // up to the last break
	running   time.Time     // since the last break; zero while no time counts
	last      time.Time
	current   int // index into steps; -1 before the first step
	steps     []*step
	seating   seating
	joined    int // only while redacted: see Joined
	came      int // only while redacted: see TookPart
	paused    bool
	locked    bool
	timer     *Timer // immutable
	scene     int64
	notes     []NoteEntry
	proposals []Proposal
	history   *history
}

// step is what happened at one planned step. Treated as immutable once a State
// holds it: see State.edit.
type step struct {
	id       string
	phase    StepPhase
	round    int // the round that is open or was shown last; 0 while pending
	norms    []norm.ID
	aside    []norm.ID
	shut     bool // no more ballots, though not revealed
	reopened int
	turnout  Turnout // only while redacted or veiled: see Turnout
	left     left    // likewise: see Electorate
	items    map[slot]*votes
	used     time.Duration
	revealed time.Time
}

type slot struct {
	norm  norm.ID
	round int
}

// votes are the answers to one item, likewise immutable.
type votes struct {
	ballots ballots              // by seat
	hands   map[string]HandCount // by group
	hidden  int                  // answers that a redacted state knows only the number of
	raised  int                  // only while redacted: how many of the answers were hands
}

// HandCount is the count of one group, with what was said about it.
type HandCount struct {
	Group  string `json:"group,omitempty"`
	Tally  Tally  `json:"tally"`
	Reason Reason `json:"reason,omitempty"`
	Delay  Delay  `json:"delay,omitempty"`
	Note   string `json:"note,omitempty"`
}

// A NoteEntry is a note as it now stands.
type NoteEntry struct {
	ID int64 `json:"id"`
	Note
}

// A Proposal is a norm that the room found missing.
type Proposal struct {
	ID   int64  `json:"id"`
	Step string `json:"step,omitempty"`
	Text string `json:"text"`

	participant string
}

// FromParticipant reports whether somebody sent it from a device of their own;
// the others were noted down by the facilitator.
func (p Proposal) FromParticipant() bool { return p.participant != "" }

// history is the list of applied records, newest first. A linked list, so that
// states can share it.
type history struct {
	record Record
	before *history
	used   time.Duration // by then: see State.Used
}

// Setup is what was settled at the start.
func (s *State) Setup() Setup { return s.setup }

// Phase says how far the exercise has come.
func (s *State) Phase() Phase {
	if s.phase == "" {
		return Unopened
	}
	return s.phase
}

// Seq is the number of the last record; 0 before the first.
func (s *State) Seq() int64 { return s.seq }

// Opened is when the exercise began.
func (s *State) Opened() time.Time { return s.opened }

// Ended is when it was finished; zero while it runs.
func (s *State) Ended() time.Time { return s.ended }

// Last is the time of the last record.
func (s *State) Last() time.Time { return s.last }

// ticks reports whether the clock of an exercise that runs goes. In a live room
// it starts with the first step: until then people are joining.
func (s *State) ticks() bool { return s.setup.Mode != Room || s.current >= 0 }

// Ticking reports whether the time that the exercise takes is counted now: not in
// a pause, nor once it is finished, nor in a live room before its first step.
func (s *State) Ticking() bool { return !s.running.IsZero() }

// Used is the time that the exercise has taken so far, without the breaks
// between an interruption and its resumption. A live room takes none of it
// before its first step.
func (s *State) Used(now time.Time) time.Duration {
	if s.running.IsZero() || now.Before(s.running) {
		return s.used
	}
	return s.used + now.Sub(s.running)
}

// Current is the id of the step that the room is at; empty before the first.
func (s *State) Current() string {
	if s.current < 0 || s.current >= len(s.steps) {
		return ""
	}
	return s.steps[s.current].id
}

// A StepState is what a screen or a report needs to know of one step.
type StepState struct {
	ID    string
	Index int // from 0, in the plan's order
	Phase StepPhase
	Round int           // the round that is open or was shown last: 1 or 2; 0 while pending
	Norms []norm.ID     // on the table
	Aside []norm.ID     // taken off the table: the room says they don't apply
	Used  time.Duration // time spent at the step before the last record
	Votes int           // answers recorded, over all norms and rounds

	Shut     bool // the facilitator has closed the vote before the reveal
	Reopened int  // how often the vote was opened again after a reveal
}

// Steps are the planned steps, in order.
func (s *State) Steps() []StepState {
	out := make([]StepState, len(s.steps))
	for i := range s.steps {
		out[i] = s.stepState(i)
	}
	return out
}

// Step is one planned step; ok is false if the exercise has no such step.
func (s *State) Step(id string) (st StepState, ok bool) {
	i := s.index(id)
	if i < 0 {
		return StepState{Index: -1}, false
	}
	return s.stepState(i), true
}

func (s *State) stepState(i int) StepState {
	st := s.steps[i]
	n := 0
	for _, v := range st.items {
		n += v.count()
	}
	return StepState{st.id, i, st.phase, st.round, slices.Clone(st.norms), slices.Clone(st.aside), st.used, n, st.shut, st.reopened}
}

func (s *State) index(id string) int {
	return slices.IndexFunc(s.steps, func(st *step) bool { return st.id == id })
}

// Notes are the notes as they now stand, oldest first.
func (s *State) Notes() []NoteEntry { return slices.Clone(s.notes) }

// Proposals are the missing norms that the room proposed, oldest first.
func (s *State) Proposals() []Proposal { return slices.Clone(s.proposals) }

// Votes are the answers to one item.
type Votes struct {
	Ballots []Cast      // by participant's id
	Hands   []HandCount // by group, everybody else last
	Total   Tally       // of all of them
	Hidden  int         // number of answers whose content this state does not show
}

// Asked reports whether there is any answer, an abstention included.
func (v Votes) Asked() bool { return v.Hidden+v.Total.Answered() > 0 }

// Votes are the answers to an item.
func (s *State) Votes(item Item) Votes {
	i := s.index(item.Step)
	if i < 0 {
		return Votes{}
	}
	v := s.steps[i].items[slot{item.Norm, item.Round}]
	if v == nil {
		return Votes{}
	}
	out := Votes{Hidden: v.hidden}
	for seat, b := range v.ballots.all() {
		out.Ballots = append(out.Ballots, Cast{Participant: s.seating.people[seat].ID, Step: item.Step, Norm: item.Norm, Round: item.Round, Ballot: *b})
		out.Total = out.Total.With(b.Answer, out.Total.Of(b.Answer)+1)
	}
	slices.SortFunc(out.Ballots, func(a, b Cast) int { return strings.Compare(a.Participant, b.Participant) })
	for _, h := range v.hands {
		out.Hands = append(out.Hands, h)
		out.Total = out.Total.Plus(h.Tally)
	}
	slices.SortFunc(out.Hands, func(a, b HandCount) int {
		if (a.Group == "") != (b.Group == "") {
			return strings.Compare(b.Group, a.Group)
		}
		return strings.Compare(a.Group, b.Group)
	})
	return out
}

// Heads are how many answered an item on a device of their own, and how many by
// a show of hands; not what. Everybody may know it, also while the vote is open.
func (s *State) Heads(item Item) (ballots, hands int) {
	i := s.index(item.Step)
	if i < 0 {
		return 0, 0
	}
	v := s.steps[i].items[slot{item.Norm, item.Round}]
	if v == nil {
		return 0, 0
	}
	hands = s.byHand(v)
	return v.count() - hands, hands
}

// byHand is how many of an item's answers were hands.
func (s *State) byHand(v *votes) int {
	if s.redacted {
		return v.raised
	}
	return v.handed()
}

// Latest are the answers to a norm at a step in the latest round that has any,
// and that round; with none at all they are those of round 1.
func (s *State) Latest(stepID string, n norm.ID) (Votes, int) {
	if v := s.Votes(Item{stepID, n, 2}); v.Asked() {
		return v, 2
	}
	return s.Votes(Item{stepID, n, 1}), 1
}

// ByGroup sums the answers to an item by stakeholder group; answers of people
// who named no group are under "".
func (s *State) ByGroup(item Item) map[string]Tally {
	i := s.index(item.Step)
	if i < 0 {
		return map[string]Tally{}
	}
	return s.byGroup(s.steps[i].items[slot{item.Norm, item.Round}])
}

func (s *State) byGroup(v *votes) map[string]Tally {
	out := map[string]Tally{}
	if v == nil {
		return out
	}
	for seat, b := range v.ballots.all() {
		g := s.seating.people[seat].Group
		out[g] = out[g].With(b.Answer, out[g].Of(b.Answer)+1)
	}
	for _, h := range v.hands {
		out[h.Group] = out[h.Group].Plus(h.Tally)
	}
	return out
}

// Ballot is a participant's own ballot on an item.
func (s *State) Ballot(item Item, participant string) (Ballot, bool) {
	i := s.index(item.Step)
	if i < 0 {
		return Ballot{}, false
	}
	v := s.steps[i].items[slot{item.Norm, item.Round}]
	seat, ok := s.seating.find(participant)
	if v == nil || !ok {
		return Ballot{}, false
	}
	if b := v.ballots.at(seat); b != nil {
		return *b, true
	}
	return Ballot{}, false
}

// Records are all records that led to this state, oldest first. A redacted
// state has none; one for the facilitator of a live room lacks the ballots.
func (s *State) Records() []Record {
	all := s.records()
	if !s.veiled {
		return all
	}
	return slices.DeleteFunc(all, func(r Record) bool {
		switch r.Event.(type) {
		case BallotCast, BallotWithdrawn:
			return true
		}
		return false
	})
}

func (s *State) records() []Record {
	var out []Record
	for h := s.history; h != nil; h = h.before {
		out = append(out, h.record)
	}
	slices.Reverse(out)
	return out
}

// Clocks say what Used was when each record was made, by its number; nothing in
// a redacted state.
func (s *State) Clocks() map[int64]time.Duration {
	out := map[int64]time.Duration{}
	for h := s.history; h != nil; h = h.before {
		out[h.record.Seq] = h.used
	}
	return out
}

func (v *votes) count() int {
	return v.ballots.count + v.hidden + v.handed()
}

// handed is the number of answers in the counts of hands.
func (v *votes) handed() int {
	n := 0
	for _, h := range v.hands {
		n += h.Tally.Answered()
	}
	return n
}
