package web

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"sync"

	"github.com/normwalk/normwalk/engine/exercise"
)

// A roomPage is a participant's page: the scene that all see, and what is theirs.
type roomPage struct {
	assets
	*scene
	Removed  bool
	Seat     int
	Group    string
	Kind     string // which of the pages it is; the script tells by it whether to scroll up
	DocTitle string
	Say      string // what a screen reader says when the page changes
	Now      int64  // milliseconds of the server's clock
	Timer    *timer
	Alert    string
	Proposed bool
	Cards    []template.HTML
	MaxText  int
}

// A card is a norm with the participant's own ballot.
type card struct {
	*normScene
	*scene
	Place   string // id of its element
	Ballot  exercise.Ballot
	Given   bool // the ballot is on disk
	State   string
	Failed  bool
	FirstBy string // the participant's own verdict of the first round
}

// drawnCards are the cards of a scene that many participants have alike. They
// are few: there are only so many verdicts, reasons and delays.
type drawnCards struct {
	mu    sync.Mutex
	cards map[cardKey]template.HTML
}

type cardKey struct {
	place   string
	ballot  exercise.Ballot // without a note
	given   bool
	firstBy string
}

func (d *drawnCards) get(k cardKey, draw func() template.HTML) template.HTML {
	d.mu.Lock()
	defer d.mu.Unlock()
	html, ok := d.cards[k]
	if !ok {
		html = draw()
		d.cards[k] = html
	}
	return html
}

type choiceView struct {
	Value, Letter, Label string
	Chosen               bool
}

// timer is the room's countdown.
type timer struct {
	Left string
	Ends int64 // milliseconds; 0 while it stands still
	Over bool
}

// home is the ballot of somebody who has joined, and the way in for others.
func (s *Server) home(w http.ResponseWriter, r *http.Request) {
	p, ok := s.participant(r)
	switch {
	case ok:
		s.showRoom(w, r, p, outcome{})
	case r.Header.Get(partHeader) != "":
		refuse(w, http.StatusUnauthorized, "Join the room first.")
	default:
		s.showJoin(w, http.StatusOK, joinData{})
	}
}

// showRoom shows a participant where the room is. o is what came of what they
// sent just before, if that failed.
func (s *Server) showRoom(w http.ResponseWriter, r *http.Request, p exercise.Participant, o outcome) {
	d := &roomPage{
		assets: s.assets, scene: s.scene(), Removed: p.Removed, Seat: p.Seat, Group: p.Group,
		MaxText: exercise.MaxNote, Proposed: r.URL.RawQuery == "proposed",
	}
	now := s.Room.Now()
	d.Now = now.UnixMilli()
	if t := d.timer; t != nil && d.Phase == exercise.Running {
		d.Timer = countdown(t, now, !d.Paused)
	}
	if !p.Removed {
		s.deal(d, p, o)
	}
	d.describe()
	status := http.StatusOK
	if o.status != 0 {
		d.Alert, status = o.State, o.status
		d.DocTitle = "Not recorded · " + d.DocTitle
	}
	name := "room"
	if r.Header.Get(partHeader) != "" {
		name = "main"
	}
	s.render(w, status, name, d)
}

// deal makes the cards.
func (s *Server) deal(d *roomPage, p exercise.Participant, o outcome) {
	own := s.Room.State() // asked for this participant's ballots alone
	d.Cards = make([]template.HTML, len(d.Norms))
	for i := range d.Norms {
		n := &d.Norms[i]
		c := card{normScene: n, scene: d.scene, Place: place(i)}
		item := exercise.Item{Step: d.Step, Norm: n.ID, Round: d.Round}
		c.Ballot, c.Given = own.Ballot(item, p.ID)
		c.State = notRecorded
		if c.Given {
			c.State = recorded(c.Ballot.Answer)
		}
		if d.Round == 2 {
			item.Round = 1
			if b, ok := own.Ballot(item, p.ID); ok {
				c.FirstBy = b.Answer.Label()
			}
		}
		if o.draft != nil && o.draft.Norm == n.ID && o.draft.Step == d.Step {
			c.Ballot, c.State, c.Failed = o.draft.Ballot, o.State, true
		}
		d.Cards[i] = s.card(c)
	}
}

// card draws a card. Many participants have the same: nothing yet, or a verdict
// without a note. Those are drawn once.
func (s *Server) card(c card) template.HTML {
	draw := func() template.HTML {
		if c.Voting {
			return s.piece("card", c)
		}
		return s.piece("revealed", c)
	}
	if c.Failed || c.Ballot.Note != "" {
		return draw()
	}
	return c.drawn.get(cardKey{c.Place, c.Ballot, c.Given, c.FirstBy}, draw)
}

// Choices are the answers to choose from.
func (c card) Choices() []choiceView {
	var out []choiceView
	for _, a := range exercise.Answers() {
		out = append(out, choiceView{string(a), a.Letter(), choice(a), c.Ballot.Answer == a})
	}
	return out
}

// What the card's form offers and takes.
func (card) Reasons() []exercise.Reason { return exercise.Reasons() }
func (card) Delays() []exercise.Delay   { return exercise.Delays() }
func (card) MaxNote() int               { return exercise.MaxRemark }

// place is the id of a norm's element.
func place(i int) string { return fmt.Sprintf("norm-%d", i+1) }

// describe names the page, for its title and for those who hear it.
func (d *roomPage) describe() {
	stage := ""
	switch {
	case d.Removed:
		d.Kind, d.Say = "removed", "The facilitator has ended your part in this exercise."
		d.DocTitle = "Your part has ended · " + d.Scenario
		return
	case d.Phase == exercise.Ended:
		d.Kind, d.Say = "finished", "The exercise is finished. Thank you."
		d.DocTitle = "Finished · " + d.Scenario
		return
	case d.Step == "":
		d.Kind, d.Say = "waiting", "You are in. The exercise has not begun yet."
		d.DocTitle = "Waiting to begin · " + d.Scenario
		if d.Paused {
			d.Say = "The exercise is paused."
		}
		return
	case d.Revealed:
		d.Kind, stage = "reveal", "the votes are shown"
	case d.Paused:
		d.Kind, stage = "vote", "paused"
	case d.Shut:
		d.Kind, stage = "vote", "the vote is closed"
	case d.Voting && d.Round == 2:
		d.Kind, stage = "vote", "second vote"
	case d.Voting:
		d.Kind, stage = "vote", "vote"
	default:
		d.Kind, stage = "skipped", "skipped"
	}
	if d.Paused && d.Revealed {
		stage += ", paused"
	}
	d.Kind += fmt.Sprintf(" %s %d", d.Step, d.Round)
	d.DocTitle = fmt.Sprintf("Step %d, %s · %s", d.Nth, stage, d.Scenario)
	d.Say = fmt.Sprintf("Step %d of %d: %s. %s.", d.Nth, d.Of, d.Title, strings.ToUpper(stage[:1])+stage[1:])
}
