package scenario

import (
	"strings"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
)

// maxFacts bounds the facts of a step together, in characters: more can't be
// read aloud, nor shown on one screen.
const maxFacts = 1200

// maxReadings bounds the readings of a step: enough for the norms of several
// families side by side, few enough to look at after a vote.
const maxReadings = 10

func (c *checker) steps(s *Scenario) {
	if !c.node.Entries("steps", len(s.Steps), 1, 0) {
		return
	}
	list := c.node.At("steps")
	for i, step := range s.Steps {
		c.stepIDs.Add(list.Index(i), "id", step.ID)
	}
	for i := range s.Steps {
		c.step(list.Index(i), &s.Steps[i])
	}
}

func (c *checker) step(n document.Node, s *Step) {
	c.phases.Use(n, "phase", s.Phase)
	n.Text("title", s.Title, 48)
	c.when(n, s.When)
	n.Word("confidence", string(s.Confidence), Confidences())
	n.Fits("confidence_note", s.ConfidenceNote, 160)
	n.Words("impact", s.Impact, 0, Impacts())
	n.Fits("question", s.Question, 240)
	n.Fits("notes", s.Notes, 900)
	c.facts(n, s.Facts)
	c.flows(n, s.Flows)
	n.Entries("spans", len(s.Spans), 0, 5)
	for i, x := range s.Spans {
		at := n.At("spans").Index(i)
		at.Text("what", x.What, 48)
		at.Text("took", x.Took, 32)
		c.sources.UseAll(at, "sources", x.Sources, 1)
	}
	c.requests(n, s.Requests)
	c.claims(n, s.Claims)
	n.Entries("disputes", len(s.Disputes), 0, 5)
	for i, x := range s.Disputes {
		at := n.At("disputes").Index(i)
		at.Text("text", x.Text, 300)
		c.sources.UseAll(at, "sources", x.Sources, 1)
	}
	c.readings(n, s.Readings)
}

func (c *checker) when(n document.Node, w When) {
	if !n.Table("when", `add when = { from = "2017-05-12T13:30Z" }`) {
		return
	}
	at := n.At("when")
	at.Moment("from")
	ordered(at, "from", w.From, "to", w.To)
	if w.Zone != "" {
		c.zone(at.At("zone"), w.Zone)
	}
	at.Fits("note", w.Note, 80)
}

func (c *checker) facts(n document.Node, facts []Fact) {
	if !n.Entries("facts", len(facts), 1, 6) {
		return
	}
	total := 0
	for i, f := range facts {
		at := n.At("facts").Index(i)
		at.Text("text", f.Text, 260)
		c.sources.UseAll(at, "sources", f.Sources, 1)
		total += utf8.RuneCountInString(f.Text)
	}
	if total > maxFacts {
		n.At("facts").Problem("the facts of the step have %d characters together; shorten them to 1,200", total)
	}
}

func (c *checker) flows(n document.Node, flows []Flow) {
	if !n.Entries("flows", len(flows), 1, 5) {
		return
	}
	for i, f := range flows {
		at := n.At("flows").Index(i)
		c.actors.UseAll(at, "from", f.From, 1)
		c.actors.UseAll(at, "to", f.To, 1)
		at.Word("channel", f.Channel, Channels())
		at.Fits("what", f.What, 100)
	}
}

func (c *checker) requests(n document.Node, requests []Request) {
	for i, r := range requests {
		at := n.At("requests").Index(i)
		c.actors.Use(at, "asker", r.Asker)
		c.actors.Use(at, "asked", r.Asked)
		at.Word("kind", r.Kind, RequestKinds())
		at.Word("channel", r.Channel, Channels())
		at.Text("what", r.What, 160)
		ordered(at, "sent", r.Sent, "acknowledged", r.Acknowledged)
		ordered(at, "sent", r.Sent, "acted", r.Acted)
		ordered(at, "acknowledged", r.Acknowledged, "acted", r.Acted)
		at.Text("outcome", r.Outcome, 200)
		c.sources.UseAll(at, "sources", r.Sources, 1)
	}
}

func (c *checker) readings(n document.Node, readings []Reading) {
	if !n.Entries("readings", len(readings), 1, maxReadings) {
		return
	}
	seen := make(map[norm.ID]bool)
	for i, r := range readings {
		at := n.At("readings").Index(i)
		c.norm(at, string(r.Norm))
		if r.Norm != "" && seen[r.Norm] {
			at.At("norm").Problem("the step has two readings of %s; keep one", document.Quote(string(r.Norm)))
		}
		seen[r.Norm] = true
		at.Word("verdict", r.Verdict, Verdicts())
		at.Word("observed", r.Observed, Observations())
		at.Text("reason", r.Reason, 280)
		at.Text("counter", r.Counter, 280)
		at.Word("confidence", string(r.Confidence), Confidences())
	}
}

func (c *checker) norm(n document.Node, id string) {
	n.Text("norm", id, 0)
	if _, ok := c.norms.Get(norm.ID(id)); ok || id == "" {
		return
	}
	catalogue, item, full := strings.Cut(id, "/")
	_, loaded := c.norms.Catalogue(catalogue)
	near := document.DidYouMean(id, c.normIDs, "")
	for _, known := range c.normIDs { // a family's name without its year
		if full && strings.HasPrefix(known, catalogue+"-") && strings.HasSuffix(known, "/"+item) {
			near = "did you mean " + document.Quote(known) + "?"
		}
	}
	switch {
	case loaded || near != "" || !full:
		if near == "" {
			near = `write catalogue/item, for example "un-gge-2015/h"`
		}
		n.At("norm").Problem("there is no norm %s; %s", document.Quote(id), near)
	case !c.absent[catalogue]: // one missing file, one problem
		c.absent[catalogue] = true
		n.At("norm").Problem("the catalogue %s isn't loaded, so its norms can't be looked up; check it together with its file",
			document.Quote(catalogue))
	}
}
