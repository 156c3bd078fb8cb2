package tui

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/tui/wording"
)

// parkingPage keeps what the room wants to come back to: the points of the
// parking lot, and the norms that people proposed.
type parkingPage struct {
	cursor int
	id     int64 // of the line under the cursor, which stays there when lines move
	scroll
}

// parked is one line of the page: a note or a proposal.
type parked struct {
	note     *exercise.NoteEntry
	proposal *exercise.Proposal
}

// parkedLines are pinned points first, then the others, then the proposals,
// and what is dealt with at the end.
func parkedLines(s *exercise.State) []parked {
	var points, done, out []parked
	for _, n := range s.Notes() {
		switch {
		case n.Kind != exercise.ParkingLot:
		case n.Archived:
			done = append(done, parked{note: &n})
		default:
			points = append(points, parked{note: &n})
		}
	}
	slices.SortStableFunc(points, func(a, b parked) int {
		return cmp.Compare(rankPinned(a), rankPinned(b))
	})
	out = append(out, points...)
	for _, x := range s.Proposals() {
		out = append(out, parked{proposal: &x})
	}
	return append(out, done...)
}

func (x parked) id() int64 {
	if x.note != nil {
		return x.note.ID
	}
	return x.proposal.ID
}

func rankPinned(p parked) int {
	if p.note.Pinned {
		return 0
	}
	return 1
}

func (p *parkingPage) head(a *App) (string, string) { return "Parking lot", "" }

func (p *parkingPage) body(a *App, width, height int) []string {
	st, all := a.style, p.all(a)
	if own := a.session.state.Proposals(); len(own) > 0 && a.session.live != nil {
		a.session.live.looked = own[len(own)-1].ID
	}
	if len(all) == 0 {
		return append([]string{""}, indent(paint(st.dim, wrap("Nothing is parked: n keeps a point for later, so that the room can go on. Norms that people propose on their devices come here too.", min(width-4, widest))), 2)...)
	}
	var lines []string
	at, end, last := 0, 0, ""
	for i, x := range all {
		if h := x.heading(); h != last {
			if last != "" {
				lines = append(lines, "")
			}
			lines, last = append(lines, " "+st.accent.Render(h)), h
		}
		block := p.block(a, x, i == p.cursor, min(width-2, widest))
		if i == p.cursor {
			at, end = len(lines), len(lines)+len(block)-1
		}
		lines = append(lines, block...)
	}
	room := height - 2
	p.show(end, room)
	p.show(at, room)
	return append(append([]string{""}, p.window(lines, room)...), apart("", p.more(st)+" ", width))
}

func (x parked) heading() string {
	switch {
	case x.proposal != nil:
		return "Norms that the room finds missing"
	case x.note.Archived:
		return "Dealt with"
	}
	return "For later"
}

// block is the text of one line, inert, with the step it came up at.
func (p *parkingPage) block(a *App, x parked, under bool, width int) []string {
	st := a.style
	text, step, mark := "", "", "   "
	if x.note != nil {
		text, step = inert.Line(x.note.Text), x.note.Step
	} else {
		text, step = inert.Line(x.proposal.Text), x.proposal.Step
	}
	if x.note != nil && x.note.Pinned {
		text = "★ " + text
	}
	dim := x.note != nil && x.note.Archived
	if step != "" {
		text += st.dim.Render(" · " + wording.Step(a.session.scenario(), step).Title)
	}
	if under {
		mark = " " + st.cursor.Render("▸") + " "
	}
	out := hang(mark, text, width)
	switch {
	case under:
		return paint(st.strong, out)
	case dim:
		return paint(st.dim, out)
	}
	return out
}

// all are the lines, with the cursor on the one that it was on before.
func (p *parkingPage) all(a *App) []parked {
	all := parkedLines(a.session.state)
	if i := slices.IndexFunc(all, func(x parked) bool { return x.id() == p.id }); i >= 0 {
		p.cursor = i
	}
	p.turnTo(all, p.cursor)
	return all
}

func (p *parkingPage) turnTo(all []parked, i int) {
	p.cursor = max(0, min(i, len(all)-1))
	if p.cursor < len(all) {
		p.id = all[p.cursor].id()
	}
}

// under is the line at the cursor; ok is false if there is none.
func (p *parkingPage) under(a *App) (x parked, ok bool) {
	all := p.all(a)
	if p.cursor >= len(all) {
		return parked{}, false
	}
	return all[p.cursor], true
}

func (p *parkingPage) keys(a *App) []key.Binding {
	k := a.key
	out := []key.Binding{as(k.Note, "add a point")}
	x, ok := p.under(a)
	switch {
	case ok && x.note != nil:
		pin, archive := k.Pin, k.Archive
		if x.note.Pinned {
			pin = as(pin, "unpin")
		}
		if x.note.Archived {
			archive = as(archive, "bring back")
		}
		out = append(out, k.Up, k.Down, pin, archive, k.Edit, k.Remove)
	case ok:
		out = append(out, k.Up, k.Down, as(k.Pin, "pin as a point"), as(k.Remove, "take back"))
	}
	return append(out, k.PageDown, k.PageUp, k.Back, k.Quit)
}

func (p *parkingPage) update(a *App, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	x, ok := p.under(a)
	switch {
	case key.Matches(msg, k.Back):
		a.pop()
	case key.Matches(msg, k.Note):
		step := a.session.state.Current()
		a.overlay = askText("A point for later (no names, please):", "", exercise.MaxNote, func(text string) tea.Cmd {
			return a.do(exercise.AddNote{Note: exercise.Note{Kind: exercise.ParkingLot, Step: step, Text: text}})
		})
	case !ok:
	case key.Matches(msg, k.Up):
		p.turnTo(p.all(a), p.cursor-1)
	case key.Matches(msg, k.Down):
		p.turnTo(p.all(a), p.cursor+1)
	case x.proposal != nil:
		return p.proposal(a, *x.proposal, msg)
	default:
		return p.note(a, *x.note, msg)
	}
	return nil
}

func (p *parkingPage) note(a *App, n exercise.NoteEntry, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	switch {
	case key.Matches(msg, k.Pin):
		n.Pinned, n.Archived = !n.Pinned, false
		return a.do(exercise.EditNote{ID: n.ID, Note: n.Note})
	case key.Matches(msg, k.Archive):
		n.Archived, n.Pinned = !n.Archived, false
		return a.do(exercise.EditNote{ID: n.ID, Note: n.Note})
	case key.Matches(msg, k.Edit):
		a.overlay = askText("Change the point:", n.Text, exercise.MaxNote, func(text string) tea.Cmd {
			n.Text = text
			return a.do(exercise.EditNote{ID: n.ID, Note: n.Note})
		})
	case key.Matches(msg, k.Remove):
		a.overlay = &confirm{"Remove “" + cut(inert.Line(n.Text), 40) + "” from the results? The trail keeps it, and it can be taken back there.", func() tea.Cmd {
			return a.do(exercise.RemoveNote{ID: n.ID})
		}}
	default:
		p.turn(k, msg)
	}
	return nil
}

// proposal handles the keys on somebody's words: they are theirs, so they can
// be pinned as a point or taken back, and not be changed.
func (p *parkingPage) proposal(a *App, x exercise.Proposal, msg tea.KeyMsg) tea.Cmd {
	k := a.key
	switch {
	case key.Matches(msg, k.Pin):
		return a.do(exercise.AddNote{Note: exercise.Note{Kind: exercise.ParkingLot, Step: x.Step, Text: x.Text, Pinned: true}})
	case key.Matches(msg, k.Remove):
		a.overlay = &confirm{fmt.Sprintf("Take the proposal “%s” out of the results? The trail keeps it.", cut(inert.Line(x.Text), 40)), func() tea.Cmd {
			return a.do(exercise.Undo{Seq: x.ID})
		}}
	case key.Matches(msg, k.Edit), key.Matches(msg, k.Archive):
		a.ask("a proposal is somebody's own words: pin it as a point of yours, and change that")
	default:
		p.turn(k, msg)
	}
	return nil
}
