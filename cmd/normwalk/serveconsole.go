package main

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/tui"
	"github.com/normwalk/normwalk/tui/plain"
)

// conducted is a live room with what its console needs.
type conducted struct {
	host    *room.Host
	room    *room.Room
	lib     *library.Library // for the full screen
	plain   bool
	resumed bool
	faults  *faults
}

// joined closes something after an error, and adds what that leads to.
func joined(err error, shut func() error) error { return errors.Join(err, shut()) }

// conduct lets people into a room and runs the facilitator's console, until the
// facilitator leaves or ctx ends. It closes the listeners and the room.
func (a *app) conduct(ctx context.Context, c conducted, l *listeners) (err error) {
	defer func() { err = errors.Join(err, c.room.Close()) }()
	c.faults = newFaults()
	v, err := a.admit(ctx, c, l)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, v.close()) }()
	plainly := c.plain || !a.drawable()
	if err := a.announce(v, plainly); err != nil {
		return err
	}
	if plainly {
		defer v.faults.write(a.Stderr)
		return a.runPlain(ctx, c.room, &plain.Live{Invitation: v.invitation, Passphrase: v.passphrase, Astray: v.astray, Notices: v.faults.notices})
	}
	return a.fullScreen(ctx, content{lib: c.lib}, c.host, c.room, v, c.resumed)
}

// announce says who can join, before the console takes the terminal; it stays
// above it to be read again afterwards.
func (a *app) announce(v *venue, plainly bool) error {
	var p page
	if !plainly {
		p.text("", "Opening the room at "+v.invitation.URL+", with the room code "+v.invitation.Code+".")
	}
	for _, note := range v.notes {
		p.text("", note)
	}
	return a.print(p.String())
}

// fromHome lets people into the live rooms that are opened from the home page:
// one at a time, and a new one from this machine alone. before is the room that
// the full screen began with, or nil.
func (a *app) fromHome(h *room.Host, c content, before *venue, f *faults) func(context.Context, *room.Room) (tui.Served, error) {
	return func(ctx context.Context, r *room.Room) (tui.Served, error) {
		if before != nil {
			if err := before.close(); err != nil { // it may not have let go of its addresses yet
				f.tell(err.Error())
			}
			before = nil
		}
		lib, err := c.whole()
		if err != nil {
			return tui.Served{}, err
		}
		where, err := a.where(ctx, h, r.State().Setup().Exercise)
		if err != nil {
			return tui.Served{}, err
		}
		l, err := where.listen(ctx)
		if err != nil {
			return tui.Served{}, err
		}
		v, err := a.admit(ctx, conducted{host: h, room: r, lib: lib, faults: f}, l)
		if err != nil {
			return tui.Served{}, err
		}
		before = v
		if l.reach.alone {
			f.hint("Only this computer can join. For phones, quit and run: normwalk resume --lan")
		}
		return tui.Served{Invitation: &v.invitation, Passphrase: v.passphrase, Astray: v.astray, Stop: v.close}, nil
	}
}

// where is how a room was served before, as the journal has it. Addresses that
// people have are not exchanged for others.
func (a *app) where(ctx context.Context, h *room.Host, exercise string) (serving, error) {
	kept, ok, err := h.Serving(ctx, exercise)
	if err != nil {
		return serving{}, err
	}
	var s serving
	if !ok || json.Unmarshal(kept, &s) != nil || s.Web == "" {
		// It was never served from this journal: it came from another.
		return usualServing(), nil
	}
	s.webFixed, s.sshFixed = true, true
	return s, nil
}
