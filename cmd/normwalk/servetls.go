package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"strings"
	"time"

	"github.com/normwalk/normwalk/tui/wording"
)

// A certificate is what a room is served with over TLS.
type certificate struct {
	tls.Certificate
	names []string // that it is made for, without wildcards
}

// loadCertificate reads a certificate and its key, in PEM, and sees to it that
// browsers may take it at this time.
func loadCertificate(cert, key string, now time.Time) (*certificate, error) {
	pair, err := tls.LoadX509KeyPair(cert, key)
	var path *fs.PathError
	switch {
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s: name the certificate with --tls-cert and its key with --tls-key", path.Path)
	case errors.As(err, &path):
		return nil, fmt.Errorf("%s can't be read: %w", path.Path, path.Err)
	case err != nil:
		return nil, fmt.Errorf("%s and %s are no certificate with its key, in PEM: %w", cert, key, err)
	}
	leaf := pair.Leaf
	switch {
	case now.Before(leaf.NotBefore):
		return nil, fmt.Errorf("the certificate in %s isn't valid before %s: browsers would refuse it; look at this computer's clock, or get another", cert, wording.Instant(leaf.NotBefore))
	case now.After(leaf.NotAfter):
		return nil, fmt.Errorf("the certificate in %s ran out on %s: browsers would refuse it; get another, or leave out --tls-cert and --tls-key", cert, wording.Instant(leaf.NotAfter))
	}
	c := &certificate{Certificate: pair}
	for _, name := range leaf.DNSNames {
		if !strings.HasPrefix(name, "*") {
			c.names = append(c.names, name)
		}
	}
	return c, nil
}

// settle chooses a name for a room that the certificate covers: the one at
// which the room is listened on, or else one of the certificate's own.
func (c *certificate) settle(r *reach) {
	r.hosts = append(r.hosts, c.names...)
	if c.Leaf.VerifyHostname(r.host) == nil {
		if _, err := netip.ParseAddr(r.host); err != nil {
			r.hosts = append(r.hosts, r.host) // a wildcard covers it
		}
		return
	}
	if len(c.names) == 0 {
		r.notes = append(r.notes, fmt.Sprintf("The certificate isn't made for %s: browsers will warn whoever joins.", r.host))
		return
	}
	r.notes = append(r.notes, fmt.Sprintf("The certificate is made for %s, so people are told that name: it must lead to %s on their network.", c.names[0], r.host))
	r.host = c.names[0]
}
