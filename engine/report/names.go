package report

import (
	"fmt"
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// ref is a norm as people cite it: "13(h)", and with its catalogue where
// several are on the table.
func (r *report) ref(id norm.ID) text {
	n, ok := r.content.Get(id)
	if !ok {
		return plain(string(id))
	}
	if len(r.catalogues()) > 1 {
		return plain(r.content.Cite(n))
	}
	return plain(n.Reference)
}

// name is a norm with its label.
func (r *report) name(id norm.ID) text {
	if n, ok := r.content.Get(id); ok {
		return textf("%s %s", r.ref(id), n.Label)
	}
	return r.ref(id)
}

// catalogues are those with a norm on the table or set aside, in order.
func (r *report) catalogues() []*norm.Catalogue {
	var out []*norm.Catalogue
	for _, n := range r.a.Norms {
		if c, ok := r.content.CatalogueOf(n.ID); ok && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// refs lists the norms of some items in a sentence.
func (r *report) refs(items []*analysis.Item) text {
	out := make([]text, len(items))
	for i, x := range items {
		out[i] = r.ref(x.Norm)
	}
	return and(out)
}

// channel is a channel as people say it.
func channel(id string) text { return plain(scenario.ChannelTitle(id)) }

func (r *report) actor(id string) text {
	if a, ok := r.scenario.Actor(id); ok {
		return plain(a.Name)
	}
	return plain(id)
}

// cite marks the sources as used, and gives their numbers and, if nobody read
// any of them, the warning, with a space before.
func (r *report) cite(ids []string) text {
	if len(ids) == 0 {
		return ""
	}
	names := make([]text, len(ids))
	for i, id := range ids {
		r.cited[id] = true
		names[i] = plain(id)
		if n := r.sourceIndex(id); n >= 0 {
			names[i] = jump(sourceAnchor(n), names[i])
		}
	}
	mark := " " + bracketed(join(names, ", "))
	if r.scenario.Unverified(ids) {
		mark += " (unverified)"
	}
	return mark
}

func (r *report) sourceIndex(id string) int {
	for i := range r.scenario.Sources {
		if r.scenario.Sources[i].ID == id {
			return i
		}
	}
	return -1
}

func sourceAnchor(n int) string { return fmt.Sprintf("source-%d", n+1) }
