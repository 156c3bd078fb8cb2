package plain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/tui/wording"
)

// errWaited ends a script whose votes didn't come: its next lines rest on them.
var errWaited = errors.New("the votes that the script waits for didn't come")

// Lengths of a wait.
const (
	usualWait = time.Minute
	mostWait  = 4 * time.Hour
)

// wait lets a script go on once people have voted.
func (p *player) wait(_ at, rest string) error {
	count, after, timed := strings.Cut(rest, " ")
	want, err := strconv.Atoi(count)
	limit := usualWait
	if timed && err == nil {
		var seconds int
		seconds, err = strconv.Atoi(strings.TrimSpace(after))
		limit = time.Duration(seconds) * time.Second
	}
	if err != nil || want < 1 || limit <= 0 || limit > mostWait {
		p.complain(errors.New("say how many votes to wait for, and if you like how many seconds: wait 12 30"))
		return nil
	}
	ctx, cancel := context.WithTimeout(p.ctx, limit)
	defer cancel()
	got := 0
	for s := range p.Room.Watch(ctx, exercise.Facilitator) {
		if got = ballots(s); got >= want {
			p.out.say(fmt.Sprintf("%s recorded at this step.", wording.Count(got, "vote")))
			return nil
		}
	}
	if p.ctx.Err() != nil {
		return p.ctx.Err()
	}
	err = fmt.Errorf("%d of %d within %s: %w", got, want, clock(limit), errWaited)
	if p.Interactive {
		p.complain(err)
		return nil
	}
	return err
}

// ballots counts those of the latest round of the step that the room is at.
func ballots(s *exercise.State) int {
	st, _ := s.Step(s.Current())
	n := 0
	for _, id := range st.Norms {
		v := s.Votes(exercise.Item{Step: st.ID, Norm: id, Round: st.Round})
		n += v.Hidden + len(v.Ballots)
	}
	return n
}

// sumUp counts the reasons and delays that people gave, and their comments.
func (p *player) sumUp(ballots []exercise.Cast) {
	reasons, delays, comments := map[string]int{}, map[string]int{}, 0
	for _, c := range ballots {
		if c.Ballot.Reason != "" {
			reasons[string(c.Ballot.Reason)]++
		}
		if c.Ballot.Delay != "" {
			delays[string(c.Ballot.Delay)]++
		}
		if c.Ballot.Note != "" {
			comments++
		}
	}
	if len(reasons) > 0 {
		p.out.say("Reasons: " + counted(reasons, "") + ".")
	}
	if len(delays) > 0 {
		p.out.say("Delays: " + counted(delays, "") + ".")
	}
	if comments > 0 {
		p.out.say(wording.Count(comments, "comment") + ", for you alone: comments reads them.")
	}
}

// comments reads what people wrote with their votes at this step.
func (p *player) comments(x at, query string) error {
	if x.state.Phase != exercise.Discussing {
		p.complain(errors.New("comments can be read once the step is revealed"))
		return nil
	}
	norms := x.state.Norms
	if query != "" {
		m, ok := p.find(query, norms)
		if !ok {
			return nil
		}
		if !slices.Contains(norms, m.Norm.ID) {
			p.complain(errors.New(m.Norm.Reference + " is not on the table at this step"))
			return nil
		}
		norms = []norm.ID{m.Norm.ID}
	}
	said := 0
	for _, id := range norms {
		votes, _ := p.state().Latest(x.step.ID, id)
		for _, c := range votes.Ballots {
			if c.Ballot.Note != "" {
				said++
				p.out.say(fmt.Sprintf("%s, %s: “%s”", p.norm(id).Reference, c.Ballot.Answer.Label(), inert.Line(c.Ballot.Note)))
			}
		}
	}
	if said == 0 {
		p.out.say("Nobody wrote a comment here.")
	}
	return nil
}
