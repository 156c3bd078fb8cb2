package plain

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// status says how the vote stands and who is here.
func (p *player) status() {
	s := p.state()
	x, ok := p.here()
	switch {
	case s.Phase() == exercise.Ended:
		p.out.say("The exercise is finished.")
	case !ok:
		p.out.say("Before the first step.")
	case x.state.Phase == exercise.Voting:
		p.out.say(fmt.Sprintf("Step %d of %d. %s %s", x.state.Index+1, len(s.Steps()), p.voteState(x), turnout(s, x)))
		p.perNorm(x)
	default:
		p.out.say(fmt.Sprintf("Step %d of %d, %s.", x.state.Index+1, len(s.Steps()), progress(x.state)))
	}
	text := fmt.Sprintf("%d of %d who joined are connected.", p.Room.Connected(), s.Joined())
	if s.Locked() {
		text += " The room is locked."
	}
	if s.Paused() {
		text += " The room is paused."
	}
	if s.Phase() != exercise.Ended && ok {
		text += " " + sentence(used(s.Used(p.Now()), s.Setup().Minutes))
	}
	p.out.say(text)
	if _, ok := s.Timer(); ok {
		p.out.say(p.countdown())
	}
}

func (p *player) voteState(x at) string {
	text := "The vote is open."
	if x.state.Round == 2 {
		text = "The second vote is open."
	}
	switch {
	case x.state.Shut:
		text = "The vote is closed, and not revealed."
	case p.state().Paused():
		text = "The vote is held back by the pause."
	}
	return text
}

// turnout says how many have voted, not what.
func turnout(s *exercise.State, x at) string {
	t, of := s.Turnout(x.state.ID), s.Electorate(x.state.ID, 0)
	if len(x.state.Norms) == 1 {
		return fmt.Sprintf("%d of %d have voted.", t.All, of)
	}
	return fmt.Sprintf("%d of %d have voted on all %d norms, %d on at least one.", t.All, of, len(x.state.Norms), t.Some)
}

// perNorm says of each norm how many answers are in.
func (p *player) perNorm(x at) {
	var parts []string
	for _, id := range x.state.Norms {
		v := p.state().Votes(p.item(x, id))
		text := fmt.Sprintf("%s %s", p.norm(id).Reference, wording.Count(v.Hidden, "vote"))
		if hands := v.Total.Answered(); hands > 0 {
			text += " and " + wording.Count(hands, "hand")
		}
		parts = append(parts, text)
	}
	if len(parts) > 0 {
		p.out.say("In so far: " + strings.Join(parts, "; ") + ".")
	}
}

// countdown says how long the timer still runs.
func (p *player) countdown() string {
	t, _ := p.state().Timer()
	left := t.Left(p.Now())
	if left <= 0 {
		return "Time is up. The vote stays open until close or reveal."
	}
	return fmt.Sprintf("%s left of %s.", clock(left), clock(t.Length))
}

// clock is a length for the ear, to the second.
func clock(d time.Duration) string {
	d = d.Round(time.Second)
	m, s := int(d/time.Minute), int(d%time.Minute/time.Second)
	switch {
	case s == 0:
		return fmt.Sprintf("%d min", m)
	case m == 0:
		return fmt.Sprintf("%d s", s)
	}
	return fmt.Sprintf("%d min %d s", m, s)
}

// people says who is in the room. Nobody but the facilitator hears of groups
// this small.
func (p *player) people(rest string) error {
	s := p.state()
	all := s.Participants()
	groups, ways, gone, away := map[string]int{}, map[string]int{}, 0, 0
	for _, who := range all {
		switch {
		case who.Removed:
			gone++
			continue
		case who.Away:
			away++
			continue
		}
		groups[who.Group]++
		ways[who.Via]++
	}
	text := fmt.Sprintf("%d of %d who joined are connected.", p.Room.Connected(), s.Joined())
	if gone > 0 {
		text += fmt.Sprintf(" %d removed.", gone)
	}
	if away > 0 {
		text += fmt.Sprintf(" %d left out of the count.", away)
	}
	p.out.say(text)
	if len(all) == 0 {
		return nil
	}
	if n := len(p.Room.Absent()); n > 0 && s.Phase() == exercise.Running {
		p.out.say(nobody(n) + "; empty says more.")
	}
	p.out.say("By group: " + counted(groups, "no group named") + ".")
	p.out.say("By the way they joined: " + counted(ways, "unknown") + ".")
	if !strings.EqualFold(rest, "all") {
		return nil
	}
	for _, who := range all {
		p.out.say(fmt.Sprintf("Participant %d: %s.", who.Seat, strings.Join(p.known(who), ", ")))
	}
	return nil
}

// nobody says how many seats are empty.
func nobody(n int) string {
	if n == 1 {
		return "At 1 seat nobody is connected, and no vote came from it at this step"
	}
	return fmt.Sprintf("At %d seats nobody is connected, and no vote came from them at this step", n)
}

// empty says how many seats are empty, and leaves them out of the count once
// it is told to.
func (p *player) empty(rest string) error {
	absent := p.Room.Absent()
	switch n := len(absent); {
	case n == 0:
		p.out.say("No seat is empty: everybody is connected or has voted at this step.")
	case !strings.EqualFold(rest, "drop"):
		p.out.say(nobody(n) + ". “empty drop” leaves " + theseSeats(n) + " out of the count; earlier votes stand, and whoever comes back is counted again.")
	default:
		ack, done, err := p.do(exercise.Vacate{Participants: absent})
		for _, r := range ack.Records {
			if e, ok := r.Event.(exercise.SeatsVacated); ok && done {
				p.confirm(true, wording.Count(len(e.Participants), "empty seat")+" left out of the count")
			}
		}
		return err
	}
	return nil
}

func theseSeats(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

// known is what is known of one participant.
func (p *player) known(who exercise.Participant) []string {
	group := "no group named"
	if who.Group != "" {
		group = wording.Group(who.Group)
	}
	parts := []string{group}
	if who.Via != "" {
		parts = append(parts, who.Via)
	}
	switch {
	case who.Removed:
		return append(parts, "removed")
	case who.Away:
		return append(parts, "left out of the count")
	case p.Room.IsConnected(who.ID):
		return append(parts, "connected")
	}
	return append(parts, "not connected")
}

// counted lists counts, the largest first.
func counted(of map[string]int, nameless string) string {
	var parts []string
	for _, key := range slices.SortedFunc(maps.Keys(of), func(a, b string) int {
		return cmp.Or(of[b]-of[a], strings.Compare(a, b))
	}) {
		name := nameless
		if key != "" {
			name = wording.Group(key)
		}
		parts = append(parts, fmt.Sprintf("%s %d", name, of[key]))
	}
	return strings.Join(parts, ", ")
}
