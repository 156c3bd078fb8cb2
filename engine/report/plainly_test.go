package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/source"
)

// More hands than people are remarked on wherever the item is spoken of.
func TestMoreHandsThanPeople(t *testing.T) {
	w := newWalk(t, exercise.Hands) // 31 people
	w.must(exercise.Enter{Step: "ha-01"}, hands("ha-01", "h", "", 40, 7, 0, 0), hands("ha-01", "d", "", 20, 11, 0, 0), exercise.Reveal{Step: "ha-01"}, exercise.Finish{})
	const remark = "47 hands counted for 31 people"
	for name, c := range map[string]struct {
		f     format
		times int
	}{"whole": {Markdown, 2}, "short": {ShortMarkdown, 1}} {
		if got := w.in(c.f); strings.Count(got, remark) < c.times || strings.Contains(got, "31 hands counted for") {
			t.Errorf("the %s report says %q %d times:\n%s", name, remark, strings.Count(got, remark), got)
		}
	}
}

// The short report says what the story rests on, sets the families side by side,
// and shows the matrix once.
func TestWhatTheShortReportSays(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	w.must(
		exercise.Enter{Step: "ha-02"}, exercise.AddNorm{Step: "ha-02", Norm: "firms-2018/1"},
		hands("ha-02", "c", "", 9, 2, 0, 0), exercise.Count{Step: "ha-02", Norm: "firms-2018/1", Tally: exercise.Tally{Latency: 9, Helped: 1}},
		exercise.Reveal{Step: "ha-02"}, exercise.Finish{},
	)
	got := w.in(ShortMarkdown)
	for _, want := range []string{"1 of the 4 sources behind this story was not read by its authors.", "## Families of norms side by side", "at 1 of 1 step. Helped 9, latency 2", "at 0 of 1 step. Helped 1, latency 9"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, got)
		}
	}
	if page := w.in(ShortHTML); strings.Contains(page, "<figure") || !strings.Contains(page, "Norms and steps") {
		t.Errorf("the short page doesn't show the matrix just once, as a table: %d pictures, %d captions", strings.Count(page, "<figure"), strings.Count(page, "Norms and steps"))
	}
	s := *w.scenario
	s.Sources = slices.Clone(s.Sources)
	for i := range s.Sources {
		s.Sources[i].Status = source.Unread
	}
	w.scenario = &s
	if got := w.in(ShortMarkdown); !strings.Contains(got, "None of the 4 sources behind this story was read by its authors") {
		t.Errorf("a story without a source that was read doesn't say so:\n%s", got)
	}
}

// A reason that came with the first vote isn't lost when there is a second.
func TestReasonsOfBothVotes(t *testing.T) {
	w := newWalk(t, exercise.Solo)
	w.must(
		exercise.Enter{Step: "ha-01"}, solo("ha-01", "h", exercise.Ballot{Answer: exercise.Latency, Reason: "trust"}), exercise.Reveal{Step: "ha-01"},
		exercise.SecondRound{Step: "ha-01"}, solo("ha-01", "h", exercise.Ballot{Answer: exercise.Helped, Delay: "hours"}), exercise.Reveal{Step: "ha-01"},
		exercise.Finish{},
	)
	got := w.report()
	for _, want := range []string{"assistance† | – | hours (1) |", "assistance† (first vote) | trust (1) | – |"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in:\n%s", want, got)
		}
	}
}

func TestStopped(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Hours are from memory": "Hours are from memory.", "So it is.": "So it is.", "Is it?": "Is it?",
		"He said “no.”": "He said “no.”", "From memory (all)": "From memory (all).", "It is so. ": "It is so.",
	} {
		if got := stopped(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
