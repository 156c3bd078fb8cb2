package plain

import (
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// reveal reads what the votes say of each norm, words before numbers, then
// the analyst's reading, and at the end the question to talk about.
func (p *player) reveal(x at) {
	if x.state.Round == 2 {
		p.out.say("Revealed, after the second vote.")
	} else {
		p.out.say("Revealed.")
	}
	if len(x.state.Norms) == 0 {
		p.out.say("No norm was put to the vote here.")
	}
	for _, id := range x.state.Norms {
		p.out.blank()
		p.result(x, id)
	}
	if q := wording.Question(p.Room.Scenario(), x.step, x.state.Index); q != "" {
		p.out.blank()
		p.out.say("Talk about it: " + q)
	}
}

func (p *player) result(x at, id norm.ID) {
	s := p.state()
	solo := s.Setup().Mode == exercise.Solo
	votes, round := s.Latest(x.step.ID, id)
	p.out.say(p.name(id) + ": " + stop(outcome(votes, solo)))
	p.kin(id)
	if !solo && votes.Asked() {
		p.out.say(numbers(votes.Total))
		p.byGroup(exercise.Item{Step: x.step.ID, Norm: id, Round: round})
	}
	if round == 2 {
		before := s.Votes(exercise.Item{Step: x.step.ID, Norm: id, Round: 1})
		p.out.say(shift(before, votes, solo))
	}
	p.remarks(votes)
	p.reading(x, id, votes)
}

// remarks reads what was said with the answers. Of ballots of a live room it
// only sums up: the room may be listening, and comments are for whoever leads.
func (p *player) remarks(votes exercise.Votes) {
	if p.live() {
		p.sumUp(votes.Ballots)
		votes.Ballots = nil
	}
	for _, said := range remarks(votes) {
		p.out.say("Said: " + stop(said))
	}
}

// numbers is a tally with the share of the verdict that leads.
func numbers(t exercise.Tally) string {
	text := sentence(tally(t))
	if leading, tie := t.Leading(); leading != "" && !tie {
		text += fmt.Sprintf(" %.0f%% of %s: %s.", 100*t.Share(leading), wording.Count(t.Judged(), "verdict"), leading.Label())
	}
	return text
}

// byGroup reads each group's counts, where more than one was counted.
func (p *player) byGroup(item exercise.Item) {
	by := p.state().ByGroup(item)
	if p.live() { // what is read aloud, the room hears: small groups stay merged
		by = p.Room.View(exercise.Participating).ByGroup(item)
	}
	if len(by) < 2 {
		return
	}
	for _, g := range append(slices.Clone(p.state().Setup().Groups), "") {
		t, ok := by[g]
		switch {
		case !ok:
		case g == "":
			p.out.say("Everybody else: " + tally(t) + ".")
		default:
			p.out.say(inert.Line(g) + ": " + tally(t) + ".")
		}
	}
}

// shift says how the verdicts moved from the first vote to the second.
func shift(before, after exercise.Votes, solo bool) string {
	if solo {
		return fmt.Sprintf("From the first vote to the second: %s, now %s.", own(before), own(after))
	}
	if !analysis.Comparable(before.Total, after.Total) {
		return sideBySide(before.Total, after.Total)
	}
	var parts []string
	for _, a := range exercise.Answers() {
		parts = append(parts, fmt.Sprintf("%s %d, now %d", a.Label(), before.Total.Of(a), after.Total.Of(a)))
	}
	return "From the first vote to the second: " + strings.Join(parts, "; ") + "."
}

// sideBySide reads two votes that show no movement.
func sideBySide(before, after exercise.Tally) string {
	return fmt.Sprintf("%s First vote: %s. Second vote: %s.", wording.Unlike(before, after), tally(before), tally(after))
}

// own is the answer of somebody who votes alone.
func own(v exercise.Votes) string {
	for _, a := range exercise.Answers() {
		if v.Total.Of(a) > 0 {
			return a.Label()
		}
	}
	return "not asked"
}

// remarks lists what was said with the answers.
func remarks(v exercise.Votes) []string {
	var out []string
	add := func(who string, parts []string) {
		if len(parts) > 0 {
			out = append(out, who+strings.Join(parts, "; "))
		}
	}
	for _, b := range v.Ballots {
		add("", additions(b.Ballot.Reason, b.Ballot.Delay, inert.Line(b.Ballot.Note)))
	}
	for _, h := range v.Hands {
		who := ""
		if h.Group != "" {
			who = inert.Line(h.Group) + ": "
		}
		add(who, additions(h.Reason, h.Delay, inert.Line(h.Note)))
	}
	return out
}

// reading is the analyst's, with the best argument against it.
func (p *player) reading(x at, id norm.ID, votes exercise.Votes) {
	r, ok := x.step.Reading(id)
	if !ok {
		p.out.say("The analyst has no reading of this norm here.")
		return
	}
	verdict := exercise.Answer(r.Verdict)
	p.out.say(fmt.Sprintf("The analyst reads it as %s. Behaviour seen: %s. Confidence %s.", verdict.Label(), r.Observed, r.Confidence))
	if p.counterfactual(x, id) {
		p.out.say("Counterfactual: " + wording.Younger(p.adopted(id)))
	}
	p.out.say("Because: " + r.Reason)
	p.out.say("But: " + r.Counter)
	if text := wording.Differs(votes.Total, verdict, p.state().Setup().Mode); text != "" {
		p.out.say(text)
	}
}
