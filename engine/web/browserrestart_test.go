package web_test

import (
	"testing"

	"github.com/chromedp/cdproto/network"

	"github.com/normwalk/normwalk/engine/exercise"
)

// The server is killed and started again on the same port and journal. The page
// comes back by itself, with the ballot that is on disk and with what was typed
// and not sent.
func killed(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, phoneSize)
	p.expect("net::ERR_")
	p.join()
	p.verdict("1", "helped")
	p.state("1", "Recorded: helped")
	p.click("#norm-2-more summary")
	p.write("#norm-2-note", "without a verdict yet")
	p.click("#norm-1-more summary")
	p.write("#norm-1-note", "half a sen")
	p.state("1", "typing…")

	l.kill()
	p.reads("Connection lost. What is recorded is safe")
	focus := `document.activeElement.id === "norm-1-note"`
	if !ask[bool](p, focus) {
		t.Error("the note lost the focus when the connection went")
	}
	l.restart()
	p.until(`document.getElementById("lost").hidden`)
	// The facilitator goes on, so that the page is made anew.
	l.do(exercise.SetTimer{Length: exercise.MaxTimer})
	p.reads("left")
	for id, want := range map[string]string{"norm-1-note": "half a sen", "norm-2-note": "without a verdict yet"} {
		if got := ask[string](p, `document.getElementById("`+id+`").value`); got != want {
			t.Errorf("%s is %q after the restart, want %q", id, got, want)
		}
	}
	p.until(`document.querySelector("#norm-1 [value=helped]").checked`)
	if b, ok := l.ballot(1, step, 0, 1); !ok || b.Answer != exercise.Helped {
		t.Errorf("on disk is %+v, %t", b, ok)
	}
	if !ask[bool](p, focus) {
		t.Error("the note lost the focus when the page came back")
	}
	p.verdict("2", "latency")
	p.state("2", "Recorded: added latency")
	l.recorded(1, step, 1, 1, exercise.Ballot{Answer: exercise.Latency, Note: "without a verdict yet"})
	p.reads("You are participant 1")
	if n := l.room.State().Joined(); n != 1 {
		t.Errorf("%d have joined", n)
	}
}

// What is chosen while the server is away is sent when it is back, and not
// called recorded before.
func votedWhileAway(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, phoneSize)
	p.expect("net::ERR_")
	p.join()
	screen := b.open(t, l, wideSize)
	screen.expect("net::ERR_")
	screen.visit("/screen/" + l.access.Code)
	screen.reads("0 of 1 have voted")
	l.kill()
	p.reads("Connection lost")
	screen.reads("Connection lost")
	for i := range step.Norms {
		n := string(rune('1' + i))
		p.verdict(n, "helped")
		p.state(n, "Not recorded: no connection. Trying again by itself.")
	}
	p.verdict("1", "latency") // changes their mind
	p.state("1", "Not recorded")
	p.lacks("Recorded:")
	l.restart()
	for i := range step.Norms {
		p.state(string(rune('1'+i)), "Recorded: ")
	}
	l.recorded(1, step, 0, 1, exercise.Ballot{Answer: exercise.Latency})
	for i := range step.Norms[1:] {
		l.recorded(1, step, i+1, 1, exercise.Ballot{Answer: exercise.Helped})
	}
	screen.reads("1 of 1 have voted")
	screen.until(`document.getElementById("lost").hidden`)
}

// What is chosen while the page's script is on its way is sent once it is there.
func chosenEarly(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, phoneSize)
	p.visit("/j/" + l.access.Code)
	script := ask[string](p, `document.querySelector("script").getAttribute("src")`)
	send(p, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	_, release := l.hold(script)
	defer release()
	p.click("#join button")
	p.until(`document.getElementById("missing")`) // the end of the page
	p.verdict("1", "helped")
	p.until(`document.querySelector("#norm-1 [value=helped]").checked`)
	if ask[bool](p, `document.documentElement.className === "script"`) {
		t.Fatal("the script was not held back")
	}
	release()
	p.state("1", "Recorded: helped")
	p.state("2", "Not recorded yet")
	l.recorded(1, step, 0, 1, exercise.Ballot{Answer: exercise.Helped})
}
