package room

import (
	"fmt"
	"strings"
)

// An Invitation is how people get into a live room, as every screen shows it.
// Nothing of it is secret from those who are meant to join.
type Invitation struct {
	Code    string
	URL     string // of the pages, without a slash at the end; empty if there are none
	SSHHost string
	SSHPort int    // 0: no terminals
	HostKey string // fingerprint of the key that terminals are answered with: "SHA256:…"; empty without terminals
	Alone   bool   // nobody but this computer can reach it
}

// JoinURL is where a phone joins.
func (i Invitation) JoinURL() string { return i.URL + "/j/" + i.Code }

// RemoteURL is where people who aren't in the room join; their ballots are
// marked as remote.
func (i Invitation) RemoteURL() string { return i.URL + "/r/" + i.Code }

// ScreenURL is the page for the projector.
func (i Invitation) ScreenURL() string { return i.URL + "/screen/" + i.Code }

// SSH is the command line with which a terminal joins; empty without terminals.
func (i Invitation) SSH() string { return i.ssh(strings.ToLower(i.Code)) }

// SSHScreen is the command line of a terminal that shows the projector's view.
func (i Invitation) SSHScreen() string { return i.ssh("screen-" + strings.ToLower(i.Code)) }

// SSHConsole is the command line that takes the facilitator's console over; it
// asks for the passphrase.
func (i Invitation) SSHConsole() string { return i.ssh("console") }

func (i Invitation) ssh(user string) string {
	switch i.SSHPort {
	case 0:
		return ""
	case 22:
		return fmt.Sprintf("ssh %s@%s", user, i.SSHHost)
	}
	return fmt.Sprintf("ssh -p %d %s@%s", i.SSHPort, user, i.SSHHost)
}

// RemoteLine is a line to paste into a chat, for people who aren't in the room.
// step counts from 1; 0 is before the first.
func (i Invitation) RemoteLine(scenario string, step, of int, title string) string {
	where := scenario
	if step > 0 {
		where = fmt.Sprintf("%s, step %d of %d: %s", scenario, step, of, title)
	}
	return fmt.Sprintf("%s. Vote here: %s (room code %s)", where, i.RemoteURL(), i.Code)
}
