package plain

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// announce says what is new since the last time.
func (p *player) announce(where place) {
	x, _ := p.here()
	now := moment{where, x.state.ID, x.state.Round}
	if where == voting || where == table {
		now.place = voting // the same vote, and its end
	}
	if now == p.told {
		return
	}
	before := p.told
	p.told = now
	switch where {
	case voting, table:
		if p.story != x.step.ID {
			p.read(x)
		}
		p.out.say(p.heading(x))
		if p.live() {
			p.status()
		} else if n := p.recordedHere(x); n > 0 {
			p.out.say(fmt.Sprintf("%s on record already.", wording.Count(n, "answer")))
		}
	case revealed:
		if p.story != x.step.ID {
			p.header(x)
			p.out.say(x.step.Title)
			p.story = x.step.ID
		}
		p.reveal(x)
	case skipped:
		p.header(x)
		p.out.say(x.step.Title + " This step was skipped: its norms were not asked.")
	case washing:
		p.wash()
	case ended:
		if before.place != washing {
			p.wash()
		}
		p.out.say("The exercise is finished. The report can be had with: normwalk report " + p.state().Setup().Exercise)
	}
}

// read reads the step from its beginning.
func (p *player) read(x at) {
	p.story = x.step.ID
	p.header(x)
	p.tell(x)
}

func (p *player) recordedHere(x at) int {
	n := 0
	for _, q := range p.questions(x) {
		if p.answered(x, q) {
			n++
		}
	}
	return n
}

// ask is the prompt. The long form of the commands comes once; help has it
// from then on.
func (p *player) ask(where place, q question) string {
	if p.live() {
		return p.liveAsk(where)
	}
	switch where {
	case briefing:
		return "Enter goes to the first step, brief reads the background, who blames whom, who is who and the norms in play, ? more"
	case voting:
		return p.put(q)
	case table:
		return p.tableAsk()
	case skipped:
		return "Enter goes on, go N turns to a step, u takes the skipping back, ? more"
	case revealed:
		x, _ := p.here()
		text := "Enter goes on, "
		if x.state.Index == len(p.state().Steps())-1 {
			text = "Enter goes to the hot wash, "
		}
		if x.state.Round == 1 {
			text += "again votes a second time, "
		}
		return text + "n KIND TEXT keeps a note, u takes the reveal back, ? more"
	case washing:
		if x, ok := p.here(); ok {
			return fmt.Sprintf("Enter goes back to step %d, n KIND TEXT keeps a note, finish ends the exercise, report saves the report, quit, ? more", x.state.Index+1)
		}
		return "Enter goes back to the briefing, n KIND TEXT keeps a note, finish ends the exercise, quit, ? more"
	}
	return "Enter leaves, report saves the report, n KIND TEXT keeps a note, reopen takes the exercise up again, ? more"
}

func (p *player) tableAsk() string {
	x, _ := p.here()
	text := "No norm is on the table. "
	if n := len(p.questions(x)); n > 0 {
		text = fmt.Sprintf("%d of %s on record. ", p.recordedHere(x), wording.Count(n, "answer"))
	}
	text += "Enter reveals, + NORM adds a norm, - NORM sets one aside, NORM ANSWER changes one (" + p.example() + "), "
	if p.listed {
		return text + "u undo, help lists the rest"
	}
	p.listed = true
	return text + "u undo, skip, back, go N, n KIND TEXT keeps a note (takeaway, parking, unintended, or followup with owner: and due:), " +
		"propose TEXT, notes shows facilitator notes, norm QUERY reads a norm, sources, wash, finish, quit, help"
}

// example is an answer with its norm, as it may be typed.
func (p *player) example() string {
	setup := p.state().Setup()
	switch {
	case setup.Mode == exercise.Solo:
		return "13h l"
	case len(setup.Groups) > 0:
		return "13h " + strings.ToLower(setup.Groups[0]) + " 3 2 1"
	}
	return "13h 12 5 2"
}

// enter is what an empty line does.
func (p *player) enter(where place, q question) error {
	if p.live() {
		p.status()
		return nil
	}
	x, _ := p.here()
	steps := p.state().Steps()
	switch where {
	case briefing:
		return p.run(exercise.Enter{Step: steps[0].ID})
	case voting:
		p.passed[q] = true
		if x.state.Round == 2 {
			p.out.say(p.short(q) + ": not asked again.")
		} else {
			p.out.say(p.short(q) + ": not asked.")
		}
		return nil
	case table:
		return p.run(exercise.Reveal{Step: x.step.ID})
	case revealed, skipped:
		if x.state.Index == len(steps)-1 {
			p.washing = true
			return nil
		}
		return p.run(exercise.Enter{Step: steps[x.state.Index+1].ID})
	case washing:
		p.washing = false
		return nil
	}
	return errLeave
}

// more explains the prompt at hand.
func (p *player) more(where place, q question) {
	if where == voting {
		n := p.norm(q.norm)
		p.out.say(n.Reference + " " + n.Label + ": " + stop(n.Restatement))
		p.out.labelled("What to look for", n.LookFor)
		p.answers()
		p.out.say("Enter leaves the norm not asked. - sets it aside: it doesn't apply. norm " + n.Item + " reads all about it. help lists the commands.")
		return
	}
	p.help()
}

// answers explains the form of an answer.
func (p *player) answers() {
	if p.state().Setup().Mode == exercise.Solo {
		p.out.say("An answer is h helped, l added latency, i irrelevant or a abstain. After it, if you like: a reason (" + names(exercise.Reasons()) +
			"), a delay (" + names(exercise.Delays()) + "), and a comment behind #. For example: l trust hours # they waited for the ministry")
		return
	}
	if p.live() {
		p.out.say("People vote on their own devices. Hands that you count go beside their votes.")
	}
	p.out.say("An answer is the number of hands for helped, for added latency, for irrelevant and, if anybody abstained, for abstain. After them, if you like: a reason (" +
		names(exercise.Reasons()) + "), a delay (" + names(exercise.Delays()) + "), and a comment behind #. For example: 12 5 2 1 trust hours # they waited for the ministry")
}
