package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strconv"
	"syscall"
)

// A serving is where and how a live room is served. It is kept with the
// exercise, so that the room comes back at the addresses that people have.
type serving struct {
	Web  string `json:"web"`                // host:port; without a host: every address of this machine
	SSH  string `json:"ssh,omitempty"`      // empty: no terminals
	Cert string `json:"tls_cert,omitempty"` // full paths; empty: no TLS
	Key  string `json:"tls_key,omitempty"`

	// A port that nobody asked for by number may be exchanged for a free one.
	webFixed, sshFixed bool
}

// The ports that nobody has to think about.
const (
	webPort = 8080
	sshPort = 2323
)

// nextPorts is how many ports after a taken one are tried.
const nextPorts = 20

// listeners are where a room is served, before there is one: a port that is
// taken should leave no exercise behind.
type listeners struct {
	web, ssh net.Listener // ssh is nil without terminals
	serving  serving      // with the ports as they are
	reach    reach
	notes    []string // what came out other than asked for, in plain words
}

// listen opens the addresses of a room.
func (s serving) listen(ctx context.Context) (*listeners, error) {
	own, err := nics()
	if err != nil {
		return nil, err
	}
	l := &listeners{serving: s}
	if l.web, err = l.open(ctx, "--listen", &l.serving.Web, s.webFixed); err != nil {
		return nil, err
	}
	if s.SSH != "" {
		if l.ssh, err = l.open(ctx, "--ssh", &l.serving.SSH, s.sshFixed); err != nil {
			return nil, errors.Join(err, l.web.Close())
		}
	}
	host, _, err := net.SplitHostPort(s.Web)
	if err != nil {
		return nil, errors.Join(err, l.close())
	}
	l.reach = reachOf(host, own)
	return l, nil
}

// open listens on an address, and writes into it the port that it got.
func (l *listeners) open(ctx context.Context, flag string, addr *string, fixed bool) (net.Listener, error) {
	host, port, err := splitAddress(*addr)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	tries := 1
	if !fixed {
		tries += nextPorts
	}
	var first error
	for try := range tries {
		got, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(port+try)))
		if err == nil {
			if try > 0 {
				l.notes = append(l.notes, fmt.Sprintf("Port %d is in use by another program, so this room takes port %d.", port, port+try))
			}
			at, ok := got.Addr().(*net.TCPAddr)
			if !ok {
				return nil, errors.Join(fmt.Errorf("%s: listening on %s, which is no address of TCP", flag, got.Addr()), got.Close())
			}
			*addr = net.JoinHostPort(host, strconv.Itoa(at.Port))
			return got, nil
		}
		if first == nil {
			first = err
		}
		if !isTaken(err) {
			break
		}
	}
	return nil, explainListening(flag, host, port, first)
}

func (l *listeners) close() error {
	err := l.web.Close()
	if l.ssh != nil {
		err = errors.Join(err, l.ssh.Close())
	}
	return err
}

// splitAddress reads HOST:PORT; the host may be left out.
func splitAddress(addr string) (host string, port int, err error) {
	host, number, err := net.SplitHostPort(addr)
	if err == nil {
		port, err = strconv.Atoi(number)
	}
	if err != nil || port < 0 || port > 65535 {
		return "", 0, fmt.Errorf("%q is no address to listen on; write HOST:PORT, such as 192.168.1.10:8080", addr)
	}
	return host, port, nil
}

// explainListening says why an address can't be had, and what to do.
func explainListening(flag, host string, port int, err error) error {
	where := "port " + strconv.Itoa(port)
	if host != "" {
		where += " of " + host
	}
	var unknown *net.DNSError
	switch {
	case isTaken(err):
		return fmt.Errorf("%s is in use by another program, perhaps by another normwalk that still runs: end that, or choose another port with %s %s",
			where, flag, net.JoinHostPort(host, strconv.Itoa(min(port+1, 65535))))
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("the system doesn't let you listen on %s: choose a port from 1024 with %s", where, flag)
	case isNotOurs(err):
		return fmt.Errorf("this computer doesn't have the address %s, or no longer: choose one that it has with %s, or all of them with --lan", host, flag)
	case errors.As(err, &unknown):
		return fmt.Errorf("nothing is known of a computer called %q: choose an address of this one with %s, or all of them with --lan", host, flag)
	}
	return fmt.Errorf("listen on %s: %w", where, err)
}

// Windows has numbers of its own for what goes wrong on a network.
const (
	windowsTaken   syscall.Errno = 10048
	windowsNotOurs syscall.Errno = 10049
)

func isTaken(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windowsTaken)
}

func isNotOurs(err error) bool {
	return errors.Is(err, syscall.EADDRNOTAVAIL) || errors.Is(err, windowsNotOurs)
}
