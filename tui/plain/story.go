package plain

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// at is a planned step with all that is known of it.
type at struct {
	step  *scenario.Step
	state exercise.StepState
}

func (p *player) at(id string) (at, bool) {
	state, ok := p.state().Step(id)
	if !ok {
		return at{}, false
	}
	return at{wording.Step(p.Room.Scenario(), id), state}, true
}

// header says where the room is, and how late.
func (p *player) header(x at) {
	s, setup := p.state(), p.state().Setup()
	text := fmt.Sprintf("Step %d of %d", x.state.Index+1, len(s.Steps()))
	if phase, ok := p.Room.Scenario().Phase(x.step.Phase); ok {
		text += fmt.Sprintf(", phase %s %s", phase.ID, phase.Title)
	}
	p.out.blank()
	p.out.say(text + ". " + used(s.Used(p.Now()), setup.Minutes) + ".")
}

// tell reads a step aloud: when, what is known, what is disputed, who is
// blamed, what was asked for, and who acted toward whom.
func (p *player) tell(x at) {
	s, step := p.Room.Scenario(), x.step
	cite := func(ids []string) string { return cited(s, ids) }
	p.out.say(step.Title)
	p.out.say(when(s, step))
	for _, f := range step.Facts {
		p.out.say(f.Text + cite(f.Sources))
	}
	for _, d := range step.Disputes {
		p.out.say("Disputed: " + d.Text + cite(d.Sources))
	}
	for _, c := range step.Claims {
		p.claim(c)
	}
	for _, r := range step.Requests {
		p.out.say(request(s, r) + cite(r.Sources))
	}
	for _, f := range step.Flows {
		text := fmt.Sprintf("Who acted: %s, toward %s, by %s", actors(s, f.From), actors(s, f.To), wording.Channel(f.Channel))
		if f.What != "" {
			text += ": " + f.What
		}
		p.out.say(stop(text))
	}
	for _, x := range step.Spans {
		p.out.say("How long: " + x.What + ", " + stop(x.Took) + cite(x.Sources))
	}
}

// claim reads an attribution as somebody's, dated, with the answer to it.
func (p *player) claim(c scenario.Claim) {
	p.out.say(fmt.Sprintf("Claimed by %s, %s: %s Answer: %s%s", c.By, c.Date.Text(), stop(c.Text), stop(c.Denial), cited(p.Room.Scenario(), c.Sources)))
}

// when is the step's time on three clocks, and how sure the author is.
func when(s *scenario.Scenario, step *scenario.Step) string {
	parts := []string{step.When.UTC()}
	if local := step.When.Local(); local != "" {
		parts = append(parts, "local time "+local)
	}
	if e := s.Elapsed(step.When); e != "" {
		parts = append(parts, e)
	}
	sure := "confidence " + string(step.Confidence)
	for _, note := range []string{step.When.Note, step.ConfidenceNote} {
		if note != "" {
			sure += "; " + note
		}
	}
	parts = append(parts, sure)
	for i := range parts {
		parts[i] = sentence(parts[i])
	}
	return strings.Join(parts, " ")
}

// request says who asked whom for what, and the three times that matter.
func request(s *scenario.Scenario, r scenario.Request) string {
	return fmt.Sprintf("Request: %s asked %s for %s, by %s: %s Sent: %s. Acknowledged: %s. Acted on: %s. Outcome: %s",
		actors(s, []string{r.Asker}), actors(s, []string{r.Asked}), r.Kind, wording.Channel(r.Channel), stop(r.What),
		wording.Moment(r.Sent), wording.Moment(r.Acknowledged), wording.Moment(r.Acted), stop(r.Outcome))
}

// cited is the sources' ids, with a space before, and says when none was read.
func cited(s *scenario.Scenario, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	text := " [" + strings.Join(ids, ", ") + "]"
	if s.Unverified(ids) {
		text += " (unverified)"
	}
	return text
}

func actors(s *scenario.Scenario, ids []string) string { return list(s.Names(ids)) }

// sources reads the sources of a step, with how well the author knows each.
func (p *player) sources(x at) {
	for _, id := range x.step.Cited() {
		src, ok := p.Room.Scenario().Source(id)
		if !ok {
			continue
		}
		text := src.ID + ": " + stop(wording.Source(src)) + " " + sentence(wording.Status(src.Status))
		if src.Note != "" {
			text += " " + sentence(src.Note)
		}
		p.out.say(text + " " + src.URL)
	}
}

// norm is a norm of the exercise's own catalogues. Where several families lie
// on the table its reference says whose it is.
func (p *player) norm(id norm.ID) *norm.Norm {
	return wording.NormAmong(p.Room.Content().Norms(), id, p.several())
}

// several reports whether norms of more than one family are on the table.
func (p *player) several() bool {
	return len(p.Room.Content().Norms().Homes(p.state().Norms())) > 1
}

// kin says what a norm is, and cites where other families have its idea.
func (p *player) kin(id norm.ID) {
	set := p.Room.Content().Norms()
	n, ok := set.Get(id)
	if !ok {
		return
	}
	text := set.StandingOf(n)
	if more := wording.Elsewhere(set, id, 160, func(s string) int { return len(s) }); more != "" {
		text += "; " + more
	}
	p.out.say(sentence(text))
}

func (p *player) name(id norm.ID) string {
	n := p.norm(id)
	return n.Reference + " " + n.Label
}
