package plain

import (
	"fmt"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// ledger reads how long the real requests took, beside what the room thought
// of the norms at those steps.
func (p *player) ledger() {
	f := p.findings()
	if f.Latency == nil || len(f.Latency.Requests) == 0 {
		f.out.say("No request is recorded at the steps that the room came to.")
		return
	}
	for _, family := range []analysis.Family{analysis.Response, analysis.Pursuit, ""} {
		f.family(p.Room.Scenario(), family)
	}
	f.out.say("A time that no source gives is not known, which doesn't make it a long time.")
}

// family reads the requests that can be compared with one another.
func (f findings) family(s *scenario.Scenario, family analysis.Family) {
	begun := false
	begin := func() {
		if !begun {
			begun = true
			f.out.blank()
			f.out.say(sentence(family.Title()))
		}
	}
	for _, q := range f.Latency.Requests {
		if q.Family != family {
			continue
		}
		begin()
		text := fmt.Sprintf("At %s. Channel: %s. %s asked %s: %s", f.at(q.Step), wording.Channel(q.Channel),
			actors(s, []string{q.Asker}), actors(s, []string{q.Asked}), stop(q.What))
		text += fmt.Sprintf(" Sent: %s. Acknowledged: %s. Acted on: %s.", wording.Moment(q.Sent), after(q.Acknowledged), after(q.Acted))
		if q.Outcome != "" {
			text += " Outcome: " + stop(q.Outcome)
		}
		f.out.say(text + felt(q.Perceived))
	}
	for _, r := range f.Latency.Channels {
		if r.Family == family {
			f.out.say(fmt.Sprintf("Channel %s, %s in all. Acknowledged: %s. Acted on: %s.%s", wording.Channel(r.Channel), wording.Count(r.Requests, "request"),
				summed(r.Acknowledged), summed(r.Acted), felt(r.Perceived)))
		}
	}
}

// felt is the latency that a room perceived, with a space before it.
func felt(p *analysis.Perceived) string {
	if p == nil {
		return " Nobody judged a norm there."
	}
	text := fmt.Sprintf(" Judged on the norms there: %d of %s say added latency", p.Tally.Latency, wording.Count(p.Tally.Judged(), "verdict"))
	if said := mentioned(p.Delays); said != "" {
		text += "; delays " + said
	}
	return text + "."
}

// summed is the middle of several times, and how many are not known.
func summed(s analysis.Summary) string {
	var parts []string
	switch {
	case s.Known == 1:
		parts = append(parts, after(s.Median))
	case s.Known > 1:
		parts = append(parts, fmt.Sprintf("%s in the middle of %d", after(s.Median), s.Known))
	}
	if s.Unknown > 0 && s.Known == 0 {
		parts = append(parts, "not known")
	} else if s.Unknown > 0 {
		parts = append(parts, fmt.Sprintf("%d not known", s.Unknown))
	}
	return strings.Join(parts, ", ")
}

// after is a span, as precisely as it is known: "after 12 to 36 hours".
func after(s *analysis.Span) string {
	if s == nil {
		return "not known"
	}
	unit, name := unitOf(s.Max)
	low, high := int(s.Min/unit), int((s.Max+unit-1)/unit)
	switch {
	case s.Max < time.Minute:
		return "within a minute"
	case s.Max-s.Min <= unit/10: // as good as one time
		return "after " + wording.Count(int((s.Mid()+unit/2)/unit), name)
	case low == 0:
		return "within " + wording.Count(high, name)
	}
	return fmt.Sprintf("after %d to %s", low, wording.Count(high, name))
}

// unitOf is the largest unit of which a duration has at least two.
func unitOf(d time.Duration) (time.Duration, string) {
	const day = 24 * time.Hour
	switch {
	case d >= 2*365*day:
		return 365 * day, "year"
	case d >= 60*day:
		return 30 * day, "month"
	case d >= 2*day:
		return day, "day"
	case d >= 2*time.Hour:
		return time.Hour, "hour"
	}
	return time.Minute, "minute"
}
