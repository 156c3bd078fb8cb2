package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
)

// The channels that ballots are marked with.
const (
	viaBrowser = "browser"
	viaRemote  = "remote"
)

// joinData is what the page to join needs.
type joinData struct {
	assets
	Title   string
	Code    string // filled in
	Remote  bool
	Ticket  string // makes a form that is sent twice join once
	Groups  []string
	Chosen  string // the group
	Trouble string // why the last try failed
	Shut    string // why nobody can join now; empty while they can
}

// joinPage is where the QR code and the short address lead.
func (s *Server) joinPage(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.participant(r); ok {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	s.showJoin(w, http.StatusOK, joinData{Code: tidyCode(r.PathValue("code")), Remote: strings.HasPrefix(r.URL.Path, "/r/")})
}

// stray is for people who typed the room's code straight after the address: they
// get the page to join with what they typed filled in. Whether it is right only
// that page's form says.
func (s *Server) stray(w http.ResponseWriter, r *http.Request) {
	typed := r.PathValue("code")
	if code := tidyCode(typed); len(code) == len(s.Access.Code) && len(strings.NewReplacer("-", "", " ", "").Replace(typed)) == len(code) {
		http.Redirect(w, r, "/j/"+code, http.StatusSeeOther)
		return
	}
	s.nowhere(w, r)
}

// nowhere answers for an address that has no page, or none that is asked for
// like this.
func (s *Server) nowhere(w http.ResponseWriter, r *http.Request) {
	status := http.StatusNotFound
	switch r.URL.Path {
	case "/":
		status = http.StatusMethodNotAllowed
		w.Header().Set("Allow", "GET, HEAD")
	case "/join", "/vote", "/withdraw", "/propose":
		status = http.StatusMethodNotAllowed
		w.Header().Set("Allow", "POST")
	}
	s.render(w, status, "nowhere", s.assets)
}

func (s *Server) showJoin(w http.ResponseWriter, status int, d joinData) {
	state := s.Room.View(exercise.Participating)
	d.assets, d.Groups, d.Title = s.assets, state.Setup().Groups, "Join the room"
	switch {
	case state.Phase() == exercise.Ended:
		d.Shut = "The exercise is finished. Nobody can join any more."
	case state.Locked():
		d.Shut = "The room is locked: nobody else can join now. Ask the facilitator to unlock it, and try again."
	}
	if d.Trouble != "" {
		d.Title = "Not joined yet"
	}
	if d.Ticket == "" {
		if id, err := s.NewParticipant(); err == nil { // without one, the form still works
			d.Ticket = s.Access.Token(id)
		}
	}
	s.render(w, status, "join", d)
}

// join takes the room's code and, if it is right, gives the browser a token.
func (s *Server) join(w http.ResponseWriter, r *http.Request) {
	f, ok := form(w, r, "code", "group", "via", "ticket")
	if !ok {
		return
	}
	if p, ok := s.participant(r); ok && !p.Removed {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	d := joinData{Code: tidyCode(f["code"]), Chosen: f["group"], Remote: f["via"] == viaRemote, Ticket: f["ticket"]}
	if !s.addresses.of(r.RemoteAddr).joins.AllowN(s.Room.Now(), 1) {
		w.Header().Set("Retry-After", "2")
		d.Trouble = "Many people are joining from your network at this moment. Wait a few seconds and press Join again."
		s.showJoin(w, http.StatusTooManyRequests, d)
		return
	}
	switch s.admits(r, f["code"]) {
	case wrong:
		d.Trouble = "This isn't the room's code. It has 5 letters and digits and stands on the projector; capitals don't matter."
		s.showJoin(w, http.StatusForbidden, d)
		return
	case throttled:
		w.Header().Set("Retry-After", "10")
		d.Trouble = "Too many wrong codes came from your network. Wait ten seconds, look at the projector, and try again."
		s.showJoin(w, http.StatusTooManyRequests, d)
		return
	}
	id, err := s.whoJoins(r, d.Ticket)
	if err != nil {
		s.Log("no id could be drawn for somebody who joins")
		d.Trouble = "You could not join because of a fault here. Try again."
		s.showJoin(w, http.StatusServiceUnavailable, d)
		return
	}
	c := exercise.Join{Participant: id, Group: d.Chosen, Via: viaBrowser}
	if d.Remote {
		c.Via = viaRemote
	}
	if err := s.do(r, c); err != nil {
		status, text := joinTrouble(err)
		if errors.Is(err, exercise.ErrRemoved) {
			d.Ticket = ""
		}
		d.Trouble = text
		s.showJoin(w, status, d)
		return
	}
	s.remember(w, id)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// whoJoins is the id that the browser has a token for already, or a new one.
func (s *Server) whoJoins(r *http.Request, ticket string) (string, error) {
	if id, ok := s.known(r); ok {
		return id, nil
	}
	if id, ok := s.Access.Participant(ticket); ok {
		return id, nil
	}
	return s.NewParticipant()
}

func joinTrouble(err error) (status int, text string) {
	switch {
	case errors.Is(err, exercise.ErrLocked):
		return http.StatusConflict, "The room is locked: nobody else can join now. Ask the facilitator to unlock it, and try again."
	case errors.Is(err, exercise.ErrRoomFull):
		return http.StatusConflict, "The room is full. Ask the facilitator."
	case errors.Is(err, exercise.ErrRemoved):
		return http.StatusForbidden, "The facilitator has ended your part in this exercise."
	case errors.Is(err, exercise.ErrFinished), errors.Is(err, exercise.ErrNotOpen):
		return http.StatusConflict, "The exercise is finished. Nobody can join any more."
	case errors.Is(err, exercise.ErrVoter):
		return http.StatusUnprocessableEntity, "This group is not one of the exercise's. Choose one of the list."
	}
	return http.StatusServiceUnavailable, "You could not join: the room can't record anything at this moment. Tell the facilitator, and try again."
}

// An admission says what came of a room code.
type admission int

const (
	admitted admission = iota
	wrong
	throttled
)

// admits checks a room code. Who has used up the wrong tries isn't told whether
// this one is right: otherwise guessing could go on.
func (s *Server) admits(r *http.Request, code string) admission {
	tries, now := s.addresses.of(r.RemoteAddr).wrong, s.Room.Now()
	switch {
	case tries.TokensAt(now) < 1:
		return throttled
	case s.Access.Admits(code):
		return admitted
	}
	tries.AllowN(now, 1)
	return wrong
}

// do carries a command out, and waits a bounded time for the disk.
func (s *Server) do(r *http.Request, c exercise.Command) error {
	ctx, cancel := context.WithTimeout(r.Context(), s.Limits.Record)
	defer cancel()
	_, err := s.Room.Do(ctx, c)
	return err
}

// tidyCode is a code as it may stand in the page's field: short, and letters
// and digits alone.
func tidyCode(typed string) string {
	code := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, typed)
	return code[:min(len(code), 12)]
}
