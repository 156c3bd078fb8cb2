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
	paper                    lipgloss.Style                     // black on white, whatever the theme
	verdict                  map[exercise.Answer]lipgloss.Style // as text
	block                    map[exercise.Answer]lipgloss.Style // as a field
}

func newStyles(r *lipgloss.Renderer) styles {
	color := func(light, dark string) lipgloss.Style {
		return r.NewStyle().Foreground(lipgloss.AdaptiveColor{Light: light, Dark: dark})
	}
	accent := color("#00538a", "#7fc8ff")
	// Fields have both colours set: what reverse video makes of the terminal's
	// own is not always legible.
	ink := lipgloss.AdaptiveColor{Light: "#ffffff", Dark: "#000000"}
	verdict := map[exercise.Answer]lipgloss.AdaptiveColor{
		exercise.Helped:     {Light: "#00663c", Dark: "#6fdc9f"},
		exercise.Latency:    {Light: "#8a4300", Dark: "#ffb45c"},
		exercise.Irrelevant: {Light: "#4b4b8f", Dark: "#b9b9f0"},
		exercise.Abstain:    {Light: "#5a5a5a", Dark: "#a8a8a8"},
	}
	words, fields := map[exercise.Answer]lipgloss.Style{}, map[exercise.Answer]lipgloss.Style{}
	for a, c := range verdict {
		words[a] = r.NewStyle().Foreground(c)
		fields[a] = r.NewStyle().Foreground(ink).Background(c).Bold(true)
	}
	return styles{
		title:   r.NewStyle().Bold(true),
		strong:  r.NewStyle().Bold(true),
		text:    r.NewStyle(),
		dim:     color("#5a5a5a", "#a8a8a8"),
		accent:  accent,
		warn:    color("#a01818", "#ff8f8f").Bold(true),
		good:    color("#00663c", "#6fdc9f"),
		cursor:  accent.Bold(true),
		chosen:  r.NewStyle().Foreground(ink).Background(lipgloss.AdaptiveColor{Light: "#00538a", Dark: "#7fc8ff"}).Bold(true),
		key:     accent.Bold(true),
		paper:   r.NewStyle().Foreground(lipgloss.Color("#000000")).Background(lipgloss.Color("#ffffff")),
		verdict: words,
		block:   fields,
	}
}
