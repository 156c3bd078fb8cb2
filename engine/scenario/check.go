package scenario

import (
	"time"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/source"
)

// A checker goes through a scenario that was bound from a document and
// reports what README.md doesn't allow. It is used once.
type checker struct {
	node    document.Node // the top
	norms   *norm.Set
	normIDs []string
	absent  map[string]bool // catalogues that were reported as not loaded
	zones   map[string]bool // whether a time zone exists; asking is slow

	sources, actors, phases, stepIDs *document.Register
}

func newChecker(top document.Node, norms *norm.Set) *checker {
	return &checker{
		node: top, norms: norms, normIDs: norms.IDs(),
		absent:  make(map[string]bool),
		zones:   make(map[string]bool),
		actors:  document.NewRegister("actor", document.PlainID),
		phases:  document.NewRegister("phase", document.ShortID),
		stepIDs: document.NewRegister("step", document.PlainID),
	}
}

// top checks what stands above the first list, and the sources, which nearly
// all that follows refers to.
func (c *checker) top(s *Scenario, fileID string) {
	n := c.node
	if document.PlainID.Check(n, "id", s.ID) && s.ID != fileID {
		n.At("id").Problem("id %q differs from the file's name; call the file %s.toml or change the id", s.ID, s.ID)
	}
	n.Text("title", s.Title, 48)
	n.Moment("date")
	n.Text("region", s.Region, 60)
	n.Text("summary", s.Summary, 420)
	n.Text("background", s.Background, 1800)
	n.Words("impact", s.Impact, 1, Impacts())
	n.Text("licence", s.Licence, 0)
	n.Texts("authors", s.Authors, 0, 0)

	if n.Table("clock", `add [clock] with start = "2017-05-12T07:24Z" and event = "the first infections"`) {
		n.At("clock").Moment("start")
		n.At("clock").Text("event", s.Clock.Event, 48)
	}
	if n.Table("header", "add [header] with target, systems, method, result and aftermath") {
		h := n.At("header")
		h.Text("target", s.Header.Target, 260)
		h.Text("systems", s.Header.Systems, 260)
		h.Text("method", s.Header.Method, 260)
		h.Fits("purpose", s.Header.Purpose, 260)
		h.Text("result", s.Header.Result, 260)
		h.Text("aftermath", s.Header.Aftermath, 260)
	}
	c.sources = document.Sources(n, s.Sources)
	c.sources.UseAll(n, "background_sources", s.Grounds, 0)
	c.sources.UseAll(n.At("header"), "sources", s.Header.Sources, 0)
	c.claims(n, s.Claims)
	for i, m := range s.Misconceptions {
		at := n.At("misconceptions").Index(i)
		at.Text("belief", m.Belief, 120)
		at.Text("correction", m.Correction, 420)
		c.sources.UseAll(at, "sources", m.Sources, 1)
	}
}

func (c *checker) claims(n document.Node, claims []Claim) {
	for i, x := range claims {
		at := n.At("claims").Index(i)
		at.Text("by", x.By, 120)
		at.Moment("date")
		at.Text("text", x.Text, 300)
		if !at.Has("denial") {
			at.Problem(`denial is missing; add the accused's answer, or denial = "No public denial found."`)
		} else {
			at.Text("denial", x.Denial, 300)
		}
		c.sources.UseAll(at, "sources", x.Sources, 1)
	}
}

// cast checks the actors and phases.
func (c *checker) cast(s *Scenario) {
	if c.node.Entries("actors", len(s.Actors), 1, 0) {
		for i, a := range s.Actors {
			at := c.node.At("actors").Index(i)
			c.actors.Add(at, "id", a.ID)
			at.Text("name", a.Name, 48)
			at.Word("kind", a.Kind, ActorKinds())
			at.Text("role", a.Role, 160)
		}
	}
	if c.node.Entries("phases", len(s.Phases), 1, 0) {
		for i, p := range s.Phases {
			at := c.node.At("phases").Index(i)
			c.phases.Add(at, "id", p.ID)
			at.Text("title", p.Title, 40)
			at.Texts("questions", p.Questions, 1, 240)
			at.Fits("facilitator_notes", p.FacilitatorNotes, 900)
		}
	}
}

// tracks checks the choices of steps.
func (c *checker) tracks(s *Scenario) {
	order := make(map[string]int)
	for i, step := range s.Steps {
		if _, ok := order[step.ID]; !ok {
			order[step.ID] = i
		}
	}
	ids := document.NewRegister("track", document.PlainID)
	for i, t := range s.Tracks {
		at := c.node.At("tracks").Index(i)
		ids.Add(at, "id", t.ID)
		if t.ID == FullTrack {
			at.At("id").Problem("the track %q is always there, with all steps; take this one out", FullTrack)
		}
		at.Text("title", t.Title, 40)
		at.Number("minutes", t.Minutes, 1, 1440)
		c.stepIDs.UseAll(at, "steps", t.Steps, 1)
		for j := 1; j < len(t.Steps); j++ {
			before, ok1 := order[t.Steps[j-1]]
			here, ok2 := order[t.Steps[j]]
			if ok1 && ok2 && here < before {
				at.At("steps").Index(j).Problem("step %s comes before %s in the scenario; keep its order",
					document.Quote(t.Steps[j]), document.Quote(t.Steps[j-1]))
			}
		}
	}
}

func (c *checker) unused() {
	c.sources.Unused("cite it or take it out")
	c.actors.Unused("name it in a flow or request, or take it out")
	c.phases.Unused("put a step into it or take it out")
}

func (c *checker) zone(n document.Node, name string) {
	known, asked := c.zones[name]
	if !asked {
		_, err := time.LoadLocation(name)
		known = err == nil && name != "Local"
		c.zones[name] = known
	}
	if !known {
		n.Problem(`there is no time zone %s; write its name in the tz database, such as "Europe/London"`, document.Quote(name))
	}
}

// ordered reports two times that can't both be right, however imprecise.
func ordered(n document.Node, firstKey string, first source.Moment, thenKey string, then source.Moment) {
	if then.Before(first) {
		n.At(thenKey).Problem("%s (%s) lies before %s (%s); correct one of them", thenKey, then, firstKey, first)
	}
}
