package tui

import (
	"fmt"
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

// said is remarks for the page before the room. In a live room reasons and
// delays are summed up: forty lines of them say less than one.
func (p *walkPage) said(a *App, v exercise.Votes) []string {
	if a.session.live == nil {
		return remarks(v)
	}
	var out []string
	reasons, delays := map[exercise.Reason]int{}, map[exercise.Delay]int{}
	var notes exercise.Votes
	for _, b := range v.Ballots {
		reasons[b.Ballot.Reason]++
		delays[b.Ballot.Delay]++
		if b.Ballot.Note != "" {
			b.Ballot.Reason, b.Ballot.Delay = "", ""
			notes.Ballots = append(notes.Ballots, b)
		}
	}
	var why, cost []string
	for _, r := range exercise.Reasons() {
		if n := reasons[r]; n > 0 {
			why = append(why, fmt.Sprintf("%s %d", r, n))
		}
	}
	for _, d := range exercise.Delays() {
		if n := delays[d]; n > 0 {
			cost = append(cost, fmt.Sprintf("%s %d", d, n))
		}
	}
	if len(why) > 0 {
		out = append(out, "reasons: "+strings.Join(why, " · "))
	}
	if len(cost) > 0 {
		out = append(out, "delay: "+strings.Join(cost, " · "))
	}
	notes.Hands = v.Hands
	return append(out, remarks(notes)...)
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
