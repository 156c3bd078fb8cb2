// Package msel writes a scenario as a master scenario events list, and reads such
// a list as the beginning of a scenario: as CSV, or as a workbook (.xlsx).
//
// Such lists have no standard form. The Homeland Security Exercise and
// Evaluation Program (HSEEP) of the United States, which the name comes from,
// says what one holds: in order of time, the scenario time of each event, its
// synopsis, who delivers it, the player it is meant for, the response that is
// expected, and notes. The columns here are those, with their words for people
// who know the others:
//
//	Number                        event number
//	Time                          scenario time: in ISO 8601, as precise as the
//	                              source, an interval if the event has an end
//	Inject                        the event in a few words
//	Description                   event synopsis: a line for each fact, with the
//	                              ids of its sources at its end
//	From, To                      who acted toward whom in the incident, a line
//	                              for each pair, names parted by "; "
//	Channel                       delivery method: the channel of each pair
//	Expected action or question   expected response: the question after the vote
//	Notes                         for controllers: the facilitator's notes
//	Source                        ids and addresses of the sources, a line each
//
// HSEEP has no column for sources; a scenario can't do without. A list is for
// those who run an exercise, and so it has the facilitator's notes. It has none
// of the analyst's readings.
//
// Reading is forgiving about names and order of columns, and about what stands
// above them; [Columns] says by which names a column is known.
package msel

// A column of a list.
type column int

const (
	number column = iota
	when
	inject
	description
	from
	to
	channel
	expected
	notes
	sources
	width // how many there are
)

// names are what a column is called: first as it is written, and then as other
// lists have it, without regard to capitals and signs; "#" is the same as "No.".
func (c column) names() []string {
	return [width][]string{
		number:      {"Number", "#", "Nr", "Event number", "Event #", "Event id", "Inject number", "Inject #", "Inject id", "MSEL number", "MSEL #", "Serial", "ID"},
		when:        {"Time", "Scenario time", "Incident time", "Event time", "Inject time", "Exercise time", "Date time", "Date and time", "Date", "Start time", "When"},
		inject:      {"Inject", "Inject title", "Title", "Event", "Event title", "Event name", "Inject name", "Subject", "Name"},
		description: {"Description", "Event description", "Inject description", "Synopsis", "Event synopsis", "Event details", "Details", "Message", "Inject text"},
		from:        {"From", "Sender", "Inject from", "Simulated sender", "Controller", "Responsible controller"},
		to:          {"To", "Recipient", "Receiver", "Recipients", "Inject to", "Player", "Intended player", "Intended players"},
		channel:     {"Channel", "Method", "Delivery method", "Delivery", "Means", "Mode", "Inject mode", "Medium"},
		expected: {"Expected action or question", "Expected action", "Expected actions", "Expected player action", "Expected player actions", "Expected response",
			"Expected participant response", "Expected outcome", "Question", "Discussion question", "Discussion questions"},
		notes:   {"Notes", "Note", "Comments", "Comment", "Remarks", "Controller notes", "Facilitator notes"},
		sources: {"Source", "Sources", "Reference", "References"},
	}[c]
}

// title is what a column is called in a list that we write.
func (c column) title() string { return c.names()[0] }

// Columns are the names of the columns in their order, each with the other names
// that it is known by.
func Columns() [][]string {
	out := make([][]string, width)
	for c := range width {
		out[c] = c.names()
	}
	return out
}

// gap parts names in a cell.
const gap = "; "
