package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// An outcome is what came of a ballot or a proposal.
type outcome struct {
	Recorded bool   `json:"recorded"`
	State    string `json:"state"`  // in words
	Answer   string `json:"answer"` // that is recorded now; empty for none
	Again    bool   `json:"again"`  // the same may be sent again
	Scene    int64  `json:"scene"`

	status int
	place  string         // the id of the element that it is about
	draft  *exercise.Cast // what could not be recorded
}

// vote records a ballot.
func (s *Server) vote(w http.ResponseWriter, r *http.Request) {
	c, ok := s.cast(w, r)
	if !ok {
		return
	}
	o := outcome{place: s.placeOf(c.Norm), draft: &c}
	if c.Ballot.Answer == "" {
		o.fail(http.StatusUnprocessableEntity, "Choose helped, added latency, irrelevant or abstain first.", false)
	} else if err := s.do(r, c); err != nil {
		o.refused(err)
	} else {
		o.Recorded, o.State, o.Answer = true, recorded(c.Ballot.Answer), string(c.Ballot.Answer)
	}
	s.answer(w, r, o)
}

// withdraw takes a ballot back.
func (s *Server) withdraw(w http.ResponseWriter, r *http.Request) {
	c, ok := s.cast(w, r)
	if !ok {
		return
	}
	o := outcome{place: s.placeOf(c.Norm)}
	if err := s.do(r, exercise.Withdraw{Participant: c.Participant, Step: c.Step, Norm: c.Norm, Round: c.Round}); err != nil {
		o.refused(err)
	} else {
		o.Recorded, o.State = true, notRecorded
	}
	s.answer(w, r, o)
}

// propose keeps the wording of a missing norm.
func (s *Server) propose(w http.ResponseWriter, r *http.Request) {
	f, ok := form(w, r, "step", "text")
	if !ok {
		return
	}
	p, ok := s.participant(r)
	if !ok {
		s.unknown(w, r)
		return
	}
	o := outcome{place: "missing"}
	if err := s.do(r, exercise.Propose{Step: f["step"], Text: f["text"], Participant: p.ID}); err != nil {
		o.refused(err)
	} else {
		o.Recorded, o.State = true, "Recorded. The facilitator sees your proposal."
	}
	s.answer(w, r, o)
}

// cast reads a ballot from a form. Whose it is the cookie says.
func (s *Server) cast(w http.ResponseWriter, r *http.Request) (c exercise.Cast, ok bool) {
	f, ok := form(w, r, "step", "norm", "round", "answer", "reason", "delay", "note")
	if !ok {
		return c, false
	}
	p, ok := s.participant(r)
	if !ok {
		s.unknown(w, r)
		return c, false
	}
	round, err := strconv.Atoi(f["round"])
	if err != nil || round < 1 || round > 2 {
		// The round 0 would stand for any: a page always knows its own.
		refuse(w, http.StatusBadRequest, "The form can't be read: it has no round.")
		return c, false
	}
	return exercise.Cast{
		Participant: p.ID, Step: f["step"], Norm: norm.ID(f["norm"]), Round: round,
		Ballot: exercise.Ballot{
			Answer: exercise.Answer(f["answer"]), Reason: exercise.Reason(f["reason"]),
			Delay: exercise.Delay(f["delay"]), Note: f["note"],
		},
	}, true
}

// placeOf is where the page shows a norm.
func (s *Server) placeOf(id norm.ID) string {
	return place(slices.IndexFunc(s.scene().Norms, func(n normScene) bool { return n.ID == id }))
}

// unknown answers somebody who has not joined.
func (s *Server) unknown(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get(partHeader) != "" {
		refuse(w, http.StatusUnauthorized, "Join the room first.")
		return
	}
	s.showJoin(w, http.StatusUnauthorized, joinData{Trouble: "Nothing was recorded: this browser has not joined the room."})
}

func (o *outcome) fail(status int, text string, again bool) {
	o.status, o.State, o.Again = status, text, again
}

// refused puts into words why something was not recorded.
func (o *outcome) refused(err error) {
	const conflict, bad = http.StatusConflict, http.StatusUnprocessableEntity
	for _, why := range []struct {
		err    error
		status int
		text   string
	}{
		{exercise.ErrShut, conflict, "Not recorded: the facilitator has closed the vote."},
		{exercise.ErrPaused, conflict, "Not recorded: the exercise is paused. Try again when it goes on."},
		{exercise.ErrElsewhere, conflict, "Not recorded: the room has gone on to another step."},
		{exercise.ErrRound, conflict, "Not recorded: the vote has gone on to another round."},
		{exercise.ErrClosed, conflict, "Not recorded: the vote on this step is not open."},
		{exercise.ErrFinished, conflict, "Not recorded: the exercise is finished."},
		{exercise.ErrEnough, conflict, "Not recorded: you have proposed as many norms as one person may."},
		{exercise.ErrRemoved, http.StatusForbidden, "Not recorded: the facilitator has ended your part."},
		{exercise.ErrVoter, http.StatusForbidden, "Not recorded: you are not in the room."},
		{exercise.ErrNorm, bad, "Not recorded: this norm is not on the table any more."},
		{exercise.ErrStep, bad, "Not recorded: the exercise has no such step."},
		{exercise.ErrAnswer, bad, "Not recorded: this is not one of the answers."},
		{exercise.ErrText, bad, "Not recorded: the text is empty or too long."},
	} {
		if errors.Is(err, why.err) {
			o.fail(why.status, why.text, false)
			return
		}
	}
	o.fail(http.StatusServiceUnavailable, "Not recorded: the room can't write to its disk at this moment. Try again.", true)
}

// answer tells the script, or shows the page again.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, o outcome) {
	if o.status >= http.StatusInternalServerError {
		s.Log("a participant's answer could not be recorded")
	}
	if r.Header.Get(partHeader) != "" {
		o.Scene = s.Room.State().Scene()
		w.Header().Set("Content-Type", "application/json")
		if o.status != 0 {
			w.WriteHeader(o.status)
		}
		json.NewEncoder(w).Encode(o) //nolint:errcheck,errchkjson // the reader has gone
		return
	}
	if o.Recorded {
		place := url.URL{Path: "/", Fragment: o.place}
		if o.place == "missing" {
			place.RawQuery = "proposed"
		}
		http.Redirect(w, r, place.String(), http.StatusSeeOther)
		return
	}
	p, ok := s.participant(r)
	if !ok {
		s.unknown(w, r)
		return
	}
	s.showRoom(w, r, p, o)
}
