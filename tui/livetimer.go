package tui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
)

// timerEntry asks how long the countdown is: one of the usual lengths, or a
// number of minutes that is typed.
type timerEntry struct {
	cursor int
	typed  string
}

// lengths are the usual ones in minutes; 0 stops the countdown.
func lengths() []int { return []int{1, 2, 3, 5, 10, 0} }

func (t *timerEntry) lines(a *App, width int) []string {
	line := " "
	for i, n := range lengths() {
		text := fmt.Sprintf(" %d min ", n)
		if n == 0 {
			text = " stop "
		}
		if i == t.cursor && t.typed == "" {
			line += a.style.chosen.Render("["+strings.TrimSpace(text)+"]") + " "
		} else {
			line += text + " "
		}
	}
	typed := a.style.dim.Render("or type the minutes")
	if t.typed != "" {
		typed = a.style.accent.Render("› ") + a.style.strong.Render(t.typed) + a.style.cursor.Render("▏") + " min"
	}
	question := "How long should the countdown be? Nothing ends by itself."
	return append(paint(a.style.accent, hang(" ", question, width-1)), hang("", line+" "+typed, width-1)...)
}

func (t *timerEntry) keys(a *App) []key.Binding {
	k := a.key
	return []key.Binding{as(k.Enter, "start"), k.Change, as(k.Count, "minutes"), as(k.TakeBack, "delete"), as(k.Back, "leave it")}
}

func (t *timerEntry) update(a *App, msg tea.KeyMsg) (bool, tea.Cmd) {
	k, n := a.key, len(lengths())
	switch {
	case key.Matches(msg, k.Back):
		return true, nil
	case key.Matches(msg, k.Left):
		t.cursor, t.typed = (t.cursor+n-1)%n, ""
	case key.Matches(msg, k.Right):
		t.cursor, t.typed = (t.cursor+1)%n, ""
	case key.Matches(msg, k.Count) && len(t.typed) < 3:
		t.typed += msg.String()
	case key.Matches(msg, k.TakeBack) && t.typed != "":
		t.typed = t.typed[:len(t.typed)-1]
	case key.Matches(msg, k.Enter):
		minutes := lengths()[t.cursor]
		if t.typed != "" {
			var err error
			if minutes, err = strconv.Atoi(t.typed); err != nil {
				return false, nil
			}
		}
		if minutes == 0 {
			return true, a.do(exercise.StopTimer{})
		}
		return true, a.do(exercise.SetTimer{Length: time.Duration(minutes) * time.Minute})
	}
	return false, nil
}
