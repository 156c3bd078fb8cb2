package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/inert"
)

// A Format is a form in which results leave the program.
type Format struct{ Name, About string }

// askFormat asks in which form the results should leave, and saves them.
func askFormat(a *App) overlay {
	names := make([]string, len(a.Formats))
	for i, f := range a.Formats {
		names[i] = f.Name + " " + f.About
	}
	return askChoice("Save as", names, func(i int) tea.Cmd {
		id, format, export, ctx := a.session.state.Setup().Exercise, a.Formats[i].Name, a.Export, a.ctx
		return func() tea.Msg {
			path, err := export(ctx, id, format)
			return savedMsg{path, err}
		}
	})
}

// list is names in a row, made harmless.
func list(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = inert.Line(n)
	}
	return strings.Join(out, ", ")
}
