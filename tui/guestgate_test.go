package tui

import (
	"fmt"
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

func TestTheDoorOpensForTheCode(t *testing.T) {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(termenv.Ascii)

	door := NewDoor(t.Context(), DoorOptions{Admits: func(c string) bool { return c == "ABCDE" }, Renderer: r, Inside: func() tea.Model { return &still{} }})
	door.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	press := func(text string) {
		door.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text)})
		door.Update(tea.KeyMsg{Type: tea.KeyEnter})
	}
	if press("wrong"); !strings.Contains(door.View(), "not the code") {
		t.Errorf("a wrong code opens:\n%s", door.View())
	}
	if lines := strings.Count(door.View(), "\n") + 1; lines != 23 {
		t.Errorf("the frame has %d lines", lines)
	}
	if press("abcde"); door.View() != "inside 80x24" {
		t.Errorf("the right code doesn't open:\n%s", door.View())
	}
}

// still is a model that says how large it is.
type still struct{ size tea.WindowSizeMsg }

func (*still) Init() tea.Cmd { return nil }
func (s *still) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		s.size = size
	}
	return s, nil
}
func (s *still) View() string { return fmt.Sprintf("inside %dx%d", s.size.Width, s.size.Height) }
