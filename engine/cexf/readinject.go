package cexf

import (
	"cmp"
	"encoding/base64"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/document"
	"github.com/normwalk/normwalk/engine/draft"
)

// byID registers the entries of a list by their uuid.
func (r *reader) byID(v *value) map[string]*value {
	ids := map[string]*value{}
	if v == nil {
		return ids
	}
	for _, x := range v.list {
		if !r.is(x, object, x.path) {
			continue
		}
		id := r.need(x, "uuid", text)
		if id == nil {
			continue
		}
		key := strings.ToLower(id.text)
		if first, twice := ids[key]; twice {
			r.problem(id, "the uuid is that of %s; give each its own", first.path)
			continue
		}
		ids[key] = x
	}
	return ids
}

// payloads are the texts of the payloads, empty for one that isn't a text.
func (r *reader) payloads(v *value) map[string]string {
	texts := map[string]string{}
	ids := r.byID(v)
	if v == nil {
		return texts
	}
	for _, x := range v.list {
		key := strings.ToLower(x.get("uuid").string())
		if ids[key] != x {
			continue // no uuid, or another's
		}
		if texts[key] = ""; r.words(x, "type") == "file" {
			texts[key] = fileText(x.get("parameters"))
		}
		if texts[key] == "" {
			r.leave(x, "a payload that isn't a text; nothing is handed out")
		}
	}
	return texts
}

func (v *value) string() string {
	if v == nil || v.kind != text {
		return ""
	}
	return v.text
}

// fileText is what a file in a payload says, if that is a text.
func fileText(v *value) string {
	content := v.get("content").string()
	if content == "" {
		content = v.get("contents").string() // the first samples had it so
	}
	if v.get("content-type").string() == "base64" {
		raw, err := base64.StdEncoding.DecodeString(strings.Map(func(c rune) rune {
			if c == '\n' || c == '\r' || c == ' ' {
				return -1
			}
			return c
		}, content))
		if err != nil {
			return ""
		}
		content = string(raw)
	}
	if !utf8.ValidString(content) || strings.ContainsRune(content, 0) {
		return ""
	}
	return content
}

func (r *reader) injects(v *value) map[string]*value {
	ids := r.byID(v)
	if v == nil {
		return nil
	}
	if len(v.list) == 0 {
		r.problem(v, "injects is an empty list; an exercise has at least one")
	}
	for _, x := range v.list {
		if x.kind != object {
			continue
		}
		r.need(x, "name", text)
		if action := r.words(x, "action"); action != "" && action != toParticipants {
			r.leave(x.get("action"), "the action; the facilitator reads the facts out")
		}
		if tool := r.words(x, "target_tool"); tool != "" && !x.get("inject_evaluation").empty() {
			r.leave(x.get("target_tool"), "the tool that is watched")
		}
		if e := x.get("inject_evaluation"); !e.empty() {
			r.leave(e, "what a tool evaluates and how it scores; the results it looks for are in the notes")
		}
		r.others(x, "uuid", "name", "action", "target_tool", "inject_evaluation", "description", "action_payload_resource_uuid", "inject_evaluation_join_type")
	}
	return ids
}

// flow puts the injects into their order, and makes steps of them.
func (r *reader) flow(v *value, injects map[string]*value, payloads map[string]string) {
	if v == nil || injects == nil {
		return
	}
	if len(v.list) == 0 {
		r.problem(v, "inject_flow is an empty list; it has the order of the injects")
	}
	used := map[string]bool{}
	for i, f := range v.list {
		if !r.is(f, object, f.path) {
			continue
		}
		id := r.need(f, "inject_uuid", text)
		if id == nil {
			continue
		}
		key := strings.ToLower(id.text)
		x, ok := injects[key]
		if !ok {
			r.problem(id, "there is no inject %s; add it to injects, or correct the uuid", document.Quote(id.text))
			continue
		}
		used[key] = true
		r.step(f, x, payloads)
		next := ""
		if i+1 < len(v.list) {
			next = v.list[i+1].get("inject_uuid").string()
		}
		r.conditions(f, next)
	}
	for _, x := range inOrder(injects) {
		if !used[strings.ToLower(x.get("uuid").string())] {
			r.leave(x, "an inject that inject_flow doesn't name")
		}
	}
}

// inOrder are the entries as they stand in the file.
func inOrder(m map[string]*value) []*value {
	return slices.SortedFunc(maps.Values(m), func(a, b *value) int { return cmp.Compare(a.at, b.at) })
}

// conditions lists what a flow says beyond one inject coming after another.
func (r *reader) conditions(f *value, next string) {
	if x := f.get("requirements"); !x.empty() {
		r.leave(x, "requirements: steps come one after another, whatever came of those before")
	}
	s := f.get("sequence")
	after := r.listOf(s.get("followed_by"))
	if len(after) > 1 || len(after) == 1 && !strings.EqualFold(after[0], next) {
		r.leave(s.get("followed_by"), "followed_by: steps come in the order of inject_flow")
	}
	for _, name := range []string{"trigger", "completion_trigger"} {
		for _, t := range r.listOf(s.get(name)) {
			if t != "startex" && t != "manual" {
				r.leave(s.get(name), name+": the facilitator says when a step begins and ends")
				break
			}
		}
	}
	for _, name := range []string{"triggered_at", "periodic_run_every"} {
		if x := f.get("timing").get(name); !x.empty() {
			r.leave(x, name+": the facilitator says when a step begins")
		}
	}
	if x := f.get("reporting_callback"); !x.empty() {
		r.leave(x, "reporting_callback: nothing is called back")
	}
	r.others(f, "description", "inject_uuid", "requirements", "sequence", "timing", "reporting_callback")
}

// cited is the end of a paragraph with the numbers of its sources.
var cited = regexp.MustCompile(`\s*\[([0-9]{1,4}(?:, ?[0-9]{1,4})*)\]$`)

func (r *reader) step(f, x *value, payloads map[string]string) {
	st := draft.Step{Where: x.path, Title: r.words(x, "name")}
	about := r.words(f, "description")
	var dated bool
	if st.When, dated = draft.ParseInterval(about); dated {
		about = ""
	}
	texts := blocks(r.words(x, "description"))
	if len(texts) == 0 || !dated {
		if about != "" && about != st.Title {
			texts = append([]string{about}, texts...)
		}
	}
	if id := r.words(x, "action_payload_resource_uuid"); id != "" {
		more, ok := payloads[strings.ToLower(id)]
		if !ok {
			r.leave(x.get("action_payload_resource_uuid"), "a payload that isn't there")
		}
		for _, p := range blocks(more) {
			if !slices.Contains(texts, p) && !strings.HasPrefix(p, st.Title+headGap) {
				texts = append(texts, p)
			}
		}
	}
	for _, p := range texts {
		if q, ok := strings.CutPrefix(p, discussion); ok && st.Question == "" {
			st.Question = q
			continue
		}
		st.Text = append(st.Text, r.paragraph(p))
	}
	st.Notes = results(x.get("inject_evaluation"))
	r.material.Steps = append(r.material.Steps, st)
}

// paragraph takes the numbers off the end of a text if they are sources.
func (r *reader) paragraph(p string) draft.Paragraph {
	m := cited.FindStringSubmatchIndex(p)
	if m == nil {
		return draft.Paragraph{Text: p}
	}
	var keys []string
	for n := range strings.SplitSeq(p[m[2]:m[3]], ",") {
		n = strings.TrimSpace(n)
		if i, err := strconv.Atoi(n); err != nil || i < 1 || i > len(r.material.Sources) || n != strconv.Itoa(i) {
			return draft.Paragraph{Text: p}
		}
		keys = append(keys, n)
	}
	return draft.Paragraph{Text: p[:m[0]], Cites: keys}
}

// blocks are the paragraphs of a text.
func blocks(s string) []string {
	var out []string
	for p := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// results are what an evaluation looks for, for the facilitator.
func results(v *value) string {
	var names []string
	if v != nil {
		for _, e := range v.list {
			if s := e.get("result").string(); s != "" {
				names = append(names, s)
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "The exercise that this was imported from looked for: " + strings.Join(names, "; ") + "."
}
