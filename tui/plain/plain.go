package plain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
)

// ErrEnded says that the input ended before the exercise did. Everything
// recorded is kept, and Err has been told how to go on.
var ErrEnded = errors.New("the input ended before the exercise")

// Options are what the player is given by the program around it.
type Options struct {
	In       io.Reader
	Out, Err io.Writer
	Room     *room.Room // open; Run doesn't close it
	Live     *Live      // how a live room is served; nil for other exercises
	Now      func() time.Time
	Width    int // columns; 80 if 0
	// Save writes a report under a name and says where it went. Without it
	// the player says how to get the report later.
	Save func(name string, body []byte) (path string, err error)
	// Interactive says that a person types. Otherwise answers are echoed, so
	// that the output can be read by itself, and a journal that fails ends
	// the run: the lines to come answer other questions.
	Interactive bool
}

// Run plays the exercise until it is left. It returns nil when the person
// leaves, or when the input ends after the exercise was finished. Before that
// the end of the input is [ErrEnded], and the end of ctx its error; a failing
// journal or output is an error too. Whatever the way it ends, what was
// acknowledged as recorded is kept.
func Run(ctx context.Context, o Options) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	o.Width = max(o.Width, 20)
	p := &player{
		Options: o, ctx: ctx, in: newInput(o.In),
		out:     &printer{w: o.Out, width: o.Width},
		trouble: &printer{w: o.Err, width: o.Width},
		passed:  map[question]bool{},
	}
	defer p.in.close()
	p.welcome()
	for {
		err := p.turn()
		switch {
		case errors.Is(err, errLeave):
			p.goodbye()
			return p.out.err
		case errors.Is(err, io.EOF) && p.state().Phase() == exercise.Ended:
			p.out.blank()
			return p.out.err
		case errors.Is(err, io.EOF):
			p.out.blank()
			p.trouble.say("The input ended before the exercise did. " + p.howToResume())
			return ErrEnded
		case ctx.Err() != nil:
			p.out.blank()
			p.trouble.say("Interrupted. " + p.howToResume())
			return ctx.Err()
		case err != nil:
			p.trouble.say(p.howToResume())
			return err
		}
	}
}

// errLeave ends the loop on the person's wish.
var errLeave = errors.New("leave")

// A player is one run. It keeps only what the state doesn't know: what was
// read aloud already, and which questions were passed over.
type player struct {
	Options
	ctx     context.Context
	in      *input
	out     *printer
	trouble *printer

	washing bool              // in the hot wash rather than at the step
	shown   bool              // the projector was told of the hot wash
	story   string            // the step whose facts were read last
	told    moment            // what was announced last
	visit   exercise.Item     // the step and round that passed belongs to; no norm
	passed  map[question]bool // passed over with Enter
	listed  bool              // the commands were listed once
	heard   int64             // the latest proposal that was announced or read
}

// A moment is what an announcement is about; it changes when there is
// something new to announce.
type moment struct {
	place place
	step  string
	round int
}

// A place is what the player asks for.
type place int

const (
	briefing place = iota // before the first step
	voting                // a norm is put to the vote
	table                 // all norms were put
	revealed
	skipped
	washing
	ended
)

// state is what the facilitator may know: of a live room's open votes, how many
// there are.
func (p *player) state() *exercise.State { return p.Room.View(exercise.Facilitator) }

// live reports whether people vote on devices of their own.
func (p *player) live() bool { return p.state().Setup().Mode == exercise.Room }

// here is the step that the room is at.
func (p *player) here() (at, bool) {
	return p.at(p.state().Current())
}

// turn announces what is new, asks for a line and acts on it.
func (p *player) turn() error {
	p.follow()
	p.notices()
	where, q := p.where()
	p.tellOfWash(where)
	p.announce(where)
	p.out.prompt(p.ask(where, q))
	if p.out.err != nil {
		return fmt.Errorf("write the dialogue: %w", p.out.err)
	}
	line, err := p.in.next(p.ctx)
	switch {
	case errors.Is(err, errLong):
		p.echo("")
		p.complain(fmt.Errorf("the line is longer than %d characters; nothing was recorded", maxLine))
		return nil
	case err != nil:
		return err
	}
	p.echo(line)
	return p.act(where, q, line)
}

// follow forgets what was passed over at another step, or in another round.
func (p *player) follow() {
	x, _ := p.here()
	if now := (exercise.Item{Step: x.state.ID, Round: x.state.Round}); now != p.visit {
		p.visit = now
		clear(p.passed)
	}
}

// where says what is to be asked now; for a vote, also the question.
func (p *player) where() (place, question) {
	s := p.state()
	x, ok := p.here()
	switch {
	case s.Phase() == exercise.Ended:
		return ended, question{}
	case p.washing:
		return washing, question{}
	case !ok || x.state.Phase == exercise.Pending:
		return briefing, question{}
	case x.state.Phase == exercise.Discussing:
		return revealed, question{}
	case x.state.Phase == exercise.Skipped:
		return skipped, question{}
	case p.live():
		return table, question{} // nobody waits for the facilitator's answers
	}
	for _, q := range p.questions(x) {
		if !p.passed[q] && !p.answered(x, q) {
			return voting, q
		}
	}
	return table, question{}
}

// echo ends the line of the prompt where no terminal did.
func (p *player) echo(line string) {
	if !p.Interactive {
		p.out.echo(line)
	}
}

// complain says why nothing came of a line.
func (p *player) complain(err error) { p.trouble.say(sentence(explain(err))) }

// do sends a command to the room and waits until it is on disk. done is false
// if nothing was recorded, and the person has been told why. The error ends
// the run.
func (p *player) do(c exercise.Command) (ack room.Ack, done bool, err error) {
	// An interruption lets the command that is under way finish, so that
	// nobody has to wonder whether it was recorded.
	ack, err = p.Room.Do(context.WithoutCancel(p.ctx), c)
	if err == nil {
		return ack, true, nil
	}
	if _, refusal := p.Room.State().Decide(c); refusal != nil {
		p.complain(refusal)
		return ack, false, nil
	}
	if p.Interactive && !errors.Is(err, room.ErrClosed) {
		p.complain(err)
		return ack, false, nil
	}
	return ack, false, err
}

// run is do for commands whose outcome shows by itself.
func (p *player) run(c exercise.Command) error {
	_, _, err := p.do(c)
	return err
}

func (p *player) howToResume() string {
	text := "Everything recorded is kept; go on with: normwalk resume " + p.state().Setup().Exercise
	if p.Live != nil {
		text = "Once the room is open again, people come back to their votes by themselves.\n\n" + text
	}
	return text
}

func (p *player) goodbye() {
	if p.state().Phase() != exercise.Ended {
		p.out.say(p.howToResume())
	}
}

// explain puts a refusal into words for the person at the keyboard.
func explain(err error) string {
	switch {
	case errors.Is(err, exercise.ErrFinished):
		return "the exercise is finished: reopen takes it up again"
	case errors.Is(err, exercise.ErrClosed):
		return "this step has been revealed: u takes the reveal back, again opens a second vote"
	case errors.Is(err, exercise.ErrVoted):
		return "votes are recorded already: take them back, with clear behind the norm, before setting it aside or skipping the step"
	case errors.Is(err, exercise.ErrNorm):
		return "that norm is not on the table at this step: + NORM puts it there"
	}
	return err.Error()
}
