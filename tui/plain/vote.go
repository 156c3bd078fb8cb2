package plain

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/source"
	"github.com/normwalk/normwalk/tui/wording"
)

// A question is what one prompt of the vote asks for.
type question struct {
	norm  norm.ID
	group string // whose hands; empty for everybody who is in no group
}

// questions are those of a step, in the order in which they are asked.
func (p *player) questions(x at) []question {
	setup := p.state().Setup()
	var out []question
	for _, id := range x.state.Norms {
		if setup.Mode != exercise.Solo {
			for _, g := range setup.Groups {
				out = append(out, question{id, g})
			}
		}
		out = append(out, question{norm: id})
	}
	return out
}

func (p *player) item(x at, id norm.ID) exercise.Item {
	return exercise.Item{Step: x.step.ID, Norm: id, Round: x.state.Round}
}

func (p *player) answered(x at, q question) bool {
	_, ok := p.given(x, q)
	return ok
}

// given is the answer to a question that is on disk.
func (p *player) given(x at, q question) (said, bool) {
	s := p.state()
	if setup := s.Setup(); setup.Mode == exercise.Solo {
		b, ok := s.Ballot(p.item(x, q.norm), setup.Participant)
		return said{answer: b.Answer, reason: b.Reason, delay: b.Delay, note: b.Note}, ok
	}
	for _, h := range s.Votes(p.item(x, q.norm)).Hands {
		if h.Group == q.group {
			return said{tally: h.Tally, reason: h.Reason, delay: h.Delay, note: h.Note}, true
		}
	}
	return said{}, false
}

// heading asks the question that stands over all norms of a step.
func (p *player) heading(x at) string {
	would := slices.ContainsFunc(x.state.Norms, func(id norm.ID) bool { return p.counterfactual(x, id) })
	text := wording.Heading(x.state.Round, would)
	if would && x.state.Round != 2 {
		text += " The norms are younger than this step."
	}
	return text
}

// adopted is unknown for a norm that isn't loaded.
func (p *player) adopted(id norm.ID) source.Moment {
	norms := p.Room.Content().Norms()
	n, ok := norms.Get(id)
	if !ok {
		return source.Moment{}
	}
	return norms.AdoptedOf(n)
}

func (p *player) counterfactual(x at, id norm.ID) bool {
	return p.Room.Scenario().Counterfactual(x.step, p.adopted(id))
}

// put words the question.
func (p *player) put(q question) string {
	if p.state().Setup().Mode == exercise.Solo {
		return p.name(q.norm) + ": h helped, l added latency, i irrelevant, a abstain, Enter not asked, ? more"
	}
	return p.whose(q) + ": counts h l i [abstain], such as 12 5 2 1, Enter not asked, ? more"
}

// whose names the norm and, where groups are counted, the group.
func (p *player) whose(q question) string {
	if len(p.state().Setup().Groups) == 0 {
		return p.name(q.norm)
	}
	return p.name(q.norm) + ", " + wording.Group(q.group)
}

// answer records what was said on a question, and says so once it is on disk.
// What isn't mentioned of an earlier answer's reason, delay and comment stays.
func (p *player) answer(x at, q question, a said) error {
	setup := p.state().Setup()
	if a.clear {
		return p.clear(x, q)
	}
	if old, ok := p.given(x, q); ok {
		a.keep(old)
	}
	var c exercise.Command = exercise.Cast{
		Participant: setup.Participant, Step: x.step.ID, Norm: q.norm,
		Ballot: exercise.Ballot{Answer: a.answer, Reason: a.reason, Delay: a.delay, Note: a.note},
	}
	if setup.Mode != exercise.Solo {
		if a.tally.Answered() == 0 {
			p.complain(errors.New("no hands at all are no answer, and not recorded: Enter leaves a norm not asked, clear takes a count back"))
			return nil
		}
		c = exercise.Count{Step: x.step.ID, Norm: q.norm, Group: q.group, Tally: a.tally, Reason: a.reason, Delay: a.delay, Note: a.note}
	}
	ack, done, err := p.do(c)
	if err != nil || !done {
		return err
	}
	p.confirm(len(ack.Records) > 0, p.short(q)+": "+p.wording(a))
	if setup.Mode != exercise.Solo {
		p.running(x, q)
	}
	return nil
}

func (a *said) keep(old said) {
	if a.reason == "" {
		a.reason = old.reason
	}
	if a.delay == "" {
		a.delay = old.delay
	}
	if a.note == "" {
		a.note = old.note
	}
}

func (p *player) clear(x at, q question) error {
	var c exercise.Command = exercise.Withdraw{Participant: p.state().Setup().Participant, Step: x.step.ID, Norm: q.norm}
	if p.state().Setup().Mode != exercise.Solo {
		c = exercise.ClearCount{Step: x.step.ID, Norm: q.norm, Group: q.group}
	}
	ack, done, err := p.do(c)
	if done {
		p.confirm(len(ack.Records) > 0, p.short(q)+": not asked")
	}
	return err
}

// confirm is the one place that says "Recorded."
func (p *player) confirm(changed bool, what string) {
	if changed {
		p.out.say("Recorded. " + sentence(what))
	} else {
		p.out.say("Nothing changed. " + sentence(what))
	}
}

// short is a question in as few words as tell it from the others.
func (p *player) short(q question) string {
	ref := p.norm(q.norm).Reference
	if len(p.state().Setup().Groups) == 0 {
		return ref
	}
	return ref + ", " + wording.Group(q.group)
}

// wording is an answer with what was added to it.
func (p *player) wording(a said) string {
	first := tally(a.tally)
	if a.answer != "" {
		first = a.answer.Label()
	}
	return strings.Join(append([]string{first}, additions(a.reason, a.delay, inert.Line(a.note))...), "; ")
}

// running says how many of the room have answered, where that can be told.
func (p *player) running(x at, q question) {
	setup := p.state().Setup()
	votes := p.state().Votes(p.item(x, q.norm))
	total := votes.Total
	if len(setup.Groups) > 0 {
		p.out.say("All groups so far: " + tally(total) + ".")
	}
	if p.live() {
		p.out.say(fmt.Sprintf("%s beside %s from devices.", wording.Count(total.Answered(), "hand"), wording.Count(votes.Hidden, "vote")))
		return
	}
	switch missing := setup.People - total.Answered(); {
	case setup.People == 0:
	case missing > 0:
		p.out.say(fmt.Sprintf("%d of %d people answered, %d missing.", total.Answered(), setup.People, missing))
	case missing < 0:
		p.out.say(fmt.Sprintf("%d answers from %d people: %d too many. Count again, or leave it.", total.Answered(), setup.People, -missing))
	default:
		p.out.say(fmt.Sprintf("All %d people answered.", setup.People))
	}
}

// named reads "NORM ANSWER" at the step x. ok is false for a line that is
// something else; wrong then says what is wrong with it if it begins so.
func (p *player) named(x at, line string) (q question, a said, ok bool, wrong error) {
	mode := p.state().Setup().Mode
	body, note, commented := strings.Cut(line, "#")
	words := strings.Fields(body)
	if commented {
		note = " #" + note
	}
	if mode != exercise.Solo && len(words) > 0 && isNumber(words[0]) {
		return q, a, false, nil // "8 12 5 2" may mean norm 8, or a count with a number too many
	}
	for i := 1; i < len(words); i++ {
		m, err := p.Room.Content().Norms().FindAt(x.state.Norms, strings.Join(words[:i], " "))
		if err != nil {
			continue
		}
		a, err := parse(strings.Join(words[i:], " ")+note, mode)
		if errors.Is(err, errOther) {
			continue
		}
		ref := m.Norm.Reference
		q.norm = m.Norm.ID
		switch {
		case err != nil:
			wrong = fmt.Errorf("%s: %w", ref, err)
			continue
		case !slices.Contains(x.state.Norms, q.norm):
			return q, a, false, fmt.Errorf("%s is not on the table at this step: + %s puts it there", ref, ref)
		}
		if q.group, err = p.group(a.group, ref); err != nil {
			return q, a, false, err
		}
		for _, n := range m.Notes {
			p.out.say("Note: " + stop(n))
		}
		return q, a, true, nil
	}
	return q, a, false, wrong
}

// ours reports whether an answer without a norm belongs to the question at
// hand, and turns that to the group that was named, if one was.
func (p *player) ours(q *question, group string) bool {
	if group == "" {
		return true
	}
	if len(group) < 3 { // "c 3 2 1" may mean norm c
		return false
	}
	found, err := p.group(group, "")
	if err == nil {
		q.group = found
	}
	return err == nil
}

// group finds a stakeholder group by the beginning of its name. Where groups
// are counted apart one has to be named: nobody should land in the wrong one.
func (p *player) group(name, ref string) (string, error) {
	groups := p.state().Setup().Groups
	low := strings.ToLower(name)
	if len(groups) == 0 {
		if name != "" {
			return "", fmt.Errorf("“%s” is not a group: this exercise counts the whole room together", name)
		}
		return "", nil
	}
	if name == "" && p.live() {
		return "", nil // hands are the exception there: those of whoever has no device
	}
	if low == "else" || low == wording.Group("") {
		return "", nil
	}
	var found []string
	for _, g := range groups {
		// The answer's separators were taken out of the name.
		if name != "" && strings.HasPrefix(strings.ToLower(strings.Join(fields(g), " ")), low) {
			found = append(found, g)
		}
	}
	if len(found) != 1 {
		return "", fmt.Errorf("say whose hands: %s %s 3 2 1, for one of %s, or else", ref, strings.ToLower(groups[0]), strings.Join(groups, ", "))
	}
	return found[0], nil
}
