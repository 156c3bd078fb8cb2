package exercise

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Encode writes an event as its kind and its JSON.
func Encode(e Event) (kind string, data json.RawMessage, err error) {
	data, err = json.Marshal(e)
	if err != nil {
		return "", nil, fmt.Errorf("encode %s: %w", e.Kind(), err)
	}
	return e.Kind(), data, nil
}

// Decode reads what Encode wrote. It is strict: an unknown kind or an unknown
// member is an error that wraps ErrCorrupt, because a journal of a newer
// program must not be half understood.
func Decode(kind string, data json.RawMessage) (Event, error) {
	switch kind {
	case Opened{}.Kind():
		return decode[Opened](data)
	case Joined{}.Kind():
		return decode[Joined](data)
	case Removed{}.Kind():
		return decode[Removed](data)
	case SeatsVacated{}.Kind():
		return decode[SeatsVacated](data)
	case SeatRetaken{}.Kind():
		return decode[SeatRetaken](data)
	case Locked{}.Kind():
		return decode[Locked](data)
	case Unlocked{}.Kind():
		return decode[Unlocked](data)
	case Paused{}.Kind():
		return decode[Paused](data)
	case Continued{}.Kind():
		return decode[Continued](data)
	case TimerSet{}.Kind():
		return decode[TimerSet](data)
	case TimerStopped{}.Kind():
		return decode[TimerStopped](data)
	case VoteClosed{}.Kind():
		return decode[VoteClosed](data)
	case VoteOpened{}.Kind():
		return decode[VoteOpened](data)
	case StepEntered{}.Kind():
		return decode[StepEntered](data)
	case StepSkipped{}.Kind():
		return decode[StepSkipped](data)
	case NormAdded{}.Kind():
		return decode[NormAdded](data)
	case NormSetAside{}.Kind():
		return decode[NormSetAside](data)
	case BallotCast{}.Kind():
		return decode[BallotCast](data)
	case BallotWithdrawn{}.Kind():
		return decode[BallotWithdrawn](data)
	case HandsCounted{}.Kind():
		return decode[HandsCounted](data)
	case HandsCleared{}.Kind():
		return decode[HandsCleared](data)
	case Revealed{}.Kind():
		return decode[Revealed](data)
	case SecondRoundOpened{}.Kind():
		return decode[SecondRoundOpened](data)
	case NoteAdded{}.Kind():
		return decode[NoteAdded](data)
	case NoteEdited{}.Kind():
		return decode[NoteEdited](data)
	case NoteRemoved{}.Kind():
		return decode[NoteRemoved](data)
	case NormProposed{}.Kind():
		return decode[NormProposed](data)
	case Undone{}.Kind():
		return decode[Undone](data)
	case Resumed{}.Kind():
		return decode[Resumed](data)
	case Left{}.Kind():
		return decode[Left](data)
	case Finished{}.Kind():
		return decode[Finished](data)
	case Reopened{}.Kind():
		return decode[Reopened](data)
	}
	return nil, fmt.Errorf("unknown event %q: %w", kind, ErrCorrupt)
}

func decode[E Event](data json.RawMessage) (Event, error) {
	var e E
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		return nil, fmt.Errorf("event %s: %w: %w", e.Kind(), err, ErrCorrupt)
	}
	return e, nil
}
