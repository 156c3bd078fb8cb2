package wording

import (
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
)

// NoteKind is a kind of note as people say it.
func NoteKind(k exercise.NoteKind) string {
	if k == exercise.Unintended {
		return "unintended consequence"
	}
	if k == exercise.ParkingLot {
		return "parking lot"
	}
	return string(k)
}

// NoteHeading is a kind of note above a list of such notes.
func NoteHeading(k exercise.NoteKind) string {
	name := NoteKind(k)
	if k != exercise.ParkingLot {
		name += "s"
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
