package ssh

import (
	"net"
	"strings"
	"time"
	"unicode"
)

// admits tests a room code that was typed in a session. Whoever has used up the
// wrong tries isn't told whether this one is right: otherwise guessing could go
// on.
func (t *visit) admits(typed string) bool {
	right, tooOften := t.gate.code(t.sess.RemoteAddr(), t.Access.Admits, typed)
	switch {
	case right && t.outside != nil:
		t.outside.Stop()
	case tooOften:
		t.end(wrongCodes)
	}
	return right
}

// named tests a user name that may be the room's code. People's own names are
// no tries, unless they look like one.
func (t *visit) named(name string) bool {
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
	if len(letters) != len(t.Access.Code) {
		return false
	}
	right, _ := t.gate.code(t.sess.RemoteAddr(), t.Access.Admits, name)
	return right
}

// ask gives somebody who has yet to type the code a while to do so.
func (t *visit) ask() {
	t.outside = time.AfterFunc(t.Limits.Code, func() { t.end(noCode) })
}

// code tests a room code. tooOften reports that the address has no tries left;
// then nothing was tested.
func (g *gate) code(a net.Addr, admits func(string) bool, typed string) (right, tooOften bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now, codes := g.now(), g.visitor(a).codes
	switch {
	case codes.TokensAt(now) < 1:
		return false, true
	case admits(typed):
		return true, false
	}
	codes.AllowN(now, 1)
	return false, false
}
