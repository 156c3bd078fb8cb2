// Package engine is the guided tour of normwalk's inside, and its glossary. It
// has no code; the packages below it do the work.
//
// # The tour
//
// Content first. [github.com/normwalk/normwalk/engine/document] reads a TOML
// file strictly and knows where everything stands in it.
// [github.com/normwalk/normwalk/engine/norm] and
// [github.com/normwalk/normwalk/engine/scenario] say what a norm and a scenario
// are, [github.com/normwalk/normwalk/engine/source] what a source and a moment
// in time are, and [github.com/normwalk/normwalk/engine/library] holds all of it
// together. The content itself lies in the folder scenarios.
// [github.com/normwalk/normwalk/engine/cexf] and
// [github.com/normwalk/normwalk/engine/msel] write scenarios for other exercise
// programs and read what those write, of which
// [github.com/normwalk/normwalk/engine/draft] makes the draft of a scenario.
//
// Then the exercise. [github.com/normwalk/normwalk/engine/exercise] holds every
// rule, as a pure state machine: commands in, events out.
// [github.com/normwalk/normwalk/engine/journal] keeps events and documents on
// disk and knows no rules. [github.com/normwalk/normwalk/engine/room] is the one
// door to a running exercise: it puts commands in order, journals what they lead
// to, and only then says so. [github.com/normwalk/normwalk/engine/analysis] says what the verdicts
// come to. What leaves the program is made from it and from the state:
// [github.com/normwalk/normwalk/engine/report] writes the after-action report,
// [github.com/normwalk/normwalk/engine/pack] the papers of a workshop (both out of the inert
// text of [github.com/normwalk/normwalk/engine/markup]),
// [github.com/normwalk/normwalk/engine/dataset] tidy tables, and reads counts back
// from one, [github.com/normwalk/normwalk/engine/workbook] a workbook, and
// [github.com/normwalk/normwalk/engine/xapi] statements for a learning record
// store.
//
// Players come last and hold no rules: tui in full screen, tui/plain line by
// line; what both say is in tui/wording. In a live room people take part from
// devices of their own: [github.com/normwalk/normwalk/engine/web] is the room over
// HTTP, for phones and the projector, and says what it guards against; tui/ssh is
// the room for terminals. [github.com/normwalk/normwalk/engine/rehearsal] plays a
// room with simulated participants, to see what a laptop holds. Imports point one
// way only, from players to content; a test in this package sees to it.
//
// # Glossary
//
// Scenario: a past incident, told in steps. Inject: what exercise people call a
// step, an event put before the room; here the outcome is known. Track: a choice
// of steps that fits a length of time.
//
// Exercise: one walk of one room through one scenario. Room: the people who take
// part, and the package that lets them. Facilitator: who leads it and holds the
// keyboard. Participant: who votes, under a random id; no names are kept.
// Stakeholder group: technical community, government, civil society and so on,
// as the Internet Governance Forum counts them.
//
// Norm: an expectation of responsible behaviour that a body of States or others
// agreed on. The norms here are voluntary: a behaviour was observed or not;
// nothing is "violated". Catalogue: a family of norms. UN GGE: the United Nations
// Group of Governmental Experts, whose report of 2015 (A/70/174) lists eleven in
// paragraph 13, (a) to (k).
//
// Item: a norm at a step, in a round; what is voted on. Ballot: one participant's
// answer to an item. Verdict: helped, added latency, or irrelevant. Abstention: a
// recorded answer that is no verdict. Not asked: the absence of an answer.
// Applied: the norm was on the table and judged; a norm that is set aside doesn't
// apply. Observed: the scenario's author says whether the behaviour was seen.
// Effect: the room's verdict. Counterfactual: a verdict on an incident older than
// the norm, "would it have …?".
//
// Live room: an exercise that people join from their own devices. Room code: what
// they type to join; nothing secret. Passphrase: the facilitator's secret, which
// opens a console on another terminal. Console: the facilitator's screen.
// Projector: what everybody in the room looks at; it shows nothing that a
// participant may not see. Seat: a participant's number, in the order of joining.
// Token: what a participant's device keeps so as to come back to the same ballot.
// Scene: what all participants see at a moment; a vote doesn't change it.
// Turnout: how many have voted, not what.
//
// Reveal: the end of a vote, when counts and the analyst's reading are shown.
// Reading: one argued opinion of the scenario's author, with the best argument
// against it. Second round: the vote after the discussion.
//
// Request: somebody asking somebody else for something, with the times at which
// it was sent, acknowledged and acted on; the matter of norm 13(h). Channel: the
// way it went. CSIRT, or CERT: a computer security incident response team.
// MLAT: a treaty on mutual legal assistance, the formal way between prosecutors.
// Latency: time that passes between an ask and an act.
//
// Hot wash: the talk straight after the exercise. After-action report (AAR): what
// is written down of it. Take-away, parking lot (points kept for later),
// unintended consequence, follow-up (something to do, with an owner): kinds of
// notes. TLP: the Traffic Light Protocol, which says how far information may
// travel. Chatham House rule: what was said may be used, not who said it.
//
// Journal: the file of all events. Event: a fact about the exercise, in the past
// tense. Record: an event with its number and time. Replay: making the state from
// the records. Acknowledged: on disk.
package engine
