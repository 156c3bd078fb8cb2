package web

import (
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A screenScene is what happened at a step, as a room reads it: the facts and
// who turned to whom. Sources, disputes and the rest are on people's own pages.
type screenScene struct {
	Facts []statement
	Flows []flow // each pair once
}

func tellScreen(s *scenario.Scenario, step *scenario.Step) screenScene {
	told := tell(s, step)
	out := screenScene{Facts: told.Facts}
	for _, r := range told.Requests {
		told.Flows = append(told.Flows, flow{From: r.From, To: r.To})
	}
	for _, f := range told.Flows {
		pair := flow{From: f.From, To: f.To}
		if f.From != "" && f.To != "" && !slices.Contains(out.Flows, pair) {
			out.Flows = append(out.Flows, pair)
		}
	}
	return out
}

// standing says what is out of the ordinary, for the place on the screen that
// is kept for it; empty when nothing is.
func standing(state *exercise.State, at exercise.StepState) string {
	var out []string
	if state.Paused() && state.Phase() == exercise.Running {
		out = append(out, "Paused")
	}
	switch {
	case state.Phase() != exercise.Running || at.Phase != exercise.Voting:
	case at.Shut:
		out = append(out, "Vote closed")
	case at.Reopened > 0:
		out = append(out, "Vote open again")
	}
	return strings.Join(out, " · ")
}

// voters says how many voted on a norm, and how many answers the whole width of
// its bars stands for: all who could have voted, so that one ballot doesn't look
// like a room of one mind.
func voters(electorate, ballots, hands int) (text string, whole int) {
	if electorate > 0 {
		text = fmt.Sprintf("%d of %d voted", ballots, electorate)
	}
	if hands > 0 {
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%d by show of hands", hands)
	}
	return text, electorate + hands
}
