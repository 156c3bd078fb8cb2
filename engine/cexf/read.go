package cexf

import (
	"slices"
	"strconv"
	"strings"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/draft"
	"github.com/normwalk/normwalk/engine/source"
)

// maxProblems bounds what is said of a file that isn't the right one at all.
const maxProblems = 100

// A reader makes a material of one file, and collects what is wrong with it.
type reader struct {
	name     string
	data     []byte
	problems document.Problems
	material draft.Material
	left     draft.Leavings
}

// Read reads an exercise. The name is the file's, for messages. The error is of
// type [document.Problems] and holds all that is wrong; keys that the format
// doesn't know are no problem, but are listed among what is left out.
func Read(name string, data []byte) (*draft.Material, error) {
	top, err := parse(name, data)
	if err != nil {
		return nil, err
	}
	r := &reader{name: name, data: data, material: draft.Material{Format: "CEXF", File: name}}
	if r.is(top, object, "the file") {
		r.exercise(r.need(top, "exercise", object))
		payloads := r.payloads(r.need(top, "inject_payloads", list))
		injects := r.injects(r.need(top, "injects", list))
		r.flow(r.need(top, "inject_flow", list), injects, payloads)
		r.others(top, "exercise", "inject_flow", "inject_payloads", "injects")
	}
	if len(r.problems) > 0 {
		r.problems.Sort()
		return nil, r.problems
	}
	r.material.Left = r.left.List()
	return &r.material, nil
}

func (r *reader) problem(v *value, format string, args ...any) {
	if len(r.problems) < maxProblems {
		r.problems = append(r.problems, problem(r.name, r.data, v.at, format, args...))
	}
}

// leave lists something that isn't carried over.
func (r *reader) leave(v *value, what string) { r.left.Add(v.path, what) }

// is checks what a value is.
func (r *reader) is(v *value, kind, what string) bool {
	if v == nil {
		return false
	}
	if v.kind != kind {
		r.problem(v, "%s is %s; it must be %s", what, v.kind, kind)
		return false
	}
	return true
}

// need is a key that must be there.
func (r *reader) need(v *value, name, kind string) *value {
	x := v.get(name)
	switch {
	case x == nil:
		what := v.path
		if what == "" {
			what = "the file"
		}
		r.problem(v, "%s has no %s; add it, %s", what, name, kind)
		return nil
	case !r.is(x, kind, x.path):
		return nil
	}
	return x
}

// words is a text that may be missing. A number will do where tools write one.
func (r *reader) words(v *value, name string) string {
	x := v.get(name)
	if x == nil || x.kind == null {
		return ""
	}
	if x.kind == number {
		return x.text
	}
	r.is(x, text, x.path)
	return x.text
}

// listOf are the texts of a list; a text alone stands for a list of one.
func (r *reader) listOf(x *value) []string {
	switch {
	case x.empty():
		return nil
	case x.kind == text:
		return []string{x.text}
	case !r.is(x, list, x.path):
		return nil
	}
	var out []string
	for _, e := range x.list {
		if r.is(e, text, e.path) {
			out = append(out, e.text)
		}
	}
	return out
}

// others lists the keys that aren't known, if they say something.
func (r *reader) others(v *value, known ...string) {
	if v == nil {
		return
	}
	for _, f := range v.fields {
		if !slices.Contains(known, f.name) && !f.value.empty() {
			r.leave(f.value, "the key "+document.Quote(f.name))
		}
	}
}

func (r *reader) exercise(v *value) {
	if v == nil {
		return
	}
	m := &r.material
	r.need(v, "name", text)
	m.Title, m.Summary, m.Background = r.words(v, "name"), r.words(v, "description"), r.words(v, "expanded")
	if m.Background == m.Summary {
		m.Background = "" // many files say it twice
	}
	if s := r.words(v, "total_duration"); s != "" {
		seconds, err := strconv.ParseFloat(s, 64)
		const minute, longest = 60, 1e9
		if err != nil || seconds < 0 || !(seconds < longest) {
			r.problem(v.get("total_duration"), "total_duration is %s; write a number of seconds", document.Quote(s))
		} else {
			m.Minutes = int(seconds) / minute
		}
	}
	known := []string{"name", "description", "expanded", "total_duration", "meta"}
	if r.words(v, "namespace") == namespace {
		known = append(known, "namespace")
	}
	r.meta(v.get("meta"))
	r.others(v, known...)
}

func (r *reader) meta(v *value) {
	if v.empty() || !r.is(v, object, v.path) {
		return
	}
	m := &r.material
	for _, a := range r.listOf(v.get("author")) {
		m.Authors = append(m.Authors, strings.Split(a, authorGap)...)
	}
	m.Licence, m.Region = r.words(v, "licence"), r.words(v, "region")
	if s := r.words(v, "incident_date"); s != "" {
		date, err := source.ParseMoment(s)
		if err != nil {
			r.problem(v.get("incident_date"), "%v", err)
		}
		m.Date = date
	}
	for i, ref := range r.listOf(v.get("refs")) {
		m.Sources = append(m.Sources, draft.Source{Key: strconv.Itoa(i + 1), URL: ref})
	}
	r.others(v, "author", "licence", "region", "incident_date", "refs")
}

// authorGap parts authors, as the schema wants them in one text.
const authorGap = "; "
