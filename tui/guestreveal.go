package tui

import (
	"fmt"
	"strings"
)

// reveal shows what the room's votes say of each norm, and of the one under
// the cursor also the groups, the analyst's reading and what this person said.
func (g *Guest) reveal(x at, width, height int) []string {
	a := g.app
	out := []string{g.line("result", width, 0, func() string {
		return apart(" "+a.style.title.Render(x.step.Title), a.style.dim.Render(roundName(x.state.Round))+" ", width)
	}), ""}
	if len(g.own) == 0 {
		return append(out, a.style.dim.Render(" no norm was put to the vote here"))
	}
	out = append(out, g.shared("results", width, 0, g.walk.cursor, func() []string {
		var rows []string
		for i, own := range g.own {
			rows = append(rows, g.walk.resultRow(a, x, own.norm, i == g.walk.cursor, min(width, 118)))
		}
		return rows
	})...)
	out = append(out, cut(g.youSaid(x), width))
	if a.height >= 36 {
		out = append(out, "")
	}
	detail := g.shared("detail", width, a.height, g.walk.cursor, func() []string {
		return g.walk.result(a, x, g.norm(), min(width-2, widest))
	})
	room := height - len(out) - 1
	out = append(out, g.walk.detail.window(detail, room)...)
	return append(out, apart("", g.walk.detail.more(a.style)+" ", width))
}

// youSaid is the person's own answer to the norm under the cursor.
func (g *Guest) youSaid(x at) string {
	st, own, round := g.app.style, g.own[g.walk.cursor], max(0, x.state.Round-1)
	if !own.given[round] {
		return st.dim.Render("   you gave no answer here")
	}
	b := own.votes[round]
	parts := spoken(b)
	if round == 1 && own.given[0] && own.votes[0].Answer != b.Answer {
		parts = append([]string{"first " + own.votes[0].Answer.Label()}, parts...)
	}
	text := "   " + st.dim.Render("you: ") + st.block[b.Answer].Render(fmt.Sprintf("[%s %s]", b.Answer.Letter(), b.Answer.Label()))
	if len(parts) > 0 {
		text += st.dim.Render(" · " + strings.Join(parts, " · "))
	}
	return text
}
