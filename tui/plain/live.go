package plain

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// Live is how a live room is served.
type Live struct {
	Invitation room.Invitation
	Passphrase string        // the facilitator's; said only when asked for, after a warning
	Astray     func() bool   // this computer no longer has the address of the invitation. May be nil
	Notices    <-chan string // what went wrong meanwhile; said before the next prompt. May be nil
}

// liveCommands are those of the facilitator of a live room.
func liveCommands() []command {
	step := func(f func(p *player, x at, rest string) error) func(*player, string) error {
		return func(p *player, rest string) error {
			x, ok := p.here()
			if !ok {
				p.complain(errNoStep)
				return nil
			}
			return f(p, x, rest)
		}
	}
	bare := func(f func(*player) error) func(*player, string) error {
		return func(p *player, _ string) error { return f(p) }
	}
	told := func(f func(*player)) func(*player, string) error {
		return func(p *player, _ string) error { f(p); return nil }
	}
	return []command{
		{[]string{"begin"}, "", "goes to the first step", bare((*player).begin)},
		{[]string{"status"}, "", "says how the vote stands, and who is here; so does Enter alone", told((*player).status)},
		{[]string{"close"}, "", "takes no more votes at this step, before the reveal", step((*player).closeVote)},
		{[]string{"open"}, "", "takes votes again; open again does so after the reveal", step((*player).openVote)},
		{[]string{"timer"}, "MINUTES", "starts a countdown, such as timer 3 or timer 1:30; timer off ends it", (*player).timer},
		{[]string{"pause"}, "", "stops the clocks and holds votes back", simply(exercise.Pause{}, "The room is paused: votes are held back until continue")},
		{[]string{"continue"}, "", "ends the pause", simply(exercise.Continue{}, "The room goes on")},
		{[]string{"lock"}, "", "lets nobody join any more", simply(exercise.Lock{}, "The room is locked: who is in stays in, nobody else can join")},
		{[]string{"unlock"}, "", "lets people join again", simply(exercise.Unlock{}, "The room is open: people can join")},
		{[]string{"people"}, "[all]", "says who is here, by group and by the way they joined; people all reads every seat", (*player).people},
		{[]string{"remove"}, "SEAT", "ends the part of the participant with that number", (*player).remove},
		{[]string{"empty"}, "", "says how many seats nobody is at; empty drop leaves them out of the count", (*player).empty},
		{[]string{"comments"}, "[NORM]", "after the reveal: reads what people wrote with their votes", step((*player).comments)},
		{[]string{"card"}, "", "says again how people join", told((*player).invite)},
		{[]string{"remote"}, "", "gives a line to paste into a chat, for people who are not in the room", told((*player).remote)},
		{[]string{"parking"}, "", "reads the parking lot, pinned points first", told((*player).parking)},
		{[]string{"pin"}, "NUMBER", "puts a note first in the parking lot, or back", pinned},
		{[]string{"archive"}, "NUMBER", "puts a note that is dealt with at the end, or back", archived},
		{[]string{"console"}, "", "says how another terminal takes this console over", (*player).console},
		{[]string{"wait"}, "VOTES [SECONDS]", "for scripts: waits until so many votes are recorded at this step, a minute at most if nothing else is said", step((*player).wait)},
	}
}

// errNoStep is what a command about a step says before the first.
var errNoStep = errors.New("there is no step yet: begin goes to the first")

// simply carries out a command and says that it is done.
func simply(c exercise.Command, done string) func(*player, string) error {
	return func(p *player, _ string) error { return p.change(c, done) }
}

// change carries a command out and confirms it.
func (p *player) change(c exercise.Command, what string) error {
	ack, done, err := p.do(c)
	if done {
		p.confirm(len(ack.Records) > 0, what)
	}
	return err
}

// liveAsk is the prompt of a live room. It doesn't repeat how the vote stands:
// whoever wants to know presses Enter.
func (p *player) liveAsk(where place) string {
	const rest = ", Enter says how it stands, help lists the commands"
	switch where {
	case briefing:
		return "begin goes to the first step, brief reads the background, card says how people join" + rest
	case table:
		text := "reveal closes the vote and shows it, close and open, timer MINUTES, " + p.example() + " counts hands"
		if p.listed {
			return "reveal" + rest
		}
		p.listed = true
		return text + rest
	case revealed:
		text := "next goes on, "
		if x, _ := p.here(); x.state.Round == 1 {
			text += "again votes a second time, "
		}
		return text + "n KIND TEXT keeps a note, u takes the reveal back" + rest
	case skipped:
		return "next goes on, go N turns to a step, u takes the skipping back" + rest
	case washing:
		return "go N goes back to a step, n KIND TEXT keeps a note, finish ends the exercise, report saves the report, quit" + rest
	}
	return "quit closes the room, report saves the report, n KIND TEXT keeps a note, reopen takes the exercise up again" + rest
}

// tellOfWash lets the projector of a live room follow into the hot wash.
func (p *player) tellOfWash(where place) {
	if on := where == washing; p.live() && on != p.shown {
		p.shown = on
		p.Room.ShowWash(p.ctx, on)
	}
}

// notices says what went wrong since the last prompt, and what norms people
// proposed.
func (p *player) notices() {
	p.proposed()
	if p.Live == nil {
		return
	}
	for {
		select {
		case text, open := <-p.Live.Notices:
			if !open {
				p.Live.Notices = nil
				return
			}
			p.trouble.say(sentence(text))
		default:
			return
		}
	}
}

func (p *player) begin() error {
	if _, ok := p.here(); ok {
		p.complain(errors.New("the exercise has begun: next goes to the next step"))
		return nil
	}
	return p.goTo(1)
}

func (p *player) closeVote(x at, _ string) error {
	return p.change(exercise.CloseVote{Step: x.step.ID}, "The vote at this step is closed; open takes it up again, reveal shows it")
}

func (p *player) openVote(x at, rest string) error {
	after := x.state.Phase == exercise.Discussing
	if again := strings.EqualFold(rest, "again"); after && !again {
		p.complain(errors.New("this step has been revealed, and people have seen the counts. “open again” opens the same vote all the same, and the record keeps that; “again” opens a second vote"))
		return nil
	}
	return p.change(exercise.OpenVote{Step: x.step.ID}, "The vote at this step is open")
}

// timer reads "3", "1:30" or "off".
func (p *player) timer(rest string) error {
	if rest == "" {
		if _, ok := p.state().Timer(); !ok {
			p.out.say("No timer is set: timer 3 starts one of 3 minutes.")
			return nil
		}
		p.out.say(p.countdown())
		return nil
	}
	if strings.EqualFold(rest, "off") || strings.EqualFold(rest, "stop") {
		return p.change(exercise.StopTimer{}, "No timer is set")
	}
	length, err := minutes(rest)
	if err != nil {
		p.complain(err)
		return nil
	}
	return p.change(exercise.SetTimer{Length: length}, "The timer is set to "+clock(length))
}

// minutes reads a length as people type it: "3" or "1:30".
func minutes(text string) (time.Duration, error) {
	m, s, split := strings.Cut(strings.TrimSuffix(text, " min"), ":")
	length, err := strconv.ParseUint(m, 10, 16)
	seconds := uint64(0)
	if err == nil && split {
		seconds, err = strconv.ParseUint(s, 10, 16)
	}
	total := time.Duration(length)*time.Minute + time.Duration(seconds)*time.Second
	if err != nil || seconds > 59 || total <= 0 || total > exercise.MaxTimer {
		return 0, fmt.Errorf("“%s” is no length for a timer: say timer 3 or timer 1:30, at most %.0f hours", shorten(text, 20), exercise.MaxTimer.Hours())
	}
	return total, nil
}

// remove ends the part of somebody who is known by their seat.
func (p *player) remove(rest string) error {
	seat, err := strconv.Atoi(rest)
	for _, who := range p.state().Participants() {
		if err == nil && who.Seat == seat {
			return p.change(exercise.Remove{Participant: who.ID}, fmt.Sprintf(
				"Participant %d takes no part any more: their votes of open rounds are taken back, what was revealed stands", seat))
		}
	}
	p.complain(fmt.Errorf("there is no participant “%s”: say the number that their own screen shows; people all lists them", shorten(rest, 20)))
	return nil
}
