package report

import (
	"cmp"
	"io"
	"slices"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// ShortMarkdown writes what a reader without time should know, on a few pages:
// what happened, the results at a glance, three findings, where the room was
// divided, what is to be done, and the method in five lines. Parameters and
// errors are those of [Markdown].
func ShortMarkdown(w io.Writer, state *exercise.State, s *scenario.Scenario, norms *norm.Set) error {
	return write(w, state, s, norms, (*report).shortParts, (*report).markdown)
}

// ShortHTML writes the same as [HTML] does the whole report.
func ShortHTML(w io.Writer, state *exercise.State, s *scenario.Scenario, norms *norm.Set) error {
	return write(w, state, s, norms, (*report).shortParts, (*report).html)
}

func (r *report) shortParts() {
	r.inBrief = true
	r.add(heading{1, "top", r.title()})
	r.part("overview", "What happened")
	r.say(r.occasion(), r.people(), r.progress(), r.time(), r.end(), plain(r.scenario.Summary))
	r.say(r.markings(), r.standOfSources())
	r.part("results", "Results at a glance")
	if len(r.a.Norms) == 0 {
		r.say("No norm was on the table.")
	} else {
		r.say("The steps: " + r.stepNames() + ".")
		r.cells()
	}
	r.familiesInShort()
	r.findings()
	r.dividedSteps()
	r.listedPart("unintended", "Unintended consequences", r.noted(exercise.Unintended))
	r.listedPart("missing", "Norms found missing", r.missing())
	r.plan()
	r.notes()
	r.methodInShort()
}

// stepNames are the numbers of the steps with their titles.
func (r *report) stepNames() text {
	out := make([]text, len(r.stops))
	for i, s := range r.stops {
		out[i] = textf("%d %s", s.Index+1, s.step.Title)
	}
	return join(out, "; ")
}

// standOfSources says how far the story rests on sources that its authors read;
// nothing where they read them all.
func (r *report) standOfSources() text {
	unread := 0
	for i := range r.scenario.Sources {
		if r.scenario.Sources[i].Status == source.Unread {
			unread++
		}
	}
	switch of := len(r.scenario.Sources); unread {
	case 0:
		return ""
	case of:
		return textf("None of the %s behind this story was read by its authors: take it as unverified.", count(of, "source"))
	default:
		return textf("%d of the %s behind this story %s not read by its authors.", unread, count(of, "source"), were(unread))
	}
}

// familiesInShort sets the families of norms side by side, a line each, where
// several were judged: the three with the most verdicts.
func (r *report) familiesInShort() {
	const most = 3
	type key struct {
		catalogue string
		would     bool
	}
	type family struct {
		tally         exercise.Tally
		steps, helped int
	}
	all, names, order := map[key]*family{}, map[string]bool{}, []key{}
	for _, at := range r.a.Sides() {
		for i := range at.Sides {
			s := &at.Sides[i]
			k := key{s.Catalogue, s.Counterfactual}
			if all[k] == nil {
				all[k], names[s.Catalogue] = &family{}, true
				order = append(order, k)
			}
			all[k].tally = all[k].tally.Plus(s.Tally)
			all[k].steps++
		}
		for _, s := range at.Work(r.setup.Mode) {
			all[key{s.Catalogue, s.Counterfactual}].helped++
		}
	}
	if len(names) < 2 {
		return
	}
	slices.SortStableFunc(order, func(x, y key) int { return all[y].tally.Judged() - all[x].tally.Judged() })
	who := text("more than half say that it helped, or would have")
	if r.solo {
		who = "you say that it helped, or would have"
	}
	var items []text
	for _, k := range order[:min(most, len(order))] {
		f := all[k]
		items = append(items, textf("%s: %s at %d of %s. %s.", strong(r.catalogue(k.catalogue)+dagger(k.would)), who, f.helped, count(f.steps, "step"), tally(f.tally)))
	}
	r.part("families", "Families of norms side by side")
	r.list(items)
	if more := len(order) - most; more > 0 {
		r.say(textf("The whole report has %d more.", more))
	}
}

// dividedSteps are the most divided items of each step, without those on which
// the room broadly agreed.
func (r *report) dividedSteps() {
	if r.solo {
		return
	}
	const most = 5
	var items []text
	for _, at := range r.a.Divided {
		if x, ok := r.a.Item(at); ok && (x.Label == analysis.Divided || x.Label == analysis.Leaning) && len(items) < most {
			items = append(items, textf("%s: %s. %s.", r.spot(at), r.said(x), tally(x.Tally)))
		}
	}
	r.part("divided", "Where the room was divided")
	if len(items) == 0 {
		r.say("Nowhere, or too few answered to say.")
	}
	r.list(items)
}

// findings are three at most: where a norm helped most, where it cost most, and
// what else stands out.
func (r *report) findings() {
	var items []text
	for _, f := range []struct {
		answer exercise.Answer
		lead   text
	}{{exercise.Helped, "Where a norm helped most:"}, {exercise.Latency, "Where a norm added latency most:"}} {
		if x := r.strongest(f.answer); x != nil {
			item := textf("%s %s%s: %s.", strong(f.lead), r.spot(refOf(x)), dagger(x.Counterfactual), r.said(x))
			if len(x.Reasons) > 0 {
				item += " Reasons given: " + mentions(x.Reasons) + "."
			}
			items = append(items, item)
		}
	}
	if other := r.standsOut(); other != "" {
		items = append(items, other)
	}
	title := text("Three findings")
	switch len(items) {
	case 0:
		return
	case 1:
		title = "One finding"
	case 2:
		title = "Two findings"
	}
	r.part("findings", title)
	r.list(items)
}

// strongest is the item at which a verdict leads most clearly; nil if it leads
// nowhere. Of two alike it is the one with more verdicts, and then the earlier.
func (r *report) strongest(a exercise.Answer) *analysis.Item {
	var found []*analysis.Item
	for _, x := range r.judged() {
		if x.Modal == a && len(x.Tied) == 0 && (x.Label != analysis.TooFew || r.solo) {
			found = append(found, x)
		}
	}
	if len(found) == 0 {
		return nil
	}
	share := func(x *analysis.Item) float64 {
		s, _ := x.Share.Get()
		return s
	}
	return slices.MinFunc(found, func(x, y *analysis.Item) int {
		return cmp.Or(cmp.Compare(share(y), share(x)), cmp.Compare(y.Tally.Judged(), x.Tally.Judged()))
	})
}

// standsOut is the widest gap between groups, or what a second vote changed, or
// a place where room and analyst part; empty if there is none of them.
func (r *report) standsOut() text {
	if len(r.a.Gaps) > 0 {
		g := r.a.Gaps[0]
		return textf("%s %s: %s.", strong("Where groups differ most:"), r.spot(g.Ref), g.Sentence())
	}
	if s := r.a.Shifted; s != nil && s.Turned > 0 && !r.solo {
		return textf("%s %s %s voted on twice; %s.", strong("What the talk changed:"), count(s.Items, "item"), were(s.Items), turned(s))
	}
	for _, p := range r.a.Points {
		if r.stop(p.Step).revealed() {
			return textf("%s %s", strong("Where the analyst reads it differently:"), r.point(p))
		}
	}
	return ""
}

// listedPart is a part with a list; nothing if the list is empty.
func (r *report) listedPart(id string, title text, items []text) {
	if len(items) > 0 {
		r.part(id, title)
		r.list(items)
	}
}

// methodInShort is the method in five lines.
func (r *report) methodInShort() {
	r.part("method", "Method, in five lines")
	hash := r.setup.Scenario.Hash
	whose := text("A verdict is what this room thought on this day; it finds nothing about anybody.")
	if r.solo {
		whose = "A verdict is what you thought on this day; it finds nothing about anybody."
	}
	r.list(nonEmpty(
		textf("Exercise %s: %s, track %s; %s. SHA-256 of the scenario: %s.", r.setup.Exercise, r.setup.Scenario.ID, r.track(), r.mode(), hash[:min(len(hash), 16)]+"…"),
		"Helped: the response got better by it, or its absence was felt. Latency: it cost, or would have cost, time. Irrelevant: it had no bearing. "+whose,
		"Shares are of the verdicts given; who abstained is counted apart, and what was skipped or not asked is in no count."+r.numbersInShort(),
		r.natureInShort(),
		"The whole report has every step with its facts, sources, counts, groups and the analyst's readings: normwalk report without --short.",
	))
}

func (r *report) natureInShort() text {
	if r.voluntary() {
		return r.nature()
	}
	return "Not all the norms are voluntary: the whole report says what each is."
}

func (r *report) numbersInShort() text {
	if r.solo {
		return ""
	}
	return " In words: broad agreement, leaning, divided; below five verdicts there is too little to say."
}
