package main

import (
	"context"
	"fmt"
	"net"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/tui/ssh"
)

// rehearsalTerminals serves the terminals, and gives the server's public key in
// wire form. All terminals of a rehearsal come from one address.
func (a *app) rehearsalTerminals(ctx context.Context, h *room.Host, r *room.Room, access *room.Access, l net.Listener) (stop func(), key []byte, err error) {
	identity, err := h.Identity(ctx)
	if err != nil {
		return nil, nil, err
	}
	signer, err := gossh.ParsePrivateKey(identity)
	if err != nil {
		return nil, nil, fmt.Errorf("the room's SSH key: %w", err)
	}
	s, err := ssh.New(ssh.Options{
		Room: r, Access: access, NewParticipant: h.NewParticipant, Identity: identity, Now: a.Now,
		Limits: ssh.Limits{Connections: exercise.MaxParticipants, PerAddress: exercise.MaxParticipants},
	})
	if err != nil {
		return nil, nil, err
	}
	go s.Serve(l) //nolint:errcheck // it ends with Shutdown
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = s.Shutdown(ctx) // who is left is cut off
	}, signer.PublicKey().Marshal(), nil
}
