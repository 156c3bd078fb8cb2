package report

import (
	"slices"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/scenario"
)

// latency puts the time that real requests took beside what the room made of
// the norms at the same steps.
func (r *report) latency() {
	r.part("latency", "Measured and perceived latency")
	if r.a.Latency == nil {
		r.say("The steps that were walked have no requests whose clock could be read.")
		return
	}
	r.say("Measured is the time from the moment a request was sent until it was acknowledged, and until somebody acted, as the sources give it. "+
		"A stretch is as wide as the precision of the sources leaves it, and a time that no source gives is not known, which is not the same as long.",
		r.perceivedBy())
	for _, f := range []analysis.Family{analysis.Response, analysis.Pursuit, ""} {
		r.family(f)
	}
	r.say("The families are not put side by side: stopping traffic takes hours where finding out who sent it takes months, and for other reasons.")
}

func (r *report) perceivedBy() text {
	who := text("the room's")
	if r.solo {
		who = "your"
	}
	return textf("Perceived is %s verdicts on the norms at the steps of the requests, in the latest round; it is about the norms there and not about any one request.", who)
}

// family is one family of requests: each of them, and by channel and kind.
func (r *report) family(f analysis.Family) {
	var all []analysis.Request
	for _, q := range r.a.Latency.Requests {
		if q.Family == f {
			all = append(all, q)
		}
	}
	if len(all) == 0 {
		return
	}
	title := f.Title()
	r.section("latency-"+string(f), sentence(plain(title)))
	r.figures("The number before a name is the step. Thin bar: until it was acknowledged. Thick bar: until somebody acted. A bar that begins with an arrow may have been shorter still. The scale is logarithmic.",
		r.ledgerCharts(title, all)...)
	var rows [][]text
	for _, q := range all {
		rows = append(rows, []text{
			r.asking(q), textf("%d", r.stop(q.Step).Index+1), channel(q.Channel), plain(q.Kind), took(q.Acknowledged), took(q.Acted),
		})
	}
	cols := slices.Concat(words("Who asked whom"), numbers("Step"), words("Channel", "Kind", "Acknowledged after", "Acted on after"))
	r.table(textf("Every request: %s", title), cols, rows)
	r.rows(textf("By channel: %s", title), "Channel", f, r.a.Latency.Channels, func(x analysis.Row) string { return scenario.ChannelTitle(x.Channel) })
	r.rows(textf("By kind: %s", title), "Kind", f, r.a.Latency.Kinds, func(x analysis.Row) string { return x.Kind })
}

func (r *report) asking(q analysis.Request) text {
	return textf("%s → %s", r.actor(q.Asker), r.actor(q.Asked))
}

func (r *report) rows(caption, what text, f analysis.Family, all []analysis.Row, name func(analysis.Row) string) {
	var rows [][]text
	for _, x := range all {
		if x.Family == f {
			rows = append(rows, []text{plain(name(x)), textf("%d", x.Requests), summary(x.Acknowledged), summary(x.Acted), r.perceived(x.Perceived)})
		}
	}
	r.table(caption, slices.Concat(words(what), numbers("Requests"), words("Acknowledged after", "Acted on after", "Perceived")), rows)
}

// summary is a median with its spread: "8–9 h (of 3; shortest 1–2 h, longest
// 3 days); 1 not known".
func summary(s analysis.Summary) text {
	if s.Known == 0 {
		return "not known"
	}
	out := took(s.Median)
	if s.Known > 1 {
		out = textf("median %s (of %d; shortest %s, longest %s)", took(s.Median), s.Known, took(s.Shortest), took(s.Longest))
	}
	if s.Unknown > 0 {
		out += textf("; %d not known", s.Unknown)
	}
	return out
}

func (r *report) perceived(p *analysis.Perceived) text {
	if p == nil {
		return "no verdict"
	}
	t := textf("latency: %d of %s at %s", p.Tally.Latency, count(p.Tally.Judged(), "verdict"), count(p.Steps, "step"))
	if !r.solo {
		t = textf("latency: %s of %s at %s", percent(p.Share), count(p.Tally.Judged(), "verdict"), count(p.Steps, "step"))
	}
	if len(p.Delays) > 0 {
		t += "; estimates: " + mentions(p.Delays)
	}
	return t
}

// took is a span in the unit of its end, widened to whole ones: "7–9 h", "at
// most 2 days".
func took(s *analysis.Span) text {
	if s == nil {
		return "not known"
	}
	const day = 24 * time.Hour
	unit, name := time.Minute, text("min")
	switch {
	case s.Max > 2*365*day:
		unit, name = 365*day+6*time.Hour, "years"
	case s.Max > 90*day:
		unit, name = 365*day/12, "months"
	case s.Max > 2*day:
		unit, name = day, "days"
	case s.Max > 2*time.Hour:
		unit, name = time.Hour, "h"
	}
	low, high := int(s.Min/unit), int((s.Max+unit-1)/unit)
	if high <= 1 {
		return "at most 1 min"
	}
	switch low {
	case 0:
		return textf("at most %d %s", high, name)
	case high:
		return textf("%d %s", high, name)
	}
	return textf("%d–%d %s", low, high, name)
}
