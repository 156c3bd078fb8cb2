package analysis

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A Point is a place where the room, or one person in solo mode, and the
// analyst's reading part: something to talk about. Neither is right, and there
// is no sum of them. Points come in the order of the steps.
type Point struct {
	Ref
	Kind           PointKind           `json:"kind"`
	Counterfactual bool                `json:"counterfactual"`
	Room           exercise.Answer     `json:"room,omitempty"` // what more than half of the verdicts say; empty if set aside
	Votes          int                 `json:"votes"`          // for it
	Judged         int                 `json:"judged"`         // verdicts in all
	Label          Label               `json:"label,omitempty"`
	Verdict        exercise.Answer     `json:"verdict,omitempty"` // the analyst's, as are the next four; empty if there is no reading
	Observed       string              `json:"observed,omitempty"`
	Reason         string              `json:"reason,omitempty"`
	Counter        string              `json:"counter,omitempty"` // the best argument against the reading
	Confidence     scenario.Confidence `json:"confidence,omitempty"`
}

// PointKind says which way a room and a reading part.
type PointKind string

// The kinds, in both directions.
const (
	RoomFindsHelp       PointKind = "room finds help"       // the room says that it helped, the analyst doesn't
	ReadingFindsHelp    PointKind = "reading finds help"    // the analyst says that it helped, the room doesn't
	RoomFindsLatency    PointKind = "room finds latency"    // the room says latency, the analyst that it was irrelevant
	ReadingFindsLatency PointKind = "reading finds latency" // the analyst says latency, the room that it was irrelevant
	RoomSetAside        PointKind = "room set it aside"     // the analyst reads it as other than irrelevant
	RoomAdded           PointKind = "room added it"         // and judged it other than irrelevant; the analyst has no reading
)

func parting(room, reading exercise.Answer) PointKind {
	switch {
	case room == exercise.Helped:
		return RoomFindsHelp
	case reading == exercise.Helped:
		return ReadingFindsHelp
	case room == exercise.Latency:
		return RoomFindsLatency
	}
	return ReadingFindsLatency
}

// points compares the items with the readings that may be shown.
func (b *builder) points() []Point {
	var out []Point
	for _, i := range b.e.latest() {
		p := Point{Ref: i.ref(), Counterfactual: i.Counterfactual, Judged: i.Tally.Judged(), Label: i.Label}
		view, ok := i.view()
		if ok {
			p.Room, p.Votes = view, i.Tally.Of(view)
		}
		switch r := i.Reading; {
		case r == nil && ok && view != exercise.Irrelevant && i.Revealed && b.reading(i.ref()) == nil:
			p.Kind = RoomAdded
		case r != nil && i.Standing == SetAside && r.Verdict != exercise.Irrelevant:
			p.Kind = RoomSetAside
		case r != nil && ok && r.Room == Parted:
			p.Kind = parting(view, r.Verdict)
		default:
			continue
		}
		b.quote(&p)
		out = append(out, p)
	}
	return out
}

// reading is the scenario's, held back or not.
func (b *builder) reading(at Ref) *scenario.Reading {
	step, ok := b.scenario.Step(at.Step)
	if !ok {
		return nil
	}
	n := slices.IndexFunc(step.Readings, func(r scenario.Reading) bool { return r.Norm == at.Norm })
	if n < 0 {
		return nil
	}
	return &step.Readings[n]
}

func (b *builder) quote(p *Point) {
	if r := b.reading(p.Ref); r != nil {
		p.Verdict, p.Observed, p.Reason, p.Counter, p.Confidence = exercise.Answer(r.Verdict), r.Observed, r.Reason, r.Counter, r.Confidence
	}
}
