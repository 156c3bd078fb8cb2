package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Without a script each vote is a form and a new page.
func withoutScript(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, smallSize)
	send(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.visit("/j/" + l.access.Code)
	p.click("#join button")
	p.reads("You are participant 1", "Step 1 of 8")
	p.loaded()
	for _, request := range p.asked() {
		if strings.HasSuffix(request, "/events") {
			t.Fatalf("a script runs: it asked for %s", request)
		}
	}
	p.verdict("2", "helped")
	p.lacks("Recorded:")
	p.click("#norm-2 .record")
	p.state("2", "Recorded: helped")
	p.loaded()
	p.until(`location.hash === "#norm-2" && document.getElementById("norm-2").getBoundingClientRect().top < innerHeight`) // where the vote was
	l.recorded(1, step, 1, 1, exercise.Ballot{Answer: exercise.Helped})
	p.verdict("2", "irrelevant")
	p.click("#norm-2-more summary")
	p.write("#norm-2-note", "Thought again.")
	p.click("#norm-2 .record")
	p.state("2", "Recorded: irrelevant")
	p.loaded()
	l.recorded(1, step, 1, 1, exercise.Ballot{Answer: exercise.Irrelevant, Note: "Thought again."})
	p.verdict("1", "abstain")
	p.click("#norm-1 .record")
	p.state("1", "Recorded: abstained")
	p.loaded()
	p.click("#norm-1 .back")
	p.state("1", "Not recorded yet")
	p.loaded()

	l.do(exercise.Reveal{Step: step.Step})
	p.lacks("The analyst")
	p.click("noscript a")
	p.reads("What the room said", "You: I irrelevant", "The analyst reads it as")
	p.loaded()
	p.click("noscript a")
	p.reads("What the room said")
}

// A participant with a keyboard alone joins and votes, and sees where they are.
func keyboardAlone(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, wideSize)
	p.visit("/")
	press := func(keys string) { t.Helper(); p.act(chromedp.KeyEvent(keys)) }
	visible := func() {
		t.Helper()
		if !ask[bool](p, `(() => {
			const e = document.activeElement, ring = (x) => { const s = x && getComputedStyle(x); return s && s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2; };
			const r = e.getBoundingClientRect();
			return e !== document.body && (ring(e) || ring(e.closest("label"))) && r.bottom > 0 && r.top < innerHeight;
		})()`) {
			t.Errorf("the focus can't be seen on %s", ask[string](p, `document.activeElement.outerHTML.slice(0, 200)`))
		}
	}
	// tab goes on with Tab until the focus is where it should be.
	tab := func(where string) {
		t.Helper()
		for range 40 {
			press(kb.Tab)
			visible()
			if ask[bool](p, `document.activeElement.matches(`+"`"+where+"`"+`)`) {
				return
			}
		}
		t.Fatalf("Tab doesn't lead to %s", where)
	}
	p.until(`document.activeElement.id === "code"`) // it can be typed at once
	press(strings.ToLower(l.access.Code))
	tab("[name=group]")
	press(kb.ArrowDown)
	visible()
	tab("#join button")
	press(kb.Enter)
	p.reads("You are participant 1", "Step 1 of 8")
	p.scripted()
	if l.room.State().Participants()[0].Group == "" {
		t.Error("the arrow didn't choose a group")
	}
	tab("[href='#votes']")
	press(kb.Enter)
	tab("#norm-1 [name=answer]")
	press(" ")
	p.state("1", "Recorded: helped")
	press(kb.ArrowDown)
	p.state("1", "Recorded: added latency")
	l.recorded(1, step, 0, 1, exercise.Ballot{Answer: exercise.Latency})
	visible()
	tab("#norm-1-more summary")
	press(kb.Enter)
	tab("#norm-1 [name=reason]")
	tab("#norm-1-note")
	press("By keys.")
	tab("#norm-1 .back")
	p.state("1", "Recorded: added latency")
	l.recorded(1, step, 0, 1, exercise.Ballot{Answer: exercise.Latency, Note: "By keys."})
	press(kb.Enter)
	p.state("1", "Not recorded yet")
	visible() // the button is gone; the focus isn't

	l.do(exercise.Enter{Step: l.step(1).Step})
	p.reads("Step 2 of 8")
	if !ask[bool](p, `document.activeElement.id === "title"`) {
		t.Error("a new step doesn't take the focus to its title")
	}
	if said := ask[string](p, `document.getElementById("say").textContent`); !strings.HasPrefix(said, "Step 2 of 8: ") {
		t.Errorf("a screen reader hears %q", said)
	}
}

// asked is what the page asked for.
func (p *page) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.requests...)
}
