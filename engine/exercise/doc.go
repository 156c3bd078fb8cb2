// Package exercise holds the rules of an exercise: a room that goes through a
// scenario's steps and records, for every norm it puts to the vote, whether
// following that norm helped, added latency or was irrelevant.
//
// It is a pure state machine. [State.Decide] turns a [Command] into events or
// refuses it; [State.Apply] turns a [Record] (an event with its number and its
// time) into the next state. There is no clock, no randomness and no I/O here:
// times come with the records, ids with the commands. A [State] never changes
// once it exists, so it may be shared freely between goroutines.
//
// An [Undone] record points at the record that it takes back. Nothing is ever
// deleted, and replaying all records gives the same state, byte for byte.
//
// The model is that of a live room with many participants. A solo walk is a
// room with one of them, a show of hands a room whose ballots come as counts.
package exercise
