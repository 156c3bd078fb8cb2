package tui

import "fmt"

// View draws the whole window: header, body, a line for notices, keys. The
// last line stays free, because some terminals scroll when it is written to.
func (a *App) View() string {
	return a.ground.under(a.Renderer, a.frame(), a.width, a.height)
}

func (a *App) frame() string {
	if a.width < minWidth || a.height < minHeight {
		return a.tooSmall()
	}
	rows := 2
	p := a.top()
	left, right := p.head(a)
	if a.session != nil {
		right = a.session.status(a, right)
	}
	keys := p.keys(a)
	var extra []string
	if a.overlay != nil {
		extra = a.overlay.lines(a, a.width)
		keys = a.overlay.keys(a)
	}
	height := a.height - 1 - len(extra) - 1 - rows - 1
	lines := []string{apart(" "+a.style.title.Render(left), right+" ", a.width)}
	for _, l := range fill(p.body(a, a.width, height), height) {
		lines = append(lines, cut(l, a.width))
	}
	lines = append(lines, extra...)
	lines = append(lines, a.noticeLine())
	lines = append(lines, footer(a.style, keys, a.key.Help, a.width, rows)...)
	return join(lines)
}

func (a *App) noticeLine() string {
	style := a.style.good
	switch a.notice.mark {
	case "":
		if p, ok := a.top().(interface{ quiet(a *App) string }); ok && a.overlay == nil {
			return cut(" "+p.quiet(a), a.width)
		}
		return ""
	case "○":
		style = a.style.dim
	case "!":
		style = a.style.warn
	case "?":
		style = a.style.accent
	}
	return cut(" "+style.Render(a.notice.mark+" "+a.notice.text), a.width)
}

func (a *App) tooSmall() string {
	text := fmt.Sprintf("normwalk needs %d columns and %d lines. This window has %d × %d. "+
		"Make it larger, or the letters smaller. Nothing is lost.", minWidth, minHeight, a.width, a.height)
	return join(fill(wrap(text, max(a.width-1, 8)), max(a.height-1, 1)))
}
