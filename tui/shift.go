package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/tui/wording"
)

// shiftLines say how the verdicts moved from the first vote to the second. Where
// that can't be read, both stand side by side and it says so.
func shiftLines(st *styles, before, after exercise.Tally, mode exercise.Mode, width int) []string {
	name := st.accent.Render("shift") + " "
	switch {
	case mode == exercise.Solo:
		return []string{name + own(before) + " → " + own(after)}
	case analysis.Comparable(before, after):
		return []string{name + shift(before, after)}
	}
	return append(hang(name, wording.Unlike(before, after), width), sideBySide(st, before, after, width)...)
}

// sideBySide sets two votes side by side that show no movement.
func sideBySide(st *styles, before, after exercise.Tally, width int) []string {
	first, second := "first vote  "+tallyText(before), "second vote  "+tallyText(after)
	if ansi.StringWidth(first+second)+9 <= width {
		return []string{"   " + first + "   " + st.dim.Render("│") + "  " + second}
	}
	return []string{"   first vote   " + tallyText(before), "   " + second}
}

// shift is the change of each verdict's count.
func shift(before, after exercise.Tally) string {
	var parts []string
	for _, v := range exercise.Answers() {
		parts = append(parts, fmt.Sprintf("%s %d → %d", v.Letter(), before.Of(v), after.Of(v)))
	}
	return strings.Join(parts, "   ")
}

// own is the answer of somebody who votes alone.
func own(t exercise.Tally) string {
	for _, a := range exercise.Answers() {
		if t.Of(a) > 0 {
			return a.Label()
		}
	}
	return "not asked"
}
