package tui

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"
)

// washTabs are the names of the views in a line: in full, closer together where
// the window is narrow, or the others' in short where it is narrower still.
func washTabs(st *styles, views []washView, chosen, width int) string {
	wide := func(v washView, n int) string { return fmt.Sprintf(" %d %s ", n, v.name) }
	tight := func(v washView, n int) string { return fmt.Sprintf("%d %s", n, v.name) }
	short := func(v washView, n int) string { return fmt.Sprintf("%d %s", n, v.short) }
	number := func(_ washView, n int) string { return fmt.Sprint(n) }
	line := ""
	for _, name := range []func(washView, int) string{wide, tight, short, number} {
		line = " "
		for i, v := range views {
			if i == chosen {
				line += st.chosen.Render("["+tight(v, i+1)+"]") + " "
			} else {
				line += st.dim.Render(name(v, i+1)) + " "
			}
		}
		if ansi.StringWidth(line) <= width+1 { // the last blank may go
			break
		}
	}
	return cut(line, width)
}
