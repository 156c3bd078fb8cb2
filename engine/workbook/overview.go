package workbook

import (
	"fmt"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/analysis"
	"github.com/normwalk/normwalk/engine/exercise"
)

// overview says what was run, and how far it came.
func (b *book) overview() {
	s := b.sheet("Overview", "What was run, how far it came, and how far the answers agree.", 42, 72, 74)
	b.first(s)
	setup, t := b.state.Setup(), b.of.Totals
	line := func(what string, value any, remark string) {
		if value != nil && value != "" {
			s.put([]any{what, value, remark}, []form{wrapped, left, wrapped})
		}
	}
	part := func(name string) {
		s.put([]any{name, nil, nil}, []form{head, head, head})
	}
	part("The exercise")
	line("Markings", or(strings.Join(b.labels, ", "), "none chosen"), "how far this may travel")
	line("Exercise", setup.Exercise, "")
	line("Scenario", b.scenario.Title, setup.Scenario.ID)
	line("SHA-256 of the scenario", setup.Scenario.Hash, "compare only exercises with the same one as if they were the same")
	for _, c := range setup.Catalogues {
		line("SHA-256 of "+c.ID, c.Hash, "catalogue of norms")
	}
	line("Way of taking part", string(setup.Mode), way(setup.Mode))
	line("Track", setup.Track, "")
	line("Groups counted apart", strings.Join(setup.Groups, ", "), "")
	line("State", b.status(), fmt.Sprintf("up to record %d, %s", b.of.Seq, instant(b.of.Last)))
	line("Shows", shows(b.of.Shared), "")
	line("Opened", instant(b.of.Opened), "")
	if !b.of.Ended.IsZero() {
		line("Finished", instant(b.of.Ended), "")
	}
	line("Minutes planned", setup.Minutes, "")
	line("Minutes used", int(b.of.UsedS/60), "without breaks")
	line("People in the room", some(setup.People), "as the facilitator counted")
	if setup.Mode == exercise.Room {
		line("Devices that joined", t.Participants, "")
	}
	part("How far it came")
	line("Steps planned", t.Steps, "")
	line("Steps revealed", t.Revealed, "")
	line("Steps open", t.Open, "entered, and not revealed")
	line("Steps skipped", t.Skipped, "")
	line("Steps not reached", t.Pending, "")
	line("Items judged", t.Judged, "an item is a norm at a step, in its latest round")
	line("Items with abstentions only", t.Abstained, "")
	line("Items held back", t.Hidden, "answers that aren't revealed")
	line("Items not asked", t.NotAsked, "not the same as an abstention")
	line("Items set aside", t.SetAside, "the room says that the norm doesn't apply")
	line("Answers", t.Answers, "in all rounds")
	for _, a := range exercise.Answers() {
		line("of them in the latest round: "+a.Label(), t.Tally.Of(a), "")
	}
	if a := b.of.Agreement; a != nil {
		part("How far the answers agree")
		b.agreement(s, *a)
	}
	s.freeze(headings)
}

// agreement has each coefficient, or the reason why there is none.
func (b *book) agreement(s *sheet, a analysis.Agreement) {
	s.put([]any{"Items with two verdicts or more", a.Items, ""}, []form{wrapped, left, wrapped})
	for _, x := range []struct {
		name, remark string
		of           analysis.Statistic
	}{
		{"Raw agreement", "chance that two verdicts on an item agree, over the items", a.Raw},
		{"Krippendorff's alpha", "set right for chance; a room is supposed to disagree, so no mark is given for it", a.Alpha},
		{"Gwet's AC1", "the one to look at where most verdicts are the same", a.AC1},
		{"Fleiss' kappa", "only where every item has as many verdicts", a.Kappa},
		{"Share of the commonest verdict", "", a.Largest},
	} {
		var value any = x.of
		look := leftDecimal
		if x.of.Undefined != "" {
			value, look = "not defined: "+string(x.of.Undefined), wrapped
		}
		s.put([]any{x.name, value, x.remark}, []form{wrapped, look, wrapped})
	}
}

// first makes a sheet the one that a program shows on opening.
func (b *book) first(s *sheet) {
	i, err := b.file.GetSheetIndex(s.name)
	b.check(err)
	b.file.SetActiveSheet(i)
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func shows(shared bool) string {
	if shared {
		return "what everybody in the room may see"
	}
	return "what the facilitator may see"
}

func way(m exercise.Mode) string {
	switch m {
	case exercise.Solo:
		return "one person"
	case exercise.Hands:
		return "the facilitator counted a show of hands"
	}
	return "ballots from people's own devices, hands beside them"
}

func instant(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
