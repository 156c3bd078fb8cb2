// Package room is the one door to a running exercise. A [Room] serialises the
// commands of everybody who takes part, journals the events they lead to, and
// publishes the states that result. A [Host] opens and resumes rooms.
//
// What it promises:
//
//   - Do returns without error only after the command's events are on disk.
//   - Nothing is published before it is on disk.
//   - Commands that wait at the same time share one write to the disk.
//   - A watcher sees a recent state, at most about ten a second, never an old
//     one after a newer; one that is slow or gone holds up nobody.
//   - A command that the journal could not keep leaves no trace; the room stays
//     at the last state that is on disk and can go on once the cause is mended.
package room
