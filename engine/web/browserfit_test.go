package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/normwalk/normwalk/engine/exercise"
)

// everyPage brings the pages into each of their states, and has each looked at.
func (b *chrome) everyPage(t *testing.T, look func(name string, p *page)) {
	l := newLaptop(t)
	step := l.busiest()
	p, q, screen := b.open(t, l, phoneSize), b.open(t, l, phoneSize), b.open(t, l, wideSize)
	for _, x := range []*page{p, q, screen} {
		x.expect("status of 403", "status of 409")
	}
	screen.visit("/screen")
	screen.reads("The projector's page")
	look("screen-ask", screen)
	screen.visit("/screen/" + l.access.Code)
	screen.reads("Join with your phone")
	look("screen-join", screen)

	p.visit("/j/" + l.access.Code)
	look("join", p)
	q.visit("/")
	q.write("#code", "WRONG")
	q.click("#join button")
	q.reads("Not joined yet")
	look("join-wrong", q)
	p.click("#join button")
	p.reads("You are in")
	p.scripted()
	look("waiting", p)
	q.join()

	l.do(exercise.Enter{Step: step.Step})
	p.reads("Not recorded yet")
	look("ballot", p)
	p.verdict("1", "helped")
	p.verdict("2", "latency")
	p.click("#norm-2-more summary")
	p.choose("#norm-2 [name=reason]", "politicisation")
	p.write("#norm-2-note", strings.Repeat("Donaudampfschifffahrtsgesellschaft", 3))
	p.act(chromedp.Blur(chromedp.CSS("#norm-2-note")))
	p.click("#norm-1-asks summary")
	p.click("#missing summary")
	p.state("1", "Recorded")
	p.state("2", "Recorded")
	look("recorded", p)
	l.crowd(12, step)
	l.do(exercise.SetTimer{Length: exercise.MaxTimer})
	p.reads("left")
	screen.reads("13 of 14 have voted", "12 on every norm")
	look("screen-vote", screen)
	l.do(exercise.Pause{})
	p.reads("Paused")
	look("paused", p)
	l.do(exercise.CloseVote{Step: step.Step}, exercise.Lock{})
	screen.reads("Paused · Vote closed", "The door is closed: nobody new can join")
	look("screen-closed", screen)
	l.do(exercise.Continue{}, exercise.Unlock{})
	p.reads("The vote is closed")
	look("closed", p)

	l.do(exercise.Reveal{Step: step.Step})
	p.reads("What the room said")
	p.until(`[...document.querySelectorAll("details")].every(d => d.open = true)`)
	look("revealed", p)
	screen.reads("analyst: ")
	look("screen-reveal", screen)
	l.do(exercise.SecondRound{Step: step.Step})
	p.reads("Second vote")
	look("second", p)
	p.verdict("1", "latency")
	p.state("1", "Recorded")
	screen.reads("Second vote")
	look("screen-second", screen)
	l.crowd(12, step)
	l.do(exercise.Reveal{Step: step.Step})
	p.reads("since the first vote")
	look("second-revealed", p)
	screen.reads("since the first vote")
	look("screen-shift", screen)
	for _, who := range l.room.State().Participants() {
		if who.Seat == 2 {
			l.do(exercise.Remove{Participant: who.ID}, exercise.Lock{})
		}
	}
	q.reads("Your part has ended")
	look("removed", q)
	r := b.open(t, l, phoneSize)
	r.visit("/")
	r.reads("The room is locked")
	look("locked", r)
	screen.reads("The door is closed")
	l.room.ShowWash(t.Context(), true)
	screen.reads("What the room said", "The door is closed", "Where the room is most divided")
	look("screen-wash", screen)
	l.do(exercise.Finish{})
	p.reads("The exercise is finished")
	look("finished", p)
	screen.reads("The exercise is finished")
	look("screen-finished", screen)
}

// No page has to be scrolled sideways: on the smallest phones, in a wide window
// that is magnified to 400 % (which leaves 320 px), and on a small phone at
// 200 %.
func fits(t *testing.T, b *chrome) {
	b.everyPage(t, func(name string, p *page) {
		sizes := []size{smallSize, phoneSize, {320, 180, 4, false}, wideSize}
		if !strings.HasPrefix(name, "screen-") {
			sizes = append(sizes, size{160, 320, 2, true})
		}
		for _, s := range sizes {
			p.resize(s)
			p.settle()
			if wide := ask[int64](p, `document.scrollingElement.scrollWidth`); wide > s.width {
				t.Errorf("%s at %d px is %d px wide: %s", name, s.width, wide, ask[string](p, fmt.Sprintf(`[...document.querySelectorAll("body *")]
					.filter(e => e.checkVisibility() && e.getBoundingClientRect().right > %d + 1).map(e => e.outerHTML.slice(0, 90)).slice(0, 6).join("\n")`, s.width)))
			}
			if strings.HasPrefix(name, "screen-") && name != "screen-ask" && s == wideSize {
				if tall := ask[int64](p, `document.scrollingElement.scrollHeight`); tall > s.height {
					t.Errorf("%s is %d px tall on a projector of %d", name, tall, s.height)
				}
			}
			tiny := ask[[]string](p, `[...document.querySelectorAll("a, button, select, summary, textarea, .choice, input.code")].filter(e => e.checkVisibility()).filter(e => { const r = e.getBoundingClientRect(); return r.height < 24 || r.width < 24; }).map(e => e.outerHTML.slice(0, 90))`)
			if len(tiny) > 0 {
				t.Errorf("%s at %d px: too small to touch: %v", name, s.width, tiny)
			}
		}
		if strings.HasPrefix(name, "screen-") {
			p.resize(wideSize)
		} else {
			p.resize(phoneSize)
		}
	})
}

// A phone loads little, and nothing from elsewhere (which is looked at in all
// tests).
func small(t *testing.T, b *chrome) {
	const most = 50_000
	l := newLaptop(t)
	step := l.busiest()
	l.do(exercise.Enter{Step: step.Step})
	first := b.open(t, l, phoneSize)
	first.join()
	first.verdict("1", "helped")
	first.state("1", "Recorded")
	l.crowd(12, step)
	page := first.tab(phoneSize)
	for _, stage := range []string{"the vote", "the reveal"} {
		if stage == "the reveal" {
			l.do(exercise.Reveal{Step: step.Step})
			first.reads("What the room said")
			page = first.tab(phoneSize)
		}
		send(page, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
		page.visit("/")
		page.scripted()
		page.until(`performance.getEntriesByType("resource").some(e => e.name.endsWith(".css") && e.responseEnd)`)
		// The browser tells of what came beside the page itself.
		var document, style, script float64
		for late := time.Now().Add(patience); document == 0 || style == 0 || script == 0; time.Sleep(30 * time.Millisecond) {
			page.mu.Lock()
			document, style, script = page.bytes["Document"], page.bytes["Stylesheet"], page.bytes["Script"]
			page.mu.Unlock()
			if time.Now().After(late) {
				t.Fatalf("%s: not all was counted: %.0f, %.0f and %.0f bytes", stage, document, style, script)
			}
		}
		if all := document + style + script; all > most {
			t.Errorf("%s takes %.0f bytes, more than %d", stage, all, most)
		}
	}
}
