package pack

import (
	"strings"
	"testing"
)

// hidden calls f with everything of an exercise that the room doesn't see
// before its vote.
func hidden(e Exercise, f func(*string)) {
	for i := range e.Scenario.Phases {
		p := &e.Scenario.Phases[i]
		f(&p.FacilitatorNotes)
		for j := range p.Questions {
			f(&p.Questions[j])
		}
	}
	for i := range e.Scenario.Misconceptions {
		m := &e.Scenario.Misconceptions[i]
		f(&m.Belief)
		f(&m.Correction)
	}
	for i := range e.Scenario.Steps {
		s := &e.Scenario.Steps[i]
		f(&s.Notes)
		f(&s.Question)
		for j := range s.Readings {
			f(&s.Readings[j].Reason)
			f(&s.Readings[j].Counter)
		}
	}
}

// Nothing that participants get has a reading's reason or counter, a note, a
// question or a misconception, whatever the incident, the track and the norms.
func TestRoomSeesNoReadings(t *testing.T) {
	for _, e := range builtins(t) {
		var secrets []string
		hidden(e, func(s *string) {
			for part := range strings.SplitSeq(*s, "\n\n") {
				if part != "" {
					secrets = append(secrets, part)
				}
			}
		})
		if len(secrets) == 0 {
			t.Fatalf("%s has nothing to hide", e.Scenario.ID)
		}
		for _, format := range Formats() {
			for _, f := range written(t, e, format) {
				if !f.Room {
					continue
				}
				for _, s := range secrets {
					spelled := plain(s).HTML()
					if format == Markdown {
						spelled = plain(s).Markdown(false)
					}
					if strings.Contains(string(f.Body), spelled) {
						t.Errorf("%s, %s: %s shows %q", e.Scenario.ID, e.Track.ID, f.Name, s)
					}
				}
			}
		}
	}
}

// The same, where what is hidden can't be said in other words: and the
// facilitator's guide has all of it that belongs to the exercise.
func TestHiddenIsForTheFacilitator(t *testing.T) {
	const word = "xyzzy"
	for _, e := range builtins(t) {
		hidden(e, func(s *string) { *s = word })
		for i := range e.Scenario.Steps {
			for j := range e.Scenario.Steps[i].Readings {
				r := &e.Scenario.Steps[i].Readings[j]
				r.Verdict, r.Observed, r.Confidence = word, word, word
			}
		}
		for _, f := range written(t, e, HTML) {
			n := strings.Count(string(f.Body), word)
			if f.Room && n > 0 {
				t.Errorf("%s, %s: %s shows %d hidden texts", e.Scenario.ID, e.Track.ID, f.Name, n)
			}
			if strings.Contains(f.Name, "guide") {
				want := 0
				for _, x := range e.Plan {
					step, _ := e.Scenario.Step(x.Step)
					want += 2 // the note and the question
					for _, id := range x.Norms {
						if _, ok := step.Reading(id); ok {
							want += 5
						}
					}
				}
				if n < want+2*len(e.Scenario.Misconceptions) {
					t.Errorf("%s, %s: %s has %d hidden texts, want %d or more", e.Scenario.ID, e.Track.ID, f.Name, n, want)
				}
			}
		}
	}
}
