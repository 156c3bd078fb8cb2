package web

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
)

// A screenScene is what happened at a step, as a room reads it: the facts and
// who turned to whom. Sources, disputes and the rest are on people's own pages.
type screenScene struct {
	Facts []statement
	Flows []flow
}

// mostFlows is how many of a step's flows the projector names.
const mostFlows = 3

func tellScreen(s *scenario.Scenario, step *scenario.Step) screenScene {
	told := tell(s, step)
	out := screenScene{Facts: told.Facts}
	seen := map[flow]bool{}
	add := func(f flow) {
		f.What = ""
		if f.From != "" && f.To != "" && !seen[f] && len(out.Flows) < mostFlows {
			seen[f] = true
			out.Flows = append(out.Flows, f)
		}
	}
	for _, f := range told.Flows {
		add(f)
	}
	for _, r := range told.Requests {
		add(flow{From: r.From, To: r.To, Channel: r.Channel})
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
func voters(joined, ballots, hands int) (text string, whole int) {
	switch {
	case ballots > joined: // some have left since
		text = fmt.Sprintf("%d voted", ballots)
	case joined > 0:
		text = fmt.Sprintf("%d of %d voted", ballots, joined)
	}
	if hands > 0 {
		if text != "" {
			text += ", "
		}
		text += fmt.Sprintf("%d by show of hands", hands)
	}
	return text, max(joined, ballots) + hands
}
