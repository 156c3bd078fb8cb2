package tui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// latency is the ledger of requests: measured times on a logarithmic axis from
// a minute to a year, by channel, and beside them latency as the room felt it.
func (p *washPage) latency(a *App, e *analysis.Exercise, width int) []string {
	st, text := a.style, min(width-4, widest)
	ledger, where := e.Latency, func(r analysis.Request) string { return stepNumber(e, r.Step) }
	if p.all {
		ledger, where = analysis.Requests(a.Library.Scenarios()...), func(r analysis.Request) string { return a.incident(r.Scenario) }
	}
	if ledger == nil || len(ledger.Requests) == 0 {
		return paint(st.dim, hang("   ", "No request is recorded at the steps that were reached. # shows those of all incidents.", text))
	}
	whose := "the room"
	if e.Mode == exercise.Solo {
		whose = "you,"
	}
	chart := max(20, min(72, width-34))
	out := []string{" " + st.accent.Render("From asking to acting") + st.dim.Render("  ├─┤ acted, as precisely as it is known; ? not known")}
	family := analysis.Family("")
	for _, row := range ledger.Channels {
		if row.Family != family || len(out) == 1 {
			family = row.Family
			out = append(out, "", " "+st.strong.Render(pad(family.Title(), 29))+st.dim.Render(axis(chart)))
		}
		for _, r := range ledger.Requests {
			if r.Family != row.Family || r.Channel != row.Channel {
				continue
			}
			out = append(out, "   "+pad(wording.Channel(r.Channel), 26)+" "+span(st, r.Acted, chart))
			out = append(out, "     "+st.dim.Render(cut(fmt.Sprintf("%s: %s", where(r), r.What), width-6)))
		}
		out = append(out, "     "+st.dim.Render(cut(rowText(row), width-6)))
		if x := row.Perceived; x != nil {
			felt := fmt.Sprintf("%s at these steps: %d of %d verdicts say latency", whose, x.Tally.Latency, x.Tally.Judged())
			for _, d := range x.Delays {
				felt += fmt.Sprintf(" · %s %d", d.Word, d.Count)
			}
			out = append(out, "     "+st.accent.Render(cut(felt, width-6)))
		}
	}
	return append(append(out, ""), paint(st.dim, hang(" ", "Unknown stays unknown: a time that no source gives is not a long time. Helping with the response is not compared with finding people, evidence or money.", text))...)
}

// incident is the title of a scenario, or its id where it isn't among the
// content any more.
func (a *App) incident(id string) string {
	if s, err := a.Library.Scenario(id); err == nil {
		return s.Title
	}
	return id
}

func stepNumber(e *analysis.Exercise, id string) string {
	for i, s := range e.Steps {
		if s.ID == id {
			return fmt.Sprintf("step %d", i+1)
		}
	}
	return id
}

func rowText(r analysis.Row) string {
	text := wording.Channel(r.Channel) + ": " + wording.Count(r.Requests, "request")
	if m := r.Acted.Median; m != nil {
		text += ", acted on after " + about(*m)
		if r.Acted.Known > 1 {
			text += " (median)"
		}
	}
	if n := r.Acted.Unknown; n > 0 {
		text += fmt.Sprintf(", %d not known", n)
	}
	return text
}

// about is a span in words, as coarse as it is known.
func about(s analysis.Span) string {
	low, high := coarse(s.Min), coarse(s.Max)
	switch {
	case low == high:
		return low
	case s.Min < time.Minute:
		return "up to " + high
	}
	return low + " to " + high
}

// units are those of the axis and of spans in words.
func units() []struct {
	name   string
	length time.Duration
} {
	const day = 24 * time.Hour
	return []struct {
		name   string
		length time.Duration
	}{{"min", time.Minute}, {"h", time.Hour}, {"day", day}, {"week", 7 * day}, {"month", 30 * day}, {"year", 365 * day}}
}

// coarse is a duration in the largest unit that fits twice, or once.
func coarse(d time.Duration) string {
	best := "under a minute"
	for _, u := range units() {
		if d >= u.length {
			n := int(math.Round(float64(d) / float64(u.length)))
			best = fmt.Sprintf("%d %s", n, u.name)
			if n > 1 && len(u.name) > 2 && u.name != "min" {
				best += "s"
			}
		}
	}
	return best
}

// position is where a duration stands on an axis of so many cells.
func position(d time.Duration, cells int) int {
	all := units()
	low, high := math.Log(float64(all[0].length)), math.Log(float64(2*all[len(all)-1].length))
	x := (math.Log(float64(max(d, all[0].length))) - low) / (high - low)
	return min(cells-1, int(x*float64(cells)))
}

// axis writes the units where they stand. Where it is too short for all, those
// between go first: no name touches another.
func axis(cells int) string {
	line := []rune(strings.Repeat(" ", cells))
	all := units()
	for _, i := range []int{0, len(all) - 1, 2, 1, 4, 3} {
		name := []rune(all[i].name)
		at := max(0, min(position(all[i].length, cells), cells-len(name)))
		if strings.TrimSpace(string(line[max(0, at-1):min(cells, at+len(name)+1)])) == "" {
			copy(line[at:], name)
		}
	}
	return string(line)
}

// span draws what is known of a time: the range that its precision leaves.
func span(st *styles, s *analysis.Span, cells int) string {
	if s == nil {
		return st.dim.Render("?")
	}
	from, to := position(s.Min, cells), position(s.Max, cells)
	line := strings.Repeat(" ", from)
	if to == from {
		line += "┼"
	} else {
		line += "├" + strings.Repeat("─", to-from-1) + "┤"
	}
	return st.accent.Render(line)
}
