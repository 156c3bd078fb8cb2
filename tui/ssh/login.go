package ssh

import (
	"strings"

	"github.com/charmbracelet/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// mostTries is how often a connection may try the passphrase.
const mostTries = 3

// place is what somebody asks for with their user name.
type place int

const (
	seat place = iota
	console
	screen
)

// placeOf reads a user name. code is what it gives as the room's code.
func placeOf(user string) (at place, code string) {
	name := strings.ToLower(user)
	switch {
	case name == "console":
		return console, ""
	case name == "screen":
		return screen, ""
	case strings.HasPrefix(name, "screen-"):
		return screen, name[len("screen-"):]
	}
	return seat, name
}

// byKey lets everybody in who has a key, except to the console.
func (s *Server) byKey(ctx ssh.Context, _ ssh.PublicKey) bool {
	at, _ := placeOf(ctx.User())
	return at != console
}

// byQuestion lets those in who have no key, without a question; to the console
// those who know the passphrase.
func (s *Server) byQuestion(ctx ssh.Context, ask gossh.KeyboardInteractiveChallenge) (ok bool) {
	defer s.contain("a login")
	if at, _ := placeOf(ctx.User()); at != console {
		_, err := ask("", "", nil, nil)
		return err == nil
	}
	if !s.mayTry(ctx) {
		return false
	}
	answers, err := ask("", "The facilitator's console of this room.", []string{"Passphrase: "}, []bool{false})
	return err == nil && len(answers) == 1 && s.facilitates(ctx, answers[0])
}

// byPassword is for clients that know no questions. A password is only ever
// the passphrase.
func (s *Server) byPassword(ctx ssh.Context, password string) bool {
	if at, _ := placeOf(ctx.User()); at != console {
		return false
	}
	return s.mayTry(ctx) && s.facilitates(ctx, password)
}

// mayTry reports whether the connection has tries left.
func (s *Server) mayTry(ctx ssh.Context) bool {
	c := connOf(ctx)
	return s.Console != nil && c != nil && c.tries.Load() < mostTries
}

// facilitates tests a passphrase, unless it was tried too often already.
func (s *Server) facilitates(ctx ssh.Context, typed string) bool {
	c := connOf(ctx)
	if c.tries.Add(1) > mostTries || !s.gate.try(ctx.RemoteAddr()) {
		return false
	}
	if len(typed) > 200 || !s.Access.Facilitates(typed) {
		return false
	}
	c.facilitator.Store(true)
	return true
}

// participant is the id of somebody whose client showed a key; empty without.
func (s *Server) participant(key ssh.PublicKey) string {
	if key == nil {
		return ""
	}
	if cert, ok := key.(*gossh.Certificate); ok {
		key = cert.Key // which outlives the certificate
	}
	return s.Access.Alias("ssh:" + gossh.FingerprintSHA256(key))
}
