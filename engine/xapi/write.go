package xapi

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/normwalk/normwalk/engine/dataset"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
)

// Write writes the verdicts of the exercises as one JSON array of xAPI
// statements, a statement a line. The error is w's, or wraps
// [dataset.ErrExercise].
func Write(w io.Writer, exercises ...dataset.Exercise) error {
	out := &array{w: w}
	for _, e := range exercises {
		rows, err := e.Rows()
		if err != nil {
			return err
		}
		s := newSpeaker(e)
		for r := range rows {
			if !tells(r) {
				continue
			}
			if err := out.add(s.statement(r)); err != nil {
				return err
			}
		}
	}
	return out.close()
}

// tells reports whether a row makes a statement: a ballot does, and of the rows
// of a count of hands the first.
func tells(r dataset.Row) bool {
	if r.State != dataset.Answered {
		return false
	}
	for _, a := range exercise.Answers() {
		if r.Tally.Of(a) > 0 {
			return a == r.Answer
		}
	}
	return r.Source == dataset.FromBallot
}

// A speaker makes statements of one exercise's rows.
type speaker struct {
	setup    exercise.Setup
	day      string
	exercise activity
	incident activity
	markings extensions
}

func newSpeaker(e dataset.Exercise) *speaker {
	u := e.State.Setup()
	s := &speaker{setup: u, day: e.State.Opened().UTC().Truncate(24 * time.Hour).Format(time.RFC3339), markings: extensions{}}
	s.exercise = thing(urn("exercise", u.Exercise), "exercise "+u.Exercise, "meeting")
	s.incident = thing(urn("incident", u.Scenario.ID), e.Scenario.Title, "simulation")
	if u.TLP != "" {
		s.markings.add("tlp", "TLP:"+string(u.TLP))
	}
	if u.ChathamHouse {
		s.markings.add("chatham-house", true)
	}
	return s
}

func (s *speaker) statement(r dataset.Row) statement {
	round := strconv.Itoa(r.Round)
	item := []string{s.setup.Exercise, r.Step.ID, string(r.Norm), round}
	out := statement{
		Verb:      verb{adlVerb + "answered", english("answered")},
		Object:    s.item(r),
		Result:    result{Extensions: extensions{}},
		Context:   s.context(r),
		Timestamp: s.day,
		Version:   "1.0.3",
	}
	x := out.Result.Extensions
	x.add("round", r.Round)
	x.add("counterfactual", r.Counterfactual)
	if r.Reason != "" {
		x.add("reason", r.Reason)
	}
	if r.Delay != "" {
		x.add("delay", r.Delay)
	}
	if r.Source == dataset.FromBallot {
		out.ID = uuid(append(item, "ballot", r.Voter)...)
		out.Actor = actor{"Agent", account{homePage, "p-" + r.Voter}}
		out.Result.Response = string(r.Answer)
		return out
	}
	out.ID = uuid(append(item, "hands", r.Group)...)
	who := urn("room", s.setup.Exercise) // everybody who isn't counted apart
	if r.Group != "" {
		who = urn("group", s.setup.Exercise, r.Group)
		x.add("group", inert.Line(r.Group))
	}
	out.Actor = actor{"Group", account{homePage, who}}
	x.add("counts", r.Tally)
	return out
}

// item is the question: what did the norm do at the step? It is the same in
// every exercise on the scenario, so that a store can put them side by side.
func (s *speaker) item(r dataset.Row) activity {
	a := thing(urn("item", s.setup.Scenario.ID, r.Step.ID, string(r.Norm)), name(r)+" – "+title(r), "cmi.interaction")
	a.Definition.Description = english("What did following the norm do to the response at this step, or what would it have done?")
	a.Definition.InteractionType = "choice"
	a.Definition.Choices = choices()
	return a
}

func (s *speaker) context(r dataset.Row) context {
	return context{
		Registration: uuid("exercise", s.setup.Exercise),
		ContextActivities: related{
			Parent:   []activity{thing(urn("step", s.setup.Scenario.ID, r.Step.ID), title(r), "module")},
			Grouping: []activity{s.exercise, s.incident},
			Category: []activity{thing(urn("norm", string(r.Norm)), name(r), "objective")},
		},
		Platform:   "normwalk",
		Language:   "en",
		Extensions: s.markings,
	}
}

// thing is an activity with a name and a type from ADL's list.
func thing(id, name, kind string) activity {
	return activity{"Activity", id, definition{Name: english(inert.Line(name)), Type: adlActivity + kind}}
}

// title is the step's, or its id if the scenario has none.
func title(r dataset.Row) string {
	if r.Story == nil {
		return r.Step.ID
	}
	return r.Story.Title
}

// name is the norm's reference and label, or its id if no catalogue has it.
func name(r dataset.Row) string {
	if r.Entry == nil {
		return string(r.Norm)
	}
	return r.Entry.Reference + " " + r.Entry.Label
}

// An array writes values as one JSON array as they come.
type array struct {
	w     io.Writer
	begun bool
}

func (a *array) add(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write a statement: %w", err)
	}
	before := ",\n"
	if !a.begun {
		before, a.begun = "[\n", true
	}
	return a.write(before + string(body))
}

func (a *array) close() error {
	if !a.begun {
		return a.write("[]\n")
	}
	return a.write("\n]\n")
}

func (a *array) write(s string) error {
	if _, err := io.WriteString(a.w, s); err != nil {
		return fmt.Errorf("write the statements: %w", err)
	}
	return nil
}
