package tui

import (
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/tui/wording"
)

// remarks lists what was said with the answers: reasons, delays, comments.
func remarks(v exercise.Votes) []string {
	var out []string
	add := func(who string, reason exercise.Reason, delay exercise.Delay, note string) {
		var parts []string
		if reason != "" {
			parts = append(parts, string(reason))
		}
		if delay != "" {
			parts = append(parts, "delay: "+string(delay))
		}
		if note != "" {
			parts = append(parts, "“"+inert.Line(note)+"”")
		}
		if len(parts) > 0 {
			out = append(out, who+strings.Join(parts, " · "))
		}
	}
	for _, b := range v.Ballots {
		add("", b.Ballot.Reason, b.Ballot.Delay, b.Ballot.Note)
	}
	for _, h := range v.Hands {
		who := ""
		if h.Group != "" {
			who = wording.Group(h.Group) + ": "
		}
		add(who, h.Reason, h.Delay, h.Note)
	}
	return out
}

// tell says what an event was, and what was said with a vote.
func tell(a *App, e exercise.Event) string {
	name := func(item exercise.Item) string { return a.session.norm(item.Norm).Reference }
	parts := []string{wording.Event(e, name, cut)}
	if cast, ok := e.(exercise.BallotCast); ok {
		parts = append(parts, remarks(exercise.Votes{Ballots: []exercise.Cast{{Ballot: cast.Ballot}}})...)
	}
	return strings.Join(parts, " · ")
}
