package tui

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// normChoice is one way of choosing the norms: of some families each step's
// candidates, or some norms at every step.
type normChoice struct {
	name     string
	about    string // what that means, in a sentence or two
	families []string
	norms    []norm.ID
}

// normChoices are the ways that a set-up offers, as far as the norms for them
// are loaded.
func normChoices(set *norm.Set) []normChoice {
	technical, eleven := set.ShortList(norm.ListTechnical), set.ShortList(norm.ListEleven)
	first := normChoice{"the author's candidates", "At each step those that the author of the incident proposes.", nil, nil}
	if len(eleven) > 0 {
		first = normChoice{"UN norms", "At each step those of the UN eleven that the author of the incident proposes. A good start.", nil, nil}
	}
	out := []normChoice{first}
	add := func(loaded []norm.ID, c normChoice) {
		if len(loaded) > 0 {
			out = append(out, c)
		}
	}
	if len(eleven) > 0 {
		add(technical, normChoice{"UN norms and technical norms", "UN norms beside those of network operators, response teams, the IETF and the address registries: which did the work?", []string{norm.UNEleven, norm.ListTechnical}, nil})
	}
	add(technical, normChoice{"technical norms alone", "Those of network operators, response teams, the IETF and the address registries, where the author proposes them; elsewhere their nearest.", []string{norm.ListTechnical}, nil})
	if relatives := set.ShortList(norm.ListAssistance); len(relatives) > 1 {
		add(relatives, normChoice{"assistance: 13(h) and its relatives", "What each family says about answering a call for help: the UN's 13(h), and norms of teams, operators, treaties.", []string{norm.ListAssistance}, nil})
	}
	if cs := set.Catalogues(); len(cs) > 1 {
		every := make([]string, len(cs))
		for i, c := range cs {
			every[i] = c.ID
		}
		add(eleven, normChoice{"every family", "All that the author proposes, of whatever family. Much to vote on: for groups that know the norms.", every, nil})
	}
	if h, ok := set.Get(norm.UNEleven + "/h"); ok {
		add(eleven, normChoice{"13(h) alone", "Respond to requests for assistance: one norm, asked at every step. For a short session.", nil, []norm.ID{h.ID}})
	}
	if response := set.ShortList(norm.ListResponse); len(response) > 0 {
		items := make([]string, len(response))
		for i, id := range response {
			n, _ := set.Get(id)
			items[i] = "(" + n.Item + ")"
		}
		add(response, normChoice{"UN norms on incident response", "The same at every step: 13" + strings.Join(items, " ") + ", those that bear on what responders do.", nil, response})
	}
	add(eleven, normChoice{"all eleven UN norms", "The same eleven at every step. Thorough, and slow.", nil, eleven})
	return out
}

// perStep says how many norms a step will have with the choices made.
func (c choiceOf) perStep(s *scenario.Scenario, set *norm.Set) string {
	o := c.offers[c.norms]
	low, high := -1, 0
	for _, p := range exercise.PlanFor(s, c.tracks[c.track].Steps, set, exercise.Selection{Norms: o.norms, Families: o.families}) {
		if low < 0 || len(p.Norms) < low {
			low = len(p.Norms)
		}
		high = max(high, len(p.Norms))
	}
	if low == high {
		return fmt.Sprintf("%d a step", high)
	}
	return fmt.Sprintf("%d to %d a step", max(low, 0), high)
}
