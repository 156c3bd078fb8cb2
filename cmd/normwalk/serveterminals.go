package main

import (
	"context"
	"errors"
	"net"
	"strings"

	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/tui"
	"github.com/normwalk/normwalk/tui/ssh"
)

// terminalsDoor is the way in for terminals: those of participants, the
// projector's, and a second console's.
func (a *app) terminalsDoor(ctx context.Context, c conducted, access *room.Access, v *venue, l net.Listener) (door, error) {
	identity, err := c.host.Identity(ctx)
	if err != nil {
		return door{}, err
	}
	console := tui.Options{
		Library: c.lib, Host: c.host, Now: a.Now, Room: c.room, Resumed: c.resumed,
		Invitation: &v.invitation, Passphrase: v.passphrase, Astray: v.astray, Shared: true,
	}
	server, err := ssh.New(ssh.Options{
		Room: c.room, Access: access, NewParticipant: c.host.NewParticipant, Identity: identity, Now: a.Now,
		Console: console.Console,
		Screen:  tui.ScreenOptions{Room: c.room, Invitation: v.invitation, Now: a.Now}.Screen,
		Log: func(text string) {
			fault, _, stack := strings.Cut(text, "\n")
			if v.faults.log(fault); stack {
				a.trace([]byte(text))
			}
		},
	})
	if err != nil {
		return door{}, err
	}
	return door{
		name: "terminals", listener: l, stop: server.Shutdown,
		serve: func(l net.Listener) error {
			err := server.Serve(l)
			if errors.Is(err, ssh.ErrClosed) {
				return nil
			}
			return err
		},
	}, nil
}
