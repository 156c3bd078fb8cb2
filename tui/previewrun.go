package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// RunPreview shows a scenario file until the person quits or ctx ends.
func RunPreview(ctx context.Context, o PreviewOptions, t Terminal) error {
	o.Renderer = lipgloss.NewRenderer(t.Out, termenv.WithEnvironment(environ(t.Environ)), termenv.WithTTY(true))
	o.Renderer.SetHasDarkBackground(lipgloss.HasDarkBackground()) // as in Run
	g := &guard{model: NewPreview(o), trace: t.Trace}
	p := tea.NewProgram(g, tea.WithContext(ctx), tea.WithInput(t.In), tea.WithOutput(t.Out),
		tea.WithAltScreen(), tea.WithoutSignalHandler())
	_, err := p.Run()
	if g.fault != nil {
		return g.fault
	}
	return err
}
