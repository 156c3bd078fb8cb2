package web

import (
	"fmt"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// In the hot wash and at the end the projector shows what was revealed, under
// the exercise's labels; nothing of a vote that is open, no group, no note even
// if it is pinned, no reading of the analyst's.
func TestTheHotWashShowsWhatWasRevealedAlone(t *testing.T) {
	h := serve(t, func(c *room.Choice, _ *house) { c.TLP, c.ChathamHouse = "AMBER", true })
	first, second := h.plan(0), h.plan(1)
	h.do(exercise.Enter{Step: first.Step})
	var secrets []string
	vote := func(step exercise.Planned, answers ...exercise.Answer) {
		for i, a := range answers {
			h.do(exercise.Cast{Participant: fmt.Sprintf("someoneelse%dx", i), Step: step.Step, Norm: step.Norms[0], Ballot: exercise.Ballot{Answer: a, Reason: "politicisation", Note: "SECRETNOTE"}})
		}
	}
	for i := range 9 {
		id := fmt.Sprintf("someoneelse%dx", i)
		h.do(exercise.Join{Participant: id, Group: "Academia", Via: "browser"})
		secrets = append(secrets, id)
	}
	vote(first, "helped", "helped", "latency", "latency", "helped", "irrelevant", "helped")
	h.do(exercise.Reveal{Step: first.Step}, exercise.Enter{Step: second.Step})
	vote(second, "latency", "latency", "latency", "helped")
	h.do(exercise.Count{Step: second.Step, Norm: second.Norms[0], Tally: exercise.Tally{Irrelevant: 47}, Note: "SECRETNOTE"},
		exercise.AddNote{Note: exercise.Note{Kind: exercise.ParkingLot, Text: "FACILITATORNOTE", Pinned: true}},
		exercise.Propose{Step: first.Step, Text: "PROPOSAL", Participant: "someoneelse1x"})
	title := stepOf(h.room.Scenario(), first.Step).Title
	open := stepOf(h.room.Scenario(), second.Step).Title
	secrets = append(secrets, "SECRETNOTE", "FACILITATORNOTE", "PROPOSAL", "Academia", "politicisation", "analyst", "47", open,
		stepOf(h.room.Scenario(), first.Step).Readings[0].Reason, stepOf(h.room.Scenario(), second.Step).Readings[0].Reason)
	check := func(when string, has ...string) {
		t.Helper()
		for name, body := range map[string]string{"the page": h.phone().get("/screen/" + h.access.Code).body, "the stream": h.fragmentNow()} {
			shown := stdUnescape(body[strings.Index(body, `<div class="show"`):])
			shown = shown[:strings.Index(shown, "</main>")] // the rest is the way in
			for _, x := range append(has, title, "TLP:AMBER", "Chatham House rule") {
				if !strings.Contains(shown, x) {
					t.Errorf("%s, %s lacks %q:\n%s", when, name, x, shown)
				}
			}
			for _, x := range secrets {
				if strings.Contains(shown, x) {
					t.Errorf("%s, %s has %q", when, name, x)
				}
			}
		}
	}
	h.room.ShowWash(t.Context(), true)
	check("in the hot wash", `data-kind="wash"`, "9 people took part · 1 of 8 steps revealed", "most say it helped", "4 of 7")
	h.do(exercise.Enter{Step: first.Step}, exercise.SecondRound{Step: first.Step})
	vote(first, "irrelevant", "irrelevant")
	h.room.ShowWash(t.Context(), true)
	check("while the second vote is open", `data-kind="wash"`, "4 of 7")
	h.do(exercise.Finish{})
	check("at the end", `data-kind="finished"`, "1 of 8 steps revealed", "4 of 7")
}

// The stream tells when the console turns to the hot wash, though nothing is
// recorded then, and when it turns back.
func TestTheStreamFollowsIntoTheHotWash(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step}, exercise.Reveal{Step: first.Step})
	s := h.stream(h.phone(), "/screen/"+h.access.Code+"/events")
	defer s.close()
	s.until("screen", `data-kind="revealed"`)
	h.room.ShowWash(t.Context(), true)
	s.until("screen", `data-kind="wash"`)
	h.room.ShowWash(t.Context(), false)
	s.until("screen", `data-kind="revealed"`)
}

// A single ballot is a short bar, and the page says of how many.
func TestOneBallotIsNotAWholeRoom(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	for i := range 20 {
		h.do(exercise.Join{Participant: fmt.Sprint("p", i)})
	}
	h.do(exercise.Cast{Participant: "p3", Step: first.Step, Norm: first.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Helped}},
		exercise.Reveal{Step: first.Step})
	h.phone().get("/screen/"+h.access.Code).has(t, "1 of 20 voted", `class="helped" x="0" width="5"`)
	for _, c := range []struct {
		electorate, ballots, hands int
		text                       string
		whole                      int
	}{
		{23, 1, 0, "1 of 23 voted", 23}, {12, 12, 29, "12 of 12 voted, 29 by show of hands", 41}, {0, 0, 8, "8 by show of hands", 8},
		{12, 0, 0, "0 of 12 voted", 12}, {0, 0, 0, "", 0},
	} {
		if text, whole := voters(c.electorate, c.ballots, c.hands); text != c.text || whole != c.whole {
			t.Errorf("%+v: %q of %d", c, text, whole)
		}
	}
}

// A locked room says so where the way in stands, and where people ask to come in.
func TestALockedRoomSaysSo(t *testing.T) {
	h := serve(t)
	screen, door := "/screen/"+h.access.Code, `data-locked="true"`
	h.phone().get(screen).lacks(t, door)
	h.do(exercise.Lock{})
	h.phone().get(screen).has(t, door, "The door is closed: nobody new can join")
	h.do(exercise.Enter{Step: h.plan(0).Step})
	h.phone().get(screen).has(t, door)
	if s := h.fragmentNow(); !strings.Contains(s, door) {
		t.Error("the stream doesn't say that the room is locked")
	}
	h.phone().get("/").has(t, "The room is locked: nobody else can join now.")
	if a := h.phone().send("POST", "/join", map[string][]string{"code": {h.access.Code}}); a.status != 409 {
		t.Errorf("joining a locked room: %d", a.status)
	} else {
		a.has(t, "The room is locked: nobody else can join now.")
	}
}
