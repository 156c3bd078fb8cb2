package web

import (
	"strings"

	"github.com/normwalk/normwalk/engine/scenario"
)

// A story is what the room reads at a step. The notes for the facilitator are
// not in it.
type story struct {
	Title, When, Local, Elapsed, Confidence string

	Facts, Disputes []statement
	Requests        []request
	Flows           []flow
	Spans           []span
	Claims          []claim
	Notes           []string // on the time, and on how sure the author is
	Sources         []cited
}

type statement struct {
	Text       string
	Sources    string // "S1 S7"; empty for none
	Unverified bool
}

type request struct {
	From, To, Channel         string
	Sent, Acknowledged, Acted string
	What, Outcome             statement
}

type flow struct{ From, To, Channel, What string }

type span struct{ What, Took string }

type claim struct {
	By, Date, Denial string
	Text             statement
}

type cited struct{ ID, Text, Status string }

func tell(s *scenario.Scenario, step *scenario.Step) story {
	says := func(text string, ids []string) statement {
		return statement{text, strings.Join(ids, " "), s.Unverified(ids)}
	}
	names := func(ids ...string) string { return strings.Join(s.Names(ids), ", ") }
	out := story{
		Title: step.Title, When: step.When.UTC(), Local: step.When.Local(), Elapsed: s.Elapsed(step.When),
		Confidence: string(step.Confidence),
	}
	for _, f := range step.Facts {
		out.Facts = append(out.Facts, says(f.Text, f.Sources))
	}
	for _, d := range step.Disputes {
		out.Disputes = append(out.Disputes, says(d.Text, d.Sources))
	}
	for _, r := range step.Requests {
		out.Requests = append(out.Requests, request{
			names(r.Asker), names(r.Asked), channelName(r.Channel),
			moment(r.Sent), moment(r.Acknowledged), moment(r.Acted), says(r.What, nil), says(r.Outcome, r.Sources),
		})
	}
	for _, f := range step.Flows {
		out.Flows = append(out.Flows, flow{names(f.From...), names(f.To...), channelName(f.Channel), f.What})
	}
	for _, x := range step.Spans {
		out.Spans = append(out.Spans, span{x.What, x.Took})
	}
	for _, c := range step.Claims {
		out.Claims = append(out.Claims, claim{c.By, c.Date.Text(), c.Denial, says(c.Text, c.Sources)})
	}
	for _, note := range []string{step.When.Note, step.ConfidenceNote} {
		if note != "" {
			out.Notes = append(out.Notes, note)
		}
	}
	for _, id := range step.Cited() {
		if x, ok := s.Source(id); ok {
			text := x.Publisher + ", " + x.Title
			if !x.Date.IsZero() {
				text += ", " + x.Date.Text()
			}
			out.Sources = append(out.Sources, cited{x.ID, text, sourceStatus(string(x.Status))})
		}
	}
	return out
}

func sourceStatus(s string) string {
	switch s {
	case "read":
		return "read"
	case "copy":
		return "read through a copy"
	}
	return "not read: what rests on it alone is unverified"
}
