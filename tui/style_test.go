package tui

import (
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// The 256 and the 16 colours are those nearest to the 24-bit ones.
func TestColoursAreTheNearest(t *testing.T) {
	p := newPalette()
	for name, c := range map[string]colour{
		"ink": p.ink, "dim": p.dim, "accent": p.accent, "warn": p.warn, "good": p.good, "latency": p.latency, "irrelevant": p.irrelevant,
		"paper": {Light: white(), Dark: black()},
	} {
		for _, profile := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI, termenv.Ascii} {
			for _, dark := range []bool{false, true} {
				r := plainRenderer()
				r.SetColorProfile(profile)
				r.SetHasDarkBackground(dark)
				exact := lipgloss.AdaptiveColor{Light: c.Light.TrueColor, Dark: c.Dark.TrueColor}
				want := r.NewStyle().Foreground(exact).Background(exact).Render("x")
				if got := r.NewStyle().Foreground(c).Background(c).Render("x"); got != want {
					t.Errorf("%s, %s, dark %v: got %q, want %q", name, profile.Name(), dark, got, want)
				}
			}
		}
	}
}
