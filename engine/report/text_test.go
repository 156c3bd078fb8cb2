package report

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/markup"
	"github.com/normwalk/normwalk/engine/norm"
)

// hostile is what somebody might write to break a report.
const hostile = "| x |\n| --- |\n\n# Fake [click](javascript:alert(1)) <img src=x onerror=alert(1)> ![i](http://t.example/p.png) `c` *b* _u_ \x1b]0;t\x07 \u202egnp.exe www.evil.example @all \\"

func TestHostileText(t *testing.T) {
	w := newWalk(t, exercise.Hands)
	s := w.scenario
	for _, p := range []*string{&s.Title, &s.Summary, &s.Licence, &s.Authors[0], &s.Actors[0].Name, &s.Clock.Event, &s.Tracks[0].Title} {
		*p = hostile
	}
	for i := range s.Sources {
		x := &s.Sources[i]
		x.Title, x.Publisher, x.URL, x.Via, x.Note = hostile, hostile, "https://a.example/"+hostile, hostile, hostile
	}
	s.Sources[1].URL = "javascript:alert(1)"
	for i := range s.Steps {
		st := &s.Steps[i]
		st.Title, st.ConfidenceNote, st.When.Note = hostile, hostile, hostile
		st.Facts[0].Text, st.Facts[0].Sources = hostile, []string{"S1", hostile}
		for j := range st.Readings {
			st.Readings[j].Reason, st.Readings[j].Counter, st.Readings[j].Observed = hostile, hostile, hostile
		}
		for j := range st.Requests {
			st.Requests[j].What, st.Requests[j].Outcome, st.Requests[j].Asked = hostile, hostile, hostile
		}
		for j := range st.Claims {
			st.Claims[j].By, st.Claims[j].Text, st.Claims[j].Denial = hostile, hostile, hostile
		}
	}
	for _, c := range w.norms.Catalogues() {
		c.Title, c.Short, c.Publisher, c.Licence, c.LegalNature, c.URL = hostile, hostile, hostile, hostile, hostile, hostile
		for i := range c.Items {
			c.Items[i].Label, c.Items[i].Reference = hostile, hostile
		}
	}
	const group = "G | <b>"
	w.state = &exercise.State{}
	w.open(exercise.Hands, group)
	count := hands("ha-01", "h", group, 3, 4, 1, 0)
	count.Note = hostile
	w.must(
		exercise.Enter{Step: "ha-01"}, count, exercise.Reveal{Step: "ha-01"}, exercise.Enter{Step: "ha-02"},
		exercise.Propose{Text: hostile, Step: "ha-02"}, exercise.Finish{},
	)
	for _, k := range exercise.NoteKinds() {
		w.must(exercise.AddNote{Note: exercise.Note{Kind: k, Text: hostile, Step: "ha-01", Owner: "a | b\n- c", Due: "<i>\n|"}})
	}
	golden(t, w)
	inert(t, w.report())
}

var (
	htmlTag  = regexp.MustCompile(`<`)
	anyLink  = regexp.MustCompile(`[^\\]\]\(([^)]*)\)`)
	goodLink = regexp.MustCompile(`^https?://[-A-Za-z0-9._~:/?#@!$=,;%+&]+$`)
	autoLink = regexp.MustCompile(`[a-z]://|www\.[a-z]`)
)

// inert fails if a report has HTML, links that are not plain ones to the web,
// or anything that a renderer would turn into one.
func inert(t rapid.TB, report string) {
	t.Helper()
	if htmlTag.MatchString(report) {
		t.Error("the report has an HTML tag")
	}
	if bare := autoLink.FindString(anyLink.ReplaceAllString(report, "")); bare != "" {
		t.Errorf("the report has a bare address: %q", bare)
	}
	for _, m := range anyLink.FindAllStringSubmatch(report, -1) {
		if !goodLink.MatchString(m[1]) {
			t.Errorf("the report links to %q", m[1])
		}
	}
	for _, c := range report {
		if c != '\n' && !markup.Visible(c) {
			t.Errorf("the report has the invisible character %U", c)
		}
	}
}

// wellFormed fails if a table's rows differ in their cells, or if blocks are
// not apart by exactly one blank line.
func wellFormed(t rapid.TB, report string) {
	t.Helper()
	if !strings.HasSuffix(report, "\n") || strings.Contains(report, "\n\n\n") || strings.HasPrefix(report, "\n") {
		t.Error("blocks are not apart by one blank line")
	}
	head := 0
	for i, line := range strings.Split(report, "\n") {
		n := pipes(line)
		switch {
		case strings.TrimRight(line, " ") != line:
			t.Errorf("line %d ends in a space: %q", i+1, line)
		case n == 0:
			head = 0
		case !strings.HasPrefix(line, "| ") || !strings.HasSuffix(line, " |"):
			t.Errorf("line %d has a pipe and is no table row: %q", i+1, line)
		case head == 0:
			head = n
		case n != head:
			t.Errorf("line %d has %d pipes, the table's head %d: %q", i+1, n, head, line)
		}
	}
}

// pipes counts the pipes that no backslash escapes.
func pipes(line string) int {
	n, escaped := 0, false
	for _, c := range line {
		if c == '|' && !escaped {
			n++
		}
		escaped = c == '\\' && !escaped
	}
	return n
}

// Content that can't be found is named by its ids.
func TestUnknownContent(t *testing.T) {
	w := newWalk(t, exercise.Solo)
	none, err := norm.NewSet()
	if err != nil {
		t.Fatal(err)
	}
	w.norms = none
	w.scenario.Steps = nil
	w.must(exercise.Enter{Step: "ha-01"}, exercise.Reveal{Step: "ha-01"})
	if got := w.report(); !strings.Contains(got, "states-2015/h") || !strings.Contains(got, "1. ha-01") {
		t.Errorf("not named by its ids:\n%s", got)
	}
}
