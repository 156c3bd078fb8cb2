package plain

import (
	"errors"
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/inert"
)

// invite says how people join.
func (p *player) invite() {
	p.out.blank()
	if p.Live == nil {
		p.out.say("The room is not served: nobody can join from elsewhere, and hands can be counted.")
		return
	}
	i := p.Live.Invitation
	if p.Live.Astray != nil && p.Live.Astray() {
		p.trouble.say(fmt.Sprintf("This computer is no longer at %s: nobody new can join there. Go back to that network, or quit and run normwalk resume --lan.", i.SSHHost))
	}
	p.out.say(fmt.Sprintf("The room code is %s. Letter by letter: %s.", i.Code, strings.Join(strings.Split(i.Code, ""), " ")))
	if i.URL != "" {
		p.out.labelled("Phones and laptops join at", i.URL)
		p.out.labelled("The same with the code filled in", i.JoinURL())
	}
	p.out.labelled("Terminals join with", i.SSH())
	if i.URL != "" {
		p.out.labelled("The page for the projector", i.ScreenURL())
	}
	p.out.labelled("The projector's view in a terminal", i.SSHScreen())
	p.out.blank()
}

// remote is a line for a chat. It stays one line, to be copied.
func (p *player) remote() {
	if p.Live == nil || p.Live.Invitation.URL == "" {
		p.complain(errors.New("the room has no pages that somebody elsewhere could open"))
		return
	}
	s := p.state()
	step, title := 0, ""
	if x, ok := p.here(); ok {
		step, title = x.state.Index+1, x.step.Title
	}
	p.out.line(inert.Line(p.Live.Invitation.RemoteLine(s.Setup().Title, step, len(s.Steps()), title)))
}

// console says how another terminal takes over. The passphrase comes only when
// it is asked for by name: a projector may be showing this terminal.
func (p *player) console(rest string) error {
	switch {
	case p.Live == nil || p.Live.Passphrase == "" || p.Live.Invitation.SSHPort == 0:
		p.complain(errors.New("this room takes no terminals: the console stays here, and normwalk resume brings it back on this machine"))
	case !strings.EqualFold(rest, "show"):
		p.out.labelled("Another terminal takes the console over with", p.Live.Invitation.SSHConsole())
		p.out.say("It asks for the facilitator's passphrase. Whoever has that runs the exercise: make sure that nobody can read this screen, and that no projector shows it. Then type: console show")
	default:
		p.out.line("Passphrase: " + p.Live.Passphrase)
		if key := p.Live.Invitation.HostKey; key != "" {
			p.out.say("The first time, ssh on the other laptop shows the key of this one, and asks. Say yes there only if it is this:")
			p.out.line("Key: " + key)
		}
	}
	return nil
}
