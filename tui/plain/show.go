package plain

import (
	"fmt"
	"io"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/tui/wording"
)

// Show writes how an exercise stands, in plain words and lines of a width: how
// far it came, every answer that is on record, and the notes. It shows no
// analyst's reading, and of votes in a live room that aren't revealed only how
// many there are.
func Show(w io.Writer, past *room.Past, width int) error {
	s := past.State
	if s.Setup().Mode == exercise.Room {
		s = s.For(exercise.Projector)
	}
	out := &printer{w: w, width: width}
	setup := s.Setup()
	title := func(id string) string {
		if step, ok := past.Scenario.Step(id); ok {
			return step.Title
		}
		return id
	}
	out.say(fmt.Sprintf("%s: exercise %s.", setup.Title, setup.Exercise))
	out.say(fmt.Sprintf("Mode %s, track %s, opened %s.", setup.Mode, setup.Track, wording.Instant(s.Opened())))
	switch {
	case s.Phase() == exercise.Ended:
		out.say("Finished " + wording.Instant(s.Ended()) + ".")
	case s.Current() == "":
		out.say("Open, before the first step.")
	default:
		st, _ := s.Step(s.Current())
		out.say(fmt.Sprintf("Open, at step %d of %d: %s.", st.Index+1, len(s.Steps()), title(st.ID)))
	}
	out.say(sentence(used(s.Used(s.Last()), setup.Minutes)))
	if setup.People > 0 {
		out.say(fmt.Sprintf("%d people in the room.", setup.People))
	}
	v := view{s, past.Content.Norms(), title, out}
	for _, st := range s.Steps() {
		out.blank()
		out.say(fmt.Sprintf("Step %d, %s: %s.", st.Index+1, title(st.ID), progress(st)))
		v.answers(st)
	}
	out.blank()
	view{past.State, v.norms, title, out}.remembered()
	return out.err
}

// answers reads every round of a step's norms.
func (v view) answers(st exercise.StepState) {
	for _, id := range slices.Concat(st.Norms, st.Aside) {
		name := string(id)
		if n, ok := v.norms.Get(id); ok {
			name = n.Reference + " " + n.Label
		}
		if slices.Contains(st.Aside, id) {
			v.out.say(name + ": set aside.")
			continue
		}
		asked := false
		for round := 1; round <= 2; round++ {
			votes := v.state.Votes(exercise.Item{Step: st.ID, Norm: id, Round: round})
			if !votes.Asked() {
				continue
			}
			asked = true
			what := tally(votes.Total)
			switch {
			case votes.Hidden > 0:
				what = wording.Count(votes.Hidden, "answer") + ", not revealed"
			case v.state.Setup().Mode == exercise.Solo:
				what = own(votes)
			}
			if round == 2 {
				what = "second vote, " + what
			}
			for _, said := range remarks(votes) {
				what += "; " + said
			}
			v.out.say(name + ": " + stop(what))
		}
		if !asked && st.Phase != exercise.Pending {
			v.out.say(name + ": not asked.")
		}
	}
}
