package plain

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/tui/wording"
)

// parking reads the points kept for later, and the norms that people miss.
func (p *player) parking() {
	notes := slices.DeleteFunc(p.state().Notes(), func(n exercise.NoteEntry) bool { return n.Kind != exercise.ParkingLot })
	slices.SortStableFunc(notes, func(a, b exercise.NoteEntry) int { return cmp.Compare(rank(a.Note), rank(b.Note)) })
	proposals := p.state().Proposals()
	if len(notes)+len(proposals) == 0 {
		p.out.say("The parking lot is empty: n parking TEXT keeps a point for later.")
	}
	v := view{state: p.state()}
	for _, n := range notes {
		text := fmt.Sprintf("Note %d: %s", n.ID, inert.Line(n.Text)+v.raised(n.Step))
		if n.Pinned && !n.Archived {
			text = "Pinned. " + text
		}
		if n.Archived {
			text = "Dealt with. " + text
		}
		p.out.say(stop(text))
	}
	for _, x := range proposals {
		p.heard = x.ID
		p.out.say("Norm that was missing: " + stop(inert.Line(x.Text)+v.raised(x.Step)))
	}
}

// proposed says once that people proposed norms; what they are is read when
// somebody asks.
func (p *player) proposed() {
	n := 0
	for _, x := range p.state().Proposals() {
		if x.ID > p.heard {
			p.heard = x.ID
			if x.FromParticipant() {
				n++
			}
		}
	}
	if n > 0 {
		p.out.say(wording.Count(n, "norm") + " proposed by participants; parking reads all.")
	}
}

// rank puts pinned notes first and those that are dealt with last.
func rank(n exercise.Note) int {
	switch {
	case n.Archived:
		return 2
	case n.Pinned:
		return 0
	}
	return 1
}

func pinned(p *player, rest string) error {
	return p.mark("pin", rest, func(n *exercise.Note) string {
		if n.Pinned = !n.Pinned; n.Pinned {
			return "is pinned"
		}
		return "is no longer pinned"
	})
}

func archived(p *player, rest string) error {
	return p.mark("archive", rest, func(n *exercise.Note) string {
		if n.Archived = !n.Archived; n.Archived {
			return "is dealt with"
		}
		return "is open again"
	})
}

// mark changes a note that is named by its number.
func (p *player) mark(doing, number string, change func(*exercise.Note) string) error {
	id, err := strconv.ParseInt(number, 10, 64)
	for _, n := range p.state().Notes() {
		if err == nil && n.ID == id {
			what := change(&n.Note)
			return p.change(exercise.EditNote{ID: id, Note: n.Note}, fmt.Sprintf("Note %d %s", id, what))
		}
	}
	p.complain(fmt.Errorf("there is no note “%s”: write %s and the number that parking says before the note", shorten(inert.Line(number), 20), doing))
	return nil
}
