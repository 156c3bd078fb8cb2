package tui

import (
	"io"
	"strings"
	"testing"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/library"
	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/scenarios"
)

// The local time stands at every step that has one, in any window, and nothing
// is cut.
func TestLocalTimeStays(t *testing.T) {
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	st := newStyles(lipgloss.NewRenderer(io.Discard))
	for _, s := range lib.Scenarios() {
		for i := range s.Steps {
			step := &s.Steps[i]
			for _, width := range []int{80, 100, 160} {
				lines := whenLines(st, s, step, width)
				text := ansi.Strip(strings.Join(lines, "\n"))
				if strings.Contains(text, "…") || !strings.Contains(text, step.When.Local()) || !strings.Contains(text, step.When.UTC()) || len(lines) > 2 {
					t.Errorf("%s in %d columns:\n%s", step.ID, width, text)
				}
				if width == 160 && len(lines) > 1 {
					t.Errorf("%s takes two lines of 160:\n%s", step.ID, text)
				}
			}
		}
	}
}

// What is said in fewer words is the incident's clock.
func TestWhenGetsShorter(t *testing.T) {
	lib, err := library.Load(scenarios.FS(), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := lib.Scenario("wannacry-2017")
	if err != nil {
		t.Fatal(err)
	}
	step, _ := s.Step("wc-06")
	st := newStyles(lipgloss.NewRenderer(io.Discard))
	for width, want := range map[int]string{
		100: " Fri 12 May 2017, 13:30–15:08 UTC · 14:30–16:08 London time · 6–8 h after the first infections",
		80:  " Fri 12 May 2017, 13:30–15:08 UTC · 14:30–16:08 London time · after 6–8 h",
		70:  " Fri 12 May 2017, 13:30–15:08 UTC · 14:30–16:08 London time\n 6–8 h after the first infections",
		50:  " Fri 12 May 2017, 13:30–15:08 UTC\n 14:30–16:08 London time · after 6–8 h",
	} {
		if got := ansi.Strip(strings.Join(whenLines(st, s, step, width), "\n")); got != want {
			t.Errorf("in %d columns:\n%s\nwant:\n%s", width, got, want)
		}
	}
	if none := whenLines(st, s, &scenario.Step{}, 80); len(none) != 1 {
		t.Errorf("a step without a time: %q", none)
	}
}
