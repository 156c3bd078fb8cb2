package rehearsal

import (
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
)

// What stands on a participant's terminal, as tui draws it.
const (
	signDoor   = "Your stakeholder group"
	signInside = "you are participant"
	signCursor = "▸"
)

// signOf is what a terminal shows once the facilitator has gone on.
func signOf(d Deed, s Step) string {
	switch d {
	case Reveal:
		return "you: [" // everybody has voted on the first norm, where the cursor is
	case Second:
		return "Second vote"
	}
	title := []rune(s.Title)
	return string(title[:min(len(title), 30)]) // a long one is cut
}

func keyOf(a exercise.Answer) string { return strings.ToLower(a.Letter()) }

// under is the index of the norm that the cursor is on; -1 without one.
func under(g *grid, references []string) int {
	i := g.find(signCursor)
	if i < 0 {
		return -1
	}
	row := g.line(i)
	return slices.IndexFunc(references, func(r string) bool { return strings.Contains(row, " "+r+" ") })
}

// shows reports whether the cursor is on a norm, and its row shows an answer
// as recorded.
func shows(g *grid, reference string, a exercise.Answer) bool {
	if under(g, []string{reference}) < 0 {
		return false
	}
	row := g.line(g.find(signCursor))
	return strings.Contains(row, "["+a.Letter()) && strings.Contains(row, "● recorded")
}
