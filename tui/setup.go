package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// setupPage settles how an exercise is run. Every line has a good default, so
// that enter is enough.
type setupPage struct {
	scenario *scenario.Scenario
	norms    *norm.Set
	cursor   int
	choice   choiceOf
	opening  bool
}

// choiceOf is what the lines of the set-up stand at.
type choiceOf struct {
	mode    exercise.Mode
	tracks  []scenario.Track
	track   int
	offers  []normChoice
	norms   int // index into offers
	groups  int // index into groupChoices
	people  int
	minutes int // 0: the track's
	label   int // 0: none; then exercise.TLPs
	chatham bool
}

func newSetup(s *scenario.Scenario, norms *norm.Set) *setupPage {
	c := choiceOf{mode: exercise.Hands, tracks: s.AllTracks(), offers: normChoices(norms)}
	for i, t := range c.tracks {
		if t.ID == "60-minutes" {
			c.track = i
		}
	}
	return &setupPage{scenario: s, norms: norms, choice: c}
}

// choice is what the host is asked for.
func (c choiceOf) choice(s *scenario.Scenario) room.Choice {
	out := room.Choice{Scenario: s.ID, Mode: c.mode, Track: c.tracks[c.track].ID, Minutes: c.minutes}
	out.Norms, out.Families = c.offers[c.norms].norms, c.offers[c.norms].families
	if c.label > 0 {
		out.TLP = exercise.TLPs()[c.label-1]
	}
	if c.mode == exercise.Solo {
		return out
	}
	out.ChathamHouse, out.Groups = c.chatham, groupChoices()[c.groups].groups
	if c.mode == exercise.Hands {
		out.People = c.people
	}
	return out
}

func (c choiceOf) planned() int {
	if c.minutes > 0 {
		return c.minutes
	}
	return c.tracks[c.track].Minutes
}

type groupChoice struct {
	name   string
	groups []string
}

func groupChoices() []groupChoice {
	return []groupChoice{
		{"the whole room together", nil},
		{"technical community and policy people apart", []string{"Technical community", "Policy"}},
		{"the stakeholder groups of the IGF, each apart", exercise.StakeholderGroups()},
	}
}

// normsLine is the line on which the norms are chosen.
const normsLine = "Norms"

// setupLine is one thing that can be changed.
type setupLine struct {
	name   string
	value  string
	change func(c *choiceOf, by int)
	number *int // typed rather than changed, if not nil
}

func (p *setupPage) lines(a *App) []setupLine {
	c := &p.choice
	turn := func(i, by, n int) int { return (i + by + n) % n }
	track := c.tracks[c.track]
	lines := []setupLine{
		{"How", string(c.mode) + " · " + modeWords(c.mode), func(c *choiceOf, by int) {
			modes := []exercise.Mode{exercise.Hands, exercise.Solo}
			if a.Serve != nil {
				modes = append(modes, exercise.Room)
			}
			c.mode = modes[turn(slices.Index(modes, c.mode), by, len(modes))]
		}, nil},
		{"Track", fmt.Sprintf("%s · %s", track.Title, wording.Count(len(track.Steps), "step")), func(c *choiceOf, by int) {
			c.track = turn(c.track, by, len(c.tracks))
		}, nil},
		{normsLine, fmt.Sprintf("%s · %s", c.offers[c.norms].name, c.perStep(p.scenario, p.norms)), func(c *choiceOf, by int) {
			c.norms = turn(c.norms, by, len(c.offers))
		}, nil},
		{"Minutes", fmt.Sprint(c.planned()), func(c *choiceOf, by int) {
			c.minutes = max(5, c.planned()+5*by)
		}, &c.minutes},
	}
	if c.mode != exercise.Solo {
		lines = append(lines, setupLine{"Groups", groupChoices()[c.groups].name, func(c *choiceOf, by int) {
			c.groups = turn(c.groups, by, len(groupChoices()))
		}, nil})
	}
	if c.mode == exercise.Hands {
		people := "not counted (type a number)"
		if c.people > 0 {
			people = fmt.Sprint(c.people)
		}
		lines = append(lines, setupLine{"People", people, func(c *choiceOf, by int) { c.people = max(0, c.people+by) }, &c.people})
	}
	label := "none: the results carry no label"
	if c.label > 0 {
		label = "TLP:" + string(exercise.TLPs()[c.label-1]) + " on every result"
	}
	lines = append(lines, setupLine{"Label", label, func(c *choiceOf, by int) {
		c.label = turn(c.label, by, len(exercise.TLPs())+1)
	}, nil})
	if c.mode != exercise.Solo {
		rule := "none"
		if c.chatham {
			rule = "Chatham House: what was said may be used, not who said it"
		}
		lines = append(lines, setupLine{"Rule", rule, func(c *choiceOf, _ int) { c.chatham = !c.chatham }, nil})
	}
	return lines
}

func (p *setupPage) head(a *App) (string, string) {
	return p.scenario.Title + " · set-up", ""
}

func (p *setupPage) body(a *App, width, height int) []string {
	var out []string
	for i, l := range p.lines(a) {
		mark, name := "   ", pad(l.name, 9)
		value := l.value
		if i == p.cursor {
			mark, name = " "+a.style.cursor.Render("▸")+" ", a.style.strong.Render(name)
			value = "‹ " + a.style.strong.Render(value) + " ›"
		} else {
			value = "  " + value
		}
		lines := hang(mark+name, value, min(width-2, widest+10))
		out = append(out, lines...)
		if i == p.cursor {
			out = append(out, p.told(a, l, min(width-16, widest-4))...)
		}
		if height > 22 {
			out = append(out, "")
		}
	}
	// In a low window what the incident is gives way to what can be chosen.
	text := min(width-5, widest)
	summary := atMost(wrap(p.scenario.Summary, text), max(2, height-len(out)-3))
	out = append(append(append([]string{""}, indent(summary, 2)...), ""), out...)
	t := p.choice.tracks[p.choice.track]
	about := fmt.Sprintf("Steps: %s.", strings.Join(p.titles(t), " · "))
	steps := indent(paint(a.style.dim, atMost(wrap(about, text), height-len(out)-1)), 3)
	return append(append(out, ""), steps...)
}

// told explains the line under the cursor, where a word doesn't do it, and
// warns where more is on the table than a room can judge.
func (p *setupPage) told(a *App, l setupLine, width int) []string {
	c := &p.choice
	if l.name != normsLine {
		return nil
	}
	out := paint(a.style.dim, indent(wrap(c.offers[c.norms].about, width), 14))
	if w := c.tooMany(p.scenario, p.norms); w != "" {
		out = append(out, indent(hang(a.style.warn.Render("!")+" ", w, width), 14)...)
	}
	return out
}

func (p *setupPage) titles(t scenario.Track) []string {
	var out []string
	for _, id := range t.Steps {
		if s, ok := p.scenario.Step(id); ok {
			out = append(out, s.Title)
		}
	}
	return out
}

func (p *setupPage) keys(a *App) []key.Binding {
	k := a.key
	out := []key.Binding{k.Begin, k.Up, k.Down, k.Change}
	if p.lines(a)[p.cursor].number != nil {
		out = append(out, as(k.Count, "type it"))
	}
	if p.lines(a)[p.cursor].name == normsLine && len(p.norms.Catalogues()) > 1 {
		out = append(out, as(k.Mark, "several families"))
	}
	return append(out, k.Back, k.Quit)
}

func (p *setupPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k, lines := a.key, p.lines(a)
	line := lines[min(p.cursor, len(lines)-1)]
	switch {
	case key.Matches(msg, k.Back):
		a.pop()
	case key.Matches(msg, k.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, k.Down):
		p.cursor = min(len(lines)-1, p.cursor+1)
	case key.Matches(msg, k.Left):
		line.change(&p.choice, -1)
	case key.Matches(msg, k.Right):
		line.change(&p.choice, +1)
	case line.name == normsLine && key.Matches(msg, k.Mark) && len(p.norms.Catalogues()) > 1:
		a.push(newFamilies(p))
	case line.number != nil && key.Matches(msg, k.Count):
		if n, err := strconv.Atoi(fmt.Sprint(*line.number) + msg.String()); err == nil && n < 10000 {
			*line.number = n
		}
	case line.number != nil && key.Matches(msg, k.TakeBack):
		*line.number /= 10
	case key.Matches(msg, k.Begin):
		if p.opening {
			return nil
		}
		p.opening = true
		return a.start(p.scenario, p.choice)
	}
	return nil
}
