package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/normwalk/normwalk/engine/exercise"
)

// day is how long a browser keeps its token, in seconds.
const day = 24 * 60 * 60

// cookieName is another one for every exercise: browsers share cookies between
// all ports of a host, and so between rooms on one laptop.
func cookieName(exerciseID string, secure bool) string {
	sum := sha256.Sum256([]byte(exerciseID))
	name := "normwalk-" + hex.EncodeToString(sum[:4])
	if secure {
		return "__Host-" + name
	}
	return name
}

// known is the participant's id that a request's cookie vouches for, whether or
// not they have joined.
func (s *Server) known(r *http.Request) (id string, ok bool) {
	c, err := r.Cookie(s.cookie)
	if err != nil {
		return "", false
	}
	return s.Access.Participant(c.Value)
}

// participant is who sends a request; ok is false if they haven't joined. Only
// the cookie says who they are, nothing in the form does.
func (s *Server) participant(r *http.Request) (p exercise.Participant, ok bool) {
	id, ok := s.known(r)
	if !ok {
		return exercise.Participant{}, false
	}
	return s.Room.State().Participant(id)
}

func (s *Server) remember(w http.ResponseWriter, id string) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookie, Value: s.Access.Token(id), Path: "/", MaxAge: day,
		HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode,
	})
}
