package tui

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/norm"
	"github.com/normwalk/normwalk/engine/report"
)

// washPage is the hot wash: all verdicts at a glance, where the room is
// divided, and the notes.
type washPage struct {
	cursor int // index into the notes, when there are any
	scroll
}

func (p *washPage) head(a *App) (string, string) {
	title := a.session.state.Setup().Title + " · hot wash"
	if a.session.state.Phase() == exercise.Ended {
		title += " · finished"
	}
	return title, ""
}

func (p *washPage) body(a *App, width, height int) []string {
	lines, at := p.lines(a, width)
	if at >= 0 && p.page > 0 && p.cursor > 0 {
		p.show(at, height-1)
	}
	out := p.window(lines, height-1)
	return append(out, apart("", p.more(a.style)+" ", width))
}

// lines is the whole page, and the line of the note under the cursor.
func (p *washPage) lines(a *App, width int) (out []string, at int) {
	s, st := a.session, a.style
	out = append(out, "")
	out = append(out, matrix(a, width)...)
	text := min(width-4, widest)
	head := func(title string) { out = append(out, "", " "+st.accent.Render(title)) }

	if d := divided(a); len(d) > 0 {
		head("Where the answers differ most")
		for _, x := range d {
			step, _ := s.scenario().Step(x.step)
			t := x.votes.Total
			out = append(out, hang("   ", fmt.Sprintf("%s at “%s”: H %d  L %d  I %d", s.norm(x.norm).Reference, step.Title, t.Helped, t.Latency, t.Irrelevant), text)...)
		}
	}
	if d := parted(a); len(d) > 0 {
		head("Where you and the analyst read it differently")
		for _, x := range d {
			out = append(out, hang("   ", x, text)...)
		}
	}
	at = -1
	notes := s.state.Notes()
	head("Notes")
	if len(notes) == 0 {
		out = append(out, st.dim.Render("   none yet: n keeps a take-away, a point for later, an unintended consequence or a follow-up"))
	}
	for i, n := range notes {
		mark := "   "
		if i == p.cursor {
			mark, at = " "+st.cursor.Render("▸")+" ", len(out)
		}
		line := st.strong.Render(string(n.Kind)) + "  " + inert.Line(n.Text)
		if n.Owner != "" || n.Due != "" {
			line += st.dim.Render("  · " + strings.Trim(inert.Line(n.Owner)+", "+inert.Line(n.Due), ", "))
		}
		out = append(out, hang(mark, line, text)...)
	}
	if ps := s.state.Proposals(); len(ps) > 0 {
		head("Norms that were missing")
		for _, x := range ps {
			out = append(out, hang("   ", inert.Line(x.Text), text)...)
		}
	}
	return out, at
}

type contested struct {
	step  string
	norm  norm.ID
	votes exercise.Votes
}

// divided lists the items on which a room agrees least, at most five.
func divided(a *App) []contested {
	s := a.session.state
	if s.Setup().Mode == exercise.Solo {
		return nil
	}
	share := func(c contested) float64 {
		leading, _ := c.votes.Total.Leading()
		return c.votes.Total.Share(leading)
	}
	var all []contested
	for _, x := range s.Steps() {
		if x.Phase != exercise.Discussing {
			continue
		}
		for _, id := range x.Norms {
			c := contested{step: x.ID, norm: id}
			c.votes, _ = s.Latest(x.ID, id)
			if c.votes.Total.Judged() > 1 && share(c) < 1 {
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y contested) int {
		switch d := share(x) - share(y); {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	return all[:min(5, len(all))]
}

// parted lists, for a walk on one's own, the items that the analyst reads
// otherwise. It is something to think about, not a score.
func parted(a *App) []string {
	s := a.session
	if s.state.Setup().Mode != exercise.Solo {
		return nil
	}
	var out []string
	for _, x := range s.state.Steps() {
		step, ok := s.scenario().Step(x.ID)
		if !ok || x.Phase != exercise.Discussing {
			continue
		}
		for _, id := range x.Norms {
			v, _ := s.state.Latest(x.ID, id)
			mine, _ := v.Total.Leading()
			if r, ok := step.Reading(id); ok && mine != "" && mine != exercise.Answer(r.Verdict) {
				out = append(out, fmt.Sprintf("%s at “%s”: you say %s, the analyst %s", s.norm(id).Reference, step.Title,
					mine.Label(), exercise.Answer(r.Verdict).Label()))
			}
		}
	}
	return out
}

// matrix is norm by step: a letter a cell, shaded by how clear the answer is.
func matrix(a *App, width int) []string {
	s, st := a.session, a.style
	steps := s.state.Steps()
	var rows []norm.ID
	for _, n := range s.room.Content().Norms().All() {
		if slices.ContainsFunc(steps, func(x exercise.StepState) bool {
			return slices.Contains(x.Norms, n.ID) || slices.Contains(x.Aside, n.ID)
		}) {
			rows = append(rows, n.ID)
		}
	}
	cell := 3
	if width < 7+2+len(steps)*3 {
		cell = 2
	}
	name := max(7, min(56, width-4-len(steps)*cell))
	head := pad("", name+1)
	for i := range steps {
		head += padLeft(fmt.Sprint(i+1), cell)
	}
	out := []string{" " + st.dim.Render(head)}
	for _, id := range rows {
		n := s.norm(id)
		line := " " + pad(pad(n.Reference, 7)+n.Label, name) + " "
		for _, x := range steps {
			line += strings.Repeat(" ", cell-1) + cellMark(a, x, id)
		}
		out = append(out, line)
	}
	legend := "H helped  L added latency  I irrelevant  = split  A only abstentions  · not asked  x doesn't apply  ? not revealed"
	return append(append(out, ""), paint(st.dim, hang(" ", legend, width-2))...)
}

// cellMark is the outcome of one item as a single letter. Bold and reverse say
// that two thirds or more agree.
func cellMark(a *App, x exercise.StepState, id norm.ID) string {
	st := a.style
	switch {
	case slices.Contains(x.Aside, id):
		return st.dim.Render("x")
	case !slices.Contains(x.Norms, id):
		return " "
	}
	v, _ := a.session.state.Latest(x.ID, id)
	leading, tie := v.Total.Leading()
	switch {
	case !v.Asked():
		return st.dim.Render("·")
	case x.Phase == exercise.Voting && x.Round == 1:
		return st.dim.Render("?")
	case v.Total.Judged() == 0:
		return st.dim.Render("A")
	case tie:
		return st.strong.Render("=")
	case 3*v.Total.Of(leading) >= 2*v.Total.Judged():
		return st.block[leading].Render(leading.Letter())
	}
	return st.verdict[leading].Render(leading.Letter())
}

func (p *washPage) keys(a *App) []key.Binding {
	k := a.key
	out := []key.Binding{k.Report, k.Note}
	if len(a.session.state.Notes()) > 0 {
		out = append(out, k.Up, k.Down, as(k.Edit, "change note"), as(k.Remove, "remove note"))
	}
	if a.session.state.Phase() == exercise.Ended {
		out = append(out, k.Reopen)
	} else {
		out = append(out, k.Finish, as(k.Wash, "back to the step"))
	}
	return append(out, k.PageDown, k.PageUp, as(k.Back, p.backTo(a)), k.Quit)
}

func (p *washPage) backTo(a *App) string {
	if a.session.state.Phase() == exercise.Ended {
		return "home"
	}
	return "back"
}

func (p *washPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k, notes := a.key, a.session.state.Notes()
	p.cursor = max(0, min(p.cursor, len(notes)-1))
	ended := a.session.state.Phase() == exercise.Ended
	switch {
	case key.Matches(msg, k.Back), !ended && key.Matches(msg, k.Wash):
		if ended || len(a.pages) <= 2 && a.session.state.Current() == "" {
			return a.leave()
		}
		a.pop()
	case key.Matches(msg, k.Report):
		return a.saveReport()
	case key.Matches(msg, k.Note):
		a.overlay = askNote(a, "")
	case key.Matches(msg, k.Finish) && !ended:
		a.overlay = &confirm{"Finish the exercise? Open votes are closed as they stand. It can be reopened.", func() tea.Cmd {
			return a.do(exercise.Finish{})
		}}
	case key.Matches(msg, k.Reopen) && ended:
		return a.do(exercise.Reopen{})
	case key.Matches(msg, k.Down) && len(notes) > 0:
		p.cursor = min(len(notes)-1, p.cursor+1)
	case key.Matches(msg, k.Up) && len(notes) > 0:
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, k.Edit) && len(notes) > 0:
		return p.edit(a, notes[p.cursor])
	case key.Matches(msg, k.Remove) && len(notes) > 0:
		return a.do(exercise.RemoveNote{ID: notes[p.cursor].ID})
	default:
		p.turn(k, msg)
	}
	return nil
}

func (p *washPage) edit(a *App, n exercise.NoteEntry) tea.Cmd {
	a.overlay = askText("Change the "+string(n.Kind)+":", n.Text, exercise.MaxNote, func(text string) tea.Cmd {
		n.Text = text
		return finishNote(a, n.Note, func(note exercise.Note) tea.Cmd { return a.do(exercise.EditNote{ID: n.ID, Note: note}) })
	})
	return nil
}

// recorded puts the walk under the hot wash once a finished exercise is
// reopened, so that there is something to go back to.
func (p *washPage) recorded(a *App, msg doneMsg) {
	if _, ok := msg.command.(exercise.Reopen); ok && len(a.pages) == 2 {
		back := page(newWalk(a))
		if a.session.state.Current() == "" {
			back = &briefPage{}
		}
		a.pages = []page{a.pages[0], back, p}
	}
}

// saveReport writes the after-action report as it stands.
func (a *App) saveReport() tea.Cmd {
	s := a.session
	state := s.state
	return func() tea.Msg {
		var b bytes.Buffer
		if err := report.Markdown(&b, state, s.scenario(), s.room.Content().Norms()); err != nil {
			return savedMsg{err: err}
		}
		path, err := a.Save(state.Setup().Exercise+".md", b.Bytes())
		return savedMsg{path, err}
	}
}
