package report

import (
	"strings"
	"testing"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A step that somebody only jumped to is not walked, and no vote waits there.
func TestStepsOnlyLookedAtAreNotWalked(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	w.must(
		exercise.Enter{Step: "ha-01"}, hands("ha-01", "h", "", 9, 1, 0, 0), exercise.Reveal{Step: "ha-01"},
		exercise.Enter{Step: "ha-02"},
		exercise.Enter{Step: "ha-03"}, hands("ha-03", "h", "", 9, 1, 0, 0),
		exercise.Enter{Step: "ha-04"},
		exercise.Finish{},
	)
	for name, got := range map[string]string{"whole": w.report(), "short": w.in(ShortMarkdown)} {
		for _, want := range []string{"2 of 4 planned steps were walked and 2 were only looked at.", "The latest vote was not revealed at step 3."} {
			if !strings.Contains(got, want) {
				t.Errorf("the %s report doesn't say %q:\n%s", name, want, got)
			}
		}
	}
	if got := w.report(); strings.Count(got, "| only looked at |") != 2 {
		t.Errorf("the list of steps doesn't say of two steps that they were only looked at:\n%s", got)
	}
}

// A second vote that was opened and in which nobody voted doesn't wait either.
func TestNobodyVotedAgain(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	w.must(
		exercise.Enter{Step: "ha-01"}, hands("ha-01", "h", "", 9, 1, 0, 0), exercise.Reveal{Step: "ha-01"},
		exercise.SecondRound{Step: "ha-01"}, exercise.Finish{},
	)
	got := w.report()
	if !strings.Contains(got, "revealed; nobody voted again") || strings.Contains(got, "never revealed") || strings.Contains(got, "not revealed at step") {
		t.Errorf("an empty second vote is said to wait:\n%s", got)
	}
}
