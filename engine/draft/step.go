package draft

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// Norm is the norm of a draft's readings: a step has at least one.
const Norm norm.ID = "un-gge-2015/h"

func decimal(n int) string { return strconv.Itoa(n) }

func (d *maker) step(x *Step) {
	st := scenario.Step{ID: d.stepID(x.ID), Phase: "A", Confidence: scenario.Low}
	at := "steps." + st.ID
	text := paragraphsOf(x)
	title := line(x.Title)
	if title == "" && len(text) > 0 {
		title, _ = cut(text[0].Text, 48)
	}
	st.Title = or(d.fit(at+".title", x.Where, "title", title, 48), "the title")
	d.when(&st, x)
	st.Question = d.fit(at+".question", x.Where, "question", x.Question, 240)
	st.Notes = d.fitLong(at+".notes", x.Where, "notes", x.Notes, 900)
	if len(text) == 0 {
		d.remark(at+".facts", replace("what happened; %s says no more than the title", d.material.Format))
		text = []Paragraph{{Text: or(line(x.Title), "what happened")}}
	}
	d.facts(&st, at, x.Where, text)
	d.flows(&st, at, x)
	st.Readings = []scenario.Reading{{
		Norm: Norm, Verdict: "irrelevant", Observed: "unknown", Confidence: scenario.Low,
		Reason: replace("why the norm helped, added latency or has no bearing"), Counter: replace("the best argument for another verdict"),
	}}
	d.scenario.Steps = append(d.scenario.Steps, st)
}

// stepID is an id that no other step has.
func (d *maker) stepID(wished string) string {
	id := slug(wished)
	if id == "" || strings.Trim(id, "0123456789") == "" {
		id = "step-" + id
	}
	if id == "step-" {
		id += decimal(len(d.ids) + 1)
	}
	for n, base := 2, id; d.ids[id]; n++ {
		id = base + "-" + decimal(n)
	}
	d.ids[id] = true
	return id
}

func (d *maker) when(st *scenario.Step, x *Step) {
	st.When = scenario.When{From: x.When.From, To: x.When.To}
	switch {
	case st.When.From.IsZero():
		st.When = d.noTime(x)
	case st.When.To.Before(st.When.From):
		d.leave(x.Where, "the end %s lies before the beginning %s", st.When.To, st.When.From)
		st.When.To = scenario.When{}.To
	}
}

// noTime stands where the time is missing, and can't be taken for one: a year, as
// there must be something, and a note that the room would see.
func (d *maker) noTime(x *Step) scenario.When {
	about := d.scenario.Date
	if n := len(d.scenario.Steps); n > 0 {
		about = d.scenario.Steps[n-1].When.From
	}
	about = source.Moment{Time: time.Date(about.Time.UTC().Year(), 1, 1, 0, 0, 0, 0, time.UTC), Precision: source.Year}
	note := replace("when it happened")
	if said, more := cut(line(x.Unread), 24); said != "" {
		if more != "" {
			said += " …"
		}
		note += "; the list has " + document.Quote(said)
		d.doubts = append(d.doubts, Left{x.Where, "the time " + document.Quote(line(x.Unread)) + " isn't understood; the step has none"})
	}
	note, _ = cut(note, 80)
	return scenario.When{From: about, Note: note}
}

// paragraphsOf are those of a step that have a text, each on one line.
func paragraphsOf(x *Step) []Paragraph {
	var out []Paragraph
	for _, p := range x.Text {
		for _, part := range paragraphs(p.Text) {
			for _, bullet := range []string{"- ", "• ", "* "} {
				part = strings.TrimPrefix(part, bullet)
			}
			if part = strings.Trim(part, " "); part != "" {
				out = append(out, Paragraph{part, p.Cites})
			}
		}
	}
	return out
}

// What the facts of a step may be, in characters, as the loader has it.
const (
	maxFacts  = 6
	factShort = 20 // for the beginning of a longer text
	factLong  = 260
	factsLong = 1200
)

// facts makes facts of paragraphs, as many as a step may have.
func (d *maker) facts(st *scenario.Step, at, where string, text []Paragraph) {
	total := 0
	var rest []string
	for i, p := range text {
		sources := d.cite(p.Cites)
		for left := p.Text; left != ""; {
			room := min(factLong, factsLong-total)
			if len(st.Facts) == maxFacts || room < factShort && utf8.RuneCountInString(left) > room {
				rest = append(rest, left)
				break
			}
			var head string
			head, left = cut(left, room)
			total += utf8.RuneCountInString(head)
			st.Facts = append(st.Facts, scenario.Fact{Text: head, Sources: sources})
		}
		if len(rest) > 0 {
			for _, p := range text[i+1:] {
				rest = append(rest, p.Text)
			}
			break
		}
	}
	for _, f := range st.Facts {
		for _, id := range f.Sources {
			d.cited[id] = true
		}
	}
	d.keep(at+".facts", where, "description", strings.Join(rest, " "))
}

// cite turns keys into ids of sources. What cites nothing cites the file.
func (d *maker) cite(keys []string) []string {
	var ids []string
	for _, k := range keys {
		if id, ok := d.keys[k]; ok && !slices.Contains(ids, id) && len(ids) < maxCited {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		ids = []string{itself}
	}
	return ids
}

// flows makes flows of what was said; a step has one at least.
func (d *maker) flows(st *scenario.Step, at string, x *Step) {
	const most, what = 5, 100
	for i, f := range x.Flows {
		if i == most {
			d.leave(x.Where, "%d of %d pairs of sender and receiver: a step takes %d", len(x.Flows)-most, len(x.Flows), most)
			break
		}
		flow := scenario.Flow{From: d.cast(f.From, x.Where), To: d.cast(f.To, x.Where), Channel: "public"}
		channel := line(f.Channel)
		if word, ok := scenario.ChannelNamed(channel); ok {
			flow.Channel = word
		} else {
			if channel != "" {
				flow.What = d.fit(at+".flows", x.Where, "channel", "by "+channel, what)
			}
			d.remark(at+".flows", replace("the channel, one of %s", strings.Join(scenario.Channels(), ", ")))
		}
		st.Flows = append(st.Flows, flow)
	}
	if len(st.Flows) == 0 {
		nobody := d.cast(nil, x.Where)
		d.remark(at+".flows", replace("who acted toward whom, and how"))
		st.Flows = []scenario.Flow{{From: nobody, To: nobody, Channel: "internal"}}
	}
}

// cast are the ids of the named actors. Somebody has to be there.
func (d *maker) cast(names []string, where string) []string {
	var ids []string
	for _, name := range names {
		name = line(name)
		if name == "" {
			continue
		}
		if len(ids) == maxNames {
			d.leave(where, "there are more than %d names in one place, from %s on", maxNames, document.Quote(name))
			break
		}
		if id, ok := d.actor(name, where); ok && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		id, _ := d.actor("", where)
		ids = []string{id}
	}
	return ids
}

// actor is the id of a name, empty for somebody who isn't named. ok is false
// if there are too many.
func (d *maker) actor(name, where string) (id string, ok bool) {
	if id, ok := d.actors[name]; ok {
		return id, true
	}
	if len(d.actors) >= maxActors && name != "" {
		d.leave(where, "%s: a draft takes %d names", document.Quote(name), maxActors)
		return "", false
	}
	id = slug(name)
	if id == "" {
		id = "actor"
	}
	taken := func(id string) bool {
		return slices.ContainsFunc(d.scenario.Actors, func(a scenario.Actor) bool { return a.ID == id })
	}
	for n, base := 2, id; taken(id); n++ {
		id = base + "-" + decimal(n)
	}
	d.actors[name] = id
	a := scenario.Actor{ID: id, Kind: "public", Role: replace("what they did, in a line")}
	a.Name = or(d.fit("actors."+id, where, "name", name, 48), "who acted")
	d.remark("actors."+id, replace("the kind, such as %s", strings.Join(scenario.ActorKinds()[:5], ", ")))
	d.scenario.Actors = append(d.scenario.Actors, a)
	return id, true
}
