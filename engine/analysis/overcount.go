package analysis

import (
	"fmt"

	"github.com/normwalk/normwalk/engine/exercise"
)

// Overcount is a remark on an item for which more hands were counted than there
// are people in the room: "47 hands counted for 30 people". It is empty where
// that isn't so, or where nobody counted the people.
func (e *Exercise) Overcount(i *Item) string { return Overcount(e.Mode, i.Tally, e.Totals.People) }

// Overcount is the same of a tally, in a room of so many people; 0 if nobody
// counted them.
func Overcount(mode exercise.Mode, t exercise.Tally, people int) string {
	n := t.Answered()
	if mode != exercise.Hands || people == 0 || n <= people {
		return ""
	}
	who := "people"
	if people == 1 {
		who = "person"
	}
	return fmt.Sprintf("%d hands counted for %d %s", n, people, who)
}
