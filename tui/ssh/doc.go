// Package ssh lets people into a live room from a terminal:
//
//	ssh -p 2323 7kq2m@host
//
// What can be reached:
//
//   - With any user name: a participant's terminal, [tui.Guest]. A name equal to
//     the room's code saves typing it. Wrong codes are counted for each address,
//     whichever way they come, and who types none is let go. Somebody whose
//     client proves a key comes back to the same ballots; which participant that
//     is follows from the key and the room's secret, and the key itself is kept
//     nowhere. Who has the journal, and so that secret, can test whether a key
//     that they know took part. Somebody without a key is let in all the same,
//     and is somebody new each time.
//   - As screen, or screen-CODE: the projector's view. It takes no commands.
//   - As console: the facilitator's console, for the room's passphrase alone. No
//     key opens it. Tries are counted for each connection, each address, and all
//     together.
//
// What can't: a shell, a command, a file, a subsystem such as SFTP, a forwarded
// port, socket, agent or display, in either direction. Of the environment that a
// client sends, only what it says about colours is read, and nothing of it
// reaches a process: none is ever started. A connection has one session.
//
// What one client can do to others: each has a program and a renderer of its
// own, with the size and colours of its terminal, within bounds. A client that
// doesn't read, doesn't log in, doesn't type, stays too long or sends more than
// anybody types is let go; what it sends ahead is kept in bounds. A fault in one
// session ends that session. The number of connections is bounded in all and for
// each address, with room for 200 people behind one wifi. None of it holds up the
// room, because a session only ever waits for its own client.
//
// No address, user name, key or text of people goes to a log.
package ssh
