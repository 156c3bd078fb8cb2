package report

import (
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

func TestWhatWasDealtWithIsMarked(t *testing.T) {
	w := newWalk(t, exercise.Room)
	w.must(exercise.AddNote{Note: exercise.Note{Kind: exercise.ParkingLot, Text: "Who pays?", Step: "ha-01", Archived: true}})
	if !strings.Contains(w.report(), "Who pays? (step 1), dealt with") {
		t.Error("a note that was archived looks like an open one")
	}
}

func TestALiveRoomSaysWhoJoinedAndWhatWasReopened(t *testing.T) {
	w := newWalk(t, exercise.Room, "Government")
	w.must(
		exercise.Join{Participant: "p1", Via: "browser"}, exercise.Join{Participant: "p2", Via: "ssh"},
		exercise.Join{Participant: "p3", Via: "browser"}, exercise.Join{Participant: "p4"},
		exercise.Enter{Step: "ha-01"}, exercise.Reveal{Step: "ha-01"},
	)
	if strings.Contains(w.report(), "opened again") {
		t.Error("nothing was opened again yet")
	}
	w.must(exercise.OpenVote{Step: "ha-01"}, exercise.Reveal{Step: "ha-01"}, exercise.Remove{Participant: "p1"})
	for _, want := range []string{
		"4 (channel not known 1, browser 2, ssh 1); 1 of them removed",
		"step 1 (“", ": the vote was opened again after the reveal.",
	} {
		if !strings.Contains(w.report(), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	w.must(exercise.OpenVote{Step: "ha-01"})
	if !strings.Contains(w.report(), "after a reveal, 2 times") {
		t.Error("the report doesn't count how often the vote was opened again")
	}
}
