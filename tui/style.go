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

// A colour is given for every kind of terminal, 24 bits, 256 and 16 colours:
// to find the nearest of 256 at every word that is drawn was a fifth of the
// work for a room of terminals.
type colour = lipgloss.CompleteAdaptiveColor

// palette are the colours, each for a light and for a dark background.
type palette struct {
	ink, dim, accent, warn, good, latency, irrelevant colour
}

func newPalette() palette {
	type tone = lipgloss.CompleteColor
	return palette{
		ink:        colour{Light: white(), Dark: black()},
		dim:        colour{Light: tone{TrueColor: "#5a5a5a", ANSI256: "59", ANSI: "8"}, Dark: tone{TrueColor: "#a8a8a8", ANSI256: "145", ANSI: "7"}},
		accent:     colour{Light: tone{TrueColor: "#00538a", ANSI256: "24", ANSI: "12"}, Dark: tone{TrueColor: "#7fc8ff", ANSI256: "117", ANSI: "14"}},
		warn:       colour{Light: tone{TrueColor: "#a01818", ANSI256: "124", ANSI: "1"}, Dark: tone{TrueColor: "#ff8f8f", ANSI256: "210", ANSI: "9"}},
		good:       colour{Light: tone{TrueColor: "#00663c", ANSI256: "23", ANSI: "6"}, Dark: tone{TrueColor: "#6fdc9f", ANSI256: "79", ANSI: "10"}},
		latency:    colour{Light: tone{TrueColor: "#8a4300", ANSI256: "94", ANSI: "3"}, Dark: tone{TrueColor: "#ffb45c", ANSI256: "215", ANSI: "9"}},
		irrelevant: colour{Light: tone{TrueColor: "#4b4b8f", ANSI256: "60", ANSI: "12"}, Dark: tone{TrueColor: "#b9b9f0", ANSI256: "147", ANSI: "12"}},
	}
}

func white() lipgloss.CompleteColor {
	return lipgloss.CompleteColor{TrueColor: "#ffffff", ANSI256: "231", ANSI: "15"}
}

func black() lipgloss.CompleteColor {
	return lipgloss.CompleteColor{TrueColor: "#000000", ANSI256: "16", ANSI: "0"}
}

func newStyles(r *lipgloss.Renderer) *styles {
	p := newPalette()
	accent := r.NewStyle().Foreground(p.accent)
	words, fields := map[exercise.Answer]lipgloss.Style{}, map[exercise.Answer]lipgloss.Style{}
	for a, c := range map[exercise.Answer]colour{
		exercise.Helped: p.good, exercise.Latency: p.latency, exercise.Irrelevant: p.irrelevant, exercise.Abstain: p.dim,
	} {
		words[a] = r.NewStyle().Foreground(c)
		// Fields have both colours set: what reverse video makes of the
		// terminal's own is not always legible.
		fields[a] = r.NewStyle().Foreground(p.ink).Background(c).Bold(true)
	}
	return &styles{
		title:   r.NewStyle().Bold(true),
		strong:  r.NewStyle().Bold(true),
		text:    r.NewStyle(),
		dim:     r.NewStyle().Foreground(p.dim),
		accent:  accent,
		warn:    r.NewStyle().Foreground(p.warn).Bold(true),
		good:    r.NewStyle().Foreground(p.good),
		cursor:  accent.Bold(true),
		chosen:  r.NewStyle().Foreground(p.ink).Background(p.accent).Bold(true),
		key:     accent.Bold(true),
		paper:   r.NewStyle().Foreground(black()).Background(white()),
		verdict: words,
		block:   fields,
	}
}
