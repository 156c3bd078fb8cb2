package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/web"
	"github.com/normwalk/normwalk/tui/ssh"
)

// usualFarewell is how long people who are connected have to take their leave.
const usualFarewell = 3 * time.Second

// A door is one way into a live room.
type door struct {
	name     string // in plain words
	listener net.Listener
	serve    func(net.Listener) error // until stop; nil then
	stop     func(context.Context) error
}

// A venue is a live room that people can get into.
type venue struct {
	exercise   string
	invitation room.Invitation
	passphrase string
	notes      []string    // for the facilitator, before the console takes the terminal
	astray     func() bool // the machine no longer has the address of the invitation
	faults     *faults
	doors      []door
	open       errgroup.Group
	farewell   time.Duration
	closing    context.Context
	end        context.CancelFunc
	forget     func() error // deletes the room's secrets if the exercise is finished
}

// admit opens the doors of a room. It takes the listeners over.
func (a *app) admit(ctx context.Context, c conducted, l *listeners) (*venue, error) {
	v, err := a.prepare(ctx, c, l)
	if err != nil {
		return nil, errors.Join(err, l.close())
	}
	v.forget = forgetting(ctx, c.host, c.room)
	v.closing, v.end = context.WithCancel(context.WithoutCancel(ctx))
	for _, d := range v.doors {
		v.open.Go(func() error { return v.attend(d) })
	}
	v.open.Go(func() error {
		if sleep(v.closing, atRest) {
			a.settle()
			a.spareMemory(v.closing)
		}
		return nil
	})
	// A room that is closed lets go of its addresses: another may be opened from
	// the home page.
	gone := c.room.Watch(v.closing, exercise.Projector)
	v.open.Go(func() error {
		for range gone {
			continue
		}
		v.end()
		return nil
	})
	return v, nil
}

// attend keeps a door open until the venue closes. One that fails leaves the
// others, and the room, as they are.
func (v *venue) attend(d door) error {
	served := make(chan error, 1)
	go func() { served <- d.serve(d.listener) }()
	select {
	case err := <-served:
		served <- nil
		v.faults.tell(fmt.Sprintf("the server for %s has stopped, and the room goes on without it (%v); what is recorded is safe, and after quit, normwalk resume opens everything again", d.name, err))
		<-v.closing.Done()
	case <-v.closing.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(v.closing), v.farewell)
	defer cancel()
	err := d.stop(ctx)
	<-served
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("close the server for %s: %w", d.name, err)
	}
	return nil
}

// close shows everybody out, and comes back when they are. After a finished
// exercise the room's secrets go too: nobody needs them any more.
func (v *venue) close() error {
	v.end()
	return errors.Join(v.open.Wait(), v.forget())
}

// forgetting makes the function that deletes the secrets of a room, at the first
// call only, and tells of a failure only then: the exercise may be open again,
// with others, by the second.
func forgetting(ctx context.Context, h *room.Host, r *room.Room) func() error {
	var once sync.Once
	return func() (err error) {
		once.Do(func() {
			if r.State().Phase() != exercise.Ended {
				return
			}
			if e := h.Forget(context.WithoutCancel(ctx), r.State().Setup().Exercise); e != nil {
				err = fmt.Errorf("delete the code and the keys of the finished room: %w; to try again, open it with normwalk resume and close it", e)
			}
		})
		return err
	}
}

// prepare works out how people get into a room, and keeps where it is served.
func (a *app) prepare(ctx context.Context, c conducted, l *listeners) (*venue, error) {
	h, r := c.host, c.room
	access, err := h.Access(ctx, r.State().Setup().Exercise)
	if err != nil {
		return nil, err
	}
	v := &venue{exercise: r.State().Setup().Exercise, passphrase: access.Passphrase, faults: c.faults, farewell: cmp.Or(a.Farewell, usualFarewell)}
	var config *tls.Config
	scheme := "http"
	if l.serving.Cert != "" {
		cert, err := loadCertificate(l.serving.Cert, l.serving.Key, a.Now())
		if err != nil {
			return nil, err
		}
		cert.settle(&l.reach)
		scheme, config = "https", &tls.Config{Certificates: []tls.Certificate{cert.Certificate}, MinVersion: tls.VersionTLS12}
	}
	v.notes = append(l.notes, l.reach.notes...)
	v.astray = func() bool {
		now, err := nics()
		return err == nil && astray(l.reach.host, now)
	}
	_, port, err := splitAddress(l.serving.Web)
	if err != nil {
		return nil, err
	}
	v.invitation = room.Invitation{Code: access.Code, URL: scheme + "://" + net.JoinHostPort(l.reach.host, strconv.Itoa(port)), SSHHost: l.reach.host, Alone: l.reach.alone}
	if l.ssh != nil {
		if _, v.invitation.SSHPort, err = splitAddress(l.serving.SSH); err != nil {
			return nil, err
		}
		identity, err := h.Identity(ctx)
		if err == nil {
			v.invitation.HostKey, err = ssh.Fingerprint(identity)
		}
		if err != nil {
			return nil, err
		}
	}
	pages, err := web.New(web.Options{
		Room: r, Access: access, NewParticipant: h.NewParticipant, Invitation: v.invitation,
		Hosts: l.reach.hosts, Secure: config != nil, Log: v.faults.log,
	})
	if err != nil {
		return nil, err
	}
	v.doors = append(v.doors, pagesDoor(pages, config, l.web))
	if l.ssh != nil {
		d, err := a.terminalsDoor(ctx, c, access, v, l.ssh)
		if err != nil {
			pages.Close()
			return nil, err
		}
		v.doors = append(v.doors, d)
	}
	kept, err := json.Marshal(l.serving)
	if err == nil {
		err = h.KeepServing(ctx, r.State().Setup().Exercise, kept)
	}
	if err != nil {
		pages.Close()
		return nil, err
	}
	return v, nil
}

// pagesDoor is the way in for browsers.
func pagesDoor(pages *web.Server, config *tls.Config, l net.Listener) door {
	server := pages.HTTP()
	server.TLSConfig = config
	return door{
		name: "phones and browsers", listener: l,
		serve: func(l net.Listener) error {
			serve := server.Serve
			if config != nil {
				serve = func(l net.Listener) error { return server.ServeTLS(l, "", "") }
			}
			err := serve(l)
			if errors.Is(err, http.ErrServerClosed) {
				return nil
			}
			return err
		},
		stop: func(ctx context.Context) error {
			pages.Close()
			if err := server.Shutdown(ctx); err != nil {
				return server.Close()
			}
			return nil
		},
	}
}
