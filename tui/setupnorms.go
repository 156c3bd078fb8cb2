package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// normChoice is one way of choosing the norms: of some families each step's
// candidates, or some norms at every step.
type normChoice struct {
	name     string
	about    string // what that means, in a sentence or two
	families []string
	norms    []norm.ID
	own      bool // put together by the person at the keyboard
}

// normChoices are the ways that a set-up offers, as far as the norms for them
// are loaded.
func normChoices(set *norm.Set) []normChoice {
	technical, eleven := set.ShortList(norm.ListTechnical), set.ShortList(norm.ListEleven)
	first := normChoice{"the author's candidates", "At each step those that the author of the incident proposes.", nil, nil, false}
	if len(eleven) > 0 {
		first = normChoice{"UN norms", "At each step those of the UN eleven that the author of the incident proposes. A good start.", nil, nil, false}
	}
	out := []normChoice{first}
	add := func(loaded []norm.ID, c normChoice) {
		if len(loaded) > 0 {
			out = append(out, c)
		}
	}
	if len(eleven) > 0 {
		add(technical, normChoice{"UN norms and technical norms", "UN norms beside those of network operators, response teams, the IETF and the address registries: which did the work?", []string{norm.UNEleven, norm.ListTechnical}, nil, false})
	}
	add(technical, normChoice{"technical norms alone", "Those of network operators, response teams, the IETF and the address registries, where the author proposes them; elsewhere their nearest.", []string{norm.ListTechnical}, nil, false})
	if relatives := set.ShortList(norm.ListAssistance); len(relatives) > 1 {
		add(relatives, normChoice{"assistance: 13(h) and its relatives", "What each family says about answering a call for help: the UN's 13(h), and norms of teams, operators, treaties.", []string{norm.ListAssistance}, nil, false})
	}
	if cs := set.Catalogues(); len(cs) > 1 {
		every := make([]string, len(cs))
		for i, c := range cs {
			every[i] = c.ID
		}
		add(eleven, normChoice{"every family", "All that the author proposes, of whatever family. Much to vote on: for groups that know the norms.", every, nil, false})
	}
	if h, ok := set.Get(norm.UNEleven + "/h"); ok {
		add(eleven, normChoice{"13(h) alone", "Respond to requests for assistance: one norm, asked at every step. For a short session.", nil, []norm.ID{h.ID}, false})
	}
	if response := set.ShortList(norm.ListResponse); len(response) > 0 {
		items := make([]string, len(response))
		for i, id := range response {
			n, _ := set.Get(id)
			items[i] = "(" + n.Item + ")"
		}
		add(response, normChoice{"UN norms on incident response", "The same at every step: 13" + strings.Join(items, " ") + ", those that bear on what responders do.", nil, response, false})
	}
	add(eleven, normChoice{"all eleven UN norms", "The same eleven at every step. Thorough, and slow.", nil, eleven, false})
	return out
}

// manyAtOnce is how many norms a room can judge at a step in the minutes that
// there are, from what facilitators tell.
const manyAtOnce = 5

// take makes a choice of the person's own the one that stands there.
func (c *choiceOf) take(own normChoice) {
	own.own = true
	c.offers = slices.DeleteFunc(slices.Clone(c.offers), func(o normChoice) bool { return o.own })
	c.offers = append(c.offers, own)
	c.norms = len(c.offers) - 1
}

// plan is what would be on the table with the choices made.
func (c choiceOf) plan(s *scenario.Scenario, set *norm.Set) []exercise.Planned {
	o := c.offers[c.norms]
	return exercise.PlanFor(s, c.tracks[c.track].Steps, set, exercise.Selection{Norms: o.norms, Families: o.families})
}

// perStep says how many norms a step will have with the choices made.
func (c choiceOf) perStep(s *scenario.Scenario, set *norm.Set) string {
	low, high := c.span(s, set)
	if low == high {
		return fmt.Sprintf("%s a step", wording.Count(high, "norm"))
	}
	return fmt.Sprintf("%d to %d norms a step", low, high)
}

// span is the least and the most norms that a step will have.
func (c choiceOf) span(s *scenario.Scenario, set *norm.Set) (low, high int) {
	for i, p := range c.plan(s, set) {
		if i == 0 || len(p.Norms) < low {
			low = len(p.Norms)
		}
		high = max(high, len(p.Norms))
	}
	return low, high
}

// tooMany warns in words where a room would have more norms at a step than it
// can judge; empty if not, or for somebody alone, who has the time.
func (c choiceOf) tooMany(s *scenario.Scenario, set *norm.Set) string {
	_, high := c.span(s, set)
	if high <= manyAtOnce || c.mode == exercise.Solo {
		return ""
	}
	minutes := ""
	if steps := len(c.tracks[c.track].Steps); steps > 0 && c.planned() > 0 {
		minutes = fmt.Sprintf(" in the %s that there are", wording.Count(max(1, c.planned()/steps), "minute"))
	}
	return fmt.Sprintf("More than about %s at a step is a lot for a room to vote on%s.", wording.Count(manyAtOnce, "norm"), minutes)
}

// absent are the families of the choice of which no step has a norm.
func (c choiceOf) absent(s *scenario.Scenario, set *norm.Set) []string {
	var out []string
	for _, id := range c.offers[c.norms].families {
		x, ok := set.Catalogue(id)
		if !ok {
			continue // a short list
		}
		there := slices.ContainsFunc(c.plan(s, set), func(p exercise.Planned) bool {
			return slices.ContainsFunc(p.Norms, func(n norm.ID) bool {
				home, _ := set.CatalogueOf(n)
				return home == x
			})
		})
		if !there {
			out = append(out, x.Short)
		}
	}
	return out
}
