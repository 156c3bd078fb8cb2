// Package cexf writes a scenario in the Common Exercise Format of the MISP
// project, and reads an exercise in that format as the beginning of a scenario.
//
// The format is described at https://github.com/MISP/cexf; the JSON Schema that
// its tools check files with is schema_cexf.json of
// https://github.com/MISP/SkillAegis-Editor. It is made for exercises with
// tools: an inject may hand over a file and be scored by what a platform then
// finds in MISP. A scenario has neither tools nor scores, and so the two meet in
// the exercise's description and in a list of injects with texts.
//
// # What stands where
//
// The exercise: name is the title, description the summary, expanded the
// background, total_duration the length in seconds. meta has the authors, and
// beside what the schema asks for licence, region, incident_date, and refs with
// the addresses of the sources as in a MISP galaxy. UUIDs are made of the ids
// and so stay the same.
//
// An inject is a step. Its description has a paragraph for each fact, which
// ends in the numbers of its sources among refs, as "[1, 3]", and one for the
// question, which begins with "For discussion: ". Its flow's description is the
// time of the event in ISO 8601, an interval if it has an end. The first inject
// begins with the exercise, and each other one when the facilitator says so. A
// payload has the text that goes to the participants.
//
// Schema and description leave no choice in two fields. action is
// email_to_participants, the only word of the vocabulary that hands a text over;
// target_tool is MISP, and with no evaluation nothing is looked for there.
package cexf

// A reader finds what a writer put by these.
const (
	discussion = "For discussion: "
	namespace  = "normwalk"
)
