package pack

import (
	"errors"
	"fmt"
	"slices"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/markup"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/scenario"
)

// ErrExercise: the exercise has nothing to print, or doesn't fit its content.
var ErrExercise = errors.New("there is no pack for this exercise")

// An Exercise is what a pack is printed for, as it would be settled before the
// exercise opens.
type Exercise struct {
	Scenario *scenario.Scenario
	Norms    *norm.Set
	Track    scenario.Track
	Plan     []exercise.Planned // as [exercise.PlanFor] makes it
	Groups   []string           // stakeholder groups that are counted apart
	People   int                // in the room; 0 if nobody knows yet
	Minutes  int                // length of the session, 1 or more
	Walk     string             // the command that opens the same exercise on a computer
}

// A Format is a form in which a pack can be written.
type Format string

// The formats.
const (
	HTML     Format = "html"
	Markdown Format = "md"
)

// Formats lists the formats, the usual one first.
func Formats() []Format { return []Format{HTML, Markdown} }

// Mark stands near the start of every file of a pack, so that a later pack can
// tell its own files from others.
const Mark = "normwalk printed pack"

// A File is a document of the pack.
type File struct {
	Name  string // "03-situation-manual.html"
	Title string
	Room  bool // participants may see it
	Body  []byte
}

// Files writes the pack: the documents in the order of use, and the index last.
// The error wraps [ErrExercise].
func Files(e Exercise, f Format) ([]File, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	if !slices.Contains(Formats(), f) {
		return nil, fmt.Errorf("format %q: %w", f, ErrExercise)
	}
	p := newPack(e, f)
	var files []File
	for i, d := range documents() {
		s := &sheet{}
		d.write(p, s)
		files = append(files, File{p.name(i), d.title, d.room, p.render(d, s)})
	}
	s := &sheet{}
	p.index(s)
	return append(files, File{"index." + string(f), index.title, index.room, p.render(index, s)}), nil
}

func (e Exercise) check() error {
	switch {
	case e.Scenario == nil || e.Norms == nil:
		return fmt.Errorf("no content: %w", ErrExercise)
	case len(e.Plan) == 0:
		return fmt.Errorf("no steps: %w", ErrExercise)
	case e.Minutes < 1:
		return fmt.Errorf("%d minutes: %w", e.Minutes, ErrExercise)
	}
	for _, x := range e.Plan {
		if _, ok := e.Scenario.Step(x.Step); !ok {
			return fmt.Errorf("%s has no step %q: %w", e.Scenario.ID, x.Step, ErrExercise)
		}
		for _, id := range x.Norms {
			if _, ok := e.Norms.Get(id); !ok {
				return fmt.Errorf("norm %s isn't loaded: %w", id, ErrExercise)
			}
		}
	}
	return nil
}

// A document is one of the pack's, with what its index says of it.
type document struct {
	slug, title string
	room        bool   // participants may see it
	style       string // class of the whole document
	copies      func(*pack) text
	write       func(*pack, *sheet)
}

var index = document{slug: "index", title: "Workshop pack", style: "index"}

// documents are in the order of use.
func documents() []document {
	return []document{
		{"quick-start", "Quick start", false, "quick", once, (*pack).quickStart},
		{"invitation", "Invitation", true, "letter", (*pack).eachInvited, (*pack).invitation},
		{"situation-manual", "Situation manual", true, "manual", (*pack).eachPerson, (*pack).manual},
		{"facilitators-guide", "Facilitator's guide", false, "guide", once, (*pack).guide},
		{"msel", "Master scenario events list", false, "wide", eachHelper, (*pack).msel},
		{"norm-cards", "Norm cards", true, "cards", (*pack).eachTable, (*pack).cards},
		{"ballot-sheets", "Ballot sheets", true, "ballots", (*pack).eachTable, (*pack).ballotSheets},
		{"tally-sheet", "Tally sheet", false, "ballots", once, (*pack).tallySheet},
		{"feedback-form", "Feedback form", true, "form", (*pack).eachPerson, (*pack).feedback},
		{"certificate", "Certificate of attendance", true, "certificate", (*pack).eachPerson, (*pack).certificate},
	}
}

// A pack is a pack in the making.
type pack struct {
	Exercise
	format   Format
	times    timing
	steps    []stop
	rows     []row
	norms    []*norm.Norm      // on the table at any step, in order
	families []*norm.Catalogue // of these
}

// A stop is a planned step.
type stop struct {
	*scenario.Step
	number   int // in this exercise, from 1
	table    []norm.ID
	from, to int // minutes of the session
}

func newPack(e Exercise, f Format) *pack {
	p := &pack{Exercise: e, format: f, times: times(e.Minutes, len(e.Plan)), rows: e.rows()}
	p.norms, p.families = e.onTheTable()
	for i, x := range e.Plan {
		step, _ := e.Scenario.Step(x.Step)
		from, to := p.times.step(i)
		p.steps = append(p.steps, stop{step, i + 1, x.Norms, from, to})
	}
	return p
}

func (p *pack) name(i int) string {
	return fmt.Sprintf("%02d-%s.%s", i+1, documents()[i].slug, p.format)
}

func (p *pack) render(d document, s *sheet) []byte {
	if p.format == HTML {
		return []byte(p.html(d, s))
	}
	return []byte(p.markdown(d, s))
}

// named is the title of the document with the slug, for references.
func named(slug string) text {
	for _, d := range documents() {
		if d.slug == slug {
			return plain(d.title)
		}
	}
	return plain(slug)
}

// What package markup makes, under short names.
type text = markup.Text

func plain(s string) text                  { return markup.Plain(s) }
func textf(format text, args ...any) text  { return markup.Textf(format, args...) }
func join(texts []text, between text) text { return markup.Join(texts, between) }
func strong(t text) text                   { return markup.Strong(t) }
