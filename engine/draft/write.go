package draft

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/normwalk/normwalk/engine/scenario"
	"github.com/normwalk/normwalk/engine/source"
)

// width is the column that texts are folded at, as in the files of the house.
const width = 118

// A writer writes a draft as TOML.
type writer struct {
	b       bytes.Buffer
	remarks map[string][]string
	replace int // how many places said REPLACE
}

func (w *writer) line(format string, args ...any) {
	s := strings.TrimRight(fmt.Sprintf(format, args...), " ")
	w.replace += strings.Count(s, Placeholder)
	w.b.WriteString(s + "\n")
}

// remark writes the comments of a place.
func (w *writer) remark(at string) {
	for _, r := range w.remarks[at] {
		for _, l := range fold(r, width-2) {
			w.line("# %s", l)
		}
	}
}

// section begins a part of the file.
func (w *writer) section(name string) {
	w.line("\n# %s %s\n", strings.Repeat("-", 64), name)
}

// text writes a key with a text: on one line, or folded between """ marks.
func (w *writer) text(at, key, value string) {
	w.remark(at)
	if one := fmt.Sprintf("%s = %s", key, quote(value)); utf8.RuneCountInString(one) <= width && !strings.Contains(value, "\n") {
		w.line("%s", one)
		return
	}
	w.line("%s = \"\"\"", key)
	parts := strings.Split(value, "\n\n")
	for i, p := range parts {
		if i > 0 {
			w.line("")
		}
		q := quote(p)
		lines := fold(q[1:len(q)-1], width)
		for j, l := range lines {
			if i == len(parts)-1 && j == len(lines)-1 {
				l += `"""`
			}
			w.line("%s", l)
		}
	}
}

// optional is text for a value that may be left out; its comments stay.
func (w *writer) optional(at, key, value string) {
	if value == "" {
		w.remark(at)
		return
	}
	w.text(at, key, value)
}

// quote spells a text as a TOML string. Inside """ marks it means the same.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func list(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = quote(v)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// fold breaks a text between words into lines. A longer word has a line of its
// own.
func fold(s string, most int) []string {
	var lines []string
	here, size := "", 0
	for word := range strings.SplitSeq(s, " ") {
		n := utf8.RuneCountInString(word)
		if size > 0 && size+1+n > most {
			lines = append(lines, here)
			here, size = "", 0
		}
		if size > 0 {
			here, size = here+" ", size+1
		}
		here, size = here+word, size+n
	}
	return append(lines, here)
}

func (w *writer) scenario(s *scenario.Scenario) {
	w.line("#:schema ./scenario.schema.json")
	w.line("# A draft. Write what it lacks: search for %s.", Placeholder)
	w.line("# Every field is described in scenarios/README.md.\n")
	w.line("schema = %d", s.Schema)
	w.line("id = %s", quote(s.ID))
	w.text("title", "title", s.Title)
	w.text("date", "date", s.Date.String())
	w.text("region", "region", s.Region)
	w.text("summary", "summary", s.Summary)
	w.text("background", "background", s.Background)
	if len(s.Grounds) > 0 {
		w.line("background_sources = %s", list(s.Grounds))
	}
	w.remark("impact")
	w.line("impact = %s", list(s.Impact))
	w.text("licence", "licence", s.Licence)
	w.remark("authors")
	if len(s.Authors) > 0 {
		w.line("authors = %s", list(s.Authors))
	}
	w.line("")
	w.remark("clock")
	w.line("[clock]\nstart = %s\nevent = %s", quote(s.Clock.Start.String()), quote(s.Clock.Event))
	h := s.Header
	w.line("\n[header]")
	w.text("", "target", h.Target)
	w.text("", "systems", h.Systems)
	w.text("", "method", h.Method)
	w.text("", "result", h.Result)
	w.text("", "aftermath", h.Aftermath)
	if len(h.Sources) > 0 {
		w.line("sources = %s", list(h.Sources))
	}

	w.section("actors")
	for i, a := range s.Actors {
		w.gap(i)
		w.remark("actors." + a.ID)
		w.line("[[actors]]\nid = %s\nname = %s\nkind = %s\nrole = %s", quote(a.ID), quote(a.Name), quote(a.Kind), quote(a.Role))
	}
	w.section("phases")
	for _, p := range s.Phases {
		w.line("[[phases]]\nid = %s\ntitle = %s\nquestions = %s", quote(p.ID), quote(p.Title), list(p.Questions))
	}
	for _, t := range s.Tracks {
		w.line("\n[[tracks]]\nid = %s\ntitle = %s\nminutes = %d", quote(t.ID), quote(t.Title), t.Minutes)
		w.line("steps = [")
		for _, l := range fold(strings.Trim(list(t.Steps), "[]"), width-2) {
			w.line("  %s", l)
		}
		w.line("]")
	}
	w.section("sources")
	w.remark("sources")
	for i, x := range s.Sources {
		w.gap(i)
		w.source(x)
	}
	w.section("steps")
	for i := range s.Steps {
		w.gap(i)
		w.step(&s.Steps[i])
	}
}

// gap parts the entries of a list.
func (w *writer) gap(i int) {
	if i > 0 {
		w.line("")
	}
}

func (w *writer) source(x source.Source) {
	w.remark("sources." + x.ID)
	w.line("[[sources]]\nid = %s\ntitle = %s\npublisher = %s", quote(x.ID), quote(x.Title), quote(x.Publisher))
	w.line("url = %s\nstatus = %s", quote(x.URL), quote(string(x.Status)))
}

func (w *writer) step(s *scenario.Step) {
	at := "steps." + s.ID
	w.line("[[steps]]\nid = %s\nphase = %s", quote(s.ID), quote(s.Phase))
	w.text(at+".title", "title", s.Title)
	w.remark(at + ".when")
	when := "from = " + quote(s.When.From.String())
	if !s.When.To.IsZero() {
		when += ", to = " + quote(s.When.To.String())
	}
	if s.When.Note != "" {
		when += ", note = " + quote(s.When.Note)
	}
	w.line("when = { %s }", when)
	w.line("confidence = %s", quote(string(s.Confidence)))
	w.optional(at+".question", "question", s.Question)
	w.optional(at+".notes", "notes", s.Notes)
	w.remark(at + ".facts")
	w.line("facts = [")
	for _, f := range s.Facts {
		w.line("  { text = %s, sources = %s },", quote(f.Text), list(f.Sources))
	}
	w.line("]")
	w.remark(at + ".flows")
	w.line("flows = [")
	for _, f := range s.Flows {
		what := ""
		if f.What != "" {
			what = ", what = " + quote(f.What)
		}
		w.line("  { from = %s, to = %s, channel = %s%s },", list(f.From), list(f.To), quote(f.Channel), what)
	}
	w.line("]")
	for _, r := range s.Readings {
		w.line("\n[[steps.readings]]\nnorm = %s\nverdict = %s\nobserved = %s", quote(string(r.Norm)), quote(r.Verdict), quote(r.Observed))
		w.line("reason = %s\ncounter = %s\nconfidence = %s", quote(r.Reason), quote(r.Counter), quote(string(r.Confidence)))
	}
}
