package rehearsal

import (
	"context"
	"errors"
	"net"
	"strconv"
)

// loopback is a connection to a port of this machine. It takes no address, so
// that a rehearsal can't reach anything else.
func loopback(ctx context.Context, port int) (net.Conn, error) {
	d := net.Dialer{Timeout: patience}
	c, err := d.DialContext(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	// While nobody listens, the system may by chance give a connection the very
	// port that it is meant to reach: it then talks to itself.
	if c.LocalAddr().String() == c.RemoteAddr().String() {
		return nil, errors.Join(errors.New("nobody listens"), c.Close())
	}
	return c, nil
}
