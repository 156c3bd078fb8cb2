package analysis

import (
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// Format is the number of the form in which an Exercise is written as JSON. It
// grows when a reader of the old form would be misled.
const Format = 1

// An Exercise is what the verdicts of one exercise say. Everything in it is in
// a fixed order: steps in the plan's, norms in the catalogues', lists of what
// stands out with the most striking first. It has no ids of participants and
// no text that they wrote.
type Exercise struct {
	Format     int            `json:"format"`
	ID         string         `json:"id"`
	Title      string         `json:"title"`
	Mode       exercise.Mode  `json:"mode"`
	Phase      exercise.Phase `json:"phase"`
	Shared     bool           `json:"shared"` // only what everybody may see: see [Shared]
	Seq        int64          `json:"seq"`    // number of the last record that is in it
	Scenario   exercise.Ref   `json:"scenario"`
	Catalogues []exercise.Ref `json:"catalogues"`
	Track      string         `json:"track"`
	Opened     time.Time      `json:"opened,omitzero"`
	Ended      time.Time      `json:"ended,omitzero"`
	Last       time.Time      `json:"last,omitzero"` // time of the last record
	UsedS      int64          `json:"used_s"`        // seconds without breaks, up to the last record
	Minutes    int            `json:"minutes"`       // planned
	Counted    []string       `json:"counted"`       // the groups that were to be counted apart

	Totals    Totals     `json:"totals"`
	Steps     []Step     `json:"steps"`
	Items     []Item     `json:"items"`               // by step, norm and round, those that were not asked included
	Norms     []Norm     `json:"norms"`               // every norm of Items
	Agreement *Agreement `json:"agreement,omitempty"` // over the latest rounds; nil in solo mode
	Groups    []Group    `json:"groups,omitempty"`    // none in solo mode
	Gaps      []Gap      `json:"gaps,omitempty"`      // per item, the widest first
	GroupGaps []GroupGap `json:"group_gaps,omitempty"`
	Shifts    []Shift    `json:"shifts,omitempty"` // of items that were judged twice, in the order of Items
	Shifted   *Shifted   `json:"shifted,omitempty"`
	Divided   []Ref      `json:"divided,omitempty"` // items with different verdicts, the most divided first; none in solo mode
	Points    []Point    `json:"points,omitempty"`  // where the room and the analyst's reading part
	Latency   *Latency   `json:"latency,omitempty"` // of the requests at the steps that the room came to
}

// A Ref points at an item of [Exercise.Items].
type Ref struct {
	Step  string  `json:"step"`
	Norm  norm.ID `json:"norm"`
	Round int     `json:"round"`
}

// Totals count what was planned, asked and answered. Items count once, in
// their latest round.
type Totals struct {
	Steps        int            `json:"steps"` // planned; the next four add up to it
	Revealed     int            `json:"revealed"`
	Open         int            `json:"open"` // entered, and no round revealed
	Skipped      int            `json:"skipped"`
	Pending      int            `json:"pending"` // not reached
	Judged       int            `json:"judged"`  // items
	Abstained    int            `json:"abstained"`
	Hidden       int            `json:"hidden"`
	NotAsked     int            `json:"not_asked"`
	SetAside     int            `json:"set_aside"`
	Tally        exercise.Tally `json:"tally"`        // answers in the latest rounds
	Answers      int            `json:"answers"`      // in all rounds, those held back included
	Participants int            `json:"participants"` // devices that joined
	People       int            `json:"people"`       // heads that the facilitator counted; 0 if nobody did
}

// A Step is a planned step and how far it came.
type Step struct {
	ID       string             `json:"id"`
	Title    string             `json:"title"`    // empty if the scenario has no such step
	Position int                `json:"position"` // in the scenario, from 1; 0 if it has no such step
	Phase    exercise.StepPhase `json:"phase"`
	Round    int                `json:"round"` // the round that is open or was shown last; 0 while pending or skipped
	UsedS    int64              `json:"used_s"`
}

// A Reading is the analyst's, with where the room stands to it.
type Reading struct {
	Verdict    exercise.Answer     `json:"verdict"`
	Observed   string              `json:"observed"` // yes, no, partly or unknown
	Confidence scenario.Confidence `json:"confidence"`
	Room       View                `json:"room"`
}

// A View says where a room, or one person in solo mode, stands to a reading.
type View string

// The views. Only more than half of the verdicts make a view of the room's.
const (
	Same   View = "same"
	Parted View = "parted"
	NoView View = "no view"
)

// Of analyses an exercise with the content that it was run with, everything
// included that the facilitator may see. A state that is redacted for a role,
// see [exercise.State.For], gives what that role may see. Readings of the
// analyst are left out until their step is revealed or the exercise finished.
//
// What is missing is left empty: a nil scenario has no steps, nil norms no
// catalogues, and an exercise that isn't open no items.
func Of(state *exercise.State, s *scenario.Scenario, norms *norm.Set) *Exercise {
	return build(state, s, norms, false)
}

// Shared analyses the part of an exercise that everybody in the room may see:
// of a round that isn't revealed only the number of answers, unless the
// exercise is finished. Such a round counts in no summary; a round before it
// does.
func Shared(state *exercise.State, s *scenario.Scenario, norms *norm.Set) *Exercise {
	return build(state, s, norms, true)
}

// Item is the item with the key.
func (e *Exercise) Item(key Ref) (*Item, bool) {
	for i := range e.Items {
		if e.Items[i].ref() == key {
			return &e.Items[i], true
		}
	}
	return nil, false
}

func (i *Item) ref() Ref { return Ref{i.Step, i.Norm, i.Round} }

// latest are the items in their latest round.
func (e *Exercise) latest() []*Item {
	var out []*Item
	for i := range e.Items {
		if e.Items[i].Latest {
			out = append(out, &e.Items[i])
		}
	}
	return out
}
