package web

import (
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// An addressBook keeps what each address has left of its allowance. It has an
// upper bound: who finds it full shares one allowance with others.
type addressBook struct {
	limits Limits
	now    func() time.Time

	mu          sync.Mutex
	entries     map[netip.Addr]*allowance
	shared      *allowance
	connections map[netip.Addr]int
	counted     map[net.Conn]netip.Addr
}

type allowance struct{ requests, joins, wrong *rate.Limiter }

func newAddressBook(l Limits, now func() time.Time) *addressBook {
	b := &addressBook{
		limits: l, now: now, entries: map[netip.Addr]*allowance{},
		connections: map[netip.Addr]int{}, counted: map[net.Conn]netip.Addr{},
	}
	b.shared = b.fresh()
	return b
}

func (b *addressBook) fresh() *allowance {
	l := b.limits
	return &allowance{
		rate.NewLimiter(l.Requests, l.RequestsAtOne),
		rate.NewLimiter(l.Joins, l.JoinsAtOne),
		rate.NewLimiter(l.Wrong, l.WrongAtOne),
	}
}

// of is the allowance of the address that a request comes from. What a proxy
// says of others is not believed.
func (b *addressBook) of(remote string) *allowance {
	addr := address(remote)
	b.mu.Lock()
	defer b.mu.Unlock()
	if a := b.entries[addr]; a != nil {
		return a
	}
	if len(b.entries) >= b.limits.Addresses {
		b.forget()
	}
	if len(b.entries) >= b.limits.Addresses {
		return b.shared
	}
	a := b.fresh()
	b.entries[addr] = a
	return a
}

// forget drops the addresses that have their whole allowance again: nothing is
// lost with them.
func (b *addressBook) forget() {
	now := b.now()
	for addr, a := range b.entries {
		if full(a.requests, now) && full(a.joins, now) && full(a.wrong, now) {
			delete(b.entries, addr)
		}
	}
}

func full(l *rate.Limiter, now time.Time) bool { return l.TokensAt(now) >= float64(l.Burst()) }

// connection counts connections, and closes those beyond the limit at once.
func (b *addressBook) connection(c net.Conn, state http.ConnState) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch state {
	case http.StateNew:
		addr := address(c.RemoteAddr().String())
		if len(b.counted) >= b.limits.Connections || b.connections[addr] >= b.limits.ConnectionsPerAddress {
			c.Close() // nobody to tell
			return
		}
		b.counted[c] = addr
		b.connections[addr]++
	case http.StateClosed, http.StateHijacked:
		addr, ok := b.counted[c]
		if !ok {
			return
		}
		delete(b.counted, c)
		if b.connections[addr]--; b.connections[addr] <= 0 {
			delete(b.connections, addr)
		}
	}
}

// address is the part of a remote address that is told apart. Whoever has an
// IPv6 address has 2⁶⁴ of them.
func address(remote string) netip.Addr {
	ap, err := netip.ParseAddrPort(remote)
	if err != nil {
		return netip.Addr{}
	}
	addr := ap.Addr().Unmap().WithZone("")
	if addr.Is6() {
		if p, err := addr.Prefix(64); err == nil {
			return p.Addr()
		}
	}
	return addr
}
