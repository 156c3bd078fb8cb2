package plain

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
)

// A command is a word that is understood at every prompt where it makes sense.
type command struct {
	words []string // the first is the one that help shows
	args  string   // as help shows them
	does  string
	run   func(p *player, rest string) error
}

func (p *player) commands() []command {
	all := commands()
	if p.live() {
		all = append(all, liveCommands()...)
	}
	return all
}

func commands() []command {
	step := func(f func(p *player, x at, rest string) error) func(*player, string) error {
		return func(p *player, rest string) error {
			x, ok := p.here()
			if !ok {
				p.complain(errors.New("there is no step yet: " + p.begins() + " goes to the first"))
				return nil
			}
			return f(p, x, rest)
		}
	}
	return []command{
		{[]string{"reveal"}, "", "closes the vote and shows what came of it", step(func(p *player, x at, _ string) error {
			p.washing = false
			return p.run(exercise.Reveal{Step: x.step.ID})
		})},
		{[]string{"again", "v"}, "", "opens a second vote after the reveal", step(func(p *player, x at, _ string) error {
			p.washing = false
			return p.run(exercise.SecondRound{Step: x.step.ID})
		})},
		{[]string{"+", "add"}, "NORM", "puts another norm on the table", step((*player).add)},
		{[]string{"-", "aside"}, "NORM", "sets a norm aside: it doesn't apply here", step((*player).aside)},
		{[]string{"u", "undo"}, "", "takes back the last entry", func(p *player, _ string) error { return p.undo() }},
		{[]string{"read"}, "", "reads the step again", step(func(p *player, x at, _ string) error { p.read(x); return nil })},
		{[]string{"next"}, "", "goes to the next step, without a reveal", step((*player).onward)},
		{[]string{"back"}, "", "goes to the step before", step(func(p *player, x at, _ string) error { return p.goTo(x.state.Index) })},
		{[]string{"go"}, "N", "goes to step N", (*player).jump},
		{[]string{"skip"}, "", "passes the step over: its norms were not asked", step(func(p *player, x at, _ string) error { return p.skip(x) })},
		{[]string{"steps"}, "", "lists the steps", func(p *player, _ string) error { p.steps(); return nil }},
		{[]string{"n", "note"}, "KIND TEXT", "keeps a note; kinds are takeaway, parking, unintended, and followup, which may end in owner: … due: …; n change NUMBER KIND TEXT rewrites one and n remove NUMBER takes it out: wash has the numbers", (*player).note},
		{[]string{"propose", "m"}, "TEXT", "keeps the wording of a norm that is missing", (*player).propose},
		{[]string{"notes"}, "", "shows the author's notes for the facilitator", step(func(p *player, x at, _ string) error { p.facilitator(x); return nil })},
		{[]string{"norm"}, "QUERY", "reads a norm, by any name that people use for it", (*player).readNorm},
		{[]string{"sources"}, "", "reads the sources of the step", step(func(p *player, x at, _ string) error { p.sources(x); return nil })},
		{[]string{"brief"}, "", "reads the briefing, with background, claims, who is who and the norms", func(p *player, _ string) error { p.brief(); return nil }},
		{[]string{"wash"}, "", "goes to the hot wash", func(p *player, _ string) error { p.washing, p.told.place = true, briefing; return nil }},
		{[]string{"divided"}, "", "in the hot wash: says where the answers differ most, and where the analyst reads it differently", reading(findings.divided)},
		{[]string{"gaps"}, "", "in the hot wash: compares the groups", reading(findings.gaps)},
		{[]string{"shift"}, "", "in the hot wash: says what the second votes changed", reading(findings.shift)},
		{[]string{"latency"}, "", "in the hot wash: reads how long real requests took, beside what was said of the norms there", inWash(func(p *player, _ string) error { p.ledger(); return nil })},
		{[]string{"norms"}, "", "in the hot wash: sums up each norm, those that added latency first", reading(findings.worth)},
		{[]string{"families"}, "", "in the hot wash: sets the UN norms and those of other families side by side, step by step", reading(findings.families)},
		{[]string{"cell"}, "NORM STEP", "in the hot wash: reads all about a norm at a step, such as cell 13h 4", inWash((*player).cell)},
		{[]string{"report"}, "", "saves the report as it stands", func(p *player, _ string) error { p.report(); return nil }},
		{[]string{"finish"}, "", "ends the exercise; open votes are closed as they stand", func(p *player, _ string) error { return p.finish() }},
		{[]string{"reopen"}, "", "takes a finished exercise up again", func(p *player, _ string) error { return p.reopen() }},
		{[]string{"quit", "q", "exit"}, "", "leaves; normwalk resume goes on where you were", func(*player, string) error { return errLeave }},
		{[]string{"help"}, "", "lists the commands", func(p *player, _ string) error { p.help(); return nil }},
	}
}

// act carries out a line: an answer to the question at hand, a command, or an
// answer that names its norm.
func (p *player) act(where place, q question, line string) error {
	line = strings.TrimSpace(line)
	var wrong error
	switch {
	case line == "":
		return p.enter(where, q)
	case line == "?":
		p.more(where, q)
		return nil
	case where == voting && line == "-":
		line = "- " + string(q.norm)
	case where == voting:
		a, err := parse(line, p.state().Setup().Mode)
		switch {
		case err == nil && p.ours(&q, a.group):
			x, _ := p.here()
			return p.answer(x, q, a)
		case err != nil && !errors.Is(err, errOther):
			wrong = err
		}
	}
	word, rest, _ := strings.Cut(line, " ")
	if len(line) > 1 && (line[0] == '+' || line[0] == '-') {
		word, rest = line[:1], line[1:]
	}
	for _, c := range p.commands() {
		if slices.Contains(c.words, strings.ToLower(word)) {
			return c.run(p, strings.TrimSpace(rest))
		}
	}
	if x, ok := p.here(); ok && (where == voting || where == table || where == revealed) {
		q, a, ok, err := p.named(x, line)
		if ok {
			return p.answer(x, q, a)
		}
		if err != nil {
			wrong = err
		} else if wrong != nil {
			wrong = fmt.Errorf("%w; an answer for another norm is written so: %s", wrong, p.example())
		}
	}
	if _, err := parse(line, p.state().Setup().Mode); err == nil && wrong == nil {
		wrong = fmt.Errorf("say which norm: %s", p.example())
	}
	if wrong == nil {
		wrong = fmt.Errorf("“%s” is nothing that is known here: ? says what can be answered, help lists the commands", shorten(inert.Line(line), 40))
	}
	p.complain(fmt.Errorf("not understood, and nothing was recorded: %w", wrong))
	return nil
}

func (p *player) help() {
	p.answers()
	p.out.say("An answer may name its norm, and then means the same at every prompt of the vote: " + p.example() + ". With clear in place of the answer it is taken back: 13h clear.")
	for _, c := range p.commands() {
		text := c.words[0]
		if c.args != "" {
			text += " " + c.args
		}
		p.out.say(text + ": " + stop(c.does))
	}
	p.out.say("Everything is on disk as soon as it says Recorded. You can leave at any time, by any means.")
}

// find is a norm by any name, of several first one on the table; ok is false
// if the person has been told that there is none.
func (p *player) find(query string, table []norm.ID) (m norm.Match, ok bool) {
	if query == "" {
		p.complain(errors.New("say which norm, for example 13h"))
		return m, false
	}
	m, err := p.Room.Content().Norms().FindAt(table, query)
	if err != nil {
		p.complain(err)
		return m, false
	}
	for _, n := range m.Notes {
		p.out.say("Note: " + stop(n))
	}
	return m, true
}

func (p *player) add(x at, query string) error {
	m, ok := p.find(query, nil)
	if !ok {
		return nil
	}
	ack, done, err := p.do(exercise.AddNorm{Step: x.step.ID, Norm: m.Norm.ID})
	if done {
		p.confirm(len(ack.Records) > 0, p.name(m.Norm.ID)+" is on the table")
	}
	return err
}

func (p *player) aside(x at, query string) error {
	m, ok := p.find(query, x.state.Norms)
	if !ok {
		return nil
	}
	ack, done, err := p.do(exercise.SetAside{Step: x.step.ID, Norm: m.Norm.ID})
	if done {
		p.confirm(len(ack.Records) > 0, p.name(m.Norm.ID)+" is set aside: it doesn't apply here")
	}
	return err
}

func (p *player) jump(rest string) error {
	n, err := strconv.Atoi(rest)
	if err != nil {
		n = 0
	}
	return p.goTo(n)
}

// onward is what next does: after the last step comes the hot wash.
func (p *player) onward(x at, _ string) error {
	if p.live() && x.state.Index == len(p.state().Steps())-1 && x.state.Phase != exercise.Voting {
		p.washing, p.told.place = true, briefing
		return nil
	}
	return p.goTo(x.state.Index + 2)
}

// begins is what goes to the first step.
func (p *player) begins() string {
	if p.live() {
		return "begin"
	}
	return "Enter"
}

// goTo turns to a step by its number, from 1.
func (p *player) goTo(n int) error {
	steps := p.state().Steps()
	if n < 1 || n > len(steps) {
		p.complain(fmt.Errorf("there is no such step: say go 1 to go %d; steps lists them", len(steps)))
		return nil
	}
	p.washing = false
	if steps[n-1].ID == p.state().Current() {
		p.story, p.told = "", moment{} // asked for it: read it again
	}
	return p.run(exercise.Enter{Step: steps[n-1].ID})
}

func (p *player) skip(x at) error {
	ack, done, err := p.do(exercise.Skip{Step: x.step.ID})
	if err != nil || !done {
		return err
	}
	p.confirm(len(ack.Records) > 0, fmt.Sprintf("Step %d is skipped: its norms were not asked", x.state.Index+1))
	if x.state.Index == len(p.state().Steps())-1 {
		p.washing = true
		return nil
	}
	return p.goTo(x.state.Index + 2)
}

func (p *player) steps() {
	phase := ""
	for _, s := range p.state().Steps() {
		x, _ := p.at(s.ID)
		text := fmt.Sprintf("Step %d, %s: %s", s.Index+1, x.step.Title, progress(s))
		if x.step.Phase != phase {
			phase = x.step.Phase
			if ph, ok := p.Room.Scenario().Phase(phase); ok {
				text = fmt.Sprintf("Phase %s, %s. ", ph.ID, ph.Title) + text
			}
		}
		if s.ID == p.state().Current() {
			text += "; you are here"
		}
		p.out.say(stop(text))
	}
}

func progress(s exercise.StepState) string {
	switch {
	case s.Phase == exercise.Pending:
		return "to come"
	case s.Phase == exercise.Skipped:
		return "skipped"
	case s.Phase == exercise.Discussing:
		return "revealed"
	case s.Votes > 0:
		return "voted on, not revealed"
	}
	return "not asked"
}

func (p *player) finish() error {
	ack, done, err := p.do(exercise.Finish{})
	if done && len(ack.Records) == 0 {
		p.out.say("The exercise is finished already.")
	}
	return err
}

func (p *player) reopen() error {
	_, done, err := p.do(exercise.Reopen{})
	if done {
		p.washing = false
		p.out.say("Recorded. The exercise is open again.")
	}
	return err
}
