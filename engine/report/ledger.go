package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
)

// The scale of the ledger: from a minute, in the units that people think in.
const (
	ledgerLabel = 46.0
	ledgerEdge  = 18.0
	ledgerRow   = fontSize + 38
	ledgerHead  = 24.0
	ledgerMost  = 10 // requests of a chart
)

type tick struct {
	at   time.Duration
	name string
}

func ticks() []tick {
	const day = 24 * time.Hour
	return []tick{
		{time.Minute, "1 min"}, {time.Hour, "1 h"}, {day, "1 day"}, {7 * day, "1 wk"}, {30 * day, "1 mo"}, {365 * day, "1 yr"}, {3650 * day, "10 yr"},
	}
}

// A scale is a logarithmic axis of time, from a minute to the tick after the
// longest span.
type scale struct{ ticks []tick }

func newScale(requests []analysis.Request) scale {
	longest := 30 * 24 * time.Hour
	for _, q := range requests {
		for _, s := range []*analysis.Span{q.Acknowledged, q.Acted} {
			if s != nil {
				longest = max(longest, s.Max)
			}
		}
	}
	all := ticks()
	for i, t := range all {
		if t.at >= longest {
			return scale{all[:i+1]}
		}
	}
	return scale{all}
}

func (s scale) x(d time.Duration) float64 {
	first, last := s.ticks[0].at, s.ticks[len(s.ticks)-1].at
	d = min(max(d, first), last)
	part := math.Log(float64(d)/float64(first)) / math.Log(float64(last)/float64(first))
	return ledgerLabel + part*(narrow-ledgerLabel-ledgerEdge)
}

// ledgerCharts draw how long requests took, by channel; there are none if no
// time is known.
func (r *report) ledgerCharts(title string, requests []analysis.Request) []chart {
	if !slices.ContainsFunc(requests, func(q analysis.Request) bool { return q.Acknowledged != nil || q.Acted != nil }) {
		return nil
	}
	axis := newScale(requests)
	var ordered []analysis.Request
	for _, row := range r.a.Latency.Channels {
		for _, q := range requests {
			if row.Family == q.Family && row.Channel == q.Channel {
				ordered = append(ordered, q)
			}
		}
	}
	parts := chunks(ordered, ledgerMost)
	out := make([]chart, len(parts))
	for i, part := range parts {
		out[i] = r.ledgerChart(partOf("How long requests took: "+title, i, len(parts)), axis, part)
	}
	return out
}

func (r *report) ledgerChart(title string, axis scale, requests []analysis.Request) chart {
	var d drawing
	var said []string
	y := fontSize + 8
	top := y
	last := ""
	var body drawing
	for i, q := range requests {
		if i == 0 || q.Channel != last {
			last = q.Channel
			body.words("bold halo", 0, y+fontSize+3, fit("Channel: "+channel(q.Channel).Bare(), narrow))
			y += ledgerHead
		}
		who := r.asking(q).Bare()
		body.words("small halo", 0, y+fontSize-2, fit(fmt.Sprintf("%d: %s", r.stop(q.Step).Index+1, who), narrow))
		lane(&body, axis, "ack.", "thin", q.Acknowledged, y+fontSize+8, 5)
		lane(&body, axis, "acted", "thick", q.Acted, y+fontSize+22, 10)
		y += ledgerRow
		said = append(said, fmt.Sprintf("%s, by %s: acknowledged %s, acted on %s", who, channel(q.Channel), took(q.Acknowledged), took(q.Acted)))
	}
	for _, t := range axis.ticks {
		d.words("mid small", axis.x(t.at), fontSize-2, t.name)
		d.line("grid", axis.x(t.at), top-3, axis.x(t.at), y)
	}
	return chart{title, strings.Join(said, ". ") + ".", d.String() + body.String(), narrow, y + 2}
}

// lane draws one span. Where it may be shorter than the scale shows, an arrow
// points to the left.
func lane(d *drawing, axis scale, name, class string, s *analysis.Span, y, height float64) {
	d.words("small", 0, y+4, name)
	if s == nil {
		d.words("small faint halo", ledgerLabel, y+4, "? not known")
		return
	}
	from, to := axis.x(s.Min), axis.x(s.Max)
	if s.Min < axis.ticks[0].at {
		const tip = 6
		d.arrow(class, from-tip+2, y, tip)
		from += 2
	}
	d.element("rect", class, "x", number(from), "y", number(y-height/2), "width", number(max(to-from, 3)), "height", number(height), "rx", "1")
}
