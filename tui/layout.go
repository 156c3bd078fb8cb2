package tui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"github.com/normwalk/normwalk/tui/wording"
)

// widest is the longest line of running text: beyond it the eye loses its way.
const widest = 100

// wrap breaks text into lines of at most width cells. Empty lines between
// paragraphs stay.
func wrap(text string, width int) []string {
	return strings.Split(ansi.Wrap(text, max(width, 8), ""), "\n")
}

// hang wraps text behind a first prefix, and indents what follows by as much.
func hang(prefix, text string, width int) []string {
	w := ansi.StringWidth(prefix)
	pad := strings.Repeat(" ", w)
	out := wrap(text, width-w)
	for i, line := range out {
		if i == 0 {
			out[i] = prefix + line
		} else {
			out[i] = pad + line
		}
	}
	return out
}

// paint gives every line the same style.
func paint(style lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = style.Render(l)
	}
	return out
}

// cut shortens a line to width cells, with an ellipsis where it was longer.
func cut(s string, width int) string {
	if width <= 0 {
		return ""
	}
	return ansi.Truncate(s, width, "…")
}

// pad cuts or fills a line to exactly width cells.
func pad(s string, width int) string {
	s = cut(s, width)
	if n := width - ansi.StringWidth(s); n > 0 {
		s += strings.Repeat(" ", n)
	}
	return s
}

// padLeft is pad for numbers.
func padLeft(s string, width int) string {
	s = cut(s, width)
	if n := width - ansi.StringWidth(s); n > 0 {
		s = strings.Repeat(" ", n) + s
	}
	return s
}

// apart sets one text at the left end of a line and another at the right; the
// left gives way.
func apart(left, right string, width int) string {
	r := ansi.StringWidth(right)
	if r >= width {
		return cut(right, width)
	}
	if r == 0 {
		return cut(left, width)
	}
	return pad(left, width-r-1) + " " + right
}

// fill makes exactly height lines of what there is.
func fill(lines []string, height int) []string {
	if height < 0 {
		height = 0
	}
	if len(lines) > height {
		return lines[:height]
	}
	out := make([]string, height)
	copy(out, lines)
	return out
}

// atMost cuts lines to a number, with an ellipsis where there were more.
func atMost(lines []string, n int) []string {
	if len(lines) <= n || n < 1 {
		return lines[:min(len(lines), max(n, 0))]
	}
	out := append([]string{}, lines[:n]...)
	out[n-1] += " …"
	return out
}

// beside sets two blocks next to each other, the left one in a column.
func beside(left, right []string, column int) []string {
	out := make([]string, max(len(left), len(right)))
	for i := range out {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		out[i] = pad(l, column) + r
	}
	return out
}

// A scroll shows a part of more lines than fit.
type scroll struct {
	offset int
	page   int // lines that were shown last
	total  int
}

// window is the part that fits into height lines, kept within bounds.
func (s *scroll) window(lines []string, height int) []string {
	s.page, s.total = max(height, 1), len(lines)
	s.offset = max(0, min(s.offset, len(lines)-height))
	return fill(lines[s.offset:], height)
}

// show moves the window so that line i is in it.
func (s *scroll) show(i, height int) {
	if i < s.offset {
		s.offset = i
	}
	if i >= s.offset+height {
		s.offset = i - height + 1
	}
}

func (s *scroll) below() int { return max(0, s.total-s.offset-s.page) }

// more says how much text lies outside the window; empty if none.
func (s *scroll) more(st *styles) string {
	switch {
	case s.below() > 0:
		return st.accent.Render("▼ " + wording.Count(s.below(), "more line") + " · space")
	case s.offset > 0:
		return st.dim.Render("▲ read back · b")
	}
	return ""
}

// turn moves the window by a page if the key asks for it.
func (s *scroll) turn(k *keyMap, msg tea.KeyMsg) bool {
	step := max(1, s.page-1)
	switch {
	case key.Matches(msg, k.PageDown):
		s.offset += min(step, s.below())
	case key.Matches(msg, k.PageUp):
		s.offset = max(0, s.offset-step)
	default:
		return false
	}
	return true
}

// footer sets the keys on exactly rows lines; those that don't fit are on the
// help page, whose key always stands at the end.
func footer(st *styles, keys []key.Binding, help key.Binding, width, rows int) []string {
	const gap = "  "
	item := func(b key.Binding) string {
		return st.key.Render(b.Help().Key) + " " + st.dim.Render(b.Help().Desc)
	}
	last := item(help)
	lines := []string{""}
	for _, b := range keys {
		at := len(lines) - 1
		next := lines[at] + gap + item(b)
		if lines[at] == "" {
			next = " " + item(b)
		}
		room := width
		if len(lines) == rows {
			room -= ansi.StringWidth(gap + last)
		}
		switch {
		case ansi.StringWidth(next) <= room:
			lines[at] = next
		case len(lines) < rows:
			lines = append(lines, " "+item(b))
		}
	}
	at := len(lines) - 1
	if end := lines[at] + gap + last; ansi.StringWidth(end) <= width {
		lines[at] = end
	} else {
		lines = append(lines, " "+last)
	}
	return fill(lines, rows)
}

// indent moves lines to the right.
func indent(lines []string, by int) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.Repeat(" ", by) + l
	}
	return out
}
