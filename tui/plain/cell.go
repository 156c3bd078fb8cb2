package plain

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// cell reads all that there is on a norm at a step: "13h 4".
func (p *player) cell(rest string) error {
	cut := strings.LastIndexByte(rest, ' ')
	number, err := strconv.Atoi(rest[cut+1:])
	steps := p.state().Steps()
	if cut < 0 || err != nil || number < 1 || number > len(steps) {
		p.complain(fmt.Errorf("say which norm and which step, from 1 to %d: cell 13h 4", len(steps)))
		return nil
	}
	words := strings.Fields(rest[:cut])
	if last := len(words) - 1; last > 0 && strings.EqualFold(words[last], "step") {
		words = words[:last]
	}
	m, ok := p.find(strings.Join(words, " "), nil)
	if !ok {
		return nil
	}
	x, _ := p.at(steps[number-1].ID)
	f := p.findings()
	items := slices.DeleteFunc(slices.Clone(f.Items), func(i analysis.Item) bool { return i.Step != x.step.ID || i.Norm != m.Norm.ID })
	if len(items) == 0 {
		p.complain(errors.New(m.Norm.Reference + " was not on the table at " + f.at(x.step.ID)))
		return nil
	}
	p.out.say(sentence(p.name(m.Norm.ID) + ", at " + f.at(x.step.ID)))
	for i := range items {
		f.item(&items[i], len(items) > 1)
	}
	votes, _ := p.state().Latest(x.step.ID, m.Norm.ID)
	if x.state.Phase == exercise.Discussing {
		p.remarks(votes)
		p.reading(x, m.Norm.ID, votes)
	}
	return nil
}

// item reads one round of an item, words before numbers.
func (f findings) item(i *analysis.Item, twice bool) {
	text := i.Sentence(f.Mode)
	if twice {
		text = fmt.Sprintf("Vote %d: %s", i.Round, text)
	}
	if over := f.Overcount(i); over != "" {
		text += "; " + over
	}
	f.out.say(sentence(text))
	if f.Mode == exercise.Solo || i.Tally.Answered() == 0 {
		return
	}
	f.out.say(numbers(i.Tally))
	for _, g := range i.Groups {
		f.out.say(sentence(wording.Group(g.Group) + ": " + tally(g.Tally)))
	}
	if len(i.Merged) > 0 {
		f.out.say("Too few to be told apart, and among everybody else: " + strings.Join(i.Merged, ", ") + ".")
	}
	if x, ok := i.Agreement.Get(); ok {
		f.out.say(fmt.Sprintf("Two people drawn from those who gave a verdict agree with a chance of %s.", percent(x)))
	}
}

// percent is a share for the ear.
func percent(x float64) string { return fmt.Sprintf("%.0f%%", 100*x) }
