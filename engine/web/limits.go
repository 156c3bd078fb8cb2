package web

import (
	"cmp"
	"time"

	"golang.org/x/time/rate"
)

// Limits bound what one address, or everybody together, may ask for. A field
// that is zero has the default. An address is an IPv4 address or a network of
// IPv6 with 64 bits.
//
// A whole room may sit behind one address. The defaults let 200 people join and
// start to vote within two seconds from there, each of whom asks for about ten
// things.
type Limits struct {
	Requests      rate.Limit // of one address, a second; default 1000
	RequestsAtOne int        // of one address, at once; default 5000
	Joins         rate.Limit // of one address, a second; default 100
	JoinsAtOne    int        // of one address, at once; default 500
	Wrong         rate.Limit // wrong room codes of one address, a second; default 0.5
	WrongAtOne    int        // wrong room codes of one address, at once; default 30

	Addresses             int           // that are told apart; more share one allowance; default 4096
	Connections           int           // in all; default 6000
	ConnectionsPerAddress int           // default 3000
	Streams               int           // of events, of participants in all; default 4000
	StreamsPerPerson      int           // default 8
	Screens               int           // projector pages in all; default 32
	Body                  int64         // bytes of a form; default 8192
	StreamWrite           time.Duration // after which a stream that isn't read is dropped; default 10 s
	HeaderTime            time.Duration // for the head of a request; default 5 s
	Heartbeat             time.Duration // between signs of life on a stream; default 15 s
	Record                time.Duration // for a vote to reach the disk; default 10 s
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Requests:      cmp.Or(l.Requests, 1000),
		RequestsAtOne: cmp.Or(l.RequestsAtOne, 5000),
		Joins:         cmp.Or(l.Joins, 100),
		JoinsAtOne:    cmp.Or(l.JoinsAtOne, 500),
		Wrong:         cmp.Or(l.Wrong, 0.5),
		WrongAtOne:    cmp.Or(l.WrongAtOne, 30),

		Addresses:             cmp.Or(l.Addresses, 4096),
		Connections:           cmp.Or(l.Connections, 6000),
		ConnectionsPerAddress: cmp.Or(l.ConnectionsPerAddress, 3000),
		Streams:               cmp.Or(l.Streams, 4000),
		StreamsPerPerson:      cmp.Or(l.StreamsPerPerson, 8),
		Screens:               cmp.Or(l.Screens, 32),
		Body:                  cmp.Or(l.Body, 8<<10),
		StreamWrite:           cmp.Or(l.StreamWrite, 10*time.Second),
		HeaderTime:            cmp.Or(l.HeaderTime, 5*time.Second),
		Heartbeat:             cmp.Or(l.Heartbeat, 15*time.Second),
		Record:                cmp.Or(l.Record, 10*time.Second),
	}
}
