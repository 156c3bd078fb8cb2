package web

import (
	"regexp"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Whoever mistypes the address finds the way in, and learns nothing of the code.
func TestAddressesWithoutAPage(t *testing.T) {
	h := serve(t)
	for _, path := range []string{"/nowhere", "/a/b", "/j", "/favicon.png", "/" + h.access.Code + "/x", "/ABCDEF"} {
		a := h.phone().get(path)
		if a.status != 404 {
			t.Errorf("%s: %d", path, a.status)
		}
		a.has(t, "There is no page at this address", `href="/"`)
	}
	h.phone().get("/vote").has(t, "There is no page at this address")
	right, wrong := h.phone().get("/"+strings.ToLower(h.access.Code)), h.phone().get("/wrong")
	if right.url.Path != "/j/"+h.access.Code || wrong.url.Path != "/j/WRONG" {
		t.Errorf("codes lead to %s and %s", right.url, wrong.url)
	}
	right.has(t, "Join the room", `value="`+h.access.Code+`"`)
	// Both answers are alike but for the code itself and the form's ticket.
	plain := func(a answerOf, code string) string {
		before, rest, _ := strings.Cut(strings.ReplaceAll(a.body, code, "CODE"), `name="ticket" value="`)
		_, after, _ := strings.Cut(rest, `"`)
		return before + after
	}
	if right.status != wrong.status || plain(right, h.access.Code) != plain(wrong, "WRONG") {
		t.Error("the page tells whether a code is right")
	}
}

// A script that is made smaller says the same.
func TestTextsInScriptsStayWhole(t *testing.T) {
	text := regexp.MustCompile("\"[^\"\\n]*\"|`[^`\\n]*`")
	h := serve(t)
	for name, path := range map[string]string{"script.js": h.server.assets.Script, "screen.js": h.server.assets.ScreenScript} {
		source, err := files.ReadFile("assets/" + name)
		if err != nil {
			t.Fatal(err)
		}
		served := h.phone().get(path).body
		for _, x := range text.FindAllString(squeeze(string(source)), -1) {
			if !strings.Contains(served, x) {
				t.Errorf("%s lacks the text %s", name, x)
			}
		}
	}
}

// After a second vote the figures of the first are called that.
func TestFirstVoteFiguresSaySo(t *testing.T) {
	h := serve(t)
	first := h.plan(0)
	h.do(exercise.Enter{Step: first.Step})
	p := h.phone()
	p.join("")
	p.vote(first.Norms[0], "helped")
	p.vote(first.Norms[1], "helped")
	screen := func() answerOf { t.Helper(); return h.phone().get("/screen/" + h.access.Code) }
	h.do(exercise.Reveal{Step: first.Step})
	for _, a := range []answerOf{p.get("/"), screen()} {
		a.lacks(t, firstVoteOnly, "second vote")
	}
	h.do(exercise.SecondRound{Step: first.Step})
	p.vote(first.Norms[1], "latency")
	h.do(exercise.Reveal{Step: first.Step})
	for _, a := range []answerOf{p.get("/"), screen()} {
		a.has(t, "second vote")
		if n := strings.Count(a.body, firstVoteOnly); n != 1 {
			t.Errorf("%s says %d times that a norm was not voted on again", a.url, n)
		}
	}
}
