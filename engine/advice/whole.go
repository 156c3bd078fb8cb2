package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// What a step may take in a room: less leaves no time to talk, more and the
// talk runs dry.
const (
	leastMinutes = 5
	mostMinutes  = 15
)

// whole reads what isn't about one step.
func (a *adviser) whole() {
	a.grounds()
	a.answers()
	a.noRequest()
	a.repeats()
	for i, t := range a.Tracks {
		do := fmt.Sprintf("Give it about %d minutes, or take steps out", 7*len(t.Steps))
		why := "Below five minutes a step there is a vote and no talk"
		switch {
		case t.Minutes < leastMinutes*len(t.Steps):
		case t.Minutes > mostMinutes*len(t.Steps):
			why, do = "Above fifteen minutes a step the talk runs dry", fmt.Sprintf("Plan it with about %d steps, or for less time", t.Minutes/8)
		default:
			continue
		}
		a.say(a.top.At("tracks").Index(i).At("minutes"),
			fmt.Sprintf("The track %s has %d minutes for %d steps, about %.3g each", t.ID, t.Minutes, len(t.Steps), float64(t.Minutes)/float64(max(len(t.Steps), 1))), why, do)
	}
}

// noDenial is what the format asks for where no answer to a claim was found.
const noDenial = "no public denial found"

// answers looks for claims of which none has an answer.
func (a *adviser) answers() {
	claims := slices.Clone(a.Claims)
	for _, s := range a.Steps {
		claims = append(claims, s.Claims...)
	}
	if len(claims) == 0 || slices.ContainsFunc(claims, func(c scenario.Claim) bool {
		return !strings.Contains(strings.ToLower(c.Denial), noDenial)
	}) {
		return
	}
	at := a.top.At("claims").Index(0)
	if len(a.Claims) == 0 {
		i := slices.IndexFunc(a.Steps, func(s scenario.Step) bool { return len(s.Claims) > 0 })
		at = a.top.At("steps").Index(i).At("claims").Index(0)
	}
	a.say(at.At("denial"), "No claim in the scenario has an answer from the accused",
		"People from the accused side may sit in the room, and blame without an answer is one side's",
		"Look for an answer in the accused's own language and on its own pages; where there is none, it can stay")
}

// grounds looks at what the room is told before the first step.
func (a *adviser) grounds() {
	at, what, do := a.top.At("background"), "", ""
	switch none := len(a.Grounds) == 0; {
	case none && len(a.Header.Sources) == 0:
		what, do = "Neither the background nor the incident card names a source", `background_sources = ["S1"] below background, and sources = ["S1"] at the end of [header]`
	case none:
		what, do = "The background names no source", `background_sources = ["S1"] below background`
	case len(a.Header.Sources) == 0:
		at, what, do = a.top.At("header"), "The incident card names no source", `sources = ["S1"] at the end of [header]`
	default:
		return
	}
	a.say(at, what, "They are facts like those of the steps, and are read out before anybody can ask", "Add "+do+", with the ids of yours")
}

// repeats looks at how often norms come up, of the family that a room judges
// unless it chooses another; of all where the scenario has none of it.
func (a *adviser) repeats() {
	usual := func(id norm.ID) bool { return strings.HasPrefix(string(id), norm.UNEleven+"/") }
	times := make(map[norm.ID]int)
	var order []norm.ID
	for _, s := range a.Steps {
		for _, id := range s.Candidates() {
			if times[id]++; times[id] == 1 {
				order = append(order, id)
			}
		}
	}
	if slices.ContainsFunc(order, usual) {
		order = slices.DeleteFunc(order, func(id norm.ID) bool { return !usual(id) })
	}
	var once []string
	var at norm.ID
	for _, id := range order {
		if times[id] == 1 {
			once = append(once, a.name(id))
			if at == "" {
				at = id
			}
		}
	}
	if len(a.Steps) < 3 || 2*len(once) <= len(order) {
		return
	}
	for i, s := range a.Steps {
		if j := slices.Index(s.Candidates(), at); j >= 0 {
			a.say(a.top.At("steps").Index(i).At("readings").Index(j).At("norm"),
				"Most norms come up only once: "+strings.Join(once, ", "),
				"What a norm does is seen by comparing steps, and one vote can't be compared",
				"Read them at another step where they apply, or take fewer norms")
			return
		}
	}
}

// name is a norm as it is cited.
func (a *adviser) name(id norm.ID) string {
	if n, ok := a.norms.Get(id); ok {
		return a.norms.Cite(n)
	}
	return string(id)
}
