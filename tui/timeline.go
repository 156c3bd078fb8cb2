package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/scenario"
)

// marks are those of a step on the timeline, with what help says of them.
func marks() [][2]string {
	return [][2]string{
		{"◉", "the step you are at"},
		{"●", "revealed"},
		{"◐", "voted on, not revealed"},
		{"○", "to come, or not asked"},
		{"×", "skipped"},
	}
}

// timeline draws every planned step as a mark, phase by phase. It always takes
// one line, so that nothing below it moves.
func timeline(st *styles, s *scenario.Scenario, state *exercise.State, width int) string {
	steps := state.Steps()
	for _, link := range []string{"──", "─", ""} {
		line := drawTimeline(st, s, state, steps, link)
		if ansi.StringWidth(line) <= width {
			return line
		}
	}
	return cut(drawTimeline(st, s, state, steps, ""), width)
}

func drawTimeline(st *styles, s *scenario.Scenario, state *exercise.State, steps []exercise.StepState, link string) string {
	var b strings.Builder
	phase := ""
	for _, x := range steps {
		if step, ok := s.Step(x.ID); ok && step.Phase != phase {
			if phase != "" {
				b.WriteString("  ")
			}
			phase = step.Phase
			b.WriteString(st.dim.Render(phase) + " ")
		} else {
			b.WriteString(st.dim.Render(link))
		}
		switch {
		case x.ID == state.Current():
			b.WriteString(st.cursor.Render("◉"))
		case x.Phase == exercise.Discussing:
			b.WriteString(st.text.Render("●"))
		case x.Phase == exercise.Skipped:
			b.WriteString(st.dim.Render("×"))
		case x.Votes > 0:
			b.WriteString(st.text.Render("◐"))
		default:
			b.WriteString(st.dim.Render("○"))
		}
	}
	return b.String()
}

// whereabouts is where in an incident a step stands, in as many words as fit
// into a header that keeps room for what is said at its right end: a name that
// is cut short says less than none.
func whereabouts(st *styles, s *scenario.Scenario, step *scenario.Step, nth, of, room int) string {
	at := fmt.Sprintf("step %d of %d", nth, of)
	phase, _ := s.Phase(step.Phase)
	for _, where := range []string{" · " + phase.ID + " " + phase.Title, " · " + phase.ID, ""} {
		if text := s.Title + " · " + at; ansi.StringWidth(text+where) <= room {
			return text + st.dim.Render(where)
		}
	}
	return at
}
