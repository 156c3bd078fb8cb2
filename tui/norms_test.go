package tui

import (
	"slices"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/practice"
)

func TestTheBrowserSearchesAtEveryKey(t *testing.T) {
	d := newDriver(t, 100, 30).keys("N", "/")
	for _, c := range []struct{ key, shows string }{{"sp", "sp▏"}, {"oof", "spoof▏"}, {"xx", "nothing fits"}} {
		d.keys(c.key).shows(c.shows)
	}
	d.keys("backspace", "backspace", "enter").shows("/ spoof").hides("nothing fits", "▏")
	d.keys("x").shows("139 norms").hides("spoof")
}

func TestTheBrowserNarrowsDown(t *testing.T) {
	d := newDriver(t, 160, 45).keys("N", "right", "right").shows("IETF", "12 norms").hides("UN eleven · voluntary norm · 2015")
	d.keys("left", "left", "left").shows("NIST").keys("x", "d", "d").shows("something to refrain from")
	d.keys("x", "w", "w").shows("to response teams", "RFC 2350").keys("x", "t").shows("voluntary norm").keys("i").shows("touches incident response")
}

// During an exercise nobody reads ahead: verdicts wait for the reveal, those of
// other incidents as well.
func TestTheBrowserDoesNotReadAhead(t *testing.T) {
	d := newDriver(t, 160, 60).start(exercise.Solo)
	at := func(open bool) {
		t.Helper()
		d.keys("N")
		p := d.app.top().(*normsPage)
		n, _ := p.set.Get("un-gge-2015/j")
		text := strings.Join(p.about(d.app, n, 300), "\n")
		if strings.Contains(text, "WannaCry 2017: helped at 1") != open || !strings.Contains(text, "read at the reveal") || strings.Contains(text, "NotPetya 2017: helped") {
			t.Errorf("open %t:\n%s", open, text)
		}
		d.keys("esc")
	}
	at(false)
	d.keys("h", "reveal")
	at(true)
	home := newDriver(t, 160, 60).keys("N")
	p := home.app.top().(*normsPage)
	n, _ := p.set.Get("un-gge-2015/j")
	if text := strings.Join(p.about(home.app, n, 300), "\n"); strings.Contains(text, "read at the reveal") {
		t.Errorf("at home it waits for a reveal:\n%s", text)
	}
}

// What exercises said is added up, and fewer than five verdicts say nothing.
func TestTheBrowserSumsUpExercises(t *testing.T) {
	d := newDriver(t, 160, 60)
	about := func(id norm.ID) string {
		t.Helper()
		d.keys("N")
		p := d.app.top().(*normsPage)
		n, _ := p.set.Get(id)
		text := strings.Join(p.about(d.app, n, 300), "\n")
		d.keys("esc")
		return text
	}
	if text := about("un-gge-2015/j"); strings.Contains(text, "your journal") {
		t.Errorf("an empty journal judged it:\n%s", text)
	}
	d.start(exercise.Hands).keys("9", "tab", "1", "enter", "2", "enter", "reveal", "esc")
	for id, want := range map[norm.ID]string{
		"un-gge-2015/j": "1 step in 1 exercise, H 9 (90%)  L 1 (10%)  I 0 (0%)",
		"un-gge-2015/i": "1 step in 1 exercise, fewer than five verdicts",
		"un-gge-2015/h": "Not judged so far, in 1 exercise.",
	} {
		if text := about(id); !strings.Contains(text, want) {
			t.Errorf("%s: %q is not in:\n%s", id, want, text)
		}
	}
}

func TestRuns(t *testing.T) {
	for want, steps := range map[string][]int{"": nil, "1": {0}, "1, 2": {0, 1}, "1–3, 5": {0, 1, 2, 4}, "2, 4–6": {1, 3, 4, 5}} {
		if got := runs(steps); got != want {
			t.Errorf("%v: %q", steps, got)
		}
	}
}

// What was practised is kept at each answer, and brought back.
func TestPracticeIsKept(t *testing.T) {
	d := newDriver(t, 100, 30)
	quiz(d, true)
	p := d.app.top().(*quizPage)
	first := p.question().Norm
	d.shows("Right.").keys("enter")
	second := p.question().Norm
	reply(d, false)
	d.shows("Not this time.", "✗", "✓").keys("esc", "esc")
	kept, err := d.app.Host.Journal.Practice(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	cards := practice.Decode(kept)
	if len(cards) != 2 || cards[first].Right != 1 || cards[second].Wrong != 1 {
		t.Errorf("kept is %+v", cards)
	}
	d.keys("P").shows("9 new")
}

func TestASessionOfPractice(t *testing.T) {
	d := newDriver(t, 100, 30)
	quizDone(d)
	d.shows("7 of 10", "What you knew comes again tomorrow", "These come again tomorrow:").keys("enter").shows("1 of 10").keys("esc", "esc").shows("Look up")
}

// In an exercise of several families each reference says whose it is.
func TestReferencesOfSeveralFamilies(t *testing.T) {
	d := families(newDriver(t, 160, 45)).keys("enter")
	if s := d.app.session; !s.table().several || len(s.state.Setup().Plan) == 0 {
		t.Fatal("one family alone")
	}
	d.shows("UN 13(g)", "RFC 2350")
	newDriver(t, 160, 45).start(exercise.Solo).shows("13(j)").hides("UN 13(j)")
}

func TestNormsPerStep(t *testing.T) {
	lib, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	p := newSetup(lib.Scenarios()[0], lib.Norms())
	c := &p.choice
	c.norms = slices.IndexFunc(c.offers, func(o normChoice) bool { return o.name == "all eleven UN norms" })
	if got := c.perStep(p.scenario, p.norms); got != "11 norms a step" {
		t.Error(got)
	}
	for i, o := range c.offers {
		if c.norms = i; strings.HasPrefix(c.perStep(p.scenario, p.norms), "0") || o.about == "" {
			t.Errorf("%s: %s, about %q", o.name, c.perStep(p.scenario, p.norms), o.about)
		}
	}
}

func BenchmarkSearchKey(b *testing.B) {
	d := newDriver(b, 160, 45)
	d.keys("N", "/")
	for b.Loop() {
		d.keys("a", "backspace")
		_ = d.app.View()
	}
}

// Somebody who asks for practice is in it at once, with the norms of their
// choice at the top; behind it is the home page.
func TestPracticeFirst(t *testing.T) {
	d := newDriver(t, 100, 30)
	o := d.app.Options
	o.Practise = &practice.Pool{Name: "What you chose", About: "MANRS.", Norms: []norm.ID{"un-gge-2015/h", "un-gge-2015/g"}}
	d.app = New(t.Context(), o)
	d.run(d.app.practiceCards())
	d.shows("▸ What you chose", "2 norms", "The UN eleven").keys("enter").shows("1 of 2").keys("esc", "esc")
	if _, home := d.app.top().(*homePage); !home {
		t.Errorf("behind it is %T", d.app.top())
	}
}
