package plain

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/practice"
	"github.com/normwalk/normwalk/tui/wording"
)

// PracticeStore keeps what was practised.
type PracticeStore interface {
	Practice(ctx context.Context) (map[string]json.RawMessage, error)
	KeepPractice(ctx context.Context, item string, card json.RawMessage) error
}

// Practice is what [Practise] is given by the program around it.
type Practice struct {
	In       io.Reader
	Out, Err io.Writer
	Norms    *norm.Set
	Pool     practice.Pool
	Store    PracticeStore
	Now      func() time.Time
	Chance   *rand.Rand
	Width    int // columns; 80 if 0
	// Interactive says that a person types; see [Options].
	Interactive bool
}

// Practise asks which norm is which, a session after another, until the person
// leaves or the input ends; both are nil. Each answer is kept before the next
// question. It fails if the journal or the output does, and with the error of ctx.
func Practise(ctx context.Context, o Practice) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	o.Width = max(o.Width, 20)
	p := &practising{Practice: o, in: newInput(o.In), out: &printer{w: o.Out, width: o.Width}, trouble: &printer{w: o.Err, width: o.Width}}
	defer p.in.close()
	kept, err := o.Store.Practice(ctx)
	if err != nil {
		return err
	}
	p.cards = practice.Decode(kept)
	for {
		err := p.session(ctx)
		if err == nil {
			err = p.another(ctx)
		}
		switch {
		case errors.Is(err, errLeave):
			return p.out.err
		case errors.Is(err, io.EOF):
			p.out.blank()
			return p.out.err
		case err != nil:
			return err
		}
	}
}

// practising is one run.
type practising struct {
	Practice
	in      *input
	out     *printer
	trouble *printer
	cards   practice.Cards
}

// session asks the questions of a session. However it ends, it says at the end
// how it went.
func (p *practising) session(ctx context.Context) error {
	questions := practice.Session(p.Norms, p.Pool.Norms, p.cards, practice.Length, p.Now(), p.Chance)
	due, fresh := practice.Due(p.Pool.Norms, p.cards, p.Now())
	p.out.say(fmt.Sprintf("Practise: which norm is this? %s, %s: %d due, %d new.", p.Pool.Name, wording.Count(len(p.Pool.Norms), "norm"), due, fresh))
	p.out.say("Each question reads what a norm says; choose which of the norms below it that is, by its number or by a letter, a for 1. Enter reads the question again, quit leaves.")
	var answers []norm.ID
	for i, q := range questions {
		p.out.blank()
		p.ask(q, i+1, len(questions))
		given, err := p.choice(ctx, q, i+1, len(questions))
		if err != nil {
			p.summary(questions, answers)
			return err
		}
		answers = append(answers, given)
		if err := p.answered(ctx, q, given); err != nil {
			return err
		}
	}
	p.summary(questions, answers)
	return p.out.err
}

func (p *practising) ask(q practice.Question, at, of int) {
	n := wording.Norm(p.Norms, q.Norm)
	p.out.say(fmt.Sprintf("Question %d of %d. %s", at, of, n.Restatement))
	p.out.labelled("It speaks to", n.Addressee)
	for i, id := range q.Choices {
		o := wording.Norm(p.Norms, id)
		p.out.say(fmt.Sprintf("%d: %s, %s", i+1, p.Norms.Cite(o), o.Label))
	}
}

// choice waits for one of the norms offered.
func (p *practising) choice(ctx context.Context, q practice.Question, at, of int) (norm.ID, error) {
	for {
		line, err := p.line(ctx, fmt.Sprintf("Which norm is this? 1 to %d", len(q.Choices)))
		switch word := strings.ToLower(strings.TrimSpace(line)); {
		case err != nil:
			return "", err
		case word == "":
			p.ask(q, at, of)
		default:
			if i, ok := chosen(word, len(q.Choices)); ok {
				return q.Choices[i], nil
			}
			p.trouble.say(fmt.Sprintf("“%s” is none of the answers: say 1 to %d, or a letter. Enter reads the question again, quit leaves.", shorten(inert.Line(line), 40), len(q.Choices)))
		}
	}
}

// chosen reads "2", "2.", "b" or "b)" as the second of some choices.
func chosen(word string, of int) (int, bool) {
	word = strings.TrimRight(word, ".)")
	if len(word) != 1 {
		return 0, false
	}
	i := int(word[0]) - '1'
	if 'a' <= word[0] && word[0] <= 'z' {
		i = int(word[0]) - 'a'
	}
	return i, 0 <= i && i < of
}

// line asks for a line. Words that leave are [errLeave].
func (p *practising) line(ctx context.Context, prompt string) (string, error) {
	p.out.prompt(prompt)
	if p.out.err != nil {
		return "", fmt.Errorf("write the dialogue: %w", p.out.err)
	}
	line, err := p.in.next(ctx)
	if errors.Is(err, errLong) {
		line, err = "a line that is too long", nil
	}
	if err != nil {
		p.out.blank()
		return "", err
	}
	if !p.Interactive {
		p.out.echo(line)
	}
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "q", "quit", "exit":
		return "", errLeave
	}
	return line, nil
}

// answered keeps an answer, and says what is right and why.
func (p *practising) answered(ctx context.Context, q practice.Question, given norm.ID) error {
	card := p.cards[q.Norm].After(given == q.Norm, p.Now())
	p.cards[q.Norm] = card
	data, err := card.Encode()
	if err == nil {
		// An interruption lets the answer that is under way be kept.
		err = p.Store.KeepPractice(context.WithoutCancel(ctx), string(q.Norm), data)
	}
	if err != nil {
		err = fmt.Errorf("this answer was not kept: %w", err)
		if !p.Interactive {
			return err
		}
		p.trouble.say(sentence(err.Error()))
	}
	verdict := "Right. "
	if given != q.Norm {
		verdict = "Not this time. "
	}
	p.out.say(verdict + wording.RightAnswer(p.Norms, q))
	if why, other := wording.Why(p.Norms, q, given); other != nil {
		p.out.say(why)
		p.out.labelled("It says", other.Restatement)
	}
	if n := wording.Norm(p.Norms, q.Norm); len(n.Links) > 0 {
		p.out.say("Read " + p.Norms.Cite(n) + " here: " + n.Links[0].URL)
	}
	p.out.say("This one comes again " + wording.Again(card.Due.Sub(p.Now())) + ".")
	return p.out.err
}

// summary says calmly how it went, as far as there are answers.
func (p *practising) summary(questions []practice.Question, answers []norm.ID) {
	p.out.blank()
	if len(answers) == 0 {
		p.out.say("Nothing was answered.")
		return
	}
	missed := wording.Missed(p.Norms, questions, answers)
	p.out.say(fmt.Sprintf("%d of %d right.", len(answers)-len(missed), len(answers)))
	p.out.say(wording.AfterSession(p.cards, questions, answers, p.Now()))
	for _, m := range missed {
		p.out.say(stop(m))
	}
	_, fresh := practice.Due(p.Pool.Norms, p.cards, p.Now())
	p.out.say(wording.StillFresh(len(p.Pool.Norms), fresh))
}

// another waits for the wish to go on.
func (p *practising) another(ctx context.Context) error {
	_, err := p.line(ctx, "Enter asks more, quit leaves")
	return err
}
