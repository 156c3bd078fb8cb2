package main

import (
	"fmt"
	"strings"

	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// A reader lays a whole scenario out as text. It is used once.
type reader struct {
	*scenario.Scenario
	norms *norm.Set
	page
}

func (r *reader) read(hash string) string {
	r.line("%s", r.Title)
	r.text("", fmt.Sprintf("%s · %s · %s · hit: %s", r.ID, scenario.When{From: r.Date}.UTC(), r.Region, impacts(r.Impact)))
	r.line("")
	r.text("", r.Summary+r.cite(r.Grounds))
	r.line("")
	h := r.Header
	for _, f := range [][2]string{
		{"target", h.Target}, {"systems", h.Systems}, {"method", h.Method}, {"purpose", h.Purpose},
		{"result", h.Result}, {"aftermath", h.Aftermath},
	} {
		r.field(0, f[0], f[1])
	}
	r.field(0, "sources", strings.TrimSpace(r.cite(h.Sources)))
	r.heading("BACKGROUND")
	r.text("", r.Background+r.cite(r.Grounds))
	r.claims(0, r.Claims)
	for i, p := range r.Phases {
		r.heading("PHASE %s  %s", p.ID, p.Title)
		for _, q := range p.Questions {
			r.item(0, "%s", q)
		}
		r.field(0, "notes", p.FacilitatorNotes)
		for j := range r.Steps {
			if r.Steps[j].Phase == r.Phases[i].ID {
				r.step(j+1, &r.Steps[j])
			}
		}
	}
	r.heading("TRACKS")
	for _, t := range r.AllTracks() {
		r.field(0, t.ID, fmt.Sprintf("%s, %d minutes, %d steps", t.Title, t.Minutes, len(t.Steps)))
	}
	if len(r.Misconceptions) > 0 {
		r.heading("MISCONCEPTIONS")
		for _, m := range r.Misconceptions {
			r.item(0, "%s", m.Belief)
			r.text("  ", m.Correction+r.cite(m.Sources))
		}
	}
	r.heading("SOURCES")
	for _, s := range r.Sources {
		r.source(s)
	}
	r.line("")
	r.text("", fmt.Sprintf("Licence %s. SHA-256 %s", r.Licence, hash))
	return r.String()
}

func (r *reader) step(number int, s *scenario.Step) {
	r.heading("%d  %s  (%s)", number, s.Title, s.ID)
	when := s.When.UTC()
	if local := s.When.Local(); local != "" {
		when += " (" + local + ")"
	}
	if s.When.Note != "" {
		when += "; " + s.When.Note
	}
	r.text("   ", when)
	sure := "confidence " + string(s.Confidence)
	if s.ConfidenceNote != "" {
		sure += ": " + s.ConfidenceNote
	}
	if elapsed := r.Elapsed(s.When); elapsed != "" {
		sure = elapsed + " · " + sure
	}
	r.text("   ", sure)
	for _, f := range s.Facts {
		r.item(3, "%s%s", f.Text, r.cite(f.Sources))
	}
	for _, f := range s.Flows {
		text := fmt.Sprintf("%s → %s (%s)", r.names(f.From), r.names(f.To), scenario.ChannelTitle(f.Channel))
		if f.What != "" {
			text += ": " + f.What
		}
		r.field(3, "who", text)
	}
	for _, x := range s.Spans {
		r.field(3, "took", x.What+": "+x.Took+r.cite(x.Sources))
	}
	for _, q := range s.Requests {
		r.request(q)
	}
	for _, d := range s.Disputes {
		r.field(3, "disputed", d.Text+r.cite(d.Sources))
	}
	r.claims(3, s.Claims)
	r.field(3, "ask", s.Question)
	r.field(3, "notes", s.Notes)
	for _, x := range s.Readings {
		r.reading(s, x)
	}
}

func (r *reader) request(q scenario.Request) {
	r.field(3, "request", fmt.Sprintf("%s asks %s for %s (%s): %s%s",
		r.names([]string{q.Asker}), r.names([]string{q.Asked}), q.Kind, scenario.ChannelTitle(q.Channel), q.What, r.cite(q.Sources)))
	clock := make([]string, 0, 3)
	for _, c := range []struct {
		name string
		at   source.Moment
	}{{"sent", q.Sent}, {"acknowledged", q.Acknowledged}, {"acted", q.Acted}} {
		at := scenario.When{From: c.at}.UTC()
		if at == "" {
			at = "unknown"
		}
		clock = append(clock, c.name+" "+at)
	}
	r.field(3, "", strings.Join(clock, "; "))
	r.field(3, "outcome", q.Outcome)
}

func (r *reader) reading(s *scenario.Step, x scenario.Reading) {
	name := string(x.Norm)
	n, ok := r.norms.Get(x.Norm)
	if ok {
		name = n.Reference + " " + n.Label
	}
	verdict := fmt.Sprintf("%s: %s; observed: %s; confidence %s", name, x.Verdict, x.Observed, x.Confidence)
	if n != nil && r.Counterfactual(s, r.norms.AdoptedOf(n)) {
		verdict += "; counterfactual, the norm is of " + scenario.When{From: r.norms.AdoptedOf(n)}.UTC()
	}
	r.field(3, "reading", verdict)
	r.field(3, "", x.Reason)
	r.field(3, "but", x.Counter)
}

func (r *reader) claims(indent int, claims []scenario.Claim) {
	for _, c := range claims {
		if indent == 0 {
			r.line("")
		}
		r.field(indent, "claim", fmt.Sprintf("%s, %s: %s%s", c.By, scenario.When{From: c.Date}.UTC(), c.Text, r.cite(c.Sources)))
		r.field(indent, "denial", c.Denial)
	}
}

func (r *reader) source(s source.Source) {
	text := s.Title + ". " + s.Publisher
	if date := (scenario.When{From: s.Date}).UTC(); date != "" {
		text += ", " + date
	}
	text += ". " + s.URL
	if s.Via != "" {
		text += ", read at " + s.Via
	}
	if s.Note != "" {
		text += " (" + s.Note + ")"
	}
	r.field(0, s.ID+" "+string(s.Status), text)
}

// cite names the sources of a statement, and says if nobody read them.
func (r *reader) cite(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	text := " [" + strings.Join(ids, ", ") + "]"
	if r.Unverified(ids) {
		text += " (unverified)"
	}
	return text
}

func (r *reader) names(ids []string) string { return strings.Join(r.Names(ids), ", ") }

func impacts(ids []string) string {
	titles := make([]string, len(ids))
	for i, id := range ids {
		titles[i] = scenario.ImpactTitle(id)
	}
	return strings.Join(titles, ", ")
}
