package web_test

import (
	"testing"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// What somebody has typed is sent while they pause; and what could not be sent
// before the votes are shown is said to them, so that they can copy it.
func typedAndUnsent(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, phoneSize)
	p.expect("status of 409")
	p.join()
	p.verdict("1", "helped")
	p.state("1", "Recorded: helped")
	p.click("#norm-1-more summary")
	p.write("#norm-1-note", "They asked twice.")
	want := exercise.Ballot{Answer: exercise.Helped, Note: "They asked twice."}
	for late := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		if got, _ := l.ballot(1, step, 0, 1); got == want {
			break
		} else if time.Now().After(late) {
			t.Fatalf("the note is never sent: on disk is %+v", got)
		}
	}
	p.state("1", "Recorded: helped")

	p.click("#norm-2-more summary")
	p.write("#norm-2-note", "half a thought") // without a verdict it can't be sent
	came, release := l.hold("/vote")
	defer release()
	p.verdict("3", "irrelevant")
	<-came
	l.do(exercise.Pause{})
	p.reads("Paused.")
	p.lacks("The vote closed before")
	l.do(exercise.Continue{})
	p.until(`!document.querySelector("#norm-1 fieldset").disabled && document.querySelector("#norm-2-note").value === "half a thought"`)
	missed := func(n string) string {
		return `document.querySelector("#norm-` + n + ` .missed")?.textContent === `
	}
	const typed = `"The vote closed before this was sent. What you typed: “half a thought”"`
	l.do(exercise.CloseVote{Step: step.Step})
	p.until(missed("2") + typed)
	l.do(exercise.Reveal{Step: step.Step})
	p.reads("What the room said")
	p.until(missed("2") + typed)
	if said := ask[string](p, `document.getElementById("say").textContent`); said == "" {
		t.Error("screen readers hear nothing")
	}
	release()
	p.until(missed("3") + `"The vote closed before this was sent. What you chose: I irrelevant."`)
	p.until(`document.getElementById("say").textContent.includes("What you chose: I irrelevant.")`)
	if ask[bool](p, `document.querySelector("#norm-1 .missed") !== null`) {
		t.Error("what is recorded is called unsent")
	}
	l.do(exercise.SetTimer{Length: exercise.MaxTimer}) // the page is made anew
	p.reads("left")
	p.until(missed("2") + typed)
	l.do(exercise.Enter{Step: l.step(1).Step})
	p.reads("Step 2 of 8")
	p.lacks("half a thought")

	// The room goes on without a reveal.
	p.click("#norm-1-more summary")
	p.write("#norm-1-note", "too late")
	l.do(exercise.Enter{Step: l.step(2).Step})
	p.reads("Step 3 of 8", "The vote closed before this was sent. What you typed: “too late”")
}

// Whose exercise is finished isn't told that the connection is lost.
func quietAtTheEnd(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p, screen := b.open(t, l, phoneSize), b.open(t, l, wideSize)
	p.expect("net::ERR_")
	screen.expect("net::ERR_")
	p.join()
	screen.visit("/screen/" + l.access.Code)
	l.crowd(11, step)
	screen.reads("have voted")
	l.do(exercise.Reveal{Step: step.Step}, exercise.Finish{})
	p.reads("The exercise is finished")
	screen.reads("The exercise is finished", "1 of 8 steps revealed")
	l.kill()
	time.Sleep(4 * time.Second) // twice as long as it takes to complain
	p.reads("You can close this page")
	screen.reads("1 of 8 steps revealed")
	for _, x := range []*page{p, screen} {
		x.until(`document.getElementById("lost").hidden`)
		if ask[bool](x, `!!document.getElementById("say")?.textContent.includes("lost")`) {
			t.Error("screen readers hear of a connection that is lost")
		}
	}
	// Where the facilitator opens the exercise again, the pages come back.
	l.restart()
	l.do(exercise.Reopen{})
	p.until(`document.dispatchEvent(new Event("visibilitychange"))`)
	p.reads("What the room said")
}

// On the projector the word of a lost connection lies over nothing.
func lostHasItsPlace(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.busiest()
	p := b.open(t, l, wideSize)
	p.expect("net::ERR_")
	p.visit("/screen/" + l.access.Code)
	look := func(when string) {
		t.Helper()
		for _, s := range []size{wideSize, {1920, 1080, 1, false}, {1024, 768, 1, false}} {
			p.resize(s)
			p.settle()
			over := ask[string](p, `(() => {
				const lost = document.getElementById("lost"), was = lost.hidden;
				lost.hidden = false;
				const at = lost.getBoundingClientRect();
				const out = [...document.querySelectorAll("#screen p, #screen h1, #screen li, #screen svg, .card p, .card svg")].filter(e => {
					const r = e.getBoundingClientRect();
					return r.height && r.bottom > at.top && r.top < at.bottom;
				}).map(e => e.outerHTML.slice(0, 80));
				if (lost.scrollHeight > lost.clientHeight + 1 || at.height < 10) out.push("it doesn't fit its place");
				lost.hidden = was;
				return out.join("; ");
			})()`)
			if over != "" {
				t.Errorf("%s at %d × %d the word of a lost connection lies over %s", when, s.width, s.height, over)
			}
		}
	}
	p.reads("Join with your phone")
	look("while people join")
	l.do(exercise.Enter{Step: step.Step})
	p.reads("have voted")
	look("in the vote")
	l.crowd(12, step)
	l.do(exercise.Reveal{Step: step.Step})
	p.reads("analyst: ")
	look("at the reveal")
	l.do(exercise.Lock{})
	p.reads("The door is closed")
	if ask[bool](p, `document.querySelector(".card .ways").checkVisibility()`) {
		t.Error("a closed door has its way in beside it")
	}
	l.kill()
	p.reads("Connection lost; trying again.")
}

// At a projector's size all facts of a step stand there, in letters that the
// last row can read; and where they can't, they take turns.
func allFacts(t *testing.T, b *chrome) {
	l := newLaptop(t)
	p := b.open(t, l, wideSize)
	p.visit("/screen/" + l.access.Code)
	const seen = `[...document.querySelectorAll(".facts li")].filter(e => e.checkVisibility()).length`
	for i, step := range l.room.State().Setup().Plan {
		s, _ := l.room.Scenario().Step(step.Step)
		l.do(exercise.Enter{Step: step.Step})
		p.reads(s.Title)
		p.settle()
		if n := ask[int](p, seen); n != len(s.Facts) {
			t.Errorf("step %d shows %d of %d facts", i+1, n, len(s.Facts))
		}
		if size := ask[float64](p, `parseFloat(getComputedStyle(document.querySelector(".facts li")).fontSize)`); size < 720.0/36-0.1 {
			t.Errorf("step %d has letters of %.1f", i+1, size)
		}
		if ask[bool](p, `(() => { const f = document.querySelector(".flow"); return !!f && f.scrollHeight > f.clientHeight + 1; })()`) {
			t.Errorf("step %d has who turned to whom cut in the middle", i+1)
		}
	}
	// No step that comes with the program is too long for one screen.
	s, _ := l.room.Scenario().Step(l.step(1).Step)
	l.do(exercise.Enter{Step: s.ID})
	p.reads(s.Title)
	p.until(`document.querySelectorAll(".facts li").forEach(e => { e.textContent = e.textContent.repeat(3); }) || dispatchEvent(new Event("resize"))`)
	p.until(`!document.querySelector(".more").hidden`)
	if n := ask[int](p, seen); n == 0 || n == len(s.Facts) {
		t.Errorf("%d of %d facts take a turn", n, len(s.Facts))
	}
	p.held("a part of the facts")
	p.resize(wideSize)
	p.settle()
	first := ask[string](p, `document.querySelector(".more").textContent`)
	p.until(`document.querySelector(".more").textContent !== ` + quoted(first))
}
