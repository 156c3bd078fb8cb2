package plain

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// welcome says what this is: a briefing for a new exercise, where it stands
// for one that is taken up again.
func (p *player) welcome() {
	s := p.state()
	setup := s.Setup()
	x, walking := p.here()
	switch {
	case s.Phase() == exercise.Ended:
		p.out.say(setup.Title + ": " + string(setup.Mode) + ", exercise " + setup.Exercise + ", finished.")
	case walking:
		p.out.say(fmt.Sprintf("%s: %s, exercise %s. Resumed at step %d of %d: every recorded vote is here.",
			setup.Title, setup.Mode, setup.Exercise, x.state.Index+1, len(s.Steps())))
	default:
		p.out.say(fmt.Sprintf("%s: %s, exercise %s, %s, %d minutes.", setup.Title, setup.Mode, setup.Exercise, wording.Count(len(s.Steps()), "step"), setup.Minutes))
		p.how()
		p.card()
	}
	if p.live() {
		p.invite()
	}
}

// how explains the walk.
func (p *player) how() {
	p.out.blank()
	p.out.say(wording.Walk)
	p.out.say("h, helped: " + wording.Meaning(exercise.Helped) + ".")
	p.out.say("l, added latency: " + wording.Meaning(exercise.Latency) + ".")
	p.out.say("i, irrelevant: " + wording.Meaning(exercise.Irrelevant) + ".")
	p.out.say("a, abstain: " + wording.Meaning(exercise.Abstain) + ".")
	p.out.say(wording.VoteFirst + " Then comes, if you like, a second vote.")
	p.out.say(wording.Nature(p.Room.Content().Norms(), p.state().Norms()))
	if p.state().Setup().Mode != exercise.Solo {
		p.out.say(wording.Names(p.state().Setup()))
	}
	if labels := p.state().Setup().Labels(); len(labels) > 0 {
		p.out.say("The results carry the label: " + strings.Join(labels, ", ") + ".")
	}
}

// card reads the incident card.
func (p *player) card() {
	s := p.Room.Scenario()
	p.out.blank()
	p.out.say("The incident. " + s.Summary)
	for _, line := range wording.Card(s) {
		p.out.labelled(line[0], line[1])
	}
	p.out.labelled("Sources", strings.TrimSpace(cited(s, s.Header.Sources)))
}

// brief reads the whole briefing.
func (p *player) brief() {
	s := p.Room.Scenario()
	p.how()
	p.card()
	p.out.blank()
	p.out.say("Background. " + s.Background + cited(s, s.Grounds))
	for _, c := range s.Claims {
		p.claim(c)
	}
	for _, m := range s.Misconceptions {
		p.out.say("What people get wrong: “" + m.Belief + "” " + m.Correction + cited(s, m.Sources))
	}
	p.out.blank()
	p.out.say("Who is who.")
	for _, a := range s.Actors {
		p.out.say(fmt.Sprintf("%s, %s: %s", a.Name, scenario.KindTitle(a.Kind), a.Role))
	}
	p.out.blank()
	p.out.say("The norms in play.")
	setup := p.state().Setup()
	set := p.Room.Content().Norms()
	for _, n := range set.All() {
		if setup.Plans(n.ID) {
			text := fmt.Sprintf("%s: %s", p.name(n.ID), n.Restatement)
			if p.several() {
				text = fmt.Sprintf("%s, %s: %s", p.name(n.ID), set.StandingOf(n), n.Restatement)
			}
			p.out.say(text)
		}
	}
}

// readNorm reads everything that is known of a norm.
func (p *player) readNorm(query string) error {
	m, ok := p.find(query, nil)
	if !ok {
		return nil
	}
	n, c, set := m.Norm, m.Catalogue, p.Room.Content().Norms()
	p.out.say(fmt.Sprintf("%s %s. %s, number %d, %s of %s, %s.", set.Cite(n), n.Label, c.Short, n.Position, set.StandingOf(n), set.AdoptedOf(n).Text(), wording.Kind(n.Kind)))
	if set.Unverified(n) {
		p.out.say("Unverified: it rests on sources that the authors did not read.")
	}
	p.out.labelled("Not sure", n.ConfidenceNote)
	p.out.say(n.Restatement)
	p.out.labelled("Whom it speaks to", n.Addressee)
	p.out.labelled("A caution", n.KindNote)
	p.out.labelled("What to look for in a timeline", n.LookFor)
	if text := wording.Elsewhere(set, n.ID, 160, func(s string) int { return len(s) }); text != "" {
		p.out.say(sentence(text))
	}
	for _, x := range n.Actions {
		p.out.labelled("What following it looks like", x)
	}
	for _, r := range n.Practitioners {
		p.out.labelled("What responders say of it", r.Text+viewOf(c, r.Sources))
	}
	for _, r := range n.Critiques {
		p.out.labelled("What is said against it", r.Text+viewOf(c, r.Sources))
	}
	for _, t := range n.Terms {
		p.out.labelled("A word that people read differently", t.Term+": "+t.Meaning)
	}
	for _, g := range n.Guidance {
		p.out.labelled("What a later report adds", fmt.Sprintf("%s (%s, %s)%s", g.Text, g.Document, g.Section, unread(c, g.Sources)))
	}
	p.out.labelled("Who deals with it", strings.Join(n.Bodies, "; "))
	for _, item := range n.Related {
		if r, ok := p.Room.Content().Norms().Get(norm.ID(c.ID + "/" + item)); ok {
			p.out.labelled("Related", r.Reference+" "+r.Label)
		}
	}
	for _, l := range n.Links {
		p.out.labelled("Link", l.Title+" "+l.URL)
	}
	return nil
}

// viewOf says whose view a remark is.
func viewOf(c *norm.Catalogue, ids []string) string {
	if len(ids) == 0 {
		return " (the authors' view)"
	}
	return unread(c, ids)
}

// unread marks what rests on sources alone that the authors did not read.
func unread(c *norm.Catalogue, ids []string) string {
	if !c.Unverified(ids) {
		return ""
	}
	return " (unverified)"
}
