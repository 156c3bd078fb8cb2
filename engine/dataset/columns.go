package dataset

import (
	"strconv"
	"strings"
	"time"

	"github.com/normwalk/normwalk/engine/exercise"
)

// SchemaVersion is the version of the table's columns. It grows when a column
// changes its meaning or goes; new ones may be added at the end without.
const SchemaVersion = 1

// A column of the table, with its entry in the data dictionary.
type column struct {
	name, kind, allowed, meaning, notes string
	cell                                func(Exercise, Row) string
}

// columns is the whole table: what is written is what is documented.
func columns() []column {
	const whole = "the same in all rows of an exercise"
	setup := func(of func(exercise.Setup) string) func(Exercise, Row) string {
		return func(e Exercise, _ Row) string { return of(e.State.Setup()) }
	}
	return []column{
		{"schema_version", "integer", strconv.Itoa(SchemaVersion), "version of this table's columns", "grows when a column changes its meaning or goes", func(Exercise, Row) string { return strconv.Itoa(SchemaVersion) }},
		{"exercise", "text", "", "id of the exercise", "made of the day, the incident and random letters; " + whole, setup(func(u exercise.Setup) string { return safe(u.Exercise) })},
		{"date", "date", "YYYY-MM-DD", "day on which the exercise was opened, in UTC", "no other time of the exercise is given, so that nobody can be traced by order; " + whole, func(e Exercise, _ Row) string { return e.State.Opened().UTC().Format(time.DateOnly) }},
		{"scenario", "text", "", "id of the scenario", whole, setup(func(u exercise.Setup) string { return safe(u.Scenario.ID) })},
		{"scenario_sha256", "text", "64 hexadecimal digits", "SHA-256 of the scenario's file as it was run", "compare only rows with the same hash as if they were the same scenario; otherwise match by step", setup(func(u exercise.Setup) string { return safe(u.Scenario.Hash) })},
		{"mode", "text", list(exercise.Modes()), "way of taking part", "solo: one participant; hands: the facilitator counted; room: ballots from people's own devices, hands beside them", setup(func(u exercise.Setup) string { return safe(string(u.Mode)) })},
		{"track", "text", "", "id of the choice of steps", "full: all steps", setup(func(u exercise.Setup) string { return safe(u.Track) })},
		{"tlp", "text", "TLP:" + strings.ReplaceAll(list(exercise.TLPs()), "|", "|TLP:"), "Traffic Light Protocol label: how far these rows may travel", "empty: none was chosen", setup(label)},
		{"chatham_house", "boolean", "TRUE|FALSE", "the Chatham House rule holds: use what was said, don't say who said it", whole, setup(func(u exercise.Setup) string { return truth(u.ChathamHouse) })},
		{"step_index", "integer", "1 and more", "place of the step in this exercise", "differs between tracks; match exercises by step", func(_ Exercise, r Row) string { return strconv.Itoa(r.Step.Index + 1) }},
		{"step", "text", "", "id of the step", "", func(_ Exercise, r Row) string { return safe(r.Step.ID) }},
		{"step_title", "text", "", "title of the step", "", func(_ Exercise, r Row) string { return r.story(func(x Row) string { return safe(x.Story.Title) }) }},
		{"phase", "text", "", "id of the scenario's phase that the step belongs to", "", func(_ Exercise, r Row) string { return r.story(func(x Row) string { return safe(x.Story.Phase) }) }},
		{"step_date", "date or time", "ISO 8601, as precise as it is known: 2017, 2017-05, 2017-05-12, 2017-05-12T13Z, 2017-05-12T13:30Z", "when the event of the step began", "shorter forms are less precise, and not the start of the year, month or day", func(_ Exercise, r Row) string {
			return r.story(func(x Row) string { return x.Story.When.From.String() })
		}},
		{"norm", "text", "", "id of the norm: its catalogue and its item", "", func(_ Exercise, r Row) string { return safe(string(r.Norm)) }},
		{"norm_reference", "text", "", "the norm as people cite it", "", func(_ Exercise, r Row) string { return r.entry(func(x Row) string { return safe(x.Entry.Reference) }) }},
		{"norm_label", "text", "", "the norm in a few words", "", func(_ Exercise, r Row) string { return r.entry(func(x Row) string { return safe(x.Entry.Label) }) }},
		{"catalogue", "text", "", "id of the catalogue that the norm is of", "", func(_ Exercise, r Row) string { return r.entry(func(x Row) string { return safe(x.Catalogue.ID) }) }},
		{"round", "integer", "1|2", "round of voting: 2 is the vote after the discussion", "1 in rows that are set aside or skipped", func(_ Exercise, r Row) string { return strconv.Itoa(r.Round) }},
		{"state", "text", list([]Standing{Answered, NotAsked, SetAside, Skipped, Unrevealed}), "what became of the norm at the step", "answered: it was judged, so the room says it applied; not asked: on the table, but nobody answered, which isn't an abstention; set aside: the room says it didn't apply; skipped: the step was passed over; not revealed: in mode room, answers that nobody has seen yet. Only answered rows have an answer", func(_ Exercise, r Row) string { return string(r.State) }},
		{"source", "text", list([]Source{FromBallot, FromHands}), "how the answer came in", "ballot: a row per participant; hands: a row per group and answer", func(_ Exercise, r Row) string { return string(r.Source) }},
		{"via", "text", "terminal|browser|ssh|remote", "channel of a ballot", "empty if unknown; in mode room also where fewer than five of a group used one channel, and in linked exports", func(_ Exercise, r Row) string { return safe(r.Via) }},
		{"group", "text", "", "stakeholder group", "empty: none said, or everybody else; merged: in mode room, groups with fewer than five answers to the item, and those that have to hide them", func(_ Exercise, r Row) string { return safe(r.Group) }},
		{"participant", "text", "p1, p2, …", "number of the participant, for ballots", "drawn anew for each export, in an order that says nothing about time. In mode room it is good for one step, norm and round only: p3 here and p3 there aren't the same person, because who knows one answer of somebody could otherwise read all of theirs. In linked exports, which a room has to agree to, and in mode solo it is the same throughout an exercise", func(_ Exercise, r Row) string { return r.participant() }},
		{"answer", "text", list(exercise.Answers()), "verdict, or abstention", "helped: following the norm made the response better, or its absence was felt; latency: it cost, or would have cost, response time; irrelevant: no bearing on the step; abstain: a recorded answer that is no verdict", func(_ Exercise, r Row) string { return string(r.Answer) }},
		{"count", "integer", "0 and more", "number of people: add it up by answer to get the tally", "1 for a ballot; 0 where nobody answered; in rows that are not revealed the number of answers", func(_ Exercise, r Row) string { return strconv.Itoa(r.Count) }},
		{"reason", "text", list(exercise.Reasons()), "why", "empty: not said. For hands it is of the whole count of the group and stands in each of its rows", func(_ Exercise, r Row) string { return safe(string(r.Reason)) }},
		{"delay", "text", list(exercise.Delays()), "estimate of the time that the norm cost, or would have", "empty: not said; for hands like reason", func(_ Exercise, r Row) string { return safe(string(r.Delay)) }},
		{"remark", "text", "", "what was noted with the answer", "anything that people typed, so read it before you pass it on. Line breaks are spaces, control characters are shown as symbols. A spreadsheet may turn what looks like a number or a date into one: import the column as text. For hands like reason; merged counts have none. An apostrophe at the start, or after a semicolon, keeps a spreadsheet from running what follows as a formula; to undo that take off one such apostrophe. The same holds for every column of text", func(_ Exercise, r Row) string { return safe(r.Remark) }},
		{"counterfactual", "boolean", "TRUE|FALSE", "the step is older than the norm: would it have …?", "computed from the dates; FALSE where they are too imprecise to tell", func(_ Exercise, r Row) string { return truth(r.Counterfactual) }},
		{"observed", "text", "yes|no|partly|unknown", "whether the behaviour that the norm asks for was seen, according to the scenario's author", "empty until the step is revealed, or if the author says nothing of the norm", func(_ Exercise, r Row) string { return safe(r.Observed) }},
		{"analyst_verdict", "text", list(exercise.Verdicts()), "verdict of the scenario's author: one argued opinion, not the right answer", "empty like observed", func(_ Exercise, r Row) string { return safe(r.Verdict) }},
		{"revealed", "boolean", "TRUE|FALSE", "the round was closed and shown to the room", "what isn't revealed may still change", func(_ Exercise, r Row) string { return truth(r.Revealed) }},
	}
}

func label(u exercise.Setup) string {
	if u.TLP == "" {
		return ""
	}
	return safe("TLP:" + string(u.TLP))
}

// story is a cell from the scenario's step, empty if there is none.
func (r Row) story(of func(Row) string) string {
	if r.Story == nil {
		return ""
	}
	return of(r)
}

// entry is a cell from the norm's catalogue, empty if there is none.
func (r Row) entry(of func(Row) string) string {
	if r.Entry == nil || r.Catalogue == nil {
		return ""
	}
	return of(r)
}

func (r Row) participant() string {
	if r.Number == 0 {
		return ""
	}
	return "p" + strconv.Itoa(r.Number)
}

// truth is a boolean as R, pandas and spreadsheets all read it.
func truth(b bool) string { return strings.ToUpper(strconv.FormatBool(b)) }

// list spells allowed values.
func list[S ~string](values []S) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return strings.Join(out, "|")
}
