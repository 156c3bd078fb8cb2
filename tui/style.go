package tui

import (
	"github.com/charmbracelet/lipgloss"

	"github.com/normwalk/normwalk/engine/exercise"
)

// styles are the looks of everything, made from one renderer, so that each
// terminal gets its own colours. Colour is never alone: what it says is also
// said by a letter, a mark or a weight.
type styles struct {
	title, strong, text, dim lipgloss.Style
	accent, warn, good       lipgloss.Style
	cursor, chosen           lipgloss.Style
	key                      lipgloss.Style
	verdict                  map[exercise.Answer]lipgloss.Style
}

func newStyles(r *lipgloss.Renderer) styles {
	color := func(light, dark string) lipgloss.Style {
		return r.NewStyle().Foreground(lipgloss.AdaptiveColor{Light: light, Dark: dark})
	}
	accent := color("#00538a", "#7fc8ff")
	return styles{
		title:  r.NewStyle().Bold(true),
		strong: r.NewStyle().Bold(true),
		text:   r.NewStyle(),
		dim:    color("#5a5a5a", "#a8a8a8"),
		accent: accent,
		warn:   color("#a01818", "#ff8f8f").Bold(true),
		good:   color("#00663c", "#6fdc9f"),
		cursor: accent.Bold(true),
		chosen: r.NewStyle().Reverse(true).Bold(true),
		key:    accent.Bold(true),
		verdict: map[exercise.Answer]lipgloss.Style{
			exercise.Helped:     color("#00663c", "#6fdc9f"),
			exercise.Latency:    color("#8a4300", "#ffb45c"),
			exercise.Irrelevant: color("#4b4b8f", "#b9b9f0"),
			exercise.Abstain:    color("#5a5a5a", "#a8a8a8"),
		},
	}
}
