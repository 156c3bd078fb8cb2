package workbook

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// ErrExercise says that an exercise can't be written as a workbook.
var ErrExercise = errors.New("the exercise can't be written as a workbook")

// An Exercise is what is written: the exercise with the content that it was run
// with.
type Exercise struct {
	State    *exercise.State
	Scenario *scenario.Scenario
	Norms    *norm.Set

	// Shared leaves out what not everybody in the room may see: answers that
	// aren't revealed, and the facilitator's notes.
	Shared bool
}

// A book is a workbook in the making. It keeps the first error and does nothing
// after it.
type book struct {
	file     *excelize.File
	styles   map[style]int
	state    *exercise.State // as far as it may be shown
	scenario *scenario.Scenario
	norms    *norm.Set
	of       *analysis.Exercise
	labels   []string
	err      error
}

// Write writes the exercise as a workbook. The error is w's, or wraps
// [ErrExercise]: then nothing was written.
func Write(w io.Writer, e Exercise) error {
	switch {
	case e.State == nil || e.Scenario == nil || e.Norms == nil:
		return fmt.Errorf("its scenario, its norms or its answers are missing: %w", ErrExercise)
	case e.State.Phase() == exercise.Unopened:
		return fmt.Errorf("it was never opened: %w", ErrExercise)
	}
	b := &book{
		file: excelize.NewFile(), styles: map[style]int{}, state: e.State, scenario: e.Scenario, norms: e.Norms,
		labels: e.State.Setup().Labels(),
	}
	if e.Shared {
		b.state, b.of = e.State.For(exercise.Projector), analysis.Shared(e.State, e.Scenario, e.Norms)
	} else {
		b.of = analysis.Of(e.State, e.Scenario, e.Norms)
	}
	b.overview()
	b.matrix()
	b.items()
	b.worth()
	b.groups()
	b.requests()
	b.channels()
	b.followUps()
	b.notes(e.Shared)
	b.method()
	b.properties()
	b.check(b.file.DeleteSheet("Sheet1")) // what a new file begins with
	if b.err != nil {
		return fmt.Errorf("%w: %w", ErrExercise, errors.Join(b.err, b.file.Close()))
	}
	if _, err := b.file.WriteTo(w); err != nil {
		return fmt.Errorf("write the workbook: %w", errors.Join(err, b.file.Close()))
	}
	return b.file.Close()
}

func (b *book) check(err error) {
	if b.err == nil {
		b.err = err
	}
}

// properties are what a file manager and a document archive see.
func (b *book) properties() {
	setup := b.state.Setup()
	written := b.state.Last().UTC().Format(time.RFC3339) // the time of the last record: there is no clock here
	b.check(b.file.SetDocProps(&excelize.DocProperties{
		Title:          text(b.title()),
		Subject:        "Verdicts on norms of responsible behaviour in cyberspace, exercise " + text(setup.Exercise),
		Creator:        "normwalk",
		LastModifiedBy: "normwalk",
		Description:    "Scenario " + text(setup.Scenario.ID) + ", SHA-256 " + text(setup.Scenario.Hash),
		Keywords:       strings.Join(b.labels, ", "),
		Category:       strings.Join(b.labels, ", "),
		ContentStatus:  b.status(),
		Identifier:     text(setup.Exercise),
		Language:       "en",
		Created:        b.state.Opened().UTC().Format(time.RFC3339),
		Modified:       written,
	}))
	b.check(b.file.SetAppProps(&excelize.AppProperties{Application: "normwalk"}))
	for _, p := range []excelize.CustomProperty{
		{Name: "TLP", Value: string(setup.TLP)},
		{Name: "Chatham House rule", Value: setup.ChathamHouse},
		{Name: "Exercise", Value: text(setup.Exercise)},
		{Name: "Scenario SHA-256", Value: text(setup.Scenario.Hash)},
	} {
		if p.Value != "" {
			b.check(b.file.SetCustomProps(p))
		}
	}
}

func (b *book) title() string { return b.state.Setup().Title + ", " + b.state.Setup().Exercise }

func (b *book) status() string {
	if b.of.Phase == exercise.Ended {
		return "Final"
	}
	return "Interim"
}
