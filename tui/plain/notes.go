package plain

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/normwalk/normwalk/engine/exercise"
	"github.com/normwalk/normwalk/engine/inert"
	"github.com/normwalk/normwalk/engine/report"
	"github.com/normwalk/normwalk/tui/wording"
)

// note keeps, rewrites or removes a note. One made at a step is about that
// step, one made in the hot wash about the whole exercise.
func (p *player) note(rest string) error {
	word, more, _ := strings.Cut(rest, " ")
	switch strings.ToLower(word) {
	case "change", "remove":
		return p.oldNote(strings.ToLower(word), strings.TrimSpace(more))
	}
	n, err := parseNote(rest)
	if err != nil {
		p.complain(err)
		return nil
	}
	n.Step = p.about()
	_, done, err := p.do(exercise.AddNote{Note: n})
	if done {
		p.confirm(true, noteText(n))
	}
	return err
}

// about is the step that notes and proposals belong to; empty in the briefing
// and in the hot wash.
func (p *player) about() string {
	if where, _ := p.where(); where == washing || where == ended || where == briefing {
		return ""
	}
	return p.state().Current()
}

func (p *player) oldNote(doing, rest string) error {
	number, text, _ := strings.Cut(rest, " ")
	id, err := strconv.ParseInt(number, 10, 64)
	notes := p.state().Notes()
	i := slices.IndexFunc(notes, func(n exercise.NoteEntry) bool { return n.ID == id })
	if err != nil || i < 0 {
		p.complain(fmt.Errorf("there is no note “%s”: write n %s and the number that wash says before the note", shorten(inert.Line(number), 20), doing))
		return nil
	}
	if doing == "remove" {
		_, done, err := p.do(exercise.RemoveNote{ID: id})
		if done {
			p.confirm(true, fmt.Sprintf("note %d is taken out", id))
		}
		return err
	}
	n, err := parseNote(text)
	if err != nil {
		p.complain(err)
		return nil
	}
	n.Step, n.Pinned, n.Archived = notes[i].Step, notes[i].Pinned, notes[i].Archived
	ack, done, err := p.do(exercise.EditNote{ID: id, Note: n})
	if done {
		p.confirm(len(ack.Records) > 0, noteText(n))
	}
	return err
}

// noteText is a note as it is read aloud.
func noteText(n exercise.Note) string {
	text := fmt.Sprintf("%s: %s", wording.NoteKind(n.Kind), inert.Line(n.Text))
	if n.Owner != "" {
		text += "; owner " + inert.Line(n.Owner)
	}
	if n.Due != "" {
		text += "; due " + inert.Line(n.Due)
	}
	return text
}

func (p *player) propose(text string) error {
	_, done, err := p.do(exercise.Propose{Step: p.about(), Text: text})
	if done {
		p.confirm(true, "proposed norm: "+inert.Line(text))
	}
	return err
}

// undo takes the last entry back, and says what it was.
func (p *player) undo() error {
	ack, done, err := p.do(exercise.Undo{})
	if err != nil || !done {
		return err
	}
	for _, e := range ack.State.TakenBack(ack.Records) {
		p.confirm(true, "taken back: "+p.event(e))
	}
	return nil
}

// event says what an event was, and at which step if that isn't this one.
func (p *player) event(e exercise.Event) string {
	return wording.Event(e, func(item exercise.Item) string {
		text := p.norm(item.Norm).Reference
		if st, ok := p.state().Step(item.Step); ok && item.Step != p.state().Current() {
			text += fmt.Sprintf(" at step %d", st.Index+1)
		}
		return text
	}, shorten)
}

// facilitator reads the author's notes on the step and its phase.
func (p *player) facilitator(x at) {
	phase, _ := p.Room.Scenario().Phase(x.step.Phase)
	if x.step.Notes == "" && phase.FacilitatorNotes == "" && len(phase.Questions) == 0 {
		p.out.say("The author left no notes for this step.")
		return
	}
	p.out.labelled("For the facilitator, on this step", x.step.Notes)
	p.out.labelled("For the facilitator, on phase "+phase.ID, phase.FacilitatorNotes)
	for i, q := range phase.Questions {
		p.out.say(fmt.Sprintf("Question %d for the room: %s", i+1, q))
	}
}

// report saves the after-action report as it stands.
func (p *player) report() {
	id := p.state().Setup().Exercise
	if p.Save == nil {
		p.out.say("The report can be had with: normwalk report " + id)
		return
	}
	var b bytes.Buffer
	err := report.Markdown(&b, p.state(), p.Room.Scenario(), p.Room.Content().Norms())
	path := ""
	if err == nil {
		path, err = p.Save(id+".md", b.Bytes())
	}
	if err != nil {
		p.complain(fmt.Errorf("the report could not be saved: %w; it can be had later with: normwalk report %s", err, id))
		return
	}
	p.out.say("Report saved: " + path)
}
