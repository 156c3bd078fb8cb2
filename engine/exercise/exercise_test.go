package exercise

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/norm"
)

var start = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

func testSetup(mode Mode) Setup {
	return Setup{
		Exercise: "e1", Title: "Test", Mode: mode, Track: "full", Minutes: 60, Participant: "p0",
		Scenario: Ref{"s", "00"}, Catalogues: []Ref{{"c", "11"}},
		Plan: []Planned{
			{"one", []norm.ID{"c/a", "c/b"}},
			{"two", []norm.ID{"c/b"}},
			{"three", []norm.ID{"c/a"}},
		},
		Known:  []norm.ID{"c/a", "c/b", "c/h"},
		Groups: []string{"Government", "Academia"},
	}
}

// walk carries commands out one after another, a minute apart.
type walk struct {
	t     testing.TB
	state *State
	now   time.Time
	log   []Record
}

func newWalk(t testing.TB, mode Mode) *walk {
	w := &walk{t: t, state: &State{}, now: start}
	w.must(Open{testSetup(mode)})
	return w
}

func (w *walk) do(c Command) error {
	events, err := w.state.Decide(c)
	if err != nil {
		return err
	}
	for _, e := range events {
		r := Record{w.state.Seq() + 1, w.now, e}
		next, err := w.state.Apply(r)
		if err != nil {
			w.t.Fatalf("%T was allowed, but its event can't be applied: %v", c, err)
		}
		w.state, w.log = next, append(w.log, r)
	}
	w.now = w.now.Add(time.Minute)
	return nil
}

func (w *walk) must(cs ...Command) {
	w.t.Helper()
	for _, c := range cs {
		if err := w.do(c); err != nil {
			w.t.Fatalf("%#v: %v", c, err)
		}
	}
}

func (w *walk) refused(c Command, want error) {
	w.t.Helper()
	before := marshal(w.t, w.state)
	if err := w.do(c); !errors.Is(err, want) {
		w.t.Errorf("%#v: got error %v, want %v", c, err, want)
	}
	if after := marshal(w.t, w.state); after != before {
		w.t.Errorf("%#v was refused, and changed the state", c)
	}
}

func (w *walk) total(step string, n norm.ID, round int) Tally {
	return w.state.Votes(Item{step, n, round}).Total
}

func marshal(t testing.TB, s *State) string {
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func cast(step string, n norm.ID, a Answer) Cast {
	return Cast{Participant: "p0", Step: step, Norm: n, Ballot: Ballot{Answer: a}}
}

func TestSoloWalk(t *testing.T) {
	w := newWalk(t, Solo)
	w.refused(cast("one", "c/a", Helped), ErrClosed)
	w.must(Enter{"one"}, cast("one", "c/a", Helped), cast("one", "c/a", Latency), cast("one", "c/b", Abstain))
	if got, want := w.total("one", "c/a", 1), (Tally{Latency: 1}); got != want {
		t.Errorf("the last ballot counts: got %+v, want %+v", got, want)
	}
	w.refused(cast("one", "c/h", Helped), ErrNorm)
	w.refused(cast("one", "c/a", "violated"), ErrAnswer)
	w.refused(Cast{Participant: "p9", Step: "one", Norm: "c/a", Ballot: Ballot{Answer: Helped}}, ErrVoter)
	w.refused(Count{Step: "one", Norm: "c/a", Tally: Tally{Helped: 3}}, ErrMode)
	w.must(AddNorm{"one", "c/h"}, cast("one", "c/h", Irrelevant), Reveal{"one"})
	w.refused(cast("one", "c/a", Helped), ErrClosed)
	w.must(SecondRound{"one"}, cast("one", "c/a", Irrelevant), Reveal{"one"})
	w.refused(SecondRound{"one"}, ErrRounds)
	if v, round := w.state.Latest("one", "c/a"); round != 2 || v.Total.Irrelevant != 1 {
		t.Errorf("Latest = %+v in round %d", v, round)
	}
	if v, round := w.state.Latest("one", "c/h"); round != 1 || v.Total.Irrelevant != 1 {
		t.Errorf("Latest of a norm that was not voted on again = %+v in round %d", v, round)
	}
	w.must(Skip{"two"}, Enter{"three"}, Finish{})
	w.refused(cast("three", "c/a", Helped), ErrFinished)
	w.must(AddNote{Note{Kind: FollowUp, Text: " ring the number ", Owner: "CSIRT"}}, Reopen{}, cast("three", "c/a", Helped))
	if got := w.state.Notes()[0].Text; got != "ring the number" {
		t.Errorf("note = %q", got)
	}
}

func TestHandsAreCountedByGroupAndCorrected(t *testing.T) {
	w := newWalk(t, Hands)
	w.must(Enter{"one"},
		Count{Step: "one", Norm: "c/a", Tally: Tally{10, 5, 2, 1}},
		Count{Step: "one", Norm: "c/a", Group: "Academia", Tally: Tally{Helped: 4}},
		Count{Step: "one", Norm: "c/a", Tally: Tally{12, 5, 2, 1}})
	if got, want := w.total("one", "c/a", 1), (Tally{16, 5, 2, 1}); got != want {
		t.Errorf("total = %+v, want %+v", got, want)
	}
	w.refused(Count{Step: "one", Norm: "c/a", Group: "Martians", Tally: Tally{Helped: 1}}, ErrVoter)
	w.refused(Count{Step: "one", Norm: "c/a", Tally: Tally{Helped: -1}}, ErrAnswer)
	w.refused(cast("one", "c/a", Helped), ErrMode)
	w.refused(SetAside{"one", "c/a"}, ErrVoted)
	w.refused(Skip{"one"}, ErrVoted)
	w.must(Count{Step: "one", Norm: "c/a", Group: "Academia"})
	if got, want := w.total("one", "c/a", 1), (Tally{12, 5, 2, 1}); got != want {
		t.Errorf("a count of nothing clears: total = %+v, want %+v", got, want)
	}
	w.must(SetAside{"one", "c/b"})
	if st, _ := w.state.Step("one"); len(st.Norms) != 1 || len(st.Aside) != 1 {
		t.Errorf("after setting aside: %+v", st)
	}
}

func TestUndo(t *testing.T) {
	w := newWalk(t, Solo)
	w.refused(Undo{}, ErrUndo)
	w.must(Enter{"one"}, cast("one", "c/a", Helped))
	first := w.state.Seq()
	w.must(cast("one", "c/b", Latency), Undo{})
	if got := w.total("one", "c/b", 1); got != (Tally{}) {
		t.Errorf("after undo: %+v", got)
	}
	w.must(Undo{first})
	if got := w.total("one", "c/a", 1); got != (Tally{}) {
		t.Errorf("after undo of an earlier vote: %+v", got)
	}
	w.refused(Undo{first}, ErrUndo)

	w.must(AddNorm{"one", "c/h"})
	added := w.state.Seq()
	w.must(cast("one", "c/h", Helped))
	w.refused(Undo{added}, ErrUndo) // a vote rests on it

	voted := w.state.Seq()
	w.must(Reveal{"one"})
	w.refused(Undo{voted}, ErrUndo) // revealed: only the reveal itself can be taken back
	w.must(Undo{}, Undo{voted}, Undo{added})
	if st, _ := w.state.Step("one"); st.Phase != Voting || len(st.Norms) != 2 {
		t.Errorf("after taking everything back: %+v", st)
	}
	w.must(Reveal{"one"}, Enter{"two"})
	w.refused(Undo{}, ErrUndo) // the room has moved on
}

func TestTakenBack(t *testing.T) {
	w := newWalk(t, Solo)
	w.must(Enter{"one"}, cast("one", "c/a", Helped), cast("one", "c/b", Latency), Undo{})
	got := w.state.TakenBack(w.log)
	if len(got) != 1 || StepOf(got[0]) != "one" || got[0].(BallotCast).Norm != "c/b" {
		t.Errorf("taken back: %+v", got)
	}
	for _, seq := range []int64{0, -1, 99} {
		if got := w.state.TakenBack([]Record{{Event: Undone{seq}}, {Event: Finished{}}}); got != nil {
			t.Errorf("record %d, which there is not: %+v", seq, got)
		}
	}
}

func TestStepOf(t *testing.T) {
	item := Item{Step: "one", Norm: "c/a", Round: 1}
	for _, e := range []Event{
		StepEntered{"one"}, StepSkipped{"one"}, NormAdded{Step: "one"}, NormSetAside{Step: "one"},
		BallotCast{Item: item}, BallotWithdrawn{Item: item}, HandsCounted{Item: item}, HandsCleared{Item: item},
		Revealed{Step: "one"}, SecondRoundOpened{"one"}, NoteAdded{Note{Step: "one"}}, NormProposed{Step: "one"},
	} {
		if got := StepOf(e); got != "one" {
			t.Errorf("%s is about step %q", e.Kind(), got)
		}
	}
	for _, e := range []Event{
		Opened{}, Joined{}, NoteEdited{Note: Note{Step: "one"}}, NoteRemoved{}, NoteAdded{}, Undone{}, Resumed{}, Left{}, Finished{}, Reopened{}, nil,
	} {
		if got := StepOf(e); got != "" {
			t.Errorf("%T is about step %q", e, got)
		}
	}
}

func TestPlans(t *testing.T) {
	if u := testSetup(Solo); !u.Plans("c/a") || !u.Plans("c/b") || u.Plans("c/h") {
		t.Error("planned are c/a and c/b; c/h is only known")
	}
}

func TestInALiveRoomABallotIsItsVoters(t *testing.T) {
	w := newWalk(t, Room)
	w.must(Join{Participant: "x", Group: "Academia"}, Join{Participant: "x"}, Enter{"one"},
		Cast{Participant: "x", Step: "one", Norm: "c/a", Ballot: Ballot{Answer: Helped}}, Count{Step: "one", Norm: "c/a", Tally: Tally{Latency: 2}})
	if got, want := w.total("one", "c/a", 1), (Tally{Helped: 1, Latency: 2}); got != want {
		t.Errorf("ballots and hands mix: %+v, want %+v", got, want)
	}
	w.must(Undo{})
	w.refused(Undo{}, ErrUndo)
	if got, want := w.total("one", "c/a", 1), (Tally{Helped: 1}); got != want {
		t.Errorf("total = %+v, want %+v", got, want)
	}
	w.must(Withdraw{Participant: "x", Step: "one", Norm: "c/a"})
}

func TestUsedTimeLeavesBreaksOut(t *testing.T) {
	w := newWalk(t, Solo) // 09:00
	w.must(Enter{"one"})  // 09:01
	w.must(cast("one", "c/a", Helped))
	w.now = w.now.Add(24 * time.Hour)
	w.must(Resume{}, Enter{"two"})
	if got, want := w.state.Used(w.state.Last().Add(time.Minute)), 4*time.Minute; got != want {
		t.Errorf("used %v, want %v", got, want)
	}
	if st, _ := w.state.Step("one"); st.Used != 2*time.Minute {
		t.Errorf("at the first step for %v, want 2m", st.Used)
	}
	w.must(Finish{})
	if got, want := w.state.Used(start.Add(100*time.Hour)), 4*time.Minute; got != want {
		t.Errorf("used after the end %v, want %v", got, want)
	}
}

func TestWhatOthersMaySee(t *testing.T) {
	w := newWalk(t, Room)
	for i := range 7 {
		group := "Academia"
		if i == 6 {
			group = "Government"
		}
		id := fmt.Sprint("p", i)
		w.must(Join{Participant: id, Group: group})
	}
	w.must(Enter{"one"}, AddNote{Note{Kind: ParkingLot, Text: "secret"}})
	for i := range 7 {
		w.must(Cast{Participant: fmt.Sprint("p", i), Step: "one", Norm: "c/a", Ballot: Ballot{Answer: Helped, Note: "mine"}})
	}
	seen := w.state.For(Projector)
	if v := seen.Votes(Item{"one", "c/a", 1}); v.Hidden != 7 || v.Total != (Tally{}) || len(v.Ballots) > 0 {
		t.Errorf("before the reveal the projector sees %+v", v)
	}
	if len(seen.Notes())+len(seen.Records())+len(seen.Participants()) > 0 {
		t.Error("notes, history or participants leave the room")
	}
	w.must(Reveal{"one"})
	v := w.state.For(Projector).Votes(Item{"one", "c/a", 1})
	want := []HandCount{{Tally: Tally{Helped: 7}}}
	if d := cmp.Diff(want, v.Hands); d != "" {
		t.Errorf("one in a group of one could be traced: %s", d)
	}
}

func TestSetupIsChecked(t *testing.T) {
	for name, spoil := range map[string]func(*Setup){
		"no id":        func(u *Setup) { u.Exercise = "" },
		"mode":         func(u *Setup) { u.Mode = "crowd" },
		"no steps":     func(u *Setup) { u.Plan = nil },
		"twice":        func(u *Setup) { u.Plan = append(u.Plan, u.Plan[0]) },
		"unknown norm": func(u *Setup) { u.Plan[0].Norms = []norm.ID{"c/z"} },
		"group twice":  func(u *Setup) { u.Groups = []string{"A", "A"} },
		"escape":       func(u *Setup) { u.Groups = []string{"A\x1b[2J"} },
		"title":        func(u *Setup) { u.Title = "\x1b]0;x\a" },
		"label":        func(u *Setup) { u.TLP = "PINK" },
		"no voter":     func(u *Setup) { u.Participant = "" },
	} {
		u := testSetup(Solo)
		u.Plan = append([]Planned{}, u.Plan...)
		spoil(&u)
		if _, err := (&State{}).Decide(Open{u}); !errors.Is(err, ErrSetup) {
			t.Errorf("%s: got %v, want ErrSetup", name, err)
		}
	}
}

// anyCommand draws a command, valid or not.
func anyCommand(t *rapid.T) Command {
	step := rapid.SampledFrom([]string{"one", "two", "three", "four"}).Draw(t, "step")
	n := rapid.SampledFrom([]norm.ID{"c/a", "c/b", "c/h", "c/z"}).Draw(t, "norm")
	voter := rapid.SampledFrom([]string{"p0", "p1", "p2"}).Draw(t, "voter")
	group := rapid.SampledFrom([]string{"", "Academia", "Government"}).Draw(t, "group")
	count := rapid.IntRange(-1, 40)
	note := Note{Kind: rapid.SampledFrom(NoteKinds()).Draw(t, "kind"), Text: rapid.String().Draw(t, "text")}
	id := rapid.Int64Range(0, 60).Draw(t, "id")
	ballot := Ballot{Answer: rapid.SampledFrom(Answers()).Draw(t, "answer"), Note: rapid.String().Draw(t, "note")}
	return rapid.SampledFrom([]Command{
		Join{Participant: voter, Group: group}, Enter{step}, Enter{step}, Skip{step}, AddNorm{step, n}, SetAside{step, n},
		Cast{Participant: voter, Step: step, Norm: n, Ballot: ballot}, Cast{Participant: voter, Step: step, Norm: n, Ballot: ballot}, Cast{Participant: voter, Step: step, Norm: n, Ballot: ballot}, Withdraw{Participant: voter, Step: step, Norm: n},
		Count{Step: step, Norm: n, Group: group, Tally: Tally{count.Draw(t, "h"), count.Draw(t, "l"), 0, 0}},
		ClearCount{step, n, group}, Reveal{step}, Reveal{step}, SecondRound{step}, AddNote{note}, EditNote{id, note}, RemoveNote{id},
		Propose{Step: step, Text: note.Text, Participant: voter}, Undo{}, Undo{id}, Pause{}, Continue{}, Continue{}, Lock{}, Unlock{}, Remove{voter}, Vacate{[]string{voter, "p1"}},
		SetTimer{time.Duration(id) * time.Minute}, StopTimer{}, CloseVote{step}, OpenVote{step}, Resume{}, Leave{}, Finish{}, Reopen{},
	}).Draw(t, "command")
}

// Any walk of commands replays from its records to the same state, byte for
// byte, also through the journal's encoding; and a state, once made, stays.
func TestReplayGivesTheState(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(t, rapid.SampledFrom(Modes()).Draw(rt, "mode"))
		type kept struct {
			state *State
			bytes string
		}
		var old []kept
		for range rapid.IntRange(0, 60).Draw(rt, "length") {
			old = append(old, kept{w.state, marshal(t, w.state)})
			if err := w.do(anyCommand(rt)); err != nil && errors.Is(err, ErrCorrupt) {
				rt.Fatalf("a refusal that isn't written for people: %v", err)
			}
			w.now = w.now.Add(time.Duration(rapid.IntRange(-90, 90).Draw(rt, "clock")) * time.Second)
		}
		var decoded []Record
		for _, r := range w.log {
			kind, data, err := Encode(r.Event)
			if err != nil {
				rt.Fatal(err)
			}
			e, err := Decode(kind, data)
			if err != nil {
				rt.Fatal(err)
			}
			decoded = append(decoded, Record{r.Seq, r.At, e})
		}
		again, err := Replay(decoded)
		if err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(marshal(t, w.state), marshal(t, again)); d != "" {
			rt.Fatalf("the replay differs: %s", d)
		}
		for i, k := range old {
			if marshal(t, k.state) != k.bytes {
				rt.Fatalf("state %d changed after it was made", i)
			}
		}
	})
}

// Wherever commands have led, finishing ends the exercise.
func TestAnyWalkCanEnd(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(t, Hands)
		for range rapid.IntRange(0, 40).Draw(rt, "length") {
			_ = w.do(anyCommand(rt)) // refusals are part of the walk
		}
		for _, s := range w.state.Steps() {
			if w.state.Phase() == Running {
				w.must(Enter{s.ID}, Reveal{s.ID})
			}
		}
		w.must(Finish{})
		if w.state.Phase() != Ended {
			rt.Fatalf("phase %s", w.state.Phase())
		}
	})
}

func TestDecodeIsStrict(t *testing.T) {
	for _, c := range []struct{ kind, data string }{
		{"teleported", `{}`},
		{"revealed", `{"step":"one","round":1,"extra":true}`},
		{"revealed", `[]`},
		{"revealed", ``},
	} {
		if _, err := Decode(c.kind, json.RawMessage(c.data)); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s %s: got %v, want ErrCorrupt", c.kind, c.data, err)
		}
	}
}

func TestLeading(t *testing.T) {
	for _, c := range []struct {
		tally Tally
		want  Answer
		tie   bool
	}{
		{Tally{}, "", false},
		{Tally{Abstained: 9}, "", false},
		{Tally{3, 1, 0, 5}, Helped, false},
		{Tally{2, 2, 0, 0}, Helped, true},
		{Tally{1, 2, 2, 0}, Latency, true},
		{Tally{1, 1, 2, 0}, Irrelevant, false},
	} {
		if got, tie := c.tally.Leading(); got != c.want || tie != c.tie {
			t.Errorf("%+v: got %q, %v", c.tally, got, tie)
		}
	}
}
