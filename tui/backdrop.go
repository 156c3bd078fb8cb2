package tui

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
)

// reset ends every style that lipgloss draws.
const reset = termenv.CSI + termenv.ResetSeq + "m"

// backdrop is the ground that a frame is drawn on. It is the terminal's own
// until somebody asks for the other one: a projector may want dark on light
// where the laptop is light on dark.
type backdrop struct{ painted bool }

// turn changes between dark and light.
func (b *backdrop) turn(r *lipgloss.Renderer) {
	b.painted = true
	r.SetHasDarkBackground(!r.HasDarkBackground())
}

// under gives a frame its ground, in a window of so many columns and lines.
func (b *backdrop) under(r *lipgloss.Renderer, frame string, width, height int) string {
	ink, paper := black(), white()
	if r.HasDarkBackground() {
		ink, paper = paper, ink
	}
	p := r.ColorProfile()
	if !b.painted || p == termenv.Ascii {
		return frame
	}
	on := termenv.CSI + p.Color(tone(p, ink)).Sequence(false) + ";" + p.Color(tone(p, paper)).Sequence(true) + "m"
	lines := strings.Split(frame, "\n")
	for i, l := range lines {
		rest := max(0, width-ansi.StringWidth(l))
		lines[i] = on + strings.ReplaceAll(l, reset, reset+on) + strings.Repeat(" ", rest) + reset
	}
	if len(lines) < height { // the last line, short of the cell that makes some terminals scroll
		lines = append(lines, on+strings.Repeat(" ", max(0, width-1))+reset)
	}
	return strings.Join(lines, "\n")
}

// tone is a colour as a terminal can show it.
func tone(p termenv.Profile, c lipgloss.CompleteColor) string {
	switch p {
	case termenv.TrueColor:
		return c.TrueColor
	case termenv.ANSI256:
		return c.ANSI256
	}
	return c.ANSI
}
