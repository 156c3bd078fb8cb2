package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/tui/wording"
)

// story is what the room reads at a step: facts with their sources, what was
// asked for, who acted toward whom, what it cost in time, and what is disputed.
func story(st *styles, s *scenario.Scenario, step *scenario.Step, width int) []string {
	width = min(width, widest)
	var out []string
	for _, f := range step.Facts {
		out = append(out, hang("  • ", f.Text+" "+cited(st, s, f.Sources), width)...)
	}
	for _, r := range step.Requests {
		out = append(out, request(st, s, r, width)...)
	}
	for _, f := range step.Flows {
		line := names(s, f.From) + " → " + names(s, f.To) + " " + st.dim.Render("· "+wording.Channel(f.Channel))
		if f.What != "" {
			line += st.dim.Render(" · " + f.What)
		}
		out = append(out, hang("  ", line, width)...)
	}
	if len(step.Spans) > 0 {
		var spans []string
		for _, sp := range step.Spans {
			spans = append(spans, sp.What+" "+st.strong.Render(sp.Took))
		}
		out = append(out, hang("  "+st.accent.Render("clock")+" ", strings.Join(spans, " · "), width)...)
	}
	if step.ConfidenceNote != "" {
		out = append(out, hang("  "+st.accent.Render("how sure")+" ", step.ConfidenceNote, width)...)
	}
	if step.When.Note != "" {
		out = append(out, hang("  "+st.accent.Render("the time")+" ", step.When.Note, width)...)
	}
	for _, d := range step.Disputes {
		out = append(out, hang("  "+st.accent.Render("disputed")+" ", d.Text+" "+cited(st, s, d.Sources), width)...)
	}
	for _, c := range step.Claims {
		out = append(out, claim(st, c, cited(st, s, c.Sources), width)...)
	}
	return out
}

// claim shows an attribution as somebody's, dated, with the answer to it.
func claim(st *styles, c scenario.Claim, sources string, width int) []string {
	head := st.accent.Render("claimed") + " "
	text := c.By + ", " + c.Date.Text() + ": " + c.Text + " " + st.strong.Render("Answer:") + " " + c.Denial + " " + sources
	return hang("  "+head, text, width)
}

// request shows who asked whom for what, and the three times that matter.
func request(st *styles, s *scenario.Scenario, r scenario.Request, width int) []string {
	text := names(s, []string{r.Asker}) + " → " + names(s, []string{r.Asked}) + ": " + r.What +
		st.dim.Render(" · "+wording.Channel(r.Channel)) +
		" · sent " + st.strong.Render(wording.Moment(r.Sent)) +
		" · acknowledged " + st.strong.Render(wording.Moment(r.Acknowledged)) +
		" · acted on " + st.strong.Render(wording.Moment(r.Acted)) +
		" · " + r.Outcome + " " + cited(st, s, r.Sources)
	return hang("  "+st.accent.Render("request")+" ", text, width)
}

// cited is the sources' ids in brackets, and says when none was read.
func cited(st *styles, s *scenario.Scenario, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	text := st.dim.Render("[" + strings.Join(ids, " ") + "]")
	if s.Unverified(ids) {
		text += " " + st.warn.Render("unverified")
	}
	return text
}

func names(s *scenario.Scenario, ids []string) string { return strings.Join(s.Names(ids), ", ") }

// whenLines is the step's date and clock, there and on the incident's own clock.
// Where a line is too short for all three the incident's is said in fewer words;
// where that doesn't help there are two lines. The local time never goes: whether
// somebody was asked at night is what a room wants to know.
func whenLines(st *styles, s *scenario.Scenario, step *scenario.Step, width int) []string {
	utc, local, elapsed := step.When.UTC(), step.When.Local(), s.Elapsed(step.When)
	const gap = " · "
	long := func(parts ...string) bool { return 1+ansi.StringWidth(strings.Join(parts, gap)) > width }
	first, second := filled(utc, local, elapsed), []string(nil)
	if short := s.ElapsedShort(step.When); long(first...) && short != "" {
		first = filled(utc, local, short)
	}
	if long(first...) {
		first, second = filled(utc, local), filled(elapsed)
	}
	if long(first...) {
		first, second = filled(utc), filled(local, elapsed)
		if short := s.ElapsedShort(step.When); long(second...) && short != "" {
			second = filled(local, short)
		}
	}
	line := " " + st.strong.Render(first[0])
	if len(first) > 1 {
		line += st.dim.Render(gap + strings.Join(first[1:], gap))
	}
	out := []string{cut(line, width)}
	if len(second) > 0 {
		out = append(out, cut(" "+st.dim.Render(strings.Join(second, gap)), width))
	}
	return out
}

// filled are the first text, and those of the others that aren't empty.
func filled(first string, others ...string) []string {
	out := []string{first}
	for _, text := range others {
		if text != "" {
			out = append(out, text)
		}
	}
	if len(out) > 1 && first == "" {
		return out[1:]
	}
	return out
}

// titleLine is the step's title, and how sure its author is.
func titleLine(st *styles, step *scenario.Step, width int) string {
	return apart(" "+st.title.Render(step.Title), st.dim.Render("confidence ")+string(step.Confidence)+" ", width)
}
