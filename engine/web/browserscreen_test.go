package web_test

import (
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// The projector's page is opened once, and shows by itself where the room is;
// never a note, and no count before the reveal.
func projector(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	p := b.open(t, l, wideSize)
	p.visit("/screen")
	p.write("#code", "WRONG")
	p.click("button")
	p.expect("status of 403")
	p.reads("This isn't the room's code.")
	p.write("#code", l.access.Code)
	p.click("button")
	p.reads("Join with your phone", "192.168.1.10:8080", "Room code", "ssh -p 2323", "0 are in")
	p.until(`document.querySelector(".card .qr").getBoundingClientRect().height > 250`)
	loaded := ask[float64](p, `performance.timeOrigin`)

	l.do(exercise.Join{Participant: "first", Via: "browser"})
	p.reads("1 is in")
	l.do(exercise.Enter{Step: step.Step}, exercise.AddNote{Note: exercise.Note{Kind: exercise.ParkingLot, Step: step.Step, Text: "SECRETNOTE"}})
	s, _ := l.room.Scenario().Step(step.Step)
	p.reads("step 1 of 8", s.Title, "0 of 1 have voted")
	l.crowd(11, step)
	p.reads("11 of 12 have voted")
	p.lacks("SECRETNOTE", "analyst", "helped")
	l.do(exercise.Count{Step: step.Step, Norm: step.Norms[0], Tally: exercise.Tally{Helped: 29}, Note: "SECRETNOTE"})
	p.reads("+ 29 by show of hands")
	l.do(exercise.SetTimer{Length: exercise.MaxTimer})
	p.reads("left")
	p.lacks("SECRETNOTE", "analyst", "helped")
	l.do(exercise.Reveal{Step: step.Step})
	p.reads("analyst: ", "room code "+l.access.Code)
	v := l.room.State().Votes(exercise.Item{Step: step.Step, Norm: step.Norms[0], Round: 1}).Total
	counts := ask[[]int](p, `[...document.querySelector(".counts").children].map(e => +e.lastChild.textContent)`)
	if len(counts) != 4 || counts[0] != v.Helped || counts[1] != v.Latency || counts[2] != v.Irrelevant || counts[3] != v.Abstained {
		t.Errorf("the projector shows %v of %+v", counts, v)
	}
	l.do(exercise.SecondRound{Step: step.Step})
	p.reads("Second vote, after the discussion", "0 of 12 have voted")
	p.lacks("SECRETNOTE", "analyst")
	l.do(exercise.Pause{})
	p.reads("Paused")
	l.do(exercise.Continue{}, exercise.Finish{})
	p.reads("The exercise is finished")
	p.lacks("SECRETNOTE")
	if again := ask[float64](p, `performance.timeOrigin`); again != loaded {
		t.Error("the projector's page was loaded anew")
	}
}
