package pack

import (
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/markup"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// count says a number with its noun: "1 step", "3 steps".
func count(n int, noun string) text {
	if n == 1 {
		return textf("1 %s", noun)
	}
	return textf("%d %s", n, noun+"s")
}

// and lists texts in a sentence: "a", "a and b", "a, b and c".
func and(texts []text) text {
	if len(texts) < 2 {
		return join(texts, "")
	}
	last := len(texts) - 1
	return join(texts[:last], ", ") + " and " + texts[last]
}

// onTheTable are the norms of the exercise, in the order of the set, and the
// catalogues that they are of.
func (e Exercise) onTheTable() (norms []*norm.Norm, families []*norm.Catalogue) {
	for _, n := range e.Norms.All() {
		if !slices.ContainsFunc(e.Plan, func(x exercise.Planned) bool { return slices.Contains(x.Norms, n.ID) }) {
			continue
		}
		norms = append(norms, n)
		if c, ok := e.Norms.CatalogueOf(n.ID); ok && !slices.Contains(families, c) {
			families = append(families, c)
		}
	}
	return norms, families
}

// ref is a norm as people cite it, with its family where there are several.
func (p *pack) ref(id norm.ID) text {
	n, ok := p.Norms.Get(id)
	switch {
	case !ok:
		return plain(string(id))
	case len(p.families) > 1:
		return plain(p.Norms.Cite(n))
	}
	return plain(n.Reference)
}

// called is a norm with its label.
func (p *pack) called(id norm.ID) text {
	if n, ok := p.Norms.Get(id); ok {
		return textf("%s %s", p.ref(id), n.Label)
	}
	return p.ref(id)
}

// refs lists norms in a sentence.
func (p *pack) refs(ids []norm.ID) text {
	if len(ids) == 0 {
		return "none"
	}
	out := make([]text, len(ids))
	for i, id := range ids {
		out[i] = p.ref(id)
	}
	return and(out)
}

func (e Exercise) names(actors []string) text {
	var out []text
	for _, name := range e.Scenario.Names(actors) {
		out = append(out, plain(name))
	}
	return join(out, ", ")
}

// cite is the sources in brackets, with a space before, and says if nobody
// read any of them.
func (e Exercise) cite(ids []string) text {
	if len(ids) == 0 {
		return ""
	}
	names := make([]text, len(ids))
	for i, id := range ids {
		names[i] = plain(id)
	}
	mark := " " + markup.Bracketed(join(names, ", "))
	if e.Scenario.Unverified(ids) {
		mark += " (unverified)"
	}
	return mark
}

// channel is a channel's id as people say it.
func channel(id string) text { return plain(scenario.ChannelTitle(id)) }

// moment is a point in time, as precise as it is known.
func moment(m source.Moment) text {
	if t := (scenario.When{From: m}).UTC(); t != "" {
		return plain(t)
	}
	return "not known"
}

// when is the time of a step: in UTC, there, and on the incident's own clock.
func (e Exercise) when(s *scenario.Step) text {
	parts := []text{plain(s.When.UTC())}
	if local := s.When.Local(); local != "" {
		parts = append(parts, plain(local))
	}
	if elapsed := e.Scenario.Elapsed(s.When); elapsed != "" {
		parts = append(parts, plain(elapsed))
	}
	return join(nonEmpty(parts...), " · ")
}
