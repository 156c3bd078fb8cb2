package tui

import (
	"fmt"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/normwalk/normwalk/engine/advice"
	"github.com/normwalk/normwalk/engine/scenario"
)

// PreviewOptions are what the preview of a scenario file is given.
type PreviewOptions struct {
	File     string             // the file's name, to be shown
	Renderer *lipgloss.Renderer // of the terminal that is drawn on; RunPreview makes it
	Load     func() advice.Draft
	Saved    <-chan struct{} // tells of each save; nil for a file that isn't watched
}

// A Preview shows a scenario file as the room will see it, while somebody
// writes it. It reads the file again at each save and keeps its place; while
// the file has problems it goes on showing the last version that had none.
type Preview struct {
	PreviewOptions
	style         *styles
	key           *keyMap
	ground        backdrop
	width, height int

	draft advice.Draft // as last read
	good  advice.Draft // the last one without problems; empty if there was none

	step            string // id of the step that is shown; empty for the briefing
	index           int    // its place, for when its id is gone
	notes, readings bool
	list            bool // the list of remarks is shown instead
	help            bool // all keys are shown instead
	cursor          int  // in that list
	text, remarks   scroll
	opening         opening // what the next drawing turns to
	first, last     int     // the lines of it; counted from that of the text
}

// An opening is a part of a step that a key shows.
type opening int

const (
	nothingOpened opening = iota
	readingsOpened
	notesOpened
)

// NewPreview makes a preview and reads the file.
func NewPreview(o PreviewOptions) *Preview {
	p := &Preview{PreviewOptions: o, style: newStyles(o.Renderer), key: newKeys(), width: 80, height: 24, index: -1}
	p.take(o.Load())
	return p
}

type draftMsg struct{ draft advice.Draft }

// Init waits for the first save.
func (p *Preview) Init() tea.Cmd { return p.wait() }

// wait reads the file at the next save.
func (p *Preview) wait() tea.Cmd {
	if p.Saved == nil {
		return nil
	}
	return func() tea.Msg {
		if _, ok := <-p.Saved; !ok {
			return nil
		}
		return draftMsg{p.Load()}
	}
}

// take makes a draft the newest, and turns to where the reader was: the same
// step, or what stands in its place now.
func (p *Preview) take(d advice.Draft) {
	p.draft = d
	p.cursor = max(0, min(p.cursor, len(d.Remarks)-1))
	if d.Scenario == nil {
		return
	}
	p.good = d
	if p.step == "" {
		return
	}
	if i := d.Scenario.StepIndex(p.step); i >= 0 {
		p.index = i
		return
	}
	p.turnTo(min(p.index, len(d.Scenario.Steps)-1))
}

// turnTo shows the step with an index, or the briefing for -1.
func (p *Preview) turnTo(i int) {
	if p.good.Scenario == nil {
		return
	}
	i = max(-1, min(i, len(p.good.Scenario.Steps)-1))
	p.index, p.step = i, ""
	if i >= 0 {
		p.step = p.good.Scenario.Steps[i].ID
	}
	p.text, p.remarks, p.opening = scroll{}, scroll{}, nothingOpened
}

// at is the step that is shown; nil for the briefing.
func (p *Preview) at() *scenario.Step {
	if p.good.Scenario == nil || p.step == "" {
		return nil
	}
	step, _ := p.good.Scenario.Step(p.step)
	return step
}

// here are the remarks on what is shown, problems first. Those that belong to
// no step that can be shown stand at the briefing.
func (p *Preview) here() []advice.Remark {
	var out []advice.Remark
	for _, wrong := range []bool{true, false} {
		for _, r := range p.draft.Remarks {
			if r.Wrong == wrong && p.place(r) == p.index {
				out = append(out, r)
			}
		}
	}
	return out
}

// place is the index of the step that a remark is shown at; -1 for the
// briefing.
func (p *Preview) place(r advice.Remark) int {
	if r.Step == "" || p.good.Scenario == nil {
		return -1
	}
	return p.good.Scenario.StepIndex(r.Step)
}

// Update takes a message.
func (p *Preview) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.width, p.height = msg.Width, msg.Height
	case draftMsg:
		p.take(msg.draft)
		return p, p.wait()
	case tea.KeyMsg:
		if key.Matches(msg, p.key.Quit) {
			return p, tea.Quit
		}
		switch {
		case p.help:
			p.help = false
		case key.Matches(msg, p.key.Help):
			p.help = true
		case p.list:
			p.choose(msg)
		default:
			p.press(msg)
		}
	}
	return p, nil
}

// press takes a key where the scenario is shown.
func (p *Preview) press(msg tea.KeyMsg) {
	k := p.keysHere()
	switch {
	case key.Matches(msg, k.Left):
		p.turnTo(p.index - 1)
	case key.Matches(msg, k.Right):
		p.turnTo(p.index + 1)
	case key.Matches(msg, k.Reveal):
		p.readings = !p.readings
		p.open(p.readings, readingsOpened)
	case key.Matches(msg, k.FacilitatorNotes):
		p.notes = !p.notes
		p.open(p.notes, notesOpened)
	case key.Matches(msg, k.List):
		p.list = true
	case key.Matches(msg, k.Theme):
		p.ground.turn(p.Renderer)
	case key.Matches(msg, k.Up):
		p.text.offset = max(0, p.text.offset-1)
	case key.Matches(msg, k.Down):
		p.text.offset++
	default:
		p.text.turn(p.key, msg)
	}
}

// open turns to what was opened, which may lie below the edge, or back to the
// beginning when it is closed.
func (p *Preview) open(opened bool, what opening) {
	p.text, p.opening = scroll{}, nothingOpened
	if opened {
		p.opening = what
	}
}

// choose takes a key where the remarks are listed.
func (p *Preview) choose(msg tea.KeyMsg) {
	k := p.keysHere()
	switch {
	case key.Matches(msg, k.Back), key.Matches(msg, k.List):
		p.list = false
	case key.Matches(msg, k.Up):
		p.cursor = max(0, p.cursor-1)
	case key.Matches(msg, k.Down):
		p.cursor = max(0, min(len(p.draft.Remarks)-1, p.cursor+1))
	case key.Matches(msg, k.Reveal):
		p.list = false
		if p.cursor < len(p.draft.Remarks) {
			p.turnTo(p.place(p.draft.Remarks[p.cursor]))
		}
	}
}

// previewKeys are the keys of the preview, under the names they have there.
type previewKeys struct {
	Left, Right, Up, Down, Reveal, FacilitatorNotes, List, Back, Theme, Quit key.Binding
}

func (p *Preview) keysHere() previewKeys {
	k := p.key
	out := previewKeys{
		Left: as(k.Left, "back"), Right: as(k.Right, "next step"), Up: k.Up, Down: k.Down,
		Reveal: as(k.Enter, "readings"), FacilitatorNotes: as(k.FacilitatorNotes, "notes"),
		List: key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "problems and advice")),
		Back: k.Back, Theme: k.Theme, Quit: k.Quit,
	}
	if p.readings {
		out.Reveal = as(k.Enter, "hide readings")
	}
	if p.notes {
		out.FacilitatorNotes = as(k.FacilitatorNotes, "hide notes")
	}
	if p.list {
		out.Reveal, out.Back = as(k.Enter, "go there"), as(k.Back, "back to the scenario")
	}
	return out
}

// status says in a few words how the file stands.
func (p *Preview) status() string {
	wrong := p.draft.Problems()
	more := len(p.draft.Remarks) - wrong
	switch {
	case wrong > 0 && p.good.Scenario != nil:
		return fmt.Sprintf("! %s · this is the last good version", countOf(wrong, "problem", "problems"))
	case wrong > 0:
		return "! " + countOf(wrong, "problem", "problems")
	case more > 0:
		return "✓ no problems · " + countOf(more, "piece of advice", "pieces of advice")
	}
	return "✓ no problems, no advice"
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// concerned reports whether there are remarks on a step, and problems.
func (p *Preview) concerned(i int) (remarks, wrong bool) {
	on := func(r advice.Remark) bool { return p.place(r) == i }
	return slices.ContainsFunc(p.draft.Remarks, on),
		slices.ContainsFunc(p.draft.Remarks, func(r advice.Remark) bool { return r.Wrong && on(r) })
}
