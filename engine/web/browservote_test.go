package web_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Somebody joins by the address on the join card, votes, thinks again, says
// why, and takes it back.
func voting(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	p := b.open(t, l, phoneSize)
	p.visit("/j/" + strings.ToLower(l.access.Code))
	p.reads("Join the room")
	if code := ask[string](p, `document.getElementById("code").value`); code != l.access.Code {
		t.Errorf("the code is filled in as %q", code)
	}
	p.click(`.choices .choice:nth-child(3)`)
	group := ask[string](p, `document.querySelector("[name=group]:checked").value`)
	p.click("#join button")
	p.reads("You are in", "You are participant 1", "has not begun yet", group)
	p.scripted()
	if who := l.room.State().Participants(); len(who) != 1 || who[0].Group != group || who[0].Via != "browser" {
		t.Errorf("who has joined: %+v", who)
	}

	l.do(exercise.Enter{Step: step.Step})
	p.reads("Step 1 of 8")
	p.state("1", "Not recorded yet")
	if visible := ask[bool](p, `document.querySelector("#norm-1 .record").checkVisibility()`); visible {
		t.Error("there is a button to record what is recorded by itself")
	}
	p.verdict("1", "helped")
	p.state("1", "Recorded: helped")
	l.recorded(1, step, 0, 1, exercise.Ballot{Answer: exercise.Helped})
	p.verdict("1", "latency")
	p.state("1", "Recorded: added latency")
	p.click("#norm-1-more summary")
	p.choose("#norm-1 [name=reason]", "trust")
	p.until(`document.querySelector("#norm-1 .state").textContent === "Recorded: added latency"`)
	p.choose("#norm-1 [name=delay]", "hours")
	p.until(`document.querySelector("#norm-1 .state").textContent === "Recorded: added latency"`)
	p.write("#norm-1-note", "They asked twice.")
	p.state("1", "typing…")
	p.act(chromedp.Blur(chromedp.CSS("#norm-1-note")))
	p.state("1", "Recorded: added latency")
	full := exercise.Ballot{Answer: exercise.Latency, Reason: "trust", Delay: "hours", Note: "They asked twice."}
	l.recorded(1, step, 0, 1, full)

	p.visit("/")
	p.state("1", "Recorded: added latency")
	if note := ask[string](p, `document.getElementById("norm-1-note").value`); note != full.Note {
		t.Errorf("the note comes back as %q", note)
	}
	p.verdict("2", "abstain")
	p.state("2", "Recorded: abstained")
	p.click("#norm-1 .back")
	p.state("1", "Not recorded yet")
	if _, ok := l.ballot(1, step, 0, 1); ok {
		t.Error("the ballot was not taken back")
	}
	if left := ask[string](p, `new URLSearchParams(new FormData(document.getElementById("norm-1"))).toString()`); strings.Contains(left, "asked") || strings.Contains(left, "answer") {
		t.Errorf("what was taken back stands there still: %s", left)
	}
	l.recorded(1, step, 1, 1, exercise.Ballot{Answer: exercise.Abstain})

	p.click("#missing summary")
	p.write("#text", "Ask before you seize")
	p.click("#propose button")
	p.reads("Recorded. The facilitator sees your proposal.")
	if got := l.room.State().Proposals(); len(got) != 1 || got[0].Text != "Ask before you seize" {
		t.Errorf("proposals: %+v", got)
	}
}

// "Recorded" is said when the server has said so, and not before.
func answered(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, phoneSize)
	p.join()
	_, release := l.hold("/vote")
	defer release()
	p.verdict("1", "helped")
	p.state("1", "saving…")
	p.verdict("1", "irrelevant") // changes their mind before the first answer
	p.lacks("Recorded:")
	if _, ok := l.ballot(1, step, 0, 1); ok {
		t.Fatal("the vote was not held back")
	}
	release()
	p.state("1", "Recorded: irrelevant")
	l.recorded(1, step, 0, 1, exercise.Ballot{Answer: exercise.Irrelevant})
	if n := l.room.State().Votes(exercise.Item{Step: step.Step, Norm: step.Norms[0], Round: 1}).Total.Answered(); n != 1 {
		t.Errorf("one participant counts %d times", n)
	}
}

// A page that was made before a vote, and comes after it, doesn't hide it.
func overtaken(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, phoneSize)
	p.join()
	came, release := l.hold("/")
	defer release()
	p.until(`document.getElementById("main").dataset.old = "yes"`)
	p.until(`document.dispatchEvent(new Event("visibilitychange"))`)
	select {
	case <-came:
	case <-time.After(patience):
		t.Fatal("the page isn't asked for again")
	}
	p.verdict("1", "helped")
	p.state("1", "Recorded: helped")
	release()
	p.until(`!document.getElementById("main").dataset.old`)
	if said := ask[string](p, `document.querySelector("#norm-1 .state").textContent`); said != "Recorded: helped" {
		t.Errorf("after the older page the state is %q", said)
	}
	p.until(`document.querySelector("#norm-1 [value=helped]").checked`)
}

func secondRound(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, phoneSize)
	p.join()
	p.verdict("1", "helped")
	p.state("1", "Recorded: helped")
	l.crowd(12, step)
	p.lacks("The analyst", "SECRETNOTE")
	l.do(exercise.Reveal{Step: step.Step})
	p.reads("What the room said", "The analyst reads it as", "You: H helped", "You recorded nothing here.", "By stakeholder group")
	v := l.room.State().Votes(exercise.Item{Step: step.Step, Norm: step.Norms[0], Round: 1}).Total
	counts := ask[[]int](p, `[...document.querySelectorAll("#norm-1 .bars .n")].map(e => +e.textContent)`)
	if len(counts) != 4 || counts[0] != v.Helped || counts[1] != v.Latency || counts[2] != v.Irrelevant || counts[3] != v.Abstained {
		t.Errorf("the page shows %v of %+v", counts, v)
	}
	p.lacks("SECRETNOTE", "crowd1")

	l.do(exercise.SecondRound{Step: step.Step})
	p.reads("Second vote, after the discussion", "Your first vote: helped", "The room's first vote: H ")
	p.state("1", "Not recorded yet")
	p.verdict("1", "latency")
	p.state("1", "Recorded: added latency")
	l.recorded(1, step, 0, 1, exercise.Ballot{Answer: exercise.Helped})
	l.recorded(1, step, 0, 2, exercise.Ballot{Answer: exercise.Latency})
	l.crowd(12, step)
	l.do(exercise.Reveal{Step: step.Step})
	p.reads("You: L added latency (first vote: helped)", "since the first vote: H")

	// Who comes late lands where the room is.
	l.do(exercise.Enter{Step: l.step(1).Step})
	late := b.open(t, l, phoneSize)
	late.join()
	late.reads("Step 2 of 8", "You are participant 14")
	p.reads("Step 2 of 8")
	late.verdict("1", "helped")
	late.state("1", "Recorded: helped")
}

// Whatever the facilitator does reaches the page by itself.
func facilitated(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	p := b.open(t, l, phoneSize)
	p.join()
	l.do(exercise.Enter{Step: step.Step})
	p.reads("Step 1 of 8")
	disabled := func(want bool) {
		t.Helper()
		if got := ask[bool](p, `document.querySelectorAll("form.norm fieldset:disabled").length > 0`); got != want {
			t.Errorf("the forms are disabled: %t, want %t", got, want)
		}
	}
	l.do(exercise.Pause{})
	p.reads("Paused. Votes are taken again")
	disabled(true)
	l.do(exercise.Continue{})
	p.until(`!document.querySelector("#norm-1 fieldset").disabled`)
	l.do(exercise.CloseVote{Step: step.Step})
	p.reads("The vote is closed")
	p.until(`document.title.startsWith("Step 1, the vote is closed")`)
	disabled(true)
	l.do(exercise.OpenVote{Step: step.Step})
	p.until(`!document.querySelector("#norm-1 fieldset").disabled`)
	p.verdict("1", "helped")
	p.state("1", "Recorded: helped")
	l.do(exercise.Reveal{Step: step.Step}, exercise.OpenVote{Step: step.Step})
	p.reads("The facilitator opened this vote again")
	p.state("1", "Recorded: helped")

	q := b.open(t, l, phoneSize)
	q.join()
	q.reads("You are participant 2")
	for _, who := range l.room.State().Participants() {
		if who.Seat == 2 {
			l.do(exercise.Remove{Participant: who.ID})
		}
	}
	q.reads("Your part has ended")
	q.expect("status of 403")
	l.do(exercise.Lock{})
	r := b.open(t, l, phoneSize)
	r.visit("/")
	r.reads("The room is locked")
	l.do(exercise.Finish{})
	p.reads("The exercise is finished")
	q.visit("/")
	q.reads("Your part has ended")
	r.visit("/")
	r.reads("Nobody can join any more")
}

// Two tabs are one participant. The last word counts, and a tab that is looked
// at again shows it.
func twoTabs(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, phoneSize)
	p.join()
	q := p.tab(phoneSize)
	q.visit("/j/" + l.access.Code)
	q.reads("You are participant 1", "Step 1 of 8")
	p.verdict("1", "helped")
	p.state("1", "Recorded: helped")
	q.until(`document.dispatchEvent(new Event("visibilitychange"))`)
	q.state("1", "Recorded: helped")
	q.verdict("1", "latency")
	q.state("1", "Recorded: added latency")
	l.do(exercise.SetTimer{Length: exercise.MaxTimer})
	p.reads("left")
	p.state("1", "Recorded: added latency")
	if n := l.room.State().Joined(); n != 1 {
		t.Errorf("two tabs are %d participants", n)
	}
	l.recorded(1, step, 0, 1, exercise.Ballot{Answer: exercise.Latency})
	q.until(`[...document.querySelectorAll("#norm-1 :checked")].some(e => e.value === "latency")`)
}
