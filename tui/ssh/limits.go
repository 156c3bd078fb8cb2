package ssh

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits bound what clients may use. A field that is zero has its default.
type Limits struct {
	Connections int           // at the same time; default 1200
	PerAddress  int           // at the same time from one address; default 400
	Login       time.Duration // from connecting to being in, at most; default 1 minute
	Code        time.Duration // to type the room's code; default 5 minutes
	Idle        time.Duration // without a key pressed, where keys mean anything; default 2 hours
	Total       time.Duration // of one connection; default 12 hours
	Write       time.Duration // that a client may take to read what it is sent; default 20 seconds
	GoodBye     time.Duration // to close the connection once its session has ended; default 2 seconds
}

func (l Limits) orDefault() Limits {
	number := func(n *int, otherwise int) {
		if *n <= 0 {
			*n = otherwise
		}
	}
	length := func(d *time.Duration, otherwise time.Duration) {
		if *d <= 0 {
			*d = otherwise
		}
	}
	number(&l.Connections, 1200)
	number(&l.PerAddress, 400)
	length(&l.Login, time.Minute)
	length(&l.Code, 5*time.Minute)
	length(&l.Idle, 2*time.Hour)
	length(&l.Total, 12*time.Hour)
	length(&l.Write, 20*time.Second)
	length(&l.GoodBye, 2*time.Second)
	return l
}

// How fast an address may connect, and try the room's code and the facilitator's
// passphrase. Two hundred people behind one address join within two seconds.
const (
	connectsASecond = 10 // after those at once, which are as many as may be in
	codesASecond    = 0.5
	codesAtOnce     = 30
	triesAtOnce     = 6
	triesAtOnceAll  = 30
	mostKnown       = 4096 // addresses that are remembered
)

// gate counts who is in and how often they come.
type gate struct {
	limits Limits
	now    func() time.Time
	mu     sync.Mutex
	in     int
	from   map[netip.Prefix]*visitor
	tries  *rate.Limiter // of the passphrase, all together
}

type visitor struct {
	in       int
	connects *rate.Limiter
	tries    *rate.Limiter // of the passphrase
	codes    *rate.Limiter // wrong ones of the room
}

func newGate(l Limits, now func() time.Time) *gate {
	return &gate{limits: l, now: now, from: map[netip.Prefix]*visitor{}, tries: rate.NewLimiter(rate.Every(time.Second), triesAtOnceAll)}
}

// enter counts a connection in; leave counts it out.
func (g *gate) enter(a net.Addr) (leave func(), ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	v := g.visitor(a)
	if !v.connects.AllowN(g.now(), 1) || g.in >= g.limits.Connections || v.in >= g.limits.PerAddress {
		return nil, false
	}
	g.in++
	v.in++
	return sync.OnceFunc(func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.in--
		v.in--
	}), true
}

// try reports whether somebody may try the passphrase now.
func (g *gate) try(a net.Addr) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	return g.visitor(a).tries.AllowN(now, 1) && g.tries.AllowN(now, 1)
}

// visitor is what is known of an address. Who is gone and has been quiet for
// long is forgotten once many are known.
func (g *gate) visitor(a net.Addr) *visitor {
	home := network(a)
	if v := g.from[home]; v != nil {
		return v
	}
	if len(g.from) >= mostKnown {
		now := g.now()
		for at, v := range g.from {
			if v.in == 0 && v.tries.TokensAt(now) >= triesAtOnce && v.codes.TokensAt(now) >= codesAtOnce {
				delete(g.from, at)
			}
		}
	}
	v := &visitor{
		connects: rate.NewLimiter(connectsASecond, g.limits.PerAddress),
		tries:    rate.NewLimiter(rate.Every(10*time.Second), triesAtOnce),
		codes:    rate.NewLimiter(codesASecond, codesAtOnce),
	}
	g.from[home] = v
	return v
}

// network is the address, or the part of it that one household has: an IPv6
// host may call itself by any of 2⁶⁴ names.
func network(a net.Addr) netip.Prefix {
	at, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.Prefix{}
	}
	addr := at.Addr().Unmap().WithZone("")
	bits := addr.BitLen()
	if addr.Is6() {
		bits = 64
	}
	p, _ := addr.Prefix(bits)
	return p
}
