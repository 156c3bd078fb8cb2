package exercise

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func ballot(id, step string, a Answer) Cast {
	return Cast{Participant: id, Step: step, Norm: "c/a", Ballot: Ballot{Answer: a}}
}

func TestAVoteIsClosedAndOpenedAgain(t *testing.T) {
	w := newWalk(t, Room)
	w.must(Join{Participant: "x"}, Join{Participant: "y"})
	w.refused(CloseVote{"one"}, ErrClosed)
	w.must(Enter{"one"}, ballot("x", "one", Helped), CloseVote{"one"}, CloseVote{"one"})
	w.refused(ballot("y", "one", Helped), ErrShut)
	w.refused(Withdraw{Participant: "x", Step: "one", Norm: "c/a"}, ErrShut)
	w.must(OpenVote{"one"}, OpenVote{"one"}, ballot("y", "one", Latency), Reveal{"one"})
	w.refused(CloseVote{"one"}, ErrClosed)
	w.must(OpenVote{"one"}, ballot("y", "one", Irrelevant), Reveal{"one"})
	if got, want := w.total("one", "c/a", 1), (Tally{Helped: 1, Irrelevant: 1}); got != want {
		t.Errorf("after opening it again: %+v, want %+v", got, want)
	}
	if st, _ := w.state.Step("one"); st.Reopened != 1 || st.Round != 1 || st.Shut {
		t.Errorf("the trail of it: %+v", st)
	}
}

func TestABallotGoesNowhereElse(t *testing.T) {
	w := newWalk(t, Room)
	w.must(Join{Participant: "x"}, Enter{"one"}, Reveal{"one"}, SecondRound{"one"})
	late := ballot("x", "one", Helped)
	late.Round = 1
	w.refused(late, ErrRound)
	w.refused(Withdraw{Participant: "x", Step: "one", Norm: "c/a", Round: 1}, ErrRound)
	w.must(Enter{"three"})
	w.refused(ballot("x", "one", Helped), ErrElsewhere)
	w.refused(ballot("z", "three", Helped), ErrVoter)
	w.must(ballot("x", "three", Helped))
}

func TestPauseHoldsEverything(t *testing.T) {
	w := newWalk(t, Room) // 09:00
	w.refused(SetTimer{0}, ErrTimer)
	w.refused(SetTimer{MaxTimer + 1}, ErrTimer)
	w.must(Join{Participant: "x"}, Enter{"one"}, SetTimer{10 * time.Minute}) // 09:03
	timer, ok := w.state.Timer()
	if left := timer.Left(start.Add(5 * time.Minute)); !ok || left != 8*time.Minute {
		t.Errorf("two minutes on, %v are left", left)
	}
	if timer.Left(start.Add(time.Hour)) != 0 {
		t.Error("a timer goes below nothing")
	}
	w.must(Pause{}) // 09:04
	w.refused(ballot("x", "one", Helped), ErrPaused)
	w.now = w.now.Add(time.Hour)
	if timer, _ = w.state.Timer(); timer.Left(w.now) != 9*time.Minute {
		t.Errorf("in a pause the timer runs on: %v", timer.Left(w.now))
	}
	if used := w.state.Used(w.now); used != 2*time.Minute {
		t.Errorf("in a pause the clock runs on: %v", used)
	}
	w.must(Continue{}, ballot("x", "one", Helped))
	if timer, _ = w.state.Timer(); timer.Left(w.state.Last()) != 8*time.Minute {
		t.Errorf("after the pause %v are left", timer.Left(w.state.Last()))
	}
	w.now = w.now.Add(time.Hour) // the laptop was closed
	w.must(Resume{})
	if timer, _ = w.state.Timer(); timer.Left(w.state.Last()) != 8*time.Minute {
		t.Errorf("after a crash %v are left", timer.Left(w.state.Last()))
	}
	w.must(Enter{"two"})
	if _, ok := w.state.Timer(); ok {
		t.Error("the timer of one step runs on at the next")
	}
}

func TestTheRoomIsLockedFullOrRidOfSomebody(t *testing.T) {
	u := testSetup(Room)
	u.Limit = 3
	w := &walk{t: t, state: &State{}, now: start}
	w.must(Open{u}, Join{Participant: "x"}, Lock{}, Lock{})
	w.refused(Join{Participant: "y"}, ErrLocked)
	w.must(Join{Participant: "x"}) // who is in stays in
	w.must(Unlock{}, Join{Participant: "y"}, Join{Participant: "z"})
	w.refused(Join{Participant: "w"}, ErrRoomFull)

	w.must(Enter{"one"}, ballot("x", "one", Helped), ballot("y", "one", Latency), Reveal{"one"},
		Enter{"three"}, ballot("x", "three", Helped), ballot("y", "three", Helped), Remove{"x"}, Remove{"x"})
	w.refused(Remove{"nobody"}, ErrVoter)
	w.refused(Join{Participant: "x"}, ErrRemoved)
	w.refused(ballot("x", "three", Helped), ErrRemoved)
	w.refused(Propose{Text: "again", Participant: "x"}, ErrRemoved)
	if got := w.total("three", "c/a", 1); got != (Tally{Helped: 1}) {
		t.Errorf("the open round keeps the ballot: %+v", got)
	}
	if got := w.total("one", "c/a", 1); got != (Tally{Helped: 1, Latency: 1}) {
		t.Errorf("what was shown has changed: %+v", got)
	}
	if p, _ := w.state.Participant("x"); !p.Removed || p.Seat != 1 || w.state.Joined() != 2 {
		t.Errorf("%+v of %d", p, w.state.Joined())
	}
	w.must(Join{Participant: "w"})
	w.refused(Join{Participant: "v"}, ErrRoomFull)
	if p, _ := w.state.Participant("w"); p.Seat != 4 {
		t.Errorf("the seat that was freed is given again, with its number: %d", p.Seat)
	}
	solo := newWalk(t, Solo)
	solo.refused(Lock{}, ErrMode)
	solo.refused(Remove{"p0"}, ErrMode)
}

func TestProposalsOfOneParticipantEnd(t *testing.T) {
	w := newWalk(t, Room)
	w.must(Join{Participant: "x"})
	w.refused(Propose{Text: "t", Participant: "y"}, ErrVoter)
	for i := range MaxProposals {
		w.must(Propose{Text: fmt.Sprint("t", i), Participant: "x"}, Propose{Text: fmt.Sprint("t", i), Participant: "x"})
	}
	if n := len(w.state.Proposals()); n != MaxProposals {
		t.Errorf("what is sent twice is kept twice: %d proposals", n)
	}
	w.refused(Propose{Text: "t", Participant: "x"}, ErrEnough)
	w.must(Propose{Text: "the facilitator's"})
}

// Not even the facilitator sees a ballot of a live room before the reveal.
func TestWhatTheFacilitatorMaySee(t *testing.T) {
	w := newWalk(t, Room)
	w.must(Join{Participant: "x"}, Join{Participant: "y"}, Enter{"one"}, ballot("x", "one", Helped),
		Cast{Participant: "x", Step: "one", Norm: "c/b", Ballot: Ballot{Answer: Abstain}}, ballot("y", "one", Latency),
		Count{Step: "one", Norm: "c/a", Tally: Tally{Helped: 4}}, AddNote{Note{Kind: ParkingLot, Text: "later"}})
	item := Item{"one", "c/a", 1}
	for _, role := range []Role{Facilitator, Projector, Participating} {
		seen := w.state.For(role)
		if got := seen.Turnout("one"); got != (Turnout{Some: 2, All: 1}) {
			t.Errorf("role %d: turnout %+v", role, got)
		}
		if seen.Joined() != 2 {
			t.Errorf("role %d: %d joined", role, seen.Joined())
		}
		if _, ok := seen.Ballot(item, "x"); ok {
			t.Errorf("role %d sees a ballot", role)
		}
		for _, r := range seen.Records() {
			if _, ok := r.Event.(BallotCast); ok {
				t.Errorf("role %d sees a ballot in the history", role)
			}
		}
	}
	v := w.state.For(Facilitator).Votes(item)
	if v.Hidden != 2 || v.Total != (Tally{Helped: 4}) {
		t.Errorf("the facilitator sees %+v, want their own count of hands and two hidden ballots", v)
	}
	if len(w.state.For(Facilitator).Notes()) != 1 {
		t.Error("the facilitator's notes are gone")
	}
	w.must(Reveal{"one"})
	if v := w.state.For(Facilitator).Votes(item); v.Hidden != 0 || v.Total != (Tally{Helped: 5, Latency: 1}) {
		t.Errorf("after the reveal the facilitator sees %+v", v)
	}
}

func TestSceneChangesWithWhatParticipantsSee(t *testing.T) {
	w := newWalk(t, Room)
	w.must(Join{Participant: "x"}, Enter{"one"})
	scene := w.state.Scene()
	w.must(Join{Participant: "y"}, ballot("x", "one", Helped), AddNote{Note{Kind: TakeAway, Text: "n"}}, Lock{},
		Count{Step: "one", Norm: "c/a", Tally: Tally{Helped: 1}})
	if w.state.Scene() != scene {
		t.Error("everybody's screen is drawn again for one person's act")
	}
	for _, c := range []Command{AddNorm{"one", "c/h"}, CloseVote{"one"}, OpenVote{"one"}, Pause{}, Continue{}, SetTimer{time.Minute}, Reveal{"one"}, Enter{"two"}, Finish{}} {
		before := w.state.Scene()
		w.must(c)
		if w.state.Scene() == before {
			t.Errorf("%T changes nothing on participants' screens", c)
		}
	}
}

// The pages of ballots and the index of people are only a faster way to hold a
// map and a list.
func TestSeatsHoldWhatAMapWould(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var (
			b    ballots
			want = map[int]*Ballot{}
		)
		for range rapid.IntRange(0, 80).Draw(rt, "length") {
			seat := rapid.IntRange(0, 5*page).Draw(rt, "seat")
			x := &Ballot{Note: fmt.Sprint(seat)}
			if rapid.Bool().Draw(rt, "take away") {
				x = nil
				delete(want, seat)
			} else {
				want[seat] = x
			}
			b = b.with(seat, x)
		}
		got := map[int]*Ballot{}
		last := -1
		for seat, x := range b.all() {
			if seat <= last {
				rt.Fatal("seats out of order")
			}
			got[seat], last = x, seat
		}
		if len(got) != len(want) || b.count != len(want) {
			rt.Fatalf("%d of %d ballots, count %d", len(got), len(want), b.count)
		}
		for seat, x := range want {
			if got[seat] != x || b.at(seat) != x {
				rt.Fatalf("seat %d", seat)
			}
		}
		var s seating
		for i := range rapid.IntRange(0, 3*recent).Draw(rt, "people") {
			s = s.with(Participant{ID: fmt.Sprint("p", i)})
		}
		for i := range s.people {
			if at, ok := s.find(fmt.Sprint("p", i)); !ok || at != i || s.people[at].Seat != i+1 {
				rt.Fatalf("p%d is at %d, %t", i, at, ok)
			}
		}
		if _, ok := s.find("stranger"); ok {
			rt.Fatal("a stranger has a seat")
		}
	})
}

// The cost of a ballot must not grow with the room.
func BenchmarkBallot(b *testing.B) {
	for _, people := range []int{10, 1000} {
		b.Run(fmt.Sprint(people), func(b *testing.B) {
			w := newWalk(b, Room)
			for i := range people {
				w.must(Join{Participant: fmt.Sprint("p", i)})
			}
			w.must(Enter{"one"})
			for i := range people {
				w.must(ballot(fmt.Sprint("p", i), "one", Helped))
			}
			b.ResetTimer()
			for i := range b.N {
				w.must(ballot(fmt.Sprint("p", i%people), "one", Verdicts()[(i/people+1)%3]))
			}
		})
	}
}
