package web

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
)

// A screenPage is what the projector shows. It is made from a state as the
// projector may see it, and has no notes.
type screenPage struct {
	assets
	Join     joinCard
	DocTitle string
	Kind     string // waiting, voting, revealed, skipped, wash, finished
	Scenario string
	Labels   []string
	Nth, Of  int
	Title    string
	Second   bool // the results are of a second vote
	When     string
	Elapsed  string
	Heading  string
	Question string
	Scene    screenScene // during the vote
	Norms    []screenNorm
	Columns  int
	Standing string // what is out of the ordinary: a pause, a closed vote
	Locked   bool
	Over     bool        // finished: there is nothing to join
	Wash     *screenWash // in the hot wash and at the end, once something is revealed

	Joined  int
	Voters  int // could have voted at this step
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
	Voters                string // how many the bars are of
}

// fragmentCache keeps the newest rendering for all projector pages.
type fragmentCache struct {
	mu   sync.Mutex
	of   sight
	text string
}

// A sight is what the projector's page is made from.
type sight struct {
	state *exercise.State
	wash  bool // the facilitator shows the hot wash
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
		s.render(w, http.StatusOK, "screen", s.makeScreen(sight{s.Room.View(exercise.Projector), s.Room.Washing()}, s.Room.Now()))
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
	var last sight
	s.follow(r.Context(), st, s.screens, func(state *exercise.State) string {
		now := sight{state, s.Room.Washing()}
		if now == last {
			return ""
		}
		text := s.fragment(now)
		if last.state == nil {
			// The page reckons all times from the server's clock.
			text = event("now", fmt.Sprint(s.Room.Now().UnixMilli())) + text
		}
		last = now
		return text
	})
}

// fragment is the message that brings a projector's page up to date, made once
// for all of them.
func (s *Server) fragment(of sight) string {
	c := &s.fragments
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != of {
		c.of, c.text = of, event("screen", string(s.piece("show", s.makeScreen(of, s.Room.Now()))))
	}
	return c.text
}

func (s *Server) makeScreen(of sight, now time.Time) *screenPage {
	state, scn := of.state, s.Room.Scenario()
	setup := state.Setup()
	at, begun := state.Step(state.Current())
	d := &screenPage{
		assets: s.assets, Join: s.joinCard, Scenario: setup.Title, Labels: setup.Labels(), Of: len(state.Steps()),
		Standing: standing(state, at), Locked: state.Locked(), Joined: state.Joined(), Kind: "waiting",
	}
	s.clocks(d, state, now)
	switch {
	case state.Phase() == exercise.Ended:
		d.Kind, d.Over, d.DocTitle, d.Wash = "finished", true, "Finished · "+d.Scenario, s.wash(state)
		return d
	case of.wash:
		if d.Wash = s.wash(state); d.Wash != nil {
			d.Kind, d.DocTitle = "wash", "Hot wash · "+d.Scenario
			return d
		}
	}
	if !begun {
		d.DocTitle = "Join · " + d.Scenario
		return d
	}
	step := stepOf(scn, at.ID)
	d.Nth, d.Title, d.When, d.Elapsed = at.Index+1, step.Title, step.When.UTC(), scn.Elapsed(step.When)
	d.DocTitle = fmt.Sprintf("Step %d of %d · %s", d.Nth, d.Of, d.Scenario)
	would := false
	for _, id := range at.Norms {
		n := s.normScene(step, id)
		would = would || n.Younger != ""
		x := screenNorm{Reference: n.Reference, Label: n.Label, Kin: n.Kin}
		if at.Phase == exercise.Discussing {
			x.Result = s.result(state, step, at, id)
			scale(&x, state, at.ID, id)
		}
		d.Norms = append(d.Norms, x)
	}
	d.Heading = heading(at.Round, would)
	d.Columns = columns(len(d.Norms))
	switch at.Phase {
	case exercise.Discussing:
		d.Kind, d.Second, d.Question = "revealed", at.Round == 2, question(scn, step, at.Index)
	case exercise.Voting:
		d.Kind, d.Scene = "voting", tellScreen(scn, step)
		turnout(d, state, at)
	default:
		d.Kind = "skipped"
	}
	return d
}

// clocks fills in the time that is used, and the countdown.
func (s *Server) clocks(d *screenPage, state *exercise.State, now time.Time) {
	used := state.Used(now)
	d.Now, d.Minutes, d.Clock = now.UnixMilli(), state.Setup().Minutes, fmt.Sprint(int(used.Minutes()))
	if state.Ticking() {
		d.Since = now.Add(-used).UnixMilli()
	}
	if t, ok := state.Timer(); ok && state.Phase() == exercise.Running {
		d.Timer = countdown(&t, now, !state.Paused())
	}
}

// scale has a norm's bars stand for all who could have voted, and says so.
func scale(x *screenNorm, state *exercise.State, step string, id norm.ID) {
	votes, round := state.Latest(step, id)
	ballots, hands := state.Heads(exercise.Item{Step: step, Norm: id, Round: round})
	whole := 0
	x.Voters, whole = voters(state.Electorate(step, round), ballots, hands)
	x.Result.Bars = barsOf(votes.Total, whole)
}

// turnout fills in how many have voted, and nothing of what they voted.
func turnout(d *screenPage, state *exercise.State, at exercise.StepState) {
	t := state.Turnout(at.ID)
	d.Voted, d.Whole, d.Voters = t.Some, t.All, state.Electorate(at.ID, at.Round)
	for _, id := range at.Norms {
		_, hands := state.Heads(exercise.Item{Step: at.ID, Norm: id, Round: at.Round})
		d.Hands = max(d.Hands, hands)
	}
	if d.Voters > 0 {
		d.Percent = d.Voted * 100 / d.Voters
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
