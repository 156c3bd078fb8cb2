// Package plain is the player as lines and prompts: for screen readers, pipes
// and scripts, and for terminals that can't do more. It holds no rules; it
// turns lines into commands for the [room.Room] and reads the state that comes
// back aloud.
//
// Every line means something by itself: no cursor tricks, no colour, no
// columns that need to be seen, verdicts spelt out. What the dialogue says goes
// to Out; what went wrong, and what to do about it, to Err.
//
// "Recorded." stands only where the room has acknowledged: what follows it is
// on disk. A line that isn't understood records nothing and is asked again.
//
// # Answers
//
// On one's own: an answer, and on the same line, in any order, a reason, a
// delay and, last and behind a #, a comment.
//
//	h
//	l trust hours # they waited for the ministry
//
// With a room: the counts for helped, added latency, irrelevant and, if
// somebody abstained, abstentions; then the same additions.
//
//	12 5 2 1
//	12 5 2 capacity # nobody was at the phone
//
// Before either may stand a norm, and with counts a group; then the line means
// the same at every prompt of the vote. Scripts do well to write it so.
//
//	13h l trust
//	13h government 3 2 1
//	13h clear
//
// # A live room
//
// People vote on devices of their own; the lines are the facilitator's console.
// Nothing is put to them norm by norm: Enter alone says how the vote stands, and
// each turn (begin, reveal, again, next) is a word. Nothing is printed while
// somebody types, so that a screen reader is not interrupted. Of an open vote
// the console knows how many have voted, not what. A script waits for votes with
// wait.
package plain
