package web_test

import (
	"fmt"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
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
	p.reads("step 1 of 8", s.Title, "0 of 1 have voted", s.Facts[0].Text)
	l.crowd(11, step)
	p.reads("11 of 12 have voted")
	p.lacks("SECRETNOTE", "analyst", "helped")
	l.do(exercise.Count{Step: step.Step, Norm: step.Norms[0], Tally: exercise.Tally{Helped: 29}, Note: "SECRETNOTE"})
	p.reads("+ 29 by show of hands")
	l.do(exercise.SetTimer{Length: exercise.MaxTimer})
	p.reads("left")
	p.lacks("SECRETNOTE", "analyst", "helped")
	l.room.ShowWash(t.Context(), true) // nothing is revealed: there is nothing to show
	p.reads("+ 29 by show of hands")
	l.do(exercise.Reveal{Step: step.Step})
	p.reads("analyst: ", "Room code", "11 of 12 voted, 29 by show of hands")
	v := l.room.State().Votes(exercise.Item{Step: step.Step, Norm: step.Norms[0], Round: 1}).Total
	counts := ask[[]int](p, `[...document.querySelector(".counts").children].map(e => +e.lastChild.textContent)`)
	if len(counts) != 4 || counts[0] != v.Helped || counts[1] != v.Latency || counts[2] != v.Irrelevant || counts[3] != v.Abstained {
		t.Errorf("the projector shows %v of %+v", counts, v)
	}
	l.room.ShowWash(t.Context(), true)
	p.reads("What the room said", "12 people took part · 1 of 8 steps revealed")
	p.lacks("SECRETNOTE", "analyst", exercise.StakeholderGroups()[0])
	l.room.ShowWash(t.Context(), false)
	p.reads("analyst: ")
	l.room.ShowWash(t.Context(), true)
	p.reads("What the room said")
	l.do(exercise.SecondRound{Step: step.Step})
	p.reads("Second vote, after the discussion", "0 of 12 have voted")
	p.lacks("SECRETNOTE", "analyst")
	l.do(exercise.Pause{})
	p.reads("Paused")
	l.do(exercise.Continue{}, exercise.Finish{})
	p.reads("The exercise is finished", "1 of 8 steps revealed")
	p.lacks("SECRETNOTE", "analyst")
	if again := ask[float64](p, `performance.timeOrigin`); again != loaded {
		t.Error("the projector's page was loaded anew")
	}
}

// held finds fault with what doesn't fit the projector, or its place in it.
func (p *page) held(when string) {
	p.Helper()
	for _, s := range []size{wideSize, {1920, 1080, 1, false}, {1024, 768, 1, false}} {
		p.resize(s)
		p.settle()
		wrong := ask[string](p, `(() => {
			const over = (e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1;
			const out = [...document.querySelectorAll(".scene, .vote")].filter(over).map(e => e.className);
			if (over(document.documentElement)) out.push("the page");
			const card = document.querySelector(".card").getBoundingClientRect();
			if (card.height) for (const e of document.querySelectorAll("main p, main li, main h2, main svg, td, th")) {
				const r = e.getBoundingClientRect();
				if (r.height && r.right > card.left && r.left < card.right && r.bottom > card.top + 2 && r.top < card.bottom) out.push("the card lies over " + e.outerHTML.slice(0, 80));
			}
			const small = parseFloat(getComputedStyle(document.querySelector("main p")).fontSize);
			if (small < innerHeight / 70) out.push("letters of " + small);
			return out.join("; ");
		})()`)
		if wrong != "" {
			p.Errorf("%s at %d × %d: %s", when, s.width, s.height, wrong)
		}
	}
}

// Nobody scrolls a projector: whatever the step and however many norms, all of
// it is seen, and nothing lies over anything else.
func projectorFits(t *testing.T, b *chrome) {
	l := newLaptop(t)
	p := b.open(t, l, wideSize)
	p.visit("/screen/" + l.access.Code)
	lib, err := content()
	if err != nil {
		t.Fatal(err)
	}
	plan := l.room.State().Setup().Plan
	for i, step := range plan {
		l.do(exercise.Enter{Step: step.Step})
		st, _ := l.room.State().Step(step.Step)
		for _, id := range lib.Norms().ShortList(norm.ListEleven)[:(i*3)%12] {
			if _, err := l.room.Do(t.Context(), exercise.AddNorm{Step: st.ID, Norm: id}); err == nil {
				step.Norms = append(step.Norms, id)
			}
		}
		l.crowd(12, step)
		p.reads(fmt.Sprintf("step %d of 8", i+1), "12 of 12 have voted")
		p.held(fmt.Sprintf("the vote at step %d on %d norms", i+1, len(step.Norms)))
		if facts := ask[int](p, `[...document.querySelectorAll(".facts li")].filter(e => e.checkVisibility()).length`); facts == 0 {
			t.Errorf("step %d has no facts", i+1)
		}
		l.do(exercise.Reveal{Step: step.Step})
		p.reads("12 of 12 voted")
		p.held(fmt.Sprintf("the results at step %d on %d norms", i+1, len(step.Norms)))
	}
	l.room.ShowWash(t.Context(), true)
	p.reads("What the room said", "8 of 8 steps revealed")
	p.held("the hot wash")
	l.do(exercise.Finish{})
	p.reads("The exercise is finished", "8 of 8 steps revealed")
	p.held("the end")
}

// What comes and goes during a vote has its own place: nothing else moves.
func projectorStands(t *testing.T, b *chrome) {
	l := newLaptop(t)
	step := l.step(0)
	l.do(exercise.Enter{Step: step.Step})
	p := b.open(t, l, wideSize)
	p.visit("/screen/" + l.access.Code)
	p.reads("0 of 0 have voted")
	where := func() string {
		p.settle()
		return ask[string](p, `["h1", ".when", ".facts", ".facts li:last-child", ".norms", ".turnout strong", ".turnout svg", ".clock"].map(s => {
			const r = document.querySelector(s).getBoundingClientRect();
			return s + " " + [r.left, r.top, r.height].map(Math.round);
		}).join("\n")`)
	}
	first := where()
	for _, c := range []struct {
		do   []exercise.Command
		says string
	}{
		{[]exercise.Command{exercise.Join{Participant: "one"}, exercise.Cast{Participant: "one", Step: step.Step, Norm: step.Norms[0], Ballot: exercise.Ballot{Answer: exercise.Helped}}}, "1 of 1 have voted"},
		{[]exercise.Command{exercise.Count{Step: step.Step, Norm: step.Norms[0], Tally: exercise.Tally{Latency: 31}}}, "+ 31 by show of hands"},
		{[]exercise.Command{exercise.SetTimer{Length: exercise.MaxTimer}}, "left"},
		{[]exercise.Command{exercise.Pause{}}, "Paused"},
		{[]exercise.Command{exercise.CloseVote{Step: step.Step}}, "Paused · Vote closed"},
		{[]exercise.Command{exercise.Lock{}}, "The door is closed: nobody new can join"},
		{[]exercise.Command{exercise.OpenVote{Step: step.Step}, exercise.Continue{}, exercise.StopTimer{}, exercise.Unlock{}}, "Room code"},
	} {
		l.do(c.do...)
		p.reads(c.says)
		if now := where(); now != first {
			t.Errorf("after %T things have moved:\n%s\nbefore:\n%s", c.do[0], now, first)
		}
	}
}
