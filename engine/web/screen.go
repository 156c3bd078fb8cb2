package web

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A screenPage is what the projector shows. It is made from a state as the
// projector may see it, and has no notes.
type screenPage struct {
	assets
	Join     joinCard
	DocTitle string
	Kind     string // waiting, voting, revealed, skipped, finished
	Scenario string
	Labels   []string
	Nth, Of  int
	Title    string
	When     string
	Elapsed  string
	Heading  string
	Question string
	Norms    []screenNorm
	Columns  int
	Paused   bool
	Shut     bool
	Locked   bool
	Round    int

	Joined  int
	Voted   int // gave a ballot on at least one norm
	Whole   int // gave one on each
	Hands   int // counted by the facilitator, on the norm with the most
	Percent int

	Now     int64
	Clock   string // minutes used, and planned
	Since   int64  // when the clock began, in milliseconds; 0 while it stands still
	Minutes int
	Timer   *timer
}

type screenNorm struct {
	Reference, Label, Kin string
	Result                result
}

// fragmentCache keeps the newest rendering for all projector pages.
type fragmentCache struct {
	mu   sync.Mutex
	of   *exercise.State
	text string
}

// askScreen asks for the room's code, or goes where the code leads.
func (s *Server) askScreen(w http.ResponseWriter, r *http.Request) {
	if code := tidyCode(r.URL.Query().Get("code")); code != "" {
		http.Redirect(w, r, "/screen/"+code, http.StatusSeeOther)
		return
	}
	s.showAsk(w, http.StatusOK, "")
}

func (s *Server) showAsk(w http.ResponseWriter, status int, trouble string) {
	s.render(w, status, "ask", struct {
		assets
		Title, Trouble string
	}{s.assets, "Projector", trouble})
}

// screen is the projector's page.
func (s *Server) screen(w http.ResponseWriter, r *http.Request) {
	switch s.admits(r, r.PathValue("code")) {
	case wrong:
		s.showAsk(w, http.StatusForbidden, "This isn't the room's code.")
	case throttled:
		w.Header().Set("Retry-After", "10")
		s.showAsk(w, http.StatusTooManyRequests, "Too many wrong codes came from your network. Wait ten seconds.")
	default:
		s.render(w, http.StatusOK, "screen", s.makeScreen(s.Room.View(exercise.Projector), s.Room.Now()))
	}
}

// screenEvents sends the projector's page what it shows, whenever that changes.
func (s *Server) screenEvents(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		refuse(w, http.StatusMethodNotAllowed, "Only GET.")
		return
	}
	if a := s.admits(r, r.PathValue("code")); a != admitted {
		refuse(w, map[admission]int{wrong: http.StatusForbidden, throttled: http.StatusTooManyRequests}[a], "This isn't the room's code.")
		return
	}
	done, ok := s.streams.screen()
	if !ok {
		w.Header().Set("Retry-After", "10")
		refuse(w, http.StatusServiceUnavailable, "Too many projector pages are open.")
		return
	}
	defer done()
	st, err := s.openStream(w)
	if err != nil {
		return
	}
	var last *exercise.State
	s.follow(r.Context(), st, s.screens, func(state *exercise.State) string {
		if state == last {
			return ""
		}
		text := s.fragment(state)
		if last == nil {
			// The page reckons all times from the server's clock.
			text = event("now", fmt.Sprint(s.Room.Now().UnixMilli())) + text
		}
		last = state
		return text
	})
}

// fragment is the message that brings a projector's page up to date, made once
// for all of them.
func (s *Server) fragment(state *exercise.State) string {
	c := &s.fragments
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != state {
		c.of, c.text = state, event("screen", string(s.piece("show", s.makeScreen(state, s.Room.Now()))))
	}
	return c.text
}

func (s *Server) makeScreen(state *exercise.State, now time.Time) *screenPage {
	setup, scn := state.Setup(), s.Room.Scenario()
	d := &screenPage{
		assets: s.assets, Join: s.joinCard, Scenario: setup.Title, Labels: setup.Labels(), Of: len(state.Steps()),
		Paused: state.Paused(), Locked: state.Locked(), Joined: state.Joined(), Kind: "waiting",
		Now: now.UnixMilli(), Minutes: setup.Minutes,
	}
	running := state.Phase() == exercise.Running && !d.Paused
	used := state.Used(now)
	d.Clock = fmt.Sprint(int(used.Minutes()))
	if running {
		d.Since = now.Add(-used).UnixMilli()
	}
	if t, ok := state.Timer(); ok && state.Phase() == exercise.Running {
		d.Timer = countdown(&t, now, running)
	}
	if state.Phase() == exercise.Ended {
		d.Kind, d.DocTitle = "finished", "Finished · "+d.Scenario
		return d
	}
	at, ok := state.Step(state.Current())
	if !ok {
		d.DocTitle = "Join · " + d.Scenario
		return d
	}
	step := stepOf(scn, at.ID)
	d.Nth, d.Title, d.When, d.Elapsed = at.Index+1, step.Title, step.When.UTC(), scn.Elapsed(step.When)
	d.Shut, d.Round = at.Shut, at.Round
	d.DocTitle = fmt.Sprintf("Step %d of %d · %s", d.Nth, d.Of, d.Scenario)
	would := false
	for _, id := range at.Norms {
		n := s.normScene(step, id)
		would = would || n.Younger != ""
		x := screenNorm{Reference: n.Reference, Label: n.Label, Kin: n.Kin}
		if at.Phase == exercise.Discussing {
			x.Result = s.result(state, step, at, id)
		}
		d.Norms = append(d.Norms, x)
	}
	d.Heading = heading(at.Round, would)
	d.Columns = columns(len(d.Norms))
	switch at.Phase {
	case exercise.Discussing:
		d.Kind, d.Question = "revealed", question(scn, step, at.Index)
	case exercise.Voting:
		d.Kind = "voting"
		s.turnout(d, state, at)
	default:
		d.Kind = "skipped"
	}
	return d
}

// turnout fills in how many have voted, and nothing of what they voted.
func (s *Server) turnout(d *screenPage, state *exercise.State, at exercise.StepState) {
	t := state.Turnout(at.ID)
	d.Voted, d.Whole = t.Some, t.All
	// The projector's state doesn't tell hands from ballots. How many hands went
	// up everybody in the room has seen; for what, is not taken from here.
	counted := s.Room.View(exercise.Facilitator)
	for _, id := range at.Norms {
		hands := 0
		for _, h := range counted.Votes(exercise.Item{Step: at.ID, Norm: id, Round: at.Round}).Hands {
			hands += h.Tally.Answered()
		}
		d.Hands = max(d.Hands, hands)
	}
	if d.Joined > 0 {
		d.Percent = min(100, d.Voted*100/d.Joined)
	}
}

func columns(norms int) int {
	switch {
	case norms <= 1:
		return 1
	case norms <= 4:
		return 2
	case norms <= 9:
		return 3
	}
	return 4
}
