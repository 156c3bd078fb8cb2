package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/dataset"
	"github.com/normwalk/normwalk/engine/exercise"
	aar "github.com/normwalk/normwalk/engine/report"
	"github.com/normwalk/normwalk/engine/room"
	"github.com/normwalk/normwalk/engine/workbook"
	"github.com/normwalk/normwalk/engine/xapi"
)

// A format is a form in which results leave.
type format struct {
	name    string
	about   string
	several bool // takes more than one exercise
	whole   bool // can't leave anything out
	binary  bool
	shorter bool // can be written on a few pages
	write   func(ctx context.Context, w io.Writer, r results) error
}

// extension is what a file's name ends in. Statements are JSON, and an
// analysis is too, so that one of the two says which it is.
func (f format) extension() string {
	if f.name == "xapi" {
		return "xapi.json"
	}
	return f.name
}

// results are what is written.
type results struct {
	host   *room.Host
	past   []*room.Past
	shared bool // only what everybody in the room may see
	short  bool // the report on a few pages
}

func formats() []format {
	return []format{
		{name: "md", about: "after-action report, Markdown", shorter: true, write: markdown},
		{name: "html", about: "after-action report, a page for browsers and paper", shorter: true, write: html},
		{name: "csv", about: "table for statistics programs", several: true, write: func(_ context.Context, w io.Writer, r results) error {
			return dataset.WriteCSV(w, r.data()...)
		}},
		{name: "json", about: "analysis for programs", several: true, write: func(_ context.Context, w io.Writer, r results) error {
			return writeJSON(w, r.published())
		}},
		{name: "jsonl", about: "the exercise itself, without loss", whole: true, write: func(ctx context.Context, w io.Writer, r results) error {
			return r.host.Journal.Export(ctx, r.past[0].Info.ID, w)
		}},
		{name: "xlsx", about: "workbook for spreadsheets", binary: true, write: func(_ context.Context, w io.Writer, r results) error {
			p := r.past[0]
			return workbook.Write(w, workbook.Exercise{State: p.State, Scenario: p.Scenario, Norms: p.Content.Norms(), Shared: r.shared})
		}},
		{name: "xapi", about: "statements for a learning record store", several: true, write: func(_ context.Context, w io.Writer, r results) error {
			return xapi.Write(w, r.data()...)
		}},
	}
}

// schemaFormat is what prints the schema of json, and needs no exercise.
const schemaFormat = "schema"

func formatNames() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return append(names, schemaFormat)
}

func findFormat(name string) (format, bool) {
	all := formats()
	i := slices.IndexFunc(all, func(f format) bool { return f.name == name })
	if i < 0 {
		return format{}, false
	}
	return all[i], true
}

// severalFormats names those that take more than one exercise.
func severalFormats() string {
	var names []string
	for _, f := range formats() {
		if f.several {
			names = append(names, f.name)
		}
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func markdown(_ context.Context, w io.Writer, r results) error {
	p := r.past[0]
	if r.short {
		return aar.ShortMarkdown(w, r.state(p), p.Scenario, p.Content.Norms())
	}
	return aar.Markdown(w, r.state(p), p.Scenario, p.Content.Norms())
}

func html(_ context.Context, w io.Writer, r results) error {
	p := r.past[0]
	if r.short {
		return aar.ShortHTML(w, r.state(p), p.Scenario, p.Content.Norms())
	}
	return aar.HTML(w, r.state(p), p.Scenario, p.Content.Norms())
}

// state is an exercise as far as it may be shown.
func (r results) state(p *room.Past) *exercise.State {
	if r.shared {
		return p.State.For(exercise.Projector)
	}
	return p.State
}

func (r results) data() []dataset.Exercise {
	out := make([]dataset.Exercise, len(r.past))
	for i, p := range r.past {
		out[i] = dataset.Exercise{State: r.state(p), Scenario: p.Scenario, Norms: p.Content.Norms()}
	}
	return out
}

// published is the analysis of the exercises, compared if there are several.
func (r results) published() analysis.Document {
	all := make([]analysis.Labelled, len(r.past))
	for i, p := range r.past {
		of := analysis.Of
		if r.shared {
			of = analysis.Shared
		}
		setup := p.State.Setup()
		all[i] = analysis.Labelled{TLP: setup.TLP, ChathamHouse: setup.ChathamHouse, Exercise: of(p.State, p.Scenario, p.Content.Norms())}
	}
	return analysis.Publish(all...)
}
