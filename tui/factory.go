package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
)

// Console makes a console as o says for a terminal of its own: see NewConsole.
func (o Options) Console(ctx context.Context, r *lipgloss.Renderer) tea.Model {
	o.Renderer = r
	return NewConsole(ctx, o)
}

// Screen makes a projector's view as o says for a terminal of its own: see
// NewScreen.
func (o ScreenOptions) Screen(ctx context.Context, r *lipgloss.Renderer) tea.Model {
	o.Renderer = r
	return NewScreen(ctx, o)
}
